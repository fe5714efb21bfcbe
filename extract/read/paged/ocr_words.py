"""What tesseract saw -> the words of a page, in points: bullets told from letters, specks left out.

tesseract gives each word the box of its ink. Here all words of a line get the height of its type, and each stands where
its letters do, so that lines are told from their neighbours and headings from the text around them.
"""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from .ocr_ink import ROOM, end_of, find_bullet, gap_in, is_bullet
from .tesseract import Seen
from .words import Word

if TYPE_CHECKING:
    from PIL.Image import Image

    from ...document import Box

BULLET = "•"

_ABOVE, _BELOW = 0.75, 0.21  # of the size: what a line takes above and below where its letters stand
_BESIDE = 0.04  # of the size: the room of a letter on both sides of its ink
_SMALL, _TALL, _HANGING = 0.53, 0.73, 0.21  # of the size: a small letter, a capital or digit, what hangs below
_COMMA = 0.13  # of the size: how far it hangs
_OF_HEIGHT = 1.05  # the size of a line of which tesseract measured the height, from what rises to what hangs
_SAME = 0.15  # of the usual size: what differs less is of one type, as measured
_APART = 1.5  # sizes: what is further from the word before begins a column
_SURE = 0.5  # the confidence from which a sign that stands alone is taken as read
_SEAM = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])|(?<=[A-Z]{2})(?=[a-zà-ÿ]{3})|(?<=\d)(?=\d{3}\b)")
_MARK = re.compile(r"\(?[©®][^\w\s]{0,2}")  # what a raised (1) is taken for
_FOOTNOTE = "(*)"
_SIGNS = re.compile(r"^[^\w(]+(?=\w)")  # what a bullet is taken for in front of a word
_MISREAD = {  # what tesseract takes for other characters, and what is never printed so
    **dict.fromkeys(("ler", "Ier", '1°"', "1°'", "1°’", "1°”"), "1er"),
    **dict.fromkeys(("1!", "!l", "l!", "I!", "||", "|l", "l|", "I|", "|I"), "Il"),
}
_DASHES = frozenset("-–—")
_HANGS = re.compile(r"[gjpqyçQJ()/|\\@]")
_HANGS_LITTLE = re.compile(r"[,;]")
_RISES = re.compile(r"[A-Zbdfhklt0-9()/|àâäéèêëîïôöùûü]")
_RISES_MORE = re.compile(r"[À-ÖØ-Ýß’'\"°*@]")  # accents over capitals, and what stands at no known height


class _Placed(NamedTuple):
    """A word with its left and right side, and where its letters stand; in pixels."""

    text: str
    x0: float
    x1: float
    base: float
    confidence: float


def words_of(seen: Sequence[Seen], ink: "Image", dpi: float) -> list[Word]:
    """The words of a page, in points; `ink` is white where it is printed, at `dpi`."""
    lines = [list(line) for _, line in groupby(seen, key=lambda word: word.line)]
    sizes = [_size(line) for line in lines]
    usual = median([size for size, line in zip(sizes, lines, strict=True) for word in line for _ in word.text] or [0])
    words: list[Word] = []
    for line, size in zip(lines, sizes, strict=True):
        type_size = usual if abs(size - usual) < _SAME * usual else size
        words += (_word(placed, type_size, 72 / dpi) for placed in _placed(line, ink, type_size))
    return words


def _size(line: Sequence[Seen]) -> float:
    """The size of a line's type, in pixels, from how high its words are and which letters they have.

    tesseract's own measure and boxes are too high now and then, and hardly ever too low.
    """
    found = [
        (word.box[3] - word.box[1]) / (tall + _hanging(word))
        for word in line
        if word.text.isalnum() and not _RISES_MORE.search(word.text)
        for tall in (_TALL if _RISES.search(word.text) else _SMALL,)
    ]
    return min(median(found or [math.inf]), _OF_HEIGHT * line[0].height)


def _placed(line: Sequence[Seen], ink: "Image", size: float) -> Iterator[_Placed]:
    """The words of a line without its specks, where each stands, and a bullet for what was taken for something else."""
    before: Seen | None = None
    listed = False  # whether a bullet stands before
    base = next((_base(word, size) for word in line if _has_letters(word)), line[0].box[3])
    for number, word in enumerate(line):
        behind = next((other for other in line[number + 1 :] if not _is_speck(other)), None)
        begins = not listed and (before is None or word.box[0] - before.box[2] > _APART * size)
        listed = begins and behind is not None and _stands_for_bullet(word, behind, size)
        if not listed and _is_speck(word):
            continue
        before, start, text = word, word.box[0], word.text
        if listed or _has_letters(word):
            base = _base(behind if listed and behind is not None else word, size)
        text = _MISREAD.get(text, text)
        if not begins and _MARK.fullmatch(text):
            text = _FOOTNOTE
        if listed and text not in _DASHES:
            text = BULLET
        elif begins and (found := find_bullet(ink, word.box, base, size)):
            bullet, start = found
            text = _SIGNS.sub("", text) if start > word.box[0] else text
            yield _Placed(BULLET, bullet[0], bullet[2], base, word.confidence)
        limit = behind.box[0] if behind is not None and behind.box[0] > start else math.inf
        end = min(end_of(ink, word.box, limit, size), limit)
        yield from _parted(_Placed(text, start, end, base, word.confidence), word.box, ink, size)


def _parted(placed: _Placed, box: "Box", ink: "Image", size: float) -> Iterator[_Placed]:
    """A word, or the two that it is: `NordCorps`, `CVdétaillé`, `34200` with the room of a space in it."""
    seams = [seam.start() for seam in _SEAM.finditer(placed.text)]
    gap = gap_in(ink, box, seams[0] / len(placed.text), size) if len(seams) == 1 else None
    if gap is None:
        yield placed
        return
    yield placed._replace(text=placed.text[: seams[0]], x1=gap[0])
    yield placed._replace(text=placed.text[seams[0] :], x0=gap[1])


def _word(placed: _Placed, size: float, scale: float) -> Word:
    side = _BESIDE * size
    box = (placed.x0 - side, placed.base - _ABOVE * size, placed.x1 + side, placed.base + _BELOW * size)
    x0, top, x1, bottom = (pixels * scale for pixels in box)
    return Word(placed.text, (x0, top, x1, bottom), round(size * scale, 1), confidence=placed.confidence)


def _stands_for_bullet(word: Seen, behind: Seen, size: float) -> bool:
    return behind.box[0] - word.box[2] > ROOM * size and is_bullet(word.box, _base(behind, size), size)


def _base(word: Seen, size: float) -> float:
    """Where the letters of a word stand."""
    return word.box[3] - _hanging(word) * size


def _is_speck(word: Seen) -> bool:
    """Whether a word is no text: a sign that tesseract is not sure of."""
    return not _has_letters(word) and word.confidence < _SURE


def _has_letters(word: Seen) -> bool:
    return any(map(str.isalnum, word.text))


def _hanging(word: Seen) -> float:
    """How much of a word hangs below where letters stand, in sizes."""
    if _HANGS.search(word.text):
        return _HANGING
    return _COMMA if _HANGS_LITTLE.search(word.text) else 0.0
