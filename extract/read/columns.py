"""Strips of a page -> lines in reading order: where columns stand side by side, and how they are to be read.

A gutter is a white gap that goes through several bands, or one with a label (`Xxx :`) on its right; a wide gap in one
line of running text is none. A block is the bands that a gutter parts; a line that crosses it ends the block. A block
is read column by column where its columns hold whole lines (`Label : value`, running text), row by row where one
column holds the labels of the next. This module knows looks only, no field and no label.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from .strips import WIDE, Band, Strip, Word, bands_of, overlap

PADDING = 1.0  # heights between the widest line of a cell and the next cell: Word's 10.8 points, at 10 to 12 points
_SPACE = 0.28  # heights, between words
_CLEAR = 1.5  # heights: a gap through two bands only is a gutter from here on; justified text has less
_APART = 3.0  # heights: a gap in a single line from which its sides are no running text
_ALIGNED = 0.5  # heights by which the starts of a column's lines may differ
_MOST = 0.7  # of the lines of a column: what holds for so many holds for the column
_FEW = 3  # bands: a gutter through so many needs no more than aligned starts
_PROSE = 8  # bands of full lines: two columns of running text
_SIDE = 0.2  # of the lower strip's height: what so much of it shares stands beside it
_PARTED = 0.9  # heights of white between a line and what it wraps to; line spacing of 1.5 has 0.7
_ROW_GAP = 1.4  # times the white between wrapped lines: the white between rows
_MOST_BANDS = 400  # looked at together; a page of small print has 150
_MOST_STRIPS = 2_000  # of a region; a page of small print has 500, and more are no columns but a drawing
_DEEPEST = 3  # columns in columns
_TEXT = 6  # lines: a cell with more of them is text, not a value

_LABEL = re.compile(
    r"[^\W\d_a-zß-öø-ÿ][^:]{1,70}:(?!\S*[/\d])"
)  # a capital, and a colon that is none of a time or an address
_INLINE = re.compile(_LABEL.pattern + r"\s+\S")
_BULLET = re.compile(r"[•●▪◦○■□➢➔✓❖\uf000-\uf0ff-]|[–—*]\s")


@dataclass(slots=True)
class Placed:
    """A line to be printed: its words, the bounds of its column, the row and number of its cell."""

    words: list[Word]
    column: tuple[float, float]
    cell: tuple[int, int] | None = None


@dataclass(slots=True)
class _Block:
    """Bands `start` to `end` (not included), parted by a gutter from `left` to `right`."""

    start: int
    end: int
    left: float
    right: float


@dataclass(slots=True)
class Region:
    """A part of a page that is read by itself: its bounds, the height of a usual word, the rows numbered so far."""

    bounds: tuple[float, float]
    unit: float
    rows: Iterator[int]
    depth: int = 0

    def inner(self, bounds: tuple[float, float]) -> "Region":
        """A column of it."""
        return Region(bounds, self.unit, self.rows, self.depth + 1)


def read_region(strips: Iterable[Strip], region: Region) -> list[Placed]:
    """The lines of a region in reading order."""
    bands = bands_of(strips)
    if sum(map(len, bands)) > _MOST_STRIPS:
        return _read_bands(bands, region)
    placed: list[Placed] = []
    for first in range(0, len(bands), _MOST_BANDS):
        some = bands[first : first + _MOST_BANDS]
        done = 0
        for block in _blocks(some, region):
            placed += _read_bands(some[done : block.start], region)
            placed += _read_block(some[block.start : block.end], region)
            done = block.end
        placed += _read_bands(some[done:], region)
    return placed


def text_bounds(strips: Sequence[Strip]) -> tuple[float, float]:
    """The margins of a text: where its lines begin, and how far its long lines go."""
    if not strips:
        return 0.0, 0.0
    left, right = min(strip.x0 for strip in strips), max(strip.x1 for strip in strips)
    long = [strip.x1 for strip in strips if strip.x1 - strip.x0 > (right - left) / 2]
    return left, max(long, default=right)


# Single lines


def _read_bands(bands: Iterable[Band], region: Region) -> list[Placed]:
    """Bands without a gutter, from left to right; a line is cut where its sides stand apart."""
    return [placed for band in bands for placed in _read_band(band, region)]


def _read_band(band: Band, region: Region) -> list[Placed]:
    parts: list[list[Strip]] = []
    for strip in band:
        if parts and not _stand_apart(parts[-1][-1], strip, region.unit):
            parts[-1].append(strip)
        else:
            parts.append([strip])
    left, right = region.bounds
    ends = [_bound_before(part[0].x0, before, region) for before, part in itertools.pairwise(parts)]
    placed = [
        Placed(_words(part), (min(part[0].x0, left) if not n else part[0].x0, end))
        for n, (part, end) in enumerate(zip(parts, ends, strict=False))
    ]
    # The last part wraps to the margin, not below itself: it stands at a tab stop, in no column.
    return [*placed, Placed(_words(parts[-1]), (left, max(right, parts[-1][-1].x1)))]


def _stand_apart(left: Strip, right: Strip, unit: float) -> bool:
    gap = right.x0 - left.x1
    return gap >= _APART * unit or (gap >= WIDE * unit and _LABEL.match(right.text) is not None)


def _bound_before(start: float, strips: Iterable[Strip], region: Region) -> float:
    """The right bound of a column that ends before the next one's start."""
    return max(start - PADDING * region.unit, *(strip.x1 for strip in strips))


