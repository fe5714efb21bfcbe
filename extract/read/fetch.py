"""What stands under a URL -> an open file of this machine: in memory where it is small, else in a temporary file.

The web is asked through requests, all else through fsspec, whose libraries wait and ask again themselves; a body that
breaks off is fetched anew.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import IO, Any

from . import sniff
from .files import ARCHIVES, LARGEST_FILE, refuse_large
from .server import asked, body, length, reached, reaching
from .unreachable import patiently
from .url import PACKED, filesystem, is_web, links, scheme_of

IN_MEMORY = 10_000_000  # bytes; more of them go to a temporary file
LARGEST_FETCHED = 20_000_000_000  # bytes of an archive: what has no end must not fill the disk
_CHUNK = 1 << 20


@contextmanager
def fetched(url: str) -> Iterator[IO[bytes]]:
    """The bytes under a URL, as an open file; more than LARGEST_FILE only of an archive.

    Raises UnreadableFile, MissingTool and LimitExceeded, which name the URL as it may be shown.
    """
    with tempfile.SpooledTemporaryFile(IN_MEMORY, prefix="offres-") as held:
        with reaching(url):
            patiently(lambda: _fetch(url, held))
        held.seek(0)
        yield held


def _fetch(url: str, held: IO[bytes]) -> None:
    held.seek(0)
    held.truncate()
    with _source(url) as (declared, pieces):
        _fill(held, declared, pieces)


@contextmanager
def _source(url: str) -> Iterator[tuple[int, Iterator[bytes]]]:
    """The size of what stands there, 0 where nobody says, and its bytes in pieces."""
    if is_web(url):
        with asked(url) as answer:
            yield length(answer), body(answer)
        return
    system, path = _system(url)
    with reached(url), system.open(path, "rb") as stream:
        yield getattr(stream, "size", None) or 0, iter(lambda: stream.read(_CHUNK), b"")


def _system(url: str) -> tuple[Any, str]:
    """The file system of a URL and the path there; of files in one archive, what is in it is asked for once."""
    (first, *others), scheme = links(url), scheme_of(url)
    if not others or scheme not in PACKED:
        return filesystem(url)
    return _archive(scheme, "::".join(others)), first.removeprefix(f"{scheme}://")


@lru_cache(maxsize=1)
def _archive(scheme: str, url: str) -> Any:
    return filesystem(f"{scheme}://::{url}")[0]


def _fill(held: IO[bytes], declared: int, pieces: Iterator[bytes]) -> None:
    """Write all pieces; raise LimitExceeded as soon as it is known that they are too many."""
    is_archive = False
    size = 0
    for piece in pieces:
        size += held.write(piece)
        if max(size, declared) <= LARGEST_FILE:
            continue
        if not is_archive:
            is_archive = sniff.kind_of(held) in ARCHIVES
            held.seek(0, os.SEEK_END)
        refuse_large(max(size, declared), "bytes", largest=LARGEST_FETCHED if is_archive else LARGEST_FILE)
