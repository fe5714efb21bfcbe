"""Rows for spreadsheets: CSV in UTF-8, in which no cell is taken for a formula."""

import csv
import io
from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet takes a cell that begins so for a formula


def row(values: Iterable[object]) -> bytes:
    """A line of CSV; a text that a spreadsheet would compute begins with an apostrophe, null is empty."""
    line = io.StringIO()
    csv.writer(line).writerow([_cell(value) for value in values])
    return line.getvalue().encode()


def _cell(value: object) -> str:
    told = "" if value is None else str(value)
    return f"'{told}" if told.startswith(_FORMULA) and not isinstance(value, int | float) else told