def _words(strips: Iterable[Strip]) -> list[Word]:
    return [word for strip in strips for word in strip.words]


# Blocks


def _blocks(bands: Sequence[Band], region: Region) -> list[_Block]:
    """The blocks of columns of a region, from top to bottom."""
    if region.depth >= _DEEPEST or (sum(len(band) > 1 for band in bands) == 0 and not _interleaved(bands)):
        return []
    gaps = _gaps(bands, region.unit)
    found: list[_Block] = []
    ranges = [(0, len(bands))]
    while ranges:
        start, end = ranges.pop()
        block = _best_block(bands, gaps, (start, end), region)
        if block is not None:
            found.append(block)
            ranges += [(start, block.start), (block.end, end)]
    return sorted(found, key=lambda block: block.start)


def _interleaved(bands: Sequence[Band]) -> bool:
    return any(_beside(a, b) for above, below in itertools.pairwise(bands) for a in above for b in below)


def _beside(one: Strip, other: Strip) -> bool:
    return overlap(one, other) >= _SIDE and (one.x1 <= other.x0 or other.x1 <= one.x0)


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


def _best_block(
    bands: Sequence[Band], gaps: Iterable[tuple[int, float, float]], within: tuple[int, int], region: Region
) -> _Block | None:
    """The block that most bands confirm."""
    best, most = None, (0, 0.0)
    seen: list[_Block] = []
    for n, left, right in gaps:
        if not within[0] <= n < within[1] or any(_holds(block, n, left, right) for block in seen):
            continue
        wide = _extended(bands, n, (left, right), within, region.unit)
        seen.append(wide)
        block = _trimmed(bands, wide, region)
        if block is None:
            continue
        support = len(_pairs(bands[block.start : block.end], block)), block.right - block.left
        if support > most:
            best, most = block, support
    return best


def _holds(block: _Block, n: int, left: float, right: float) -> bool:
    return block.start <= n < block.end and left <= block.left and block.right <= right


def _extended(bands: Sequence[Band], n: int, gap: tuple[float, float], within: tuple[int, int], unit: float) -> _Block:
    """As many bands around one as leave a part of its gap white."""
    start, end = n, n + 1
    left, right = gap
    for step, last in ((1, within[1]), (-1, within[0] - 1)):
        at = n + step
        while at != last:
            white = _white(bands[at], left, right)
            if white[1] - white[0] < WIDE * unit:
                break
            left, right = white
            start, end = min(start, at), max(end, at + 1)
            at += step
    return _Block(start, end, left, right)


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


