"""`offres evaluate` and `offres schema`: how right records are, and what they hold."""

import sys
from typing import Annotated

import typer

from .exits import FAILED, exits, say
from .options import print_text


def evaluate(  # noqa: PLR0913 one argument an option
    gold: Annotated[str, typer.Argument(help="A folder of NAME.json; or JSON Lines.", show_default=False)],
    records: Annotated[str, typer.Argument(help="What `offres convert` wrote: a file or folder.", show_default=False)],
    *,
    compare: Annotated[
        str | None, typer.Option(metavar="OTHER", help="Print what changed from these records to RECORDS.")
    ] = None,
    errors: Annotated[int, typer.Option(min=0, metavar="N", help="Print so many of the values that differ.")] = 0,
    floor: Annotated[str | None, typer.Option(metavar="FILE", help="Fail if a figure is under its minimum.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    strict_set: Annotated[bool, typer.Option("--strict-set", help="Score records without gold as wrong.")] = False,
) -> None:
    """Say how right records are: precision, recall and F1 of each field and family against golden postings."""
    with exits():
        from ..evaluate.run import Request
        from ..evaluate.run import evaluate as run

        missed = run(Request(gold, records, compare, errors, floor, as_json, strict_set), sys.stdout.buffer)
    for miss in missed:
        say(f"Under its floor: {miss}")
    if missed:
        raise typer.Exit(FAILED)


def schema(
    *,
    of_check: Annotated[bool, typer.Option("--check", help="Of what `offres check --format json` prints.")] = False,
    of_run: Annotated[bool, typer.Option("--run", help="Of what `offres ingest --summary` writes.")] = False,
    datasette: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Datasette's metadata of a store instead; NAME is its file's, without the extension.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Print the JSON Schema of a record."""
    with exits():
        if datasette is not None:
            from ..ingest.store.read.asked import metadata_text

            print_text(metadata_text(datasette))
            return
        if of_check:
            from ..findings.listed import schema_text
        elif of_run:
            from ..ingest.monitor.summary import schema_text
        else:
            from ..output.schema import schema_text

        print_text(schema_text())
