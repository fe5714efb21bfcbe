"""OF108 over the store: a deadline in force, where another edition that stands in a source gives another one.

All is well where the change was announced, or the editions are of different days of publication; but not where no
document shows the edition in force any more.
"""

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from ...checks.duplicate_field import RULE
from ...checks.duplicate_reference import relation
from ...checks.rule import Hit, Said, Text, finding
from . import notes, rows
from .identity import bearer_of
from .tables import documents, offers, postings, versions

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ...extract.record import Finding

MESSAGE = Text(
    "deadline: {deadline} in the edition in force, {other} in {where}, which stands in its source; nothing there tells "
    "that the one replaced the other. Look at both.",
    "deadline : le {deadline} dans l'édition en vigueur, le {other} dans {where}, qui figure dans sa source ; rien n'y "
    "dit que l'une a remplacé l'autre. Regardez les deux.",
)


class Edition(NamedTuple):
    """A version of an offer, and a document that shows it now."""

    id: int
    deadline: date | None
    is_in_force: bool
    where: str | None  # null where no document does


def compare(connection: "Connection", run: int) -> None:
    """Give the finding to the offers that the run touched, where it is due, and take it from the others."""
    editions = _editions(connection, run)
    notes.forget(connection, RULE.code, sorted(editions))
    for _, several in sorted(editions.items()):
        if told := _doubt(connection, several):
            in_force = next(one for one in several if one.is_in_force)
            notes.note(connection, in_force.id, told)
    notes.count(connection, sorted(editions))


def _editions(connection: "Connection", run: int) -> dict[int, list[Edition]]:
    """The versions of the offers that have several, of which the run wrote a document."""
    touched = select(versions.c.offer_id).join(postings, postings.c.version_id == versions.c.id)
    touched = touched.join(documents, documents.c.id == postings.c.document_id)
    touched = touched.join(offers, offers.c.id == versions.c.offer_id)
    ids = touched.where(documents.c.run == run, offers.c.versions > 1).distinct()
    wanted = sorted(row.offer_id for row in connection.execute(ids))
    query = select(versions.c.id, versions.c.offer_id, versions.c.number, versions.c.deadline, offers.c.version)
    query = query.join(offers, offers.c.id == versions.c.offer_id)
    found = list(rows.having(connection, query, versions.c.offer_id, wanted))
    showing = select(postings.c.version_id, documents.c.uri).join(documents, documents.c.id == postings.c.document_id)
    showing = showing.where(documents.c.vanished_run.is_(None)).order_by(documents.c.id.desc())
    shown = {
        row.version_id: row.uri
        for row in rows.having(connection, showing, postings.c.version_id, [one.id for one in found])
    }
    editions: defaultdict[int, list[Edition]] = defaultdict(list)
    for row in sorted(found, key=lambda row: row.id):
        editions[row.offer_id].append(Edition(row.id, row.deadline, row.number == row.version, shown.get(row.id)))
    return editions


def _doubt(connection: "Connection", several: list[Edition]) -> "Finding | None":
    in_force = next(one for one in several if one.is_in_force)
    others = [one for one in several if one.where and one.deadline not in {None, in_force.deadline}]
    if not in_force.deadline or not others:
        return None
    ids = [in_force.id, *(one.id for one in others)]
    query = select(versions.c.id, versions.c.record)
    bearers = {row.id: bearer_of(row.record) for row in rows.having(connection, query, versions.c.id, ids)}
    for one in others:
        if in_force.where is None or relation(bearers[in_force.id], bearers[one.id]) == "contradiction":
            assert one.deadline
            values: dict[str, Said] = {"deadline": in_force.deadline, "other": one.deadline, "where": one.where or ""}
            return finding(RULE, Hit("deadline", bearers[in_force.id].deadline_span, MESSAGE, values))
    return None
