"""Parquet, compressed with zstd: the table of `arrow.py`, of which the same records give the same bytes.

That holds for one version of pyarrow, whose name stands in the file; the records that `lines_of` gives back are the
same for any.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from .arrow import MISSING, schema, table_of
from .arrow import lines_of as lines_of_batch
from .atomic import replacing

if TYPE_CHECKING:
    import pyarrow.parquet as pq

GROUP = 8_000_000  # bytes of JSON a row group; writing one takes some ten times as much memory
AT_ONCE = 512  # records that are read at once

_COMPRESSION = {"compression": "zstd", "compression_level": 3}


class Parquet:
    """Writes records to a Parquet file, a row group at a time."""

    def __init__(self, file: "pq.ParquetWriter") -> None:
        self._file = file
        self._waiting: list[bytes] = []
        self._size = 0

    def write(self, uri: str, lines: Sequence[bytes]) -> None:  # noqa: ARG002 the contract of writers
        """Write the records of one file."""
        for line in lines:
            self._waiting.append(line)
            self._size += len(line)
            if self._size >= GROUP:
                self.flush()

    def flush(self) -> None:
        """Write what waits as a row group; raises OSError where a value does not fit into its column."""
        waiting, self._waiting, self._size = self._waiting, [], 0
        if not waiting:
            return
        try:
            self._file.write_table(table_of(waiting))
        except (ValueError, OverflowError) as error:  # pyarrow's errors are of these
            raise OSError(f"a record has a value that Parquet cannot hold: {error}") from error


@contextmanager
def to_stream(stream: BinaryIO) -> Iterator[Parquet]:
    """To a binary stream, whose last bytes make the file whole: they are not written where the block ends badly."""
    try:
        import pyarrow.parquet as pq
    except ImportError as error:
        raise OSError(MISSING) from error
    file = pq.ParquetWriter(stream, schema(), **_COMPRESSION)
    target = Parquet(file)
    try:
        yield target
        target.flush()
        file.close()
    finally:
        file.is_open = False  # or it would be closed as a whole file when it is thrown away


@contextmanager
def to_file(path: str) -> Iterator[Parquet]:
    """To a file, which appears under its name only when the last record is in it."""
    with replacing(path) as stream, to_stream(stream) as target:
        yield target


def to_parquet(lines: Iterable[bytes]) -> bytes:
    """A Parquet file of records, which come as their canonical JSON lines."""
    stream = io.BytesIO()
    with to_stream(stream) as target:
        for line in lines:
            target.write("", [line])
    return stream.getvalue()


def lines_of(data: bytes | str) -> Iterator[bytes]:
    """The canonical JSON lines of a Parquet file, given as its bytes or its path; a few at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(pa.BufferReader(data) if isinstance(data, bytes) else data) as file:
        for batch in file.iter_batches(batch_size=AT_ONCE, columns=schema().names):
            yield from lines_of_batch(batch)
