"""What word processors hold -> pieces: paragraphs, list items and tables, the same for DOCX, ODT and RTF.

A reader of one of these formats gives blocks in document order; what makes a heading, which lines belong together and
how a table is read is said here once, so that a posting gives the same lines whichever of them it was saved in.
"""

from collections.abc import Iterable, Iterator

from ...document import Link
from ..pieces import Piece
from ..text import BOLD_LEVEL, LONGEST_HEADING, typed_bullet
from .blocks import Block, Cell, Item, Paragraph, Table, TextLine
from .heads import find_heads

DEEPEST_HEADING = 6
_HEAD_AND_BODY = 2  # rows
STEP = 360  # twips: a level of a list whose indent is not known
TAB = 720  # twips: a tab at the beginning of a line
SPACE = 60
NEAR = 100  # twips: signs that stand so near below each other are of one level
LONGEST_TITLE = 250  # characters: a longer paragraph is prose, whatever its style says


def pieces_of(blocks: Iterable[Block]) -> list[Piece]:
    """The pieces of a document's body."""
    flow = _Flow()
    flow.blocks(blocks)
    return flow.pieces


def furniture_of(blocks: Iterable[Block]) -> list[Piece]:
    """The pieces of a running header or footer, which are no part of the text."""
    return [Piece(line.text, "rule", links=line.links) for line in _lines(blocks) if line.text.strip()]


def _lines(blocks: Iterable[Block]) -> Iterator[TextLine]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.lines
        else:
            for row in block.rows:
                for cell in row:
                    yield from _lines(cell)


class _Flow:
    """The state is what stands above: an item, a line of columns, or a row of cells, that the next may go on from."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._row = 0
        self._levels: list[tuple[int, str, int]] = []  # open ones: indent, list, level in it
        self._above = ""  # "item", "tabs", "cells", "text"; "" where a gap or nothing is

    def blocks(self, blocks: Iterable[Block], *, weight: bool = True) -> None:
        """Write blocks down; `weight`: whether a bold line may be a heading."""
        blocks = list(blocks)
        if weight:
            find_heads(blocks)
        for block in blocks:
            if isinstance(block, Table):
                self._table(block)
            else:
                self._paragraph(block, weight=weight)

    # ---- paragraphs -----------------------------------------------------------------------------------------------

    def _paragraph(self, paragraph: Paragraph, *, weight: bool) -> None:
        lines = paragraph.lines
        if not paragraph.has_text:
            self._above = ""
        elif paragraph.level and sum(len(line.text) for line in lines) <= LONGEST_TITLE:
            self._heading(paragraph)
        elif paragraph.item is not None:
            self._item(paragraph.item, lines, paragraph.indent)
        else:
            self._plain(lines, paragraph.indent or 0, weight=weight)

    def _heading(self, paragraph: Paragraph) -> None:
        line = _joined(paragraph.lines)
        level = paragraph.level if paragraph.level == BOLD_LEVEL else min(paragraph.level, DEEPEST_HEADING)
        piece = Piece(line.text, "heading", level=level, links=line.links)
        if paragraph.item is not None:
            piece.label, piece.marker = paragraph.item.label, paragraph.item.marker
        self._add(piece, "text")

    def _item(self, item: Item, lines: list[TextLine], indent: int | None) -> None:
        """An item with the lines that its author broke it into; bullets typed on them are items of their own."""
        own = [lines[0]]
        typed: list[TextLine] = []
        for line in lines[1:]:
            (typed if typed or typed_bullet(line.text) else own).append(line)
        line = _joined(own)
        piece = Piece(line.text, "bullet", self._above != "item", links=line.links)
        piece.nesting = self._nesting(STEP * item.level if indent is None else indent, item.of, item.level)
        piece.label, piece.marker = item.label, item.marker
        self._add(piece, "item")
        for line in typed:
            self._add(Piece(line.text, blank=False, links=line.links), "item")

    def _plain(self, lines: list[TextLine], indent: int, *, weight: bool) -> None:
        blank = True
        for line in lines:
            text = line.text.strip()
            if not text:
                self._above, blank = "", True
                continue
            if typed_bullet(text):
                self._typed(line, indent, blank=blank and self._above != "item")
            else:
                self._line(line, text, blank=blank, weight=weight)
            blank = False

    def _typed(self, line: TextLine, indent: int, *, blank: bool) -> None:
        """An item whose bullet was typed; the looks of the line will tell it."""
        lead = line.text[: len(line.text) - len(line.text.lstrip())]
        nesting = self._nesting(indent + TAB * lead.count("\t") + SPACE * lead.count(" "), "", 0)
        self._add(Piece(line.text, blank=blank, nesting=nesting, links=line.links), "item")

    def _line(self, line: TextLine, text: str, *, blank: bool, weight: bool) -> None:
        above = "tabs" if "\t" in text else "text"
        piece = Piece(line.text, blank=blank and not above == self._above == "tabs", links=line.links)
        if weight and line.bold and above == "text" and len(text) <= LONGEST_HEADING:
            piece.kind, piece.level = "heading", BOLD_LEVEL
        self._add(piece, above)

    def _nesting(self, indent: int, name: str, level: int) -> int:
        """How many items above an item of the same run is nested in: by its level in their list, else its indent."""
        if self._above != "item":
            self._levels.clear()
        while self._levels:
            over, its_list, its_level = self._levels[-1]
            nested = its_level < level if name and name == its_list else over < indent - NEAR
            if nested:
                break
            self._levels.pop()
        self._levels.append((indent, name, level))
        return len(self._levels) - 1

    def _add(self, piece: Piece, above: str) -> None:
        self.pieces.append(piece)
        self._above = above

    # ---- tables ---------------------------------------------------------------------------------------------------

    def _table(self, table: Table) -> None:
        self._above = ""
        for row in _turned(table.rows):
            filled = [cell for cell in row if _filled(cell)]
            if _are_pairs(row):
                for label, value in zip(row[::2], row[1::2], strict=True):
                    self._pair(label, value)
            elif len(row) > 1 and all(_only_line(cell) for cell in filled):
                self._cells(filled)
            else:
                self._apart(*filled)
        self._above = ""

    def _apart(self, *cells: Cell) -> None:
        """Cells one after the other, each with its paragraphs and lists."""
        for cell in cells:
            self.blocks(cell, weight=len(cells) == 1 or not _is_bold(cell))
            self._above = ""

    def _cells(self, cells: list[Cell]) -> None:
        """A row of cells of one line each: which of them belong together is for the reading order to say."""
        self._row += 1
        blank = self._above != "cells"
        for line in filter(None, map(_only_line, cells)):
            self._add(Piece(line.text, "cell", blank, row=self._row, links=line.links), "cells")

    def _pair(self, label: Cell, value: Cell) -> None:
        """A label and its value: on one line where the label ends with a colon; apart where there are more lines."""
        name, line = _only_line(label), _only_line(value)
        if name is None or line is None:
            self._apart(label, value)
        elif name.text.rstrip().endswith(":"):
            both = _joined([name, line])
            self._add(Piece(both.text, links=both.links), "text")
        else:
            self._add(Piece(name.text, links=name.links, pair="label"), "text")
            self._add(Piece(line.text, blank=False, links=line.links, pair="value"), "text")


def _turned(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows of a table; a row of heads over one row of what belongs to each as one row of pairs."""
    if len(rows) != _HEAD_AND_BODY or len(rows[0]) != len(rows[1]) or len(rows[0]) == 1:
        return rows
    columns = list(zip(*rows, strict=True))
    return [[cell for column in columns for cell in column]] if all(_is_head(*column) for column in columns) else rows


