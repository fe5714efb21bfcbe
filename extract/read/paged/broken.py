"""Whether the text of a page is no text: in, what a PDF says its letters are; out, why it cannot be believed.

The patterns begin with the rare characters and only then look around, so that a clean page costs little.
"""

import re

_MANY = 0.05  # of the characters: broken ones so many make a page unreadable
_SOME = 0.004  # of the characters, of wrong ones that French never has within a word
_FEW = 30  # characters: a page with fewer that shows an image is a scan with a stamp on it
_LEAST = 40  # characters that a page must have before their shares tell anything
_LONG = 32  # letters: a longer word is several, without their spaces
_WORD = 14  # letters: the average word is shorter by half
_MOST_GLUED = 0.2  # of the letters, in glued words
_CID = "(cid:"
_CID_LENGTH = 7  # characters of `(cid:12)`
_RARE_PAIRS = ("aa", "ii", "uu")  # French has next to none
_FEW_PAIRS = 3

_LOST = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x80-\x9f]")
_MARKS = re.compile(r"(?m)^\s*[\ue000-\uf8ff]|[\x02\ufffe]")  # bullets of symbol fonts, hyphens at line ends
_WRONG = re.compile(r"[ŽŠØÞÐ¢£¥§¶†‡ƒ˜Ł¬ªÈÉÀÊ](?<=[a-zà-ÿ].)(?=[a-zà-ÿ])|[ŽØÞÐƒŁ](?<=[a-zà-ÿ].)\b")
_DOUBLED = re.compile(r"(?:([^\W\d_])\1){4,}")
_GLUED = re.compile(rf"[^\W\d_]{{{_LONG},}}")


def is_broken(text: str, *, images: bool = False) -> str | None:
    """Why the text of a page is no text, in a few words; None where it is one. `images`: the page shows images."""
    length = len(text)
    if length < _FEW * 2:
        printed = len("".join(text.split()))
        if not printed:
            return "no text"
        if images and printed < _FEW:
            return "hardly any text beside an image"
    if _CID_LENGTH * text.count(_CID) > _MANY * length or _lost(text) > _MANY * length:
        return "letters without a meaning"
    return _wrong_words(text) if length > _LEAST else None


def _lost(text: str) -> int:
    """The characters without a meaning, bullets and hyphens apart where these are many."""
    lost = len(_LOST.findall(text))
    return lost if lost <= _MANY * len(text) else len(_LOST.findall(_MARKS.sub("", text)))


def _wrong_words(text: str) -> str | None:
    length = len(text)
    if len(_WRONG.findall(text)) > max(_SOME * length, 2):
        return "wrong letters"
    if sum(map(text.count, _RARE_PAIRS)) > _FEW_PAIRS and _in_all(_DOUBLED, text) > _MANY * length:
        return "letters printed twice"
    spaces = text.count(" ") + text.count("\n")
    if spaces * _WORD < length and (spaces * _LONG < length or _in_all(_GLUED, text) > _MOST_GLUED * length):
        return "words without spaces"
    return None


def _in_all(pattern: re.Pattern[str], text: str) -> int:
    """The characters of all that a pattern finds."""
    return sum(len(found.group()) for found in pattern.finditer(text))
