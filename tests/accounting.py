"""Accounting of lines: which of header, section, furniture and unclaimed each non-blank line of a source lies in."""

from collections.abc import Iterator, Sequence

from offres.extract.record import Record

KINDS = ("header", "sections", "furniture", "unclaimed")


def lines_of(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of each non-blank line, without the white space around it."""
    pos = 0
    for raw in text.splitlines(keepends=True):
        if stripped := raw.strip():
            start = pos + raw.index(stripped[0])
            yield start, start + len(stripped)
        pos += len(raw)


def kind_of(path: str) -> str:
    """The place that a span's path stands for; a value of the header is header."""
    head = path.partition("[")[0].partition(".")[0]
    if head in ("missions", "contacts", "application"):
        return "sections"
    return head if head in KINDS else "header"


def line_kinds(text: str, records: Sequence[Record]) -> list[set[str]]:
    """For each non-blank line, the places that its spans stand for."""
    spans = [(span.start, span.end, kind_of(path)) for r in records for path, span in r.spans.items()]
    return [{kind for a, b, kind in spans if a < end and start < b} for start, end in lines_of(text)]


def wrong_spans(text: str, records: Sequence[Record]) -> list[str]:
    """The paths of the spans that do not quote the text."""
    return [path for r in records for path, span in r.spans.items() if text[span.start : span.end] != span.text]
