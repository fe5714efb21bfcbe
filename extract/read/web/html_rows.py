"""Lists, rows and label-value pairs of a web page, when the last of their pieces has been read.

In: the pieces so far and which of them belong to what has ended. Out: the same pieces, some joined or of another kind:
a list that only arranges labels and values gives plain lines, the cells of one row share it.
"""

from dataclasses import dataclass, field
from itertools import pairwise

from ...document import Link
from ..pieces import Piece

SHORT = 40  # characters: an item of the header, and no mission, is as short as this
LABELLED = 160  # characters: the same with a label before it
_ENDS = (".", ";", ",", "!", "?")
_PAIR = 2


@dataclass(slots=True)
class List:
    """A list that is open: the numbers of the pieces that its items begin with."""

    counted: bool
    number: int  # of the next item
    start: int  # number of its first piece
    in_body: bool  # whether the posting's header has ended above it
    items: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Row:
    """A table's row, or a list of labels and values (`pairs`): where each cell begins, and whether it is a label."""

    pairs: bool
    first: bool
    cells: list[tuple[int, bool]] = field(default_factory=list)


def end_list(pieces: list[Piece], done: List, *, nested: bool) -> None:
    """Join what an item holds beside its first line; or, where the list only arranges, make its items plain lines."""
    bounds = [*done.items, len(pieces)]
    items = [pieces[a:b] for a, b in pairwise(bounds) if a < b]
    if not items:
        return
    in_header = not done.in_body and not nested
    paired = any(item[0].pair for item in items)
    if _are_cards(items) or (in_header and (paired or _are_labelled(items) or _are_tags(items))):
        for piece in pieces[done.items[0] :]:
            if piece.kind == "bullet" and piece.nesting == 0:
                piece.kind, piece.blank = "plain", True
        return
    joined = [piece for item in items for piece in _joined(item)]
    pieces[done.items[0] :] = joined


def _are_cards(items: list[list[Piece]]) -> bool:
    """Whether each item begins with a heading."""
    return all(item[0].kind == "heading" for item in items)


def _are_labelled(items: list[list[Piece]]) -> bool:
    """Whether each item of a list of the header is a label, with its value on a line below."""
    return all(
        len(item) > 1 and item[1].kind == "plain" and len(item[0].text) <= SHORT and _is_open(item[0].text)
        for item in items
    )


def _are_tags(items: list[list[Piece]]) -> bool:
    """Whether a list of the header is its place, contract and the like, one short or labelled item each."""
    return all(len(item) == 1 and item[0].kind in ("bullet", "rule") and _is_tag(item[0].text) for item in items)


def _is_tag(text: str) -> bool:
    return _is_open(text) and (len(text) <= SHORT or (len(text) <= LABELLED and ":" in text[:SHORT]))


def _is_open(text: str) -> bool:
    return not text.endswith(_ENDS)


def _joined(item: list[Piece]) -> list[Piece]:
    """An item's pieces, the plain lines right below its first one joined to it."""
    kept = item[:1]
    for piece in item[1:]:
        if piece.kind == "plain" and len(kept) == 1 and kept[0].kind == "bullet":
            append(kept[0], piece)
        else:
            kept.append(piece)
    return kept


def append(piece: Piece, other: Piece) -> None:
    """Add the text and links of another piece to the end of a piece, behind a space."""
    by = len(piece.text) + 1
    piece.text = f"{piece.text} {other.text}"
    piece.links += [Link(link.start + by, link.end + by, link.url) for link in other.links]


def end_pair(pieces: list[Piece], row: Row) -> None:
    """What a `dl` says of one label, see `_paired`; values without a label, and further ones, stay as they are."""
    if row.cells and row.cells[0][1]:
        start, middle, end = [*(start for start, _ in row.cells), len(pieces), len(pieces)][:3]
        for piece in pieces[end:]:
            piece.blank = piece.blank and piece.kind != "plain"
        pieces[start:end] = _paired(pieces[start:middle], pieces[middle:end])
    row.cells.clear()


def _paired(label: list[Piece], values: list[Piece]) -> list[Piece]:
    """A label and its value: one line where it ends with a colon and has one, else its line and theirs."""
    if len(label) != 1 or any(piece.kind == "rule" for piece in label + values):
        return label + values
    _make_plain(label[0])
    if len(values) == 1:
        _make_plain(values[0])
    if any(piece.kind not in ("plain", "heading") for piece in values):
        return label + values
    if len(values) == 1 and label[0].text.rstrip().endswith(":"):
        append(label[0], values[0])
        return label
    label[0].pair = "label"
    for piece in values:
        _make_plain(piece)
        piece.pair, piece.blank = "value", False
    return label + values


def _make_plain(piece: Piece) -> None:
    piece.kind, piece.level = "plain", 0


def end_row(pieces: list[Piece], row: Row, number: int) -> bool:
    """Make cells of a table row's pieces, or lines of its labels and values; whether it has become cells.

    A row of one cell, and one with lists or several lines in a cell, only arranges: its pieces stay as they are.
    """
    bounds = [*(start for start, _ in row.cells), len(pieces)]
    cells = [pieces[a:b] for a, b in pairwise(bounds)]
    if len(cells) < _PAIR or any(piece.kind == "rule" for cell in cells for piece in cell):
        return False
    if _are_pairs(cells, [label for _, label in row.cells]):
        pieces[bounds[0] :] = [
            piece for label, values in zip(cells[::2], cells[1::2], strict=True) for piece in _paired(label, values)
        ]
        return False
    if any(len(cell) > 1 or any(piece.kind == "bullet" for piece in cell) for cell in cells):
        return False
    for place, piece in enumerate(pieces[bounds[0] :]):
        piece.kind, piece.level, piece.row, piece.blank = "cell", 0, number, row.first and place == 0
    return True


def _are_pairs(cells: list[list[Piece]], headers: list[bool]) -> bool:
    """Whether every second cell is the label of the one that follows it: a header cell, or one that ends in a colon."""
    if len(cells) % _PAIR or any(headers[1::2]):
        return False
    return all(
        len(cell) == 1 and (header or cell[0].text.rstrip().endswith(":"))
        for cell, header in zip(cells[::2], headers[::2], strict=True)
    ) and not any(cell[0].text.rstrip().endswith(":") for cell in cells[1::2] if len(cell) == 1)
