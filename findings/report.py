"""What the writers get: the postings with the findings that count, gone over as often as they want, and the totals."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..checks.rule import Lang
from .located import Posting


@dataclass
class Totals:
    """How much was found."""

    files: int = 0
    documents: int = 0
    postings: int = 0
    with_findings: int = 0  # documents
    codes: Counter[tuple[str, str]] = field(default_factory=Counter)  # by code and name
    severities: Counter[str] = field(default_factory=Counter)
    known: int = 0  # findings that a baseline knows


@dataclass
class Report:
    """The outcome of a run. `postings()` gives them anew each time, sorted by file, findings by place and code."""

    lang: Lang
    totals: Totals
    postings: Callable[[], Iterator[Posting]]


def count(postings: Iterator[Posting], totals: Totals) -> None:
    """Add up the postings and their findings."""
    last = found_in = None
    for posting in postings:
        totals.postings += 1
        totals.documents += posting.uri != last
        last = posting.uri
        totals.with_findings += bool(posting.findings) and posting.uri != found_in
        found_in = posting.uri if posting.findings else found_in
        totals.codes.update((found.code, found.name) for found in posting.findings)
        totals.severities.update(found.severity for found in posting.findings)