def _pairs(bands: Sequence[Band], block: _Block) -> list[tuple[Strip, Strip]]:
    """The strips that stand side by side across a gutter."""
    pairs = []
    for n, band in enumerate(bands):
        for strip in band:
            if strip.x1 > block.left:
                continue
            near = [other for some in bands[max(n - 1, 0) : n + 2] for other in some if other.x0 >= block.right]
            beside = [other for other in near if _beside(strip, other)]
            if beside and not any(s is not strip and strip.x1 <= s.x0 and s.x1 <= block.left for s in band):
                pairs.append((strip, min(beside, key=lambda other: (abs(other.middle - strip.middle), other.x0))))
    return pairs


def _trimmed(bands: Sequence[Band], block: _Block, region: Region) -> _Block | None:
    """The part of a block that its gutter holds together; None where it is no gutter."""
    start = block.start
    while start < block.end:
        begin = _first_pair(bands, start, block)
        if begin is None:
            return None
        end = _end(bands, begin, block, region)
        part = _Block(begin, end, block.left, block.right)
        part.left, part.right = _wider(bands[begin:end], part)
        if _is_gutter(_pairs(bands[begin:end], part), region.unit):
            return part
        start = end
    return None


def _wider(bands: Sequence[Band], block: _Block) -> tuple[float, float]:
    """The whole white around a gutter, when the bands that made it narrower are gone."""
    middle = (block.left + block.right) / 2
    strips = [strip for band in bands for strip in band]
    left = max((strip.x1 for strip in strips if strip.x1 <= middle), default=block.left)
    return left, min((strip.x0 for strip in strips if strip.x0 >= middle), default=block.right)


def _first_pair(bands: Sequence[Band], start: int, block: _Block) -> int | None:
    """The first band with text on both sides, or right of the gutter just before such a one."""
    for n in range(start, block.end):
        if _sides(bands, n, block) == (True, True):
            while n > start and _sides(bands, n - 1, block) == (False, True) and _close(bands[n - 1], bands[n]):
                n -= 1  # noqa: PLW2901 - the loop ends here
            return n
    return None


def _sides(bands: Sequence[Band], n: int, block: _Block) -> tuple[bool, bool]:
    """Whether a band has text left and right of a gutter; what stands half a line higher or lower counts."""
    left = [strip for strip in bands[n] if strip.x1 <= block.left]
    right = [strip for strip in bands[n] if strip.x0 >= block.right]
    around = [strip for m in (n - 1, n + 1) if block.start <= m < block.end for strip in bands[m]]
    return (
        bool(left) or any(_beside(strip, other) for strip in right for other in around if other.x1 <= block.left),
        bool(right) or any(_beside(strip, other) for strip in left for other in around if other.x0 >= block.right),
    )


def _close(above: Band, below: Band) -> bool:
    """Whether no more white stands between two bands than between a line and what it wraps to."""
    high = max(strip.bottom - strip.top for strip in below)
    return min(strip.top for strip in below) - max(strip.bottom for strip in above) <= _PARTED * high


def _end(bands: Sequence[Band], begin: int, block: _Block, region: Region) -> int:
    """Where a block ends: before text on the left alone that does not go on the line above it in its column."""
    if _is_prose(bands[begin : block.end], block, region.unit):
        return block.end
    alone = len(_pairs(bands[block.start : block.end], block)) == 1
    last = begin
    above: Strip | None = None
    bound = 0.0
    for n in range(begin, block.end):
        left = [strip for strip in bands[n] if strip.x1 <= block.left]
        if _sides(bands, n, block)[1]:
            last = n
        elif above is None or not _goes_on(above, left[0], max(bound, block.right - PADDING * region.unit), region):
            break
        elif alone and not _has_room(bands[begin][-1], left[0], region.bounds[1], region.unit):
            break  # it goes on the line on the right, which stands at a tab stop
        else:
            last = n
        if left:
            above, bound = left[-1], max(bound, left[-1].x1)
    return last + 1


def _goes_on(above: Strip, below: Strip, bound: float, region: Region) -> bool:
    """Whether a line was wrapped: the first word of the next one had no room before the bound."""
    if below.top - above.bottom > _PARTED * (below.bottom - below.top):
        return False
    return not _has_room(above, below, bound, region.unit)


