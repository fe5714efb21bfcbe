"""One file -> its documents and their records. What goes wrong becomes a record with a code, and a message."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..extract.errors import OffresError, UnreadableFile
from ..output import line
from .find import File

if TYPE_CHECKING:
    from ..extract.read.reader import Leaf
    from ..extract.record import Record

LONGEST_CAUSE = 300  # characters of a foreign exception's text that go into a message


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document: its records as JSON lines, and where it failed, the message for the user.

    `whole`: it is all that comes of its file.
    """

    uri: str
    lines: tuple[bytes, ...]
    failure: str | None = None
    whole: bool = True


def load(file: File) -> "Iterator[tuple[list[Record], str]]":
    """For each document of a file its records and the text that their spans point into; raises `OffresError`."""
    from ..extract.pipeline import parse_each

    with _typed(file.uri):
        for parsed in parse_each(file.path, file.uri):
            if parsed.error is not None and parsed.whole:
                raise parsed.error
            yield parsed.records, parsed.text


def text_of(file: File) -> str:
    """The text that the spans of a file's records point into; raises `OffresError`."""
    from ..extract.pipeline import read_document

    with _typed(file.uri):
        return read_document(file.path, uri=file.uri).source


def convert_file(file: File) -> Iterator[Outcome]:
    """The outcomes of a file: of itself, or of each document that it holds."""
    from ..extract.pipeline import source_of
    from ..extract.read.files import opened
    from ..extract.read.reader import leaves

    whole = True
    try:
        with _typed(file.uri), opened(file.path, file.uri) as (data, uri):
            for leaf in leaves(data, uri):
                yield _convert(leaf, leaf.uri or file.uri)
                whole = False
    except OffresError as error:
        yield failed(error, source_of(b"", file.uri), whole=whole)


def failed(error: OffresError, source: "dict[str, Any]", *, whole: bool = True) -> Outcome:
    """The outcome of a document that gave no posting: one record that says why."""
    from ..extract.pipeline import failure_record

    error.uri = source["uri"]
    return Outcome(source["uri"], (line(failure_record(error, source)),), str(error), whole)


def _convert(leaf: "Leaf", uri: str) -> Outcome:
    from ..extract.pipeline import parse_leaf, source_of

    try:
        with _typed(uri):
            parsed = parse_leaf(leaf)
    except OffresError as error:
        return failed(error, source_of(leaf.data, uri, leaf.media_type), whole=leaf.whole)
    failure = None if parsed.error is None else str(parsed.error)
    return Outcome(uri, tuple(map(line, parsed.records)), failure, leaf.whole)


@contextmanager
def _typed(uri: str) -> Iterator[None]:
    """Whatever goes wrong with a file becomes an `OffresError` that names it."""
    try:
        yield
    except OffresError as error:
        error.uri = error.uri or uri
        raise
    except Exception as error:
        told = " ".join(str(error).encode(errors="backslashreplace").decode().split())[:LONGEST_CAUSE]
        cause = f"reading it ended in an unexpected {type(error).__name__}" + (f" ({told})" if told else "")
        remedy = "This is a defect of offres; please report it with the file."
        raise UnreadableFile(cause, uri=uri, remedy=remedy) from error
