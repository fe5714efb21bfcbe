"""The elements of a web page, in the order of the page -> pieces.

In: a page's elements and what of them is furniture. Out: a piece for each line that a reader sees: headings, items,
cells, plain lines. Tags that stand inside a line join it without a space, those of blocks part lines, `<br>` too. Of a
label that ends with a colon and its one value beside it (`dt` and `dd`, two cells) the line is one, as it is seen.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...document import Link
from ..pieces import Piece, raised
from ..text import BOLD_LEVEL
from .html_furniture import Furniture, is_control, is_for_some_screens
from .html_pairs import rows_of_pairs
from .html_rows import List, Row, end_list, end_pair, end_row

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
     "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
     "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table",
     "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset({"b", "strong"})
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)
_KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_OUTSIDE = ("http://", "https://", "mailto:", "tel:")
_BULLET = re.compile(r"[-–—•●▪■◦○·*➢➤✓✔\uf0b7\uf0a7][ \t\u00a0]+")  # typed at the head of an item that has one anyway
_REPEATED = 60  # characters: a line as long as this that is printed twice for two widths of screens


_COUNTED = ("furniture", "bold", "keeps_lines", "screens", "control")


@dataclass(slots=True)
class _Open:
    """What is open while the walk is inside an element: what ends with it, and the furniture and styles it began."""

    element: "Element"
    ends: Callable[[], None] | None = None
    furniture: bool = False
    bold: bool = False
    keeps_lines: bool = False
    screens: bool = False
    level: int = 0  # of the heading, or BOLD_LEVEL of a control that folds a part of the page away
    control: bool = False
    block: bool = False
    href: str = ""
    link_start: int = 0


@dataclass(slots=True)
class _Buffer:
    """The line that is being put together."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    plain: int = 0  # characters that are not bold
    bold: int = 0
    links: list[Link] = field(default_factory=list)


