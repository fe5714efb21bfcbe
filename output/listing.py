"""Rows with named columns: a table for people, JSON and CSV for programs.

In JSON and CSV dates are ISO 8601, times in UTC with a Z at the end, and every column is there. A table shows the
columns that are asked for; on a terminal cells are cut to its width, elsewhere nothing is.
"""

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, BinaryIO, TextIO

from .cells import row as csv_row
from .terminal import printable

NARROW = 12  # cells, to which the columns of a table are cut where they do not fit; numbers and days are whole
GAP = 2

Row = Mapping[str, Any]


def write_json(rows: Iterable[Row], columns: Sequence[str], stream: BinaryIO) -> None:
    """A list of objects, one a line."""
    stream.write(b"[")
    for number, row in enumerate(rows):
        told = {column: plain(row[column]) for column in columns}
        stream.write(b",\n" if number else b"\n")
        stream.write(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(errors="replace"))
    stream.write(b"\n]\n")


def write_csv(rows: Iterable[Row], columns: Sequence[str], stream: BinaryIO) -> None:
    """A row a line, under a header; truths are true and false, lists JSON."""
    stream.write(csv_row(columns))
    stream.writelines(csv_row(_cell(plain(row[column])) for column in columns) for row in rows)


def write_table(rows: Iterable[Row], columns: Mapping[str, str], stream: TextIO) -> None:
    """The columns under their headings, those of `columns`."""
    cells = [list(columns.values()), *([shown(row[column]) for column in columns] for row in rows)]
    room = shutil.get_terminal_size().columns if stream.isatty() else None
    coding = stream.encoding if stream.isatty() else "utf-8"  # a terminal that is not UTF-8 shows what it can
    stream.flush()
    stream.buffer.write("".join(f"{line}\n" for line in _aligned(cells, room)).encode(coding, errors="replace"))


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat() if isinstance(value, date) else value


def shown(value: Any) -> str:
    """A value for a person, on one line."""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%MZ")
    if isinstance(value, list):
        return ", ".join(map(shown, value))
    return "" if value is None else printable(" ".join(str(value).split()))


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, bool | list | dict) else value


def _aligned(rows: Sequence[Sequence[str]], room: int | None) -> list[str]:
    """Lines whose columns stand under each other, wide characters too; the widest are cut until all fit into `room`."""
    from rich.cells import cell_len, set_cell_size

    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    while room is not None and sum(widths) + GAP * (len(widths) - 1) > room and max(widths) > NARROW:
        widths[widths.index(max(widths))] -= 1
    lines = ((" " * GAP).join(map(_sized, row, widths)).rstrip() for row in rows)
    return [set_cell_size(line, room).rstrip() if room and cell_len(line) > room else line for line in lines]


def _sized(cell: str, width: int) -> str:
    from rich.cells import cell_len, set_cell_size

    return set_cell_size(cell, width) if cell_len(cell) <= width else set_cell_size(cell, width - 1) + "…"
