"""Text and Markdown: bytes in, a Document out, its spans pointing into the text exactly as decoded."""

from dataclasses import replace

from ..document import Document, Reading
from .clean import clean
from .decode import decode
from .files import refuse_large


def read(data: bytes) -> Document:
    """The document of a text file."""
    refuse_large(len(data), "bytes")
    decoded = decode(data)
    return replace(clean(decoded.text), reading=Reading(encoding=decoded.encoding))
