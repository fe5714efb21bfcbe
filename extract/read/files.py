"""Files and bytes in, within a limit of size.

In: a path, or bytes. Out: the bytes and their uri; what cannot be read raises an error that says why and what to do.
"""

import os
from pathlib import Path

from ..errors import LimitExceeded, UnreadableFile

LARGEST = 5_000_000  # bytes (of a text: characters): over a thousand postings; a hostile megabyte takes 1 GB and 30 s


def read_bytes(source: str | os.PathLike[str] | bytes, uri: str | None = None) -> tuple[bytes, str | None]:
    """The bytes of a file and its uri; raises UnreadableFile and LimitExceeded."""
    if isinstance(source, bytes):
        refuse_large(len(source), "bytes", uri)
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
        data = stream.read(LARGEST + 1)  # a device or a pipe tells no size and may have no end
        refuse_large(max(len(data), os.fstat(stream.fileno()).st_size if len(data) > LARGEST else 0), "bytes", uri)
    return data


def refuse_large(size: int, unit: str, uri: str | None) -> None:
    """Raise LimitExceeded for what is larger than LARGEST."""
    if size > LARGEST:
        cause = f"it has {size:,} {unit}, and at most {LARGEST:,} are read"
        raise LimitExceeded(cause, uri=uri, remedy="Split it into files of fewer postings.")
