"""A file -> an account of each document in it; what cannot be read is told as a failure."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace

from ..extract.document import Document
from ..extract.errors import OffresError
from ..extract.family import weighed
from ..extract.pipeline import Posting, failure_record, postings_of, source_of
from ..extract.read.reader import Leaf, read
from ..extract.read.text import with_plain_line_ends
from ..ingest.find import File
from ..ingest.work import leaves_of
from ..patterns.load import Evidence, Family, Patterns
from ..patterns.pack import Pack
from .account import DocumentAccount, FamilyAccount, PostingAccount, Sign
from .lines import lines_of, told


def explain(file: File, patterns: Patterns, packs: dict[str, Pack]) -> Iterator[DocumentAccount]:
    """The accounts of the documents of a file; raises an OffresError where the file has none."""
    sentences = {entry.pattern: pack.place("prose", n) for pack in packs.values() for n, entry in enumerate(pack.prose)}
    with leaves_of(file) as leaves:
        for leaf in leaves:
            yield _document(leaf, patterns, sentences)


def _document(leaf: Leaf, patterns: Patterns, sentences: dict[str, str]) -> DocumentAccount:
    source = source_of(leaf.data, leaf.uri, leaf.media_type)
    try:
        with closing(read(leaf)) as read_one:
            document = with_plain_line_ends(read_one)
            about = DocumentAccount(leaf.uri, document.reading.reader, document.reading.media_type)
            postings = [
                _posting(document, posting, patterns, sentences) for posting in postings_of(document, source, patterns)
            ]
            return replace(about, postings=postings)
    except OffresError as error:
        if leaf.whole:
            raise
        finding = failure_record(error, source).findings[0]
        return DocumentAccount(leaf.uri, "", leaf.media_type, failure=told(finding))


def _posting(document: Document, posting: Posting, patterns: Patterns, sentences: dict[str, str]) -> PostingAccount:
    record = posting.record
    return PostingAccount(
        posting=record.source.posting,
        family=record.source.family,
        families=_families(document, posting, patterns),
        lines=lines_of(document, posting, patterns, sentences),
        findings=[told(finding) for finding in record.findings if finding.span is None],
    )


def _families(document: Document, posting: Posting, patterns: Patterns) -> list[FamilyAccount]:
    """The families in the order in which they are chosen, see `family.py`."""
    found = weighed(document, posting.segments, posting.settled, patterns)
    return [
        FamilyAccount(
            family.name,
            _weight(evidence),
            family.threshold,
            family.fallback,
            [Sign(one.weight, one.told, one.place) for one in evidence],
        )
        for family, evidence in sorted(found, key=_order)
    ]


def _order(weighed_one: tuple[Family, list[Evidence]]) -> tuple[bool, float, float]:
    family, evidence = weighed_one
    labelled = [one for one in evidence if one.role != "text"]
    return family.fallback, -_weight(evidence) / family.threshold, -_weight(labelled) / family.threshold


def _weight(evidence: Iterable[Evidence]) -> int:
    return sum(one.weight for one in evidence)
