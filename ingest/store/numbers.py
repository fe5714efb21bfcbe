"""OF302 over the store: different offers that bear one number; the same rule as for a file or a batch."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import case, delete, func, insert, select, update

from ...checks.duplicate_reference import RULE, duplicates
from ...checks.rule import finding
from . import rows
from .identity import bearer_of
from .tables import findings, offers, versions

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ...extract.record import Finding


def compare(connection: "Connection", numbers: Iterable[str]) -> None:
    """Give the offers of each number the finding, where they are different, and take it from the others."""
    for number in sorted(numbers):
        _compare(connection, number)


def _compare(connection: "Connection", number: str) -> None:
    in_force = (versions.c.offer_id == offers.c.id) & (versions.c.number == offers.c.version)
    query = select(offers.c.id, versions.c.id.label("version"), versions.c.record).join(versions, in_force)
    bearing = connection.execute(query.where(offers.c.number == number).order_by(offers.c.id)).all()
    ids = [row.id for row in bearing]
    of_these = select(versions.c.id).where(versions.c.offer_id.in_(ids))
    connection.execute(delete(findings).where(findings.c.of_store, findings.c.version_id.in_(of_these)))
    bearers = [bearer_of(row.record) for row in bearing]
    hits = duplicates(bearers)
    for row, bearer in zip(bearing, bearers, strict=True):
        if bearer in hits:
            _note(connection, row.version, finding(RULE, hits[bearer]))
    _count(connection, ids)


def _note(connection: "Connection", version: int, told: "Finding") -> None:
    """The finding, where the version does not have it from its own file."""
    mine = connection.execute(
        select(func.count(), func.sum(case((findings.c.code == told.code, 1), else_=0))).where(
            findings.c.version_id == version
        )
    ).one()
    if mine[1]:
        return
    span = told.span
    values = told.model_dump(include={"code", "name", "severity", "field", "message"})
    place = {"start": span.start, "end": span.end, "page": span.page} if span else {}
    connection.execute(insert(findings).values(version_id=version, number=mine[0], of_store=True, **values, **place))


def _count(connection: "Connection", ids: Iterable[int]) -> None:
    """How many errors the offers' versions in force have now."""
    errors = select(func.count()).select_from(findings).join(versions, versions.c.id == findings.c.version_id)
    errors = errors.where(versions.c.offer_id == offers.c.id, versions.c.number == offers.c.version)
    errors = errors.where(findings.c.severity == "error")
    for part in rows.cut(ids):
        connection.execute(update(offers).where(offers.c.id.in_(part)).values(errors=errors.scalar_subquery()))
