"""Runs of `offres ingest` for tests: a folder that changes from night to night, a store, and what is in it then."""

import os
from pathlib import Path

from sqlalchemy import select, text

from command import POSTING
from offres.ingest.nightly import Request, ingest
from offres.ingest.store.open import reading
from offres.ingest.store.tables import metadata

LATER = POSTING.replace("Vendredi 28 mars 2031", "Vendredi 25 avril 2031")
MOVED = LATER.replace(
    "# Missions", "Modification de la date de clôture initialement prévue le 28 mars 2031\n\n# Missions"
)
WITHOUT_NUMBER = POSTING.replace("Référence : 3134-31-0042/SR du 3 mars 2031\n\n", "")
OF_THE_RUN = ("id", "status", "started", "finished", "host", "pid", "restarts")  # what may differ from run to run


class Nights:
    """A folder of postings and its store."""

    def __init__(self, folder, url):
        self.folder, self.url = Path(folder), url
        self.folder.mkdir(parents=True, exist_ok=True)
        self._time = 1_900_000_000

    def night(self, files=(), *, gone=(), **options):
        """Put files there (name: text or bytes, None: touch it), take others away, and ingest the folder."""
        self._time += 60
        for name, content in dict(files).items():
            self.put(name, content)
        for name in gone:
            (self.folder / name).unlink()
        return self.ingest(**options)

    def put(self, name, content, seconds=0):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is not None:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        os.utime(path, (self._time + seconds, self._time + seconds))

    def ingest(self, *sources, **options):
        return ingest(Request(self.url, [str(one) for one in sources or (self.folder,)], **options))

    def rows(self, query):
        with reading(self.url) as connection:
            return [tuple(row) for row in connection.execute(text(query))]

    def dump(self, without=()):
        return dump(self.url, without)


def dump(url, without=()):
    """All tables, row for row, but for the columns of `runs` that are named."""
    tables = {}
    with reading(url) as connection:
        for table in metadata.sorted_tables:
            columns = [column for column in table.columns if not (table.name == "runs" and column.name in without)]
            order = list(table.primary_key.columns)
            tables[table.name] = [tuple(row) for row in connection.execute(select(*columns).order_by(*order))]
    return tables
