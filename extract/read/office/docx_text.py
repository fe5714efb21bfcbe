"""The content of a DOCX: paragraphs, tables and text boxes of one part, in document order, as blocks.

Tracked changes are as accepted, of fields the results are taken, hidden text and comments are left out, and the prompt
of an empty content control, which is not the author's.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ...errors import UnreadableFile
from ..pieces import raised
from .blocks import NOWHERE, Block, LineWriter, Paragraph, Table, TextLine
from .docx_lists import Lists
from .docx_styles import VAL, Style, Styles, W, indent_of, number_of, outline_level, toggle, value
from .office_zip import Element
from .symbols import PRIVATE, bullet, is_symbol_font, sign

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VML = "{urn:schemas-microsoft-com:vml}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_LINKS = ("http://", "https://", "mailto:", "tel:")
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"?([^"\s]+)"?')
_LEFT_OUT = frozenset(
    W + name for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "delText", "rt", "sectPr")
)
_WRAPPERS = frozenset(W + name for name in ("ins", "moveTo", "customXml", "smartTag"))


@dataclass(slots=True)
class Notes:
    """The notes of a document: which are referred to, in what order."""

    numbers: dict[tuple[str, str], int] = field(default_factory=dict)  # (footnote or endnote, id) -> number

    def number(self, kind: str, note: str) -> int:
        """The number of a note, the next one where it is new."""
        return self.numbers.setdefault((kind, note), len(self.numbers) + 1)


@dataclass(slots=True)
class Context:
    """What the parts of one document share."""

    styles: Styles
    lists: Lists
    notes: Notes = field(default_factory=Notes)


@dataclass(slots=True)
class _Field:
    code: list[str] = field(default_factory=list)
    in_result: bool = False
    is_link: bool = False


class Story:
    """The text of one part; `links` and `part` are its relationships: where a link leads, the root of a part."""

    def __init__(self, context: Context, links: dict[str, str], part: Callable[[str], Element | None]) -> None:
        self.context = context
        self.links = links
        self.part = part
        self.fields: list[_Field] = []  # open ones; a field may go over paragraphs
        self.note: int | None = None  # of the note that is being read
        self._writer: LineWriter | None = None  # of a paragraph whose end was deleted

    def blocks(self, parent: Element) -> list[Block]:
        """The blocks that an element holds."""
        blocks: list[Block] = []
        for element in _unwrapped(parent):
            if element.tag == W + "p":
                self._paragraph(element, blocks)
            elif element.tag == W + "tbl":
                blocks.append(self._table(element))
        if self._writer is not None:
            blocks.append(Paragraph(self._writer.finish()))
            self._writer = None
        return blocks

    def _paragraph(self, element: Element, blocks: list[Block]) -> None:
        properties = element.find(W + "pPr")
        style = self.context.styles.of_paragraph(value(properties, "pStyle"))
        writer, self._writer = self._writer or LineWriter(), None
        runs = Runs(self, writer, style)
        runs.walk(element)
        self.fields = [each for each in self.fields if each.in_result]
        mark = properties.find(W + "rPr") if properties is not None else None
        if mark is not None and mark.find(W + "del") is not None:
            self._writer = writer  # the paragraph goes on in the next one
            blocks += runs.before + runs.after
            return
        level = outline_level(properties)
        paragraph = Paragraph(writer.finish(), style.level if level is None else level)
        num_id, list_level = number_of(properties)
        if num_id is None:
            num_id, list_level = style.num_id, style.list_level if list_level is None else list_level
        if num_id is not None and num_id != "0":
            paragraph.item = self.context.lists.item(num_id, list_level, style.style_id)
        listed = paragraph.item.indent if paragraph.item is not None else NOWHERE
        paragraph.indent = indent_of(properties).or_else(listed).or_else(style.indent).start
        blocks += [*runs.before, paragraph, *runs.after]

    def _table(self, element: Element) -> Table:
        rows: list[list[list[Block]]] = []
        for row in _unwrapped(element):
            properties = row.find(W + "trPr")
            if row.tag == W + "tr" and (properties is None or properties.find(W + "del") is None):
                rows.append([self._cell(cell) for cell in _unwrapped(row) if cell.tag == W + "tc"])
        return Table(rows)

    def _cell(self, cell: Element) -> list[Block]:
        properties = cell.find(W + "tcPr")
        if properties is not None:
            merges = (properties.find(W + "vMerge"), properties.find(W + "hMerge"))
            covered = any(merge is not None and merge.get(VAL, "continue") == "continue" for merge in merges)
            if covered or properties.find(W + "cellDel") is not None:
                return []
        return self.blocks(cell)


class Runs:
    """Writes the runs of one paragraph; `before` and `after` it stand the text boxes that it anchors."""

    def __init__(self, story: Story, writer: LineWriter, style: Style) -> None:
        self._story = story
        self._writer = writer
        self._style = style
        self._bold, self._font, self._raised = style.bold or story.context.styles.bold, "", False
        self.before: list[Block] = []
        self.after: list[Block] = []

    def walk(self, parent: Element) -> None:
        """Write down what an element holds."""
        for element in parent:
            tag = element.tag
            if tag == W + "r":
                self._run(element)
            elif tag in _LEFT_OUT:
                continue
            elif tag == W + "hyperlink":
                self._link(self._story.links.get(element.get(_R + "id", ""), ""), element)
            elif tag == W + "fldSimple":
                self._link(_url(element.get(W + "instr", "")), element)
            elif tag == _COMPATIBLE + "AlternateContent":
                self._alternative(element)
            elif not self._leaf(element, tag):
                self.walk(element)

    def _run(self, element: Element) -> None:
        properties = element.find(W + "rPr")
        self._raised = properties is not None and value(properties, "vertAlign") == "superscript"
        if properties is None:
            self._bold, self._font = self._style.bold or self._story.context.styles.bold, ""
        elif self._is_hidden(properties):
            return
        self.walk(element)

    def _is_hidden(self, properties: Element) -> bool:
        """Take in the properties of a run; whether it is hidden."""
        styles = self._story.context.styles
        style = styles.of(value(properties, "rStyle"))
        bold, hidden = toggle(properties, "b"), toggle(properties, "vanish")
        self._bold = (style.bold != self._style.bold) or styles.bold if bold is None else bold
        fonts = properties.find(W + "rFonts")
        self._font = fonts.get(W + "ascii", "") if fonts is not None else ""
        return style.hidden or self._style.hidden if hidden is None else hidden

    def _link(self, url: str, element: Element) -> None:
        if url.startswith(_LINKS):
            self._writer.begin_link(url)
            self.walk(element)
            self._writer.end_link()
        else:
            self.walk(element)

    def _alternative(self, element: Element) -> None:
        """One of the forms of a thing that is there twice: the first that has text."""
        for form in element:
            if any(True for _ in form.iter(W + "t", W + "sym", A + "t", _VML + "textpath", _DIAGRAM + "relIds")):
                self.walk(form)
                return

    def _leaf(self, element: Element, tag: str) -> bool:
        """Write what has no runs in it; whether it was such."""
        if tag == W + "t":
            self._text(element)
        elif tag.startswith(W):
            return self._sign(element, tag.removeprefix(W)) or self._mark(element, tag.removeprefix(W))
        elif tag == _MATH + "t":
            self._put(element.text or "")
        else:
            return self._drawn(element, tag)
        return True

    def _text(self, element: Element) -> None:
        text = element.text or ""
        if text[:1].isspace() or text[-1:].isspace():
            preserved = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
            text = text if preserved else text.strip(" \t\r\n")
        if is_symbol_font(self._font):
            text = "".join(char if char.isspace() else bullet(char, self._font) for char in text)
        self._put(raised(text) if self._raised else text)

    def _sign(self, element: Element, name: str) -> bool:
        """Write a sign that has an element of its own."""
        if name in ("tab", "ptab"):
            self._put("\t")
        elif name in ("br", "cr"):
            if self._is_shown():
                self._writer.end_line()
        elif name == "noBreakHyphen":
            self._put("-")
        elif name == "sym":
            self._put(_symbol(element))
        else:
            return False
        return True

    def _mark(self, element: Element, name: str) -> bool:
        """Write what stands for a note, a field, a control or a box."""
        if name in ("fldChar", "instrText"):
            self._field(element, name)
        elif name == "sdt":
            self._control(element)
        elif name in ("footnoteReference", "endnoteReference"):
            self._refer(element, name.removesuffix("Reference"))
        elif name in ("footnoteRef", "endnoteRef"):
            self._put(f"({self._story.note}) ")
        elif name == "txbxContent":
            self._box(self._story.blocks(element))
        elif name == "altChunk":
            raise foreign_part()
        else:
            return False
        return True

    def _refer(self, element: Element, kind: str) -> None:
        if element.get(W + "customMarkFollows", "0") in ("0", "false"):
            mark = self._story.context.notes.number(kind, element.get(W + "id", ""))
            self._put(str(mark) if self._writer.last == "(" else f" ({mark})")

    def _drawn(self, element: Element, tag: str) -> bool:
        """Text in drawings: of shapes, diagrams and letters in art."""
        if tag == A + "p":
            self._box([_drawn_line(element)])
        elif tag == _DIAGRAM + "relIds":
            root = self._story.part(element.get(_R + "dm", ""))
            lines = root.iter(A + "p") if root is not None else ()
            self._box([_drawn_line(line) for line in lines])
        elif tag == _VML + "textpath":
            self._box([Paragraph([TextLine(element.get("string", ""))])])
        else:
            return False
        return True

    def _box(self, blocks: list[Block]) -> None:
        """A text box stands before its paragraph, or after it where text of the paragraph stands before its anchor."""
        (self.after if self._writer.last or len(self._writer.lines) > 1 else self.before).extend(blocks)

    def _control(self, element: Element) -> None:
        content = content_of(element)
        if content is not None:
            self.walk(content)

    def _field(self, element: Element, name: str) -> None:
        fields = self._story.fields
        kind = element.get(W + "fldCharType")
        if name == "instrText":
            if fields and not fields[-1].in_result:
                fields[-1].code.append(element.text or "")
        elif kind == "begin":
            fields.append(_Field())
        elif kind == "separate" and fields:
            fields[-1].in_result = True
            url = _url("".join(fields[-1].code))
            if url.startswith(_LINKS):
                fields[-1].is_link = True
                self._writer.begin_link(url)
        elif kind == "end" and fields and fields.pop().is_link:
            self._writer.end_link()

    def _put(self, text: str) -> None:
        if self._is_shown():
            self._writer.put(text, bold=self._bold)

    def _is_shown(self) -> bool:
        """Whether no code of a field is being read."""
        return all(each.in_result for each in self._story.fields)


def _unwrapped(parent: Element) -> Iterator[Element]:
    """The children of an element, with those of what only wraps them in their place."""
    for element in parent:
        tag = element.tag
        if tag == W + "altChunk":
            raise foreign_part()
        if (inside := _wrapped(element, tag)) is not None:
            yield from _unwrapped(inside)
        elif tag not in _LEFT_OUT:
            yield element


def _wrapped(element: Element, tag: str) -> Element | Sequence[Element] | None:
    """What an element wraps; None where it is no wrapper."""
    if tag in _WRAPPERS:
        return element
    if tag == W + "sdt":
        content = content_of(element)
        return () if content is None else content
    return element[0] if tag == _COMPATIBLE + "AlternateContent" and len(element) else None


def content_of(control: Element) -> Element | None:
    """What stands in a content control; None where that is its prompt."""
    properties = control.find(W + "sdtPr")
    if properties is not None and toggle(properties, "showingPlcHdr"):
        return None
    return control.find(W + "sdtContent")


def foreign_part() -> UnreadableFile:
    """The error of a part that is a document of another format."""
    return UnreadableFile(
        "it embeds a document of another format (altChunk)", remedy="Open it in Word and save it again"
    )


def _symbol(element: Element) -> str:
    code = element.get(W + "char", "")
    if not re.fullmatch("(?![dD][89a-fA-F])[0-9A-Fa-f]{1,4}", code):  # no surrogates
        return ""
    number, font = int(code, 16), element.get(W + "font", "")
    if number >= PRIVATE or is_symbol_font(font):
        return sign(number, font)
    return chr(number)


def _url(code: str) -> str:
    found = _HYPERLINK.match(code)
    return found.group(1) if found else ""


def _drawn_line(element: Element) -> Paragraph:
    return Paragraph([TextLine("".join(text.text or "" for text in element.iter(A + "t")))])
