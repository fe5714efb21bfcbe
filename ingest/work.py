"""One file -> its documents and their records. What goes wrong becomes a record with a code, and a message."""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, runtime_checkable

from ..extract.errors import LimitExceeded, MissingTool, OffresError, Stage, UnreadableFile, at, stage_of
from ..extract.read.reader import INSIDE
from ..output import line
from .find import File

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..extract.read.files import Source as Held
    from ..extract.read.reader import Leaf
    from ..extract.record import Record

MORE_MEMORY = "Split it, or allow more with --memory."
LONGEST_CAUSE = 300  # characters of a foreign exception's text that go into a message

Begin = Callable[[dict[str, Any], bool], object]
About = Callable[["Facts"], object]


class Form(Protocol):
    """In which form a document's records leave the process that read it; it is sent to that process itself."""

    @property
    def lang(self) -> Literal["en", "fr"]:
        """The language of the findings' messages."""

    def lines(self, records: "Sequence[Record]", text: str, leaf: "Leaf | None" = None) -> tuple[bytes, ...]:
        """One for each record; their spans point into `text`, which is blank where reading failed.

        `leaf` is the document that they were read from, its pages open; None where reading failed.
        """


@runtime_checkable
class Selective(Protocol):
    """A form that does without some documents."""

    def knows(self, source: "Mapping[str, Any]") -> bool:
        """Whether nothing is wanted of these bytes: they are not read, and give no line."""


class RecordLines:
    """The form of `offres convert`: records as JSON lines."""

    lang: Literal["en", "fr"] = "en"

    def lines(self, records: "Sequence[Record]", text: str, leaf: "Leaf | None" = None) -> tuple[bytes, ...]:  # noqa: ARG002 the form's contract
        """The records' canonical bytes."""
        return tuple(map(line, records))


RECORDS = RecordLines()


class Failure(NamedTuple):
    """Why a document gave no posting: the code and name of its finding, where it came to that, cause and remedy."""

    code: str
    name: str
    stage: Stage
    message: str


class Facts(NamedTuple):
    """The bytes of a file or document: their SHA-256, how many, their type where it is known."""

    sha256: str
    size: int
    media_type: str | None


class Outcome(NamedTuple):
    """What became of a document: its records as lines of a form, and where it failed, the message for the user.

    The lines of one that failed are the record that stands for it; `error` is the same as `failure`, in its parts.
    Without lines and failure it was not read: the form knows its bytes.
    """

    uri: str
    lines: tuple[bytes, ...]
    failure: str | None = None
    tool: str | None = None  # that is missing to read it
    whole: bool = True  # it is all that comes of its file
    worn: bool = False  # the process ran out of memory over it, and is of no more use
    error: Failure | None = None
    facts: Facts | None = None


def load(file: File) -> "Iterator[tuple[list[Record], str]]":
    """For each document of a file its records and the text that their spans point into.

    Raises `OffresError` where the file cannot be read; the failure of a document in it stands in its record.
    """
    from ..extract.pipeline import failure_record, parse_leaf, source_of

    with leaves_of(file) as found:
        for leaf in found:
            source = source_of(leaf.data, leaf.uri, leaf.media_type)
            try:
                yield parse_leaf(leaf, source)
            except OffresError as error:
                if leaf.whole:
                    raise
                yield [failure_record(error, source)], ""


def text_of(file: File) -> str:
    """The text that the spans of a document's records point into; raises `OffresError`."""
    from ..extract.pipeline import only
    from ..extract.read.reader import read

    with leaves_of(file) as found:
        return read(only(found, file.uri)).source


def convert_file(
    file: File, done: int = 0, begin: Begin | None = None, form: Form = RECORDS, about: About | None = None
) -> Iterator[Outcome]:
    """The outcomes of a file: of itself, or of each document that it holds, without the first `done` of them.

    `begin` is called before a document is read that may cost the process its life: any but a file of plain text;
    `about` before the first one of those that a file holds, with what the file itself is.
    """
    from ..extract.pipeline import source_of

    whole = not done
    try:
        with _held(file) as (data, found):
            for number, leaf in enumerate(islice(found, done, None)):
                if about and not number and not leaf.whole:
                    about(_facts(source_of(data, file.container, _container_type(data))))
                yield _convert(leaf, source_of(leaf.data, leaf.uri, leaf.media_type), begin, form)
                whole = False
    except OffresError as error:
        yield failed(error, source_of(b"", file.uri), whole=whole, form=form)


