"""Web pages: bytes in, a Document out, its text what a reader of the page sees, line by line.

What is the site's and not the posting's (navigation, cookie banner, offers alike) is furniture of the document, and so
nothing is lost. The page's structured data, `JobPosting` as JSON-LD, microdata or RDFa, stands at the end as facts.
"""

from ...document import Document, Reading
from ...errors import NoText
from ..files import refuse_large
from ..mail.mail_note import Said, note_lines
from ..pieces import Piece, compose
from ..text import LONGEST_HEADING
from .html_facts import facts_of
from .html_furniture import MAIL_HEAD, Furniture
from .html_tree import decode_page, parse_page
from .html_walk import Walker

LARGEST = 20_000_000  # bytes: pages hold pictures and programs beside their text
_LEAST = 200  # characters: with less than this, and more than this as furniture, all is taken as the posting's


def read(data: bytes) -> Document:
    """The document of a web page."""
    refuse_large(len(data), "bytes", largest=LARGEST)
    decoded = decode_page(data)
    root = parse_page(decoded.text)
    pieces = Walker(Furniture(root)).walk(root)
    if root.find(f".//*[@class='{MAIL_HEAD}']") is not None:
        _mark_note(pieces)
    elif _size(pieces, furniture=False) < min(_LEAST, _size(pieces, furniture=True)):
        pieces = Walker(Furniture(root, off=True)).walk(root)
    if _begins_without_title(pieces):
        pieces = _title(root.findtext(".//title")) + pieces
    if not pieces:
        raise NoText("the web page shows no text", remedy="Save the page when it has been loaded.")
    reading = Reading("text/html", "html", decoded.encoding)
    return compose([*pieces, *facts_of(root)], reading)


def _mark_note(pieces: list[Piece]) -> None:
    """Make furniture of what frames a posting in a mail."""
    shown = [piece for piece in pieces if piece.kind != "rule"]
    for number in note_lines([Said(piece.text, piece.blank) for piece in shown]):
        shown[number].kind = "rule"


def _size(pieces: list[Piece], *, furniture: bool) -> int:
    return sum(len(piece.text) for piece in pieces if (piece.kind == "rule") == furniture)


def _begins_without_title(pieces: list[Piece]) -> bool:
    """Whether a page has no heading, and its first line is a label with its value, or prose."""
    lines = [piece for piece in pieces if piece.kind != "rule"]
    first = lines[0].text if lines else ""
    return not any(piece.kind == "heading" for piece in lines) and (":" in first or len(first) > LONGEST_HEADING)


def _title(text: str | None) -> list[Piece]:
    """The title that the page bears in its head."""
    title = " ".join((text or "").split())
    return [Piece(title, "heading", level=1)] if title else []
