"""The whole way: bytes or text in, validated records out.

`parse_text` and `parse` give one record for each posting, never none; a file that cannot be read raises an error of
`errors.py`, which `failure_record` turns into the record that stands for it in a batch.
"""

import hashlib
import os
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import Any, NamedTuple

from .. import __version__
from ..checks import Case, run
from ..checks.duplicate_reference import duplicate_references
from ..checks.rule import Lang
from ..patterns.load import Family, Patterns, load_patterns
from .document import Document, Line, Observation, Repair
from .draft import Draft
from .errors import NoText, OffresError, UnreadableFile, at
from .evidence import weigh
from .family import recognise
from .labels import begins_label
from .layout import reading_order
from .offer import build
from .postings import split_postings
from .read.clean import clean
from .read.files import Source as Held
from .read.files import opened, refuse_large, size_of
from .read.reader import Leaf, leaves, read
from .read.text import LINE_ENDS, read_lines, with_plain_line_ends
from .record import Finding, Offer, Record, Source
from .segment import segment
from .segments import Segments
from .settle import settle
from .settled import Settled
from .spans import place_spans
from .values.dates import is_whole_day

EXTRACTOR = f"offres {__version__}"
NAMED = 5  # documents of a container that an error names
PIECE = 1 << 20  # bytes of a large file that are read at a time


class Parsed(NamedTuple):
    """What became of one document of a file: its records; where it failed, the one that stands for it, and why.

    `whole`: it is all that comes of the file.
    """

    uri: str | None
    records: list[Record]
    error: OffresError | None = None
    whole: bool = False


def parse(
    source: str | os.PathLike[str] | bytes, *, uri: str | None = None, patterns: Patterns | None = None
) -> list[Record]:
    """The records of a file (a path or a URL) or of its bytes; raises an OffresError where it cannot be read.

    `patterns`: what `load_patterns("my-packs/")` gave, where packs of your own are to be known too.

    A mail or an archive gives the records of all that it holds, a document inside it that cannot be read the record of
    its failure.
    """
    records: list[Record] = []
    for parsed in parse_each(source, uri, patterns):
        if parsed.error is not None and parsed.whole:
            raise parsed.error
        records += parsed.records
    return records


def parse_each(
    source: str | os.PathLike[str] | bytes, uri: str | None = None, patterns: Patterns | None = None
) -> Iterator[Parsed]:
    """The documents of a file one by one: itself, or those that it holds; raises an OffresError where it has none."""
    with opened(source, uri) as (data, name):
        for leaf in leaves(data, name):
            yield _parsed(leaf, patterns)


def parse_leaf(
    leaf: Leaf, source: dict[str, Any], patterns: Patterns | None = None, lang: Lang = "en"
) -> tuple[list[Record], str]:
    """The records of one document of a file (`source` by `source_of`) and the text that their spans point into.

    `lang` is that of the findings' messages. Raises an OffresError where it cannot be read.
    """
    with closing(read(leaf)) as document, at("parse"):
        return records_of(document, source, patterns, lang), document.source


def _parsed(leaf: Leaf, patterns: Patterns | None) -> Parsed:
    source = source_of(leaf.data, leaf.uri, leaf.media_type)
    try:
        return Parsed(leaf.uri, parse_leaf(leaf, source, patterns)[0], whole=leaf.whole)
    except OffresError as error:
        return Parsed(leaf.uri, [failure_record(error, source)], error, leaf.whole)


def parse_text(text: str, *, uri: str | None = None, patterns: Patterns | None = None) -> list[Record]:
    """The records of a text; raises NoText where it is blank, LimitExceeded where it is too long."""
    refuse_large(len(text), "characters", uri)
    if not text.strip():
        raise NoText("the text is blank", uri=uri, remedy="Hand over the text of a posting")
    return records_of(clean(text), source_of(text.encode("utf-8", "surrogatepass"), uri), patterns)


def read_document(source: str | os.PathLike[str] | bytes, *, uri: str | None = None) -> Document:
    """The document of a file; its `source` is the text that spans point into. Of a mail it is the mail's own text.

    Raises an OffresError where it cannot be read, or holds several documents.
    """
    with opened(source, uri) as (data, name):
        return read(only(leaves(data, name), name))


def only(found: Iterator[Leaf], uri: str | None) -> Leaf:
    """The document that a uri stands for, itself or the only one in it; raises UnreadableFile where there are more."""
    leaf = next(found)
    others = [] if leaf.uri == uri else list(islice(found, NAMED - 1))
    if not others:
        return leaf
    names = [f"'{one.uri}'" for one in (leaf, *others)]
    more = ", ..." if next(found, None) else ""
    raise UnreadableFile("it holds several documents", uri=uri, remedy=f"Name one of them: {', '.join(names)}{more}")


def failure_record(error: OffresError, source: dict[str, Any]) -> Record:
    """The one record of a document that gave no posting: its offer is null and its finding says why."""
    finding = Finding(
        code=error.code, name=error.name, severity="error", message=f"{error.cause}. {error.remedy}".strip()
    )
    return Record(findings=[finding], source=Source.model_validate(source))