def source_of_file(file: File) -> "dict[str, Any]":
    """What a record says of where it comes from, of a file that may not be readable."""
    from ..extract.pipeline import source_of
    from ..extract.read.sniff import kind_of, sniff

    if file.content is not None:
        return source_of(file.content, file.uri, sniff(file.content))
    with suppress(OSError):
        if stat.S_ISREG(os.stat(file.path).st_mode):
            with open(file.path, "rb") as stream:
                return source_of(stream, file.uri, kind_of(stream))
    return source_of(b"", file.uri)


def failed(error: OffresError, source: "dict[str, Any]", *, whole: bool = True, form: Form = RECORDS) -> Outcome:
    """The outcome of a document that gave no posting: one record that says why."""
    from ..extract.pipeline import failure_record

    error.uri = source["uri"]
    tool = error.tool if isinstance(error, MissingTool) else None
    record = failure_record(error, source)
    why = Failure(error.code, error.name, stage_of(error), record.findings[0].message)
    lines = form.lines([record], "")
    return Outcome(source["uri"], lines, str(error), tool, whole, error=why, facts=_facts(source))


def _facts(source: "dict[str, Any]") -> Facts:
    return Facts(source["sha256"], source["bytes"], source["media_type"])


def _container_type(data: "Held") -> str:
    from ..extract.read import sniff

    return sniff.sniff(data) if isinstance(data, bytes) else sniff.sniff_stream(data)


@contextmanager
def leaves_of(file: File) -> "Iterator[Iterator[Leaf]]":
    """The documents that are meant by a file: itself, what it holds, or of that what its uri names.

    Whatever goes wrong while it is open becomes an `OffresError`.
    """
    with _held(file) as (_, found):
        yield found


@contextmanager
def _held(file: File) -> "Iterator[tuple[Held, Iterator[Leaf]]]":
    """The bytes of a file, and the documents that are meant by it."""
    from ..extract.read.files import opened
    from ..extract.read.reader import leaves

    with _typed(file.uri), ExitStack() as stack:
        with at("list" if os.path.isdir(file.path) else "open"):
            data, uri = stack.enter_context(opened(_bytes_or_path(file), file.container))
        found = leaves(data, uri)
        yield data, _inside(file, found) if file.inside else found


def _bytes_or_path(file: File) -> bytes | str:
    return file.path if file.content is None else file.content


def _inside(file: File, found: "Iterator[Leaf]") -> "Iterator[Leaf]":
    """The documents at or under a path in a container, or why it could not be looked for."""
    held = False
    for leaf in found:
        uri = leaf.uri or ""
        if uri == file.uri or uri.startswith((f"{file.uri}/", f"{file.uri}{INSIDE}")):
            held = True
            yield leaf
        elif leaf.error and not held and file.uri.startswith(f"{uri}{INSIDE}"):
            raise leaf.error
    if not held:
        raise UnreadableFile(
            "there is nothing of this name in it", remedy=f"offres show {file.container} tells what is"
        )


def _convert(leaf: "Leaf", source: "dict[str, Any]", begin: Begin | None, form: Form) -> Outcome:
    from ..extract.pipeline import records_of
    from ..extract.read.reader import read
    from ..extract.read.sniff import TEXT

    if isinstance(form, Selective) and form.knows(source):
        return Outcome(source["uri"], (), whole=leaf.whole, facts=_facts(source))
    if begin and not (leaf.whole and leaf.media_type == TEXT):
        begin(source, leaf.whole)
    try:
        with _typed(source["uri"]), closing(read(leaf)) as document:
            with at("parse"):
                records = records_of(document, source, lang=form.lang)
            with at("write"):
                lines = form.lines(records, document.source, replace(leaf, paper=document.paper))
    except OffresError as error:
        ran_out = _ran_out(error)
        outcome = failed(ran_out or error, source, whole=leaf.whole, form=form)
        return outcome._replace(worn=ran_out is not None)
    return Outcome(source["uri"], lines, whole=leaf.whole, facts=_facts(source))


def _ran_out(error: BaseException | None) -> LimitExceeded | None:
    """The error of what failed for want of memory, whatever was made of that on its way."""
    while error is not None and not isinstance(error, MemoryError):
        error = error.__cause__ or error.__context__
    return LimitExceeded(f"reading it took more memory than {_memory()}", remedy=MORE_MEMORY) if error else None


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
        with at(stage_of(error)):
            raise UnreadableFile(cause, uri=uri, remedy=remedy) from error


def _memory() -> str:
    """The memory that this process may have, for a message."""
    if sys.platform.startswith("linux"):
        import resource

        most, _ = resource.getrlimit(resource.RLIMIT_AS)
        if most != resource.RLIM_INFINITY:
            return f"{most // 10**6:,} MB"
    return "there is"
