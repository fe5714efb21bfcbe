"""Statements over many rows: what does not fit one statement is cut into several."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ColumnElement, bindparam, func, select

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection, Row, Select, Table

MOST = 500  # values that one statement asks for: SQLite takes 32,766 parameters, older ones 999

T = TypeVar("T")


def cut(values: Iterable[T], size: int = MOST) -> Iterator[list[T]]:
    """The values in lists of at most `size`."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part


def having(
    connection: "Connection", query: "Select[Any]", column: "ColumnElement[T] | Column[T]", values: Iterable[T]
) -> "Iterator[Row[Any]]":
    """The rows of a query in which a column has one of the values."""
    for part in cut(values):
        yield from connection.execute(query.where(column.in_(part)))


def highest(connection: "Connection", column: "Column[int]") -> int:
    """The highest id that was given; 0 where none was."""
    return int(connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one())


def put(connection: "Connection", table: "Table", rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same keys."""
    if rows:
        connection.execute(table.insert(), [dict(row) for row in rows])


def change(connection: "Connection", table: "Table", keys: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Update rows that all have the same keys; `keys` tell which row is meant."""
    wanted = [{f"_{name}": value for name, value in row.items()} for row in rows]
    if not wanted:
        return
    columns = [name[1:] for name in wanted[0]]
    statement = table.update().values({name: bindparam(f"_{name}") for name in columns if name not in keys})
    for key in keys:
        statement = statement.where(table.c[key] == bindparam(f"_{key}"))
    connection.execute(statement, wanted)


def remove(connection: "Connection", column: "Column[int]", values: Iterable[int]) -> None:
    """Delete the rows in which a column has one of the values."""
    for part in cut(values):
        connection.execute(column.table.delete().where(column.in_(part)))
