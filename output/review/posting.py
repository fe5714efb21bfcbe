"""A record into what the page draws: rows of values, marks, and the source cut at the bounds of all marks.

Offsets stay here: the page gets pieces of text, each with the marks that lie over it, so that crossing and nested spans
are drawn as they are and no script counts characters.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from . import Range
from .words import Words

Json = Mapping[str, Any]
Boxes = Sequence[tuple[int, Sequence[float]]]  # a page, from 1, and a place on it

_INDEX = re.compile(r"\[(\d+)\]")
_LINE_ENDS = "\r\n"


class Mark(NamedTuple):
    """A place in the source: what of (`value`, `section`, `finding`, `rest`), its path or code, where."""

    kind: str
    name: str
    start: int
    end: int
    boxes: Boxes  # on a paged source


def posting_data(record: Json, text: str, words: Words, boxes: Mapping[Range, Boxes]) -> dict[str, Any]:
    """All that is shown of a posting when it is chosen; `boxes` are those of places on several pages."""
    marks = marks_of(record, boxes)
    at = {mark.name: number for number, mark in enumerate(marks) if mark.kind != "finding"}
    first = len(marks) - sum(mark.kind == "finding" for mark in marks)
    return {
        "rows": [[words.label(path), path, value, _mark_of(path, at)] for path, value in leaves(record["offer"] or {})],
        "findings": list(_findings(record, first)),
        "marks": [
            [mark.kind, words.label(mark.name) if mark.kind != "finding" else mark.name, mark.boxes] for mark in marks
        ],
        "pieces": pieces(text, marks),
        "about": [[key, str(value)] for key, value in record["source"].items() if value is not None],
    }


def marks_of(record: Json, boxes: Mapping[Range, Boxes] | None = None) -> list[Mark]:
    """The places of values, then those of findings; a finding without a place has none."""
    named = [(_kind(path), path, span) for path, span in record["spans"].items()]
    named += [("finding", finding["code"], finding["span"]) for finding in record["findings"] if finding["span"]]
    return [Mark(kind, name, span["start"], span["end"], _boxes(span, boxes)) for kind, name, span in named]


def _boxes(span: Json, boxes: Mapping[Range, Boxes] | None) -> Boxes:
    if span.get("page") is None or span.get("bbox") is None:
        return ()
    return (boxes or {}).get((span["start"], span["end"])) or ((span["page"], span["bbox"]),)


def _kind(path: str) -> str:
    if path.startswith(("furniture[", "unclaimed[", "header[")):
        return "rest"
    return "section" if path.startswith("sections[") else "value"


def _mark_of(path: str, at: Mapping[str, int]) -> int:
    """The mark of a value, or of the value that it is a part of; -1 where it has none."""
    if (value := f"{path}.value") in at:
        return at[value]
    while path:
        if path in at:
            return at[path]
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return -1


def _findings(record: Json, first: int) -> Iterator[list[Any]]:
    for finding in record["findings"]:
        mark = -1
        if finding["span"]:
            mark, first = first, first + 1
        yield [finding["code"], finding["name"], finding["severity"], finding["message"], mark]


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """The paths and texts of all values that are not null; a paragraph, list, mission or attribute is one value."""
    if isinstance(value, Mapping):
        if (whole := _whole(value)) is not None:
            yield path, whole
            return
        for key, part in value.items():
            if key not in ("type", "group"):
                yield from leaves(part, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from leaves(part, f"{path}[{index}]")
    elif value is not None:
        yield path, _text(value)


def _whole(value: Json) -> str | None:
    if value.keys() == {"label", "value"}:
        return f"{value['label']} : {value['value']}"
    if value.keys() == {"type", "items"}:
        return "\n".join(f"• {item}" for item in value["items"])
    return None


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "✓" if value else "✗"
    return str(value).removesuffix(".0") if isinstance(value, float) else str(value)


def pieces(text: str, marks: Sequence[Mark]) -> list[list[Any]]:
    """The posting's stretch of the source, cut at the bounds of all marks: `[text, numbers of the marks over it]`."""
    start, end = _stretch(text, marks)
    bounds = sorted({start, end, *(min(max(at, start), end) for mark in marks for at in (mark.start, mark.end))})
    over: list[list[int]] = [[] for _ in bounds]
    for number, mark in enumerate(marks):
        for index in range(bisect_left(bounds, mark.start), bisect_left(bounds, mark.end)):
            over[index].append(number)
    return [[_plain_line_ends(text, first, last), over[index]] for index, (first, last) in enumerate(pairwise(bounds))]


def _stretch(text: str, marks: Sequence[Mark]) -> tuple[int, int]:
    """From the line of the first mark to that of the last: marks lie over all of a posting's lines."""
    if not marks:
        return 0, len(text)
    start, end = min(mark.start for mark in marks), max(mark.end for mark in marks)
    while start > 0 and text[start - 1] not in _LINE_ENDS:
        start -= 1
    while end < len(text) and text[end] not in _LINE_ENDS:
        end += 1
    return start, end


def _plain_line_ends(text: str, start: int, end: int) -> str:
    """A piece with a plain newline for each line end; of a line end that is cut in two, the second half stays."""
    piece = text[start:end]
    if piece.endswith("\r") and text[end : end + 1] == "\n":
        piece = piece[:-1]
    return piece.replace("\r\n", "\n").replace("\r", "\n")
