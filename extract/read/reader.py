"""The readers, by media type: bytes in, a Document out; and what holds further documents.

A reader is a module with one function, `read(data: bytes) -> Document`. It gets all bytes of one file, of its type as
`sniff` told it, and knows no name. It gives a document with its `reading` (media type, reader, pages, ...), whose text
holds all that a person sees on the page, in reading order. It raises an OffresError where there is nothing to read:
UnreadableFile (corrupt), EncryptedFile, LimitExceeded, NoText, MissingTool (which names the command that installs the
tool); never another error, and nothing is dropped in silence.

A container is a module with one function, `members(data: bytes) -> Iterator[Member]`; it yields what it holds, in an
order that depends on the bytes alone, and a member that cannot be taken out with its error. It raises as a reader does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from ..document import Document
from ..errors import EncryptedFile, LimitExceeded, OffresError, UnreadableFile
from . import sniff
from .files import refuse_large

DEEPEST = 3  # containers in containers
INSIDE = "!/"  # between a container's uri and the path of a member: `archive.zip!/notices/a.pdf`

_READERS = {
    sniff.TEXT: "text_file",
    sniff.DOCX: "docx",
    sniff.ODT: "odt",
    sniff.RTF: "rtf",
    sniff.DOC: "doc",
    sniff.HTML: "html",
}
_CONTAINERS: dict[str, str] = {
    sniff.MAIL: "mail",
    sniff.OUTLOOK: "outlook",
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
    """One document of a file: the file itself, or one inside it; its bytes and type, or why it cannot be read."""

    uri: str | None
    data: bytes
    media_type: str
    error: OffresError | None = None


def leaves(data: bytes, uri: str | None) -> Iterator[Leaf]:
    """The documents that the bytes hold: one, or those of a container, nested ones too; never none."""
    yield from _leaves(data, uri, sniff.sniff(data), 0)


def read(leaf: Leaf) -> Document:
    """The document of a leaf; raises an OffresError that names it."""
    try:
        if leaf.error is not None:
            raise leaf.error
        return _read(leaf.data, leaf.media_type)
    except OffresError as error:
        error.uri = error.uri or leaf.uri
        raise


def is_container(media_type: str) -> bool:
    """Whether a file of this type holds documents of their own."""
    return media_type in _CONTAINERS


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


def _leaves(data: bytes, uri: str | None, media_type: str, depth: int) -> Iterator[Leaf]:
    if media_type not in _CONTAINERS:
        yield Leaf(uri, data, media_type)
        return
    try:
        if depth >= DEEPEST:
            raise LimitExceeded(f"it stands in {DEEPEST} containers already", remedy="Unpack the outer ones first")
        held = 0
        for member in import_module(f".{_CONTAINERS[media_type]}", __package__).members(data):
            held += 1
            yield from _inside(member, uri, media_type, depth)
        if not held:
            raise UnreadableFile(f"{sniff.NAMES[media_type]} with nothing in it")
    except OffresError as error:
        yield Leaf(uri, data, media_type, error)


def _inside(member: Member, uri: str | None, media_type: str, depth: int) -> Iterator[Leaf]:
    inner = f"{uri or ''}{INSIDE}{member.path}" if member.path else uri
    if member.error is not None:
        yield Leaf(inner, member.data, media_type, member.error)
    else:
        yield from _leaves(member.data, inner, member.media_type or sniff.sniff(member.data), depth + 1)
