"""The offers that are asked for: those whose deadline is next first."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select, text

from ..search import matching
from ..tables import documents, offers, runs, versions
from ..words import Term, words

COLUMNS = (*(name for name in offers.columns.keys() if name not in {"key", "number"}), "uri")  # noqa: SIM118 no mapping
SHOWN = {
    "id": "offer",
    "deadline": "deadline",
    "reference": "reference",
    "title": "title",
    "employer": "employer",
    "versions": "versions",
    "doubtful": "doubtful",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which offers; what is not said keeps none out, but those that vanished are asked for, or left out."""

    on: date  # the day that counts as today
    open: bool = False
    vanished: bool = False
    doubtful: bool = False
    employer: str | None = None  # words that its name has
    family: str | None = None
    since: date | None = None  # published on that day or later, or, where no day is printed, first read since
    terms: Sequence[Term] = ()
    limit: int | None = None


def rows(connection: Connection, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """The offers, with the uri of the document that the version in force was read from."""
    columns = [offers.c[name] for name in COLUMNS[:-1]]
    query, in_title = _from(connection, wanted, select(*columns, documents.c.uri))
    ordered = query.order_by(*in_title, *_urgency(wanted.on), offers.c.id).limit(wanted.limit)
    yield from map(dict, connection.execute(ordered).mappings())


def count(connection: Connection, wanted: Wanted) -> int:
    """How many there are, whatever the limit."""
    query, _ = _from(connection, wanted, select(func.count()))
    return int(connection.execute(query).scalar_one())


def is_open(on: date) -> ColumnElement[bool]:
    """Whether an offer can be applied for on a day: a document shows it, and its deadline is not over."""
    return and_(offers.c.vanished_run.is_(None), or_(offers.c.deadline.is_(None), offers.c.deadline >= on))


def _from(connection: Connection, wanted: Wanted, selected: Select[Any]) -> tuple[Select[Any], list[Any]]:
    """The query without its order, and what comes first in that: how many terms stand in the title."""
    in_force = and_(versions.c.offer_id == offers.c.id, versions.c.number == offers.c.version)
    joined = offers.join(versions, in_force).join(documents).join(runs, runs.c.id == offers.c.first_run)
    if not wanted.terms:
        return selected.select_from(joined).where(*_conditions(connection, wanted)), []
    found = matching(connection.dialect.name, wanted.terms).subquery()
    joined = joined.join(found, found.c.offer_id == offers.c.id)
    return selected.select_from(joined).where(*_conditions(connection, wanted)), [found.c.in_title.desc()]


def _conditions(connection: Connection, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    yield offers.c.vanished_run.is_not(None) if wanted.vanished else offers.c.vanished_run.is_(None)
    if wanted.open:
        yield is_open(wanted.on)
    if wanted.doubtful:
        yield offers.c.doubtful
    if wanted.family is not None:
        yield offers.c.family == wanted.family
    if wanted.since is not None:
        read = runs.c.started >= datetime.combine(wanted.since, time(), UTC)
        yield or_(offers.c.published >= wanted.since, and_(offers.c.published.is_(None), read))
    if wanted.employer is not None:
        yield _is_any(connection, _employers(connection, wanted.employer))


def _employers(connection: Connection, wanted: str) -> list[str]:
    """The employers whose name has the words, as a part of it and whatever their accents and capitals."""
    looked = " ".join(words(wanted))
    names = connection.execute(select(offers.c.employer).distinct().where(offers.c.employer.is_not(None))).scalars()
    return [name for name in names if looked in " ".join(words(name))]


def _is_any(connection: Connection, names: list[str]) -> ColumnElement[bool]:
    """Whether the employer is one of any number of names, more than a statement may have parameters."""
    each = "SELECT value FROM json_each(:names)"
    if connection.dialect.name != "sqlite":
        each = "SELECT json_array_elements_text(CAST(:names AS json))"
    return offers.c.employer.in_(text(each).bindparams(names=json.dumps(names)).columns(offers.c.employer))


def _urgency(on: date) -> tuple[Any, ...]:
    """What ends next, then what has no end, then what is over, the latest first."""
    over = offers.c.deadline < on
    return case((over, 1), else_=0), case((over, None), else_=offers.c.deadline).nulls_last(), offers.c.deadline.desc()
