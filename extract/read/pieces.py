"""Pieces of a page -> a document: what all readers of formats other than text have in common.

In: the lines, items, headings and cells of a file as its format gives them, whole and in reading order. Out: a Document
whose source is these pieces written down, one a line (what `offres text` prints), with its lines, links, facts and the
place of each on the page. A piece of which the format says no more than its text ("plain") is looked at: a bullet typed
by hand is a bullet, a tab parts columns.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..document import Box, Document, Fact, Line, LineKind, Link, PairRole, Paper, Reading
from .clean import clean_composed
from .text import LINE_ENDS, by_looks

DASH = "dash"  # the marker of what bears a dash, or no sign at all
INDENT = 2  # columns for each level of a nested list
_ONE_LINE = str.maketrans(dict.fromkeys(LINE_ENDS, " "))
_CELL_GAP = " | "
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """A text that the format raises, a footnote's mark: raised digits are told from those of the number before them."""
    return text.translate(_RAISED) if text.strip().isdecimal() else text


@dataclass(slots=True)
class Run:
    """Where a stretch of a text stands: `text[start:end]` on a page (from 1).

    `box` is its box, with `edges`, where known, the x of each character's left side and of the last one's right side;
    `at`, where it is not -1, is the number that the reader's own paper gives its first character.
    """

    start: int
    end: int
    page: int
    at: int = -1
    box: Box | None = None
    edges: Sequence[float] | None = None

    def moved(self, by: int) -> "Run":
        """The same run in a text in which it stands further behind."""
        return Run(self.start + by, self.end + by, self.page, self.at, self.box, self.edges)


@dataclass(slots=True)
class Piece:
    """One line, item, heading or cell of a page: whole, wrapped lines joined, without its bullet or number.

    kind: "plain" (looks decide), "heading" (`level` from 1 to 6, or `text.BOLD_LEVEL` for a line that is only bold),
    "bullet", "cell" (those of one row stand one after the other and share a `row`), "rule" (running header or footer,
    page number, logo). `blank`: the page parts it from the line above; a paragraph of a format that knows paragraphs
    always is, the second line of a hard-wrapped one is not.
    """

    text: str
    kind: LineKind = "plain"
    blank: bool = True
    level: int = 0
    nesting: int = 0  # of a bullet, typed by hand too: how many lists it stands in, less one
    label: str = "-"  # of a bullet: its sign or number as printed; of a heading too, with its marker
    marker: str = DASH  # of a bullet: its class; "number" and "letter" are those of counted lists
    row: int = -1
    pair: PairRole = ""  # a label of a list of labels and values, and each line of its value
    runs: list[Run] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)  # offsets into `text`
    fact: str = ""  # of structured data: its name; the piece is its value


def compose(pieces: Iterable[Piece], reading: Reading, paper: Callable[[list[Run]], Paper] | None = None) -> Document:
    """The document of a page's pieces; `paper` makes the way from runs, with offsets into the source, to boxes."""
    writer = _Writer()
    for piece in pieces:
        writer.write(piece)
    source = "".join(writer.parts)
    document = Document(source, source, links=writer.links, facts=writer.facts, reading=reading)
    document.lines = writer.lines
    if paper is not None and writer.runs:
        document.paper = paper(writer.runs)
    document = clean_composed(document)
    document.lines = [seen for line in document.lines or [] for seen in _looked_at(document.text, line)]
    return document


def _looked_at(text: str, line: Line) -> list[Line]:
    return by_looks(text, line) if line.kind == "plain" else [line]


class _Writer:
    """Writes pieces one after the other; the offsets of all that it collects are into what was written."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.lines: list[Line] = []
        self.links: list[Link] = []
        self.facts: list[Fact] = []
        self.runs: list[Run] = []
        self._row = -1  # of the pieces, of the row that is being written
        self._row_start = 0

    def write(self, piece: Piece) -> None:
        text = piece.text if piece.text.isprintable() else piece.text.translate(_ONE_LINE)
        lead = len(text) - len(text.lstrip())
        stripped = text.strip()
        if not stripped:
            return
        goes_on = piece.kind == "cell" and piece.row >= 0 and piece.row == self._row
        self._begin(piece, goes_on=goes_on)
        start = self.size
        if not goes_on:
            self._row, self._row_start = (piece.row if piece.kind == "cell" else -1), start
        self._put(stripped)
        self._note(piece, start, lead)

    def _begin(self, piece: Piece, *, goes_on: bool) -> None:
        if goes_on:
            self._put(_CELL_GAP)
            return
        if self.parts:
            self._put("\n\n" if piece.blank else "\n")
        if piece.nesting:
            self._put(" " * (INDENT * piece.nesting))
        if piece.kind == "bullet" or (piece.kind == "heading" and piece.marker != DASH):
            self._put(f"{piece.label} ")
        elif piece.fact:
            self._put(f"{piece.fact}: ")

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)

    def _note(self, piece: Piece, start: int, lead: int) -> None:
        """Keep what the piece is, where what it holds has come to stand."""
        line = Line(start, self.size, piece.kind, piece.blank or not self.lines, level=piece.level, pair=piece.pair)
        line.indent = INDENT * piece.nesting
        if piece.kind == "bullet":
            line.marker = piece.marker
        elif piece.kind == "cell":
            line.row, line.column, line.marker = self._row_start, start - self._row_start, "|"
        if piece.fact:
            self.facts.append(Fact(piece.fact, start, self.size))
            line.start, line.kind = start - len(piece.fact) - 2, "rule"
        self.lines.append(line)
        by = start - lead
        last = self.size
        self.links += [Link(max(link.start + by, start), min(link.end + by, last), link.url) for link in piece.links]
        self.runs += [run.moved(by) for run in piece.runs]


class BoxPaper:
    """The way to boxes where the reader knows the box of each run, and maybe its characters' edges."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = sorted(runs, key=lambda run: run.start)
        self._starts = [run.start for run in self._runs]

    def place(self, start: int, end: int) -> tuple[int, Box] | None:
        """The page and box of a stretch of the source, of its first page; a run without edges counts whole."""
        return next(self.places(start, end), None)

    def places(self, start: int, end: int) -> Iterator[tuple[int, Box]]:
        """The pages of a stretch of the source, with its box on each."""
        page, boxes = 0, list[Box]()
        for number in range(max(bisect_right(self._starts, start) - 1, 0), len(self._runs)):
            run = self._runs[number]
            if run.start >= end:
                break
            if boxes and run.page != page:
                yield page, union(boxes)
                boxes = []
            box = run.box if start <= run.start and run.end <= end else None
            if box is None and run.end > start:
                box = self.box(run, start, end)
            if box is not None:
                page = run.page
                boxes.append(box)
        if boxes:
            yield page, union(boxes)

    def box(self, run: Run, start: int, end: int) -> Box | None:
        """The box of the part of a run that a stretch of the source holds."""
        return _clipped(run, start, end) if run.box is not None else None

    def close(self) -> None:
        """Nothing is held."""


def _clipped(run: Run, start: int, end: int) -> Box:
    assert run.box is not None
    x0, top, x1, bottom = run.box
    if run.edges is not None:
        x0 = run.edges[max(start - run.start, 0)]
        x1 = run.edges[min(end, run.end) - run.start]
    return x0, top, x1, bottom


def union(boxes: Sequence[Box]) -> Box:
    """The smallest box around all, rounded to hundredths of a point."""
    x0, top, x1, bottom = boxes[0]
    for left, high, right, low in boxes[1:]:
        x0, top, x1, bottom = min(x0, left), min(top, high), max(x1, right), max(bottom, low)
    return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)
