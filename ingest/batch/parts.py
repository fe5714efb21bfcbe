"""Parts: the records of a chunk in the batch's format, each part named by the digest of its records."""

import hashlib
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self

from ..place import Place
from .job import PartFormat
from .receipts import Part

LARGEST = 32_000_000  # bytes of records from which on another part is begun
STEM = "part-"
_DIGITS = 32


class Damaged(Exception):
    """A part is gone, or holds other records than it was written with."""


class Parts:
    """Takes records one by one and writes them: one part, or several where they are many, or none."""

    def __init__(self, place: Place, form: PartFormat) -> None:
        self._place, self._form = place, form
        self._waiting: list[bytes] = []
        self._size = 0
        self._written: list[Part] = []

    def add(self, lines: Iterable[bytes]) -> int:
        """Take the lines of records; how many they are."""
        count = 0
        for count, line in enumerate(lines, 1):  # noqa: B007 the last one counts
            self._waiting.append(line)
            self._size += len(line)
            if self._size >= LARGEST:
                self._write()
        return count

    def close(self) -> tuple[Part, ...]:
        """Write what waits; the parts that hold all records taken."""
        if self._waiting:
            self._write()
        return tuple(self._written)

    def _write(self) -> None:
        lines, self._waiting, self._size = self._waiting, [], 0
        name = f"{STEM}{_digest(lines)}.{self._form}"
        self._place.write(name, packed(lines, self._form))
        self._written.append(Part(name, len(lines)))


class Shelf:
    """The records of parts one after the other, from which those of files are taken in their order."""

    def __init__(self, place: Place, parts: Iterable[Part]) -> None:
        self._lines = (line for part in parts for line in _lines_of(place, part))
        self._at = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lines.close()

    def take(self, first: int, count: int) -> Iterator[bytes]:
        """The lines from the number `first`, which lies not before those that were taken."""
        if not count:
            return
        for line in self._lines:
            self._at += 1
            if self._at > first:
                yield line
            if self._at == first + count:
                return


def _lines_of(place: Place, part: Part) -> Iterator[bytes]:
    """The lines of a part; raises Damaged where it is not what its name says."""
    try:
        data = place.read(part.name)
        lines = unpacked(data, part.name)
    except (ValueError, FileNotFoundError) as error:
        raise Damaged(part.name) from error
    if not part.name.startswith(f"{STEM}{_digest(lines)}."):
        raise Damaged(part.name)
    yield from lines


def _digest(lines: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
    return digest.hexdigest()[:_DIGITS]


def packed(lines: list[bytes], form: PartFormat) -> bytes:
    """The bytes of a part; raises OSError where a library is missing."""
    if form == "jsonl":
        return b"".join(lines)
    from ...output.parquet import to_parquet

    return to_parquet(lines)


def unpacked(data: bytes, name: str) -> list[bytes]:
    """The lines of a part's bytes; raises ValueError where they are none."""
    if name.endswith(".jsonl"):
        return data.splitlines(keepends=True)
    from ...output.parquet import lines_of

    return list(lines_of(data))


def is_part(name: str) -> bool:
    """Whether a name below a batch is that of a part."""
    return name.startswith(STEM) and name.endswith((".jsonl", ".parquet"))
