"""Working time: the wording -> full or part time, and hours a week.

In: the value of a label such as `Temps de travail`. Out: a plain dictionary shaped like `record.WorkingTime`. The kind
is what is said (`temps complet`, `mi-temps`, `80 %`, `17/35e`), never concluded from the hours. Hours are a week's;
hours of a day or a month, clock times, ranges and several different numbers give None.
"""

import re
from typing import Any

from ..fold import fold
from .vocabulary import squeezed

_WHOLE = 100  # per cent
_WEEK_HOURS = range(1, 61)
_PART = re.compile(r"temps (?:non complet|incomplet|partiel)|\bmi-? ?temps\b|\btnc\b")
_FULL = re.compile(r"temps (?:complet|plein)|\bplein temps\b|\btc\b")
_OF_TIME = re.compile(r"\bquotites?\b|\btemps\b|\bduree (?:du|de) travail\b")
_BARE = re.compile(
    r"(?:(?P<full>complete?|pleine?)|non[ -]complete?|incomplete?|partiel(?:le)?)(?= ?(?:$|[,;:(/.-]| a ))"
)
_ANY_BARE = re.compile(r"\b(?:complete?|pleine?|incomplete?|partiel(?:le)?)\b")
_YES_NO = re.compile(r"(?:oui|non)(?= ?(?:$|[,;:(/.-]))")
_OPTION = re.compile(
    r"(?:possibilite (?:de |d'un |d'exercer a )?|eventuellement (?:a )?)temps partiel"
    r"|temps partiel (?:est )?(?:possible|autorise|envisageable|accepte|negociable)s?"
)
_PERCENT = re.compile(
    r"(?<![0-9.,+])(?P<n>[0-9]{1,3})(?:[.,][0-9]{1,2})? ?%(?! ?(?:du |de |d'|en )?(?!un temps|temps)[a-z])"
)
_PERCENT_RANGE = re.compile(r"[0-9] ?%? ?(?:a|-|/|et|ou) ?[0-9]{1,3} ?%")
_FRACTION = re.compile(r"(?<![0-9.,/])(?P<n>[0-9]{1,2}(?:[.,][0-9]{1,2})?) ?/ ?3[59] ?(?:e|emes?|h(?:eures?)?)\b")
_HOURS = re.compile(
    r"(?<![\w.,/])(?P<n>[0-9]{1,2}(?:[.,][0-9]{1,2})?) ?h(?:eures?\b|rs?\b)? ?"
    r"(?P<minutes>[0-5][0-9](?![0-9]))?(?:mi?n)?(?![a-z])"
)
_WEEKLY = re.compile(r" ?(?:/|par|de|sur la)? ?(?:hebdo\w{0,10}|semaine|sem\b)")
_NOT_WEEKLY = re.compile(
    r" ?(?:/|par)? ?(?:j\b|jour|mois|an\b|annee|24\b)| ?(?:quotidien|journalier|mensuel|annuel)"
    r"| (?:par|chaque) (?:jour|mois)"
)
_TIMES_BEFORE = re.compile(r"[0-9] ?[x×*] ?$")  # `2 x 17h30`: a number of shifts, not of hours
_CLOCK_BEFORE = re.compile(r"(?:\ba|\bdes|\bvers|\bjusqu'a|\bavant) ?$")
_RANGE_BEFORE = re.compile(r"[0-9] ?h? ?[0-9]{0,2} ?(?:a|-|/|et|ou) ?$")
_RANGE_AFTER = re.compile(r" ?(?:a|-|/|et|ou) ?[0-9]")


def read_working_time(value: str, *, label: str = "") -> dict[str, Any] | None:
    """`value` -> {"kind", "hours_per_week", "text"}; None where it says nothing (`/`, `null`).

    `Complet` and `Partiel` alone mean something with their printed `label` only (`Quotité de travail`).
    """
    text = squeezed(value)
    if text is None:
        return None
    said = fold(text)
    kind = _kind(said) or _answer(said, fold(label)) or (_bare_kind(said) if _OF_TIME.search(fold(label)) else None)
    return {"kind": kind, "hours_per_week": _hours(said), "text": text}


def _answer(said: str, label: str) -> str | None:
    """`Temps plein : Oui`."""
    answer = _YES_NO.match(said)
    if answer is None or not _FULL.match(label):
        return None
    return "full_time" if answer[0] == "oui" else "part_time"


def _bare_kind(said: str) -> str | None:
    """The kind where the value begins with its word and names no other."""
    named = _BARE.match(said)
    if named is None or _ANY_BARE.search(said, named.end()):
        return None
    return "full_time" if named["full"] else "part_time"


def _kind(said: str) -> str | None:
    if _FULL.search(said):
        said = _OPTION.sub("", said)
    kinds = {kind for kind, pattern in (("part_time", _PART), ("full_time", _FULL)) if pattern.search(said)}
    if not kinds and _FRACTION.search(said):
        kinds.add("part_time")
    if not kinds and not _PERCENT_RANGE.search(said):
        kinds = {"full_time" if int(match["n"]) == _WHOLE else "part_time" for match in _percents(said)}
    return kinds.pop() if len(kinds) == 1 else None


def _percents(said: str) -> list[re.Match[str]]:
    return [match for match in _PERCENT.finditer(said) if 0 < int(match["n"]) <= _WHOLE]


def _hours(said: str) -> float | None:
    """The one number of hours a week."""
    weekly: set[float] = {float(match["n"].replace(",", ".")) for match in _FRACTION.finditer(said)}
    plain: set[float] = set()
    for match in _HOURS.finditer(said):
        if _in_range(said, match) or _TIMES_BEFORE.search(said, max(0, match.start() - 6), match.start()):
            return None if not weekly else _single(weekly)
        if _NOT_WEEKLY.match(said, match.end()):
            continue
        if _WEEKLY.match(said, match.end()):
            weekly.add(_number(match))
        elif not _CLOCK_BEFORE.search(said, max(0, match.start() - 10), match.start()):
            plain.add(_number(match))
    return _single(weekly or plain)


def _in_range(said: str, match: re.Match[str]) -> bool:
    before = _RANGE_BEFORE.search(said, max(0, match.start() - 12), match.start())
    return before is not None or _RANGE_AFTER.match(said, match.end()) is not None


def _number(match: re.Match[str]) -> float:
    hours = float(match["n"].replace(",", "."))
    return round(hours + int(match["minutes"] or 0) / 60, 2)


def _single(numbers: set[float]) -> float | None:
    if len(numbers) != 1:
        return None
    number = numbers.pop()
    return number if int(number) in _WEEK_HOURS else None
