"""What a run came to: as one line, and as a mapping for those who watch it (`ingest/monitor` describes its keys)."""

import os
import socket
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import column, func, or_, select, table

from ... import __version__
from ..find import source_of
from .apply import Moved
from .errors import StoreHeld
from .open import VERSION_TABLE, absolute
from .runs import cause, last_success
from .tables import documents, failures, offers, postings, versions

if TYPE_CHECKING:
    from sqlalchemy import Connection

FIRST_FAILURES, FIRST_OFFERS, FIRST_EMPLOYERS = 100, 500, 100
COUNTS = ("seen", "new", "changed", "unchanged", "failed", "reread", "vanished", "returned")
MORE_COUNTS = ("offers_new", "versions_new", "deadlines_changed")


@dataclass
class Summary:
    """A run of `offres ingest`."""

    status: str  # done, failed, refused
    store: str  # without its password
    sources: list[str]
    started: datetime
    finished: datetime
    message: str | None = None
    id: int | None = None
    restarts: int = 0
    seconds: float = 0.0
    rate: float = 0.0  # documents a second
    counts: dict[str, int] = field(default_factory=dict)
    last_success: datetime | None = None
    fingerprint: str | None = None
    schema: str | None = None  # the version of the store's tables
    failures: list[dict[str, str]] = field(default_factory=list)
    unlisted: list[dict[str, str]] = field(default_factory=list)
    suspicious: list[str] = field(default_factory=list)
    deadline_changes: list[dict[str, str | None]] = field(default_factory=list)
    new_offers: list[dict[str, Any]] = field(default_factory=list)
    new_employers: list[dict[str, Any]] = field(default_factory=list)
    open_offers: int | None = None
    open_failures: dict[str, int] = field(default_factory=dict)
    output_failed: bool = False

    @property
    def is_clean(self) -> bool:
        """Whether nothing of it needs a person."""
        return self.status == "done" and not (self.counts["failed"] or self.unlisted or self.suspicious)

    def as_mapping(self) -> dict[str, Any]:
        """All of it under the names that `offres schema --run` describes."""
        told = asdict(self)
        told |= told.pop("counts")
        return told | {"host": socket.gethostname(), "pid": os.getpid(), "version": __version__}

    def __str__(self) -> str:
        told = {name: f"{self.counts.get(name, 0):,}" for name in (*COUNTS, *MORE_COUNTS)}
        kinds = ", ".join(f"{told[name]} {name}" for name in ("new", "changed", "unchanged", "failed"))
        return (
            f"run {self.id}: {_plural(told['seen'], 'document')}: {kinds}; {told['vanished']} vanished, "
            f"{told['returned']} returned. {_plural(told['offers_new'], 'new offer')}, "
            f"{_plural(told['versions_new'], 'new version')}, {_plural(told['deadlines_changed'], 'moved deadline')}. "
            f"{self.seconds:.1f} s, {self.rate:,.0f} a second"
        )


def _plural(count: str, thing: str) -> str:
    return f"{count} {thing}" if count == "1" else f"{count} {thing}s"


def counted(counts: Mapping[str, int]) -> dict[str, int]:
    """The counts of a run, each of them."""
    return {name: counts.get(name, 0) for name in (*COUNTS, *MORE_COUNTS)}


def complete(connection: "Connection", summary: Summary, moved: Sequence[Moved], today: date) -> None:
    """What the store tells after the run; `today` decides which offers are open."""
    summary.deadline_changes = [_moved(one) for one in moved]
    is_open = offers.c.vanished_run.is_(None) & or_(offers.c.deadline.is_(None), offers.c.deadline >= today)
    summary.open_offers = connection.execute(select(func.count()).select_from(offers).where(is_open)).scalar_one()
    by_code = select(failures.c.code, func.count()).group_by(failures.c.code).order_by(failures.c.code)
    summary.open_failures = {code: count for code, count in connection.execute(by_code)}  # noqa: C416 rows to pairs
    of_run = select(failures.c.uri, failures.c.code, failures.c.message).where(failures.c.run == summary.id)
    failed = connection.execute(of_run.order_by(failures.c.document_id).limit(FIRST_FAILURES))
    summary.failures = [{"uri": row.uri, "code": row.code, "message": row.message} for row in failed]
    summary.new_offers = _new_offers(connection, summary.id)
    by_employer = select(offers.c.employer, func.count().label("count")).where(offers.c.first_run == summary.id)
    by_employer = by_employer.group_by(offers.c.employer).order_by(func.count().desc(), offers.c.employer)
    employers = connection.execute(by_employer.limit(FIRST_EMPLOYERS))
    summary.new_employers = [{"employer": name, "offers": count} for name, count in employers]
    summary.last_success = last_success(connection)
    summary.schema = connection.execute(select(column("version_num")).select_from(table(VERSION_TABLE))).scalar()


def _new_offers(connection: "Connection", run: int | None) -> list[dict[str, Any]]:
    columns = [offers.c[name] for name in ("id", "reference", "title", "employer", "deadline")]
    query = select(*columns).where(offers.c.first_run == run).order_by(offers.c.employer, offers.c.title, offers.c.id)
    rows = connection.execute(query.limit(FIRST_OFFERS)).all()
    shown = select(versions.c.offer_id, func.min(documents.c.uri)).join(
        postings, postings.c.version_id == versions.c.id
    )
    shown = shown.join(documents, documents.c.id == postings.c.document_id)
    shown = shown.where(versions.c.offer_id.in_([row.id for row in rows])).group_by(versions.c.offer_id)
    uris = {offer: uri for offer, uri in connection.execute(shown)}  # noqa: C416 rows to pairs
    return [_new_offer(row) | {"uri": uris.get(row.id)} for row in rows]


def _new_offer(row: Any) -> dict[str, Any]:
    told = {"reference": row.reference, "title": row.title, "employer": row.employer}
    return told | {"deadline": _iso(row.deadline)}


def _moved(one: Moved) -> dict[str, str | None]:
    told = {"reference": one.reference, "title": one.title}
    return told | {"before": _iso(one.before), "after": _iso(one.after)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def not_done(error: BaseException, url: str, sources: Sequence[str], started: datetime) -> Summary:
    """Of a run that this broke off, or that found the store held: it published nothing."""
    status = "refused" if isinstance(error, StoreHeld) else "failed"
    return Summary(
        status, absolute(url), [source_of(path) for path in sources], started, datetime.now(UTC), cause(error)
    )
