"""The start of a post: the value of `Poste à pourvoir` or `Prise de fonction` -> the contract's `start`.

The kind goes by the first wording of the value: `1 Immédiatement et 1 susceptible d'être vacant` is immediate. The date
is the one that the value names, of the precision printed; where it names several, a span of months or an alternative,
there is no one date, and none is given. The end of a period (`jusqu'au`, `du ... au ...`) is never a start.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from ..fold import fold
from ._dates_grammar import MONTHS
from .dates import DateRead, Problem, find_dates, read_date

_BLANK = frozenset({"", "null", "none", "nan", "nonrenseigne", "nonrenseignee"})  # a template's slip is no wording
_IMMEDIATE = re.compile(
    r"\b(?:im+ediat|des que possible|des maintenant|(?:tout )?de suite\b|sans (?:delai|attendre)\b|asap\b|rapidement\b"
    r"|dans les (?:meilleurs|plus brefs) delais|(?:le|au) plus (?:vite|rapidement|tot possible))"
)
_NEGATED = re.compile(r"\b(?:non|pas|sauf) immediat|\bdepuis\b|\btitularisation\b")  # no start is said
_EARLIEST = re.compile(r"\bau plus tot\b")  # by itself at once; beside a date, its bound
_EXPECTED = re.compile(r"\bsus?c?eptible?s?\b")  # susceptible d'être vacant, à pourvoir, à pouvoir; misspelt too
_DATED = re.compile(r"\b(?:a compter|a partir) d|\b(?:trimestre|semestre) (?:de )?20[0-9]{2}")
_YEAR = re.compile(r"\b(?:en|annee|courant|debut|mi|fin|rentree(?: [a-z]+)?)[ -](20[0-9]{2})(?![0-9a-z]|[-/][0-9])")
# A month with its year that is no date of the posting's is a law's.
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b(?!\s{{1,9}}(?:1[89]|20)[0-9]{{2}})")
_ENDS_PERIOD = re.compile(r"\bjusqu(?:e|'(?:au|a|en))?(?: (?:le|au))?(?: (?:debut|mi|fin))?\s*\Z")
_TO = re.compile(r"\s*(?:au|a|-)\s*(?:le )?")
_ALTERNATIVE = re.compile(r"/|\b(?:ou|et)\b")

_OneDate = tuple[str | None, Problem | None, tuple[int, int] | None]  # value, what is wrong with it, where it stands
_NO_DATE: _OneDate = (None, None, None)


@dataclass(frozen=True, slots=True)
class StartRead:
    """A start as read.

    `value` has the keys `kind`, `date` and `text` of the contract's `start`. `date_span` are offsets into the value
    handed over, of the date that was taken or that could not be read; `problem` is that date's, as in `DateRead`.
    """

    value: dict[str, str | None]
    problem: Problem | None = None
    date_span: tuple[int, int] | None = None


def read_start(value: str) -> StartRead | None:
    """Read the value of a start's label; None where it holds no wording (`/`, `null`). Never raises."""
    folded = fold(value)
    if "".join(filter(str.isalnum, folded)) in _BLANK:
        return None
    if _NEGATED.search(folded):
        return StartRead({"kind": "other", "date": None, "text": " ".join(value.split())})
    reads = _reads(value, folded)
    starts = _starts(reads, folded)
    months = _months_beside(folded, reads)
    kind, said = _kind(folded, starts, dated=bool(starts or months))
    date, problem, span = _one_date(starts, months)
    if kind == "immediate" and span and _ALTERNATIVE.search(folded[said : span[0]]):
        date, problem, span = _NO_DATE  # `immédiatement / décembre 2025`: the date is another post's, or a choice
    return StartRead({"kind": kind, "date": date, "text": " ".join(value.split())}, problem, span)


def _reads(value: str, folded: str) -> list[DateRead]:
    """All dates of the value; where it is nothing but a short form or holds a year alone, that."""
    reads = find_dates(value)
    if reads:
        return reads
    short = read_date(value)
    return [short] if short else _years(folded)


def _starts(reads: list[DateRead], folded: str) -> list[DateRead]:
    """The dates that may be the start: each once, without those that end a period."""
    ends = {second.start for first, second in pairwise(reads) if _TO.fullmatch(folded[first.end : second.start])}
    starts: dict[str | int, DateRead] = {}
    for read in reads:
        if read.start not in ends and not _ENDS_PERIOD.search(folded[: read.start]):
            starts.setdefault(read.value or read.start, read)
    return list(starts.values())


def _years(folded: str) -> list[DateRead]:
    """Years that stand alone: `vacants en 2025`, `rentrée 2025`."""
    return [DateRead(found.start(1), found.end(1), found[1]) for found in _YEAR.finditer(folded)]


def _months_beside(folded: str, reads: list[DateRead]) -> list[tuple[int, int]]:
    """Months named beside the dates: `juin et juillet 2025`, `mi juin à fin septembre`."""
    spans = [found.span() for found in _MONTH.finditer(folded)]
    return [(a, b) for a, b in spans if not any(read.start <= a < read.end for read in reads)]


def _kind(folded: str, starts: list[DateRead], *, dated: bool) -> tuple[str, int]:
    """The kind of start, and where the wording that says so ends."""
    immediate = _IMMEDIATE.search(folded) or (None if dated else _EARLIEST.search(folded))
    expected = _EXPECTED.search(folded)
    if expected and not (immediate and immediate.start() < expected.start()):
        return "expected", expected.end()
    if immediate and not (starts and starts[0].start < immediate.start()):
        return "immediate", immediate.end()
    return ("date" if dated or _DATED.search(folded) else "other"), 0


def _one_date(starts: list[DateRead], months: list[tuple[int, int]]) -> _OneDate:
    """The date that the value names, where it names exactly one."""
    if len(starts) == 1 and not months:
        return starts[0].value, starts[0].problem, (starts[0].start, starts[0].end)
    if len(months) == 1 and not starts:
        return None, "no-year", months[0]  # `fin mars`
    return _NO_DATE
