"""Bullets that are drawn: browsers print the marks of a list as small shapes, which no text holds.

In: a page and its lines by pdfium. Out: the same lines, a `•` before each that has such a shape beside it.
"""

import ctypes
from collections.abc import Iterator, Sequence

import pypdfium2.raw as pdfium

from ...document import Box
from ..pieces import union
from ..text import bullet_at
from .pdf_pages import Sheet
from .printed import PrintedLine

MOST_OBJECTS = 20_000  # of a page: a drawing with more is no page of text
_INDENT = 6.0  # points: lines of a list stand in by more
_SMALLEST, _LARGEST = 0.15, 0.65  # of the letters' size: how high and wide a mark is
_ROUND = 1.5  # how much wider than high a mark may be, or higher than wide
_GAP = 2.5  # of the size: the distance of an item from its mark at most

_sides = tuple(ctypes.c_float() for _ in range(4))  # pdfium writes into these; one thread a process
_refs = tuple(ctypes.byref(side) for side in _sides)


def with_drawn_bullets(sheet: Sheet, lines: Sequence[PrintedLine]) -> None:
    """Put a bullet before each line beside which one is drawn.

    The page's objects are looked at only where lines stand in and none has a bullet that is text: looking takes as long
    as reading a tenth of the page.
    """
    left = min(line.box[0] for line in lines)
    inside = [line for line in lines if line.box[0] > left + _INDENT]
    if not inside or any(bullet_at(line.text) for line in lines):
        return
    for mark in _marks(sheet, max(line.size for line in lines)):
        line = _beside(mark, inside)
        if line is not None:
            _mark(line, mark)


def _marks(sheet: Sheet, size: float) -> Iterator[Box]:
    """The small shapes of a page, as high as wide, from above to below."""
    count = pdfium.FPDFPage_CountObjects(sheet.page)
    found = set()
    for number in range(count if count <= MOST_OBJECTS else 0):
        shape = pdfium.FPDFPage_GetObject(sheet.page, number)
        if pdfium.FPDFPageObj_GetType(shape) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(shape, *_refs):
            x0, y0, x1, y1 = (side.value for side in _sides)
            box = sheet.upright(x0, y1, x1, y0)
            if _is_mark(box[2] - box[0], box[3] - box[1], size):
                found.add(box)
    yield from sorted(found, key=lambda box: (box[1], box[0]))


def _is_mark(width: float, height: float, size: float) -> bool:
    low, high = min(width, height), max(width, height)
    return low > 0 and high <= low * _ROUND and high <= size * _LARGEST


def _beside(mark: Box, lines: Sequence[PrintedLine]) -> PrintedLine | None:
    """The line that begins right of a mark, at its height."""
    middle = (mark[1] + mark[3]) / 2
    near = [
        line
        for line in lines
        if line.box[1] < middle < line.box[3]
        and -1 < line.box[0] - mark[2] < _GAP * line.size
        and mark[2] - mark[0] >= _SMALLEST * line.size
        and not bullet_at(line.text)
    ]
    return min(near, key=lambda line: line.box[0], default=None)


def _mark(line: PrintedLine, mark: Box) -> None:
    line.text = f"• {line.text}"
    line.runs = [run.moved(2) for run in line.runs]
    line.box = union([(mark[0], line.box[1], mark[2], line.box[3]), line.box])
