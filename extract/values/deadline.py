"""The deadline's value: text -> the day by which to apply, and the day that it was before it was moved.

In: the value of the label of the deadline, as printed. Out: `DeadlineRead`. A date counts only where nothing but a
known lead stands before it (`au plus tard le`): `oral le ...`, `pas avant le ...` and `après le ...` name some other
day. Of two days the later counts only where it is said to be the new one, and nothing else is said.
"""

import re
from dataclasses import dataclass

from ..fold import fold
from .dates import DAY_LENGTH, DateRead, find_dates, read_date

_LEAD_WORDS = frozenset({
    "a", "adresser", "au", "avant", "cachet", "candidature", "candidatures", "cloture", "courriel", "courrier", "d",
    "date", "de", "delai", "deposer", "depot", "dernier", "des", "dossier", "dossiers", "envoyer", "est", "faisant",
    "fixe", "fixee", "foi", "imperativement", "inclus", "jusqu", "l", "la", "le", "les", "limite", "mail", "midi",
    "minuit", "nouveau", "nouvelle", "par", "plus", "poste", "pour", "prolongee", "prorogee", "reception",
    "reportee", "repoussee", "rigueur", "tard", "transmettre",
})  # fmt: skip
_WEEKDAY = re.compile(r"(?:lun|mar|mer|jeu|ven|sam|dim)[a-z0-9]{0,7}|\d\d?h(?:\d\d)?")  # misread too; an hour
_OPEN = re.compile(r"(?:sont |est )?\bouverte?s?\b")
_WORD = re.compile(r"\w+")
_FOR_WHOM = re.compile(r"\W*(?:(?:candidat(?:ure|e)?s?|agents?) )?(?:internes?|externes?)[\s:]*")
_TO = re.compile(r"[\s,]*(?:(?:a )?\d\d?h\d{0,2} )?(?:au|a|-|jusqu'au)(?: plus tard)?(?: le)?\s*")
_FROM = re.compile(r"\b(?:du|des le|a (?:partir|compter) du|entre le)\b")
_JOINS = re.compile(r"\s(?:[Aa][Uu]|et)\s|jusqu'au")
_AND = re.compile(r"[\s,]*et(?: le)?\s*")  # `entre le 3 mars et le 28 mars`
_PERIOD = re.compile(r"\bperiode\b|^dates\b|^(?!.*\bdate).*\bdu$|ouvertes$")  # labels that announce two days
_MOVED = re.compile(
    r"[\s,;:.()\[\]*–-]*(?:(?:date(?: limite)?|delai) )?(?:est |a ete )?"
    r"(?:(?:report|prorog|prolong|repouss)ee?|nouvelle date(?: limite)?)[\s:]*+"
    r"(?:jusqu'au|au)?+(?: plus tard)?(?: le)?\s*"
)
_END = re.compile(r"(?>[\s,;:.!()\[\]*–-]|inclus|minuit|midi|a |\d\d?\s?[h:]\s?(?:\d\d)?)*+")

_BY = re.compile(r"[\s,]*(?:inclus,? )?(?:par|sur|via|aupres|a l'adresse)\b")


@dataclass(frozen=True, slots=True)
class DeadlineRead:
    """The day by which to apply, and the first one where it was moved; offsets are into the value's text."""

    day: DateRead
    initial: DateRead | None = None


def read_deadline(text: str, label: str = "") -> DeadlineRead | None:
    """The deadline that a value gives; None where no date stands, or none is certain to be it. Never raises.

    `label`: where it announces a period (`Période de candidature`), one day alone may be the first of it.
    """
    announced = _PERIOD.search(fold(label).strip(" :")) is not None
    if (last := _last_of_range(text, announced=announced)) is not None:
        return DeadlineRead(last)
    if announced:
        return _until(text)
    read = read_date(text)
    if read is None or not is_lead(text[: read.start]):
        return None
    others = [other for other in find_dates(text[read.end :]) if other.value != read.value and _is_day(other)]
    return _moved(text, read) if others else DeadlineRead(read)


def is_lead(before: str) -> bool:
    """Whether what stands before a date leaves it the last day: nothing, or `au plus tard le`, `jusqu'au`."""
    words = _WORD.findall(_OPEN.sub(" ", fold(before)) if "jusqu" in before else fold(before))
    return all(word in _LEAD_WORDS or _WEEKDAY.fullmatch(word) for word in words)


def names_further_day(line: str) -> bool:
    """Whether a line below a deadline names a day of its own for it: `(reportée au 28 mars 2031)`, `externe : ...`."""
    if _FOR_WHOM.fullmatch(fold(line)):
        return True
    reads = find_dates(line)
    if len(reads) != 1 or not _is_day(reads[0]) or _END.fullmatch(fold(line[reads[0].end :])) is None:
        return False
    before = _FOR_WHOM.sub("", fold(line[: reads[0].start]))
    return is_lead(before) or _MOVED.fullmatch(before) is not None


def second_day(text: str) -> DateRead | None:
    """The second of the days that a deadline names, none of them certain; None where it is the end of a period."""
    days = [read for read in find_dates(text) if _is_day(read)]
    other = next((read for read in days if read.value != days[0].value), None)
    if other is None or _TO.fullmatch(fold(text[days[0].end : other.start])):
        return None
    return other


def _moved(text: str, first: DateRead) -> DeadlineRead | None:
    """`14/03/2031 (reportée au 28/03/2031)`: the later day, where nothing else is said."""
    reads = find_dates(text)
    if len(reads) != 2 or not all(map(_is_day, reads)) or reads[0] != first:  # noqa: PLR2004 -- the first, the new
        return None
    between, rest = fold(text[first.end : reads[1].start]), fold(text[reads[1].end :])
    later = str(reads[1].value) > str(first.value)
    said = _MOVED.fullmatch(between) is not None and _END.fullmatch(rest) is not None
    return DeadlineRead(reads[1], first) if later and said else None


def is_period(text: str) -> bool:
    """Whether a text is nothing but a period, `du 3 mars au 28 mars 2031 inclus`, and by what way to send."""
    last = _last_of_range(text)
    if last is None:
        return False
    rest = fold(text[last.end :])
    return _END.fullmatch(rest) is not None or _BY.match(rest) is not None


def _until(text: str) -> DeadlineRead | None:
    """`jusqu'au 28 mars 2031`: the one day that is said to be the last."""
    read = read_date(text)
    last = read is not None and "jusqu" in text[: read.start].lower() and is_lead(text[: read.start])
    return DeadlineRead(read) if read and last and len(find_dates(text)) == 1 else None


def _last_of_range(text: str, *, announced: bool = False) -> DateRead | None:
    """The end of a period in which to apply, `du 14 février 2027 au 20 mars 2027`; its first day may have no year.

    `announced`: the label says that it is one, and a dash is enough.
    """
    reads = find_dates(text) if announced or _JOINS.search(text) else []
    if len(reads) != 2 or not _is_day(reads[1]) or not (_is_day(reads[0]) or reads[0].problem == "no-year"):  # noqa: PLR2004 -- from, to
        return None
    before, between = fold(text[: reads[0].start]), fold(text[reads[0].end : reads[1].start])
    joined = _TO.fullmatch(between) or ("entre" in before and _AND.fullmatch(between))
    later = not _is_day(reads[0]) or str(reads[0].value) <= str(reads[1].value)
    return reads[1] if joined and later and is_lead(_FROM.sub(" ", _OPEN.sub(" ", before))) else None


def _is_day(read: DateRead) -> bool:
    return read.value is not None and len(read.value) == DAY_LENGTH
