"""JSON Lines: one record a line, in the order of the files."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from .atomic import replacing


class JsonLines:
    """Writes to a binary stream that somebody else opened."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, uri: str, lines: Sequence[bytes]) -> None:  # noqa: ARG002 the contract of writers
        """Write the records of one file."""
        self._stream.writelines(lines)


@contextmanager
def to_stream(stream: BinaryIO) -> Iterator[JsonLines]:
    """To a stream, flushed at the end so that a failure to write is seen here and not at exit."""
    yield JsonLines(stream)
    stream.flush()


@contextmanager
def to_file(path: str) -> Iterator[JsonLines]:
    """To a file, which appears under its name only when the last record is in it."""
    with replacing(path) as stream:
        yield JsonLines(stream)
