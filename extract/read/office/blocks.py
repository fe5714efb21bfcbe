"""What a word processor holds: paragraphs, items and tables, and how a reader writes them down."""

from dataclasses import dataclass, field
from typing import NamedTuple

from ...document import Link


@dataclass(slots=True)
class TextLine:
    """A line of a paragraph as its author ended it; `bold`: all of it is."""

    text: str = ""
    bold: bool = False
    links: list[Link] = field(default_factory=list)  # offsets into `text`


class Indent(NamedTuple):
    """Where a paragraph's text stands, and its first line against it, in twips; None where nothing is said."""

    left: int | None = None
    first: int | None = None

    def or_else(self, other: "Indent") -> "Indent":
        """What is said here, and what only `other` says."""
        return Indent(other.left if self.left is None else self.left, other.first if self.first is None else self.first)

    @property
    def start(self) -> int | None:
        """Where the first line begins, with its sign."""
        return None if self == (None, None) else (self.left or 0) + (self.first or 0)


NOWHERE = Indent()


@dataclass(slots=True)
class Item:
    """What makes a paragraph an item: its level in its list, from 0; its sign or number, and its class."""

    level: int = 0
    label: str = "-"
    marker: str = "dash"  # as in `Piece`
    of: str = ""  # the list's name
    indent: Indent = NOWHERE


@dataclass(slots=True)
class Paragraph:
    """A paragraph; `level` of a heading (from 1), `item` of a list item, `indent` of its first line in twips."""

    lines: list[TextLine]
    level: int = 0
    item: Item | None = None
    indent: int | None = None

    @property
    def has_text(self) -> bool:
        """Whether it is not blank."""
        return any(line.text.strip() for line in self.lines)


@dataclass(slots=True)
class Table:
    """Rows of cells; each cell holds blocks, one that a merged cell covers holds none."""

    rows: list[list["Cell"]]


Block = Paragraph | Table
Cell = list[Block]


class LineWriter:
    """Writes the lines of a paragraph run by run."""

    def __init__(self) -> None:
        self.lines = [TextLine()]
        self._parts: list[str] = []
        self._size = 0
        self._bold: bool | None = None  # of what was written of this line but white space; None: nothing yet
        self._links: list[tuple[int, str]] = []  # open ones: where they begin on this line, and where they lead

    @property
    def last(self) -> str:
        """The last character of the line that is being written."""
        return self._parts[-1][-1] if self._parts else ""

    def put(self, text: str, *, bold: bool = False) -> None:
        """Write a run of one weight; a hyphen that may not break is a hyphen."""
        if not text:
            return
        text = text.replace("\u2011", "-")
        self._parts.append(text)
        self._size += len(text)
        if not text.isspace():
            self._bold = bold and self._bold is not False

    def end_line(self) -> None:
        """Begin a new line; the innermost link goes on there."""
        if self._links:
            start, url = self._links[-1]
            self._note(start, url)
            self._links[-1] = (0, url)
        line = self.lines[-1]
        line.text, line.bold = "".join(self._parts), self._bold is True
        self.lines.append(TextLine())
        self._parts, self._size, self._bold = [], 0, None

    def begin_link(self, url: str) -> None:
        """What is written from here on leads to `url`."""
        self._links.append((self._size, url))

    def end_link(self) -> None:
        """The innermost open link ends here."""
        if self._links:
            self._note(*self._links.pop())

    def finish(self) -> list[TextLine]:
        """All lines; nothing can be written after that."""
        self.end_line()
        self.lines.pop()
        return self.lines

    def _note(self, start: int, url: str) -> None:
        if start < self._size:
            self.lines[-1].links.append(Link(start, self._size, url))
