"""A posting as a Word file, in the layouts that notices have.

A layout is how the header stands on the page, and how headings and lists are made. The files depend on the posting
alone: dates are fixed, also those of the zip's members.
"""

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as WordParagraph

from .posting import Bullets, HeaderLine, Heading, Item, Posting
from .word_xml import add_borders, add_field, add_symbol_list, as_item, text_box

WRITTEN = datetime(2026, 1, 5, 8, 0)  # noqa: DTZ001 - Word's properties bear no zone
TEXT_WIDTH = Cm(17)
Place = Document | Cell  # what paragraphs are added to


@dataclass(frozen=True)
class Layout:
    """How a Word file looks: `header` writes the header's lines, the rest says how the body is made."""

    header: Callable[["Writer", Sequence[HeaderLine]], None]
    headings: str = "styles"  # or "bold": paragraphs that are only bold
    bullets: str = "styles"  # or "symbols": a list with Symbol's bullets; or "typed": a dash and a tab
    points: float = 10
    footer: str | None = None  # the footer's words, before "Page 1 sur 2"
    running: str | None = None  # the page header's words
    raised_marks: bool = False  # whether (1) stands raised, in a run of its own


def as_word(posting: Posting, layout: Layout) -> bytes:
    """The bytes of the Word file."""
    writer = Writer(layout)
    writer.write(posting)
    return writer.saved()


