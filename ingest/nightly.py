"""A run of `offres ingest`: sources and a store in, what is new, changed and gone published in one transaction.

Before it, what is read is staged in batches: a run that is killed is gone on with by the next one, and ends as if it
had not been.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from ..output.terminal import Report
from .find import File, Found, find, source_of
from .guard import Limits
from .remote import stamped
from .run import run as read_all
from .run import workers
from .store.lock import writing
from .store.open import absolute, typed

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from .store.plan import Plan
    from .store.runs import Run
    from .store.staging import Staging
    from .store.summary import Summary
    from .work import Outcome

LIMITS = Limits(120, 3000)  # of a document, where nothing says others
TO_SETTLE = 1_000  # milliseconds that readers may hold up the end of a run
MOST_TOLD = 100  # of failures, of new offers and of deadlines: lines on standard error


@dataclass(frozen=True)
class Request:
    """What a run is to do."""

    store: str
    sources: Sequence[str] = ()
    jobs: int | None = None
    limits: Limits = LIMITS
    refresh: bool = False  # read again what other code read
    retry: bool = False  # read again what failed; without sources nothing else
    wait: float = 0  # seconds for another run to end
    allow_empty: bool = False  # a source that is empty is taken for what it is


def ingest(request: Request) -> "Summary":
    """Do the run; messages go to standard error.

    Raises StoreHeld where another run holds the store, and StoreError or WrongStore where the store is at fault; what
    was published before stands.
    """
    with writing(request.store, request.wait) as connection:
        from .store import runs

        sources = [source_of(path) for path in request.sources]
        run = runs.begin(connection, sources)
        with _failing(connection, run), typed(request.store):
            return _run(connection, run, request, sources)


def _run(connection: "Connection", run: "Run", request: Request, sources: list[str]) -> "Summary":
    from .store import plan as plans
    from .store import publish, runs
    from .store.staging import Staging
    from .store.summary import Summary, complete, counted

    begun = datetime.now(UTC)
    wish = plans.Wish(run.fingerprint, request.refresh, request.retry, request.allow_empty)
    found = _found(connection, request)
    plan = plans.plan(connection, sources, found, wish)
    connection.rollback()
    staging = Staging(connection)
    staging.keep(plan.read)
    to_read = [file for file in plan.read if staging.lacks(file)]
    with Report(len(to_read), bar=sys.stderr.isatty()) as report:
        _say_first(report, plan, run)
        _stage(staging, to_read, plan.known | staging.known(), request, report)
        with connection.begin():
            published = publish.publish(connection, run, plan, wish)
            finished = runs.end(connection, run, counted(published.counts))
        summary = Summary(
            "done", absolute(request.store), sources, run.started, finished, id=run.id, restarts=run.restarts
        )
        summary.counts, summary.fingerprint = counted(published.counts), run.fingerprint
        summary.seconds = (finished - begun).total_seconds()
        summary.rate = summary.counts["seen"] / max(summary.seconds, 0.001)
        summary.unlisted = [_unlisted(one.source, one.error) for one in plan.unlisted]
        summary.suspicious = plan.suspicious
        with connection.begin():
            complete(connection, summary, published.moved, date.today())  # noqa: DTZ011 a deadline is a day here
        _say_last(report, summary)
    _settle(connection)
    return summary


def _found(connection: "Connection", request: Request) -> Found:
    """The files of the sources; to retry failures without sources, the files that these stand in."""
    if request.sources or not request.retry:
        found = find(request.sources)
    else:
        from .store.plan import failed_files

        known = failed_files(connection)
        found = find(known)
        found.files = [file._replace(source=known.get(file.uri, file.source)) for file in found.files]
    found.files = stamped(found.files)
    return found


def _stage(staging: "Staging", files: Sequence[File], known: dict[str, str], request: Request, report: Report) -> None:
    """Read the files, each document within the limits, and keep what came of them."""
    from .store.form import StoreLines

    missing: set[str] = set()
    failed = 0
    outcomes = read_all(files, workers(files, request.jobs), request.limits, StoreLines(known)) if files else ()
    try:
        for file, read in groupby(outcomes, key=_file):
            for _, outcome in read:
                staging.add(file, outcome)
                if outcome.failure and outcome.tool not in missing:
                    failed += 1
                    _say_failure(report, outcome, failed)
                    missing |= {outcome.tool} if outcome.tool else set()
            staging.end(file)
            report.advance()
    finally:
        staging.flush()


def _file(pair: "tuple[File, Outcome]") -> File:
    return pair[0]


def _say_failure(report: Report, outcome: "Outcome", number: int) -> None:
    if number <= MOST_TOLD:
        report.say(outcome.failure or "")
    elif number == MOST_TOLD + 1:
        report.say("More documents fail; offres failures lists them all.")


def _say_first(report: Report, plan: "Plan", run: "Run") -> None:
    if run.restarts:
        report.say(f"Run {run.id} was not ended: going on with it.")
    for one in plan.unlisted:
        report.say(f"{one.error} Nothing of {one.source} is marked as vanished.")
    for source in plan.suspicious:
        report.say(
            f"{source}: is empty, though documents of it are known; nothing of it is marked as vanished. Is it there? "
            "With --allow-empty it is taken for what it is."
        )


def _say_last(report: Report, summary: "Summary") -> None:
    for one in summary.new_offers[:MOST_TOLD]:
        report.say(f"New: {one['reference'] or 'without number'}, {one['title'] or 'without title'}")
    if summary.counts["offers_new"] > MOST_TOLD:
        report.say(f"... {summary.counts['offers_new']:,} new offers in all.")
    for moved in summary.deadline_changes:
        name = moved["reference"] or moved["title"] or "without number"
        report.say(f"{name}: deadline {moved['before'] or 'none'} -> {moved['after'] or 'none'}")
    report.say(str(summary))


def _unlisted(source: str, error: Exception) -> dict[str, str]:
    return {"source": source, "code": getattr(error, "code", "OF901"), "message": str(error)}


@contextmanager
def _failing(connection: "Connection", run: "Run") -> Iterator[None]:
    """Whatever breaks the run off stands in its row, where the store can still be written."""
    from .store import runs

    try:
        yield
    except BaseException as error:
        with suppress(Exception):  # then the next run goes on with this one, as after a kill
            connection.rollback()
            runs.fail(connection, run, runs.cause(error))
        raise


def _settle(connection: "Connection") -> None:
    """Let SQLite put its journal into the file, as far as readers allow it."""
    if connection.dialect.name == "sqlite":
        connection.rollback()
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute(f"PRAGMA busy_timeout = {TO_SETTLE}")
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
