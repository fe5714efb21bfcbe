"""The pieces of a batch: sorted files in, chunks of them out, cut by what files are, not by how many came before.

A file ends its chunk by the digest of its uri, the more likely the larger it is. So a file that comes or goes changes
its own chunk, and none behind it; a run that goes on cuts the chunks of the one before.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..find import File

USUAL = 128  # files of a chunk: some 130 ms of work on texts
WEIGHT = 8_000_000  # bytes of a chunk: a minute of work on scans
MOST = 512  # files of a chunk, whatever their digests say

_RANGE = 1 << 32


class Chunk(NamedTuple):
    """Files that are read together, and whose records stand together; `before`: receipts that know some of them."""

    files: tuple[File, ...]
    before: tuple[str, ...] = ()

    def after(self, known: Mapping[str, tuple[str, ...]]) -> "Chunk":
        """The same, with the receipts that know some of its files; `known`: those that know a uri."""
        names = {name for file in self.files for name in known.get(file.uri, ())}
        return self._replace(before=tuple(sorted(names)))

    @property
    def name(self) -> str:
        """32 hexadecimal digits that stand for these files, whatever is in them."""
        return hashlib.sha256("\n".join(file.uri for file in self.files).encode()).hexdigest()[:32]


def chunks(files: Iterable[File]) -> Iterator[Chunk]:
    """The chunks of sorted files."""
    waiting: list[File] = []
    for file in files:
        waiting.append(file)
        if _ends(file) or len(waiting) == MOST:
            yield Chunk(tuple(waiting))
            waiting = []
    if waiting:
        yield Chunk(tuple(waiting))


def _ends(file: File) -> bool:
    drawn = int.from_bytes(hashlib.sha256(file.uri.encode()).digest()[:4])
    return drawn < _RANGE * (1 / USUAL + (file.size or 0) / WEIGHT)
