"""Documents in, records out, as Arrow batches: one pure function for engines that hand those on, such as Spark and Ray.

It keeps nothing but the guarded process (`guard.py`) that reads one document after the other, within the limits; a
document that crashes it or takes too long costs itself alone. docs/scale.md shows how Spark and Ray call it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from ..output import arrow
from .find import File, file_of
from .guard import Limits
from .run import Pool
from .work import Outcome

if TYPE_CHECKING:
    import pyarrow as pa

LIMITS = Limits(120, 3000)
URI, CONTENT, FAILURE = "uri", "content", "failure"

_AT_ONCE = 8  # documents that the process that reads is handed: their bytes are in its memory too
_FULL = 8_000_000  # bytes of records from which a batch goes out


def schema() -> "pa.Schema":
    """What comes out: the columns of a record between `uri` and `failure`; see `convert_batches`."""
    import pyarrow as pa

    of_record = arrow.schema()
    return pa.schema([pa.field(URI, pa.string(), nullable=False), *of_record, pa.field(FAILURE, pa.string())])


def convert_batches(
    batches: "Iterable[pa.RecordBatch]", limits: Limits = LIMITS, packs: Sequence[str] = ()
) -> "Iterator[pa.RecordBatch]":
    """The records of documents, in their order.

    In: `uri` (string) and `content` (binary), the name of a document and its bytes. Where there is no `content`, or it
    is null, `uri` is the path or URL to read from, as in `offres convert`; the process that runs this must see it.

    Out: a row a posting: `uri`, that of the row that it comes from, the columns of a record, and `failure`: null, or of
    a document that could not be read, which has one row with an `offer` that is null, what `offres convert` would say.

    `packs` are folders of packs of one's own. Raises KeyError where there is no `uri`; PatternError for a wrong pack.
    """
    with Converter(limits, packs) as converter:
        for batch in batches:
            yield from converter.batches(batch)


class Converter:
    """The same for engines that hand over one batch a call: the process that reads is kept from call to call."""

    def __init__(self, limits: Limits = LIMITS, packs: Sequence[str] = ()) -> None:
        from ..patterns.load import use_packs

        use_packs(packs)
        self._pool = Pool(1, limits, chunk=_AT_ONCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()

    def __call__(self, table: "pa.Table") -> "Iterator[pa.Table]":
        """The records of the documents of a table, see `convert_batches`, in one or more tables."""
        import pyarrow as pa

        for batch in table.to_batches():
            yield from (pa.Table.from_batches([records]) for records in self.batches(batch))

    def batches(self, batch: "pa.RecordBatch") -> "Iterator[pa.RecordBatch]":
        """The records of one batch, in batches that are not too large."""
        rows = _Rows()
        for file, outcome in self._pool.read(_files(batch)):
            rows.take(file.uri, outcome)
            if rows.size > _FULL:
                yield rows.batch()
                rows = _Rows()
        if rows.lines:
            yield rows.batch()


@dataclass
class _Rows:
    """Records that go out together."""

    uris: list[str] = field(default_factory=list)
    lines: list[bytes] = field(default_factory=list)
    failures: list[str | None] = field(default_factory=list)
    size: int = 0

    def take(self, uri: str, outcome: Outcome) -> None:
        """Add the records of a document that came with the row `uri`."""
        self.lines += outcome.lines
        self.uris += [uri] * len(outcome.lines)
        self.failures += [outcome.failure] * len(outcome.lines)
        self.size += sum(map(len, outcome.lines))

    def batch(self) -> "pa.RecordBatch":
        import pyarrow as pa

        table = arrow.table_of(self.lines).combine_chunks()
        columns = [column.chunk(0) for column in table.columns]
        columns = [pa.array(self.uris, pa.string()), *columns, pa.array(self.failures, pa.string())]
        return pa.record_batch(columns, schema=schema())


def _files(batch: "pa.RecordBatch") -> Iterator[File]:
    contents = batch.column(CONTENT) if CONTENT in batch.schema.names else [None] * batch.num_rows
    for uri, content in zip(batch.column(URI), contents, strict=True):
        name = uri.as_py() or ""
        data = content.as_py() if content is not None else None
        yield file_of(name) if data is None else File("", name, content=data)
