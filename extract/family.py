"""Which family a posting belongs to.

In: the settled values, the segments and the folded text of a posting. Out: the family whose evidence adds up to its
threshold, the heaviest first, of two with the same weight the first by name; or None.
"""

from collections.abc import Iterator

from ..patterns.load import Evidence, Family, Patterns
from .document import Document
from .segments import Entry, Segments
from .settled import Settled


def recognise(document: Document, segments: Segments, settled: Settled, patterns: Patterns) -> Family | None:
    """The family of a posting of the document, or None."""
    signs = _Signs(document.text, document.folded, segments, settled)
    scored = [(sum(e.weight for e in family.evidence if signs.show(e)), family) for family in patterns.families]
    reached = [(score, family) for score, family in scored if score >= family.threshold]
    return max(reached, key=lambda pair: pair[0])[1] if reached else None


class _Signs:
    """What stands in a posting: its labels with their values, its headings, its text."""

    def __init__(self, text: str, folded: str, segments: Segments, settled: Settled) -> None:
        self._text, self._folded = text, folded
        self._headings = [
            (section.kind, folded[section.heading[0] : section.heading[1]].strip(" :#*"))
            for section in segments.sections
            if section.heading
        ]
        self._entries: dict[str, list[Entry]] = {}
        for entry in (*segments.entries, *settled.entries.values()):
            self._entries.setdefault(entry.form.name, []).append(entry)

    def show(self, evidence: Evidence) -> bool:
        """Whether a sign stands in the posting."""
        if evidence.role == "text":
            return evidence.pattern is not None and evidence.pattern.search(self._folded) is not None
        if evidence.role == "heading":
            return any(kind == evidence.name and evidence.is_form(heading) for kind, heading in self._headings)
        return any(self._labelled(evidence))

    def _labelled(self, evidence: Evidence) -> Iterator[bool]:
        for entry in self._entries.get(evidence.name, ()):
            if evidence.form is None or entry.form.text == evidence.form:
                yield evidence.pattern is None or evidence.pattern.search(self._value(entry)) is not None

    def _value(self, entry: Entry) -> str:
        return " ".join(self._text[start:end] for start, end in entry.parts).replace("‑", "-")
