"""The body: sections, paragraphs, lists and nested items, as the lines come in.

In: headings, bullets and plain lines, one at a time. Out: the sections of `Segments`.
"""

import re
from collections.abc import Sequence

from ..patterns.forms import Form
from ..patterns.load import Patterns
from .document import Document, Line
from .read.text import BOLD_LEVEL
from .segments import Block, Item, Range, SectionDraft, Segments
from .shapes import dangles

UNWRAPPED = 180  # characters: a text with a line longer than this was not wrapped at all
FULL = 0.65  # of the longest line: a line as long as this was wrapped, a shorter one was ended on purpose
NUMBERED = frozenset({"number", "letter"})
_FOOTNOTE = re.compile(r"\((?:\d|\*)\)\s*[^\W\d_a-zà-ÿ]")
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,3}(?: ?(?:/|sur) ?\d{1,3})?$|- ?\d{1,3} ?-$")


class Body:
    """The open section and list of one posting."""

    def __init__(self, document: Document, lines: Sequence[Line], out: Segments, patterns: Patterns) -> None:
        self.text, self.folded = document.text, document.folded
        self.out = out
        self.patterns = patterns
        self.section: SectionDraft | None = None
        self.block: Block | None = None
        self.inline: str | None = None  # the field that a short line right under the heading belongs to
        self._levels = {line.level for line in lines if line.kind == "heading" and line.level < BOLD_LEVEL}
        self._stack: list[tuple[int, str, int]] = []  # open list levels: indent, marker, number of the item
        self._depth = 0  # markers of the list's first item, less one: a list that is all `- -` has one level
        self._above: Line | None = None  # the line that the open block ends with
        self._letterhead: set[str] = set()  # the loose lines of the header, folded
        self._counted = 0  # how many of the loose lines are in it
        longest = max((line.end - line.start for line in lines if line.kind in ("plain", "bullet")), default=0)
        self._full = FULL * longest if longest < UNWRAPPED else float("inf")

    def open(self, kind: str, heading: Range | None, level: int = 0, form: Form | None = None) -> None:
        """Begin a section."""
        self.section = SectionDraft(kind, heading, level, form)
        self.inline = None
        self.out.sections.append(self.section)
        self.close_block()

    def close_block(self) -> None:
        """End the open paragraph or list: something else stands between."""
        self.block = self._above = None
        self._stack.clear()

    def paragraph(self, part: Range, line: Line | None = None) -> None:
        """A new paragraph of the open section."""
        assert self.section is not None
        self.block = Block("paragraph", [Item([part])])
        self.section.blocks.append(self.block)
        self._above = line

    def line(self, line: Line) -> None:
        """A line without label, heading or bullet: a paragraph, or the rest of what stands above it."""
        assert self.section is not None
        place = (line.start, line.end)
        if line.kind == "heading":
            self._heading(line)
        elif self._is_furniture(line):
            self.out.furniture.append(place)
        elif self.block is not None and (self._wraps_item(line) or self._wraps_paragraph(line)):
            self.block.items[-1].parts.append(place)
            self._above = line
        else:
            if self.section.kind != "notes" and self.section.blocks and _FOOTNOTE.match(self.text, line.start):
                self.open("notes", None)
            self.paragraph(place, line)

    def row(self, line: Line, *, first: bool) -> None:
        """A row of a table in the open section: a paragraph; the first is the table's head."""
        self.close_block()
        self.line(line)
        if first and self.block is not None:
            self.block.head = True
        self.close_block()

    def bullet(self, line: Line) -> None:
        """A list item of the open section; without one, the body begins here."""
        if self.section is None:
            self.open("description", None)
        assert self.section is not None
        if self.block is None or self.block.kind != "list":
            self.close_block()
            self.block = Block("list", [])
            self.section.blocks.append(self.block)
            self._depth = line.depth
        self.block.items.append(self._item(line, self.block))
        self._above = line

    # ---- headings and furniture ---------------------------------------------------------------------------------

    def _heading(self, line: Line) -> None:
        """A heading that no pattern knows: a section of its own where the levels say so, else the lead-in of a list."""
        assert self.section is not None
        leads_in = self.text[line.end - 1] == ":" or line.level >= BOLD_LEVEL
        if len(self._levels) > 1 and not leads_in and line.level <= (self.section.level or line.level):
            self.open("other", (line.start, line.end), line.level)
        else:
            self.paragraph((line.start, line.end), line)

    def _is_furniture(self, line: Line) -> bool:
        """A page number, or a letterhead printed again at the foot of the page."""
        if line.end - line.start > 90:  # noqa: PLR2004 -- a running footer is one short line
            return False
        folded = self.folded[line.start : line.end]
        if _PAGE_NUMBER.match(folded) or ("www." in folded and self.patterns.starts["organisations"].match(folded)):
            return True
        return folded in self.patterns.vocabulary["buttons"] or folded in self._loose_lines()

    def _loose_lines(self) -> set[str]:
        for loose in self.out.loose[self._counted :]:
            self._letterhead.add(self.folded[loose.line.start : loose.line.end])
        self._counted = len(self.out.loose)
        return self._letterhead

    # ---- wrapped lines --------------------------------------------------------------------------------------------

    def _wraps_item(self, line: Line) -> bool:
        if self.block is None or self.block.kind != "list" or line.kind != "plain":
            return False
        if line.blank:
            start, end = self.block.items[-1].parts[-1]
            return self.text[line.start].islower() and dangles(self.folded[start:end])
        first = self.text[line.start]
        if first.islower() or first in "(«" or (self._stack and line.indent > self._stack[-1][0]):
            return True
        start, end = self.block.items[-1].parts[-1]
        ended = self.text[end - 1] in ".;:!?" or self.text[line.end - 1] == ":"
        return not ended and end - start >= self._full

    def _wraps_paragraph(self, line: Line) -> bool:
        above = self._above
        if self.block is None or self.block.kind != "paragraph" or above is None:
            return False
        if line.kind == "cell":
            return above.kind == "cell" and above.row == line.row
        if line.blank or above.kind != "plain":
            return False
        start, end = self.block.items[0].parts[-1]
        if self.text[end - 1] == "." and self.text[line.end - 1] == ":":
            return False  # the lead-in of a list begins a paragraph of its own
        if self.text[line.start].islower():
            return True
        return self.text[end - 1] != ":" and end - start >= self._full

    # ---- lists ----------------------------------------------------------------------------------------------------

    def _item(self, line: Line, block: Block) -> Item:
        self._close_levels(line, block)
        parent = self._stack[-1][2] if self._stack else None
        self._stack.append((line.indent, line.marker, len(block.items)))
        return Item([(line.start, line.end)], parent)

    def _close_levels(self, line: Line, block: Block) -> None:
        """Close the levels that an item does not belong under."""
        if line.depth > self._depth:
            del self._stack[line.depth - self._depth :]
            return
        while self._stack and line.indent < self._stack[-1][0] - 1:
            self._stack.pop()
        for number, (indent, marker, _) in enumerate(self._stack):
            if marker == line.marker and abs(indent - line.indent) <= 1:
                del self._stack[number:]
                return
        if self._stack and not self._nests(line, block):
            self._stack.pop()

    def _nests(self, line: Line, block: Block) -> bool:
        """Whether an item of another marker or a deeper indent is nested under the item above it."""
        indent, marker, _ = self._stack[-1]
        if line.indent > indent + 1:
            return True
        counted = marker in NUMBERED and line.marker not in NUMBERED  # `1. Paie`, and `- saisir ...` below
        return counted or self.text[block.items[-1].parts[-1][1] - 1] == ":"
