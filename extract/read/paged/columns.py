"""Strips of a page -> lines in reading order.

A block of columns is read row by row where one column holds the labels of the next, or where its rows are seen: both
sides begin anew on one baseline though one of them had wrapped. Otherwise its columns hold whole lines (running text,
`Label : value`) and are read one after the other. Looks only: no field is known here, and no label.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .gutters import BULLET, PADDING, are_full, are_level, blocks_of, bound_of, goes_on
from .strips import LABEL, TIGHT, WIDE, Band, Strip, Word, bands_of, cut_at_columns, turns_bold

_APART = 3.0  # heights: a gap in a single line from which its sides are no running text
_MOST = 0.7  # of the lines of a column: what holds for so many holds for the column
_SHRUNK = 0.2  # of a line's height: boxes may overlap by so much where lines are set solid
_CLEARER = 1.25  # times the white between wrapped lines, and what boxes may be wrong: the white between rows
_MOST_BANDS = 400  # looked at together; a page of small print has 150
_MOST_STRIPS = 2_000  # of a region; a page of small print has 500, and more are no columns but a drawing
_DEEPEST = 3  # columns in columns
_LINES = 5  # long lines, of which one that goes on by more than
_JUTS = 2.0  # heights juts out over the margin
_TEXT = 6  # lines: a cell with more of them is text, not a value

_INLINE = re.compile(LABEL.pattern + r"\s+\S")

_Row = list[list[Strip]]  # of each column its strips


@dataclass(slots=True)
class Placed:
    """A line to be printed: its words, the bounds of its column, the row and number of its cell."""

    words: list[Word]
    column: tuple[float, float]
    cell: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """Its words, to be looked at."""
        return " ".join(word.text for word in self.words)


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


def read_region(strips: Sequence[Strip], region: Region) -> list[Placed]:
    """The lines of a region in reading order."""
    bands = bands_of(cut_at_columns(strips, region.unit))
    if sum(map(len, bands)) > _MOST_STRIPS or region.depth > _DEEPEST:
        return _read_bands(bands, region)
    placed: list[Placed] = []
    for first in range(0, len(bands), _MOST_BANDS):
        some = bands[first : first + _MOST_BANDS]
        done = 0
        for block in blocks_of(some, region.bounds[1], region.unit):
            placed += _read_bands(some[done : block.start], region)
            placed += _read_block(some[block.start : block.end], region)
            done = block.end
        placed += _read_bands(some[done:], region)
    return placed


def text_bounds(strips: Sequence[Strip], unit: float) -> tuple[float, float]:
    """The margins of a text: where its lines begin, and how far its long lines go, but for one that juts out."""
    if not strips:
        return 0.0, 0.0
    left, right = min(strip.x0 for strip in strips), max(strip.x1 for strip in strips)
    ends = sorted(strip.x1 for strip in strips if strip.x1 - strip.x0 > (right - left) / 2)
    while len(ends) >= _LINES and ends[-1] - ends[-2] > _JUTS * unit:
        ends.pop()
    return left, max(ends, default=right)


def number_cells(cells: Sequence[Sequence[Placed]], rows: Iterator[int]) -> None:
    """Mark the lines of a row's cells, unless one of them is text of several lines or stands alone."""
    if len(cells) < 2 or any(_is_text(cell) for cell in cells):  # noqa: PLR2004 - a row has two cells
        return
    row = next(rows)
    for n, cell in enumerate(cells):
        for placed in cell:
            placed.cell = row, n


def _is_text(cell: Sequence[Placed]) -> bool:
    """Whether a cell holds several labels, a list, or more lines than a value has."""
    labelled = sum(_INLINE.match(placed.text) is not None for placed in cell)
    return len(cell) > _TEXT or labelled > 1 or sum(BULLET.match(placed.text) is not None for placed in cell) > 1


# ---- single lines


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
    placed = []
    for part, after in pairwise(parts):
        start = left if part is parts[0] else part[0].x0
        placed.append(Placed(_words(part), (start, max(after[0].x0 - PADDING * region.unit, part[-1].x1))))
    # The last part wraps to the margin, not below itself: it stands at a tab stop, in no column.
    return [*placed, Placed(_words(parts[-1]), (left, max(right, parts[-1][-1].x1)))]


def _stand_apart(left: Strip, right: Strip, unit: float) -> bool:
    gap = right.x0 - left.x1
    if gap >= _APART * unit:
        return True
    return (gap >= WIDE * unit or turns_bold(left.words[-1], right.words[0])) and LABEL.match(right.text) is not None


def _bound_before(start: float, strips: Iterable[Strip], region: Region) -> float:
    """The right bound of a column that ends before the next one's start."""
    return bound_of(strips, start - PADDING * region.unit, region.unit)


def _words(strips: Iterable[Strip]) -> list[Word]:
    return [word for strip in strips for word in strip.words]


# ---- blocks


def _read_block(bands: Sequence[Band], region: Region) -> list[Placed]:
    columns = _columns([strip for band in bands for strip in band], region.unit)
    if len(bands) == 1 or len(columns) == 1:  # one column: boxes that overlap hide the gutter
        return _read_bands(bands, region)
    bounds = [_bounds(column, after, region) for column, after in zip(columns, [*columns[1:], []], strict=True)]
    rows = _rows_of(columns, [right for _, right in bounds], region.unit)
    if rows is not None:
        return [placed for row in rows for placed in _read_row(row, bounds, region)]
    return [
        placed
        for column, bound in zip(columns, bounds, strict=True)
        for placed in read_region(column, region.inner(bound))
    ]


