"""The document: what a reader gives and everything after it works on. No fields, no postings yet.

`source` is the text that spans point into, exactly as decoded. `text` is the same text with markup, entities, mojibake
and other damage undone; `origin` leads from an offset in `text` back to one in `source`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from .fold import fold

ObservationKind = Literal[
    "empty-field",  # a label stands there without a value
    "duplicate-field",  # one label twice with different values; detail: the other value
    "invalid-date",  # an impossible or unreadable date; detail: what was printed
    "ambiguous-date",  # a two-digit or inferred year; detail: what was printed
    "malformed-reference",  # the number has not the form of its family; detail: the number
    "repaired",  # mojibake, OCR damage or a misspelt label was repaired; detail: what was printed
]


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: `text[start:end]` leads to `url`."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Repair:
    """Damage undone while cleaning: `text[start:end]` was printed as `was` in the source."""

    start: int
    end: int
    was: str


@dataclass(frozen=True, slots=True)
class Observation:
    """Something that the extraction saw and a check may turn into a finding; offsets are into `Document.source`."""

    kind: ObservationKind
    field: str | None
    start: int
    end: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """For each character of the cleaned text, where in the source the characters that it stands for begin and end."""

    starts: Sequence[int]
    ends: Sequence[int]


@dataclass(slots=True)
class Document:
    """One text, and the way back to its source."""

    source: str
    text: str
    origin: Origin | None = None  # None: an offset is the same in both; line ends apart, `text` is `source`
    links: list[Link] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    folded: str = field(init=False)  # of the same length as `text`

    def __post_init__(self) -> None:
        self.folded = fold(self.text)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into `text` -> offsets into `source`; `start < end`."""
        if self.origin is None:
            return start, end
        return self.origin.starts[start], self.origin.ends[end - 1]
