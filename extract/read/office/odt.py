"""ODT, in a package or flat: bytes in, a Document out.

In it stand the running headers, the body, the notes and the running footers, in this order.
"""

from collections.abc import Iterator

from ...document import Document, Reading
from ...errors import EncryptedFile, NoText
from .. import sniff
from ..pieces import Piece, compose
from .blocks import Block
from .flow import furniture_of, pieces_of
from .odt_styles import OFFICE, Lists, Styles
from .odt_text import Story, running
from .office_zip import Element, Package, broken, parse_xml

_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTION = b":encryption-data"


def read(data: bytes) -> Document:
    """The document of an ODT file."""
    if not data.startswith(b"PK"):
        root = parse_xml(data, "document")
        return _read(root, root)
    package = Package(data)
    if _MANIFEST in package.names and _ENCRYPTION in package.read(_MANIFEST):
        raise EncryptedFile("it is an ODT document behind a password", remedy="Save it without its password")
    return _read(package.xml("content.xml"), package.xml_or_none("styles.xml"))


def _read(content: Element, styles: Element | None) -> Document:
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise broken("it holds no text document")
    story = Story(Styles(styles, content), Lists(styles, content))
    pieces = pieces_of(story.blocks(body))
    pieces += pieces_of(_notes(story))
    if not pieces:
        raise NoText("the document has no text", remedy="If it holds pictures of text, save it as PDF")
    around = [list(_furniture(story, styles, kind)) for kind in ("header", "footer")]
    return compose([*around[0], *pieces, *around[1]], Reading(sniff.ODT, "odt"))


def _notes(story: Story) -> Iterator[Block]:
    """The notes of the body; notes have none of their own."""
    for number, note in enumerate(list(story.notes), start=1):
        story.mark = number
        yield from story.blocks(note)


def _furniture(story: Story, styles: Element | None, kind: str) -> Iterator[Piece]:
    seen: set[tuple[str, ...]] = set()
    for element in running(styles, kind):
        pieces = furniture_of(story.blocks(element))
        text = tuple(piece.text for piece in pieces)
        if text not in seen:
            seen.add(text)
            yield from pieces
