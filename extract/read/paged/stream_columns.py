"""The columns of a page in which the content stream's lines stand: lines in, their `column` set.

A column shows where a line begins right of the one before it; what stands left of it is bound by it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...document import Box
from .printed import PrintedLine

_SAME = 3.0  # points: what begins so near to each other begins at the same place
_MOST = 300  # columns of one page: more are no posting's, and cost
_GUTTER = 8.0  # points between columns
_LEAST_LINES = 3  # so many lines that end alike show the margin
_JUSTIFIED = 1.5  # points within which lines end at the same margin


def set_columns(lines: Sequence[PrintedLine], width: float) -> None:
    """Give each line the bounds of its column: the right one is what stands to its right, else the text's.

    What stands below a cell and no wider is bound by the same column, also where nothing stands beside it.
    """
    left, right = _margins(lines, width)
    beside = _beside(lines)[:_MOST]
    above = (-1.0, right)  # the left side and the right bound of the column above
    lowest = max((box[3] for box in beside), default=0.0)
    for block in _blocks(lines) if beside else [lines]:
        first, bound = _bounds(block, beside) if block[0].box[1] < lowest else (0.0, right)
        start = block[0].box[0]
        widest = max(line.box[2] for line in block)
        if bound < right:
            above = start, bound
        elif abs(start - above[0]) < _SAME and widest <= above[1]:
            bound = above[1]
        elif start < above[0] + _SAME:
            above = -1.0, right
        for line in block:
            line.column = line.column[0] or min(first or left, line.box[0]), max(min(bound, right), line.box[2])


def _bounds(block: Sequence[PrintedLine], beside: Sequence[Box]) -> tuple[float, float]:
    """The left side of the further column that a block stands in, else 0; where the next column begins."""
    start, top, bottom = block[0].box[0], block[0].box[1], block[-1].box[3]
    first, bound = 0.0, float("inf")
    for x0, high, _, low in beside:
        if high < bottom and low > top:
            if x0 - _GUTTER > start:
                bound = min(bound, x0 - _GUTTER)
            elif abs(x0 - start) < _GUTTER:
                first = start
    return first, bound


def _margins(lines: Sequence[PrintedLine], width: float) -> tuple[float, float]:
    """The left and right bound of a page's text: where lines are justified they show it, else margins are alike."""
    left = min(line.box[0] for line in lines)
    ends = sorted((line.box[2] for line in lines), reverse=True)
    if len(ends) >= _LEAST_LINES and ends[0] - ends[_LEAST_LINES - 1] < _JUSTIFIED and ends[0] > width / 2:
        return left, ends[0]
    return left, max(ends[0], width - left)


def _beside(lines: Sequence[PrintedLine]) -> list[Box]:
    """The further columns: each begins right of the line before it and not below it, and goes down from there."""
    found: list[Box] = []
    inside = False
    for last, line in pairwise(lines):
        x0, top, x1, bottom = line.box
        if top < last.box[3] - line.size / 2 and x0 > last.box[0] + _GUTTER:
            found.append(line.box)
            inside = True
        elif inside and x0 > found[-1][0] - _SAME and top > last.box[1]:
            found[-1] = found[-1][0], found[-1][1], max(found[-1][2], x1), bottom
        else:
            inside = False
    return found


def _blocks(lines: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Lines that stand one below the other, without a gap of a line between them, in one column."""
    block = [lines[0]]
    for line in lines[1:]:
        last = block[-1]
        if 0 < line.box[3] - last.box[3] < 2 * line.size and abs(line.box[0] - block[0].box[0]) < 2 * _GUTTER:
            block.append(line)
        else:
            yield block
            block = [line]
    yield block
