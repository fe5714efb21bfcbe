r"""One text of an RTF: the body, a header, a note or a text box; paragraphs and cells, as they end, become blocks.

Most methods do what the control word in their docstring says.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from .blocks import Block, Item, LineWriter, Paragraph, Table
from .counters import counted, signed

DEEPEST_TABLE = 20  # tables in tables; deeper ones are read as if they stood in the last
DEEPEST_LIST = 9
BODY_LEVEL = 9  # the outline level of body text, counted from 0
_NUMBER = re.compile(r"\W*(?:\d+(?:\.\d+)*|[IVXLC]+|[ivxl]{2,})\W*")
_LETTER = re.compile(r"\W*[A-Za-z]\W+")


@dataclass(slots=True)
class _Cells:
    """An open table: its rows, the cells of the open row, the blocks of the open cell."""

    rows: list[list[list[Block]]] = field(default_factory=list)
    cells: list[list[Block]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _Look:
    r"""What is said of a paragraph until `\pard` unsays it."""

    style: int = 0
    level: int | None = None  # of a heading, 0 for body text; None: as its style says
    list: int = 0  # of an item, and its level in it
    nesting: int = 0
    left: int = 0  # where it stands, in twips, and its first line against that
    first: int = 0
    depth: int = 0  # of tables that it stands in


class Story:
    """Takes what is written; `finish` gives the blocks."""

    def __init__(self, levels: dict[int, int]) -> None:
        self.levels = levels  # of headings, by style
        self.writer = LineWriter()
        self.label = ""  # of the item that is being written
        self._look = _Look()
        self._merged: list[bool] = []  # which cells of the row another one covers
        self._covered = False  # of the cell that is being defined
        self._blocks: list[Block] = []
        self._tables: list[_Cells] = []
        self._before: list[Block] = []
        self._after: list[Block] = []

    def finish(self) -> list[Block]:
        """All blocks; nothing can be written after that."""
        if self._is_begun() or self._before:
            self.end_paragraph()
        self._open(0)
        return self._blocks

    def box(self, blocks: list[Block]) -> None:
        """A text box stands before its paragraph, or after it where text of the paragraph stands before its anchor."""
        (self._after if self._is_begun() else self._before).extend(blocks)

    def end_paragraph(self) -> None:
        r"""`\par`"""
        self._open(self._look.depth)
        self._paragraph()

    def end_line(self) -> None:
        r"""`\line`"""
        self.writer.end_line()

    def forget(self) -> None:
        r"""`\pard`"""
        self._look = _Look()

    def stand_in_table(self) -> None:
        r"""`\intbl`"""
        self._look.depth = max(self._look.depth, 1)

    def stand_in_tables(self, depth: int) -> None:
        r"""`\itap2`"""
        self._look.depth = max(depth, 0)

    def nest(self, nesting: int) -> None:
        r"""`\ilvl1`"""
        self._look.nesting = min(max(nesting, 0), DEEPEST_LIST)

    def stand_in_list(self, number: int) -> None:
        r"""`\ls1`"""
        self._look.list = number

    def indent(self, left: int) -> None:
        r"""`\li720`"""
        self._look.left = left

    def indent_first(self, first: int) -> None:
        r"""`\fi-360`"""
        self._look.first = first

    def style(self, style: int) -> None:
        r"""`\s2`"""
        self._look.style = style

    def outline(self, level: int) -> None:
        r"""`\outlinelevel1`"""
        self._look.level = heading_level(level)

    # ---- tables ---------------------------------------------------------------------------------------------------

    def end_cell(self) -> None:
        r"""`\cell`"""
        self._end_cell(1)

    def end_nested_cell(self) -> None:
        r"""`\nestcell`"""
        self._end_cell(max(self._look.depth, 2))

    def end_row(self) -> None:
        r"""`\row`"""
        self._open(min(len(self._tables), 1))
        self.end_nested_row()

    def end_nested_row(self) -> None:
        r"""`\nestrow`: cells that another one covers are empty."""
        if self._tables and self._tables[-1].cells:
            table = self._tables[-1]
            merged = [*self._merged, *[False] * len(table.cells)]
            table.rows.append([[] if covered else cell for cell, covered in zip(table.cells, merged, strict=False)])
            table.cells = []

    def begin_row(self) -> None:
        r"""`\trowd`: the cells are defined anew."""
        self._merged, self._covered = [], False

    def cover(self) -> None:
        r"""`\clvmrg`, `\clmrg`: another cell covers the one that is being defined."""
        self._covered = True

    def define_cell(self) -> None:
        r"""`\cellx2000`"""
        self._merged.append(self._covered)
        self._covered = False

    def _end_cell(self, depth: int) -> None:
        self._open(depth)
        self._paragraph()
        table = self._tables[-1]
        table.cells.append(table.blocks)
        table.blocks = []

    def _open(self, depth: int) -> None:
        """Close tables that are deeper than what comes, open those that are missing."""
        while len(self._tables) > depth:
            table = self._tables.pop()
            if table.blocks:
                table.cells.append(table.blocks)
            if table.cells:
                table.rows.append(table.cells)
            (self._tables[-1].blocks if self._tables else self._blocks).append(Table(table.rows))
        while len(self._tables) < min(depth, DEEPEST_TABLE):
            self._tables.append(_Cells())

    # ---- paragraphs -----------------------------------------------------------------------------------------------

    def _is_begun(self) -> bool:
        return bool(self.writer.last) or len(self.writer.lines) > 1

    def _paragraph(self) -> None:
        look = self._look
        level = self.levels.get(look.style, 0) if look.level is None else look.level
        paragraph = Paragraph(self.writer.finish(), level, _item(look, self.label), look.left + look.first)
        holder = self._tables[-1].blocks if self._tables else self._blocks
        holder += [*self._before, paragraph, *self._after]
        self._before, self._after, self.label, self.writer = [], [], "", LineWriter()


# Control words that are of one text, without and with a number.
DO: dict[str, Callable[[Story], None]] = {
    "par": Story.end_paragraph,
    "sect": Story.end_paragraph,
    "line": Story.end_line,
    "page": Story.end_line,
    "column": Story.end_line,
    "pard": Story.forget,
    "intbl": Story.stand_in_table,
    "cell": Story.end_cell,
    "nestcell": Story.end_nested_cell,
    "row": Story.end_row,
    "nestrow": Story.end_nested_row,
    "trowd": Story.begin_row,
    "clvmrg": Story.cover,
    "clmrg": Story.cover,
    "cellx": Story.define_cell,
}
SET: dict[str, Callable[[Story, int], None]] = {
    "itap": Story.stand_in_tables,
    "ls": Story.stand_in_list,
    "ilvl": Story.nest,
    "li": Story.indent,
    "fi": Story.indent_first,
}


def heading_level(outline: int) -> int:
    """An outline level, counted from 0 -> the level of a heading, from 1; 0 for body text."""
    return outline + 1 if 0 <= outline < BODY_LEVEL else 0


def _item(look: _Look, label: str) -> Item | None:
    """An item by the label that is printed before it."""
    if not label:
        return None
    level, of = look.nesting, str(look.list or "")
    if _NUMBER.fullmatch(label):
        return counted(level, label, "decimal", of)
    return counted(level, label, "lowerLetter", of) if _LETTER.fullmatch(label) else signed(level, label, of)
