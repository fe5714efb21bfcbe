"""Step 1 of the reading ladder: a PDF's lines in the order of its content stream, as pdfium breaks them.

Writers print cell by cell and paragraph by paragraph, so the stream keeps each label with its value where geometry
mixes the columns. Here each line is only given its place: where a wide gap shows that it crosses columns it is parted,
and its column's right bound is what stands to its right, or the page's text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

import pypdfium2.raw as pdfium

from ...document import Box
from ..pieces import Run, union
from .drawn_bullets import with_drawn_bullets
from .pdf_pages import Sheet, rects_of
from .pdfium_calls import font, font_size, origin
from .printed import PrintedLine
from .raised import RAISED, with_raised
from .stream_columns import set_columns
from .stream_order import in_order, with_rests, with_signs

_CUT = "\ufffe\x02"  # what pdfium gives for a hyphen at a line's end
_LINE = re.compile(f"[^\\s{_CUT}][^\r\n{_CUT}]*[{_CUT}]?")
_GAP = 0.9  # of the size: a gap between two objects this wide parts columns
_LEAST_GAPS = 3  # so many gaps that are as wide part words, not columns
_ALIKE = 0.5  # of the size: by how much they may differ
_LEAST_GAP = 7.0  # points
_GLUED = re.compile(r"[A-ZÀ-Ý](?<=[a-zà-ÿ0-9.)].)(?=[a-zà-ÿ])")  # the rare character first
_LABEL = re.compile(r"[A-ZÀ-Ý][^:.;]{2,80}:(?:\s|$)")
_SPACE = 0.2  # of the size: letters so far apart are of two words
_SIGN = 4  # characters: so few before a gap are a bullet or a number
_ABOVE, _BELOW = 0.75, 0.25  # of the size: how far letters reach up and down from the baseline
_TIGHT = 0.3, 1.6  # of the size: how high a line's letters are; beyond it the size is scaled
_BOLD = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_BOLD_WEIGHT = 600
_NO_HEADING = frozenset(".;,")  # what a line of a text ends with: whether it is bold does not matter

_matrix = pdfium.FS_MATRIX()  # pdfium writes into it; one thread a process


def read_page(sheet: Sheet) -> list[PrintedLine]:
    """The lines of a page in the order of its stream."""
    lines: list[PrintedLine] = []
    glued = frozenset(found.start() for found in _GLUED.finditer(sheet.text))
    scale = _scale(sheet, 0) if sheet.text else 1.0
    for start, end in _stretches(sheet.text):
        lines += _lines_at(sheet, start, end, glued, scale)
    if not lines:
        return lines
    if any(line.text.endswith(RAISED) for line in lines):
        lines = with_rests(lines)
    if any(len(line.text) == 1 for line in lines):
        lines = with_signs(lines)
    with_drawn_bullets(sheet, lines)
    set_columns(lines, sheet.size.width)
    return in_order(lines)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines are, without the white space around them; a hyphen at a line's end ends it."""
    for found in _LINE.finditer(text):
        start, end = found.span()
        yield start, (start + len(found.group().rstrip()) if text[end - 1].isspace() else end)


def _lines_at(sheet: Sheet, start: int, end: int, glued: frozenset[int], scale: float) -> list[PrintedLine]:
    """One line of pdfium's: as it is, or parted where columns are; `glued`: where words may stand without a space."""
    rects = rects_of(sheet, start, end - start)
    if not rects:
        return []
    size = _size(sheet, start, rects[0], scale)
    if len(rects) == 1 or (not _is_uneven(rects, size) and glued.isdisjoint(range(start, end))):
        return [_line(sheet, start, end, rects, size)]
    if any(rect[0] < last[2] - size / 2 for last, rect in pairwise(rects)):
        return _sorted_line(sheet, _line(sheet, start, end, rects, size))
    if _is_justified(rects, size):
        return [_line(sheet, start, end, rects, size)]
    parts = _parts(sheet, start, end, rects, size, glued)
    lines = [_line(sheet, *part, size) for part in parts]
    for line in lines if len(lines) > 1 else ():
        line.column = lines[0].box[0], 0.0
    return lines


def _is_uneven(rects: Sequence[Box], size: float) -> bool:
    """Whether the objects of a line stand far apart, or not one after the other; what follows a bullet may."""
    wide, back = max(_GAP * size, _LEAST_GAP), -size / 2
    first = rects[0]
    end = first[2] if first[2] - first[0] > size else rects[1][0]
    for rect in rects[1:]:
        if not back <= rect[0] - end <= wide:
            return True
        end = rect[2]
    return False


def _is_justified(rects: Sequence[Box], size: float) -> bool:
    """Whether the objects of a line are words that were driven apart to fill it: several wide gaps, all alike."""
    wide = max(_GAP * size, _LEAST_GAP)
    gaps = [gap for last, rect in pairwise(rects) if (gap := rect[0] - last[2]) > wide]
    return len(gaps) >= _LEAST_GAPS and max(gaps) - min(gaps) < _ALIKE * size


