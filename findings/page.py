"""The review page as a form of findings: each posting beside its record, with the findings that count.

`Shows` is the form (`ingest.work.Form`) in which documents of which a page is made leave the process that read them.
"""

import json
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

from ..checks.registry import RULES
from ..checks.rule import Lang
from ..extract.record import Record
from ..output import review
from ..output.review import Advice, Box, Picture, Range
from .located import Found, Posting, Shown, located
from .report import Report

if TYPE_CHECKING:
    from ..extract.read.reader import Leaf

MOST_PAGES = 20  # of a document that are drawn
MOST_PAGES_IN_ALL = 300  # of a review page: some 20 MB


@dataclass(slots=True)
class Shows:
    """The form: a pickled Posting for each record, with all that a page shows of it."""

    lang: Lang
    left: int = field(
        default_factory=lambda: MOST_PAGES_IN_ALL
    )  # each process reads its files in order: none needs more

    def lines(self, records: Sequence[Record], text: str, leaf: "Leaf | None" = None) -> tuple[bytes, ...]:
        """One for each record; text and pictures stand with the first one of a document only."""
        pictures = self._pictures(leaf) if leaf else ()
        lines: list[bytes] = []
        for record, posting in zip(records, located(records, text, self.lang), strict=True):
            told = record.model_dump_json().encode()
            shown = Shown(told, None if lines else text, () if lines else pictures, _on_several_pages(record, leaf))
            lines.append(pickle.dumps(posting._replace(shown=shown)))
        return tuple(lines)

    def _pictures(self, leaf: "Leaf") -> tuple[Picture, ...]:
        if leaf.paper is None or not isinstance(leaf.data, bytes) or not self.left:
            return ()
        from ..ingest.pictures import pictures

        drawn = tuple(pictures(leaf.data, leaf.media_type, min(MOST_PAGES, self.left)))
        self.left -= len(drawn)
        return drawn


def _on_several_pages(record: Record, leaf: "Leaf | None") -> dict[Range, list[tuple[int, Box]]]:
    """The boxes of a record's places that go over a page's end, of which its spans have the first."""
    if leaf is None or leaf.paper is None:
        return {}
    spans = [*record.spans.values(), *(finding.span for finding in record.findings if finding.span)]
    ranges = {(span.start, span.end) for span in spans if span.page is not None}
    found = {place: list(leaf.paper.places(*place)) for place in sorted(ranges)}
    return {place: boxes for place, boxes in found.items() if len(boxes) > 1}


def write(report: Report, stream: BinaryIO) -> None:
    """The page of all postings, with the findings that count."""
    review.write(pages(report.postings()), stream, advice(report.lang), report.lang)


def pages(postings: Iterator[Posting]) -> Iterator[review.Posting]:
    """What the page shows of the postings; of their pictures the first ones only."""
    left = MOST_PAGES_IN_ALL
    text, pictures = "", tuple[Picture, ...]()
    for posting in postings:
        assert posting.shown is not None
        if posting.shown.text is not None:
            text, pictures = posting.shown.text, posting.shown.pictures[:left]
            left -= len(pictures)
        record = json.loads(posting.shown.record) | {"findings": list(map(_finding, posting.findings))}
        others = [found.others for found in posting.findings]
        yield review.Posting(record, text, pictures, posting.shown.boxes, others)


def _finding(found: Found) -> dict[str, Any]:
    told = {key: getattr(found, key) for key in ("code", "name", "severity", "message", "field")}
    place = found.place
    span = {key: getattr(place, key) for key in ("start", "end", "page", "bbox")} if place else None
    return {**told, "span": span}


def advice(lang: Lang) -> dict[str, Advice]:
    """What the rules' documentation says of each code."""
    return {rule.code: Advice(*(getattr(text, lang) for text in (rule.what, rule.why, rule.instead))) for rule in RULES}
