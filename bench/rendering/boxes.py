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
# pdfium's marks for a hyphen at a line's end, and the hyphen itself, which wrapping may add
_BREAKS = re.compile(r"[\x02\ufffe\u00ad-]")
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
        for path, span in spans.items():
            seen = _cropped(document, span)
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


def _cropped(document: pypdfium2.PdfDocument, span: Span) -> str | None:
    if span.page is None or span.bbox is None or not 1 <= span.page <= len(document):
        return None
    page = document[span.page - 1]
    x0, top, x1, bottom = span.bbox
    if bottom - top > _HIGHEST:
        return None
    height = page.get_height()
    text: str = page.get_textpage().get_text_bounded(
        left=x0 - _MARGIN, bottom=height - bottom - _MARGIN, right=x1 + _MARGIN, top=height - top + _MARGIN
    )
    return text


def _holds(seen: str, text: str) -> bool:
    """Whether the words of the text stand in what is seen, in order; the other column's may stand between."""
    at, folded = 0, re.sub(r"\s+", "", _BREAKS.sub("", seen))
    for word in _BREAKS.sub("", text).split():
        at = folded.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return True
