"""What a run has read and not yet published: written in batches as it comes, so that a run that is killed goes on.

A row is a document; a last row for each file says that it has no further one. Nobody but the writer looks at it. Where
the run was killed within a file, what was read of it is kept, and those of its documents are not read again.
"""

import json
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, select

from ..find import File
from ..work import Failure, Outcome
from .form import Posting, loaded
from .rows import cut, highest, put
from .tables import staged

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection

MOST_ROWS, MOST_BYTES, MOST_SECONDS = 250, 8_000_000, 5.0  # that may be lost by a kill, and read once more
CHUNK = 500  # rows at a time on the way back


class Listed(NamedTuple):
    """What the listing said of a file."""

    source: str
    size: int | None
    stamp: str | None
    modified: float | None

    @property
    def moment(self) -> datetime | None:
        """When it was last changed."""
        return None if self.modified is None else datetime.fromtimestamp(self.modified, UTC)


class Document(NamedTuple):
    """What came of a document; without failure and postings its bytes are as they were."""

    id: int  # of the row
    file: str
    uri: str
    sha256: str
    listed: Listed
    size: int
    media_type: str | None
    failure: Failure | None
    postings: list[tuple[Posting, str]]  # each with its record


class End(NamedTuple):
    """A file has no further document."""

    file: str
    listed: Listed
    documents: int


class Staging:
    """Takes what is read, in the order of reading."""

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._rows: list[dict[str, Any]] = []
        self._bytes, self._since = 0, time.monotonic()
        self._last = highest(connection, staged.c.id)
        self._before = _documents(connection)  # of files that were begun: their documents and their bytes
        self._ended = dict(_ended(connection))
        self._seen: set[str] = set()
        self._openable = True
        connection.rollback()

    def keep(self, files: Iterable[File]) -> None:
        """Drop what was read of other files: they have gone, or are again as the store knows them."""
        wanted = {file.uri for file in files}
        gone = {*self._before, *self._ended} - wanted
        self._forget(staged.c.file, sorted(gone))
        for uri in gone:
            self._before.pop(uri, None)
            self._ended.pop(uri, None)

    def known(self) -> dict[str, str]:
        """The documents that are here already: uri and SHA-256."""
        return {uri: sha256 for told in self._before.values() for uri, sha256 in told.items()}

    def lacks(self, file: File) -> bool:
        """Whether the file is still to be read, or to be looked at again."""
        return file.stamp is None or self._ended.get(file.uri) != _listed(file)

    def add(self, file: File, outcome: Outcome) -> None:
        """A document of the file."""
        assert outcome.facts
        self._seen.add(outcome.uri)
        if outcome.error and outcome.error.stage in {"list", "open"}:
            self._openable = False
        before = self._before.get(file.uri, {}).get(outcome.uri)
        if before == outcome.facts.sha256 and not outcome.lines and not outcome.failure:
            return
        if before is not None:
            self._forget(staged.c.uri, [outcome.uri])
        self._put(file, outcome.uri, outcome.facts.sha256, _told(file, outcome))

    def end(self, file: File) -> None:
        """The file has no further document."""
        self._forget(staged.c.uri, [uri for uri in self._before.pop(file.uri, {}) if uri not in self._seen])
        if self._ended.pop(file.uri, None):
            self._forget(staged.c.file, [file.uri], ends_only=True)
        # what could not be opened is tried again, whatever its listing says
        listed = _listed(file) if self._openable else _listed(file)._replace(stamp=None)
        self._put(file, None, None, json.dumps([listed, len(self._seen)]))
        self._seen, self._openable = set(), True

    def flush(self) -> None:
        """Commit what came since the last time."""
        with self._connection.begin():
            put(self._connection, staged, self._rows)
        self._rows, self._bytes, self._since = [], 0, time.monotonic()

    def _put(self, file: File, uri: str | None, sha256: str | None, told: str) -> None:
        self._last += 1
        self._rows.append({"id": self._last, "file": file.uri, "uri": uri, "sha256": sha256, "told": told})
        self._bytes += len(told)
        if len(self._rows) >= MOST_ROWS or self._bytes > MOST_BYTES or time.monotonic() - self._since > MOST_SECONDS:
            self.flush()

    def _forget(self, column: "Column[str]", values: Iterable[str], *, ends_only: bool = False) -> None:
        """Drop what an earlier part of the run read and what no longer is so."""
        for part in cut(values):
            with self._connection.begin():
                wanted = delete(staged).where(column.in_(part))
                self._connection.execute(wanted.where(staged.c.uri.is_(None)) if ends_only else wanted)


def read_back(connection: "Connection", chosen: Iterable[int] | None = None) -> Iterator[list[Document | End]]:
    """All that is staged, or those rows of it, in order, in chunks."""
    last = 0
    if chosen is not None:
        for part in cut(sorted(chosen), CHUNK):
            rows = connection.execute(select(staged).where(staged.c.id.in_(part)).order_by(staged.c.id)).all()
            yield [_document(row) for row in rows]
        return
    query = select(staged).order_by(staged.c.id).limit(CHUNK)
    while rows := connection.execute(query.where(staged.c.id > last)).all():
        last = rows[-1].id
        yield [_end(row.file, row.told) if row.uri is None else _document(row) for row in rows]


def _documents(connection: "Connection") -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    query = select(staged.c.file, staged.c.uri, staged.c.sha256).where(staged.c.uri.is_not(None)).order_by(staged.c.id)
    for row in connection.execute(query):
        found.setdefault(row.file, {})[row.uri] = row.sha256
    return found


def _ended(connection: "Connection") -> Iterator[tuple[str, Listed]]:
    query = select(staged.c.file, staged.c.told).where(staged.c.uri.is_(None)).order_by(staged.c.id)
    for row in connection.execute(query):
        yield row.file, _end(row.file, row.told).listed


def _listed(file: File) -> Listed:
    return Listed(file.source, file.size, file.stamp, file.modified)


def _told(file: File, outcome: Outcome) -> str:
    """The row of a document: what it is, and then its postings as the form wrote them."""
    assert outcome.facts
    head = json.dumps([_listed(file), outcome.facts.size, outcome.facts.media_type, outcome.error])
    lines = () if outcome.error else outcome.lines
    return "\n".join([head, *(line.decode().rstrip("\n") for line in lines)])


def _end(file: str, told: str) -> End:
    listed, count = json.loads(told)
    return End(file, Listed(*listed), count)


def _document(row: Any) -> Document:
    head, *lines = row.told.split("\n")
    listed, size, media_type, error = json.loads(head)
    failure = Failure(*error) if error else None
    postings = [(loaded(facts), record) for facts, record in zip(lines[0::2], lines[1::2], strict=True)]
    return Document(row.id, row.file, row.uri, row.sha256, Listed(*listed), size, media_type, failure, postings)
