"""Dates: text -> the dates that stand in it, read by a grammar of our own, never guessed.

In: a text or the value of one field, as printed. Out: `DateRead`, with offsets into the text handed over. Day first,
always; a printed weekday never changes a value (whether it agrees is a check's business), and only with its help are
digits repaired that an OCR misread. Dates of law citations, telephone numbers, references and versions are no dates of
the posting and are left out. Nothing depends on today's date.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal

from ..fold import fold
from . import _dates_grammar as g

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

Problem = Literal["impossible", "two-digit-year", "no-year", "misread-digits"]

_IMPOSSIBLE: Problem = "impossible"
DAY_LENGTH = len("2025-07-18")
_AHEAD = 80  # longest date that the grammar knows, its gaps at their widest, and an hour after it
_LEAP_YEAR = "2000"  # for a day without a year: 29 février may be one
_BEHIND = 24  # a weekday and what leads up to a date; a month and its gap before a year
_CITATION_BEHIND = 120  # as far back as a citation's noun is looked for: a title of an assembly and a number fit in
_CITATION_WORDS = 10  # most words between the noun and the date of a citation with a number,
_CITATION_WORDS_UNNUMBERED = 3  # and of one without: `arrêté interministériel modifié du ...`
_GENERAL_PARSER_LENGTH = 40  # a longer value is a sentence, and no business of a general parser


@dataclass(frozen=True, slots=True)
class DateRead:
    """One date as printed.

    `start` and `end` are offsets into the text handed over, of the date and its weekday, without the words that lead up
    to it and without the hour. `value` is ISO 8601 of the precision printed (`2025-07-18`, `2025-07`, `2025`); None
    where the date is impossible, unreadable or without a certain year. `weekday` is the one printed, Monday 0. `time`
    is `HH:MM` where an hour follows.

    `problem`: `impossible` (30/02/2025; no value), `two-digit-year` (value given, in the 2000s), `no-year` (no value,
    except for the first date of a range, which takes the year printed with the second), `misread-digits` (letters
    stand for digits; a value only if the printed weekday agrees with the repair).
    """

    start: int
    end: int
    value: str | None
    weekday: int | None = None
    time: str | None = None
    problem: Problem | None = None


def find_dates(text: str) -> list[DateRead]:
    """All dates standing in `text`, in order; a range gives two. Linear in the length of the text; never raises."""
    return list(_dates_in(text))


def read_date(text: str) -> DateRead | None:
    """The date of one isolated field value: the first of day precision, else the first of a month or a year.

    A value that is nothing but a short or reduced form (`01.08.25`, `18/07`, `09/2025`, `2025`) is read too. A general
    date parser is the last resort, under conditions that keep it from guessing. None where no date stands; never
    raises. Of a range it gives the first date; whoever wants the last asks `find_dates`.
    """
    if found := g.PLAIN_VALUE.fullmatch(fold(text)):
        return _read_plain(found)
    return _read_value(text)


def is_whole_day(text: str) -> bool:
    """Whether a text is nothing but a day: `lundi 3 mars 2031`."""
    read = read_date(text)
    return read is not None and (read.start, read.end) == (0, len(text))


def _read_plain(found: re.Match[str]) -> DateRead:
    """The short cut of `read_date` for `Vendredi 18 juillet 2025` and `27/06/2025`, several times as fast."""
    weekday, day, name, month, year = found.groups()
    number = g.MONTH_NUMBERS[name] if name else int(month)
    read = _date_of(int(year), number, int(day))
    value, problem = (read.isoformat(), None) if read else (None, _IMPOSSIBLE)
    return DateRead(0, found.end(), value, g.WEEKDAY_NUMBERS[weekday] if weekday else None, None, problem)


def _read_value(text: str) -> DateRead | None:
    """The whole way of `read_date`."""
    reduced: DateRead | None = None
    for read in _dates_in(text):
        if read.problem == "no-year" and not read.value:
            return _read_whole_value(text) or read
        if read.value is None or len(read.value) == DAY_LENGTH:
            return read
        reduced = reduced or read
    return reduced or _read_whole_value(text)


def _dates_in(text: str) -> Iterator[DateRead]:
    """The reads of `text`; one is held back until the next is known, which may lend it its year."""
    held: DateRead | None = None
    done = 0
    cited = -1  # end of the last date of a law citation
    for anchor in g.ANCHOR.finditer(text):
        at = anchor.start()
        if at < done:
            continue
        reads = _read_at(text, at, done)
        if not reads:
            continue
        if _is_cited(text, reads[0], done, cited):
            cited = done = reads[-1].end
            continue
        for read in reads:
            if held:
                yield _with_year_of(text, held, read)
            held = read
        done = reads[-1].end
    if held:
        yield held


def _read_at(text: str, at: int, done: int) -> list[DateRead]:
    """The date whose first digit stands at `at`, or the month before the year there; two of `du 1er au 15 mars`."""
    ahead = fold(text[at : at + _AHEAD])
    year_first = ahead[:4].isdigit()
    if year_first:
        if found := g.ISO.match(ahead):
            return _read_numeric(text, at, done, ahead, found)
        return _read_month(text, at, done, ahead)
    if found := g.WORDED.match(ahead):
        return _read_worded(text, at, done, ahead, found)
    if found := g.NUMERIC.match(ahead):
        return _read_numeric(text, at, done, ahead, found)
    return []


def _read_numeric(text: str, at: int, done: int, ahead: str, found: re.Match[str]) -> list[DateRead]:
    """27/06/2025, 1er/11/2025, 01.01.2026, 01/08/25, 2025-12-23."""
    before = fold(text[max(done, at - _BEHIND) : at])
    short = len(found["year"]) == len("25")
    if g.NOT_A_DATE_BEFORE.search(before) or (short and found["sep"] != "/"):
        return []  # the dotted short form is that of a telephone number
    weekday, start = _weekday_before(before, at)
    if weekday is None and not _stands_free(text, at, letters_too=True):
        return []
    day, month, year = found["day"], found["month"], found["year"]
    value, problem = _value(day, month, f"20{year}" if short else year, weekday)
    if short and problem == "impossible":
        return []  # 24/63/19 is some other number
    if short and problem is None:
        problem = "two-digit-year"
    return [DateRead(start, at + found.end(), value, weekday, _time_after(ahead, found.end()), problem)]


def _read_worded(text: str, at: int, done: int, ahead: str, found: re.Match[str]) -> list[DateRead]:
    """18 juillet 2025, 1eraoût 2025, 1er février; 1er au 15 mars 2025."""
    before = fold(text[max(done, at - _BEHIND) : at])
    weekday, start = _weekday_before(before, at)
    if not _worded_stands(text, at, before, weekday, found):
        return []
    month = str(g.MONTH_NUMBERS[found["month"].rstrip(".")])
    if found["day"].isdigit() and _split_day(before, found["day"]):
        return [DateRead(at - 2, at + found.end(), None, problem="misread-digits")]
    value, problem = _value(found["day"], month, found["year"], weekday)
    time = _time_after(ahead, found.end())
    if not found["day2"]:
        return [DateRead(start, at + found.end(), value, weekday, time, problem)]
    weekday2 = g.WEEKDAY_NUMBERS[found["weekday2"]] if found["weekday2"] else None
    value2, problem2 = _value(found["day2"], month, found["year"], weekday2)
    start2 = at + found.start("weekday2" if found["weekday2"] else "day2")
    return [
        DateRead(start, at + found.end("first"), value, weekday, None, problem),
        DateRead(start2, at + found.end(), value2, weekday2, time, problem2),
    ]


def _worded_stands(text: str, at: int, before: str, weekday: int | None, found: re.Match[str]) -> bool:
    """False where the day belongs to something else: 112 mars, 3.12 mars, a count at the end of the line before."""
    led = weekday is not None or bool(g.LEAD_IN.search(before))
    if not led and not _stands_free(text, at, letters_too=False):
        return False
    if not found["year"] and found["month"].rstrip(".") in g.ABBREVIATIONS:
        return False  # 10 dec, 7 sept: too little to go by
    wrapped = "\n" in found.string[found.end("day") : found.start("month")]
    return led or not wrapped  # `Nombre de postes : 3`, and `Mars 2025` on the next line


def _read_month(text: str, at: int, done: int, ahead: str) -> list[DateRead]:
    """Septembre 2025, with the year at `at`."""
    year = g.YEAR_OF_MONTH.match(ahead)
    if not year:
        return []
    before = fold(text[max(done, at - _BEHIND) : at])
    found = g.MONTH_BEFORE_YEAR.search(before)
    if not found:
        return []
    month = g.MONTH_NUMBERS[found["month"].rstrip(".")]
    return [DateRead(at - len(before) + found.start(), at + year.end(), f"{year[0]}-{month:02}")]


def _value(day: str, month: str, year: str | None, weekday: int | None) -> tuple[str | None, Problem | None]:
    """The ISO value of what is printed, and what is wrong with it."""
    printed = (day, month, year or _LEAP_YEAR)
    digits = tuple(part.translate(g.MISREAD_DIGITS) for part in printed)
    read = _date_of(int(digits[2]), int(digits[1]), int(digits[0]))
    if read is None:
        return None, "impossible"
    if not year:
        return None, "no-year" if digits == printed else "misread-digits"
    if digits == printed:
        return read.isoformat(), None
    return (read.isoformat() if weekday == read.weekday() else None), "misread-digits"


def _date_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday_before(before: str, at: int) -> tuple[int | None, int]:
    """The weekday printed before the date at `at`, and where the date begins with it."""
    last = before.rstrip(" ,\r\n")[-1:]
    found = g.WEEKDAY_BEFORE.search(before) if last in {"i", "e", "."} else None
    if not found:
        return None, at
    return g.WEEKDAY_NUMBERS[found["name"] or found["short"]], at - len(before) + found.start()


def _stands_free(text: str, at: int, *, letters_too: bool) -> bool:
    """Whether nothing before `at` makes the number there a part of a longer one, or of a code where `letters_too`."""
    last = text[at - 1 : at]
    if last.isalnum() or last == "_":
        return letters_too and bool(g.LEAD_IN.search(fold(text[max(0, at - 4) : at])))
    ahead_of_last = text[at - 2 : at - 1] if at > 1 else ""
    if last in {".", ":", ",", "+"}:
        return not ahead_of_last.isdigit()
    if last == "-" and text[max(0, at - 5) : at - 1].isdigit():
        return True  # 01/03/2025-01/07/2025
    if last in {"-", "/"}:
        return not (ahead_of_last.isdigit() or (letters_too and ahead_of_last.isalpha()))
    return True


def _split_day(before: str, day: str) -> bool:
    """Whether the day is what an OCR left of two digits: `1 8 juillet 2025`."""
    return len(day) == 1 and before[-1:] == " " and before[-2:-1] in set("123") and not before[-3:-2].isalnum()


def _time_after(ahead: str, end: int) -> str | None:
    found = g.TIME.match(ahead, end) if end < len(ahead) else None
    if not found:
        return None
    return f"{int(found['hour']):02}:{found['minute'] or found['minute2'] or '00'}"


def _is_cited(text: str, read: DateRead, done: int, cited: int) -> bool:
    """Whether the date is that of a law, a decree, a deliberation: `arrêté n° 2023-3811/GNC du 6 décembre 2023`.

    `done` is the end of the date before, `cited` of the last one that was cited.
    """
    if cited == done and g.CITATION_CHAIN.fullmatch(fold(text[cited : read.start][:_BEHIND])):
        return True
    if not g.CITATION_LEAD.search(fold(text[max(done, read.start - _BEHIND) : read.start])):
        return False
    before = fold(text[max(done, read.start - _CITATION_BEHIND) : read.start])
    nouns = list(g.LAW.finditer(before))
    if not nouns or g.PERIOD.match(fold(text[read.end : read.end + _BEHIND])):
        return False  # `convention de stage du 1er mars 2025 au 31 août 2025`
    gap = before[nouns[-1].end() :]
    return g.CITATION_GAP.fullmatch(gap) is not None and _names_one_law(g.CITATION_LEAD.sub("", gap).split())


def _names_one_law(words: list[str]) -> bool:
    """Whether the words between a law's noun and its date are its number and its author, and not a sentence."""
    if any(char.isdigit() for word in words[-3:] for char in word):
        return len(words) <= _CITATION_WORDS
    return len(words) <= _CITATION_WORDS_UNNUMBERED and "des" not in words


