"""The numbers and letters of counted lists: a count and a format -> what is printed."""

from ..text import DASHES
from .blocks import NOWHERE, Indent, Item

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LARGEST = 4000  # a count above it is printed in figures
_LETTERS = 26


def written(count: int, form: str) -> str:
    """A count in one of Word's formats (`decimal`, `lowerLetter`, `upperRoman`, ...); figures where it is unknown."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{count:02}"
    if not 0 < count < _LARGEST:
        return str(count)
    if form.endswith("Letter"):
        letters = chr(ord("a") + (count - 1) % _LETTERS) * ((count - 1) // _LETTERS + 1)
        return letters.upper() if form.startswith("upper") else letters
    if form.endswith("Roman"):
        roman = _roman(count)
        return roman.upper() if form.startswith("upper") else roman
    return str(count)


def _roman(count: int) -> str:
    parts = []
    for value, letters in _ROMAN:
        parts.append(letters * (count // value))
        count %= value
    return "".join(parts)


def counted(level: int, label: str, form: str, of: str = "", indent: Indent = NOWHERE) -> Item:
    """An item of a counted list."""
    return Item(level, label, "letter" if form.endswith("Letter") else "number", of, indent)


def signed(level: int, sign: str, of: str = "", indent: Indent = NOWHERE) -> Item:
    """An item of a list of signs."""
    return Item(level, sign, "dash" if sign in DASHES else sign, of, indent)
