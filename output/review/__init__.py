"""The review page: one HTML file with postings, where their values stand, and what is wrong with them.

What comes in: an iterable of `Posting` (a record, the text that its spans point into, pictures of its pages where there
are any) and, by their codes, what to do about findings. What goes out: one file that needs no other and no network. The
postings are written as they come; what stays in memory is a line of the list for each. Same input, same bytes.

The writer knows no reader: whoever calls it reads the files and draws their pages.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, NamedTuple

if TYPE_CHECKING:
    from ...extract.record import Record

Lang = Literal["en", "fr"]


Range = tuple[int, int]  # of a span: its start and end
Box = tuple[float, float, float, float]  # `[x0, top, x1, bottom]` in points, as in the record
Address = tuple[str, int]  # of a posting: its record's `source.uri` and `source.posting`


class Picture(NamedTuple):
    """A page as it is displayed: its number from 1, its size in points, the picture's type and bytes."""

    number: int
    width: float
    height: float
    media_type: str
    data: bytes


class Posting(NamedTuple):
    """What the page shows of a posting."""

    record: "Record | Mapping[str, Any]"  # as such, or as parsed JSON
    text: str  # that its spans point into
    pictures: Sequence[Picture] = ()  # of its file; the same for each posting of it
    boxes: Mapping[Range, Sequence[tuple[int, Box]]] = {}  # of places on several pages, on each
    others: Sequence[Sequence[Address]] = ()  # for each finding of the record the other postings that it is about


class Advice(NamedTuple):
    """What is told of a code besides a finding's message."""

    what: str
    why: str
    instead: str


def write(postings: Iterable[Posting], stream: BinaryIO, advice: Mapping[str, Advice], lang: Lang = "en") -> None:
    """Write the page of the postings, in their order."""
    from .page import chunks

    stream.writelines(chunk.encode() for chunk in chunks(postings, advice, lang))
