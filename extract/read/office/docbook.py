"""What antiword writes of a Word 97 file (DocBook) -> blocks.

Paragraphs of one cell come as lines of text, tabs as spaces, text boxes and headers not at all: it is the second best.
"""

import re

from .blocks import Block, Item, LineWriter, Paragraph, Table
from .counters import counted, signed, written
from .office_zip import Element, parse_xml
from .symbols import BULLET

_DOCTYPE = re.compile(rb"<!DOCTYPE[^>]*>")
_FORMS = {
    "loweralpha": "lowerLetter",
    "upperalpha": "upperLetter",
    "lowerroman": "lowerRoman",
    "upperroman": "upperRoman",
}
_LEFT_OUT = frozenset({"bookinfo", "colspec", "beginpage"})


def blocks_of(data: bytes) -> list[Block]:
    """The blocks of a DocBook document; raises UnreadableFile for what is none."""
    blocks: list[Block] = []
    _walk(parse_xml(_DOCTYPE.sub(b"", data, count=1), "DocBook"), blocks, 0)
    return blocks


def _walk(parent: Element, blocks: list[Block], level: int) -> None:
    """Add the blocks of an element; `level` counts the sections that it stands in."""
    for element in parent:
        if element.tag == "title":
            blocks.append(_paragraph(element, level))
        elif element.tag in ("para", "literallayout"):
            _para(element, blocks, level)
        elif element.tag in ("itemizedlist", "orderedlist"):
            _list(element, blocks, level, 0)
        elif element.tag == "informaltable":
            blocks.append(Table([[_cell(cell) for cell in row.iter("entry")] for row in element.iter("row")]))
        elif element.tag not in _LEFT_OUT:
            _walk(element, blocks, level + element.tag.startswith("sect"))


def _para(element: Element, blocks: list[Block], level: int) -> None:
    """A paragraph, or what stands in one alone: a table."""
    if any(child.tag == "informaltable" for child in element):
        _walk(element, blocks, level)
    else:
        blocks.append(_paragraph(element, 0))


def _list(element: Element, blocks: list[Block], level: int, nesting: int) -> None:
    form = _FORMS.get(element.get("numeration", ""), "decimal")
    for number, entry in enumerate(element, start=1):
        item: Item | None = signed(nesting, BULLET)
        if element.tag == "orderedlist":
            item = counted(nesting, f"{written(number, form)}.", form)
        for child in entry:
            if child.tag in ("itemizedlist", "orderedlist"):
                _list(child, blocks, level, nesting + 1)
            else:
                paragraph = _paragraph(child, 0)
                paragraph.item, item = item, None
                blocks.append(paragraph)


def _cell(cell: Element) -> list[Block]:
    """The lines of a cell, of which each was a paragraph."""
    return [Paragraph([line]) for line in _paragraph(cell, 0).lines if line.text.strip()]


def _paragraph(element: Element, level: int) -> Paragraph:
    writer = LineWriter()
    _write(element, writer, bold=False)
    lines = writer.finish()
    while len(lines) > 1 and not lines[-1].text.strip():
        lines.pop()
    while len(lines) > 1 and not lines[0].text.strip():
        del lines[0]
    return Paragraph(lines, level)


def _write(element: Element, writer: LineWriter, *, bold: bool) -> None:
    bold = bold or element.get("role") == "bold"
    _put(element.text, writer, bold=bold)
    for child in element:
        _write(child, writer, bold=bold)
        _put(child.tail, writer, bold=bold)


def _put(text: str | None, writer: LineWriter, *, bold: bool) -> None:
    for number, line in enumerate((text or "").split("\n")):
        if number:
            writer.end_line()
        writer.put(line, bold=bold)