class Writer:
    """One Word file being written."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.document: Document = docx.Document()
        self._prepare_page()
        self._symbol_list = add_symbol_list(self.document) if layout.bullets == "symbols" else 0

    def write(self, posting: Posting) -> None:
        """The whole posting: title and reference centred, the header, the body."""
        title = self.paragraph(self.document, posting.title, bold=True)
        reference = self.paragraph(self.document, posting.reference.text)
        for line, size in ((title, 14), (reference, self.layout.points)):
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            line.runs[0].font.size = Pt(size)
        reference.paragraph_format.space_after = Pt(12)
        self.layout.header(self, posting.table)
        for block in posting.body:
            if isinstance(block, Bullets):
                self.items(self.document, block.items)
            elif isinstance(block, Heading):
                self.heading(block.text)
            else:
                self.paragraph(self.document, block.text).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY

    def saved(self) -> bytes:
        """The file's bytes, the zip's members dated as the document is."""
        raw, fixed = io.BytesIO(), io.BytesIO()
        self.document.save(raw)
        with zipfile.ZipFile(raw) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                member = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
                target.writestr(member, source.read(name), zipfile.ZIP_DEFLATED)
        return fixed.getvalue()

    def paragraph(self, place: Place, text: str, *, bold: bool = False) -> WordParagraph:
        """A paragraph of running text."""
        paragraph = place.add_paragraph()
        self._run(paragraph, text, bold=bold)
        return paragraph

    def header_line(self, place: Place, line: HeaderLine) -> WordParagraph:
        """A header line in one paragraph, its label bold, its list below it."""
        paragraph = place.add_paragraph()
        self.header_runs(paragraph, line)
        self.items(place, line.items)
        return paragraph

    def header_runs(self, paragraph: WordParagraph, line: HeaderLine) -> None:
        """Label and value, in runs of their own, at the end of a paragraph."""
        if line.label:
            self._run(paragraph, f"{line.label} :", bold=True)
        self._run(paragraph, f" {line.value}" if line.label and line.value else line.value)

    def heading(self, text: str) -> None:
        """A heading of the body: a real one, or a bold paragraph."""
        if self.layout.headings == "styles":
            self.document.add_heading(text, level=2)
            return
        paragraph = self.paragraph(self.document, text, bold=True)
        paragraph.paragraph_format.space_before = Pt(8)
        paragraph.paragraph_format.keep_with_next = True

    def items(self, place: Place, items: Sequence[Item], depth: int = 0) -> None:
        """A list, with the lists below its items."""
        for number, item in enumerate(items, 1):
            self._item(place.add_paragraph(), item, number, depth)
            self.items(place, item.children, depth + 1)

    def _item(self, paragraph: WordParagraph, item: Item, number: int, depth: int) -> None:
        typed = f"{number}." if item.ordered else "-"
        if self.layout.bullets == "styles":
            kind = "List Number" if item.ordered else "List Bullet"
            paragraph.style = self.document.styles[f"{kind} {depth + 1}" if depth else kind]
        elif self.layout.bullets == "symbols":
            as_item(paragraph, self._symbol_list, depth)
        else:
            paragraph.paragraph_format.left_indent = Cm(0.6 * (depth + 1))
            paragraph.paragraph_format.first_line_indent = Cm(-0.5)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.6 * (depth + 1)))
        self._run(paragraph, f"{typed}\t{item.text}" if self.layout.bullets == "typed" else item.text)

    def _run(self, paragraph: WordParagraph, text: str, *, bold: bool = False) -> None:
        """The text, its footnote marks raised where the layout asks for it."""
        marked = self.layout.raised_marks and not text.startswith("(1)")
        before, mark, after = text.partition("(1)") if marked else (text, "", "")
        for part, raised in ((before, False), (mark, True), (after, False)):
            if part:
                run = paragraph.add_run(part)
                run.bold = bold or None
                run.font.superscript = raised or None

    def _prepare_page(self) -> None:
        styles, section = self.document.styles, self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
        styles["Normal"].font.name, styles["Normal"].font.size = "Arial", Pt(self.layout.points)
        styles["Normal"].paragraph_format.space_after = Pt(4)
        heading = styles["Heading 2"]
        heading.font.size, heading.font.color.rgb = Pt(self.layout.points + 1), RGBColor(0x1F, 0x3A, 0x6E)
        heading.font.name = "Arial"
        for theme in ("asciiTheme", "hAnsiTheme"):  # the template's, which would win over the name
            heading.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
        self._prepare_furniture(section)
        properties = self.document.core_properties
        properties.author, properties.comments = "Direction des ressources humaines", ""
        properties.created = properties.modified = properties.last_printed = WRITTEN

    def _prepare_furniture(self, section: Any) -> None:
        if self.layout.running:
            section.header.paragraphs[0].text = self.layout.running
        if self.layout.footer:
            footer = section.footer.paragraphs[0]
            footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
            for words, code in ((f"{self.layout.footer} – Page ", "PAGE"), (" sur ", "NUMPAGES")):
                footer.add_run(words)
                add_field(footer, code)


def _pairs(lines: Sequence[HeaderLine]) -> Iterator[tuple[HeaderLine, ...]]:
    return (tuple(lines[n : n + 2]) for n in range(0, len(lines), 2))


def _grid(writer: Writer, rows: int, *, borders: bool) -> Any:
    table = writer.document.add_table(rows, 2)
    if borders:
        add_borders(table)
    table.autofit = False
    for column in table.columns:
        column.width = TEXT_WIDTH // 2
    return table


def _into_cell(writer: Writer, cell: Cell, lines: Sequence[HeaderLine]) -> None:
    """Header lines in a cell, whose first, empty paragraph goes."""
    for line in lines:
        writer.header_line(cell, line)
    if lines:
        cell._tc.remove(cell.paragraphs[0]._p)  # noqa: SLF001 - python-docx cannot remove a paragraph


def _rows(writer: Writer, lines: Sequence[HeaderLine], *, borders: bool) -> None:
    table = _grid(writer, (len(lines) + 1) // 2, borders=borders)
    for row, pair in zip(table.rows, _pairs(lines), strict=True):
        for cell, line in zip(row.cells, pair, strict=False):
            _into_cell(writer, cell, [line])


def bordered(writer: Writer, lines: Sequence[HeaderLine]) -> None:
    """A table with borders, a label and its value in each cell, two cells a row."""
    _rows(writer, lines, borders=True)


def borderless(writer: Writer, lines: Sequence[HeaderLine]) -> None:
    """The same table without borders."""
    _rows(writer, lines, borders=False)


def columns(writer: Writer, lines: Sequence[HeaderLine]) -> None:
    """Two cells, each with one column of labels."""
    table, half = _grid(writer, 1, borders=False), (len(lines) + 1) // 2
    for cell, part in zip(table.rows[0].cells, (lines[:half], lines[half:]), strict=True):
        _into_cell(writer, cell, part)


def tabs(writer: Writer, lines: Sequence[HeaderLine]) -> None:
    """Two labels a line, parted by a tab; a line without a label, or with a list, stands alone."""
    waiting: list[HeaderLine] = []
    for line in lines:
        if waiting and (len(waiting) == 2 or _alone(line) or _alone(waiting[0])):
            _tabbed(writer, waiting)
            waiting = []
        waiting.append(line)
    _tabbed(writer, waiting)


def _alone(line: HeaderLine) -> bool:
    return line.label is None or bool(line.items)


def _tabbed(writer: Writer, lines: Sequence[HeaderLine]) -> None:
    paragraph = writer.document.add_paragraph()
    paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH // 2, WD_TAB_ALIGNMENT.LEFT)
    for number, line in enumerate(lines):
        if number:
            paragraph.add_run("\t")
        writer.header_runs(paragraph, line)
        writer.items(writer.document, line.items)


def pairs(writer: Writer, lines: Sequence[HeaderLine]) -> None:
    """A table of one label and one value a row, each in its own cell; a line without a label spans both."""
    table = _grid(writer, len(lines), borders=True)
    for row, line in zip(table.rows, lines, strict=True):
        label, value = row.cells
        if line.label is None:
            label = label.merge(value)
        label.paragraphs[0].add_run(f"{line.label} :" if line.label else line.value).bold = bool(line.label)
        if line.label:
            value.paragraphs[0].add_run(line.value)
            writer.items(value, line.items)


def boxed(writer: Writer, lines: Sequence[HeaderLine]) -> None:
    """All header lines in a text box."""
    before = len(writer.document.paragraphs)
    for line in lines:
        writer.header_line(writer.document, line)
    moved = writer.document.paragraphs[before:]
    # Long lines wrap to two: the box must hold them all, as it does not grow.
    rows = sum(1 + len(paragraph.text) // 85 for paragraph in moved)
    box = text_box(iter(moved), TEXT_WIDTH.pt, 16 + rows * 16)
    writer.document.paragraphs[-1]._p.addnext(box)  # noqa: SLF001 - as above
    writer.document.paragraphs[-1].paragraph_format.space_after = Pt(0)


NOTICE = "Avis de vacance de poste"
LAYOUTS = {
    "table": Layout(bordered, footer=NOTICE),
    "borderless": Layout(borderless, headings="bold", bullets="symbols"),
    "columns": Layout(columns, bullets="symbols", footer=NOTICE),
    "tabs": Layout(tabs, headings="bold", raised_marks=True),
    "textbox": Layout(boxed),
    "pairs": Layout(pairs, headings="bold", bullets="typed"),
    # Large type, so that any posting runs over two pages or more, with a running header and footer between.
    "pages": Layout(bordered, bullets="symbols", points=17, footer=NOTICE, running="Publication des postes vacants"),
}