def source_of(data: Held, uri: str | None, media_type: str | None = None) -> dict[str, Any]:
    """What a record says of where it comes from, before anything is read."""
    size, digest = size_of(data), hashlib.sha256(data if isinstance(data, bytes) else b"")
    if not isinstance(data, bytes):
        data.seek(0)
        for piece in iter(lambda: data.read(PIECE), b""):
            digest.update(piece)
    known = {"uri": uri, "sha256": digest.hexdigest(), "bytes": size}
    return known | {"media_type": media_type, "extractor": EXTRACTOR}


def records_of(
    document: Document, source: dict[str, Any], patterns: Patterns | None = None, lang: Lang = "en"
) -> list[Record]:
    """The records of a document; `source` by `source_of`, `lang` is that of the findings' messages."""
    postings = postings_of(with_plain_line_ends(document), source, patterns or load_patterns(), lang)
    records = [posting.record for posting in postings]
    return _with_duplicates(records, lang) if len(records) > 1 else records


class Posting(NamedTuple):
    """One posting of a document: its record, and what was made of it on the way there."""

    record: Record
    extent: tuple[int, int]  # its stretch of the source
    lines: Sequence[Line]
    segments: Segments
    settled: Settled


def postings_of(document: Document, source: dict[str, Any], patterns: Patterns, lang: Lang = "en") -> Iterator[Posting]:
    """The postings of a document whose line ends are plain; `source` by `source_of`."""
    reading = document.reading
    source |= {"media_type": reading.media_type, "reader": reading.reader, "encoding": reading.encoding}
    source |= {"pages": reading.pages, "ocr": reading.ocr}
    lines = reading_order(
        read_lines(document) if document.lines is None else document.lines,
        lambda line: begins_label(patterns.labels, document.folded[line.start : line.end]),
        lambda line: is_whole_day(document.text[line.start : line.end]),
    )
    postings = split_postings(document, lines, patterns)
    starts = [0, *(_line_start(document, part[0]) for part in postings[1:]), len(document.source)]
    for n, part in enumerate(postings):
        yield _posting(document, part, patterns, {**source, "posting": n}, (starts[n], starts[n + 1]), lang)


def _with_duplicates(records: list[Record], lang: Lang) -> list[Record]:
    """The records of one file, with OF302 on each that shares its number with a different posting."""
    return [
        record.model_copy(update={"findings": [*record.findings, finding]}) if finding else record
        for record, finding in zip(records, duplicate_references(records, lang), strict=True)
    ]


def _line_start(document: Document, line: Line) -> int:
    """Where in the source the line begins, with its marks: `#`, a bullet, a pipe, what cleaning took away."""
    first, _ = document.place(line.start, line.end)
    while first > 0 and document.source[first - 1] not in LINE_ENDS:
        first -= 1
    return first


def _posting(
    document: Document,
    lines: Sequence[Line],
    patterns: Patterns,
    source: dict[str, Any],
    extent: tuple[int, int],
    lang: Lang,
) -> Posting:
    segments = segment(document, lines, patterns)
    settled = settle(document, segments, patterns)
    family = recognise(document, segments, settled, patterns)
    draft = build(document, settled, segments, family, patterns)
    if document.facts and extent == (0, len(document.source)):  # of several postings it would be unknown whose they are
        weigh(document, draft, settled, patterns)
    spans = place_spans(document, draft, settled, segments, extent)
    source["family"] = family.name if family else None
    record = Record.model_validate({"offer": draft.offer, "spans": spans, "findings": [], "source": source})
    findings = run(_case(document, record, draft, extent, family, patterns), lang)
    record = record.model_copy(update={"findings": findings}) if findings else record
    return Posting(record, extent, lines, segments, settled)


def _case(
    document: Document, record: Record, draft: Draft, extent: tuple[int, int], family: Family | None, patterns: Patterns
) -> Case:
    offer = record.offer
    assert isinstance(offer, Offer)
    return Case(
        offer=offer,
        spans=record.spans,
        text=document.source,
        bounds=extent,
        observations=_observations(document, draft, extent),
        required=family.required if family else patterns.required,
        family=family.name if family else None,
        reference_form=draft.regular_reference,
        quality=document.reading.quality,
        misnamed=document.reading.misnamed,
        paper=document.paper,
    )


def _observations(document: Document, draft: Draft, extent: tuple[int, int]) -> list[Observation]:
    seen = [Observation(s.kind, s.field, *document.place(*s.place), s.detail) for s in draft.seen]
    return seen + [
        Observation("repaired", None, *document.place(r.start, r.end), r.was) for r in _within(document, extent)
    ]


def _within(document: Document, extent: tuple[int, int]) -> Sequence[Repair]:
    """The repairs of one posting; they stand in order, and a file may hold as many postings as repairs."""

    def place(repair: Repair) -> int:
        return document.place(repair.start, repair.end)[0]

    first, last = (bisect_left(document.repairs, bound, key=place) for bound in extent)
    return document.repairs[first:last]