def _is_head(head: Cell, body: Cell) -> bool:
    """Whether a cell heads the one below it: by its colon, or bold over what is not."""
    name, below = _only_line(head), [line for line in _lines(body) if line.text.strip()]
    if name is None or any(line.text.rstrip().endswith(":") for line in below[:1]):
        return False
    return name.text.rstrip().endswith(":") or (name.bold and not all(line.bold for line in below))


def _are_pairs(row: list[Cell]) -> bool:
    """Whether every second cell is the label of the one that follows it."""
    pairs = zip(row[::2], row[1::2], strict=False)
    return len(row) % 2 == 0 and all(_is_label(label, value) for label, value in pairs)


def _is_label(label: Cell, value: Cell) -> bool:
    """Whether a cell is a label by its colon, or bold beside a line that is not."""
    name, line = _only_line(label), _only_line(value)
    if name is None:
        return False
    if name.text.rstrip().endswith(":"):
        return line is None or not line.text.rstrip().endswith(":")
    return name.bold and line is not None and not line.bold


def _filled(cell: Cell) -> list[Block]:
    """The blocks of a cell that are not blank."""
    return [block for block in cell if isinstance(block, Table) or block.has_text]


def _only_line(cell: Cell) -> TextLine | None:
    """The line that a cell holds, where it holds one and no list."""
    filled = _filled(cell)
    if len(filled) != 1 or isinstance(filled[0], Table) or filled[0].item is not None:
        return None
    lines = [line for line in filled[0].lines if line.text.strip()]
    return lines[0] if len(lines) == 1 else None


def _is_bold(cell: Cell) -> bool:
    """Whether a whole cell is bold, so that its weight tells no heading in it."""
    lines = [line for line in _lines(cell) if line.text.strip()]
    return len(lines) > 1 and all(line.bold for line in lines)


def _joined(lines: list[TextLine]) -> TextLine:
    """Lines of a paragraph as one."""
    if len(lines) == 1:
        return lines[0]
    parts: list[str] = []
    links: list[Link] = []
    size = 0
    for line in lines:
        links += [Link(link.start + size, link.end + size, link.url) for link in line.links]
        parts.append(line.text)
        size += len(line.text) + 1
    return TextLine(" ".join(parts), all(line.bold for line in lines), links)
