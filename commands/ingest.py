"""`offres ingest`: what is new in the sources, into a store."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .exits import FAILED, exits, say
from .options import (
    Config,
    InLanguage,
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

if TYPE_CHECKING:
    from ..ingest.nightly import Request
    from ..ingest.store.summary import Summary

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE", help="Folders (with all below), archives, files, patterns, URLs.", show_default=False
    ),
]
Wait = Annotated[
    float, typer.Option(min=0, metavar="SECONDS", help="How long to wait for another run that holds the store.")
]


def ingest(  # noqa: PLR0913 one argument an option
    sources: Sources,
    *,
    store: Store = None,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Read again what another version of offres or its patterns read.")
    ] = False,
    wait: Wait = 0,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Take a source that is empty now for what it is.")
    ] = False,
    summary: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write what the run came to as JSON.", show_default=False)
    ] = None,
    metrics: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write it as metrics (OpenMetrics).", show_default=False)
    ] = None,
    report: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write it as an HTML page.", show_default=False)
    ] = None,
    lang: InLanguage = None,
    jobs: Jobs = None,
    timeout: Timeout = 120,
    memory: Memory = 3000,
    pages: Pages = None,
    unpacked: Unpacked = None,
    patterns: OwnPacks = None,
    config: Config = None,
) -> None:
    """Take in what is new or changed, and mark what has gone. Exit code 75: another run holds the store."""
    with exits():
        from ..findings.settings import language
        from ..ingest.guard import Limits
        from ..ingest.monitor import write
        from ..ingest.nightly import Request

        know_packs(patterns, config)
        limits = Limits(timeout, memory, pages, unpacked)
        wanted = Request(store_url(store, config), sources, jobs, limits, refresh, wait=wait, allow_empty=allow_empty)
        tell = partial(
            write,
            summary_file=summary,
            metrics_file=metrics,
            report_file=report,
            lang=lang.value if lang else language(os.environ),
        )
        done = run(wanted, tell)
    if not done.is_clean:
        raise typer.Exit(FAILED)


def run(request: "Request", tell: Callable[[Mapping[str, Any]], None]) -> "Summary":
    """The run; whatever becomes of it is told."""
    from ..ingest.convert import OutputFailed, WrongUsage
    from ..ingest.nightly import ingest as run_it
    from ..ingest.store.errors import WrongStore
    from ..ingest.store.summary import not_done

    started = datetime.now(UTC)
    try:
        done = run_it(request)
    except (WrongStore, WrongUsage):
        raise
    except BaseException as error:
        try:
            tell(not_done(error, request.store, request.sources, started).as_mapping())
        except OutputFailed as unwritten:
            say(str(unwritten))
        raise
    tell(done.as_mapping())
    return done
