"""`offres runs`, `offers`, `history`, `failures` and `export`: what a store holds."""

from enum import StrEnum
from typing import Annotated

import typer

from .exits import exits
from .ingest import Wait
from .options import (
    Config,
    Jobs,
    Memory,
    OwnPacks,
    Pages,
    Store,
    Timeout,
    Unpacked,
    know_packs,
    store_url,
)


class ListFormat(StrEnum):
    """Of what is listed."""

    table = "table"
    json = "json"
    csv = "csv"


class RecordFormat(StrEnum):
    """Of records."""

    jsonl = "jsonl"
    json = "json"
    parquet = "parquet"
    csv = "csv"


LAST = 2**31 - 1  # the highest number that a database counts to

Form = Annotated[ListFormat, typer.Option("--format", help="For a person, or for a program.")]
Open = Annotated[bool, typer.Option("--open", help="Those that can be applied for.")]
On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day that counts as today.", show_default=False)
]


def runs(
    *,
    limit: Annotated[int, typer.Option(min=1, max=LAST, metavar="N", help="So many.")] = 20,
    form: Form = ListFormat.table,
    store: Store = None,
    config: Config = None,
) -> None:
    """List the runs of `offres ingest`, the last one first."""
    with exits():
        from ..ingest.store.read import asked

        asked.runs(store_url(store, config), limit, form.value)


def offers(  # noqa: PLR0913 one argument an option
    *,
    is_open: Open = False,
    employer: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Whose name has these words.", show_default=False)
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Published on that day or later.", show_default=False)
    ] = None,
    search: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help='With all these words, "phrases" and beginnings*.', show_default=False),
    ] = None,
    doubtful: Annotated[bool, typer.Option("--doubtful", help="Those whose deadline is doubtful.")] = False,
    family: Annotated[str | None, typer.Option(metavar="NAME", help="Of that family.", show_default=False)] = None,
    vanished: Annotated[bool, typer.Option("--vanished", help="Those that their source has no more.")] = False,
    on: On = None,
    limit: Annotated[
        int | None, typer.Option(min=1, max=LAST, metavar="N", help="So many at most.", show_default=False)
    ] = None,
    form: Form = ListFormat.table,
    store: Store = None,
    config: Config = None,
) -> None:
    """List offers, those whose deadline comes next first."""
    with exits():
        from ..ingest.store.read import asked

        wanted = asked.OffersAsked(is_open, vanished, doubtful, employer, family, since, search, on, limit)
        asked.offers(store_url(store, config), wanted, form.value)


def history(
    reference: Annotated[
        str | None, typer.Argument(metavar="REFERENCE", help="The number of an offer.", show_default=False)
    ] = None,
    *,
    offer: Annotated[
        int | None,
        typer.Option("--id", min=1, max=LAST, metavar="N", help="Its id in the store instead.", show_default=False),
    ] = None,
    form: Form = ListFormat.table,
    store: Store = None,
    config: Config = None,
) -> None:
    """Say what became of an offer: each of its versions, and what it changed."""
    with exits():
        from ..ingest.store.read import asked

        asked.history(store_url(store, config), reference, offer, form.value)


def failures(  # noqa: PLR0913 one argument an option
    *,
    retry: Annotated[bool, typer.Option("--retry", help="Read them again, and list those that still fail.")] = False,
    form: Form = ListFormat.table,
    wait: Wait = 0,
    jobs: Jobs = None,
    timeout: Timeout = 120,
    memory: Memory = 3000,
    pages: Pages = None,
    unpacked: Unpacked = None,
    patterns: OwnPacks = None,
    store: Store = None,
    config: Config = None,
) -> None:
    """List the documents that cannot be read, and why; the options of reading are for --retry."""
    with exits():
        from ..ingest.guard import Limits
        from ..ingest.store.read import asked

        url = store_url(store, config)
        if retry:
            know_packs(patterns, config)
            asked.retry(url, jobs, Limits(timeout, memory, pages, unpacked), wait)
        asked.failures(url, form.value)


def export(  # noqa: PLR0913 one argument an option
    *,
    to: Annotated[
        str | None,
        typer.Option(
            metavar="OUT",
            help="A file; or a folder (an existing one, or a name ending with /) for one JSON file an offer. Without "
            "it, standard output.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        RecordFormat | None,
        typer.Option("--format", help="Of the records.", show_default="as OUT is named, else jsonl"),
    ] = None,
    is_open: Open = False,
    all_versions: Annotated[
        bool, typer.Option("--all-versions", help="The versions that are not in force too.")
    ] = False,
    on: On = None,
    store: Store = None,
    config: Config = None,
) -> None:
    """Write the records of a store's offers, as `offres convert` wrote them."""
    with exits():
        from ..ingest.store.read import asked

        wanted = asked.ExportAsked(to, form.value if form else None, is_open, all_versions, on)
        asked.export(store_url(store, config), wanted)
