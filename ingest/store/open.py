"""A URL -> the store behind it, with the tables of this version.

SQLite: `sqlite:///offres.db`, `sqlite:////var/lib/offres.db`. PostgreSQL: `postgresql://user@host/base`. Readers take
`reading(url)`; the writer, under the lock of `lock.py`, calls `prepare`, which makes the tables of a new store and
brings those of an older one up to date.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import StoreError, WrongStore

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import URL, Connection, Engine

DEFAULT = "sqlite:///offres.db"
VERSION_TABLE = "offres_schema"  # Alembic's; by its name a database is known to be a store
PATIENCE = 30  # seconds that SQLite waits for another process that writes
INSTALL, INSTALL_POSTGRESQL = "pip install 'offres[store]'", "pip install 'offres[postgresql]'"
REFRESHED = "offres ingest brings it up to date."


def shown(url: str) -> str:
    """The URL as it may be told: without its password."""
    return _url(url).render_as_string(hide_password=True).replace("postgresql+psycopg:", "postgresql:")


def absolute(url: str) -> str:
    """The same, with the whole path of a SQLite store: where it lies, whatever the current folder is."""
    path = path_of(url)
    return shown(url) if path is None else f"sqlite:///{path.absolute()}"


def engine(url: str, *, read_only: bool = False) -> "Engine":
    """The engine of a store, whether it is there or not; raises WrongStore where the URL names none."""
    from sqlalchemy import create_engine, event

    parsed, path = _url(url), path_of(url)
    if path is not None:
        made = create_engine(parsed, creator=partial(_sqlite, path, read_only=read_only))
        event.listen(made, "begin", _begun)
        return made
    try:
        return create_engine(parsed)
    except ModuleNotFoundError as error:
        raise WrongStore(
            f"a store in PostgreSQL needs psycopg, which is not installed here. {INSTALL_POSTGRESQL}"
        ) from error


@contextmanager
def reading(url: str) -> "Iterator[Connection]":
    """A connection that sees the store as it is now, and goes on seeing it so; raises StoreError."""
    refuse_missing(url)
    made = engine(url, read_only=True)
    with typed(url):
        try:
            with made.connect().execution_options(**_steady(made)) as connection:
                refuse_unknown(connection, url)
                yield connection
        finally:
            made.dispose()


def prepare(connection: "Connection", url: str) -> None:
    """Make the tables, or bring them up to date; raises WrongStore for a database of others, or of a newer offres."""
    from alembic import command

    if not _tables(connection):
        command.upgrade(_config(connection), "head")
        return
    if _revision(connection, url) not in _known(connection):
        raise _newer(url)
    command.upgrade(_config(connection), "head")


def refuse_unknown(connection: "Connection", url: str) -> None:
    """Raise WrongStore unless it holds the tables of this version."""
    known = _known(connection)
    revision = _revision(connection, url)
    if revision not in known:
        raise _newer(url)
    if revision != known[0]:
        raise WrongStore(f"{shown(url)}: is of an older version of offres. {REFRESHED}")


def refuse_missing(url: str) -> None:
    """Raise WrongStore where the file of a SQLite store is not there: opening it would make one."""
    path = path_of(url)
    if path is not None and not path.is_file():
        raise WrongStore(f"{shown(url)}: there is no such store. offres ingest SOURCE --store {shown(url)} makes it.")


def path_of(url: str) -> Path | None:
    """The file of a SQLite store; None for PostgreSQL."""
    parsed = _url(url)
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


@contextmanager
def typed(url: str) -> "Iterator[None]":
    """What a database raises becomes a StoreError that names the store and the cause, without the password."""
    from sqlalchemy.exc import DBAPIError, OperationalError

    try:
        yield
    except DBAPIError as error:
        cause = " ".join(str(error.orig).split())
        password = _url(url).password
        if password:
            cause = cause.replace(str(password), "***")
        raise StoreError(
            f"{shown(url)}: {cause}. {_remedy(url, cause, down=isinstance(error, OperationalError))}"
        ) from error


def _remedy(url: str, cause: str, *, down: bool) -> str:
    if path_of(url) is None:
        return "Is the server there, and may this user connect?" if down else "The run can be started again."
    if "readonly" in cause or "unable to open" in cause:
        return "Is its folder there, and may this user write the file and the folder?"
    if "malformed" in cause or "not a database" in cause:
        return "Put back a copy, or move it away: offres ingest makes a new one."
    return "The run can be started again."


def _url(url: str) -> "URL":
    try:
        from sqlalchemy import make_url
        from sqlalchemy.exc import ArgumentError
    except ModuleNotFoundError as error:
        raise WrongStore(f"a store needs sqlalchemy, which is not installed here. {INSTALL}") from error

    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise WrongStore(f"{url}: is no store. Write sqlite:///FILE or postgresql://USER@HOST/BASE.") from error
    kind = parsed.get_backend_name()
    if kind == "postgres":
        kind, parsed = "postgresql", parsed.set(drivername="postgresql")
    if kind == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise WrongStore(f"{url}: names no file. Write sqlite:///FILE.")
    if kind not in {"sqlite", "postgresql"}:
        raise WrongStore(f"a store is in SQLite (sqlite:///FILE) or PostgreSQL (postgresql://...), not in {kind}.")
    return parsed.set(drivername="postgresql+psycopg") if kind == "postgresql" else parsed


def _sqlite(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection without the driver's own transactions, which do not cover reading and DDL."""
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    if not read_only:
        try:
            # each commit is on the disk before it is one: a power cut leaves the last one that was told
            for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL"):
                connection.execute(f"PRAGMA {pragma}")
        except sqlite3.Error:
            connection.close()
            raise
    return connection


def _begun(connection: "Connection") -> None:
    connection.exec_driver_sql("BEGIN")


def _steady(made: "Engine") -> dict[str, Any]:
    """Options by which all that a connection reads is of one moment; SQLite's transactions are so already."""
    return {} if made.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}


def _config(connection: "Connection") -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", os.fspath(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes.update(connection=connection, version_table=VERSION_TABLE)
    return config


def _known(connection: "Connection") -> list[str]:
    """The versions of the tables that this offres knows, the newest first."""
    from alembic.script import ScriptDirectory

    return [script.revision for script in ScriptDirectory.from_config(_config(connection)).walk_revisions()]


def _tables(connection: "Connection") -> list[str]:
    from sqlalchemy import inspect

    return inspect(connection).get_table_names()


def _revision(connection: "Connection", url: str) -> str:
    from sqlalchemy import text

    if VERSION_TABLE not in _tables(connection):
        raise WrongStore(f"{shown(url)}: is a database of something else, and not touched. Name another with --store.")
    return str(connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar())  # noqa: S608 our constant


def _newer(url: str) -> WrongStore:
    return WrongStore(f"{shown(url)}: was written by a newer version of offres. Use that one, or newer.")
