"""One posting's values, one a field, before they are parsed. Nothing but data, and the way from value to place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .document import ObservationKind
from .segments import Entry, Range


@dataclass(slots=True)
class Value:
    """The text of a value, joined from its parts, and the way back to the document's text."""

    text: str
    parts: list[Range]

    def whole(self) -> Range:
        """From the first character to the last, in the document's text."""
        return self.parts[0][0], self.parts[-1][1]

    def place(self, start: int, end: int) -> Range:
        """Offsets into the value's text -> offsets into the document's text."""
        return self._place(start), self._place(end - 1) + 1

    def _place(self, offset: int) -> int:
        for begin, end in self.parts:
            if offset < end - begin:
                return begin + offset
            offset -= end - begin + 1
        return self.parts[-1][1] - 1


@dataclass(frozen=True, slots=True)
class Seen:
    """An observation, with its place in the document's text."""

    kind: ObservationKind
    field: str | None
    place: Range
    detail: str = ""


@dataclass(slots=True)
class Settled:
    """One posting's values, one a field, before they are parsed."""

    values: dict[str, Value] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)  # the entry of each value, or the empty one
    references: list[tuple[Entry, Value]] = field(default_factory=list)
    contracts: list[tuple[Entry, Value]] = field(default_factory=list)
    attributes: list[tuple[Entry, Value]] = field(default_factory=list)
    conflicting: set[str] = field(default_factory=set)  # fields whose label stands twice with different values
    title: list[Range] = field(default_factory=list)
    furniture: list[Range] = field(default_factory=list)
    unclaimed: list[Range] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    # For who asks why (`offres explain`):
    lost: list[tuple[Entry, str]] = field(default_factory=list)  # entries whose field another gave, and why
    sentences: dict[str, str] = field(default_factory=dict)  # the expression that found a field in a sentence
    loose: dict[int, str] = field(default_factory=dict)  # why a loose line, by where it begins, is what it is


def join(text: str, parts: Sequence[Range]) -> str:
    """The text of several parts, white space folded to single spaces."""
    if len(parts) == 1:
        return " ".join(text[parts[0][0] : parts[0][1]].split())
    return " ".join(" ".join(text[start:end].split()) for start, end in parts)


def ranges_of(entry: Entry) -> Iterable[Range]:
    """The label and the value's parts of an entry."""
    if entry.label[1] > entry.label[0]:
        yield entry.label
    yield from entry.parts
