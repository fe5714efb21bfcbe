"""The place of every value and every line, as spans into the source.

In: the draft with its ranges, and what was settled. Out: spans by path. Besides the values' own, `header[n]` is a label
with its value, `furniture[n]` a line of the page, `unclaimed[n]` a line that nothing takes: each non-blank line of the
source lies in a header span, a section, furniture or the unclaimed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from .document import Document
from .draft import Draft
from .segments import Range, Segments
from .settled import Settled, ranges_of

PlainSpan = dict[str, Any]


def place_spans(
    document: Document, draft: Draft, settled: Settled, segments: Segments, extent: Range
) -> dict[str, PlainSpan]:
    """All spans of one posting, by path; `extent` is the posting's stretch of the source."""
    ranges = dict(draft.spans)
    header = _header(document.text, segments, settled.title)
    for name, places in (
        ("header", header),
        ("furniture", _outside(settled.furniture, header)),
        ("unclaimed", _outside(settled.unclaimed, header)),
    ):
        ranges.update({f"{name}[{number}]": place for number, place in enumerate(places)})
    spans = {path: _span(document, place) for path, place in ranges.items()}
    if document.origin is not None:
        number = sum(path.startswith("furniture[") for path in spans)
        for start, end in _vanished(document.source, spans, extent):
            spans[f"furniture[{number}]"] = _placed(document, start, end)
            number += 1
    return spans


def _vanished(source: str, spans: dict[str, PlainSpan], extent: Range) -> Iterator[Range]:
    """The lines of the source of which cleaning left nothing: an image, a comment, a lone mark."""
    places = sorted((span["start"], span["end"]) for span in spans.values())
    starts = [start for start, _ in places]
    ends = list(accumulate((end for _, end in places), max))
    pos = extent[0]
    for raw in source[pos : extent[1]].splitlines(keepends=True):
        stripped = raw.strip()
        start = pos + (raw.index(stripped[0]) if stripped else 0)
        end = start + len(stripped)
        at = bisect_left(starts, end) - 1
        if stripped and (at < 0 or ends[at] <= start):
            yield start, end
        pos += len(raw)


def _header(text: str, segments: Segments, title: list[Range]) -> list[Range]:
    """A range for the title and each labelled value with its label, what else stands on these lines included."""
    found = [_whole_lines(text, start, end) for start, end in title]
    for entry in segments.entries:
        if not entry.inline:
            pieces = list(ranges_of(entry))
            found.append(_whole_lines(text, min(pieces)[0], max(end for _, end in pieces)))
    return sorted(set(found))


def _whole_lines(text: str, start: int, end: int) -> Range:
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    begin, stop = text[first:start], text[end : last if last >= 0 else len(text)]
    return start - len(begin.lstrip()), end + len(stop.rstrip())


def _outside(places: list[Range], header: list[Range]) -> list[Range]:
    """The places that are on no line of the header: a line is accounted for once."""
    starts = [start for start, _ in header]
    ends = list(accumulate((end for _, end in header), max))
    kept = []
    for place in sorted(places):
        at = bisect_right(starts, place[0]) - 1
        if at < 0 or ends[at] <= place[0]:
            kept.append(place)
    return kept


def _span(document: Document, place: Range) -> PlainSpan:
    return _placed(document, *document.place(*place))


def _placed(document: Document, start: int, end: int) -> PlainSpan:
    span: PlainSpan = {"start": start, "end": end, "text": document.source[start:end]}
    if document.paper is not None and (found := document.paper.place(start, end)) is not None:
        span["page"], span["bbox"] = found
    return span
