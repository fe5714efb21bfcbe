"""What tesseract saw -> the words of a page, in points: bullets told from letters, specks left out.

tesseract gives each word the box of its ink. Here all words of a line get the height of its type, so that lines are
told from their neighbours and headings from the text around them. A bullet is a blob above where letters stand, with
room behind it, whatever tesseract took it for.
"""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from .tesseract import Seen
from .words import Word

BULLET = "•"

_ABOVE, _BELOW = 0.75, 0.21  # of the size: what a line takes above and below where its letters stand
_SMALL, _TALL, _HANGING = 0.53, 0.73, 0.21  # of the size: a small letter, a capital or digit, what hangs below
_OF_HEIGHT = 1.05  # the size of a line of which tesseract measured the height, from what rises to what hangs
_SAME = 0.15  # of the usual size: what differs less is of one type, as measured
_BLOB = 0.6  # of a line's height: no bullet is higher or wider
_RAISED = 0.1  # of a line's height: a bullet stands so much above where letters stand
_ROOM = 0.4  # of a line's height: a space has 0.3, the room behind a bullet 0.7 and more
_APART = 1.5  # of a line's height: what is further from the word before begins a column
_SURE = 0.5  # the confidence from which a sign that stands alone is taken as read
_DASHES = frozenset("-–—")
_HANGS = re.compile(r"[gjpqyçQJ,;()/|\\@]")
_RISES = re.compile(r"[A-Zbdfhklt0-9()/|àâäéèêëîïôöùûü]")
_RISES_MORE = re.compile(r"[À-ÖØ-Ýß’'\"°*@]")  # accents over capitals, and what stands at no known height


def words_of(seen: Sequence[Seen], dpi: float) -> list[Word]:
    """The words of a page, in points of the image at `dpi`."""
    lines = [list(line) for _, line in groupby(seen, key=lambda word: word.line)]
    sizes = [_size(line) for line in lines]
    usual = median([size for size, line in zip(sizes, lines, strict=True) for word in line for _ in word.text] or [0])
    words = []
    for line, size in zip(lines, sizes, strict=True):
        same = abs(size - usual) < _SAME * usual
        words += [_word(word, 72 / dpi, usual if same else size) for word in _with_bullets(line)]
    return words


def _word(seen: Seen, scale: float, size: float) -> Word:
    x0, _, x1, bottom = seen.box
    base = bottom - (_HANGING * size if _HANGS.search(seen.text) else 0)
    if not any(map(str.isalnum, seen.text)) or abs(base - seen.base) > _HANGING * size:
        base = seen.base
    box = (x0 * scale, (base - _ABOVE * size) * scale, x1 * scale, (base + _BELOW * size) * scale)
    return Word(seen.text, box, round(size * scale, 1), confidence=seen.confidence)


def _size(line: Sequence[Seen]) -> float:
    """The size of a line's type, in pixels, from how high its words are and which letters they have.

    tesseract's own measure and boxes are too high now and then, and hardly ever too low.
    """
    found = [
        (word.box[3] - word.box[1]) / (tall + (_HANGING if _HANGS.search(word.text) else 0))
        for word in line
        if word.text.isalnum() and not _RISES_MORE.search(word.text)
        for tall in (_TALL if _RISES.search(word.text) else _SMALL,)
    ]
    return min(median(found or [math.inf]), _OF_HEIGHT * line[0].height)


def _with_bullets(line: Sequence[Seen]) -> Iterator[Seen]:
    """The words of a line without its specks, and a bullet for what was taken for something else."""
    before: Seen | None = None
    for number, word in enumerate(line):
        begins = before is None or word.box[0] - before.box[2] > _APART * word.height
        if begins and _is_blob(word) and _room_behind(line, number) > _ROOM * word.height:
            if word.text not in _DASHES:
                word.text, word.confidence = BULLET, 1.0
        elif _is_speck(word):
            continue
        yield word
        before = word


def _room_behind(line: Sequence[Seen], number: int) -> float:
    """How far from a word the next one is; 0 for the last."""
    word, behind = line[number], (word for word in line[number + 1 :] if not _is_speck(word))
    return next((other.box[0] - word.box[2] for other in behind), 0.0)


def _is_blob(word: Seen) -> bool:
    x0, top, x1, bottom = word.box
    most = _BLOB * word.height
    return bottom - top < most and x1 - x0 < most and word.base - bottom > _RAISED * word.height


def _is_speck(word: Seen) -> bool:
    """Whether a word is no text: a bar of a table's border, a sign that tesseract is not sure of."""
    if any(map(str.isalnum, word.text)):
        return False
    return word.confidence < _SURE or not word.text.strip("|¦_")
