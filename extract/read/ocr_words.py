"""What tesseract saw -> the words of a page, in points: bullets told from letters, specks left out.

tesseract gives each word the box of its ink. Here all words of a line get the height of its type, so that lines are
told from their neighbours and headings from the text around them. A bullet is a blob above where letters stand, with
room behind it, whatever tesseract took it for.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from .tesseract import Seen
from .words import Word

BULLET = "•"

_SIZE = 0.88  # of a line's height, from what rises highest to what hangs lowest: the size of its type
_ABOVE, _BELOW = 0.78, 0.22  # of the size: what a line takes above and below where its letters stand
_SAME = 0.2  # of the usual size: within it, the sizes that tesseract measures are those of one type
_BLOB = 0.6  # of a line's height: no bullet is higher or wider
_RAISED = 0.1  # of a line's height: a bullet stands so much above where letters stand
_ROOM = 0.4  # of a line's height: a space has 0.3, the room behind a bullet 0.7 and more
_APART = 1.5  # of a line's height: what is further from the word before begins a column
_SURE = 0.5  # the confidence from which a sign that stands alone is taken as read
_DASHES = frozenset("-–—")


def words_of(seen: Sequence[Seen], dpi: float) -> list[Word]:
    """The words of a page, in points of the image at `dpi`."""
    if not seen:
        return []
    scale = 72 / dpi
    usual = median(word.height for word in seen for _ in word.text) * scale * _SIZE
    lines = (list(line) for _, line in groupby(seen, key=lambda word: word.line))
    return [_word(word, scale, usual) for line in lines for word in _with_bullets(line)]


def _word(seen: Seen, scale: float, usual: float) -> Word:
    size = seen.height * scale * _SIZE
    size = round(usual if abs(size - usual) < _SAME * usual else size, 1)
    base = seen.base * scale
    box = (seen.box[0] * scale, base - _ABOVE * size, seen.box[2] * scale, base + _BELOW * size)
    return Word(seen.text, box, size, confidence=seen.confidence)


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
