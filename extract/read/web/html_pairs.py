"""Labels and values that a web page sets side by side without saying so: rows of two boxes, one row below the other.

In: the elements of a page and how much text each holds. Out: the rows. Such a row holds two elements with text and
nothing else, the first a short line; three rows of one make under one parent are a table of labels and values. Cards
with a heading and lists of links are none.
"""

from collections.abc import Callable, Iterator
from itertools import groupby, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ROWS = 3
_LABEL, _VALUE = 60, 160  # characters at most
_MOST_INSIDE = 20  # elements
_ROW_TAGS = frozenset({"div", "li", "p", "section"})
_BOX_TAGS = frozenset({"div", "span", "p", "strong", "b", "em", "label", "time"})
_LINES = frozenset({"br", "ul", "ol", "table", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "a", "button"})

Size = Callable[["Element"], int]


def rows_of_pairs(root: "Element", size: Size) -> dict["Element", tuple["Element", "Element"]]:
    """The rows of a page, each with its label and its value; `size` counts the characters that an element shows."""
    rows: dict[Element, tuple[Element, Element]] = {}
    for parent in root.iter("*"):
        if len(parent) < _ROWS:
            continue
        made = [(child, _boxes(child, size)) for child in parent.iterchildren("*")]
        for kind, group in groupby(made, key=lambda pair: _make(*pair)):
            found = [(row, boxes) for row, boxes in group if boxes]
            if kind is not None and len(found) >= _ROWS:
                rows.update(found)
    return rows


def _boxes(row: "Element", size: Size) -> "tuple[Element, Element] | None":
    """The two boxes of a row; None where it is none."""
    if row.tag not in _ROW_TAGS or (row.text or "").strip():
        return None
    boxes = list(_shown(row, size))
    if len(boxes) != 2 or any(box.tag not in _BOX_TAGS or (box.tail or "").strip() for box in boxes):  # noqa: PLR2004 -- a pair
        return None
    label, value = boxes
    if size(label) > _LABEL or size(value) > _VALUE:
        return None
    return (label, value) if _is_line(label) and _is_line(value) else None


def _is_line(box: "Element") -> bool:
    """Whether a box holds one line, and little markup."""
    inner = list(islice(box.iter("*"), _MOST_INSIDE + 1))
    return len(inner) <= _MOST_INSIDE and not any(element.tag in _LINES for element in inner)


def _shown(row: "Element", size: Size) -> Iterator["Element"]:
    return (child for child in row.iterchildren("*") if size(child))


def _make(row: "Element", boxes: "tuple[Element, Element] | None") -> tuple[str, ...] | None:
    """What rows of one table have in common."""
    return None if boxes is None else (row.tag, boxes[0].tag, boxes[1].tag, row.get("class", ""))
