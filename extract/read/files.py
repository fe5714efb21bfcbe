"""Files and bytes in, within limits of size.

In: a path, a URL, or bytes. Out: the bytes and their uri, of a larger archive the open file; what cannot be read raises
an error that says why and what to do.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from ..errors import LimitExceeded, UnreadableFile
from . import sniff
from .bounds import most_bytes
from .url import local, shown

LARGEST = 5_000_000  # bytes or characters of text: over a thousand postings; a hostile megabyte takes 1 GB and 30 s
LARGEST_FILE = 200_000_000  # bytes of a document of any kind: a scan of 500 pages at 300 dpi has 50 MB
UNPACKED, TIMES = 2_000_000_000, 20  # bytes, or times its size, that an archive may unpack to with all archives in it
MOST_MEMBERS = 250_000  # of an archive, with those of all archives in it
ARCHIVES = frozenset({sniff.ZIP, sniff.TAR, sniff.GZIP, sniff.BZIP2, sniff.XZ})  # these may be larger than LARGEST_FILE

Source = bytes | IO[bytes]

_REMEDIES: dict[type[OSError], tuple[str, str]] = {
    FileNotFoundError: ("there is no file or folder of this name", "Check the path."),
    PermissionError: ("it may not be read by this account", "Give the account that runs offres the right to read it."),
    IsADirectoryError: ("it is a folder", "Name a file in it; `offres convert` and `offres check` read folders."),
}


@contextmanager
def opened(source: str | os.PathLike[str] | bytes, uri: str | None = None) -> Iterator[tuple[Source, str | None]]:
    """What a file holds, and its uri; raises UnreadableFile and LimitExceeded.

    Text that is a URL (`https://...`, `s3://...`) is fetched; its uri is the URL without its secrets.
    """
    if isinstance(source, bytes):
        refuse_large(len(source), "bytes", uri, LARGEST_FILE)
        yield source, uri
        return
    path = local(source) if isinstance(source, str) else source
    if path is None:
        assert isinstance(source, str)
        yield from _fetched(source, uri or shown(source))
        return
    uri = uri or Path(path).as_posix()
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(Path(path).open("rb"))
            held = _held(stream, os.fstat(stream.fileno()).st_size, uri)  # of a device or a pipe 0, without an end
        except OSError as error:
            raise _unreadable(error, uri) from error
        yield held, uri


def _fetched(url: str, uri: str) -> Iterator[tuple[Source, str]]:
    from .fetch import fetched

    with fetched(url) as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        yield _held(stream, size, uri), uri


def _held(stream: IO[bytes], size: int, uri: str | None) -> Source:
    """The bytes of a file, or the file itself; raises LimitExceeded, without having read it all."""
    if size > LARGEST_FILE and sniff.kind_of(stream) in ARCHIVES:
        return stream
    data = b"" if size > LARGEST_FILE else stream.read(LARGEST_FILE + 1)
    refuse_large(max(len(data), size), "bytes", uri, LARGEST_FILE)
    return data


def size_of(source: Source) -> int:
    """The bytes of a source."""
    return len(source) if isinstance(source, bytes) else source.seek(0, os.SEEK_END)


def most_unpacked(size: int) -> int:
    """The bytes that an archive of a size may unpack to."""
    return most_bytes(max(UNPACKED, TIMES * size))


def too_large(size: int, unit: str, uri: str | None = None, largest: int = LARGEST) -> LimitExceeded | None:
    """The error of what is larger than `largest`."""
    if size <= largest:
        return None
    cause = f"it has {size:,} {unit}, and at most {largest:,} are read"
    return LimitExceeded(cause, uri=uri, remedy="Split it into files of fewer postings.")


def refuse_large(size: int, unit: str, uri: str | None = None, largest: int = LARGEST) -> None:
    """Raise LimitExceeded for what is larger than `largest`."""
    if error := too_large(size, unit, uri, largest):
        raise error


def _unreadable(error: OSError, uri: str) -> UnreadableFile:
    told = f"the system reports: {error.strerror or type(error).__name__}"
    cause, remedy = _REMEDIES.get(type(error), (told, "Check the disk or the path."))
    return UnreadableFile(cause, uri=uri, remedy=remedy)
