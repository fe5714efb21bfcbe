"""After versions were corrected: what they changed, and what those after them changed, is told anew."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select

from . import rows
from .changes import changes
from .tables import changes as table
from .tables import versions

if TYPE_CHECKING:
    from sqlalchemy import Connection


def renew(connection: "Connection", corrected: Iterable[int]) -> None:
    """The changes of these versions, and of those that took their place."""
    ids = sorted(corrected)
    before = versions.alias()
    pairs = select(versions.c.id, before.c.record.label("before"), versions.c.record.label("after"))
    pairs = pairs.join(before, before.c.id == versions.c.previous)
    touched = {
        row.id: row for column in (versions.c.id, before.c.id) for row in rows.having(connection, pairs, column, ids)
    }
    rows.remove(connection, table.c.version_id, sorted(touched))
    for version, row in sorted(touched.items()):
        found = changes(json.loads(row.before)["offer"], json.loads(row.after)["offer"])
        rows.put(connection, table, [{"version_id": version} | change._asdict() for change in found])
