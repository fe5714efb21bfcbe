"""The order in which a page was printed: mended where it is easy, or the reason why it cannot be trusted."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..pieces import union
from ..text import bullet_at
from .printed import PrintedLine, distances, was_wrapped
from .raised import RAISED

_BESIDE = 0.3  # of the size: by how much a bullet may stand higher or lower than its line
_OVERLAP = 0.6  # of the size: by how much two lines of one height overlap at least
_WORD_GAP = 0.15  # of the size: what stands so far apart is of two words
_BULLET_GAP = 4.0  # of the size: the distance of an item from its bullet at most
_MOST = 300  # bullets printed apart, or columns, of one page: more are no posting's, and cost
_SAME = 3.0  # points: what begins so near to each other stands in one column
_NEXT = 1.45  # of the size: the distance to the next line of a paragraph at most
_ROOM = 0.5  # of the size: where a line ends further before its bound, it was not wrapped there
_SOLID = 1.05  # of the distance between a paragraph's lines


def with_signs(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines, each bullet that was printed apart put before the line that it stands beside."""
    signs = [line for line in lines if len(line.text) == 1 and bullet_at(f"{line.text} item")]
    apart = {id(sign) for sign in signs[:_MOST]}
    kept = [line for line in lines if id(line) not in apart]
    for sign in signs[:_MOST]:
        beside = [
            line
            for line in kept
            if abs(line.box[3] - sign.box[3]) < sign.size * _BESIDE
            and 0 < line.box[0] - sign.box[2] < _BULLET_GAP * sign.size
        ]
        if not beside:
            kept.append(sign)
            continue
        line = min(beside, key=lambda line: line.box[0])
        line.text = f"{sign.text} {line.text}"
        line.runs = [*sign.runs, *(run.moved(2) for run in line.runs)]
        line.box = union([sign.box, line.box])
    return kept


def with_rests(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines, each that pdfium broke behind a raised digit put together again."""
    whole: list[PrintedLine] = []
    for line in lines:
        last = whole[-1] if whole else None
        if last is None or not last.text.endswith(RAISED) or not _goes_on_beside(last, line):
            whole.append(line)
            continue
        gap = " " if line.box[0] - last.box[2] > _WORD_GAP * line.size else ""
        last.runs += [run.moved(len(last.text) + len(gap)) for run in line.runs]
        last.text += f"{gap}{line.text}"
        last.box = union([last.box, line.box])
    return whole


def _goes_on_beside(last: PrintedLine, line: PrintedLine) -> bool:
    """Whether a line stands right behind another, at its height."""
    beside = -_BESIDE < (line.box[0] - last.box[2]) / max(line.size, 1.0) < 1
    return beside and min(last.box[3], line.box[3]) - max(last.box[1], line.box[1]) > line.size * _OVERLAP


def in_order(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Text boxes and frames, printed behind the text that stands below them, moved to where they stand.

    On a page whose text is set sideways the stream's order is all that is known.
    """
    if sum(line.box[3] - line.box[1] > line.box[2] - line.box[0] for line in lines) > len(lines) / 2:
        return lines
    blocks = list(_descending(lines))
    if not 1 < len(blocks) < _MOST:
        return lines
    ordered: list[PrintedLine] = []
    for block in blocks:
        at = _place_of(block, ordered)
        ordered[at:at] = block
    return ordered


def _descending(lines: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """The lines, cut where the page goes up again."""
    block: list[PrintedLine] = []
    for line in lines:
        if block and line.box[3] < block[-1].box[3] - line.size / 2:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _place_of(block: Sequence[PrintedLine], before: Sequence[PrintedLine]) -> int:
    """Before which of the lines printed earlier a block belongs: the first below it, where its column goes on there."""
    bottom = block[-1].box[3] - block[-1].size / 2
    left, right = min(line.box[0] for line in block), max(line.box[2] for line in block)
    for number, line in enumerate(before):
        if line.box[1] > bottom and line.box[0] < right and line.box[2] > left:
            return number
    return len(before)


def wants_layout(lines: Sequence[PrintedLine]) -> str | None:
    """Why geometry must decide the order of a page's lines; None where the stream's order can be trusted.

    Where a row of columns is printed across and goes on below in one of them but the last, the stream has torn a label
    from its value.
    """
    crossing = [pair for pair in pairwise(_rows(lines)) if len(pair[0]) > 1]
    if not crossing:
        return None
    leading, _ = distances(lines)
    return "columns interleave" if any(_is_torn(row, below, leading) for row, below in crossing) else None


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
