"""A document's records -> their findings with the place of each: line, column, page, and the line itself.

It is the form (`ingest.work.Form`) in which `offres check` has documents leave the process that read them.
"""

import hashlib
import pickle
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..checks.duplicate_reference import RULE as DUPLICATE
from ..checks.duplicate_reference import Bearer, bearer
from ..checks.registry import FILE_RULES
from ..checks.rule import Address, Lang
from ..extract.record import Finding, Record, Severity, Span
from ..output.review import Box, Picture, Range

LONGEST_LINE = 2_000  # characters of a source line that are kept, around the span

_LINE_END = re.compile(r"\r\n|\r|\n")
_INDEX = re.compile(r"\[\d+\]")
_FILE_RULES = {rule.code: rule for rule in FILE_RULES}


class Place(NamedTuple):
    """Where a finding stands. Lines and columns count from 1, in characters of what `offres text` prints."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int  # of the first character behind
    text: str  # the text that stands there
    context: str  # the line that it begins in, or as much of it as is kept
    offset: int  # of the span in that
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None


class Found(NamedTuple):
    """A finding, with its place where it has one."""

    code: str
    name: str
    severity: Severity
    field: str | None
    message: str
    place: Place | None
    others: tuple[Address, ...] = ()  # postings that it is about too


class Shown(NamedTuple):
    """What the review page shows of a posting besides its findings."""

    record: bytes  # as JSON
    text: str | None  # of its document; None where it is that of the posting before
    pictures: tuple[Picture, ...] = ()  # of its document's pages, with the text
    boxes: Mapping[Range, Sequence[tuple[int, Box]]] = {}  # of its places on several pages, on each


class Posting(NamedTuple):
    """What is known of one posting once it was read: its findings in the order of the text, then by code."""

    uri: str
    sha256: str
    media_type: str | None
    number: int
    findings: tuple[Found, ...]
    bearer: Bearer | None = None  # its part in the comparison of the batch
    place: Place | None = None  # of its reference number
    deadline: Place | None = None  # of its deadline
    shown: Shown | None = None  # where a page is to be made of it


@dataclass(frozen=True, slots=True)
class Located:
    """The form: a pickled Posting for each record. Both ends are this program."""

    lang: Lang

    def lines(self, records: Sequence[Record], text: str, leaf: object = None) -> tuple[bytes, ...]:  # noqa: ARG002 the form's contract
        """One for each record; their spans point into `text`."""
        return tuple(map(pickle.dumps, located(records, text, self.lang)))


def located(records: Sequence[Record], text: str, lang: Lang) -> Iterator[Posting]:
    """The postings of a document; the spans of the records point into `text`."""
    places = _Places(text)
    return (_posting(record, places, lang) for record in records)


def fingerprint(uri: str, found: Found) -> str:
    """What a finding keeps when it moves: file, code, field without its indices, and the text that stands there."""
    field = _INDEX.sub("[]", found.field or "")
    told = "\0".join((uri, found.code, field, " ".join(found.place.text.split()) if found.place else ""))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class _Places:
    """Offsets into a text -> places."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []  # of the lines; found when first asked for

    def of(self, span: Span) -> Place:
        if not self._starts:
            self._starts = [0, *(found.end() for found in _LINE_END.finditer(self._text))]
        line, end_line = (bisect_right(self._starts, at) for at in (span.start, max(span.start, span.end - 1)))
        start, end = self._starts[line - 1], self._starts[end_line - 1]
        context, offset = self._line(line, span.start - start)
        return Place(
            start=span.start,
            end=span.end,
            line=line,
            column=span.start - start + 1,
            end_line=end_line,
            end_column=span.end - end + 1,
            text=span.text,
            context=context,
            offset=offset,
            page=span.page,
            bbox=span.bbox,
        )

    def _line(self, line: int, column: int) -> tuple[str, int]:
        """A line, and where in it the column is; of a line that is too long the part around it."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self._text)
        first = max(start, start + column - LONGEST_LINE // 2)
        return self._text[first : min(end, first + LONGEST_LINE)].rstrip("\r\n"), start + column - first


def _posting(record: Record, places: _Places, lang: Lang) -> Posting:
    source = record.source
    one = bearer(record)
    return Posting(
        uri=source.uri or "",
        sha256=source.sha256,
        media_type=source.media_type,
        number=source.posting,
        findings=tuple(_found(each, places, lang) for each in record.findings if each.code != DUPLICATE.code),
        bearer=one,
        place=places.of(one.span) if one and one.span else None,
        deadline=places.of(one.deadline_span) if one and one.deadline_span else None,
    )


def _found(finding: Finding, places: _Places, lang: Lang) -> Found:
    place = places.of(finding.span) if finding.span else None
    message = finding.message
    if lang == "fr" and (rule := _FILE_RULES.get(finding.code)):  # the cause comes from a reader, which knows English
        message = f"{rule.what.fr} {rule.instead.fr} ({message})"
    return Found(finding.code, finding.name, finding.severity, finding.field, message, place)
