"""When two values are the same: strictly, softly, or how nearly.

A value is a tuple of parts, a scalar has one. Strict is equal after white space is folded. Soft is equal without case,
accents and punctuation, or a similarity of at least 0.9 with the same digits: `2 agents` is never nearly `3 agents`.
What is exact by nature (dates, numbers, references, addresses) is compared strictly in both.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from typing import Any, NamedTuple

from rapidfuzz.fuzz import ratio

SOFT = 90.0  # per cent of matching characters; one wrong letter in ten, as a scan may have
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})
_WORD = re.compile(r"[^\W_]+")

Plain = str | int | float | bool | tuple["Plain", ...] | None
Value = tuple[Plain, ...]


class Kind(Enum):
    """How a part of a value is compared."""

    EXACT = "exact"
    TEXT = "text"


class Likeness(NamedTuple):
    """How alike two values are."""

    strict: bool
    soft: bool
    nearness: int
    """From 0 to 1000."""


def plain(value: Any) -> Plain:
    """JSON in the form that is compared: white space folded, lists and a section's blocks as tuples."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return tuple(plain(item) for item in value)
    if isinstance(value, dict):  # a block: its paragraph, or its items
        return plain(value["text"] if "text" in value else value["items"])
    return value  # type: ignore[no-any-return]  # JSON holds nothing else


def flat(value: Plain) -> str:
    """All that a value says, as one text."""
    if isinstance(value, tuple):
        return " ".join(flat(part) for part in value)
    return "" if value is None else str(value)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The words of a text without case, accents and punctuation."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    kept = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(_WORD.findall(kept.casefold()))


def liken(kinds: Sequence[Kind], gold: Value, said: Value) -> Likeness:
    """How alike two values of one field are; parts that both leave out say nothing about how near they are."""
    if gold == said:
        return Likeness(strict=True, soft=True, nearness=1000)
    parts = list(zip(kinds, gold, said, strict=True))
    near = [_nearness(kind, one, other) for kind, one, other in parts if not (_absent(one) and _absent(other))]
    return Likeness(False, all(_softly_equal(*part) for part in parts), round(10 * sum(near) / max(len(near), 1)))


def _absent(value: Plain) -> bool:
    return value in (None, "", ())


def _softly_equal(kind: Kind, gold: Plain, said: Plain) -> bool:
    if gold == said:
        return True
    if kind is Kind.EXACT or _absent(gold) or _absent(said):
        return False
    one, other = folded(flat(gold)), folded(flat(said))
    return bool(one) and _digits(one) == _digits(other) and ratio(one, other, score_cutoff=SOFT) >= SOFT


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _nearness(kind: Kind, gold: Plain, said: Plain) -> float:
    """Per cent."""
    if gold == said:
        return 100.0
    return 0.0 if kind is Kind.EXACT else ratio(folded(flat(gold)), folded(flat(said)))
