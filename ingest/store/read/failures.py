"""The documents that cannot be read, in the order of their uri."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from ..tables import failures
from .order import by_code_point

COLUMNS = tuple(failures.columns.keys())[1:]
SHOWN = {"uri": "document", "code": "code", "stage": "stage", "attempts": "tried", "run": "run", "message": "message"}


def rows(connection: Connection) -> Iterator[dict[str, Any]]:
    """All open failures."""
    ordered = select(failures).order_by(by_code_point(connection.dialect.name, failures.c.uri))
    yield from map(dict, connection.execute(ordered).mappings())
