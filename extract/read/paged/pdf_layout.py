"""Step 2 of the PDF's reading ladder: a page by pdfplumber, its words put in order by their places.

In: an open page of pdfplumber. Out: its lines in reading order, as `words.py` finds it; boxes are those of the page as
displayed. It costs fifty times what pdfium takes, so it is asked only where the order of the content stream cannot be
trusted.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from ...document import Box
from ...errors import LimitExceeded
from .printed import PrintedLine
from .raised import with_raised
from .words import Word, lines_of

MOST_CHARS = 20_000  # of a page: small print has 12,000, and pdfminer takes 0.2 ms for each
_SPACE = 0.15  # of the size: a wider gap parts words where no space is printed; kerning has less than 0.1
_SAME_PLACE = 1.0  # points: the same letter printed again so near is bold made by printing twice
_PAGE = 0.95  # of the page: a rectangle so large is its background
_UNKNOWN = re.compile(r"\(cid:(\d+)\)")  # how pdfminer writes a character of which the font says no letter
_BULLETS = frozenset((127, 129, 141, 143, 144, 157))  # the unused codes of WinAnsiEncoding, which print a bullet
_BOLD = re.compile("bold|black|heavy|demi", re.IGNORECASE)


def read_page(page: Any) -> list[PrintedLine]:
    """The lines of a page in reading order, text that runs up or down the page behind them; lets go of the page.

    Raises LimitExceeded for a page of more characters than a page holds, and what pdfminer raises on damaged pages.
    """
    try:
        _refuse_crowded(page)
        frame = _frame(page)
        words, turned = _words(page, frame)
        lines = lines_of(words, page.page_number, _drawn(page, frame))
        return lines + [line for word in turned for line in lines_of([word], page.page_number)]
    finally:
        page.close()  # without it pdfplumber keeps every page that was read


def _refuse_crowded(page: Any) -> None:
    count = len(page.chars)
    if count > MOST_CHARS:
        raise LimitExceeded(
            f"page {page.page_number} has {count:,} characters, and at most {MOST_CHARS:,} are put in order",
            remedy="Check that it is a posting, and print it anew",
        )


def _words(page: Any, frame: Box) -> tuple[list[Word], list[Word]]:
    """The words of a page, and those that are turned, on the part of the page that is displayed."""
    from pdfplumber.utils.text import extract_words

    found = extract_words(_once(page.chars), x_tolerance_ratio=_SPACE, expand_ligatures=False, return_chars=True)
    shown = [item for item in found if _is_shown(item, frame)]
    upright = [_word(chars, frame) for item in shown if item["upright"] for chars in _parted(item["chars"])]
    turned = [item["chars"] for item in shown if not item["upright"]]
    return upright, [_word(chars[::-1] if _runs_up(chars[0]) else chars, frame) for chars in turned]


def _once(chars: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The characters, one that is printed again in the same place left out; pdfplumber's own takes quadratic time."""
    seen: dict[tuple[str, int, int], list[dict[str, Any]]] = {}
    once = []
    for char in chars:
        column, row = int(char["x0"]), int(char["top"])
        around = [(char["text"], column + right, row + down) for right in (-1, 0, 1) for down in (-1, 0, 1)]
        if not any(_is_again(other, char) for key in around for other in seen.get(key, ())):
            seen.setdefault((char["text"], column, row), []).append(char)
            once.append(char)
    return once


def _is_again(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(max(abs(one["x0"] - other["x0"]), abs(one["top"] - other["top"])) <= _SAME_PLACE)


def _parted(chars: Sequence[dict[str, Any]]) -> list[Sequence[dict[str, Any]]]:
    """The characters of a word; of two words where a tab stop left no gap, and bold type begins with a capital."""
    for n in range(1, len(chars)):
        before, char = chars[n - 1], chars[n]
        if char["text"].isupper() and not before["text"].isupper() and _is_bold(char) and not _is_bold(before):
            return [chars[:n], chars[n:]]
    return [chars]


def _is_bold(char: dict[str, Any]) -> bool:
    return _BOLD.search(char["fontname"]) is not None


def _runs_up(char: dict[str, Any]) -> bool:
    """Whether turned text runs up the page; pdfplumber gives the letters of a word from top to bottom."""
    return bool(char["matrix"][1] > 0)


def _is_shown(item: dict[str, Any], frame: Box) -> bool:
    left, top, right, bottom = frame
    x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return bool(left <= x <= right and top <= y <= bottom)


def _word(chars: Sequence[dict[str, Any]], frame: Box) -> Word:
    chars = [{**char, "text": _letters(char["text"])} for char in chars]
    sizes: Counter[float] = Counter(round(char["size"], 1) for char in chars)
    text = "".join(char["text"] for char in chars)
    if len(text) == len(chars):
        text = with_raised(text, lambda at: float(chars[at]["size"]), lambda at: -float(chars[at]["bottom"]))
    return Word(
        text,
        _around([_box(char, frame) for char in chars]),
        size=max(sizes, key=lambda size: (sizes[size], size)),
        bold=all(map(_is_bold, chars)),
        edges=_edges(chars, frame),
    )


def _letters(text: str) -> str:
    found = _UNKNOWN.fullmatch(text)
    if found is None:
        return text
    return "•" if int(found[1]) in _BULLETS else "\ufffd"


def _around(boxes: Iterable[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _box(item: dict[str, Any], frame: Box) -> Box:
    """The box of an object on the page as displayed."""
    left, top = frame[:2]
    return item["x0"] - left, item["top"] - top, item["x1"] - left, item["bottom"] - top


def _edges(chars: Sequence[dict[str, Any]], frame: Box) -> list[float]:
    """The left side of each character and the right side of the last; a glyph of several letters is divided."""
    edges: list[float] = []
    for char in chars:
        x0, _, x1, _ = _box(char, frame)
        size = len(char["text"])
        edges += [x0 + (x1 - x0) * n / size for n in range(size)]
    return [*edges, _box(chars[-1], frame)[2]]


def _drawn(page: Any, frame: Box) -> list[Box]:
    """The lines and rectangles of a page from which the cells of tables may follow."""
    boxes = [_box(item, frame) for item in (*page.lines, *page.rects)]
    width, height = frame[2] - frame[0], frame[3] - frame[1]
    return [box for box in boxes if box[2] - box[0] < _PAGE * width or box[3] - box[1] < _PAGE * height]


def _frame(page: Any) -> Box:
    """What is displayed of the sheet, as pdfplumber counts: from the upper left corner of all of it, when turned.

    Its own cropbox is that of a page that is not turned.
    """
    x0, y0, x1, y1 = page.page_obj.mediabox
    left, low, right, high = page.page_obj.cropbox
    cut = (max(left - x0, 0.0), max(y1 - high, 0.0), max(x1 - right, 0.0), max(low - y0, 0.0))  # clockwise
    turn = page.rotation // 90 % 4
    from_left, from_top, from_right, from_bottom = (cut[(side - turn) % 4] for side in range(4))
    x0, top, x1, bottom = page.mediabox
    return x0 + from_left, top + from_top, x1 - from_right, bottom - from_bottom
