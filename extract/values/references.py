"""Reference numbers: the value of a `Référence` label -> the number, its parts and its date.

In: the value's text and the forms that a family uses. Out: a `ReferenceRead`, never a guess: a number that is blank on
the page (`3134-25-……/SR`) gives None.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...patterns.load import ReferenceForm
from ..fold import fold
from .dates import DateRead, find_dates

# A label whose number is not the posting's own: a company's, another board's.
OTHERS_NUMBER = re.compile(r"soci|intern|entreprise|agence|apec|csp|nor\b")
_WORDS = re.compile(r"[a-z]{5}|\bloi\b")
CENTURY = 2000  # of a two-digit year in a number; the forms in use are younger

_PREFIX = re.compile(r"[(\[]?\s*(?:(?:n ?[°o]|no\.?|num(?:ero)?)\s*:?\s*)?(?=[a-z]{0,6}-?\d)")
# A piece of a number; groups of three digits apart by one space are one (`81 204 556`).
_PIECE = r"(?:[0-9]{1,3}(?: [0-9]{3})++(?![a-z0-9_]|[./][a-z0-9]| [0-9])|[a-z0-9_]+(?:[./_][a-z0-9_]+)*)"
# A number: pieces joined by dashes or slashes, blanks around them allowed; digits after a slash that stands apart begin
# another number.
_NUMBER = re.compile(rf"{_PIECE}(?:(?!\s/\s\d)\s?[-/]\s?{_PIECE})*")
# What is read at a number's end and is no part of it: a word without digit that is no suffix.
_TAIL = re.compile(r"\s[-/]\s?(?!(?:sr|mprh)$)[a-z_]+$|\s?[-/]\s[a-z_]{7,}$")
_GLUED_DATE = re.compile(r"_du_.*$|(?<=/sr)du$")  # as in a file's name, or where a space was lost
_SPACED_SUFFIX = re.compile(r"(\d{4}-\d\d?-\d{2,5}) (sr)\b")
_BLANK = re.compile(r"\d{2,4}\s?-(?:\s?\d\d?\s?-)?\s?[.…_ ]{2,}\s?/\s?[a-z]{2,5}")


@dataclass(frozen=True, slots=True)
class ReferenceRead:
    """A reference: `number` with its place in the value's text, its parts, and the date printed after it."""

    number: str | None
    start: int
    end: int
    parts: dict[str, int | str | None]
    regular: bool | None  # whether the number has a form that the family uses; None where the family has no forms
    issued: DateRead | None


def read_reference(
    value: str, forms: Sequence[ReferenceForm], common: Sequence[ReferenceForm] = ()
) -> ReferenceRead | None:
    """The reference that a value begins with; None where there is no number and no date.

    `forms` are those of the posting's family, `common` those known wherever they stand: they tell a number's parts, but
    not whether it is regular.
    """
    folded = fold(value)
    prefix = _PREFIX.match(folded)
    start = prefix.end() if prefix else 0
    issued = _issued(value, folded)
    if blank := _BLANK.match(folded, start):
        return ReferenceRead(None, start, blank.end(), {}, False, issued)
    end = _number_end(folded, start)
    if end <= start or (issued is not None and issued.start <= start < issued.end):
        return ReferenceRead(None, start, start, {}, None, issued) if issued else None
    number = plain_number(value[start:end])
    parts, regular = reference_parts(number, forms)
    return ReferenceRead(number, start, end, parts or reference_parts(number, common)[0], regular, issued)


def _issued(value: str, folded: str) -> DateRead | None:
    """The first date of the value; behind a bare number only what begins with `du` is looked at."""
    begin = max(0, folded.find(" du "))
    if "_" in value or _WORDS.search(folded, 0, begin):
        begin = 0  # a law citation, whose date is not the posting's
    read = next(iter(find_dates(value[begin:].replace("_", " "))), None)
    if read is None or not begin:
        return read
    return replace(read, start=read.start + begin, end=read.end + begin)


def plain_number(printed: str) -> str:
    """A number as printed, without white space and with plain hyphens (no-break ones would not compare equal)."""
    return re.sub(r"[‐‑‒–−]", "-", "".join(printed.split()))


def _number_end(folded: str, start: int) -> int:
    """Where the number ends: before `du ...`, and before a word without digit that is no suffix."""
    spaced = _SPACED_SUFFIX.match(folded, start)
    if spaced:
        return spaced.end()
    found = _NUMBER.match(folded, start)
    if found is None or not re.search(r"\d", found.group()):
        return start
    end = found.end()
    while (tail := _GLUED_DATE.search(folded[start:end]) or _TAIL.search(folded[start:end])) is not None:
        end = start + tail.start()
    return end if re.search(r"\d", folded[start:end]) else start


def reference_parts(number: str, forms: Sequence[ReferenceForm]) -> tuple[dict[str, int | str | None], bool | None]:
    """The parts of a number of a known form, and whether the form is one in regular use."""
    for form in forms:
        found = form.pattern.fullmatch(number)
        if found is not None:
            parts: dict[str, int | str | None] = dict(found.groupdict())
            if parts.get("year"):
                parts["year"] = int(found["year"][-2:]) + CENTURY
            if parts.get("sequence"):
                parts["sequence"] = int(found["sequence"])
            return parts, not form.damaged
    return {}, False if forms else None