def _columns(strips: Iterable[Strip], unit: float) -> list[list[Strip]]:
    """The columns of a block, each from top to bottom: what a white gap through all of it parts."""
    columns: list[list[Strip]] = []
    end = 0.0
    for strip in sorted(strips, key=lambda strip: (strip.x0, strip.top)):
        if columns and strip.x0 - end < TIGHT * unit:
            columns[-1].append(strip)
            end = max(end, strip.x1)
        else:
            columns.append([strip])
            end = strip.x1
    for column in columns:
        column.sort(key=lambda strip: (strip.middle, strip.x0))
    return columns


def _bounds(column: Sequence[Strip], after: Sequence[Strip], region: Region) -> tuple[float, float]:
    left = min(strip.x0 for strip in column)
    if after:
        return left, _bound_before(min(strip.x0 for strip in after), column, region)
    return left, bound_of(column, region.bounds[1], region.unit)


def _read_row(row: _Row, bounds: Sequence[tuple[float, float]], region: Region) -> list[Placed]:
    cells = [_read_bands(bands_of(cell), region.inner(bound)) for cell, bound in zip(row, bounds, strict=True) if cell]
    number_cells(cells, region.rows)
    return [placed for cell in cells for placed in cell]


# ---- rows


def _rows_of(columns: Sequence[Sequence[Strip]], ends: Sequence[float], unit: float) -> list[_Row] | None:
    """The rows of a block; None where its columns are read one after the other."""
    first = columns[0]
    inline = sum(_INLINE.match(strip.text) is not None for strip in first)
    colons = sum(strip.text.endswith(":") for strip in first)
    if colons > inline or (not inline and _heads_rows(columns, unit)):
        return _rows(columns, ends, unit, labels=True)
    rows = _rows(columns, ends, unit, labels=False)
    return rows if _are_seen(rows) else None


def _heads_rows(columns: Sequence[Sequence[Strip]], unit: float) -> bool:
    """Whether a column without a colon holds the labels or headings of the next: each beside something, not full."""
    first = columns[0]
    beside = sum(any(are_level(strip, other) for other in columns[1]) for strip in first)
    if beside < _MOST * len(first) and len(first) > len(columns[1]) / 2:
        return False
    return not are_full(first, min(strip.x0 for strip in columns[1]) - PADDING * unit, unit)


def _rows(columns: Sequence[Sequence[Strip]], ends: Sequence[float], unit: float, *, labels: bool) -> list[_Row]:
    """The rows of a block; with `labels`, the first column holds the labels of the others."""
    layers = _layers(columns)
    wrapped = _wrapped_white(layers, unit)
    rows = layers[:1]
    for layer in layers[1:]:
        row = rows[-1]
        if labels:
            same = _goes_on_below_label(row, layer, wrapped) or _is_rest(row, layer, ends[0], unit)
        elif wrapped is not None:
            same = _white_between(row, layer) <= wrapped
        else:
            same = any(a and b and goes_on(a[-1], b[0], end, unit) for a, b, end in zip(row, layer, ends, strict=True))
        if same:
            rows[-1] = [[*cell, *more] for cell, more in zip(row, layer, strict=True)]
        else:
            rows.append(layer)
    return rows


def _layers(columns: Sequence[Sequence[Strip]]) -> list[_Row]:
    """What white parts from top to bottom through all columns."""
    layers: list[_Row] = []
    bottom = 0.0
    numbered = [(n, strip) for n, column in enumerate(columns) for strip in column]
    for n, strip in sorted(numbered, key=lambda each: (each[1].top, each[0], each[1].x0)):
        shrunk = (strip.bottom - strip.top) * _SHRUNK
        if not layers or strip.top + shrunk >= bottom:
            layers.append([[] for _ in columns])
            bottom = strip.bottom - shrunk
        layers[-1][n].append(strip)
        bottom = max(bottom, strip.bottom - shrunk)
    return layers


def _white_between(above: _Row, below: _Row) -> float:
    top = min(strip.top for cell in below for strip in cell)
    return top - max(strip.bottom for cell in above for strip in cell)


def _wrapped_white(layers: Sequence[_Row], unit: float) -> float | None:
    """The widest white between wrapped lines where that between rows is clearly wider; None where all is alike."""
    whites = sorted(_white_between(above, below) for above, below in pairwise(layers))
    if len(whites) < 2:  # noqa: PLR2004 - a single one has none to be compared with
        return None
    low, high = whites[0], whites[-1]
    return (low + high) / 2 if high >= _CLEARER * max(low, 0.0) + _SHRUNK * unit else None


def _goes_on_below_label(row: _Row, layer: _Row, wrapped: float | None) -> bool:
    """Whether a layer belongs to the row above: it has no label of its own, or what is left of one."""
    if not layer[0]:
        return True
    if wrapped is not None:
        return _white_between(row, layer) <= wrapped
    return bool(row[0]) and layer[0][-1].text.endswith(":") and not row[0][-1].text.endswith(":")


def _is_rest(row: _Row, layer: _Row, end: float, unit: float) -> bool:
    """Whether a layer begins with the rest of the label of the row above, which had no colon yet."""
    if not row[0] or not layer[0] or not goes_on(row[0][-1], layer[0][0], end, unit):
        return False
    return not any(layer[1:]) or layer[0][0].text[0].islower()


def _are_seen(rows: Sequence[_Row]) -> bool:
    """Whether rows are more than lines that stand side by side by chance.

    Their cells begin on one baseline, no label stands lower in a cell, and some cell is followed by white while the one
    beside it wraps.
    """
    told = False
    for above, below in pairwise(rows):
        heads = [cell[0] for cell in below if cell]
        if not all(are_level(heads[0], head) for head in heads[1:]):
            return False
        told = told or (len(heads) > 1 and len({len(cell) for cell in above if cell}) > 1)
    return told and not any(_INLINE.match(strip.text) for row in rows for cell in row for strip in cell[1:])
