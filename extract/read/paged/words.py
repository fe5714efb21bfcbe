"""Words with boxes -> lines as printed, in reading order: where geometry decides.

In: the words of one page, from a PDF or from OCR, and what is drawn on it. Out: lines such that each label keeps its
own value: cells of drawn tables one after the other, columns one after the other, rows of tables without borders row by
row. `strips.py` finds what stands on one baseline, `grid.py` the drawn cells, `columns.py` the columns.
"""

from collections.abc import Sequence
from itertools import count, pairwise
from statistics import median

from ...document import Box
from ..pieces import Run
from .columns import Placed, Region, number_cells, read_region, text_bounds
from .grid import Cell, Table, tables_of
from .printed import PrintedLine
from .strips import Strip, Word, sound_words, strips_of, usual_height

__all__ = ["Word", "lines_of"]

_GLUE = 0.12  # heights: a small word no further away is a superscript or what is left of one word
_SMALL = 0.8  # of the other's height
_SPELT = 0.8  # of the words of a line that are single letters, from which it is set in wide letter-spacing
_LETTERS = 6  # words, at least
_LETTER_GAP = 1.6  # times the usual gap between the letters of such a line: a space


def lines_of(words: Sequence[Word], page: int, drawn: Sequence[Box] = ()) -> list[PrintedLine]:
    """The lines of a page (from 1) in reading order; each word that holds text stands in exactly one. Never raises.

    `drawn`: the lines and rectangles drawn on the page, from which the cells of tables follow.
    """
    sound = sound_words(words)
    unit = usual_height(sound)
    tables, outside = tables_of(drawn, sound, unit)
    strips = strips_of(outside, unit)
    region = Region(text_bounds(strips, unit), unit, count())
    placed: list[Placed] = []
    for table in tables:
        above = [strip for strip in strips if _before(strip, table)]
        strips = [strip for strip in strips if not _before(strip, table)]
        placed += read_region(above, region)
        placed += _read_table(table, region)
    placed += read_region(strips, region)
    return [_printed(line, page) for line in placed]


def _before(strip: Strip, table: Table) -> bool:
    """Whether a strip is read before a table: above it, or on its left."""
    x0, top, _, bottom = table.box
    return strip.middle < top or (strip.middle < bottom and strip.x1 <= x0)


def _read_table(table: Table, region: Region) -> list[Placed]:
    placed: list[Placed] = []
    padding = min(min(word.box[0] for word in cell.words) - cell.box[0] for row in table.rows for cell in row)
    for row in table.rows:
        cells = [_read_cell(cell, max(padding, 0.0), region) for cell in row]
        number_cells(cells, region.rows)
        placed += [line for cell in cells for line in cell]
    return placed


def _read_cell(cell: Cell, padding: float, region: Region) -> list[Placed]:
    """The lines of a cell; its right bound is as far from its border as text is on the left."""
    bounds = cell.box[0] + padding, cell.box[2] - padding
    return read_region(strips_of(cell.words, region.unit), region.inner(bounds))


# A line


def _printed(placed: Placed, page: int) -> PrintedLine:
    words = placed.words
    text, runs = _joined(words, page)
    letters = sum(len(word.text) for word in words)
    bold = sum(len(word.text) for word in words if word.bold)
    return PrintedLine(
        text,
        page,
        (
            min(word.box[0] for word in words),
            min(word.box[1] for word in words),
            max(word.box[2] for word in words),
            max(word.box[3] for word in words),
        ),
        placed.column,
        runs,
        bold=bold == letters,
        size=_size(words),
        cell=placed.cell,
        confidence=_confidence(words),
    )


def _joined(words: Sequence[Word], page: int) -> tuple[str, list[Run]]:
    """The text of a line, and where each of its words stands."""
    text = ""
    runs = []
    space = _letter_space(words)
    before: Word | None = None
    for word in words:
        if before is not None and not _is_glued(before, word, space):
            text += " "
        runs.append(Run(len(text), len(text) + len(word.text), page, box=word.box, edges=word.edges))
        text += word.text
        before = word
    return text, runs


def _letter_space(words: Sequence[Word]) -> float | None:
    """The least gap that is a space in a line set in wide letter-spacing; None for a usual line."""
    single = sum(len(word.text) == 1 for word in words)
    if len(words) < _LETTERS or single < _SPELT * len(words):
        return None
    return _LETTER_GAP * median(b.box[0] - a.box[2] for a, b in pairwise(words))


def _is_glued(one: Word, other: Word, space: float | None) -> bool:
    gap = other.box[0] - one.box[2]
    if space is not None:
        return gap < space
    high, low = one.box[3] - one.box[1], other.box[3] - other.box[1]
    return gap <= _GLUE * max(high, low) and min(high, low) <= _SMALL * max(high, low)


def _size(words: Sequence[Word]) -> float:
    """The size of most characters."""
    sizes: dict[float, int] = {}
    for word in words:
        sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def _confidence(words: Sequence[Word]) -> float | None:
    known = [(word.confidence, len(word.text)) for word in words if word.confidence is not None]
    if not known:
        return None
    return sum(confidence * size for confidence, size in known) / sum(size for _, size in known)
