"""What a run found, posting by posting, kept on disk; with what only the batch shows: duplicate references."""

import pickle
import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from ..checks.duplicate_reference import RULE as DUPLICATE
from ..checks.duplicate_reference import Bearer, duplicates
from ..checks.rule import Hit, Lang, finding
from .located import Found, Posting


class Batch:
    """Postings as they come, to be gone over as often as is wanted; in memory is what the batch compares alone."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._file = tempfile.TemporaryFile(prefix="offres-")  # noqa: SIM115 closed by __exit__
        self._bearers: list[Bearer] = []
        self._hits: dict[Bearer | None, Hit] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, line: bytes) -> None:
        """Take a posting in the form of `Located`."""
        posting = _loaded(line)
        if posting.bearer:
            self._bearers.append(posting.bearer)
        self._file.write(len(line).to_bytes(8, "big"))
        self._file.write(line)

    def postings(self) -> Iterator[Posting]:
        """All postings in the order in which they came, each with its finding of the batch."""
        if self._hits is None:
            self._hits = duplicates(self._bearers)
        self._file.seek(0)
        while size := self._file.read(8):
            yield self._with_duplicate(_loaded(self._file.read(int.from_bytes(size, "big"))), self._hits)

    def _with_duplicate(self, posting: Posting, hits: dict[Bearer | None, Hit]) -> Posting:
        hit = hits.get(posting.bearer) if posting.bearer else None
        if hit is None:
            return posting
        told = finding(DUPLICATE, hit, self._lang)
        added = Found(told.code, told.name, told.severity, told.field, told.message, posting.place)
        return posting._replace(findings=tuple(sorted((*posting.findings, added), key=_order)))


def _loaded(line: bytes) -> Posting:
    posting = pickle.loads(line)  # noqa: S301 from this program's own processes and its own nameless file
    assert isinstance(posting, Posting)
    return posting


def _order(found: Found) -> tuple[int, str]:
    return (found.place.start if found.place else -1, found.code)
