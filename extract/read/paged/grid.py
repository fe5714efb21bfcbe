"""Drawn lines of a page -> the cells of its tables, with the words in them.

A line counts where both its ends meet lines across: an underline, or a rule below a title, bounds no cell. A cell is
what the nearest such lines around a word enclose, so that cells over several rows or columns need no care.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ...document import Box
from .strips import Word

THIN = 2.5  # points: what is drawn less wide is a line, not a rectangle; borders have 0.25 to 2.25
_TOUCH = 3.0  # points by which the ends of lines may miss each other: Word draws corners as squares of their own
_HIGHLIGHT = 1.3  # heights of a word: a rectangle no higher is a marker's stroke behind a word
_MOST_LINES = 500  # of one direction, put together; more make a drawing, not a table


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: at `at`, from `start` to `end` along the other direction."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Cell:
    """What borders enclose, and the words that stand in it."""

    box: Box
    words: list[Word]


@dataclass(slots=True)
class Table:
    """Cells that stand together, row by row."""

    box: Box
    rows: list[list[Cell]]


def tables_of(drawn: Iterable[Box], words: Sequence[Word], unit: float) -> tuple[list[Table], list[Word]]:
    """The tables of a page from top to bottom, and the words outside of them."""
    across, down = _rules(drawn, unit)
    if not across or not down:
        return [], list(words)
    cells: dict[Box, Cell] = {}
    outside = []
    for word in words:
        box = _around(word, across, down)
        if box is None:
            outside.append(word)
        else:
            cells.setdefault(box, Cell(box, [])).words.append(word)
    return _tables(cells.values()), outside


def _rules(drawn: Iterable[Box], unit: float) -> tuple[list[Rule], list[Rule]]:
    """The lines across and down that meet each other at both ends."""
    across: list[Rule] = []
    down: list[Rule] = []
    for x0, top, x1, bottom in drawn:
        wide, high = x1 - x0, bottom - top
        if high <= THIN and wide > THIN:
            across.append(Rule((top + bottom) / 2, x0, x1))
        elif wide <= THIN and high > THIN:
            down.append(Rule((x0 + x1) / 2, top, bottom))
        elif high > _HIGHLIGHT * unit and wide > THIN:
            across += (Rule(top, x0, x1), Rule(bottom, x0, x1))
            down += (Rule(x0, top, bottom), Rule(x1, top, bottom))
    across, down = _merged(across), _merged(down)
    if len(across) > _MOST_LINES or len(down) > _MOST_LINES:
        return [], []
    down = _meeting(down, across)
    return _meeting(across, down), down


def _merged(rules: list[Rule]) -> list[Rule]:
    """Rules of one line that touch each other, put together."""
    merged: list[Rule] = []
    for level in _levels(rules):
        at = level[0].at
        start, end = level[0].start, level[0].end
        for rule in level[1:]:
            if rule.start > end + _TOUCH:
                merged.append(Rule(at, start, end))
                start, end = rule.start, rule.end
            end = max(end, rule.end)
        merged.append(Rule(at, start, end))
    return merged


def _levels(rules: list[Rule]) -> list[list[Rule]]:
    """Rules by the line that they stand on, each from its start on."""
    levels: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: (rule.at, rule.start)):
        if levels and rule.at - levels[-1][0].at <= THIN / 2:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return [sorted(level, key=lambda rule: rule.start) for level in levels]


def _meeting(rules: Iterable[Rule], across: Sequence[Rule]) -> list[Rule]:
    return [rule for rule in rules if _meets(rule.start, rule, across) and _meets(rule.end, rule, across)]


def _meets(end: float, rule: Rule, across: Sequence[Rule]) -> bool:
    return any(
        abs(other.at - end) <= _TOUCH and other.start - _TOUCH <= rule.at <= other.end + _TOUCH for other in across
    )


def _around(word: Word, across: Sequence[Rule], down: Sequence[Rule]) -> Box | None:
    """The nearest rules on the four sides of a word; rules come in order."""
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    left, right = _nearest(down, x, y)
    top, bottom = _nearest(across, y, x)
    if left is None or top is None or right is None or bottom is None:
        return None
    return left, top, right, bottom


def _nearest(rules: Sequence[Rule], at: float, along: float) -> tuple[float | None, float | None]:
    middle = bisect_left(rules, at, key=lambda rule: rule.at)
    covers: Callable[[Rule], bool] = lambda rule: rule.start <= along <= rule.end  # noqa: E731 - read where it is used
    before = next((rule.at for rule in reversed(rules[:middle]) if covers(rule)), None)
    return before, next((rule.at for rule in rules[middle:] if covers(rule)), None)


def _tables(cells: Iterable[Cell]) -> list[Table]:
    """Cells put together where they stand beside or below each other."""
    tables: list[Table] = []
    for cell in sorted(cells, key=lambda cell: (cell.box[1], cell.box[0])):
        if tables and cell.box[1] <= tables[-1].box[3] + THIN:
            _put(tables[-1], cell)
        else:
            tables.append(Table(cell.box, [[cell]]))
    for table in tables:
        for row in table.rows:
            row.sort(key=lambda cell: cell.box[0])
    return tables


def _put(table: Table, cell: Cell) -> None:
    if abs(table.rows[-1][0].box[1] - cell.box[1]) <= THIN:
        table.rows[-1].append(cell)
    else:
        table.rows.append([cell])
    x0, top, x1, bottom = table.box
    table.box = min(x0, cell.box[0]), top, max(x1, cell.box[2]), max(bottom, cell.box[3])
