"""Lines as they are printed on pages -> pieces: what all steps of the reading ladder have in common.

In: the lines of a paged source in reading order, each with its place and column. Out: pieces: running headers, footers
and page numbers set aside, wrapped lines and hyphenated words joined (over a page break too), bullets in symbol fonts
made plain, headings told by weight and size, what stands apart marked so.
"""

from dataclasses import dataclass, field

from ..document import Box
from .pieces import Run


@dataclass(slots=True)
class PrintedLine:
    """One line of a column or table cell, as printed.

    `column` is the left and right bound of the column or cell that the line stands in: a line whose successor's first
    word would not have fitted before the right bound was wrapped. `cell`: the row and number of a table's cell where
    the page draws or shows a table, so that lines of different cells are never joined; None outside of tables.
    """

    text: str
    page: int
    box: Box
    column: tuple[float, float]
    runs: list[Run] = field(default_factory=list)  # offsets into `text`
    bold: bool = False
    size: float = 0.0  # of most of its characters, in points; 0 where it is not known
    cell: tuple[int, int] | None = None
    confidence: float | None = None  # OCR's, from 0 to 1
