"""What became of an offer: its versions, and what each changed, from which document and run."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, and_, select

from ....extract.record import Offer
from ....output.listing import shown
from ..search import matching
from ..tables import changes, documents, offers, postings, runs, versions
from ..words import Term, words
from .order import by_code_point

COLUMNS = (
    *("offer", "reference", "title", "version", "in_force", "late", "run", "started", "uri", "posting"),
    *("published", "deadline", "field", "before", "after"),
)
WIDE = 80  # characters of a value that a person is shown
NEAR = 3  # references that are suggested
LIKE = 75  # of 100, how like they are to the one that is unknown
_MARK = re.compile(r"^(?:n|no|num|numero|ref|reference)$")  # what may stand before a number
_KEYS = tuple(Offer.model_fields)
_MARKS = {"in_force": "in force", "late": "late: an older edition"}
_OFFER = ("id", "reference", "title", "employer", "deadline", "version", "doubtful", "vanished_run")


def of_reference(connection: Connection, reference: str) -> list[dict[str, Any]]:
    """The offers of a number, however it is spelled: without `N°`, leading zeros, signs or spaces it is the same.

    Where none bears it, those that bear it beside another one (`reference.also`).
    """
    looked = _number(reference)
    known = connection.execute(select(offers.c.id, offers.c.reference).where(offers.c.reference.is_not(None)))
    found = [offer for offer, number in known if number == reference or (looked and _number(number) == looked)]
    return _told(connection, offers.c.id.in_(found or _bearing_too(connection, reference)))


def of_offer(connection: Connection, offer: int) -> list[dict[str, Any]]:
    """The offer of an id, in a list; an empty one where there is none."""
    return _told(connection, offers.c.id == offer)


def near(connection: Connection, reference: str) -> list[str]:
    """Numbers in the store that one which is not there may be meant for."""
    from rapidfuzz import fuzz, process

    known = select(offers.c.reference).distinct().where(offers.c.reference.is_not(None))
    numbers = sorted(connection.execute(known).scalars())
    found = process.extract(reference, numbers, scorer=fuzz.ratio, processor=_spelled, limit=NEAR, score_cutoff=LIKE)
    return [number for number, _, _ in found]


def rows(told: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A row a change, and one for a version that changed nothing: for CSV."""
    for offer in told:
        head = {"offer": offer["id"], "reference": offer["reference"], "title": offer["title"]}
        for version in offer["versions"]:
            for change in version["changes"] or [dict.fromkeys(("field", "before", "after"))]:
                yield {**head, "version": version["number"], **version, **change}


def _bearing_too(connection: Connection, reference: str) -> list[int]:
    """The offers that bear a number beside another one: among those that the search finds under it."""
    spelled = _words(reference)
    if not any(char.isdigit() for word in spelled for char in word):
        return []
    found = matching(connection.dialect.name, [Term(tuple(spelled), prefix=False)]).subquery()
    in_force = and_(versions.c.offer_id == offers.c.id, versions.c.number == offers.c.version)
    query = select(offers.c.id, versions.c.record).join(found, found.c.offer_id == offers.c.id).join(versions, in_force)
    looked = _number(reference)
    return [offer for offer, record in connection.execute(query) if looked in map(_number, _also(record))]


def _also(record: str) -> list[str]:
    told = json.loads(record)["offer"]["reference"]
    return told["also"] if told else []


def _number(reference: str) -> tuple[str, ...]:
    return tuple(word.lstrip("0") or "0" for word in _words(reference))


def _words(reference: str) -> list[str]:
    found = words(reference)
    return found[1:] if len(found) > 1 and _MARK.match(found[0]) else found


def _spelled(reference: str) -> str:
    return " ".join(_number(reference))


def _told(connection: Connection, which: Any) -> list[dict[str, Any]]:
    columns = [offers.c[name] for name in _OFFER]
    found = connection.execute(select(*columns).where(which).order_by(offers.c.id)).mappings().all()
    return [
        {**row, "versions": _versions(connection, row), "documents": _documents(connection, row["id"])} for row in found
    ]


def _documents(connection: Connection, offer: int) -> list[dict[str, Any]]:
    """The documents that show an offer now."""
    shown = (
        select(documents.c.uri, postings.c.posting, versions.c.number.label("version"))
        .join(postings, postings.c.document_id == documents.c.id)
        .join(versions, versions.c.id == postings.c.version_id)
        .where(versions.c.offer_id == offer, documents.c.vanished_run.is_(None))
        .order_by(by_code_point(connection.dialect.name, documents.c.uri), postings.c.posting)
    )
    return [dict(row) for row in connection.execute(shown).mappings()]


def _versions(connection: Connection, offer: Any) -> list[dict[str, Any]]:
    found = (
        select(versions, runs.c.started, documents.c.uri)
        .join(runs, runs.c.id == versions.c.run)
        .join(documents, documents.c.id == versions.c.document_id)
        .where(versions.c.offer_id == offer["id"])
        .order_by(versions.c.number)
    )
    kept = ("number", "run", "started", "uri", "posting", "published", "deadline", "late")
    return [
        {
            **{name: row[name] for name in kept},
            "in_force": row["number"] == offer["version"],
            "changes": _changes(connection, row["id"]),
        }
        for row in connection.execute(found).mappings().all()
    ]


def _changes(connection: Connection, version: int) -> list[dict[str, Any]]:
    found = select(changes.c.field, changes.c.before, changes.c.after).where(changes.c.version_id == version)
    return sorted(map(dict, connection.execute(found).mappings()), key=lambda change: _place(change["field"]))


def _place(field: str) -> list[tuple[int, str]]:
    """A path to sort by: in the order of the offer's keys; numbers in it count as numbers."""
    parts = [part for part in re.split(r"[.\[\]]+", field) if part]
    key = _KEYS.index(parts[0]) if parts[0] in _KEYS else len(_KEYS)
    return [(key, "")] + [(int(part), "") if part.isdecimal() else (0, part) for part in parts[1:]]


def text(told: Sequence[dict[str, Any]]) -> str:
    """The history of each offer for a person: a block a version, a line a change."""
    return "\n".join("".join(f"{line}\n" for line in _lines(offer)) for offer in told)


def _lines(offer: dict[str, Any]) -> Iterator[str]:
    yield " · ".join(shown(offer[name]) for name in ("reference", "title", "employer") if offer[name])
    state = [f"offer {offer['id']}", f"deadline {shown(offer['deadline']) or 'none'}"]
    state += ["doubtful"] if offer["doubtful"] else []
    state += [f"vanished in run {offer['vanished_run']}"] if offer["vanished_run"] else []
    yield " · ".join(state)
    for version in offer["versions"]:
        yield ""
        yield from _of_version(version)
    places = [f"{shown(one['uri'])} (version {one['version']})" for one in offer["documents"]]
    yield from ["", "shown by " + ", ".join(places)] if places else []


def _of_version(version: dict[str, Any]) -> Iterator[str]:
    place = f"{shown(version['uri'])}, posting {version['posting']}"
    run = f"run {version['run']} of {shown(version['started'])}"
    marks = [mark for name, mark in _MARKS.items() if version[name]]
    yield " · ".join([f"version {version['number']}", run, place, *marks])
    if version["number"] == 1:
        yield f"  published {shown(version['published']) or '-'}, deadline {shown(version['deadline']) or '-'}"
    for change in version["changes"]:
        before, after = (_cut(shown(change[name])) or "-" for name in ("before", "after"))
        yield f"  {change['field']} {before} -> {after}"


def _cut(value: str) -> str:
    return value if len(value) <= WIDE else value[:WIDE] + "…"
