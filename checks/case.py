"""The case: one posting as the checks see it. Nothing but data and a few ways to look things up in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..extract.document import Observation, ObservationKind, Paper
    from ..extract.record import Offer, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One posting, what is known of its text, and what its family asks of it."""

    offer: Offer
    spans: Mapping[str, Span]
    """By path in the offer; for the rest `header[n]`, `furniture[n]`, `unclaimed[n]`, counted from 0 without a gap."""
    text: str
    """The source text that all offsets point into; it may hold further postings."""
    bounds: tuple[int, int]
    """Where this posting begins and ends in `text`."""
    observations: Sequence[Observation] = ()
    """What the extraction saw, those of this posting only."""
    required: frozenset[str] = frozenset({"reference", "deadline", "employer", "location"})
    """What a posting of this family must have; without a family all of it."""
    family: str | None = None
    """The pattern family; None where none recognised the posting."""
    reference_form: bool | None = None
    """False where the number has not the form that the family uses; None where it was not compared."""
    quality: float | None = None
    """OCR confidence from 0 to 1, where it is known."""
    misnamed: tuple[str, str] | None = None
    """The extension of the file's name, where it promises another type, and the media type of the content."""
    paper: Paper | None = None
    """The pages of a paged source."""
    _places: dict[tuple[int, int], Span] = field(default_factory=dict, init=False, repr=False, compare=False)
    # Made when first asked for: a hostile posting has as many findings to locate as it has spans.

    def seen(self, kind: ObservationKind) -> Iterator[Observation]:
        """The observations of one kind, one for each field and place, in the order of the text."""
        if not self.observations:
            return
        found = {(o.start, o.field or "", o.end): o for o in self.observations if o.kind == kind}
        for key in sorted(found):
            yield found[key]

    def numbered(self, name: str) -> list[Span]:
        """The spans `name[0]`, `name[1]`, ..."""
        found: list[Span] = []
        while (span := self.spans.get(f"{name}[{len(found)}]")) is not None:
            found.append(span)
        return found

    def locate(self, start: int, end: int) -> Span:
        """The span of `text[start:end]`, with its place on a paged source."""
        from ..extract.record import Span

        if not self._places:
            self._index()
        if (known := self._places.get((start, end))) is not None:
            return known
        page, bbox = (self.paper.place(start, end) if self.paper else None) or (None, None)
        return Span(start=start, end=end, text=self.text[start:end], page=page, bbox=bbox)

    def _index(self) -> None:
        for span in self.spans.values():
            self._places.setdefault((span.start, span.end), span)
