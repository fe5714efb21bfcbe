"""One file -> its records. Whatever happens to it becomes a record with a code, and a message; nothing is raised."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..extract.errors import OffresError, UnreadableFile
from ..output import line
from .find import File

if TYPE_CHECKING:
    from ..extract.record import Record

LONGEST_CAUSE = 300  # characters of a foreign exception's text that go into a message

_REMEDIES: dict[type[OSError], tuple[str, str]] = {
    FileNotFoundError: ("there is no file or folder of this name", "Check the path."),
    PermissionError: ("it may not be read by this account", "Give the account that runs offres the right to read it."),
    IsADirectoryError: ("it is a folder, whose files cannot be listed here", "Name a file, or check the rights."),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: its records as JSON lines, and where it failed, the message for the user."""

    uri: str
    lines: tuple[bytes, ...]
    failure: str | None = None


def read_bytes(file: File) -> bytes:
    """The bytes of a file; `UnreadableFile` where the system does not give them, `LimitExceeded` where it is large."""
    from ..extract.read.files import read_file

    try:
        return read_file(file.path, file.uri)
    except OSError as error:
        cause = error.strerror or type(error).__name__
        why, remedy = _REMEDIES.get(type(error), (f"the system reports: {cause}", "Check the disk or the path."))
        raise UnreadableFile(why, uri=file.uri, remedy=remedy) from error


def load(file: File) -> "tuple[list[Record], str]":
    """The records of a file, and the text that their spans point into; raises `OffresError`."""
    from ..extract.pipeline import parse, read_document

    data = read_bytes(file)
    with _typed(file):
        return parse(data, uri=file.uri), read_document(data).source


def text_of(file: File) -> str:
    """The text that the spans of a file's records point into; raises `OffresError`."""
    from ..extract.pipeline import read_document

    data = read_bytes(file)
    with _typed(file):
        return read_document(data).source


def convert_file(file: File) -> Outcome:
    """The outcome of one file."""
    from ..extract.pipeline import parse

    data = b""
    try:
        data = read_bytes(file)
        with _typed(file):
            return Outcome(file.uri, tuple(map(line, parse(data, uri=file.uri))))
    except OffresError as error:
        return failed(file, error, data)


def failed(file: File, error: OffresError, data: bytes = b"") -> Outcome:
    """The outcome of a file that gave no posting: one record that says why."""
    from ..extract.pipeline import failure_record

    error.uri = file.uri
    return Outcome(file.uri, (line(failure_record(error, data, file.uri)),), str(error))


@contextmanager
def _typed(file: File) -> Iterator[None]:
    """Whatever goes wrong with a file becomes an `OffresError` that names it."""
    try:
        yield
    except OffresError as error:
        error.uri = file.uri
        raise
    except Exception as error:
        told = " ".join(str(error).encode(errors="backslashreplace").decode().split())[:LONGEST_CAUSE]
        cause = f"reading it ended in an unexpected {type(error).__name__}" + (f" ({told})" if told else "")
        remedy = "This is a defect of offres; please report it with the file."
        raise UnreadableFile(cause, uri=file.uri, remedy=remedy) from error
