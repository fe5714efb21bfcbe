"""Stores filled by hand, with what the reading side reads: offers with their versions, documents, findings, texts."""

import hashlib
import json
from datetime import UTC, date, datetime

from offres.extract.record import Offer, Record, Source
from offres.ingest.store import tables
from offres.ingest.store.open import engine, prepare
from offres.ingest.store.words import folded

STARTED = datetime(2031, 3, 3, 4, 30, tzinfo=UTC)


def day(text):
    return date.fromisoformat(text) if text else None


def record(offer, uri="a.txt", posting=0, family=None):
    """A record with no spans and no findings."""
    source = Source(uri=uri, sha256="0" * 64, bytes=1, family=family, posting=posting, extractor="offres 0")
    return Record(offer=Offer.model_validate(offer), source=source)


class Filling:
    """Rows for a store; `fill` writes them all."""

    def __init__(self):
        self.rows = {table.name: [] for table in tables.metadata.sorted_tables}
        self.run()

    def add(self, table, **values):
        self.rows[table].append(values)
        return len(self.rows[table])

    def run(self, **values):
        number = len(self.rows["runs"]) + 1
        told = {
            "status": "done",
            "started": STARTED.replace(day=2 + number),
            "host": "night",
            "pid": 7,
            "sources": "[]",
        }
        told |= {"finished": STARTED.replace(day=2 + number, hour=5), "version": "0.1.0", "fingerprint": "f" * 16}
        return self.add("runs", **{"id": number, "message": None, **told, **values})

    def document(self, uri):
        known = next((row["id"] for row in self.rows["documents"] if row["uri"] == uri), None)
        if known:
            return known
        number, run = len(self.rows["documents"]) + 1, len(self.rows["runs"])
        self.add("files", id=number, uri=uri, source="in", run=run)
        told = {"uri": uri, "file": uri, "source": "in", "sha256": uri, "status": "read", "postings": 1}
        return self.add("documents", id=number, file_id=number, fingerprint="f", first_run=run, run=run, **told)

    def offer(self, title, *later, uri="a.txt", posting=0, key=None, family=None, findings=(), **values):
        """An offer, with the values of its record; `later`: (uri, values, changes) of versions after the first."""
        number, run = len(self.rows["offers"]) + 1, len(self.rows["runs"])
        columns = {
            name: values.pop(name, default) for name, default in {"doubtful": False, "vanished_run": None}.items()
        }
        told = {"title": title, **values}
        self._version(number, 1, told, (uri, posting, family), ())
        for count, (further, changed, changes) in enumerate(later, 2):
            told = told | changed
            self._version(number, count, told, (further, posting, family), changes)
        versions = 1 + len(later)
        plain = {name: told.get(name) for name in ("title", "employer", "department", "service", "location")}
        dates = {name: day(told.get(name)) for name in ("published", "deadline")}
        reference = (told.get("reference") or {}).get("number")
        known = {"id": number, "key": key or f"key {number}", "family": family, "reference": reference}
        counts = {"version": versions, "versions": versions, "first_run": run, "run": run}
        self.add("offers", **known, **plain, **dates, **counts, **columns)
        self.add("texts", offer_id=number, folded=folded(Offer.model_validate(told)))
        version = len(self.rows["versions"])
        for place, (code, severity, message) in enumerate(findings):
            self.add(
                "findings", version_id=version, number=place, code=code, name="x", severity=severity, message=message,
                of_store=False,
            )  # fmt: skip
        return number

    def _version(self, offer, number, told, place, changes):
        uri, posting, family = place
        document = self.document(uri)
        line = record(told, uri, posting, family).model_dump_json()
        digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
        version, run = len(self.rows["versions"]) + 1, len(self.rows["runs"])
        dates = {name: day(told.get(name)) for name in ("published", "deadline")}
        known = {"id": version, "offer_id": offer, "number": number, "sha256": digest, "document_id": document}
        self.add("versions", **known, **dates, posting=posting, record=line, fingerprint="f", run=run, late=False)
        for field, before, after in changes:
            self.add("changes", version_id=version, field=field, before=before, after=after)
        self.rows["postings"] = [
            row for row in self.rows["postings"] if (row["document_id"], row["posting"]) != (document, posting)
        ]
        self.add("postings", document_id=document, posting=posting, version_id=version)

    def fail(self, uri, **values):
        """A document that cannot be read."""
        told = {"code": "OF901", "name": "unreadable-file", "stage": "read", "message": "it is empty", "attempts": 1}
        run = len(self.rows["runs"])
        self.add(
            "failures", document_id=self.document(uri), uri=uri, file=uri, first_run=run, run=run, **{**told, **values}
        )

    def fill(self, url):
        made = engine(url)
        with made.begin() as connection:
            prepare(connection, url)
            for table in tables.metadata.sorted_tables:
                if self.rows[table.name]:
                    connection.execute(table.insert(), self.rows[table.name])
        made.dispose()
        return url
