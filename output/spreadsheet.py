"""CSV of records: a row a posting, with the columns that the models give.

A column is a value of the offer, named by its path (`reference.number`); those of the source begin with `source.`. A
list of texts has one a line, a list of objects is JSON. Spans are left out: JSON Lines and Parquet have them.
"""

import types
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, BinaryIO, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import from_json, to_json

from ..extract.record import Record
from .atomic import replacing
from .cells import row

LEFT_OUT = "spans"


class _Column(NamedTuple):
    name: str
    path: tuple[str, ...]  # of keys in the record


@cache
def columns() -> tuple[_Column, ...]:
    """The columns, in the order of the models."""
    return tuple(column for column in _columns(Record, ()) if column.path[0] != LEFT_OUT)


class Spreadsheet:
    """Writes to a binary stream that somebody else opened; the header comes first."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        stream.write(row(column.name for column in columns()))

    def write(self, uri: str, lines: Sequence[bytes]) -> None:  # noqa: ARG002 the contract of writers
        """Write the records of one file."""
        for line in lines:
            record = from_json(line)
            self._stream.write(row(_value(record, column.path) for column in columns()))


@contextmanager
def to_stream(stream: BinaryIO) -> Iterator[Spreadsheet]:
    """To a stream, flushed at the end so that a failure to write is seen here and not at exit."""
    yield Spreadsheet(stream)
    stream.flush()


@contextmanager
def to_file(path: str) -> Iterator[Spreadsheet]:
    """To a file, which appears under its name only when the last record is in it."""
    with replacing(path) as stream:
        yield Spreadsheet(stream)


def _columns(model: type[BaseModel], path: tuple[str, ...]) -> Iterator[_Column]:
    for key, field in model.model_fields.items():
        inner = _model(field.annotation)
        if inner is not None:
            yield from _columns(inner, (*path, key))
        else:
            whole = (*path, key)
            yield _Column(".".join(whole[1:] if whole[0] == "offer" else whole), whole)


def _model(annotation: Any) -> type[BaseModel] | None:
    """The model that a value is an object of, also where it may be null; None for all other values."""
    if get_origin(annotation) in (Union, types.UnionType):
        (annotation,) = [kind for kind in get_args(annotation) if kind is not types.NoneType] or [None]
    found = isinstance(annotation, type) and not get_args(annotation) and issubclass(annotation, BaseModel)
    return annotation if found else None


def _value(record: Any, path: Sequence[str]) -> Any:
    for key in path:
        if record is None:
            return None
        record = record[key]
    if isinstance(record, list):
        return "\n".join(record) if all(isinstance(item, str) for item in record) else to_json(record).decode()
    return str(record).lower() if isinstance(record, bool) else record
