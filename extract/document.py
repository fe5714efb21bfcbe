"""The document: what a reader gives and everything after it works on. No fields, no postings yet.

`source` is the text that spans point into: of a text file exactly what was decoded, of other formats what the reader
wrote down. `text` is the same text with markup, entities, mojibake and other damage undone; `origin` leads from an
offset in `text` back to one in `source`, and `paper` from there to a page and a box on it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from .fold import fold

ObservationKind = Literal[
    "empty-field",  # a label stands there without a value
    "duplicate-field",  # one label twice with different values; detail: the other value
    "structured-data-differs",  # the page's structured data says another value; detail: that value
    "invalid-date",  # an impossible or unreadable date; detail: what was printed
    "no-day",  # in a date's place stands what gives no certain day; detail: what was printed
    "ambiguous-date",  # a two-digit or inferred year; detail: what was printed
    "malformed-reference",  # the number has not the form of its family; detail: the number
    "repaired",  # mojibake, OCR damage or a misspelt label was repaired; detail: what was printed
]

LineKind = Literal[
    "heading",
    "bullet",
    "cell",  # of a table or of columns
    "row",  # of a table
    "plain",
    "rule",  # nothing to read: rules, front matter, running headers and footers, page numbers
]
PairRole = Literal["", "label", "value"]  # the value stands on the line or lines right below its label
Box = tuple[float, float, float, float]  # x0, top, x1, bottom, in points from the page's upper left corner


@dataclass(slots=True)
class Line:
    """A line, or a cell of one; offsets into `Document.text`, without white space and markers around."""

    start: int
    end: int
    kind: LineKind
    blank: bool  # a blank line stands before
    indent: int = 0
    level: int = 0  # of a heading, from 1
    marker: str = ""  # of a bullet: its class ("dash", "number", ...); of a cell between pipes: "|"
    depth: int = 0  # of a bullet: how many markers follow each other, less one
    row: int = -1  # of a cell: the same for all cells of a line
    column: int = 0  # of a cell: where it begins on its line
    pair: PairRole = ""  # where the format itself pairs labels with values, without a colon


@dataclass(frozen=True, slots=True)
class Reading:
    """How a document was read: what stands in the record's `source`."""

    media_type: str = "text/plain"  # told from the content
    reader: str = "text"  # the reader, or the steps of the reading ladder with their reasons
    encoding: str | None = None
    pages: int | None = None
    ocr: bool = False
    quality: float | None = None  # OCR's confidence, from 0 to 1
    misnamed: tuple[str, str] | None = None  # an extension that promises another type, and what the file is


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of the page's structured data: `source[start:end]` is what it says of `name` (`datePosted`)."""

    name: str
    start: int
    end: int


class Paper(Protocol):
    """The pages that a document was read from."""

    def place(self, start: int, end: int) -> tuple[int, Box] | None:
        """The page (from 1) and the box of `source[start:end]`, of its first page where it spans several."""

    def places(self, start: int, end: int) -> Iterator[tuple[int, Box]]:
        """The same for each of its pages, in order."""

    def close(self) -> None:
        """Let go of the pages; nothing can be placed after that."""


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: `text[start:end]` leads to `url`."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Repair:
    """Damage undone while cleaning: `text[start:end]` was printed as `was` in the source."""

    start: int
    end: int
    was: str


@dataclass(frozen=True, slots=True)
class Observation:
    """Something that the extraction saw and a check may turn into a finding; offsets are into `Document.source`."""

    kind: ObservationKind
    field: str | None
    start: int
    end: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """For each character of the cleaned text, where in the source the characters that it stands for begin and end."""

    starts: Sequence[int]
    ends: Sequence[int]


@dataclass(slots=True)
class Document:
    """One text, and the way back to its source."""

    source: str
    text: str
    origin: Origin | None = None  # None: an offset is the same in both; line ends apart, `text` is `source`
    links: list[Link] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    lines: list[Line] | None = None  # where the format says what each line is; None: its looks tell (`read/text.py`)
    facts: list[Fact] = field(default_factory=list)  # in the order of the page
    paper: Paper | None = None  # of a paged source
    reading: Reading = Reading()
    folded: str = field(init=False)  # of the same length as `text`

    def __post_init__(self) -> None:
        self.folded = fold(self.text)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into `text` -> offsets into `source`; `start < end`."""
        if self.origin is None:
            return start, end
        return self.origin.starts[start], self.origin.ends[end - 1]

    def close(self) -> None:
        """Let go of what the document was read from; its text stays."""
        if self.paper is not None:
            self.paper.close()
