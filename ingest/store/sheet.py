"""Rows of one table, looked up by a column, added and changed, and written back together."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from . import rows

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

Values = dict[str, Any]


class Sheet:
    """The rows of a table that some documents touch; `key` is the column by which they are found."""

    def __init__(self, connection: "Connection", table: "Table", key: str) -> None:
        self._connection, self._table, self._key = connection, table, key
        (self._id,) = table.primary_key.columns.keys()
        self._rows: dict[Any, Values] = {}
        self._new: dict[Any, Values] = {}
        self._changed: dict[Any, Values] = {}
        self._gone: set[int] = set()

    def load(self, keys: Iterable[Any]) -> None:
        """Look up the rows that have these keys, besides those that are here."""
        column = self._table.c[self._key]
        for row in rows.having(
            self._connection, select(self._table), column, (one for one in keys if one not in self._rows)
        ):
            self._rows[getattr(row, self._key)] = dict(row._mapping)  # noqa: SLF001 SQLAlchemy's public name for it

    def get(self, key: Any) -> Values | None:
        """The row, where there is one."""
        return self._rows.get(key)

    def all(self) -> Iterable[Values]:
        """The rows that are here."""
        return self._rows.values()

    def add(self, values: Values) -> Values:
        """A new row."""
        self._rows[values[self._key]] = self._new[values[self._id]] = values
        return values

    def change(self, row: Values, **told: Any) -> None:
        """Other values for a row."""
        row.update(told)
        if row[self._id] not in self._new:
            self._changed[row[self._id]] = row

    def drop(self, key: Any) -> None:
        """The row is to go."""
        row = self._rows.pop(key)
        self._changed.pop(row[self._id], None)
        if self._new.pop(row[self._id], None) is None:
            self._gone.add(row[self._id])

    def write(self) -> None:
        """Write what is new, changed and gone, and forget all rows."""
        rows.put(self._connection, self._table, list(self._new.values()))
        rows.change(self._connection, self._table, [self._id], self._changed.values())
        rows.remove(self._connection, self._table.c[self._id], sorted(self._gone))
        for held in (self._rows, self._new, self._changed, self._gone):
            held.clear()
