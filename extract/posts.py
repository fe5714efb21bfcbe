"""A table of several posts in one notice: which fields have more than one value in it.

In: the rows of the table, its head first. Out: the fields with the place of a second value. No value of such a table is
the posting's own.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from ..patterns.forms import Matcher
from .document import Line
from .fold import fold
from .segments import Range

FIELDS = frozenset({"employer", "location", "deadline"})
_CELL = re.compile(r"[^|\t]+?(?=\s*(?:[|\t]|\s{3}|$))")  # of a row: between pipes, tabs or runs of blanks


def values_of_posts(text: str, lines: Sequence[Line], matcher: Matcher) -> list[tuple[str, Range]]:
    """The fields of which the rows say different things, each with the first value that differs from the one above."""
    rows = [
        _cells(text, line) for line in takewhile(lambda line: line.kind in ("row", "rule"), lines) if line.kind == "row"
    ]
    found = []
    for column, (start, end) in enumerate(rows[0]):
        hit = matcher.at(fold(text[start:end]))
        if hit is None or hit.form.name not in FIELDS:
            continue
        places = [row[column] for row in rows[1:] if len(row) == len(rows[0])]
        other = next((place for place in places if text[slice(*place)] != text[slice(*places[0])]), None)
        if other is not None:
            found.append((hit.form.name, other))
    return found


def _cells(text: str, line: Line) -> list[Range]:
    """The cells of a row, blank ones left out."""
    return [
        (found.start() + len(found.group()) - len(found.group().lstrip()), found.end())
        for found in _CELL.finditer(text, line.start, line.end)
        if found.group().strip()
    ]
