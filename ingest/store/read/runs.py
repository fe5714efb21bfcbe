"""The runs, the last one first."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from ..tables import runs

COLUMNS = (*runs.columns.keys(), "seconds")
SHOWN = {
    "id": "run",
    "status": "status",
    "started": "started",
    "seconds": "seconds",
    "seen": "seen",
    "new": "new",
    "changed": "changed",
    "unchanged": "unchanged",
    "failed": "failed",
    "vanished": "vanished",
    "offers_new": "offers",
    "versions_new": "versions",
    "deadlines_changed": "deadlines",
    "message": "message",
}


def rows(connection: Connection, limit: int) -> Iterator[dict[str, Any]]:
    """The last `limit` runs."""
    for row in connection.execute(select(runs).order_by(runs.c.id.desc()).limit(limit)).mappings():
        seconds = (row["finished"] - row["started"]).total_seconds() if row["finished"] else None
        yield {**row, "sources": json.loads(row["sources"]), "seconds": None if seconds is None else round(seconds, 1)}
