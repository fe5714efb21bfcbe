"""What the sources list, against what the store knows: which files are read, and which are as they were or are gone."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import false, or_, select

from ...extract.errors import UnreadableFile, at
from ...extract.read.url import is_url
from ..find import Failed, File, Found
from .rows import having
from .tables import documents, files

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Row, Select


class Wish(NamedTuple):
    """What is read again though its bytes are known: what other code read, and what failed."""

    fingerprint: str
    refresh: bool = False
    retry: bool = False
    empty: bool = False  # a source that is empty is taken for what it is


@dataclass
class Plan:
    """What a run has to do."""

    read: list[File] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)  # documents of these that need no reading: uri and SHA-256
    unchanged: int = 0  # documents of files that are not opened
    returned: list[int] = field(default_factory=list)  # ids of such files that had vanished
    vanished: list[int] = field(default_factory=list)  # ids of files that their source no longer lists
    unlisted: list[Failed] = field(default_factory=list)
    suspicious: list[str] = field(default_factory=list)  # sources that are empty, of which documents are known


def plan(connection: "Connection", sources: Sequence[str], found: Found, wish: Wish) -> Plan:
    """The plan for sources, spelt as `File.source` is, and what they list."""
    made = Plan()
    listed = [file for file in found.files if not _is_missing(file)]
    made.unlisted = [*found.failed, *map(_missing, (file for file in found.files if _is_missing(file)))]
    known = _known(connection, sources, listed)
    again = _to_read_again(connection, wish)
    failed = {row.file_id for row in connection.execute(_failed())}
    for file in listed:
        row = known.pop(file.uri, None)
        if row is None or _is_other(file, row) or row.id in again or (row.vanished_run and row.id in failed):
            made.read.append(file)
            continue
        made.unchanged += row.documents
        if row.vanished_run:
            made.returned.append(row.id)
    _note_vanished(made, sources, found, known.values(), wish)
    made.known = dict(_without_reading(connection, made.read, wish))
    return made


def _known(connection: "Connection", sources: Sequence[str], listed: Iterable[File]) -> "dict[str, Row[tuple[int]]]":
    """The files that the store knows of these sources, and those among the listed ones that another source listed."""
    query = select(files)
    known = {row.uri: row for row in having(connection, query, files.c.source, sources)}
    others = [file.uri for file in listed if file.uri not in known]
    return known | {row.uri: row for row in having(connection, query, files.c.uri, others)}


def _is_other(file: File, row: "Row[tuple[int]]") -> bool:
    """Whether its listing tells of another state, or too little of it; or another source lists it now."""
    return file.stamp is None or (file.size, file.stamp, file.source) != (row.size, row.stamp, row.source)


def _to_read_again(connection: "Connection", wish: Wish) -> set[int]:
    """The ids of the files of which a document is wished for again."""
    if not (wish.refresh or wish.retry):
        return set()
    query = select(documents.c.file_id).where(documents.c.vanished_run.is_(None), _wished(wish)).distinct()
    return {row.file_id for row in connection.execute(query)}


def _wished(wish: Wish) -> "ColumnElement[bool]":
    of_other_code = documents.c.fingerprint != wish.fingerprint if wish.refresh else false()
    return or_(of_other_code, documents.c.status == "failed" if wish.retry else false())


def _without_reading(connection: "Connection", read: Iterable[File], wish: Wish) -> Iterator[tuple[str, str]]:
    """The documents of files to read that give what the store holds if their bytes are the same."""
    query = select(documents.c.uri, documents.c.sha256).join(files, files.c.id == documents.c.file_id)
    query = query.where(or_(documents.c.status == "read", documents.c.vanished_run.is_(None)))
    if wish.refresh:
        query = query.where(documents.c.fingerprint == wish.fingerprint)
    if wish.retry:
        query = query.where(documents.c.status == "read")
    for row in having(connection, query, files.c.uri, (file.uri for file in read)):
        yield row.uri, row.sha256


def _failed() -> "Select[tuple[int]]":
    return select(documents.c.file_id).where(documents.c.status == "failed").distinct()


def _is_missing(file: File) -> bool:
    """Whether it is a source that is not there, which `find` lists all the same."""
    return file.uri == file.source and not is_url(file.path) and not os.path.lexists(file.path)


def _missing(file: File) -> Failed:
    try:
        with at("list"):
            raise UnreadableFile("there is no such file or folder", uri=file.uri)  # noqa: TRY301 it gets its stage
    except UnreadableFile as error:
        return Failed(file.source, error)


def _note_vanished(
    made: Plan, sources: Sequence[str], found: Found, left: "Iterable[Row[tuple[int]]]", wish: Wish
) -> None:
    """What the sources no longer list; nothing of a source that could not be listed, or that seems not to be there."""
    unsure = {one.source for one in made.unlisted}
    gone = [row for row in left if row.source in sources and row.source not in unsure and not row.vanished_run]
    if not wish.empty:
        made.suspicious = sorted({row.source for row in gone} & set(found.empty))
    made.vanished = [row.id for row in gone if row.source not in made.suspicious]


def failed_files(connection: "Connection") -> dict[str, str]:
    """The files in which documents failed: uri and source."""
    query = select(files.c.uri, files.c.source).join(documents, documents.c.file_id == files.c.id)
    query = query.where(documents.c.status == "failed", files.c.vanished_run.is_(None)).distinct()
    return {row.uri: row.source for row in connection.execute(query.order_by(files.c.uri))}