class Walker:
    """One walk over a page."""

    def __init__(self, furniture: Furniture) -> None:
        self.pieces: list[Piece] = []
        self._furniture = furniture
        self._pairs: dict[Element, tuple[Element, Element]] = {}  # rows that set a label beside its value
        self._boxes: dict[Element, bool] = {}  # labels and values of those that are open -> whether it is the label
        self._open: list[_Open] = []
        self._line = _Buffer()
        self._blank = True  # before the next line
        self._item: Piece | None = None  # of a list, whose first line is to come
        self._lists: list[List] = []
        self._rows: list[Row] = []
        self._row = 0  # rows of cells so far
        self._heads = 0  # headings so far
        self._long: dict[str, bool] = {}  # long lines seen -> whether they are for some screens only
        self._depth = dict.fromkeys(_COUNTED, 0)  # how many elements of each nature are open
        self._level = 0  # of the heading that is open

    def walk(self, root: "Element") -> list[Piece]:
        """The pieces of a page."""
        from lxml import etree

        self._pairs = rows_of_pairs(root, self._furniture.size)
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            if event == "end":
                self._leave(element)
            elif self._furniture.is_hidden(element):
                events.skip_subtree()
            else:
                self._enter(element)
        self._end_line(block=True)
        return self.pieces

    # ---- elements -------------------------------------------------------------------------------------------------

    def _enter(self, element: "Element") -> None:
        opened = self._opened(element)
        self._open.append(opened)
        if opened.block:
            self._end_line(block=True)
        elif element.tag == "br":
            self._break()
        self._count(opened, 1)
        if opened.level:
            self._level = opened.level
        self._begin(element, opened)
        if opened.href:
            opened.link_start = self._line.size
        self._add(raised(element.text or "") if element.tag == "sup" else element.text)

    def _leave(self, element: "Element") -> None:
        if self._open and self._open[-1].element is element:
            opened = self._open.pop()
            if opened.href:
                _end_link(self._line, opened)
            if opened.block:
                self._end_line(block=True)
            if opened.ends is not None:
                opened.ends()
            if opened.level:
                self._level = 0
            self._count(opened, -1)
        self._add(element.tail)

    def _opened(self, element: "Element") -> _Open:
        tag, style = element.tag, element.get("style", "")
        opened = _Open(element, level=0 if self._level else _level(element))
        opened.furniture = not self._depth["furniture"] and self._furniture.is_furniture(element)
        opened.bold = tag in _BOLD or bool(style and _BOLD_STYLE.search(style))
        opened.keeps_lines = tag == "pre" or "whitespace-pre" in element.get("class", "")
        opened.keeps_lines = opened.keeps_lines or bool(style and _KEEPS_LINES.search(style))
        opened.screens = is_for_some_screens(element)
        opened.control = tag == "button" and not self._level and not opened.level
        opened.block = tag in _BLOCKS or opened.control or bool(opened.level) or element in self._boxes
        opened.block = opened.block or opened.furniture or bool(style and _BLOCK_STYLE.search(style))
        if self._level and tag in ("div", "p"):
            opened.block = False  # a heading is one line
        href = element.get("href", "").strip() if tag == "a" else ""
        opened.href = href if href.lower().startswith(_OUTSIDE) else ""
        return opened

    def _count(self, opened: _Open, by: int) -> None:
        for name in _COUNTED:
            if getattr(opened, name):
                self._depth[name] += by

    def _begin(self, element: "Element", opened: _Open) -> None:
        """Begin a list, an item, a row, a cell, a label or its value."""
        if element in self._pairs and not (element.tag in ("li", "p") and self._has_section()):
            label, value = self._pairs[element]
            self._boxes = {label: True, value: False}
            if element.tag == "li" and self._lists:
                self._lists[-1].items.append(len(self.pieces))
            opened.ends = self._begin_row(element, pairs=True)
            return
        if element in self._boxes and self._rows:
            self._begin_cell(label=self._boxes[element])
            return
        match element.tag:
            case "ul" | "ol" | "dir":
                opened.ends = self._begin_list(element)
            case "li" if self._lists:
                self._begin_item(element)
            case "dl" | "tr":
                opened.ends = self._begin_row(element, pairs=element.tag == "dl")
            case "dt" | "th" | "dd" | "td" if self._rows:
                self._begin_cell(label=element.tag in ("dt", "th"))
            case _:
                pass

    def _begin_list(self, element: "Element") -> Callable[[], None]:
        counted = element.tag == "ol"
        start = element.get("start", "1")
        number = int(start) if start.isdecimal() and len(start) < 6 else 1  # noqa: PLR2004 -- of digits
        self._lists.append(List(counted, number, len(self.pieces), self._has_section()))
        return self._finish_list

    def _finish_list(self) -> None:
        done = self._lists.pop()
        self._item = None
        end_list(self.pieces, done, nested=bool(self._lists))

    def _has_section(self) -> bool:
        """Whether the header may have ended: a heading below the first, or a line that leads in a list."""
        if self._lists:
            return self._lists[0].in_body or len(self._lists) > 1
        return self._heads > 1 or (bool(self.pieces) and self.pieces[-1].text.endswith(":"))

    def _begin_item(self, element: "Element") -> None:
        one = self._lists[-1]
        label, marker = ("-", "dash") if not one.counted else (f"{one.number}.", "number")
        one.number += 1
        first = not one.items and len(self._lists) == 1
        one.items.append(len(self.pieces))
        self._item = Piece("", "bullet", first, nesting=len(self._lists) - 1, label=label, marker=marker)
        if element.text is None and not len(element):
            self._item = None

    def _begin_row(self, element: "Element", *, pairs: bool) -> Callable[[], None]:
        self._rows.append(Row(pairs, _is_first(element)))
        return self._finish_row

    def _begin_cell(self, *, label: bool) -> None:
        row = self._rows[-1]
        if row.pairs and label:
            end_pair(self.pieces, row)
        row.cells.append((len(self.pieces), label))

    def _finish_row(self) -> None:
        row = self._rows.pop()
        if row.pairs:
            end_pair(self.pieces, row)
        elif end_row(self.pieces, row, self._row):
            self._row += 1

    # ---- lines ----------------------------------------------------------------------------------------------------

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if self._depth["keeps_lines"]:
            first, *others = text.replace("\r\n", "\n").split("\n")
            self._put(first)
            for other in others:
                self._end_line(block=False)
                self._put(other)
        else:
            self._put(_SPACES.sub(" ", text))

    def _put(self, text: str) -> None:
        line = self._line
        if not line.parts or line.parts[-1].endswith(" "):
            text = text.lstrip(" ")
        if not text:
            return
        line.parts.append(text)
        line.size += len(text)
        if self._depth["bold"]:
            line.bold += len(text.strip())
        else:
            line.plain += len(text.strip(" :\u00a0"))

    def _break(self) -> None:
        """`<br>`: a new line, but inside a heading, which is whole."""
        if self._level:
            self._put(" ")
        else:
            self._end_line(block=False)

    def _end_line(self, *, block: bool) -> None:
        line, self._line = self._line, _Buffer()
        for opened in self._open:
            if opened.href:
                _end_link(line, opened)
                opened.link_start = 0
        text = "".join(line.parts)
        if text.strip():
            self._emit(text.rstrip(" "), line)
            self._blank = block
        else:
            self._blank = True

    def _emit(self, text: str, line: _Buffer) -> None:
        piece = Piece(text, blank=self._blank, links=line.links)
        item, self._item = self._item, None
        control = self._depth["control"] or (self._level in (0, BOLD_LEVEL) and is_control(text))
        if self._depth["furniture"] or control or self._is_repeated(text):
            piece.kind = "rule"
        elif self._level:
            piece.kind, piece.level = "heading", self._level
        elif item is not None:
            piece = _item_piece(item, piece)
        elif line.bold and not line.plain:
            piece.kind, piece.level = "heading", BOLD_LEVEL
        self._heads += piece.kind == "heading"
        self.pieces.append(piece)

    def _is_repeated(self, text: str) -> bool:
        """Whether a long line was printed before, and one of the two is for some screens only."""
        if len(text) < _REPEATED:
            return False
        here = self._depth["screens"] > 0
        again = text in self._long and (here or self._long[text])
        self._long[text] = here or self._long.get(text, False)
        return again


