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

    @property
    def name(self) -> str:
        """32 hexadecimal digits that stand for these files, whatever is in them."""
        return hashlib.sha256("\n".join(file.uri for file in self.files).encode()).hexdigest()[:32]


def chunks(files: Iterable[File], known: Mapping[str, tuple[str, ...]] | None = None) -> Iterator[Chunk]:
    """The chunks of sorted files; `known`: for each uri the receipts that know it."""
    waiting: list[File] = []
    for file in files:
        waiting.append(file)
        if _ends(file) or len(waiting) == MOST:
            yield _chunk(waiting, known or {})
            waiting = []
    if waiting:
        yield _chunk(waiting, known or {})


def _ends(file: File) -> bool:
    drawn = int.from_bytes(hashlib.sha256(file.uri.encode()).digest()[:4])
    return drawn < _RANGE * (1 / USUAL + (file.size or 0) / WEIGHT)


def _chunk(files: list[File], known: Mapping[str, tuple[str, ...]]) -> Chunk:
    names = dict.fromkeys(name for file in files for name in known.get(file.uri, ()))
    return Chunk(tuple(files), tuple(sorted(names)))