def _line(sheet: Sheet, start: int, end: int, rects: Sequence[Box], size: float) -> PrintedLine:
    text = sheet.text[start:end]
    if text[-1] in _CUT:
        text = f"{text[:-1]}-"
    if len(rects) > 1 and not sheet.turn:  # a digit in another size is an object of its own
        text = with_raised(
            text, lambda at: font_size(sheet.address, start + at), lambda at: origin(sheet.address, start + at)[1]
        )
    x, y = origin(sheet.address, start)
    baseline = sheet.frame[3] - y if not sheet.turn else sheet.upright(x, y, x, y)[1]
    left, top, right, bottom = rects[0]
    for rect in rects[1:]:
        left, top, right, bottom = min(left, rect[0]), min(top, rect[1]), max(right, rect[2]), max(bottom, rect[3])
    box = left, min(top, baseline - _ABOVE * size), right, max(bottom, baseline + _BELOW * size)
    heads = text[-1] not in _NO_HEADING and text[1:2] != " "  # no sentence, no item
    bold = heads and _is_bold(sheet, start) and _is_bold(sheet, end - 1)
    runs = [Run(0, len(text), sheet.number, start, box)]
    if text[1:2] == " " and len(rects) > 1:  # a bullet has a run of its own
        left = rects[1][0]
        runs = [Run(0, 1, sheet.number, start, (box[0], box[1], left, box[3]))]
        runs.append(Run(2, len(text), sheet.number, start + 2, (left, *box[1:])))
    return PrintedLine(text, sheet.number, box, (0.0, 0.0), runs, bold, size)


def _size(sheet: Sheet, at: int, rect: Box, scale: float) -> float:
    """The size of a character in points, as the page scales it; asked again where the page's scale does not fit."""
    size: float = font_size(sheet.address, at)
    low, high = _TIGHT
    if low * size < (rect[3] - rect[1]) / scale < high * size:
        return size * scale
    return size * _scale(sheet, at)


def _scale(sheet: Sheet, at: int) -> float:
    """By how much the text's matrix makes a character larger."""
    found = pdfium.FPDFText_GetMatrix(sheet.textpage, at, _matrix)
    return float((_matrix.b**2 + _matrix.d**2) ** 0.5) or 1.0 if found else 1.0


def _is_bold(sheet: Sheet, at: int) -> bool:
    name, flags = font(sheet.address, at)
    if name:
        return _named_bold(name) or bool(flags & _FORCE_BOLD)
    return bool(pdfium.FPDFText_GetFontWeight(sheet.textpage, at) >= _BOLD_WEIGHT)  # a font without a name


@lru_cache(maxsize=256)
def _named_bold(name: bytes) -> bool:
    return _BOLD.search(name) is not None


def _parts(
    sheet: Sheet, start: int, end: int, rects: Sequence[Box], size: float, glued: frozenset[int]
) -> list[tuple[int, int, Sequence[Box]]]:
    """The columns that a line crosses, each with its boxes."""
    wide = max(_GAP * size, _LEAST_GAP)
    near = sorted(glued.intersection(range(start, end)))
    parts = []
    first, at = 0, start
    for number in range(1, len(rects)):
        left = rects[number][0]
        if left - rects[number - 1][2] > wide:
            cut = _index_of(sheet, at, end, left)
        else:  # a tab stop so near that pdfium sees no space
            cut = next((at for at in near if _begins_at(sheet, at, left) and _turns_bold(sheet, at)), end)
        before = sheet.text[at:cut].rstrip()
        if cut < end and _may_end_column(before, sheet.text[cut:end]):
            parts.append((at, at + len(before), rects[first:number]))
            first, at = number, cut
    return [*parts, (at, end, rects[first:])]


def _may_end_column(before: str, after: str) -> bool:
    """Whether a gap behind `before` parts columns: a bullet and a label are followed by what belongs to them."""
    if before[-1:] == ":":
        return _LABEL.match(after) is not None
    return len(before) > _SIGN or (before.isalnum() and before != "o")


def _index_of(sheet: Sheet, start: int, end: int, left: float) -> int:
    """Which character behind a space begins at this x; `end` where none does."""
    text = sheet.text
    at = text.find(" ", start, end)
    while at >= 0:
        if text[at + 1] != " " and _begins_at(sheet, at + 1, left):
            return at + 1
        at = text.find(" ", at + 1, end)
    return end


def _begins_at(sheet: Sheet, at: int, left: float) -> bool:
    rects = rects_of(sheet, at, 1)
    return bool(rects) and abs(rects[0][0] - left) < 1


def _turns_bold(sheet: Sheet, at: int) -> bool:
    return _is_bold(sheet, at) and not _is_bold(sheet, at - 1)


def _sorted_line(sheet: Sheet, line: PrintedLine) -> list[PrintedLine]:
    """A line that was not printed from left to right (a letter of another font comes late): each at its place."""
    raw, start = sheet.textpage, line.runs[0].at
    placed = [
        (rects[0], at)
        for at in range(start, start + len(line.text))
        if not pdfium.FPDFText_IsGenerated(raw, at) and (rects := rects_of(sheet, at, 1))
    ]
    placed.sort(key=lambda char: (char[0][0], char[1]))
    lines = [replace(line, text="", runs=[])]
    end = line.box[0]
    for rect, at in placed:
        gap = rect[0] - end
        last = lines[-1]
        if gap > max(_GAP * line.size, _LEAST_GAP) and _may_end_column(last.text.rstrip(), ""):
            last = replace(line, text="", runs=[], column=(line.box[0], 0.0))
            lines.append(last)
        elif gap > line.size * _SPACE and last.text[-1:] not in ("", " ") and sheet.text[at] != " ":
            last.text += " "
        _add_character(last, sheet.text[at], at, rect)
        end = rect[2]
    return [_around(last) for last in lines if last.text.strip()]


def _add_character(line: PrintedLine, char: str, at: int, rect: Box) -> None:
    length = len(line.text)
    line.text += char
    if line.runs:
        last = line.runs[-1]
        if last.end == length and last.at + length - last.start == at and last.box is not None:
            last.end, last.box = length + 1, union([last.box, rect])
            return
    line.runs.append(Run(length, length + 1, line.page, at=at, box=(rect[0], line.box[1], rect[2], line.box[3])))


def _around(line: PrintedLine) -> PrintedLine:
    """The line without white space at its end, in the box of its runs."""
    return replace(line, text=line.text.rstrip(), box=union([run.box for run in line.runs if run.box is not None]))
