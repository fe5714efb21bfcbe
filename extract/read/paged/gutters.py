"""Bands of a page -> blocks of columns: where a white gap parts what stands side by side.

A gutter is a white gap that goes through several bands, or one with a label (`Xxx :`) on its right; a wide gap in one
line of running text is none. A line that crosses it ends the block, and so does text on its left alone that does not
belong to the column: what stands below a header of two columns. Looks only: no field is known here, and no label.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .strips import LABEL, TIGHT, WIDE, Band, Strip, overlap

PADDING = 1.0  # heights between the widest line of a cell and the next cell: Word's 10.8 points, at 10 to 12 points
_FILLED = 4.0  # heights: where the widest line of a column comes so near to its bound, it tells the true one
_SPACE = 0.28  # heights, between words
_LOOSE = 2.5  # heights by which a column's bound may be too far, where the next line begins small: it goes on anyway
_CLEAR = 1.5  # heights: a gap through two bands only is a gutter from here on; justified text has less
_ALIGNED = 0.5  # heights by which the starts of a column's lines may differ
_MOST = 0.7  # of the lines of a column: what holds for so many holds for the column
_FEW = 3  # bands: a gutter through so many needs no more than aligned starts; words: a line of fewer is no prose
_PROSE = 8  # bands of full lines: two columns of running text
_PROSE_LABELS = 0.2  # of their lines: more that begin with a label are a header
_SIDE = 0.2  # of the lower strip's height: what so much of it shares stands beside it
_TOUCH = 0.05  # of it, by which strips of different columns may miss each other; lines of one column miss by more
_PARTED = 0.9  # heights of white between a line and what it wraps to; line spacing of 1.5 has 0.7
_LONELY = 2  # bands of text on the left alone, in a block: a cell of the right column that is empty, or lower
_AS_WIDE = 1.3  # times the widest white between the lines of a column: still the same column

BULLET = re.compile(r"[•●▪◦○■□➢➔✓❖\uf000-\uf0ff-]|[–—*]\s")


@dataclass(slots=True)
class Block:
    """Bands `start` to `end` (not included), parted by a gutter from `left` to `right`."""

    start: int
    end: int
    left: float
    right: float


def blocks_of(bands: Sequence[Band], margin: float, unit: float) -> list[Block]:
    """The blocks of columns, from top to bottom; `margin` is the text's right bound, `unit` the height of a word."""
    gaps = _gaps(bands, unit)
    finder = _Finder(bands, margin, unit)
    found: list[Block] = []
    ranges = [(0, len(bands))]
    while ranges and gaps:
        start, end = ranges.pop()
        block = finder.best(gaps, start, end)
        if block is not None:
            found.append(block)
            ranges += [(start, block.start), (block.end, end)]
    return sorted(found, key=lambda block: block.start)


def bound_of(strips: Iterable[Strip], limit: float, unit: float) -> float:
    """The right bound of a column that cannot be wider than `limit`: its widest line's end, where that comes near."""
    end = max(strip.x1 for strip in strips)
    return end if limit - end <= _FILLED * unit else limit


def has_room(above: Strip, below: Strip, bound: float, unit: float) -> bool:
    """Whether the first word of a line had room at the end of the line above it, so that it was not wrapped there."""
    box = below.words[0].box
    return above.x1 + _SPACE * unit + box[2] - box[0] <= bound


def goes_on(above: Strip, below: Strip, bound: float, unit: float) -> bool:
    """Whether a line is what the line above it was wrapped to."""
    first = below.words[0].text[0]
    if first.islower() or first.isdigit() or first == "(":
        bound -= _LOOSE * unit
    return _white_between(above, below) <= _PARTED * unit and not has_room(above, below, bound, unit)


def are_full(strips: Sequence[Strip], bound: float, unit: float) -> bool:
    """Whether most lines of a column are full, as those of running text."""
    full = sum(
        len(above.words) >= _FEW and not has_room(above, below, max(bound, above.x1), unit)
        for above, below in pairwise(strips)
    )
    return 2 * full > len(strips)


def are_level(one: Strip, other: Strip) -> bool:
    """Whether two strips stand on one baseline."""
    return abs(one.bottom - other.bottom) <= _SIDE * max(one.bottom - one.top, other.bottom - other.top)


def _beside(one: Strip, other: Strip) -> bool:
    return overlap(one, other) >= _SIDE and (one.x1 <= other.x0 or other.x1 <= one.x0)


def _is_near(one: Strip, other: Strip) -> bool:
    """Whether two strips of different columns stand side by side, or half a line higher or lower."""
    return overlap(one, other) >= -_TOUCH


def _white_between(above: Strip, below: Strip) -> float:
    return below.top - above.bottom


def _gaps(bands: Sequence[Band], unit: float) -> list[tuple[int, float, float]]:
    """The band and bounds of each gap between a strip and what stands right of it."""
    gaps = []
    for n, band in enumerate(bands):
        near = [strip for other in bands[max(n - 1, 0) : n + 2] for strip in other]
        for strip in band:
            beside = [other.x0 for other in near if other.x0 >= strip.x1 and _beside(strip, other)]
            if beside and min(beside) - strip.x1 >= WIDE * unit:
                gaps.append((n, strip.x1, min(beside)))
    return gaps