def _end_link(line: _Buffer, opened: _Open) -> None:
    """Note the link as far as it stands on a line."""
    if opened.link_start < line.size:
        line.links.append(Link(opened.link_start, line.size, opened.href))


def _level(element: "Element") -> int:
    """The level of a heading, also one by its role; BOLD_LEVEL for what folds a part of the page away."""
    if element.tag in _HEADINGS:
        return _HEADINGS[element.tag]
    if element.get("role") == "heading":
        return _HEADINGS.get(f"h{element.get('aria-level')}", 2)
    folds = element.tag == "summary" or (element.tag == "button" and element.get("aria-expanded") is not None)
    return BOLD_LEVEL if folds else 0


def _is_first(element: "Element") -> bool:
    """Whether a row is the first of its table."""
    group = element.getparent()
    if element.getprevious() is not None or group is None or group.tag == "table":
        return element.getprevious() is None
    above = group.getprevious()
    return above is None or above.tag in ("caption", "colgroup")


def _item_piece(item: Piece, line: Piece) -> Piece:
    """A list's item with the text of its first line, without a bullet that is typed there too."""
    typed = _BULLET.match(line.text)
    cut = typed.end() if typed else 0
    item.text = line.text[cut:]
    item.links = [Link(max(link.start - cut, 0), link.end - cut, link.url) for link in line.links if link.end > cut]
    return item
