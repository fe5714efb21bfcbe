"""Folding: text -> the form that matching works on, character for character.

In: any text. Out: a text of the same length, lower case, without accents, apostrophes, dashes and spaces made plain.
As each character gives exactly one, an offset in the folded form is the same offset in the text: the way back is the
identity, by construction, and needs no map. What would change the length (decomposed accents, ligatures, entities,
mojibake, markup) was undone before by `read/clean.py`, which keeps the map.
"""

import re
import unicodedata

_SAME = {
    **dict.fromkeys("’‘ʼ‛´`′＇ʹ", "'"),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("：﹕∶", ":"),
}
# Everything but line ends and plain ASCII. Replacing these one by one takes 60 us for a posting of 2.5 KB, a third of
# what `str.translate` takes, which looks every character up; with the frequent ones replaced before, 30 us.
_SPECIAL = re.compile(r"[^\n\r !-_a-~]")
_FREQUENT = tuple(zip("éèàêçùôâîû’É–", "eeaecuoaiu'e-", strict=True))
_CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]")
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")  # behind a digit, a footnote's mark: no digit of that number
_FOLDED: dict[str, str] = {}


def fold(text: str) -> str:
    """The folded form of `text`, of the same length."""
    if text.isascii() and not _CONTROL.search(text):
        return text.lower().replace("`", "'")
    for char, folded in _FREQUENT:
        text = text.replace(char, folded)
    return _SPECIAL.sub(_replace, text).lower()


def _replace(found: re.Match[str]) -> str:
    char = found.group()
    if char in _RAISED and found.string[found.start() - 1 : found.start()].isdigit():
        return char
    folded = _FOLDED.get(char)
    if folded is None:
        folded = _FOLDED[char] = _SAME.get(char) or _fold_char(char)
    return folded


def _fold_char(char: str) -> str:
    if char.isspace() or char < " ":
        return " " if char not in "\u2028\u2029" else char
    if char.isnumeric() and not char.isdigit():
        return char  # a fraction (½) is not the digit that it is written with
    base = unicodedata.normalize("NFKD", char)[0].lower()
    return base if len(base) == 1 else char
