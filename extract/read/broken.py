"""Whether the text of a page is no text: in, what a PDF says its letters are; out, why it cannot be believed."""

import re

_MANY = 0.05  # of the letters: broken ones so many make a page unreadable
_SOME = 0.004  # of the letters, of wrong ones that French never has within a word
_FEW = 30  # characters: a page with fewer that shows an image is a scan with a stamp on it
_LONG = 32  # letters: a longer word is several, without their spaces
_MOST_GLUED = 0.2  # of the letters, in such words
_CID_LENGTH = 7  # characters of `(cid:12)`
_LEAST = 40  # letters that a page must have before their shares tell anything

_CID = re.compile(r"\(cid:\d+\)")
_LOST = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x80-\x9f]")
_BULLETS = re.compile(r"(?m)^\s*[\ue000-\uf8ff]|[\x02\ufffe]")
_WRONG = re.compile(r"(?<=[a-zà-ÿ])[ŽŠØÞÐ¢£¥§¶†‡ƒ˜Ł¬ª°Ø](?=[a-zà-ÿ]|\b)|(?<=[a-z])[ÈÉÀÊ](?=[a-z])")
_LETTER = re.compile(r"[^\W\d_]")
_DOUBLED = re.compile(r"(?:([^\W\d_])\1){4,}")
_GLUED = re.compile(rf"[^\W\d_]{{{_LONG},}}")


def is_broken(text: str, *, images: bool = False) -> str | None:
    """Why the text of a page is no text, in a few words; None where it is one. `images`: the page shows images."""
    printed = "".join(text.split())
    if not printed:
        return "no text"
    if images and len(printed) < _FEW:
        return "hardly any text beside an image"
    return _wrong_letters(_BULLETS.sub("", text), len(printed))


def _wrong_letters(text: str, printed: int) -> str | None:
    letters = len(_LETTER.findall(text))
    if _CID_LENGTH * len(_CID.findall(text)) > _MANY * printed or len(_LOST.findall(text)) > _MANY * max(letters, 1):
        return "letters without a meaning"
    if letters < _LEAST:
        return None
    if len(_WRONG.findall(text)) > max(_SOME * letters, 2):
        return "wrong letters"
    if _share(_DOUBLED, text) > _MANY * letters:
        return "letters printed twice"
    if _share(_GLUED, text) > _MOST_GLUED * letters or text.count(" ") < letters / _LONG:
        return "words without spaces"
    return None


def _share(pattern: re.Pattern[str], text: str) -> int:
    return sum(len(found.group()) for found in pattern.finditer(text))
