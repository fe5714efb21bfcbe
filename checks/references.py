"""The numbers of a whole run: what OF302 and OF108 compare, kept on disk, so that memory does not grow.

In: records one by one, in any order. Out: the findings of those that share a number with a different posting (OF302),
or with a copy of theirs that has another deadline (OF108), by uri and place in the file, the same whatever the order
and the number of workers.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple, Self

from . import duplicate_field
from .contradiction import contradictions
from .duplicate_reference import RULE, Bearer, Facts, bearer, duplicates
from .rule import Address, Hit, Lang, Rule, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..extract.record import Finding, Record

TABLES = """
CREATE TABLE bearer (number TEXT, summary TEXT);
CREATE TABLE found (uri TEXT, posting INTEGER, finding TEXT, others TEXT);
"""
SHARED = "SELECT number FROM bearer GROUP BY number HAVING count(*) > 1 ORDER BY number"


class Duplicate(NamedTuple):
    """A finding, the posting that it stands on, and others that it is about."""

    uri: str
    posting: int
    finding: Finding
    others: tuple[Address, ...] = ()


class References:
    """The summaries of all postings of a run, about 1 KB each, in a file of the system's that goes with it.

    with References() as references:
        for record in records:
            references.add(record)
        for uri, posting, finding, others in references.findings("fr"):
            ...
    """

    def __init__(self) -> None:
        self._base = sqlite3.connect("")  # a temporary file, written only where the cache is too small
        self._base.executescript(TABLES)

    def add(self, record: Record) -> None:
        """Keep what the comparison needs of a record; one without a number is passed over."""
        one = bearer(record)
        if one is not None:
            self.keep(one)

    def keep(self, one: Bearer) -> None:
        """The same of a summary that was made already, by another process say."""
        self._base.execute("INSERT INTO bearer VALUES (?, ?)", (json.dumps(one.key), _written(one)))

    def findings(self, lang: Lang = "en") -> Iterator[Duplicate]:
        """The findings of what was added until now, by uri and posting; one for each time that a record was added."""
        from ..extract.record import Finding

        self._base.execute("CREATE INDEX IF NOT EXISTS by_number ON bearer (number)")
        self._base.execute("DELETE FROM found")
        with closing(self._base.cursor()) as numbers:
            for (number,) in numbers.execute(SHARED):
                self._base.executemany("INSERT INTO found VALUES (?, ?, ?, ?)", self._found(number, lang))
        ordered = "SELECT uri, posting, finding, others FROM found ORDER BY uri, posting, finding"
        for uri, posting, said, others in self._base.execute(ordered):
            led_to = tuple((other, number) for other, number in json.loads(others))
            yield Duplicate(uri, posting, Finding.model_validate_json(said), led_to)

    def close(self) -> None:
        """Give up the file."""
        self._base.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _found(self, number: str, lang: Lang) -> Iterator[tuple[str, int, str, str]]:
        rows = self._base.execute("SELECT summary FROM bearer WHERE number = ?", (number,))
        group = [_read(summary) for (summary,) in rows]
        found = duplicates(group)
        for one in group:
            if one in found:
                yield _row(one, RULE, found[one], lang)
        for one, hit in contradictions(group):
            yield _row(one, duplicate_field.RULE, hit, lang)


def _row(one: Bearer, rule: Rule, hit: Hit, lang: Lang) -> tuple[str, int, str, str]:
    return one.uri, one.posting, finding(rule, hit, lang).model_dump_json(), json.dumps(hit.others)


def _written(one: Bearer) -> str:
    spans = (span.model_dump(mode="json") if span else None for span in (one.span, one.deadline_span))
    return json.dumps((*one[:-2], *spans))


def _read(summary: str) -> Bearer:
    from ..extract.record import Span

    uri, posting, key, number, title, employer, missions, shown, facts, *spans = json.loads(summary)
    number_span, deadline_span = (Span.model_validate(span) if span else None for span in spans)
    known = (uri, posting, tuple(key), number, title, employer, missions, shown, Facts(*facts))
    return Bearer(*known, number_span, deadline_span)
