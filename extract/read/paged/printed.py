"""Lines as they are printed on pages -> pieces: what all steps of the reading ladder have in common.

In: the lines of a paged source in reading order, each with its place and column. Out: pieces: running headers, footers
and page numbers set aside, wrapped lines and hyphenated words joined (over a page break too), bullets in symbol fonts
made plain, headings told by weight and size, what stands apart marked so.

The lines of a header are the ones that count: what begins like a label is never joined to the line above it, and where
it is not certain that a line was wrapped it stays apart, without a blank line, for what comes after to decide.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ...document import Box
from ..pieces import Piece, Run
from ..text import BOLD_LEVEL, LONGEST_HEADING, bullet_at
from .furniture import EDGE, PageSize, Placed, find_furniture
from .hyphens import rejoined


@dataclass(slots=True)
class PrintedLine:
    """One line of a column or table cell, as printed.

    `column` is the left and right bound of the column or cell that the line stands in: a line whose successor's first
    word would not have fitted before the right bound was wrapped. `cell`: the row and number of a table's cell where
    the page draws or shows a table, so that lines of different cells are never joined; None outside of tables.
    """

    text: str
    page: int
    box: Box
    column: tuple[float, float]
    runs: list[Run] = field(default_factory=list)  # offsets into `text`
    bold: bool = False
    size: float = 0.0  # of most of its characters, in points; 0 where it is not known
    cell: tuple[int, int] | None = None
    confidence: float | None = None  # OCR's, from 0 to 1


_NEAR = 3.0  # points: lines that begin within so much of each other begin at the same place
_INDENT = 60.0  # points that the first line of a paragraph or item may stand in or out at most
_CENTRED = 6.0  # points by which the margins of a centred line may differ
_MOST = 0.6  # of the width: a centred line as long as this may have been wrapped
_SAME_SIZE = 0.12  # of the size: what differs less is printed in the same size
_HEADING = 1.08  # of the body's size: what is larger is a heading
_PARTED = 1.15  # of the usual distance between lines: what is further apart stands apart
_EVEN = 1.05  # what differs less is the same distance
_LIST_PARTED = 2.0  # and in a list
_LEADING = 1.2  # of the size: the distance between lines where the page does not show it
_STRICT, _LOOSE = 0.8, 3.0  # of the size: by how much a column's bound may be wrong
_ENDED = frozenset(".;:!?")
_LABEL = re.compile(r"[^\W\d_a-zà-ÿ][^:.;]{1,90}:(?:\s|$)")  # a capital, then a colon: what begins like a label
_VALUE = re.compile(r"[^:]{1,90}:\s*\S")
_FOOTNOTE = re.compile(r"\((?:\d{1,2}|\*)\)")
_DANGLING = re.compile(r"(?:\b(?:de|du|des|d['’]|la|le|les|l['’]|et|ou|à|au|aux|en|par|pour|sur|dans|avec)|,)$")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def pieces_of(lines: Sequence[PrintedLine], pages: Sequence[PageSize]) -> list[Piece]:
    """The pieces of all pages; `lines` are in reading order, `pages` are the sizes of page 1 and so on."""
    return _Printed(lines, pages).pieces() if lines else []


@dataclass(slots=True)
class _Open:
    """A piece that is being put together."""

    piece: Piece
    first: PrintedLine
    last: PrintedLine
    lines: int = 1


class _Printed:
    """One pass over the lines; what is known of all of them beforehand: the body's size, the distance of its lines."""

    def __init__(self, lines: Sequence[PrintedLine], pages: Sequence[PageSize]) -> None:
        self.lines = lines
        self.out: list[_Open] = []
        sizes: dict[float, int] = {}
        bold = letters = 0
        for line in lines:
            length = len(line.text)
            size = round(_height(line) * 2) / 2
            sizes[size] = sizes.get(size, 0) + length
            letters += length
            if line.bold:
                bold += length
        self.body = max(sizes, key=lambda size: (sizes[size], -size))
        self.bold_tells = 2 * bold < letters
        self.larger = sorted((size for size in sizes if size > self.body * _HEADING), reverse=True)
        self.leading, self.widest = distances(lines)
        self.aside = find_furniture(self._at_margins(pages), pages)
        self._lists: list[float] = []  # the left sides of the open lists
        self._words: frozenset[str] | None = None

    def _at_margins(self, pages: Sequence[PageSize]) -> list[Placed]:
        """The lines that may be furniture."""
        found = []
        for number, line in enumerate(self.lines):
            _, top, _, bottom = line.box
            height = pages[line.page - 1].height
            if top < height * EDGE or bottom > height * (1 - EDGE) or number == 1:
                found.append(Placed(number, line.text, line.page, line.box, self._stands_out(line)))
        return found

    def pieces(self) -> list[Piece]:
        held: list[_Open] = []
        above: _Open | None = None
        for number, line in enumerate(self.lines):
            if number in self.aside:
                held.append(_Open(Piece(line.text, "rule", runs=line.runs), line, line))
                continue
            bullet = bullet_at(line.text)
            if above is not None and (bullet is None or _is_dash(above, line)) and self._goes_on(above, line):
                self._join(above, line)
                continue
            self.out += held
            held = []
            above = _Open(self._begin(line, bullet, above), line, line)
            self.out.append(above)
        self.out += held
        return _with_cells(self.out)

    # ---- how a piece begins ---------------------------------------------------------------------------------------

    def _begin(self, line: PrintedLine, bullet: tuple[int, str] | None, above: _Open | None) -> Piece:
        blank = above is None or self._stands_apart(above, line, listed=bullet is not None)
        if bullet is not None:
            return self._item(line, bullet, blank=blank)
        self._lists.clear()
        piece = Piece(line.text, blank=blank, runs=line.runs)
        if self._stands_out(line) and _may_be_heading(line.text):
            piece.kind, piece.level = "heading", self._level(line)
        return piece

    def _item(self, line: PrintedLine, bullet: tuple[int, str], *, blank: bool) -> Piece:
        at, marker = bullet
        label = _PRIVATE.sub("•", line.text[:at].strip())
        left = line.box[0]
        while self._lists and left < self._lists[-1] - _NEAR:
            self._lists.pop()
        if not self._lists or left > self._lists[-1] + _NEAR:
            self._lists.append(left)
        return Piece(
            line.text[at:],
            "bullet",
            blank=blank,
            nesting=len(self._lists) - 1,
            label=label,
            marker=_PRIVATE.sub("•", marker),
            runs=[_without_start(run, at) for run in line.runs if run.end > at],
        )

    def _stands_out(self, line: PrintedLine) -> bool:
        return _height(line) > self.body * _HEADING if line.size and not line.bold else line.bold and self.bold_tells

    def _level(self, line: PrintedLine) -> int:
        """The rank of its size among the larger ones; a line that is only bold stands below all."""
        size = round(_height(line) * 2) / 2
        return min(self.larger.index(size) + 1, 6) if size in self.larger else BOLD_LEVEL

    def _stands_apart(self, above: _Open, line: PrintedLine, *, listed: bool) -> bool:
        """Whether the page parts a line from the one above it; beside or in the next column it does not."""
        last = above.last
        listed = listed and above.piece.kind == "bullet"
        if last.page != line.page:
            return not listed and not (line.text[0].islower() and last.text[-1] not in _ENDED)
        distance = (line.box[3] - last.box[3]) / _height(line)
        return distance > max(self.leading * (_LIST_PARTED if listed else _PARTED), self.widest * _EVEN)

    # ---- how it goes on -------------------------------------------------------------------------------------------

    def _goes_on(self, above: _Open, line: PrintedLine) -> bool:
        """Whether a line is the wrapped rest of the piece above it."""
        last, first = above.last, line.text[0]
        if line.cell != last.cell or last.text[-1] in ";:" or not _is_below(above, line):
            return False
        small = first.islower() or (first in "(/–-,;:.)»!?" and not _FOOTNOTE.match(line.text))
        ended = last.text[-1] in _ENDED and not small
        if ended and first == "(":
            return False
        if last.page != line.page:
            if ended or line.page != last.page + 1:
                return False
        else:
            distance = (line.box[3] - last.box[3]) / _height(last)
            most = self.leading * _EVEN if ended else max(self.leading * _PARTED, self.widest * _EVEN)
            if not 0.6 < distance < most:  # noqa: PLR2004 -- a raised line's distance
                return False
        # a wide blank inside a date or a name is not seen
        unfinished = small or first.isdigit() or _DANGLING.search(last.text) or _is_long_title(last, line)
        tolerance = _LOOSE if unfinished else _STRICT
        return was_wrapped(last, line, tolerance) and self._looks_alike(last, line, small=small)

    def _looks_alike(self, last: PrintedLine, line: PrintedLine, *, small: bool) -> bool:
        if last.size and line.size and abs(last.size - line.size) > _SAME_SIZE * last.size:
            return False
        return (last.bold == line.bold or small) and not _LABEL.match(line.text)

    def _join(self, above: _Open, line: PrintedLine) -> None:
        piece, text = above.piece, line.text
        cut = rejoined(piece.text, text, self._all_words)
        start = f"{piece.text} " if cut is None else cut
        kept = len(start) if cut is not None else len(piece.text)
        piece.runs = [run if run.end <= kept else replace(run, end=kept) for run in piece.runs]
        piece.runs += [run.moved(len(start)) for run in line.runs]
        piece.text = start + text
        above.last, above.lines = line, above.lines + 1
        if piece.kind == "heading" and (len(piece.text) > LONGEST_HEADING or not self._stands_out(line)):
            piece.kind, piece.level = "plain", 0

    def _all_words(self) -> frozenset[str]:
        if self._words is None:
            self._words = frozenset(word.lower() for line in self.lines for word in _WORD.findall(line.text))
        return self._words


