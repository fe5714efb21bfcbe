"""The lines of a posting's stretch of the source, each accounted for once.

In: a document and a `Posting`. Out: a `LineAccount` for each line that is not blank.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..extract.document import Document
from ..extract.pipeline import Posting
from ..extract.record import Finding, Span
from ..extract.segments import Range
from ..patterns.load import Patterns
from .account import LineAccount, Taken
from .claims import claims_of
from .considered import Candidates

_LINE_END = re.compile(r"\r\n|\r|\n")
_STEP = re.compile(r"[^.\[\]]+")
_PLACES = ("header[", "furniture[", "unclaimed[", "sections[")
_VANISHED = Taken("furniture", by="rule: cleaning left nothing of it: an image, a comment, a lone mark")


def lines_of(
    document: Document, posting: Posting, patterns: Patterns, sentences: Mapping[str, str]
) -> list[LineAccount]:
    """The account of each line that is not blank."""
    pieces = list(_pieces(document.source, posting.extent))
    table = _Table(document.source, pieces, [_page(document, *piece) for piece in pieces])
    for place, taken in sorted(claims_of(document, posting, sentences), key=lambda claim: claim[0]):
        for account in table.within(*document.place(*place)):
            account.taken.append(taken)
    for account in table.accounts:
        account.taken = _unique(account.taken) or [_VANISHED]
    _add_values(posting, table)
    _add_candidates(document, posting, patterns, table)
    _add_findings(posting, table)
    return table.accounts


class _Table:
    """The accounts of the lines, found by an offset into the source."""

    def __init__(self, source: str, pieces: Sequence[Range], pages: Sequence[int | None]) -> None:
        ends = [found.end() for found in _LINE_END.finditer(source)]
        self._pieces = pieces
        self._starts = [start for start, _ in pieces]
        self.accounts = [
            LineAccount(bisect_right(ends, start) + 1, page, source[start:end])
            for (start, end), page in zip(pieces, pages, strict=True)
        ]

    def within(self, start: int, end: int) -> list[LineAccount]:
        """The accounts of the lines that a stretch stands on."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_left(self._starts, end)
        return [self.accounts[n] for n in range(first, last) if self._pieces[n][1] > start]


def told(finding: Finding) -> str:
    """A finding in a line."""
    return f"{finding.code} {finding.name}: {finding.message}"


def _pieces(source: str, extent: Range) -> Iterator[Range]:
    """The lines that are not blank, without the white space around them."""
    pos = extent[0]
    for raw in source[pos : extent[1]].splitlines(keepends=True):
        if stripped := raw.strip():
            start = pos + raw.index(stripped[0])
            yield start, start + len(stripped)
        pos += len(raw)


def _unique(taken: Sequence[Taken]) -> list[Taken]:
    """Each once; a value whose label stands on the same line is told with its label."""
    once = list(dict.fromkeys(taken))
    labels = {(one.name, one.by) for one in once if one.role == "label"}
    return [one for one in once if one.role != "value" or (one.name, one.by) not in labels]


def _page(document: Document, start: int, end: int) -> int | None:
    if document.paper is None or (found := document.paper.place(start, end)) is None:
        return None
    return found[0]


def _add_values(posting: Posting, table: _Table) -> None:
    offer = posting.record.offer.model_dump(mode="json") if posting.record.offer else {}
    for path, span in posting.record.spans.items():
        if not path.startswith(_PLACES):
            for account in table.within(span.start, span.end)[:1]:
                account.values[path] = _short(_value(offer, path), span)


def _add_candidates(document: Document, posting: Posting, patterns: Patterns, table: _Table) -> None:
    candidates = Candidates(document, posting, patterns)
    for line in posting.lines:
        for account in table.within(*document.place(line.start, line.end))[:1]:
            account.considered += candidates.on(line, account.taken)


def _add_findings(posting: Posting, table: _Table) -> None:
    for finding in posting.record.findings:
        if finding.span is not None:
            for account in table.within(finding.span.start, finding.span.end)[:1]:
                account.findings.append(told(finding))


def _value(offer: Any, path: str) -> Any:
    for step in _STEP.findall(path):
        if isinstance(offer, list):
            offer = offer[int(step)] if step.isdigit() and int(step) < len(offer) else None
        else:
            offer = offer.get(step) if isinstance(offer, dict) else None
    return offer


def _short(value: Any, span: Span) -> object:
    """A value; an object that parts make up is told by its text."""
    if isinstance(value, dict):
        return {key: part for key, part in value.items() if part not in (None, [], span.text)}
    return value
