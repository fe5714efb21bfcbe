"""Openings: how many posts, from a title or from the value of a label.

In: the printed text. Out: a count from 1 to 99, or None. A title's count stands at its very start before a noun
(`2 Ergothérapeutes`); `2e classe`, `24h`, `3D`, `12 mois` are no counts. The article `Un` is a count only where it is
said to be one (`Un (1) agent`, `Un poste`).
"""

import re

from ..fold import fold
from .vocabulary import words

NUMBER_WORDS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "dix-huit": 18,
    "vingt": 20, "vingt-quatre": 24, "trente": 30, "trente-six": 36,
}  # fmt: skip
"""French number words (folded) that postings use for counts and durations."""

_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_COUNT = rf"(?:(?P<digits>[0-9]{{1,2}})|(?P<word>{_WORDS}))(?![\w.,/-])(?: ?\((?P<again>[0-9]{{1,2}}|{_WORDS})\))?"
_TITLE = re.compile(rf"{_COUNT} (?P<noun>[a-z][a-z'-]+)")
_POST = r"(?:postes?|emplois?|agents?)"
_STATE = r"(?:immediat\w*|susceptibles?|vacants?|a pourvoir|a temps|permanents?|disponibles?)"
_PART = re.compile(rf"{_COUNT}(?: {_POST}\b| {_STATE})")
_ALONE = re.compile(rf"{_COUNT}[ .;]{{0,3}}")
_LABEL = re.compile(r"(?:nombre|nb) (?:de |d')(?:postes?|emplois?)(?: a pourvoir)? ?:? ?")
_SPLIT = re.compile(r" et |, ?|; ?|\+ ?| / ")
_SUBSET = re.compile(r"\b(?:dont|soit)\b")


def read_openings_title(title: str) -> int | None:
    """The count that begins a title, else None."""
    said = " ".join(fold(title).split())
    match = _TITLE.match(said)
    if match is None or match["noun"] in words("openings", "no_post"):
        return None
    is_article = match["word"] in ("un", "une") and not match["again"]
    if is_article and not re.match(_POST, match["noun"]):
        return None
    return _count(match)


def read_openings_value(value: str) -> int | None:
    """The count that a labelled value gives; the parts of `1 immédiatement et 1 susceptible` are added up."""
    said = " ".join(fold(value).split())
    if label := _LABEL.match(said):
        said = said[label.end() :]
    if alone := _ALONE.fullmatch(said):
        return _count(alone)
    if _PART.match(said) is None:
        return None
    parts = [_PART.match(part) for part in _SPLIT.split(_SUBSET.split(said, maxsplit=1)[0])]
    counts = [_count(part) for part in parts if part]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) and sum(known) in range(1, 100) else None


def _count(match: re.Match[str]) -> int | None:
    """The number matched; None where its two forms (`Deux (2)`) differ or it is none."""
    first = int(match["digits"]) if match["digits"] else NUMBER_WORDS[match["word"]]
    again = match["again"]
    if again and (int(again) if again.isdecimal() else NUMBER_WORDS[again]) != first:
        return None
    return first or None
