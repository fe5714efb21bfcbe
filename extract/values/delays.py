"""Delays: `dans un délai de trente jours à compter de la publication` -> the last day, where the publication is known.

Days are counted from the day after the publication, as the wording says: fifteen days after 2 March end on the 17th. A
month ends on the day of the same number, or on its last day.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from ..fold import fold

_WORDS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "dix": 10,
    "quinze": 15, "vingt": 20, "vingt et un": 21, "trente": 30, "quarante-cinq": 45, "soixante": 60,
}  # fmt: skip
_DELAY = re.compile(
    rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?: \(\d{{1,3}}\))?"
    r"\s+(?P<unit>jours?|semaines?|mois)\s+(?:a\s+compter|a\s+partir|apres|suivant)\b[^.]{0,40}?\b(?:publication|parution)\b"
)
_DAYS = {"jour": 1, "semaine": 7}
_MONTHS = 12


def is_delay(text: str) -> bool:
    """Whether a text counts its last day from the publication."""
    return _DELAY.search(fold(text)) is not None


def last_day(text: str, published: str) -> str | None:
    """The last day of the delay that a text names, the publication's day (ISO 8601) given; None where it names none."""
    found = _DELAY.search(fold(text))
    if found is None:
        return None
    count = _WORDS.get(found["count"]) or int(found["count"])
    begin = date.fromisoformat(published)
    if found["unit"] == "mois":
        return _months_after(begin, count).isoformat()
    return (begin + timedelta(days=count * _DAYS[found["unit"].rstrip("s")])).isoformat()


def _months_after(begin: date, count: int) -> date:
    years, month = divmod(begin.month - 1 + count, _MONTHS)
    year, month = begin.year + years, month + 1
    return date(year, month, min(begin.day, monthrange(year, month)[1]))
