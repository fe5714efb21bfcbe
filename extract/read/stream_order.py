"""Whether the order in which a page was printed can be trusted: in, its lines; out, why not."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from .printed import PrintedLine, distances, was_wrapped

_SAME = 3.0  # points: what begins so near to each other stands in one column
_NEXT = 1.45  # of the size: the distance to the next line of a paragraph at most
_ROOM = 0.5  # of the size: where a line ends further before its bound, it was not wrapped there
_SOLID = 1.05  # of the distance between a paragraph's lines


def wants_layout(lines: Sequence[PrintedLine]) -> str | None:
    """Why geometry must decide the order of a page's lines; None where the stream's order can be trusted.

    Where a row of columns is printed across and goes on below in one of them but the last, the stream has torn a label
    from its value.
    """
    leading, _ = distances(lines) if lines else (0.0, 0.0)
    for row, below in pairwise(_rows(lines)):
        if len(row) > 1 and _is_torn(row, below, leading):
            return "columns interleave"
    return None


def _rows(lines: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """The lines, those together that were printed one after the other on one height."""
    row: list[PrintedLine] = []
    for line in lines:
        if row and not (abs(line.box[3] - row[-1].box[3]) < _SAME and line.box[0] >= row[-1].box[2]):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _is_torn(row: Sequence[PrintedLine], below: Sequence[PrintedLine], leading: float) -> bool:
    last = row[-1]
    distance = (below[0].box[3] - row[0].box[3]) / max(last.size, 1.0)
    if not 0 < distance < _NEXT or (len(below) == 1 and was_wrapped(last, below[0], _ROOM)):
        return False  # the last column was wrapped: tab stops
    solid = distance < leading * _SOLID
    lefts = [line.box[0] for line in row[:-1]] + ([last.box[0]] if len(below) > 1 else [])
    return any(_goes_on(line, solid=solid) and any(abs(line.box[0] - left) < _SAME for left in lefts) for line in below)


def _goes_on(line: PrintedLine, *, solid: bool) -> bool:
    """Whether a line begins as the rest of another does; `solid`: it follows as the lines of a paragraph do."""
    first = line.text[0]
    return first.islower() or first.isdigit() or first in "(/" or (solid and ":" not in line.text)
