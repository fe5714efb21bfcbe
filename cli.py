"""The command line: the commands of `commands/` under one name, and what holds for all of them."""

import os
import signal
import sys
from typing import Annotated

import typer

from .commands import check, convert, ingest, judge, look, packs, store
from .commands.exits import TERMINATED

EXAMPLES = """\b
Examples:
  offres convert postings/ -o records.jsonl     all postings of a folder, one record a line
  offres convert a.txt b.md | jq .offer.title   records to standard output
  offres convert 'postings/*.md' -o records/    one JSON file a posting
  offres ingest postings/                       what is new or changed, into a store
  offres check postings/                        what is wrong with them, and where
  offres show posting.txt                       one posting, readable
  offres review postings/ -o review.html        a page to look at postings beside their records
  offres schema > record.schema.json            what a record holds
  offres explain posting.txt                    what each line was taken for, and why
  offres evaluate gold/ records.jsonl           how right records are, field by field
  offres offers --open --search "aide sociale"  what a store holds
  offres patterns test my-packs/                whether every example of your own packs holds
"""

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for command in (
    convert.convert,
    ingest.ingest,
    check.check,
    check.rule,
    look.show,
    look.review,
    look.text,
    look.explain,
    judge.schema,
    judge.evaluate,
    store.runs,
    store.offers,
    store.history,
    store.failures,
    store.export,
):
    app.command()(command)
app.add_typer(packs.app, name="patterns", help="List, show, test and begin packs: what postings look like, as data.")


def _version(wanted: bool) -> None:  # noqa: FBT001 typer calls it so
    if wanted:
        from . import __version__

        typer.echo(f"offres {__version__}")
        raise typer.Exit


@app.callback(epilog=EXAMPLES)
def offres(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Turn French public job postings into validated JSON records."""


def _terminated(*_: object) -> None:
    raise SystemExit(TERMINATED)


def _opened() -> None:
    """Put something where a stream was closed (`2>&-`): messages go nowhere, but records lost are an error."""
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: SIM115 open until the end
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 the same


def main() -> None:
    """The program `offres`."""
    _opened()
    signal.signal(signal.SIGTERM, _terminated)  # so that a half-written output is removed
    app()
