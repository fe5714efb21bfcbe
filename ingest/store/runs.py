"""The row of a run: begun, gone on with after a kill, ended."""

import json
import os
import socket
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, func, insert, select, update

from ... import __version__
from ...extract.fingerprint import fingerprint
from .tables import runs, staged

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Run(NamedTuple):
    """The run at work."""

    id: int
    started: datetime
    fingerprint: str
    restarts: int


def begin(connection: "Connection", sources: Sequence[str]) -> Run:
    """A run, committed: the one that was killed, where the last one was, else a new one.

    What was read before by other code is forgotten.
    """
    now, code = datetime.now(UTC), fingerprint()
    told = {"host": socket.gethostname(), "pid": os.getpid(), "sources": json.dumps(list(sources), ensure_ascii=False)}
    told |= {"version": __version__, "fingerprint": code}
    with connection.begin():
        last = connection.execute(select(runs).order_by(runs.c.id.desc()).limit(1)).one_or_none()
        if last is not None and last.fingerprint != code:
            connection.execute(delete(staged))
        if last is not None and last.status == "running":
            told["restarts"] = last.restarts + 1
            connection.execute(update(runs).where(runs.c.id == last.id).values(told))
            return Run(last.id, last.started, code, last.restarts + 1)
        number = (last.id if last is not None else 0) + 1
        connection.execute(insert(runs).values(id=number, status="running", started=now, **told))
        return Run(number, now, code, 0)


def end(connection: "Connection", run: Run, counts: Mapping[str, int]) -> datetime:
    """Note, in the transaction that publishes, that it is done; when that was."""
    now = datetime.now(UTC)
    connection.execute(update(runs).where(runs.c.id == run.id).values(status="done", finished=now, **counts))
    return now


def fail(connection: "Connection", run: Run, message: str) -> None:
    """Note, in a transaction of its own, why it broke off."""
    with connection.begin():
        told: dict[str, Any] = {"status": "failed", "finished": datetime.now(UTC), "message": message}
        connection.execute(update(runs).where(runs.c.id == run.id).values(told))


def cause(error: BaseException) -> str:
    """What is said of a run that this broke off."""
    if isinstance(error, KeyboardInterrupt | SystemExit):
        return "interrupted"
    return str(error) or type(error).__name__


def last_success(connection: "Connection") -> datetime | None:
    """When the last run ended that was done."""
    return connection.execute(select(func.max(runs.c.finished)).where(runs.c.status == "done")).scalar()
