"""What a batch knows of the files of a chunk from runs before, and where their records stand."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from ...extract.errors import OffresError
from ...extract.read.files import opened
from ...extract.read.url import local
from ..find import File
from ..place import Place
from ..work import Facts
from .job import Job
from .parts import Shelf
from .receipts import Entry, Receipt, dumped, loaded

AT_ONCE, MANY = 8, 128  # receipts that are asked for at once, and those that wait to be taken at most
PIECE = 1 << 20  # bytes of a large file that are hashed at a time
NOTHING = hashlib.sha256().hexdigest()  # of a file that cannot be opened, as it stands in its record

_Place = tuple[Receipt, Entry, int]  # a file in a receipt, and the records before its own


class Before:
    """The receipts that know some of a chunk's files."""

    def __init__(self, target: Place, job: Job, names: Iterable[str]) -> None:
        self._target, self._job = target, job
        self._receipts = {name: receipt for name in names if (receipt := read_receipt(target, name))}
        self._found: dict[str, list[_Place]] = {}
        for receipt in self._receipts.values():
            for entry, first, _ in receipt.placed():
                self._found.setdefault(entry.uri, []).append((receipt, entry, first))
        self._shelves: dict[str, Shelf] = {}
        self._chosen: dict[str, _Place] = {}

    def entry_of(self, file: File) -> Entry | None:
        """What is known of a file that need not be read: as it was, with its stamp of today. None: read it."""
        places = [known for known in self._found.get(file.uri, ()) if self._is_current(known)]
        if not places:
            return None
        digest = None
        for known in places:
            _, entry, _ = known
            if is_as_it_was(file, entry) or (digest := digest or digest_of(file)) == entry.sha256:
                self._chosen[file.uri] = known
                return entry._replace(stamp=file.stamp)
        return None

    def lines_of(self, entry: Entry) -> Iterator[bytes]:
        """The records of a file that `entry_of` gave, asked for in the order of the files; raises Damaged."""
        receipt, _, first = self._chosen[entry.uri]
        if receipt.name not in self._shelves:
            self._shelves[receipt.name] = Shelf(self._target, receipt.parts)
        return self._shelves[receipt.name].take(first, entry.records)

    def whole(self, name: str, known: Sequence[Entry | None]) -> Receipt | None:
        """The receipt of this name with the stamps of today, where it holds exactly what is known now."""
        receipt = self._receipts.get(name)
        if receipt is None or any(self._chosen[entry.uri][0] is not receipt for entry in known if entry):
            return None
        return receipt._replace(inputs=tuple(entry for entry in known if entry))

    def holds(self, receipt: Receipt) -> bool:
        """Whether this receipt is there already."""
        there = self._receipts.get(receipt.name)
        return there is not None and dumped(there) == dumped(receipt)

    def attempts(self, file: File, facts: Facts) -> int:
        """How often these bytes were tried by the same code, with this time; only `--retry` counts as trying again."""
        same = [entry for receipt, entry, _ in self._found.get(file.uri, ()) if receipt.key == self._job.key]
        before = max((entry.attempts for entry in same if entry.failed and entry.sha256 == facts.sha256), default=0)
        return before + self._job.retry or 1

    def _is_current(self, known: _Place) -> bool:
        receipt, entry, _ = known
        return receipt.key == self._job.key and entry.was_had and not (entry.failed and self._job.retry)


def is_as_it_was(file: File, entry: Entry) -> bool:
    """Whether the listing says that a file has not changed since it was read."""
    return file.uri == entry.uri and file.stamp is not None and file.stamp == entry.stamp and file.size == entry.size


def read_receipt(target: Place, name: str) -> Receipt | None:
    """The receipt of this name; None where there is none, or it is damaged."""
    try:
        return loaded(name, target.read(name))
    except (ValueError, FileNotFoundError):
        return None


def read_receipts(target: Place, names: Sequence[str]) -> Iterator[tuple[str, Receipt | None]]:
    """The receipts of these names, in their order; several are asked for at once, since a store takes its time."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for first in range(0, len(names), MANY):
            some = names[first : first + MANY]
            yield from zip(some, pool.map(partial(read_receipt, target), some), strict=True)


def digest_of(file: File) -> str | None:
    """The SHA-256 of a file's bytes, of nothing where it cannot be opened; None where opening could wait for ever."""
    path = local(file.path)
    try:
        if path is not None and not stat.S_ISREG(os.stat(path).st_mode):
            return None
        with opened(file.path, file.container) as (data, _):
            digest = hashlib.sha256()
            if isinstance(data, bytes):
                digest.update(data)
            else:
                for piece in iter(lambda: data.read(PIECE), b""):
                    digest.update(piece)
            return digest.hexdigest()
    except (OSError, OffresError):
        return NOTHING
