"""Which family a posting belongs to.

In: the settled values, the segments and the folded text of a posting. Out: the family whose evidence adds up to the
highest multiple of its threshold, at least once; of two that are even the one whose labels and headings alone weigh
more, then the first in the order of the packs; one that is for postings of no other family only after all others; or
None.
"""

from ..patterns.load import Evidence, Family, Patterns
from .document import Document
from .segments import Entry, Range, Segments
from .settled import Settled


def recognise(document: Document, segments: Segments, settled: Settled, patterns: Patterns) -> Family | None:
    """The family of a posting of the document, or None."""
    signs = Signs(document, segments, settled)
    for fallback in (False, True):
        labelled = [
            (sum(sign.weight for sign in family.evidence if signs.show(sign)), family)
            for family in patterns.families
            if family.fallback is fallback
        ]
        if found := _heaviest(labelled, signs):
            return found
    return None


def weighed(
    document: Document, segments: Segments, settled: Settled, patterns: Patterns
) -> list[tuple[Family, list[Evidence]]]:
    """All families with the evidence that stands in the posting; `recognise` looks no further than it must."""
    signs = Signs(document, segments, settled)
    return [(family, [e for e in (*family.evidence, *family.sayings) if signs.show(e)]) for family in patterns.families]


def _heaviest(labelled: list[tuple[int, Family]], signs: "Signs") -> Family | None:
    """The family of the highest multiple, its labels' weights given.

    What the text says is looked for only where it could still change the answer: for most postings it cannot, as their
    labels have told their family, and looking costs ten times as much.
    """
    best, found = 1.0, None
    for score, family in sorted(labelled, key=lambda pair: -pair[0] / pair[1].threshold):
        at_most = score + sum(sign.weight for sign in family.sayings if sign.weight > 0)
        if at_most < best * family.threshold or (found and at_most == best * family.threshold):
            continue
        multiple = (score + sum(sign.weight for sign in family.sayings if signs.show(sign))) / family.threshold
        if multiple > best or (found is None and multiple >= best):
            best, found = multiple, family
    return found


class Signs:
    """What stands in a posting: its labels with their values, its headings, its text."""

    def __init__(self, document: Document, segments: Segments, settled: Settled) -> None:
        self._text, self._folded = document.text, document.folded
        first, last = segments.extent or (0, len(document.text))
        self._said = document.folded[first:last]  # of a file with several postings, this one's part
        self._headings: dict[str, list[str]] = {}
        for section in segments.sections:
            if section.heading:
                self._headings.setdefault(section.kind, []).append(self._printed(section.heading))
        self._labels: dict[str, list[tuple[str, str]]] = {}  # by field: each label and its value, as printed
        for entry in {id(entry): entry for entry in (*segments.entries, *settled.entries.values())}.values():
            self._labels.setdefault(entry.form.name, []).append((self._printed(entry.label), self._value(entry)))

    def show(self, evidence: Evidence) -> bool:
        """Whether a sign stands in the posting."""
        if evidence.role == "text":
            return self._says(evidence)
        if evidence.role == "heading":
            return any(evidence.is_form(heading) for heading in self._headings.get(evidence.name, ()))
        labels = self._labels.get(evidence.name)
        if labels is None or (not evidence.forms and evidence.pattern is None):
            return labels is not None
        return any(evidence.is_form(label) and evidence.is_value(value) for label, value in labels)

    def _says(self, evidence: Evidence) -> bool:
        if evidence.needs and not any(word in self._said for word in evidence.needs):
            return False
        return evidence.pattern is not None and evidence.pattern.search(self._said) is not None

    def _printed(self, place: Range) -> str:
        return self._folded[place[0] : place[1]].strip(" :#*")

    def _value(self, entry: Entry) -> str:
        return " ".join([self._text[start:end] for start, end in entry.parts]).replace("‑", "-")
