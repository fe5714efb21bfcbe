"""`offres convert`: postings in, records out."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from .exits import FAILED, exits
from .options import Config, Jobs, Memory, OwnPacks, Pages, Paths, Timeout, Unpacked, know_packs


class RecordFormat(StrEnum):
    """Of what `convert` writes."""

    json = "json"
    jsonl = "jsonl"
    parquet = "parquet"


class Engine(StrEnum):
    """By whom a batch is read."""

    local = "local"
    dask = "dask"


def convert(  # noqa: PLR0913 one argument an option
    paths: Paths,
    *,
    out: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help="A file (JSON Lines, or Parquet where it ends with .parquet); or a folder (an existing one, or a name "
            "ending with /): one JSON file a posting, or with --format the parts of a batch. Without it, JSON Lines to "
            "standard output.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        RecordFormat | None,
        typer.Option("--format", help="jsonl or parquet into a folder: a batch.", show_default="as OUT says"),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a batch: read what is new or changed.")] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Go on with a batch, and read again what failed.")] = False,
    engine: Annotated[Engine, typer.Option(help="Who reads a batch: this process's own, or Dask.")] = Engine.local,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Of Dask, such as tcp://10.0.0.5:8786, or its scheduler file.",
            show_default="--jobs workers are started here",
        ),
    ] = None,
    jobs: Jobs = None,
    timeout: Timeout = 120,
    memory: Memory = 3000,
    pages: Pages = None,
    unpacked: Unpacked = None,
    patterns: OwnPacks = None,
    config: Config = None,
) -> None:
    """Convert postings into records, in the sorted order of the files."""
    with exits():
        from ..ingest.guard import Limits
        from ..ingest.output import Wanted, write

        know_packs(patterns, config)
        chosen = form.value if form else None
        target = None if out == "-" else out
        wanted = Wanted(target, chosen, resume=resume, retry=retry, engine=engine.value, scheduler=scheduler)
        summary = write(paths, wanted, jobs, Limits(timeout, memory, pages, unpacked), sys.stdout.buffer)
    if summary.failed or summary.unlisted:
        raise typer.Exit(FAILED)