@dataclass(slots=True)
class _Finder:
    """The search for gutters in the bands of a region."""

    bands: Sequence[Band]
    margin: float
    unit: float

    def best(self, gaps: Iterable[tuple[int, float, float]], start: int, end: int) -> Block | None:
        """Of the bands from `start` to `end`, the block that most bands confirm."""
        best, most = None, (0, 0.0)
        seen: list[Block] = []
        for n, left, right in gaps:
            if not start <= n < end or any(_holds(block, n, left, right) for block in seen):
                continue
            wide = self._extended(n, (left, right), start, end)
            seen.append(wide)
            block = self._trimmed(wide)
            if block is not None:
                support = len(self._pairs(block)), block.right - block.left
                if support > most:
                    best, most = block, support
        return best

    def _extended(self, n: int, gap: tuple[float, float], start: int, end: int) -> Block:
        """As many bands around one as leave a part of its gap white."""
        block = Block(n, n + 1, *gap)
        for step, last in ((1, end), (-1, start - 1)):
            at = n + step
            while at != last:
                left, right = _white(self.bands[at], block.left, block.right)
                if right - left < (TIGHT if right == block.right else WIDE) * self.unit:
                    break
                block = Block(min(block.start, at), max(block.end, at + 1), left, right)
                at += step
        return block

    def _trimmed(self, block: Block) -> Block | None:
        """The first part of a block that its gutter holds together; None where it is no gutter."""
        start = block.start
        while start < block.end:
            begin = self._begin(start, block)
            if begin is None:
                return None
            end = self._end(begin, block)
            part = self._widened(Block(begin, end, block.left, block.right))
            if self._is_gutter(part):
                return part
            start = end
        return None

    def _widened(self, block: Block) -> Block:
        """With the whole white around its gutter, when the bands that made it narrower are gone."""
        middle = (block.left + block.right) / 2
        strips = [strip for band in self.bands[block.start : block.end] for strip in band]
        left = max((strip.x1 for strip in strips if strip.x1 <= middle), default=block.left)
        right = min((strip.x0 for strip in strips if strip.x0 >= middle), default=block.right)
        return Block(block.start, block.end, left, right)

    # ---- where a block begins and ends

    def _begin(self, start: int, block: Block) -> int | None:
        """The first band with text on both sides, or right of the gutter just before such a one."""
        for n in range(start, block.end):
            if self._sides(n, block) == (True, True):
                first = n
                while first > start and self._sides(first - 1, block) == (False, True) and self._is_close(first):
                    first -= 1
                return first
        return None

    def _sides(self, n: int, block: Block) -> tuple[bool, bool]:
        """Whether a band has text left and right of a gutter; what stands half a line higher or lower counts."""
        left, right = _parted(self.bands[n], block)
        around = [strip for m in (n - 1, n + 1) if block.start <= m < block.end for strip in self.bands[m]]
        return (
            bool(left) or any(_is_near(strip, other) for strip in right for other in around if other.x1 <= block.left),
            bool(right) or any(_is_near(strip, other) for strip in left for other in around if other.x0 >= block.right),
        )

    def _is_close(self, n: int) -> bool:
        """Whether no more white stands above a band than between a line and what it wraps to."""
        top = min(strip.top for strip in self.bands[n])
        return top - max(strip.bottom for strip in self.bands[n - 1]) <= _PARTED * self.unit

    def _end(self, begin: int, block: Block) -> int:
        """Where a block ends: before text on the left alone that does not belong to its column."""
        if self._is_prose(Block(begin, block.end, block.left, block.right)):
            return block.end
        n = begin
        while n < block.end:
            stop = n
            while stop < block.end and not self._sides(stop, block)[1]:
                stop += 1
            if stop > n and (stop == block.end or stop - n > _LONELY or self._is_tabbed(begin, n, block)):
                return self._tail(begin, n, stop, block)
            n = stop + 1
        return block.end

    def _tail(self, begin: int, n: int, stop: int, block: Block) -> int:
        """Of the bands on the left alone that end a block, the end of those that belong to its column.

        They do up to the last one that goes on the line above it in the bounds of the column, and the list that a last
        line opens does.
        """
        if self._is_tabbed(begin, n, block):
            return n
        column, limit = self._column(begin, n, block)
        if not column:
            return n
        bound = bound_of(column, limit, self.unit)
        whites = [_white_between(a, b) for a, b in pairwise(column)]
        widest = _AS_WIDE * max(whites, default=_PARTED * self.unit)
        above, end = column[-1], n
        for at in range(n, stop):
            below = self.bands[at][0]
            if _white_between(above, below) > widest or len(self.bands[at]) > 1:
                break
            if LABEL.match(below.text) is None and (
                goes_on(above, below, bound, self.unit) or (at == end and _opens(above, below, self.unit))
            ):
                end = at + 1
            above = below
        return end

    def _column(self, begin: int, n: int, block: Block) -> tuple[list[Strip], float]:
        """The strips of the bands before `n` in whose column its first one stands, and the column's right limit."""
        first = self.bands[n][0]
        strips = [strip for band in self.bands[begin:n] for strip in _parted(band, block)[0]]
        column = [strip for strip in strips if strip.x1 > first.x0 and strip.x0 < first.x1]
        after = [strip.x0 for strip in strips if column and strip.x0 >= column[-1].x1]
        return column, min(after, default=block.right) - PADDING * self.unit

    def _is_tabbed(self, begin: int, n: int, block: Block) -> bool:
        """Whether a band on the left alone goes on the line above it on the right, which stands at a tab stop.

        The right one was full and does not go on below itself; the left one had room, or has no column at all.
        """
        if n == begin:
            return False
        first = self.bands[n][0]
        above = _parted(self.bands[n - 1], block)
        if not above[0] or not above[1] or LABEL.match(first.text) or above[0][-1].text.endswith(":"):
            return False
        right = above[1][-1]
        below = _parted(self.bands[n + 1], block)[1] if n + 1 < block.end else []
        if not self._is_next(right, first) or any(self._is_next(right, strip) for strip in below):
            return False
        if has_room(right, first, self.margin, self.unit):
            return False
        column, limit = self._column(begin, n, block)
        return (
            not column
            or len(self._pairs(block)) == 1
            or has_room(column[-1], first, bound_of(column, limit, self.unit), self.unit)
        )

    def _is_next(self, above: Strip, below: Strip) -> bool:
        """Whether no more white stands between two strips than between a line and what it wraps to."""
        return _white_between(above, below) <= _PARTED * self.unit

    # ---- what makes a gap a gutter

    def _pairs(self, block: Block) -> list[tuple[Strip, Strip]]:
        """The strips that stand side by side across a gutter."""
        pairs = []
        for n in range(block.start, block.end):
            left = _parted(self.bands[n], block)[0]
            near = [strip for band in self.bands[max(n - 1, block.start) : n + 2] for strip in _parted(band, block)[1]]
            beside = [other for other in near if left and _is_near(left[-1], other)]
            if beside:
                middle = left[-1].middle
                pairs.append((left[-1], min(beside, key=lambda other: (abs(other.middle - middle), other.x0))))
        return pairs

    def _is_gutter(self, block: Block) -> bool:
        """Whether what stands right of a gap makes a column of it."""
        pairs = self._pairs(block)
        if not pairs:
            return False
        starts = [right.x0 for _, right in pairs]
        aligned = sum(abs(start - median(starts)) <= _ALIGNED * self.unit for start in starts)
        narrowest = min(right.x0 - left.x1 for left, right in pairs)
        labels = sum(LABEL.match(right.text) is not None for _, right in pairs)
        if aligned < _MOST * len(pairs):
            return len(pairs) >= _FEW and narrowest >= _CLEAR * self.unit
        if 2 * labels >= len(pairs) or len(pairs) >= _FEW:
            return True
        return len(pairs) > 1 and narrowest >= _CLEAR * self.unit

    def _is_prose(self, block: Block) -> bool:
        """Whether a block is two columns of running text: many lines, most of them full, few labels, on both sides."""
        if len(self._pairs(block)) < _PROSE:
            return False
        parts = [_parted(band, block) for band in self.bands[block.start : block.end]]
        left = [strip for part in parts for strip in part[0]]
        right = [strip for part in parts for strip in part[1]]
        if sum(LABEL.match(strip.text) is not None for strip in (*left, *right)) > _PROSE_LABELS * len(left):
            return False
        bound = block.right - PADDING * self.unit
        return are_full(left, bound, self.unit) and are_full(right, max(s.x1 for s in right), self.unit)


def _opens(above: Strip, below: Strip, unit: float) -> bool:
    """Whether a line is the value below its label, or one of the list that the line above begins or goes on."""
    listed = BULLET.match(below.text) is not None
    if above.text.endswith(":"):
        return listed or _white_between(above, below) <= _PARTED * unit
    return listed and BULLET.match(above.text) is not None


def _parted(band: Band, block: Block) -> tuple[list[Strip], list[Strip]]:
    """The strips left and right of a gutter."""
    return [strip for strip in band if strip.x1 <= block.left], [strip for strip in band if strip.x0 >= block.right]


def _holds(block: Block, n: int, left: float, right: float) -> bool:
    return block.start <= n < block.end and left <= block.left and block.right <= right


def _white(band: Band, left: float, right: float) -> tuple[float, float]:
    """What a band leaves of a gap; nothing where a strip crosses it."""
    for strip in band:
        if strip.x1 <= left or strip.x0 >= right:
            continue
        if strip.x0 <= left and strip.x1 < right:
            left = strip.x1
        elif strip.x0 > left and strip.x1 >= right:
            right = strip.x0
        else:
            return left, left
    return left, right
