"""Records out of a store: what `offres convert` writes for the version in force of each offer, in any format."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple

from sqlalchemy import Connection, and_, select

from ....output import Writer, is_folder, jsonl, parquet, spreadsheet
from ....output.atomic import replacing
from ..tables import documents, offers, versions
from .offers import is_open
from .order import by_code_point

AT_ONCE = 200  # records that are in memory

Format = Literal["jsonl", "json", "parquet", "csv"]
_Opens = Callable[[Any], AbstractContextManager[Writer]]
OF_NAMES: dict[str, Format] = {".parquet": "parquet", ".csv": "csv"}

_WRITERS: dict[Format, tuple[_Opens, _Opens]] = {
    "jsonl": (jsonl.to_stream, jsonl.to_file),
    "parquet": (parquet.to_stream, parquet.to_file),
    "csv": (spreadsheet.to_stream, spreadsheet.to_file),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records, and where to."""

    on: date  # the day that counts as today
    to: str | None = None  # a file or folder; standard output without
    form: Format = "jsonl"
    open: bool = False
    all_versions: bool = False


class _Line(NamedTuple):
    uri: str
    offer: int
    number: int
    record: str


def format_of(to: str | None) -> Format:
    """The format that a name promises."""
    if to is not None and is_folder(to):
        return "json"
    return OF_NAMES.get(Path(to or "").suffix.lower(), "jsonl")


def export(connection: Connection, wanted: Wanted, stdout: BinaryIO) -> int:
    """Write the records in the order of their documents; how many. Raises OSError where they cannot be written."""
    count = 0
    with _target(wanted, stdout) as target:
        for line in _lines(connection, wanted):
            target.write(_name(line, wanted), [line.record.encode() + b"\n"])
            count += 1
    return count


def _lines(connection: Connection, wanted: Wanted) -> Iterator[_Line]:
    selected = select(documents.c.uri, versions.c.offer_id, versions.c.number, versions.c.record)
    in_force = offers.join(versions, and_(versions.c.offer_id == offers.c.id, *_number(wanted))).join(documents)
    uri = by_code_point(connection.dialect.name, documents.c.uri)
    query = selected.select_from(in_force).order_by(uri, versions.c.posting, versions.c.offer_id, versions.c.number)
    if wanted.open:
        query = query.where(is_open(wanted.on))
    for row in connection.execution_options(yield_per=AT_ONCE).execute(query):
        yield _Line(*row)


def _number(wanted: Wanted) -> list[Any]:
    return [] if wanted.all_versions else [versions.c.number == offers.c.version]


def _target(wanted: Wanted, stdout: BinaryIO) -> AbstractContextManager[Writer]:
    if wanted.form == "json":
        return _to_folder(Path(wanted.to or ""))
    to_stream, to_file = _WRITERS[wanted.form]
    return to_stream(stdout) if wanted.to is None else to_file(wanted.to)


def _name(line: _Line, wanted: Wanted) -> str:
    """The uri; in a folder a name by the offer, as two offers may have been read from one place in turn."""
    if wanted.form != "json":
        return line.uri
    return f"offer-{line.offer}.{line.number}.json" if wanted.all_versions else f"offer-{line.offer}.json"


class _Folder(NamedTuple):
    path: Path

    def write(self, uri: str, lines: Any) -> None:
        """Write a file of one record."""
        with replacing(self.path / uri) as stream:
            stream.writelines(lines)


@contextmanager
def _to_folder(path: Path) -> Iterator[_Folder]:
    path.mkdir(parents=True, exist_ok=True)
    yield _Folder(path)