def _has_room(above: Strip, below: Strip, bound: float, unit: float) -> bool:
    box = below.words[0].box
    return above.x1 + _SPACE * unit + box[2] - box[0] <= bound


def _is_prose(bands: Sequence[Band], block: _Block, unit: float) -> bool:
    """Whether a block is two columns of running text: many lines, most of them full, on both sides."""
    pairs = _pairs(bands, block)
    if len(pairs) < _PROSE:
        return False
    left = [strip for band in bands for strip in band if strip.x1 <= block.left]
    right = [strip for band in bands for strip in band if strip.x0 >= block.right]
    return _are_full(left, block.right - PADDING * unit, unit) and _are_full(right, max(s.x1 for s in right), unit)


def _are_full(strips: Sequence[Strip], bound: float, unit: float) -> bool:
    full = sum(not _has_room(a, b, max(bound, a.x1), unit) for a, b in itertools.pairwise(strips))
    return 2 * full > len(strips)


def _is_gutter(pairs: Sequence[tuple[Strip, Strip]], unit: float) -> bool:
    """Whether what stands right of a gap makes a column of it."""
    if not pairs:
        return False
    starts = [right.x0 for _, right in pairs]
    aligned = sum(abs(start - median(starts)) <= _ALIGNED * unit for start in starts)
    narrowest = min(right.x0 - left.x1 for left, right in pairs)
    labels = sum(_LABEL.match(right.text) is not None for _, right in pairs)
    if aligned < _MOST * len(pairs):
        return len(pairs) >= _FEW and narrowest >= _CLEAR * unit
    if 2 * labels >= len(pairs) or len(pairs) >= _FEW:
        return True
    return len(pairs) > 1 and narrowest >= _CLEAR * unit


# Reading a block


def _read_block(bands: Sequence[Band], region: Region) -> list[Placed]:
    if len(bands) == 1:
        return _read_bands(bands, region)
    strips = [strip for band in bands for strip in band]
    columns = _columns(strips, region)
    if len(columns) == 1:  # boxes that overlap hide the gutter
        return _read_bands(bands, region)
    bounds = [_bounds(column, after, region) for column, after in zip(columns, [*columns[1:], []], strict=True)]
    if _reads_down(columns, bounds, region.unit):
        return [
            placed
            for column, bound in zip(columns, bounds, strict=True)
            for placed in read_region(column, region.inner(bound))
        ]
    return [placed for row in _rows(columns, region.unit) for placed in _read_row(row, bounds, region)]


def _columns(strips: Iterable[Strip], region: Region) -> list[list[Strip]]:
    """The columns of a block: what a white gap through all of it parts."""
    columns: list[list[Strip]] = []
    end = 0.0
    for strip in sorted(strips, key=lambda strip: (strip.x0, strip.top)):
        if columns and strip.x0 - end < WIDE * region.unit:
            columns[-1].append(strip)
        else:
            columns.append([strip])
        end = max(end, strip.x1) if len(columns[-1]) > 1 else strip.x1
    for column in columns:
        column.sort(key=lambda strip: (strip.middle, strip.x0))
    return columns


def _bounds(column: Sequence[Strip], after: Sequence[Strip], region: Region) -> tuple[float, float]:
    left = min(strip.x0 for strip in column)
    if after:
        return left, _bound_before(min(strip.x0 for strip in after), column, region)
    return left, max(region.bounds[1], *(strip.x1 for strip in column))


def _reads_down(columns: Sequence[Sequence[Strip]], bounds: Sequence[tuple[float, float]], unit: float) -> bool:
    """Whether the first column holds whole lines, and not the labels or headings of the next."""
    first = columns[0]
    labelled = sum(_INLINE.match(strip.text) is not None for strip in first)
    if labelled or any(strip.text.endswith(":") for strip in first):
        return labelled >= sum(strip.text.endswith(":") for strip in first)
    beside = sum(any(_level(strip, other) for other in columns[1]) for strip in first)
    if beside < _MOST * len(first) and len(first) > len(columns[1]) / 2:
        return True
    return len(first) >= _PROSE and _are_full(first, bounds[0][1], unit)


