"""The content of an ODT: paragraphs, lists, tables and text boxes in document order, as blocks.

Deleted text stands apart in this format and is not taken; hidden text, comments and prompts to fill in are left out.
"""

import re
from collections.abc import Iterator

from .blocks import Block, Item, LineWriter, Paragraph, Table
from .odt_styles import STYLE, TEXT, Lists, Look, Styles, whole
from .office_zip import Element

_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_LINKS = ("http://", "https://", "mailto:", "tel:")
_PARAGRAPHS = frozenset({TEXT + "p", TEXT + "h"})
_LEFT_OUT = frozenset(
    (
        *(TEXT + name for name in ("tracked-changes", "ruby-text", "placeholder", "hidden-text", "hidden-paragraph")),
        *(_OFFICE + name for name in ("annotation", "annotation-end", "forms", "event-listeners")),
    )
)
_BLANK = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 200  # of one `text:s`


class Story:
    """The text of a document; `notes` are those that it refers to, in the order of their marks."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self.styles = styles
        self.lists = lists
        self.notes: list[Element] = []
        self.mark: int | None = None  # of the note that begins here

    def blocks(self, parent: Element) -> list[Block]:
        """The blocks that an element holds."""
        blocks: list[Block] = []
        self._walk(parent, blocks)
        return blocks

    def _walk(self, parent: Element, blocks: list[Block]) -> None:
        for element in parent:
            tag = element.tag
            if tag in _PARAGRAPHS:
                self._paragraph(element, blocks)
            elif tag == TEXT + "list":
                self._list(element, blocks, 0, None)
            elif tag == _TABLE + "table":
                blocks.append(Table([self._row(row) for row in _rows(element)]))
            elif tag not in _LEFT_OUT and element.get(TEXT + "display") != "none":
                self._walk(element, blocks)

    def _paragraph(self, element: Element, blocks: list[Block]) -> Paragraph:
        look = self.styles.of("paragraph", element.get(TEXT + "style-name"))
        runs = _Runs(self, look)
        if self.mark is not None:
            runs.writer.put(f"({self.mark}) ")
            self.mark = None
        runs.walk(element, look)
        paragraph = Paragraph(runs.writer.finish(), look.level, indent=look.indent.start)
        if element.tag == TEXT + "h":
            paragraph.level = whole(element.get(TEXT + "outline-level")) or 1
            if element.getparent().tag != TEXT + "list-item":
                paragraph.item = self.lists.heading(paragraph.level)
        blocks += [*runs.before, paragraph, *runs.after]
        return paragraph

    def _list(self, element: Element, blocks: list[Block], nesting: int, name: str | None) -> None:
        name = element.get(TEXT + "style-name") or name
        if element.get(TEXT + "continue-numbering") != "true" and element.get(TEXT + "continue-list") is None:
            self.lists.begin(name, nesting)
        for item in element:
            has_sign = item.tag == TEXT + "list-item"
            for child in item:
                if child.tag == TEXT + "list":
                    self._list(child, blocks, nesting + 1, name)
                elif child.tag in _PARAGRAPHS:
                    paragraph = self._paragraph(child, blocks)
                    if has_sign:
                        own = name or self.styles.list_of(child.get(TEXT + "style-name"))
                        start = whole(item.get(TEXT + "start-value"))
                        self._put_sign(paragraph, child, self.lists.item(own, nesting, start))
                    has_sign = False
                else:
                    self._walk(child, blocks)

    def _put_sign(self, paragraph: Paragraph, element: Element, item: Item | None) -> None:
        paragraph.item = item
        if item is not None:
            look = self.styles.of("paragraph", element.get(TEXT + "style-name"))
            paragraph.indent = look.own.or_else(item.indent).or_else(look.indent).start

    def _row(self, row: Element) -> list[list[Block]]:
        return [
            self.blocks(cell) if cell.tag == _TABLE + "table-cell" else []
            for cell in row
            if cell.tag in (_TABLE + "table-cell", _TABLE + "covered-table-cell")
        ]


class _Runs:
    """Writes the runs of one paragraph; `before` and `after` it stand the text boxes that it anchors."""

    def __init__(self, story: Story, look: Look) -> None:
        self._story = story
        self._bold, self._hidden = look.bold is True, look.hidden is True
        self.writer = LineWriter()
        self.before: list[Block] = []
        self.after: list[Block] = []

    def walk(self, parent: Element, look: Look) -> None:
        """Write down what an element holds, in the look of its style."""
        outer = self._bold, self._hidden
        self._bold = outer[0] if look.bold is None else look.bold
        self._hidden = outer[1] if look.hidden is None else look.hidden
        self._put(parent.text)
        for element in parent:
            if element.tag not in _LEFT_OUT:
                self._element(element, element.tag)
            self._put(element.tail)
        self._bold, self._hidden = outer

    def _element(self, element: Element, tag: str) -> None:
        if tag == TEXT + "span":
            self.walk(element, self._story.styles.of("text", element.get(TEXT + "style-name")))
        elif tag == TEXT + "a":
            self._link(element)
        elif tag == TEXT + "s":
            self._write(" " * min(whole(element.get(TEXT + "c")) or 1, _MOST_SPACES))
        elif tag == TEXT + "tab":
            self._write("\t")
        elif tag == TEXT + "line-break":
            self.writer.end_line()
        elif tag == TEXT + "note":
            self._note(element)
        elif tag.startswith(_DRAW):
            self._box(self._story.blocks(element))
        else:
            self.walk(element, Look())

    def _link(self, element: Element) -> None:
        url = element.get(_HREF, "")
        if url.startswith(_LINKS):
            self.writer.begin_link(url)
            self.walk(element, Look())
            self.writer.end_link()
        else:
            self.walk(element, Look())

    def _note(self, element: Element) -> None:
        body = element.find(TEXT + "note-body")
        if body is not None and not self._hidden:
            self._story.notes.append(body)
            mark = len(self._story.notes)
            self._write(str(mark) if self.writer.last == "(" else f" ({mark})")

    def _box(self, blocks: list[Block]) -> None:
        """A text box stands before its paragraph, or after it where text of the paragraph stands before its anchor."""
        (self.after if self.writer.last or len(self.writer.lines) > 1 else self.before).extend(blocks)

    def _put(self, text: str | None) -> None:
        """White space of XML is one space, and none at the beginning or behind another."""
        if text:
            text = _BLANK.sub(" ", text)
            self._write(text.removeprefix(" ") if self.writer.last in ("", " ") else text)

    def _write(self, text: str) -> None:
        if text and not self._hidden:
            self.writer.put(text, bold=self._bold)


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, those of its head and its groups too; one that is repeated stands once."""
    for element in table:
        if element.tag == _TABLE + "table-row":
            yield element
        elif element.tag in (_TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group")):
            yield from _rows(element)


def running(root: Element | None, kind: str) -> Iterator[Element]:
    """The running headers or footers (`kind`) of all kinds of pages."""
    for element in (
        root.iter(*(f"{STYLE}{kind}{pages}" for pages in ("", "-first", "-left"))) if root is not None else ()
    ):
        if element.get(STYLE + "display") != "false":
            yield element
