"""What a posting's lines are taken for: labelled values, sections, loose lines. Nothing but data.

All ranges are offsets into `Document.text`.
"""

from dataclasses import dataclass, field

from ..patterns.forms import Form
from .document import Line

Range = tuple[int, int]


@dataclass(slots=True)
class Entry:
    """A labelled value: the label with its colon, and the stretches of text that make up the value."""

    form: Form
    label: Range
    parts: list[Range] = field(default_factory=list)
    in_header: bool = True
    kept: bool = False  # the label's own word is part of the value ("Direction des finances")
    inline: bool = False  # the value stands in a section's heading ("Détails de l'offre : Bloc opératoire")
    level: int = 0  # of the heading that the label stood in


@dataclass(slots=True)
class Item:
    """A list item; `parent` is the number of the item that it is nested under, in its list."""

    parts: list[Range]
    parent: int | None = None


@dataclass(slots=True)
class Block:
    """A paragraph (one item) or a list of a section."""

    kind: str  # "paragraph" or "list"
    items: list[Item]
    head: bool = False  # the first row of a table

    def span(self) -> Range:
        """From the first character to the last."""
        return self.items[0].parts[0][0], self.items[-1].parts[-1][1]


@dataclass(slots=True)
class SectionDraft:
    """A stretch of the body under one heading."""

    kind: str
    heading: Range | None
    level: int = 0  # of the heading; 0 where it is none in the source
    form: Form | None = None  # that the heading was known by
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Loose:
    """A header line that no label takes; `before`: it stands above the first label."""

    line: Line
    before: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """A label or heading that a line seems to begin with, and why it is none."""

    start: int  # of the line
    form: Form
    reason: str


@dataclass(slots=True)
class Segments:
    """One posting's lines, told apart."""

    extent: Range | None = None  # from the first of its lines to the last; None is the whole text
    entries: list[Entry] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    sections: list[SectionDraft] = field(default_factory=list)
    furniture: list[Range] = field(default_factory=list)
    unclaimed: list[Range] = field(default_factory=list)  # rows of a table of posts, above the body
    several: list[tuple[str, Range]] = field(default_factory=list)  # of a table of posts: a field, its second value
    refused: list[Refused] = field(default_factory=list)
    mended: list[tuple[str, Range]] = field(default_factory=list)  # damaged labels and headings: the key, the place