def _with_year_of(text: str, first: DateRead, second: DateRead) -> DateRead:
    """`first`, with the year printed with `second` where a range gives one to both: `du 1er mars au 15 avril 2025`."""
    if first.problem != "no-year" or not second.value or len(second.value) != DAY_LENGTH:
        return first
    if second.start - first.end > _BEHIND or not g.JOINED.fullmatch(fold(text[first.end : second.start])):
        return first
    found = g.WORDED.search(fold(text[first.start : first.end]))
    if not found:
        return first
    read = _date_of(int(second.value[:4]), g.MONTH_NUMBERS[found["month"]], int(found["day"]))
    if read is None or read.isoformat() > second.value:
        return first  # 29 février; from December to January, where the first's year is printed nowhere
    return replace(first, value=read.isoformat())


def _read_whole_value(text: str) -> DateRead | None:
    """A value that is nothing but a form too short to be known for a date in prose; then the general parser."""
    folded = fold(text)
    start = g.VALUE_LEAD.match(folded).end()  # type: ignore[union-attr]  # matches the empty text too
    core = folded[start:].rstrip(" .,;\r\n")
    end = start + len(core)
    if not core or len(core) > _GENERAL_PARSER_LENGTH:
        return None
    if found := g.SHORT_NUMERIC.fullmatch(core) or g.SHORT_WORDED.fullmatch(core):
        month = found["month"].rstrip(".")
        value, problem = _value(found["day"], str(g.MONTH_NUMBERS.get(month, month)), f"20{found['year']}", None)
        return DateRead(start, end, value, problem=problem or "two-digit-year") if value else None
    if found := g.DAY_MONTH.fullmatch(core):
        return DateRead(start, end, None, problem=_value(found["day"], found["month"], None, None)[1])
    if found := g.REDUCED.fullmatch(core):
        month = found["month"] or found["m"]
        year = found["year"] or found["y"]
        if not month:
            return DateRead(start, end, year)
        return DateRead(start, end, f"{year}-{int(month):02}") if 1 <= int(month) <= len(g.MONTHS) else None
    return _ask_general_parser(text, start, end)


def _ask_general_parser(text: str, start: int, end: int) -> DateRead | None:
    """The last resort, on a value of one month-like word and two numbers: `18 jul 2025`, `juillet 18, 2025`.

    Its answer counts only if day and year stand there literally: left to itself it turns 12/13/2025 around.
    """
    span = fold(text[start:end])
    if not (span.isascii() and g.LOOSE.fullmatch(span)) or len(g.MONTH_LIKE.findall(span)) != 1 or g.LAW.search(span):
        return None
    found = _general_parser().get_date_data(text[start:end]).date_obj
    if found is None or sorted([found.day, found.year]) != sorted(map(int, g.NUMBER.findall(span))):
        return None
    return DateRead(start, end, found.date().isoformat())


@cache
def _general_parser() -> "DateDataParser":
    """The parser, made once and only when it is needed: the import alone takes a tenth of a second."""
    from dateparser.date import DateDataParser

    settings = {
        "STRICT_PARSING": True,
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "DATE_ORDER": "DMY",
    }
    return DateDataParser(languages=["fr"], settings=settings)
