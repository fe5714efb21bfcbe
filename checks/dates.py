"""What several date rules ask: which dates the posting prints, and which weekday is printed with one."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from .rule import Weekday

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..extract.record import Span
    from .case import Case

_FULL_DATE = 10  # length of `2025-09-01`; `2025-09` and `2025` have no weekday

# The whole word, also glued to the day (`vendredi18`); an abbreviation only as `ven. 18`: `12 mar. 25` is a month.
_WEEKDAY = re.compile(
    r"(?<![a-z])(?:(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?![a-z])"
    r"|(?<!\d)(?<!\d )(lun|mar|mer|jeu|ven|sam|dim)\. ?(?=\d\d?(?!\d)))"
)
_BY_START = dict(zip(("lun", "mar", "mer", "jeu", "ven", "sam", "dim"), Weekday, strict=True))


class PrintedDate(NamedTuple):
    """A full date of the offer and where it is printed."""

    field: str
    date: date
    span: Span | None


def printed_dates(case: Case) -> Iterator[PrintedDate]:
    """The offer's full dates, in a fixed order."""
    offer, spans = case.offer, case.spans
    if offer.published:
        yield PrintedDate("published", offer.published, spans.get("published"))
    if offer.deadline:
        yield PrintedDate("deadline", offer.deadline, spans.get("deadline"))
    if offer.initial_deadline:
        yield PrintedDate("initial_deadline", offer.initial_deadline, spans.get("initial_deadline"))
    if offer.reference and offer.reference.issued:
        yield PrintedDate("reference.issued", offer.reference.issued, spans.get("reference.issued"))
    if offer.start and offer.start.date and len(offer.start.date) == _FULL_DATE:
        yield PrintedDate("start.date", date.fromisoformat(offer.start.date), spans.get("start.date"))


def printed_weekdays(span: Span | None) -> list[Weekday]:
    """The weekdays that the date's span names, in order; Markdown marks in a word (`v**endredi`) do not hide one."""
    if span is None:
        return []
    text = span.text.replace("*", "").lower()  # no weekday bears an accent, so that this is fold enough
    return [_BY_START[(full or short)[:3]] for full, short in _WEEKDAY.findall(text)]
