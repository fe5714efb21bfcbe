"""What a run found, posting by posting, kept on disk; with what only the batch shows: others of the same number."""

import pickle
import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from ..checks.references import Duplicate, References
from ..checks.rule import Address, Lang
from .located import Found, Posting


class Batch:
    """Postings as they come, to be gone over as often as is wanted; in memory is what only the batch shows."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._file = tempfile.TemporaryFile(prefix="offres-")  # noqa: SIM115 closed by __exit__
        self._references = References()
        self._shared: dict[Address, list[Duplicate]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._references.close()

    def add(self, line: bytes) -> None:
        """Take a posting in the form of `Located`."""
        posting = _loaded(line)
        if posting.bearer:
            self._references.keep(posting.bearer)
        self._file.write(len(line).to_bytes(8, "big"))
        self._file.write(line)

    def postings(self) -> Iterator[Posting]:
        """All postings in the order in which they came, each with its findings of the batch."""
        if self._shared is None:
            self._shared = self._compared()
        self._file.seek(0)
        while size := self._file.read(8):
            posting = _loaded(self._file.read(int.from_bytes(size, "big")))
            yield _with(posting, self._shared.get((posting.uri, posting.number), []))

    def _compared(self) -> dict[Address, list[Duplicate]]:
        """The findings of the batch by uri and number of the posting; a file that came twice has them once."""
        shared: dict[Address, list[Duplicate]] = {}
        for told in self._references.findings(self.lang):
            known = shared.setdefault((told.uri, told.posting), [])
            if told not in known:
                known.append(told)
        return shared


def _with(posting: Posting, told: list[Duplicate]) -> Posting:
    if not told:
        return posting
    places = {"reference.number": posting.place, "deadline": posting.deadline}
    added = (
        Found(one.code, one.name, one.severity, one.field, one.message, places[one.field or ""], others)
        for _, _, one, others in told
    )
    return posting._replace(findings=tuple(sorted((*posting.findings, *added), key=_order)))


def _loaded(line: bytes) -> Posting:
    posting = pickle.loads(line)  # noqa: S301 from this program's own processes and its own nameless file
    assert isinstance(posting, Posting)
    return posting


def _order(found: Found) -> tuple[int, str]:
    return (found.place.start if found.place else -1, found.code)
