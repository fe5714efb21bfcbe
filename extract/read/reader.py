"""The readers, by media type: bytes in, a Document out; and what holds further documents.

A reader is a module with one function, `read(data: bytes) -> Document`. It gets all bytes of one file, of its type as
`sniff` told it, and knows no name. It gives a document with its `reading` (media type, reader, pages, ...), whose text
holds all that a person sees on the page, in reading order. It raises an OffresError where there is nothing to read:
UnreadableFile (corrupt), EncryptedFile, LimitExceeded, NoText, MissingTool (which names the command that installs the
tool); never another error, and nothing is dropped in silence.

A container is a module with one function, `members(data: bytes) -> Iterator[Member]`; it yields what it holds, in an
order that depends on the bytes alone, and a member that cannot be taken out with its error. It raises as a reader does,
also after members that it could take out. An archive that is too large for memory is handed over as the open file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module

from ..document import Document, Paper
from ..errors import EncryptedFile, LimitExceeded, OffresError, UnreadableFile
from . import sniff
from .files import ARCHIVES, LARGEST_FILE, MOST_MEMBERS, Source, most_unpacked, refuse_large, size_of, too_large

DEEPEST = 3  # containers in containers
INSIDE = "!/"  # between a container's uri and the path of a member: `archive.zip!/notices/a.pdf`

_READERS = {
    sniff.TEXT: "text_file",
    sniff.PDF: "paged.pdf",
    sniff.DOCX: "office.docx",
    sniff.ODT: "office.odt",
    sniff.RTF: "office.rtf",
    sniff.DOC: "office.doc",
    sniff.HTML: "web.html",
    **dict.fromkeys(sorted(sniff.IMAGES), "paged.image"),
    sniff.MAIL_TEXT: "mail.mail_text",
}
_CONTAINERS: dict[str, str] = {
    **dict.fromkeys(sorted(ARCHIVES), "archive"),
    sniff.MAIL: "mail.mail",
    sniff.OUTLOOK: "mail.outlook",
}


@dataclass(frozen=True, slots=True)
class Member:
    """What a container holds: `path` inside it ("" for a mail's own text), the bytes, or why there are none."""

    path: str
    data: bytes = b""
    media_type: str | None = None  # where the container knows better than `sniff` would
    error: OffresError | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """One document of a file: the file itself, or one inside it; its bytes and type, or why it cannot be read.

    `whole`: it is all that comes of the file; `container`: the type of the mail whose own text it is. `data` is an open
    file only of an archive that cannot be read. `paper`: its pages, while they are open, once it was read.
    """

    uri: str | None
    data: Source
    media_type: str | None
    error: OffresError | None = None
    whole: bool = False
    container: str | None = None
    paper: Paper | None = None


@dataclass(slots=True)
class _Budget:
    """What may still be taken out of a file's containers."""

    bytes: int
    members: int = MOST_MEMBERS

    def take(self, size: int) -> None:
        self.bytes -= size
        self.members -= 1
        if self.bytes < 0 or self.members < 0:
            raise _Exhausted


class _Exhausted(Exception):
    """More is in a file's containers than is taken out of them."""


def leaves(data: Source, uri: str | None) -> Iterator[Leaf]:
    """The documents that a file holds: one, or those of a container, nested ones too; never none."""
    media_type = sniff.sniff(data) if isinstance(data, bytes) else sniff.sniff_stream(data)
    if media_type not in _CONTAINERS:
        yield Leaf(uri, data, media_type, too_large(size_of(data), "bytes", largest=LARGEST_FILE), whole=True)
        return
    most = most_unpacked(size_of(data))
    try:
        yield from _leaves(data, uri, media_type, 0, _Budget(most))
    except _Exhausted:
        cause = f"more is in it than {most:,} bytes unpacked or {MOST_MEMBERS:,} members, where reading ends"
        yield Leaf(uri, data, media_type, LimitExceeded(cause, remedy="Unpack it, and read what you trust"))


def read(leaf: Leaf) -> Document:
    """The document of a leaf; raises an OffresError that names it."""
    try:
        if leaf.error is not None:
            raise leaf.error
        assert isinstance(leaf.data, bytes)
        assert leaf.media_type is not None
        document = _read(leaf.data, leaf.media_type)
    except OffresError as error:
        error.uri = error.uri or leaf.uri
        raise
    kind = leaf.container or leaf.media_type
    if extension := sniff.differs(leaf.uri, kind):
        document.reading = replace(document.reading, misnamed=(extension, kind))
    return document


@cache
def extensions() -> frozenset[str]:
    """The extensions of names that promise a type which is read."""
    known = _READERS.keys() | _CONTAINERS.keys()
    return frozenset(extension for extension, kinds in sniff.BY_EXTENSION.items() if kinds & known)


def _read(data: bytes, media_type: str) -> Document:
    if media_type == sniff.EMPTY:
        raise UnreadableFile("the file is empty", remedy="Get the file again")
    if media_type == sniff.ENCRYPTED:
        raise EncryptedFile("it is an Office file behind a password", remedy="Save it without its password")
    if media_type not in _READERS:
        kind = sniff.NAMES.get(media_type, media_type)
        raise UnreadableFile(
            f"the file is {kind}, which is not read", remedy="Save the posting as PDF, DOCX, HTML or text"
        )
    module = import_module(f".{_READERS[media_type]}", __package__)
    document: Document = module.read(data)
    refuse_large(len(document.source), "characters")
    return document


def _leaves(data: Source, uri: str | None, media_type: str, depth: int, budget: _Budget) -> Iterator[Leaf]:
    if media_type not in _CONTAINERS:
        assert isinstance(data, bytes)
        yield Leaf(uri, data, media_type)
        return
    held = 0
    try:
        if depth >= DEEPEST:
            raise LimitExceeded(f"it stands in {DEEPEST} containers already", remedy="Unpack the outer ones first")
        for member in import_module(f".{_CONTAINERS[media_type]}", __package__).members(data):
            held += 1
            budget.take(len(member.data))
            yield from _inside(member, uri, media_type, depth, budget)
        if not held:
            raise UnreadableFile(f"it is {sniff.NAMES[media_type]} with nothing in it", remedy="Get it again")
    except OffresError as error:
        yield Leaf(uri, data, media_type, error, whole=not (held or depth))


def _inside(member: Member, uri: str | None, outer: str, depth: int, budget: _Budget) -> Iterator[Leaf]:
    path = f"{uri or ''}{INSIDE}{member.path}"
    media_type = member.media_type if member.error else member.media_type or sniff.sniff(member.data)
    if not member.path:
        yield Leaf(uri, member.data, media_type, member.error, container=outer)
    elif member.error is not None:
        yield Leaf(path, member.data, media_type, member.error)
    else:
        assert media_type is not None
        yield from _leaves(member.data, path, media_type, depth + 1, budget)
