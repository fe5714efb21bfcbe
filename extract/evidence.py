"""The structured data of a page against what its text says.

In: the draft of the file's one posting, the document's facts, the settled values. Out: the same draft. What the text
says stays; where a fact differs from it, that is observed. A field of which the text says nothing is taken from the
facts where they agree and are certain: a full date, a name. Which property means which field is in `patterns/`.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from ..patterns.load import Patterns
from .document import Document, Fact
from .draft import Draft
from .fold import fold
from .segments import Range
from .settled import Seen, Settled

LONGEST_NAME = 170  # characters
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)? ?(Z|[+-]\d\d:?\d\d)?)?")
_UTC = frozenset({"Z", "+0000", "+00:00", "-00:00"})
_MIDNIGHT, _NOON = "00:00", "12:00"
_ADDRESS = re.compile(r"(?:https?:|www\.)\S*")
_GENDERS = re.compile(r"\W?\b[hf] ?/ ?[hf](?: ?/ ?[xn])?\b\W?")
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a fact says of a field."""

    value: str
    place: Range
    exact: bool = True  # no time in UTC: that may be of the day before or after where the page is read
    sure: bool = True  # nor is it midnight elsewhere, written as the day before


def weigh(document: Document, draft: Draft, settled: Settled, patterns: Patterns) -> None:
    """Compare the facts with the draft, and take what it lacks."""
    for field, facts in _by_field(document, patterns).items():
        said = draft.offer.get(field)
        if said is not None:
            _compare(draft, field, said, facts)
        elif field not in settled.values and len({fact.value for fact in facts}) == 1 and facts[0].sure:
            draft.offer[field], draft.spans[field] = facts[0].value, facts[0].place


def read_fact(shape: str, text: str, nothing: frozenset[str] = frozenset()) -> tuple[str, bool, bool] | None:
    """The value of a property of this shape ("date", "name"), whether exact and sure; None where it is none."""
    return _read_day(text) if shape == "date" else _read_name(text, nothing)


def _by_field(document: Document, patterns: Patterns) -> dict[str, list[Stated]]:
    """What the facts say of each field, in the order of the page."""
    found: dict[str, list[Stated]] = {}
    for fact in document.facts:
        meaning = patterns.properties.get(fact.name)
        start, end = _in_text(document, fact)
        if meaning is None or start >= end:
            continue
        read = read_fact(meaning.shape, document.text[start:end], patterns.vocabulary["nothing"])
        if read is not None:
            found.setdefault(meaning.field, []).append(Stated(read[0], (start, end), *read[1:]))
    return found


def _in_text(document: Document, fact: Fact) -> Range:
    if document.origin is None:
        return fact.start, fact.end
    return bisect_left(document.origin.starts, fact.start), bisect_left(document.origin.starts, fact.end)


def _compare(draft: Draft, field: str, said: str, facts: list[Stated]) -> None:
    """Observe the first fact where none agrees with the text."""
    if not any(_agree(said, fact) for fact in facts):
        draft.seen.append(Seen("structured-data-differs", field, draft.spans[field], facts[0].value))


def _agree(said: str, fact: Stated) -> bool:
    """Whether both name one day, or one name holds the other; capitals, accents, signs and `(H/F)` apart."""
    if _DAY.fullmatch(said):
        off = abs((date.fromisoformat(said) - date.fromisoformat(fact.value)).days)
        return off <= (0 if fact.exact else 1)
    one, other = _plain(said), _plain(fact.value)
    return one in other or other in one


def _plain(name: str) -> str:
    return _NO_LETTERS.sub("", _GENDERS.sub(" ", fold(name)))


def _read_day(text: str) -> tuple[str, bool, bool] | None:
    """The calendar day as written. Midnight in Paris is 22:00 or 23:00 of the day before in UTC, in Nouméa 13:00."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return None
    exact = found[2] in (None, _MIDNIGHT) or found[3] not in _UTC
    return found[1], exact, exact or found[2] < _NOON or not found[2].endswith(":00")


def _read_name(text: str, nothing: frozenset[str]) -> tuple[str, bool, bool] | None:
    name = " ".join(text.split())
    folded = fold(name)
    empty = folded.strip(" .:") in nothing or not any(char.isalpha() for char in name)
    return None if empty or len(name) > LONGEST_NAME or _ADDRESS.match(folded) else (name, True, True)
