"""The form in which postings leave the process that read them, on their way to the store.

All that can be worked out from one posting is worked out there: the values of the columns, the number by which it is
known again, its words for the search. What goes to the store is two lines: `Posting` as JSON, and the record.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ...checks.duplicate_reference import number_key
from ...output import line
from .words import folded

if TYPE_CHECKING:
    from ...extract.read.reader import Leaf
    from ...extract.record import Finding, Offer, Record

ABOUT_THE_DEADLINE = {"deadline", "deadline_time", "initial_deadline"}


class Told(NamedTuple):
    """A finding, as a row of `findings`."""

    code: str
    name: str
    severity: str
    field: str | None
    message: str
    start: int | None
    end: int | None
    page: int | None


class Posting(NamedTuple):
    """What the store needs to know of a posting, besides its record."""

    sha256: str  # of the offer
    number: str | None  # what all spellings of its number have in common
    published: str | None
    deadline: str | None
    initial: str | None  # the deadline that was replaced
    issued: str | None
    offer: dict[str, Any]  # the columns of `offers` that it decides
    findings: list[Told]
    folded: str


class StoreLines:
    """The form of `offres ingest`; documents whose bytes are those in `known` (uri: SHA-256) are not read."""

    lang: Literal["en", "fr"] = "en"

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known

    def knows(self, source: "Mapping[str, Any]") -> bool:
        """Whether the store holds what these bytes give."""
        return bool(self._known) and self._known.get(source["uri"]) == source["sha256"]

    def lines(self, records: "Sequence[Record]", text: str, leaf: "Leaf | None" = None) -> tuple[bytes, ...]:  # noqa: ARG002 the form's contract
        """One for each record with an offer: `Posting`, and the record, each ended by a newline."""
        return tuple(
            json.dumps(posting(record, record.offer), ensure_ascii=False).encode() + b"\n" + line(record)
            for record in records
            if record.offer
        )


def loaded(told: str) -> Posting:
    """The posting of a line."""
    values = Posting._make(json.loads(told))
    return values._replace(findings=[Told._make(one) for one in values.findings])


def posting(record: "Record", offer: "Offer") -> Posting:
    """What the store needs to know of a record."""
    key = number_key(offer)
    reference = offer.reference
    findings = [_told(finding) for finding in record.findings]
    return Posting(
        sha256=hashlib.sha256(offer.model_dump_json().encode()).hexdigest(),
        number=None if key is None else json.dumps(key, ensure_ascii=False),
        published=_day(offer.published),
        deadline=_day(offer.deadline),
        initial=_day(offer.initial_deadline),
        issued=_day(reference.issued if reference else None),
        offer=_columns(record, offer, findings),
        findings=findings,
        folded=folded(offer),
    )


def _columns(record: "Record", offer: "Offer", findings: "Iterable[Told]") -> dict[str, Any]:
    values = {
        "reference": offer.reference.number if offer.reference else None,
        "title": offer.title,
        "employer": offer.employer,
        "department": offer.department,
        "service": offer.service,
        "corps": offer.corps,
        "category": ", ".join(offer.category) or None,
        "location": offer.location,
        "deadline_time": offer.deadline_time,
        "start_kind": offer.start.kind if offer.start else None,
        "start_date": offer.start.date if offer.start else None,
        "openings": offer.openings,
        "contract": ", ".join(offer.contract.kinds) or None if offer.contract else None,
        "family": record.source.family,
    }
    return {name: _plain(value) for name, value in values.items()} | judged(findings)


def judged(findings: "Iterable[Told]") -> dict[str, Any]:
    """The columns that the findings decide."""
    severities = [one.severity for one in findings]
    doubts = (one.field in ABOUT_THE_DEADLINE and one.severity != "info" for one in findings)
    return {"errors": severities.count("error"), "warnings": severities.count("warning"), "doubtful": any(doubts)}


def _told(finding: "Finding") -> Told:
    span = finding.span
    place = (span.start, span.end, span.page) if span else (None, None, None)
    return Told(finding.code, finding.name, finding.severity, finding.field, str(_plain(finding.message)), *place)


def _plain(value: Any) -> Any:
    """A value without NUL, which PostgreSQL cannot hold; the record has it, written as an escape."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
