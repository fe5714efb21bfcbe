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
_BLOB = 0.55  # sizes: no bullet is higher or wider
_RAISED = 0.1  # sizes: a bullet stands so much above where letters stand
_ROOM = 0.4  # sizes: a space has 0.3, the room behind a bullet 0.7 and more
_APART = 1.5  # sizes: what is further from the word before begins a column
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
    words: list[Word] = []
    for line, size in zip(lines, sizes, strict=True):
        words += _words(line, usual if abs(size - usual) < _SAME * usual else size, 72 / dpi)
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


def _words(line: Sequence[Seen], size: float, scale: float) -> Iterator[Word]:
    """The words of a line without its specks, and a bullet for what was taken for something else."""
    before: Seen | None = None
    for number, word in enumerate(line):
        behind = next((other for other in line[number + 1 :] if not _is_speck(other)), None)
        begins = before is None or word.box[0] - before.box[2] > _APART * size
        bullet = begins and behind is not None and _is_bullet(word, behind, size)
        if not bullet and _is_speck(word):
            continue
        stands = word if _has_letters(word) and not bullet else (behind if begins else before) or word
        base = stands.box[3] - _hanging(stands) * size
        x0, x1 = word.box[0] * scale, word.box[2] * scale
        box = (x0, (base - _ABOVE * size) * scale, x1, (base + _BELOW * size) * scale)
        taken = bullet and word.text not in _DASHES
        yield Word(BULLET if taken else word.text, box, round(size * scale, 1), confidence=word.confidence)
        before = word


def _is_bullet(word: Seen, behind: Seen, size: float) -> bool:
    """Whether a word is a blob above where the letters behind it stand, and apart from them."""
    x0, top, x1, bottom = word.box
    small = bottom - top < _BLOB * size and x1 - x0 < _BLOB * size
    raised = behind.box[3] - _hanging(behind) * size - bottom
    return small and raised > _RAISED * size and behind.box[0] - x1 > _ROOM * size


def _is_speck(word: Seen) -> bool:
    """Whether a word is no text: a sign that tesseract is not sure of."""
    return not _has_letters(word) and word.confidence < _SURE


def _has_letters(word: Seen) -> bool:
    return any(map(str.isalnum, word.text))


def _hanging(word: Seen) -> float:
    """How much of a word hangs below where letters stand, in sizes."""
    return _HANGING if _HANGS.search(word.text) else 0.0