def _level(one: Strip, other: Strip) -> bool:
    """Whether two strips stand on one baseline."""
    return abs(one.bottom - other.bottom) <= _SIDE * max(one.bottom - one.top, other.bottom - other.top)


def _rows(columns: Sequence[Sequence[Strip]], unit: float) -> list[list[list[Strip]]]:
    """The rows of a table, of each column its strips."""
    layers = _layers(columns)
    rows = layers[:1]
    wrapped = _wrapped_gap(layers, unit)
    colons = 2 * sum(strip.text.endswith(":") for strip in columns[0]) >= len(layers) / 2
    for before, layer in itertools.pairwise(layers):
        if _same_row(before, layer, wrapped, colons=colons):
            rows[-1] = [[*cell, *more] for cell, more in zip(rows[-1], layer, strict=True)]
        else:
            rows.append([list(cell) for cell in layer])
    return rows


_Layer = list[list[Strip]]


def _layers(columns: Sequence[Sequence[Strip]]) -> list[_Layer]:
    """What white parts from top to bottom through all columns."""
    layers: list[_Layer] = []
    bottom = 0.0
    numbered = sorted(
        ((strip.top, strip.x0, n, strip) for n, column in enumerate(columns) for strip in column), key=lambda s: s[:3]
    )
    for _, _, n, strip in numbered:
        shrunk = (strip.bottom - strip.top) * _SIDE
        if not layers or strip.top + shrunk >= bottom:
            layers.append([[] for _ in columns])
            bottom = strip.bottom - shrunk
        layers[-1][n].append(strip)
        bottom = max(bottom, strip.bottom - shrunk)
    return [[list(cell) for cell in layer] for layer in layers]


def _gap_between(above: _Layer, below: _Layer) -> float:
    top = min(strip.top for cell in below for strip in cell)
    return top - max(strip.bottom for cell in above for strip in cell)


def _wrapped_gap(layers: Sequence[_Layer], unit: float) -> float | None:
    """The widest white between wrapped lines, where that between rows is clearly wider; None where all is alike."""
    gaps = sorted(_gap_between(a, b) for a, b in itertools.pairwise(layers))
    if len(gaps) < 2:  # noqa: PLR2004 - one gap has none to be compared with
        return None
    low, high = gaps[0], gaps[-1]
    base = max(low, 0.0) + _SIDE * unit
    return (low + high) / 2 if high >= _ROW_GAP * base else None


def _same_row(above: _Layer, below: _Layer, wrapped: float | None, *, colons: bool) -> bool:
    """Whether a layer goes on the cells of the one above it."""
    if not below[0]:
        return True
    if wrapped is not None:
        return _gap_between(above, below) <= wrapped
    return colons and bool(above[0]) and not above[0][-1].text.endswith(":")


def _read_row(row: _Layer, bounds: Sequence[tuple[float, float]], region: Region) -> list[Placed]:
    cells = [_read_bands(bands_of(cell), region.inner(bound)) for cell, bound in zip(row, bounds, strict=True) if cell]
    number_cells(cells, region.rows)
    return [placed for cell in cells for placed in cell]


def number_cells(cells: Sequence[Sequence[Placed]], rows: Iterator[int]) -> None:
    """Mark the lines of a row's cells, unless one of them is text of several lines or stands alone."""
    if len(cells) < 2 or any(is_text(cell) for cell in cells):  # noqa: PLR2004 - a row has two cells
        return
    row = next(rows)
    for n, cell in enumerate(cells):
        for placed in cell:
            placed.cell = row, n


def is_text(cell: Sequence[Placed]) -> bool:
    """Whether a cell holds several labels, a list, or more lines than a value has."""
    texts = [" ".join(word.text for word in placed.words) for placed in cell]
    labelled = sum(_INLINE.match(text) is not None for text in texts)
    return len(cell) > _TEXT or labelled > 1 or sum(_BULLET.match(text) is not None for text in texts) > 1
