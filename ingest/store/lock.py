"""One writer at a time: a lock that dies with the process that holds it.

For SQLite it is a lock of the system on a file beside the store; for PostgreSQL an advisory lock of the very session
that writes, so that the server gives it up only when nothing of a killed writer can be committed any more.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import StoreError, StoreHeld, WrongStore
from .open import INSTALL, engine, path_of, prepare, reading, shown, typed

if TYPE_CHECKING:
    from filelock import BaseFileLock
    from sqlalchemy import Connection

GLANCE = 0.25  # seconds between two tries
_KEY = 0x0FF2E5  # of the advisory lock: any number, the same for all


@contextmanager
def writing(url: str, wait: float = 0) -> "Iterator[Connection]":
    """The one connection that writes, with the tables up to date; commits are its user's.

    Raises StoreHeld where another run holds the store for longer than `wait` seconds, StoreError and WrongStore.
    """
    with ExitStack() as stack:
        path = path_of(url)
        if path is not None:
            stack.enter_context(_locked(path, url, wait))
            stack.callback(_open_to_readers, path)
        made = engine(url)
        stack.callback(made.dispose)
        with typed(url), made.connect() as connection:
            if path is None:
                _await(lambda: _try_advisory(connection), url, wait)
                with connection.begin():  # whatever the server's habit: what was told is on the disk
                    connection.exec_driver_sql("SET synchronous_commit = on")
            with connection.begin():
                prepare(connection, url)
            yield connection


def _open_to_readers(path: Path) -> None:
    """Leave the files that SQLite needs beside the store: who may not write its folder could not read it without them.

    The last connection to be closed removes them, unless it may not write.
    """
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as reader:
        reader.execute("SELECT count(*) FROM sqlite_master").fetchone()


@contextmanager
def _locked(path: Path, url: str, wait: float) -> Iterator[None]:
    try:
        from filelock import FileLock
    except ModuleNotFoundError as error:
        raise WrongStore(f"a store needs filelock, which is not installed here. {INSTALL}") from error

    if not path.parent.is_dir():
        raise WrongStore(f"{shown(url)}: the folder {path.parent} does not exist.")
    lock = FileLock(f"{path}.lock")
    _await(lambda: _try_file(lock, url), url, wait)
    try:
        yield
    finally:
        lock.release()


def _try_file(lock: "BaseFileLock", url: str) -> bool:
    from filelock import Timeout

    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    except OSError as error:
        cause = f"{lock.lock_file} cannot be made: {error.strerror or error}"
        raise StoreError(f"{shown(url)}: {cause}. May this user write the folder?") from error
    return True


def _try_advisory(connection: "Connection") -> bool:
    from sqlalchemy import text

    with connection.begin():
        return bool(connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _KEY}).scalar())


def _await(acquire: Callable[[], bool], url: str, wait: float) -> None:
    """Try until it works; raises StoreHeld when the time is over."""
    end = time.monotonic() + wait
    while not acquire():
        if time.monotonic() >= end:
            raise StoreHeld(f"{shown(url)}: {_holder(url)}. Wait for it with --wait SECONDS.")
        time.sleep(min(GLANCE, max(0.0, end - time.monotonic())))


def _holder(url: str) -> str:
    """Who holds the store, as far as it says so."""
    from sqlalchemy import select

    from .tables import runs

    last = select(runs).order_by(runs.c.id.desc()).limit(1)
    try:
        with reading(url) as connection:
            run = connection.execute(last).one_or_none()
    except StoreError:
        run = None  # it is being made
    if run is None or run.status != "running":
        return "is held by a run that begins or ends just now"
    since = f"{run.started:%Y-%m-%d %H:%M:%S} UTC"
    return f"is held by run {run.id} (process {run.pid} on {run.host}, since {since})"
