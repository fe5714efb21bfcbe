"""`offres ingest` for bench/kill.py: what is killed, and what it must leave."""

import hashlib
import importlib
import shutil
import sys
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sqlalchemy import Connection

ROOT = Path(__file__).resolve().parent.parent
OF_THE_RUN = ("started", "finished", "host", "pid", "restarts")  # the columns of `runs` that may differ


class Base(Protocol):
    """A database that can be emptied."""

    url: str

    def empty(self) -> None:
        """Take all away."""


class Sqlite:
    """A file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "base"
        self.url = f"sqlite:///{self._folder}/offres.db"
        self.empty()

    def empty(self) -> None:
        """Take the file away, with all beside it."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir()


class Postgresql:
    """A database of a server that runs already."""

    def __init__(self, url: str) -> None:
        self.url = url

    def empty(self) -> None:
        """Take all tables away; what a killed session still does ends first."""
        from offres.ingest.store.open import engine

        made = engine(self.url)
        with made.begin() as connection:
            others = "pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            connection.exec_driver_sql(f"SELECT pg_terminate_backend(pid) FROM {others}")
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        made.dispose()


@contextmanager
def base(kind: str, folder: Path) -> Iterator[Base]:
    """A new database of a kind, sqlite or postgresql."""
    if kind == "sqlite":
        yield Sqlite(folder)
        return
    sys.path.insert(0, str(ROOT / "tests"))
    with importlib.import_module("postgres").server() as running:
        yield Postgresql(running.base())


class Ingest:
    """A folder of texts, an archive, a copy, a file that cannot be read, into a new store."""

    def __init__(self, folder: Path, base: Base, count: int = 600) -> None:
        from offres.bench.ingest import fill

        self.folder, self._base = folder, base
        fill(folder / "in", count)
        texts = sorted((folder / "in").rglob("*.txt"))
        with zipfile.ZipFile(folder / "in" / "packed.zip", "w") as packed:
            for path in texts[: count // 10]:
                packed.write(path, path.name)
                path.unlink()
        shutil.copy(texts[-1], folder / "in" / "copy.txt")
        (folder / "in" / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")

    def command(self) -> list[str]:
        """The run, with two workers; where a killed one still holds the store, it waits."""
        return ["ingest", "in", "--store", self._base.url, "--jobs", "2", "--wait", "60"]

    def reset(self) -> None:
        """Take the store away."""
        self._base.empty()

    def state(self) -> Mapping[str, str]:
        """Each row of each table; of the runs without what may differ."""
        from offres.ingest.store.open import reading

        with reading(self._base.url) as connection:
            return state(connection)


def state(connection: "Connection") -> dict[str, str]:
    """Each row of each table by its key, as a digest; a run that found nothing to do is left out."""
    from sqlalchemy import select

    from offres.ingest.store.tables import metadata

    found = {}
    for table in metadata.sorted_tables:
        columns = [column for column in table.columns if table.name != "runs" or column.name not in OF_THE_RUN]
        for values in connection.execute(select(*columns).order_by(*table.primary_key.columns)).mappings():
            if (
                table.name == "runs"
                and values["id"] > 1
                and values["status"] == "done"
                and values["seen"] == values["unchanged"]
            ):
                continue  # the run before was killed when it had published all
            key = ".".join(str(values[column.name]) for column in table.primary_key.columns)
            found[f"{table.name} {key}"] = hashlib.sha256(repr(tuple(values.values())).encode()).hexdigest()
    return found
