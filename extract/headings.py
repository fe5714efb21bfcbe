"""Lines that stand as headings, by their number or by the blank lines around them; and the cells of a page's footer.

In: the lines of a posting, with their text or its folded form. Nothing is known of fields or kinds of sections.
"""

import re
from collections.abc import Sequence

from .body import NUMBERED
from .document import Line
from .shapes import LONG_LINE, is_prose

SHORT_HEADING = 50  # characters: a heading with an article is short
_SECTION_NUMBER = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-h])\b ?[.):°/–-]{0,2} ?[–-]? *(?<![a-z0-9])(?=[a-z])"
)
_PAGE = re.compile(r"page \d{1,3}(?: ?(?:/|sur|de) ?\d{1,3})?")
_NO_END = ".,;:"  # what a line ends with that goes on or is a sentence
_BESIDE = 2  # cells: a footer has three at most


def behind_number(folded: str, lines: Sequence[Line], n: int) -> int | None:
    """Where the words of `1. Missions`, `II - Profil recherché` begin; None for a line without such a number.

    In a list the next line must not be its next number: `1. Savoir-faire`, `2. Savoir-être` may be items.
    """
    line = lines[n]
    if line.end - line.start > LONG_LINE // 2:
        return None
    if line.kind == "bullet":
        below = lines[n + 1] if n + 1 < len(lines) else None
        ends = below is None or (below.kind == "bullet" and below.marker == line.marker)
        return None if line.marker not in NUMBERED or ends else line.start
    number = _SECTION_NUMBER.match(folded, line.start, line.end)
    return number.end() if number else None


def is_set_apart(text: str, lines: Sequence[Line], n: int) -> bool:
    """Whether a line is a heading, or stands as one: short, between blank lines, a capital first, no full stop."""
    line = lines[n]
    if line.kind == "heading":
        return True
    short = line.kind == "plain" and line.blank and line.end - line.start < SHORT_HEADING
    apart = short and n + 1 < len(lines) and lines[n + 1].blank
    return apart and text[line.start].isupper() and text[line.end - 1] not in _NO_END


def is_above_prose(folded: str, lines: Sequence[Line], n: int) -> bool:
    """Whether the line below is prose."""
    below = lines[n + 1] if n + 1 < len(lines) else None
    return below is not None and below.kind == "plain" and is_prose(folded[below.start : below.end])


def is_footer(folded: str, lines: Sequence[Line], n: int) -> bool:
    """Whether a line is a cell of a page's footer: `Service des soins      Page 1/2`."""
    line = lines[n]
    if line.kind != "cell":
        return False
    beside = (cell for cell in lines[max(0, n - _BESIDE) : n + _BESIDE + 1] if cell.kind == "cell")
    return any(cell.row == line.row and _PAGE.fullmatch(folded[cell.start : cell.end]) for cell in beside)
