"""Documents that were read, or that failed -> their rows, and what they count as."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select

from . import rows
from .apply import Origin
from .sheet import Sheet, Values
from .staging import Document, End, Listed
from .tables import documents, failures, files

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Documents:
    """Takes documents in the order of reading, chunk by chunk."""

    def __init__(self, connection: "Connection", run: int, fingerprint: str, *, retry: bool) -> None:
        self.counts: Counter[str] = Counter()
        self.vanished: list[int] = []  # ids of documents that their file no longer holds
        self.returned: list[int] = []
        self._connection, self._run, self._fingerprint, self._retry = connection, run, fingerprint, retry
        self._files = Sheet(connection, files, "uri")
        self._documents = Sheet(connection, documents, "uri")
        self._failures = Sheet(connection, failures, "document_id")
        self._last_document = rows.highest(connection, documents.c.id)
        self._last_file = self._known_files = rows.highest(connection, files.c.id)
        self._seen: dict[str, set[str]] = {}  # of files whose end is not there yet
        self._other: set[str] = set()  # such files that hold what they did not, or had failed themselves
        self._broken: set[str] = set()  # such files that failed themselves: what else they hold is not known

    def load(self, chunk: Iterable[Document | End]) -> list[int]:
        """Look up what is known of the chunk; the ids of the documents that are."""
        chunk = list(chunk)
        self._files.load(sorted({one.file for one in chunk}))
        of_files = {one.file for one in chunk}  # what an archive was that could not be read
        told = [one for one in chunk if isinstance(one, Document)]
        self._documents.load(sorted(of_files | {one.uri for one in told}))
        self._documents.load(sorted({self._uri(one) for one in told}))
        self._failures.load(row["id"] for row in self._documents.all() if row["status"] == "failed")
        return [row["id"] for row in self._documents.all()]

    def take(self, one: Document) -> Origin | None:
        """Note a document; where its postings are to be taken, what they come from."""
        file = self._file_of(one.file, one.listed)
        one = one._replace(uri=self._uri(one))
        self._seen.setdefault(one.file, set()).add(one.uri)
        if one.failure and one.uri == one.file:
            self._broken.add(one.file)
        known = self._documents.get(one.uri)
        if known is None:
            known = self._add(one, file)
        elif known["vanished_run"] is not None:
            self._other.add(one.file)
            self.counts["returned"] += known["status"] == "read"
            self.returned.append(known["id"])
            self._documents.change(known, vanished_run=None, run=self._run)
        elif one.uri == one.file and known["status"] == "failed":
            self._other.add(one.file)
        same = known["sha256"] == one.sha256
        if same and not self._tells_more(one, known):
            self.counts["unchanged"] += 1
            return None
        if one.failure:
            self._fail(one, known, same=same)
            return None
        return self._read(one, known, same=same)

    def end(self, one: End) -> None:
        """Note that a file has no further document."""
        file = self._file_of(one.file, one.listed)
        seen = self._seen.pop(one.file, set())
        as_many = file["documents"] == one.documents
        is_same = as_many and one.file not in self._other and not self._has_failed(one.file)
        if file["id"] <= self._known_files and not is_same and one.file not in self._broken:
            self._note_vanished(file["id"], seen)
        if not as_many:
            self._files.change(file, documents=one.documents, run=self._run)
        self._other.discard(one.file)
        self._broken.discard(one.file)

    def write(self) -> None:
        """Write what is new or changed."""
        self._files.write()
        self._documents.write()
        self._failures.write()

    def _has_failed(self, file: str) -> bool:
        """Whether it is there as a document that could not be read."""
        known = self._documents.get(file)
        return known is not None and known["status"] == "failed" and known["vanished_run"] is None

    def _uri(self, one: Document) -> str:
        """Its uri; with its file, where another file holds a document of that uri: `x.zip!/a.txt` can be a path too."""
        known = self._documents.get(one.uri)
        return one.uri if known is None or known["file"] == one.file else f"{one.uri} ({one.file})"

    def _tells_more(self, one: Document, known: Values) -> bool:
        """Whether the same bytes, looked at again, tell what the store does not know."""
        if one.failure is None:
            return bool(one.postings)
        before = self._failures.get(known["id"])
        return (
            self._retry
            or before is None
            or (before["code"], before["message"]) != (one.failure.code, one.failure.message)
        )

    def _file_of(self, uri: str, listed: Listed) -> Values:
        told = {"source": listed.source, "size": listed.size, "stamp": listed.stamp, "modified": listed.moment}
        file = self._files.get(uri)
        if file is None:
            self._last_file += 1
            given = {"id": self._last_file, "uri": uri, "documents": 0, "run": self._run, "vanished_run": None}
            return self._files.add(given | told)
        told["vanished_run"] = None
        if any(file[key] != value for key, value in told.items()):
            self._files.change(file, **told, run=self._run)
        return file

    def _add(self, one: Document, file: Values) -> Values:
        self._last_document += 1
        self._other.add(one.file)
        given = {"id": self._last_document, "uri": one.uri, "file_id": file["id"], "postings": 0, "status": ""}
        given |= {"first_run": self._run, "vanished_run": None}
        return self._documents.add(given | self._facts(one) | {"sha256": ""})

    def _facts(self, one: Document) -> Values:
        return {
            "file": one.file,
            "source": one.listed.source,
            "size": one.size,
            "modified": one.listed.moment,
            "sha256": one.sha256,
            "media_type": one.media_type,
            "fingerprint": self._fingerprint,
            "run": self._run,
        }

    def _fail(self, one: Document, known: Values, *, same: bool) -> None:
        assert one.failure
        again = same and known["status"] == "failed"
        self.counts["unchanged" if again else "failed"] += 1
        self.counts["reread"] += again
        told = one.failure._asdict() | {"uri": one.uri, "file": one.file, "run": self._run}
        before = self._failures.get(known["id"])
        if before:
            self._failures.change(before, **told, attempts=before["attempts"] + 1 if same else 1)
        else:
            self._failures.add(told | {"document_id": known["id"], "attempts": 1, "first_run": self._run})
        self._documents.change(known, **self._facts(one), status="failed")

    def _read(self, one: Document, known: Values, *, same: bool) -> Origin:
        is_mended = known["status"] == "failed"
        kind = "new" if known["status"] == "" else "unchanged" if same and not is_mended else "changed"
        self.counts[kind] += 1
        self.counts["reread"] += kind == "unchanged"
        if is_mended and self._failures.get(known["id"]):
            self._failures.drop(known["id"])
        self._documents.change(known, **self._facts(one), status="read", postings=len(one.postings))
        return Origin(known["id"], one.listed.moment, self._fingerprint, again=kind == "unchanged")

    def _note_vanished(self, file: int, seen: set[str]) -> None:
        query = select(documents).where(documents.c.file_id == file, documents.c.vanished_run.is_(None))
        for row in self._connection.execute(query):
            if row.uri not in seen:
                self.vanished.append(row.id)
                self.counts["vanished"] += row.status == "read"
