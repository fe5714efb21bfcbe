"""`offres convert`: postings in, records out."""

import sys
from typing import Annotated

import typer

from .exits import FAILED, exits
from .options import Config, Jobs, Memory, OwnPacks, Pages, Paths, Timeout, Unpacked, know_packs


def convert(  # noqa: PLR0913 one argument an option
    paths: Paths,
    *,
    out: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help="A file for JSON Lines; or a folder (an existing one, or a name ending with /) for one JSON file a "
            "posting. Without it, JSON Lines to standard output.",
            show_default=False,
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
        from ..ingest.convert import convert as run
        from ..ingest.guard import Limits

        know_packs(patterns, config)
        summary = run(paths, out, jobs, Limits(timeout, memory, pages, unpacked), sys.stdout.buffer)
    if summary.failed or summary.unlisted:
        raise typer.Exit(FAILED)
