"""Files and bytes in, within a limit of size.

In: a path, or bytes. Out: the bytes and their uri; what cannot be read raises an error that says why and what to do.
"""

import os
from pathlib import Path

from ..errors import LimitExceeded, UnreadableFile

LARGEST = 5_000_000  # bytes or characters of text: over a thousand postings; a hostile megabyte takes 1 GB and 30 s
LARGEST_FILE = 200_000_000  # bytes of a file of any kind: a scan of 500 pages at 300 dpi has 50 MB


def read_bytes(source: str | os.PathLike[str] | bytes, uri: str | None = None) -> tuple[bytes, str | None]:
    """The bytes of a file and its uri; raises UnreadableFile and LimitExceeded."""
    if isinstance(source, bytes):
        refuse_large(len(source), "bytes", uri, LARGEST_FILE)
        return source, uri
    path = Path(source)
    uri = uri or path.as_posix()
    try:
        return read_file(path, uri), uri
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise UnreadableFile(cause, uri=uri, remedy="Check that the file exists and may be read") from error


def read_file(path: str | os.PathLike[str], uri: str | None) -> bytes:
    """The bytes of a file; raises LimitExceeded, without having read it all, where it is too large, and OSError."""
    with Path(path).open("rb") as stream:
        size = os.fstat(stream.fileno()).st_size  # of a device or a pipe 0, and it may have no end
        data = b"" if size > LARGEST_FILE else stream.read(LARGEST_FILE + 1)
        refuse_large(max(len(data), size), "bytes", uri, LARGEST_FILE)
    return data


def refuse_large(size: int, unit: str, uri: str | None = None, largest: int = LARGEST) -> None:
    """Raise LimitExceeded for what is larger than `largest`."""
    if size > largest:
        cause = f"it has {size:,} {unit}, and at most {largest:,} are read"
        raise LimitExceeded(cause, uri=uri, remedy="Split it into files of fewer postings.")
