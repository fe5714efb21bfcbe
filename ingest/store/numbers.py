"""OF302 over the store: different offers that bear one number; the same rule as for a file or a batch."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select

from ...checks.duplicate_reference import RULE, duplicates
from ...checks.rule import finding
from . import notes
from .identity import bearer_of
from .tables import offers, versions

if TYPE_CHECKING:
    from sqlalchemy import Connection


def compare(connection: "Connection", numbers: Iterable[str]) -> None:
    """Give the offers of each number the finding, where they are different, and take it from the others."""
    for number in sorted(numbers):
        _compare(connection, number)


def _compare(connection: "Connection", number: str) -> None:
    in_force = (versions.c.offer_id == offers.c.id) & (versions.c.number == offers.c.version)
    query = select(offers.c.id, versions.c.id.label("version"), versions.c.record).join(versions, in_force)
    bearing = connection.execute(query.where(offers.c.number == number).order_by(offers.c.id)).all()
    ids = [row.id for row in bearing]
    notes.forget(connection, RULE.code, ids)
    bearers = [bearer_of(row.record) for row in bearing]
    hits = duplicates(bearers)
    for row, bearer in zip(bearing, bearers, strict=True):
        if bearer in hits:
            notes.note(connection, row.version, finding(RULE, hits[bearer]))
    notes.count(connection, ids)