def _height(line: PrintedLine) -> float:
    return line.size or max(line.box[3] - line.box[1], 1.0)


def distances(lines: Sequence[PrintedLine]) -> tuple[float, float]:
    """The usual and the greatest distance between the lines of a paragraph, in sizes: between lines surely wrapped."""
    wrapped: list[float] = []
    seen: list[float] = []
    for last, line in pairwise(lines):
        if last.page != line.page or abs(line.box[0] - last.box[0]) > _INDENT:
            continue
        distance = (line.box[3] - last.box[3]) / _height(line)
        if 0.9 < distance < 2.2:  # noqa: PLR2004 -- from lines set solid to double spacing
            seen.append(distance)
            if line.text[0].islower() and last.text[-1] not in _ENDED and was_wrapped(last, line, _STRICT):
                wrapped.append(distance)
    if not wrapped:
        return min(seen, default=_LEADING), min(seen, default=_LEADING)
    wrapped.sort()
    return wrapped[len(wrapped) // 2], wrapped[-1]


def _may_be_heading(text: str) -> bool:
    """A short line that is no sentence, and no label with its value."""
    return len(text) <= LONGEST_HEADING and text[-1] not in ".;," and not _VALUE.match(text)


def _is_dash(above: _Open, line: PrintedLine) -> bool:
    """Whether a dash at a line's beginning may be one inside a sentence that was wrapped before it."""
    return line.text[0] in "–-" and above.piece.kind != "bullet" and abs(line.box[0] - above.last.box[0]) < _NEAR


def _is_below(above: _Open, line: PrintedLine) -> bool:
    """Whether a line begins where the next line of the piece would."""
    last, left = above.last, line.box[0]
    if above.lines > 1 and abs(left - last.box[0]) < _NEAR:
        return True
    if above.piece.kind == "bullet":
        return above.lines == 1 and -_NEAR < left - above.first.box[0] < _INDENT
    if abs(left - last.box[0]) < _NEAR or abs(left - last.column[0]) < _NEAR:
        return True
    return (above.lines == 1 and 0 < last.box[0] - left < _INDENT) or (_is_centred(last) and _is_centred(line))


def _is_centred(line: PrintedLine) -> bool:
    before, after = line.box[0] - line.column[0], line.column[1] - line.box[2]
    return before > _CENTRED and abs(before - after) < _CENTRED


def _is_long_title(last: PrintedLine, line: PrintedLine) -> bool:
    """Two centred lines of which the first fills most of the width."""
    width = last.column[1] - last.column[0]
    return _is_centred(last) and _is_centred(line) and last.box[2] - last.box[0] > _MOST * width


def was_wrapped(last: PrintedLine, line: PrintedLine, tolerance: float) -> bool:
    """Whether the first word of the next line would not have fitted on the one above; the tolerance is in sizes."""
    free = last.column[1] - last.box[2]
    if _is_centred(last) and _is_centred(line):
        free += last.box[0] - last.column[0]
    word = line.text.find(" ")
    letters = word if word > 0 else len(line.text)
    width = letters * (line.box[2] - line.box[0]) / len(line.text)
    return free < width + _height(last) * tolerance


def _without_start(run: Run, at: int) -> Run:
    """The run of a text whose first `at` characters are taken off."""
    cut = max(at - run.start, 0)
    if not cut:
        return run.moved(-at)
    edges = run.edges[cut:] if run.edges is not None else None
    box = None if run.at >= 0 else run.box  # the paper knows that of the rest
    return Run(0, run.end - at, run.page, run.at + cut if run.at >= 0 else -1, box, edges)


def _with_cells(opened: Sequence[_Open]) -> list[Piece]:
    """The pieces; those of a table's row whose cells hold one piece each are its cells."""
    start = 0
    while start < len(opened):
        cell = opened[start].first.cell
        end = start + 1
        if cell is not None and opened[start].piece.kind != "rule":
            cells = [cell]
            while end < len(opened) and (other := opened[end].first.cell) is not None and other[0] == cell[0]:
                cells.append(other)
                end += 1
            row = [part.piece for part in opened[start:end]]
            if 1 < len(row) == len(set(cells)) and all(piece.kind != "bullet" for piece in row):
                for piece in row:
                    piece.kind, piece.row, piece.level = "cell", cell[0], 0
        start = end
    return [part.piece for part in opened]
