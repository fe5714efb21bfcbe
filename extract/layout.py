"""Reading order: lines with cells -> one sequence in which each label is followed by its own value.

In: the lines of a document and a question ("does a label begin here?"). Out: the same lines, those of a block of
columns reordered column by column where values or labels wrap inside their column.
"""

from collections.abc import Callable, Sequence

from .document import Line

POSTS = 2  # rows of a table: labels over one row of values are one posting's, over more they are several posts'
NEAR = 4  # columns: a wrapped cell begins within so many characters of the cell above it

LabelAt = Callable[[Line], bool]


def reading_order(lines: Sequence[Line], has_label: LabelAt, is_day: LabelAt = lambda _: False) -> list[Line]:
    """The lines in reading order; without cells, the lines as they are. `is_day`: is a cell nothing but a day?"""
    if not any(line.kind == "cell" for line in lines):
        return list(lines)
    ordered: list[Line] = []
    index = 0
    while index < len(lines):
        end = _block_end(lines, index)
        if end > index:
            ordered += _order_block(lines[index:end], has_label, is_day)
        else:
            ordered.append(lines[index])
            end = index + 1
        index = end
    return ordered


def _block_end(lines: Sequence[Line], index: int) -> int:
    """Where the block of columns that begins at `index` ends; `index` itself where none begins."""
    if lines[index].kind != "cell":
        return index
    row, end = lines[index].row, index
    columns: set[int] = set()
    while end < len(lines):
        line = lines[end]
        if end > index and line.blank and line.row != row:
            break
        if line.kind == "cell":
            row = line.row
            columns.add(line.column)
        elif line.kind != "rule" and not (line.kind == "plain" and _nearest(columns, line.indent) is not None):
            break
        end += 1
    return end


def _nearest(columns: set[int], position: int) -> int | None:
    close = [column for column in columns if abs(column - position) <= NEAR]
    return min(close, key=lambda column: (abs(column - position), column)) if close else None


def _order_block(block: Sequence[Line], has_label: LabelAt, is_day: LabelAt) -> list[Line]:
    """Column by column where two labels stand side by side and something wraps under them, else row by row."""
    rows: dict[int, list[Line]] = {}
    for line in block:
        rows.setdefault(line.row if line.kind == "cell" else line.start, []).append(line)
    labelled = [[has_label(line) for line in row] for row in rows.values()]
    side_by_side = any(sum(row) > 1 for row in labelled)
    wraps = any(not any(row) for row, cells in zip(labelled, rows.values(), strict=True) if cells[0].kind != "rule")
    if not side_by_side or not wraps:
        return list(block)
    cells = [row for row in rows.values() if row[0].kind != "rule"]
    if _lists_posts(cells, has_label, is_day):
        return _as_rows(block)
    if len({len(row) for row in cells}) == 1:  # `zip` gives the columns; rules have none
        rules = [line for line in block if line.kind == "rule"]
        return rules + [line for column in zip(*cells, strict=True) for line in column]
    right = min(line.column for row in rows.values() for line in row[1:] if has_label(line))
    left_side = [line for line in block if _position(line) + NEAR < right]
    right_side = [line for line in block if _position(line) + NEAR >= right]
    return left_side + right_side


def _lists_posts(rows: Sequence[Sequence[Line]], has_label: LabelAt, is_day: LabelAt) -> bool:
    """A row of labels over two rows of values and more: a table of posts, of which no value is the posting's.

    Where blanks part the columns, a second row may be the wrapped rest of the first: only days tell that it is none.
    """
    if len({len(row) for row in rows}) > 1 or len(rows) <= POSTS or len(rows[0]) == 1:
        return False
    if rows[0][0].marker != "|" and not any(all(map(is_day, column[1:])) for column in zip(*rows, strict=True)):
        return False
    below = [line for row in rows[1:] for line in row]
    # A value may look like a label (`Ville`), a row of labels and values has a label in every second cell.
    return all(has_label(line) for line in rows[0]) and 2 * sum(has_label(line) for line in below) < len(below)


def _as_rows(block: Sequence[Line]) -> list[Line]:
    """The rows of a table, one Line each, of kind "row"."""
    rows: dict[int, Line] = {}
    for line in block:
        if line.kind == "cell" and line.row in rows:
            rows[line.row].end = line.end
        else:
            rows[line.row if line.kind == "cell" else line.start] = line
    for line in rows.values():
        line.kind = "row" if line.kind == "cell" else line.kind
    return list(rows.values())


def _position(line: Line) -> int:
    return line.column if line.kind == "cell" else line.indent
