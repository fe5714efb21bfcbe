"""Whether the boxes of a PDF record's header values lie on the values: the page's text inside the box is looked at."""

import re
from pathlib import Path
from typing import Any

import pypdfium2

from offres.extract.record import Record, Span

from .compare import LISTS, Count, scalars

_MARGIN = 0.5  # points; a glyph at the very edge is inside
_HIGHEST = 150  # points; ten wrapped lines
_NOT_HEADER = (*LISTS, "application", "header", "furniture", "unclaimed")
# Without the raised letters of `1ᵉʳ`: they come from another font, and pdfium puts them at the end of the line.
_WORD = re.compile(r"[^\W\u02b0-\u02ff\u1d2c-\u1d6a]+")
_NAMES = ("title", "employer", "department", "service", "corps", "domains", "grades", "occupation", "location")
_STEP = re.compile(r"[.\[\]]+")


def count_boxes(pdf: Path, record: Record, differences: list[str]) -> Count:
    """Of the header values, how many have a span with a page and a box that holds their words, in order.

    A name is looked for as the offer has it, anything else as it is printed. Values that are made from another's
    place (the parts of a reference) are not counted; a key of the offer without any span is wrong, and so is a box so
    high that it would hold anything.
    """
    offer = record.offer.model_dump(mode="json") if record.offer else {}
    spans = {path: span for path, span in record.spans.items() if _STEP.split(path)[0] not in _NOT_HEADER}
    unplaced = {path.partition(".")[0] for path, _ in scalars(offer)} - {_STEP.split(path)[0] for path in spans}
    unplaced -= set(_NOT_HEADER)
    differences += [f"no span of {key}" for key in sorted(unplaced)]
    count = Count(0, len(unplaced))
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = _Pages(document)
        for path, span in spans.items():
            seen = pages.within(span)
            right = seen is not None and _holds(seen, _printed(offer, path, span))
            count += Count(int(right), 1)
            if not right:
                differences.append(f"box of {path}: {span.text!r} -> {seen!r} (page {span.page}, {span.bbox})")
    finally:
        document.close()
    return count


def _printed(offer: dict[str, Any], path: str, span: Span) -> str:
    """The value as it stands on the page: a name as in the offer, as the span may hold more between its lines."""
    key, *index = filter(None, _STEP.split(path))
    if key not in _NAMES:
        return span.text
    value = offer[key][int(index[0])] if index else offer[key]
    return str(value)


class _Pages:
    """The characters of a document's pages, each page looked at once."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document
        self._characters: dict[int, list[tuple[str, float, float]]] = {}

    def within(self, span: Span) -> str | None:
        """The characters whose middle lies in the span's box, in pdfium's order; None for no box."""
        if span.page is None or span.bbox is None or not 1 <= span.page <= len(self._document):
            return None
        x0, top, x1, bottom = span.bbox
        if bottom - top > _HIGHEST:
            return None
        return "".join(
            character
            for character, x, y in self._of(span.page)
            if x0 - _MARGIN <= x <= x1 + _MARGIN and top - _MARGIN <= y <= bottom + _MARGIN
        )

    def _of(self, number: int) -> list[tuple[str, float, float]]:
        if number not in self._characters:
            page = self._document[number - 1]
            text, height = page.get_textpage(), page.get_height()
            boxes = [text.get_charbox(index) for index in range(text.count_chars())]
            self._characters[number] = [
                (text.get_text_range(index, 1), (left + right) / 2, height - (low + high) / 2)
                for index, (left, low, right, high) in enumerate(boxes)
                if right > left
            ]
        return self._characters[number]


def _holds(seen: str, text: str) -> bool:
    """Whether the words of the text stand in what is seen, in order; bullets and the other column may stand between."""
    at, letters = 0, "".join(_WORD.findall(seen))
    for word in _WORD.findall(text):
        at = letters.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return True
