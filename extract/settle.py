"""Candidates -> one reading a field, by one stated policy.

In: the `Segments` of one posting. Out: `Settled`: one value a field, the title, and what is furniture or left over.
The policy: a labelled value before an unlabelled one, the header before the body, then the first that is not empty; a
value that says that there is none (`/`) counts as said. What differs from the value kept is observed, never dropped in
silence.
"""

import re

from ..patterns.load import Patterns
from .document import Document
from .fold import fold
from .prose import add_prose_values, bare_reference
from .segments import Entry, Segments
from .settled import Seen, Settled, Value
from .shifted import mend_shifted
from .title import choose_title
from .torn import mend_torn_corps
from .values.dates import read_date

LONGEST_NOTHING = 20  # characters: no wording that says that there is no value is longer
_REPEATABLE = {"attribute", "reference", "contract"}  # several labels, each with a part of what is said
# Why an entry lost, by the first place in which its rank is lower; see `_rank`.
_LOSSES = (
    "it has no value", "its label is a word of the value", "its value is a letterhead's", "its label has no colon",
    "it stands in the body", "it stands further down",
)  # fmt: skip
ONLY_CODE = re.compile(r"[A-N]\d{4}(?:-\d{1,2})?")  # of a job in the register
_PERSON = re.compile(r"(?:m\.|mr|mme|mlle|monsieur|madame|dr|docteur) ")
_LOOKS_ALIKE = re.compile(r"[^a-z0-9]+")


def settle(document: Document, segments: Segments, patterns: Patterns) -> Settled:
    """One reading of a posting's candidates."""
    return _Settler(document, segments, patterns).run()


class _Settler:
    def __init__(self, document: Document, segments: Segments, patterns: Patterns) -> None:
        self.document, self.text = document, document.text
        self.segments = segments
        self.patterns = patterns
        self.out = Settled()

    def run(self) -> Settled:
        mend_shifted(self.text, self.segments, self.patterns.labels)
        self.out.furniture, self.out.unclaimed = list(self.segments.furniture), list(self.segments.unclaimed)
        if (reference := bare_reference(self.text, self.segments, self.patterns)) is not None:
            self.segments.entries.append(reference)
        by_field: dict[str, list[Entry]] = {}
        for entry in self.segments.entries:
            by_field.setdefault(entry.form.name, []).append(entry)
        for name, entries in by_field.items():
            if name in _REPEATABLE:
                self._repeatable(name, entries)
            else:
                self._choose(name, entries)
        self._parent_body()
        self._second_unit(by_field.get("department", []))
        mend_torn_corps(self.out, self.document.folded, self.patterns.starts["corps"])
        add_prose_values(self.document, self.segments, self.out, self.patterns)
        self._of_several_posts()
        choose_title(self.document, self.segments, self.out, self.patterns)
        self.out.seen += [
            Seen("repaired", name, place, self.text[place[0] : place[1]]) for name, place in self.segments.mended
        ]
        return self.out

    def _parent_body(self) -> None:
        """`Organisme de rattachement` is the employer where nothing else names one."""
        if "employer" in self.out.entries:
            return
        for entry, value in self.out.attributes:
            if fold(entry.form.text) in self.patterns.vocabulary["parent_bodies"]:
                self.out.attributes.remove((entry, value))
                self.out.values["employer"], self.out.entries["employer"] = value, entry
                return

    def _of_several_posts(self) -> None:
        """A table of posts gives a field several values: where nothing else says it, none is the posting's."""
        for name, place in self.segments.several:
            if name not in self.out.values:
                self.out.seen.append(Seen("duplicate-field", name, place, self.text[slice(*place)]))

    def _second_unit(self, entries: list[Entry]) -> None:
        """`Pôle ...` below `Direction ...`: the unit under the directorate, where no other is named."""
        chosen = self.out.entries.get("department")
        others = [entry for entry in entries if entry is not chosen and entry.kept]
        if chosen and others and "service" not in self.out.entries and (value := self._value(others[0])):
            self.out.values["service"], self.out.entries["service"] = value, others[0]

    # ---- labelled values ----------------------------------------------------------------------------------------

    def _value(self, entry: Entry) -> Value | None:
        """The entry's value; None where it is empty or says that there is none."""
        if not entry.parts:
            return None
        text = " ".join(self.text[start:end] for start, end in entry.parts)
        return None if self._is_nothing(text) else Value(text, entry.parts)

    def _is_nothing(self, text: str) -> bool:
        return len(text) < LONGEST_NOTHING and fold(text).strip(" .:") in self.patterns.vocabulary["nothing"] | {""}

    def _choose(self, name: str, entries: list[Entry]) -> None:
        if name == "occupation" and len(entries) > 1:
            entries = self._without_code(entries)
        best, value = entries[0], self._value(entries[0])
        if len(entries) > 1:
            ranks = [self._rank(entry) for entry in entries]
            first = ranks.index(min(ranks))
            best = entries[first]
            value = self._value(best)
            self.out.lost += [(e, _loss(ranks[first], r)) for e, r in zip(entries, ranks, strict=True) if e is not best]
        self.out.entries[name] = best
        if value is None:
            self._empty(name, best)
            return
        self.out.values[name] = value
        for other in entries:
            if other is not best:
                self._compare(name, value, other)

    def _without_code(self, entries: list[Entry]) -> list[Entry]:
        """`Code ROME : N1103` beside `Métier : ...`: the job's code, and no second job."""
        values = [self._value(entry) for entry in entries]
        code = next((v for v in values if v is not None and ONLY_CODE.fullmatch(v.text.strip())), None)
        others = [entry for entry, v in zip(entries, values, strict=True) if v is None or v is not code]
        if code is None or not any(self._value(entry) for entry in others):
            return entries
        self.out.values["occupation_code"] = code
        return others

    def _rank(self, entry: Entry) -> tuple[bool, ...]:
        """Best first: with a value, labelled, no letterhead, labelled with a colon, in the header."""
        value = self._value(entry)
        letterhead = value is not None and fold(value.text) in self.patterns.vocabulary["furniture"]
        colon = ":" in self.text[entry.label[0] : entry.label[1]]
        return value is None, entry.kept, letterhead, not colon, not entry.in_header

    def _compare(self, name: str, value: Value, other: Entry) -> None:
        rival = self._value(other)
        if rival is None:
            if not self._is_caption(other):
                self._empty(name, other)
        elif other.kept or _same(value.text, rival.text, other.form.value):
            return
        elif self._is_other_fact(name, other, rival):
            self.out.attributes.append((other, rival))
        else:
            self.out.conflicting.add(name)
            self.out.seen.append(Seen("duplicate-field", name, rival.whole(), " ".join(rival.text.split())))

    def _is_other_fact(self, name: str, other: Entry, rival: Value) -> bool:
        """`Horaires : 7 h - 15 h` beside `Quotité : 100 %`, `Recruteur : Mme Dupuis` beside the employer."""
        if name == "employer":
            return _PERSON.match(fold(rival.text)) is not None
        return name == "working_time" and other.form.text != self.out.entries[name].form.text

    def _is_caption(self, entry: Entry) -> bool:
        """Whether an empty label stands right above another of its field, `Salaire` and `Salaire brut : ...`."""
        following = self.segments.entries.index(entry) + 1
        if following == len(self.segments.entries):
            return False
        below = self.segments.entries[following].form
        return below.name == entry.form.name and (
            below.name != "attribute" or fold(below.text) == fold(entry.form.text)
        )

    def _empty(self, name: str, entry: Entry) -> None:
        """A label without a value; `/` is an answer, `null` is a slip of the program that made the page."""
        text = " ".join(self.text[start:end] for start, end in entry.parts)
        if not text or fold(text).strip(" .") in {"null", ""}:
            self.out.seen.append(Seen("empty-field", name, entry.label))

    def _repeatable(self, name: str, entries: list[Entry]) -> None:
        kept = {"attribute": self.out.attributes, "reference": self.out.references, "contract": self.out.contracts}[
            name
        ]
        for entry in entries:
            value = self._value(entry)
            if value is None and not (name == "attribute" and self._is_caption(entry)):
                self._empty("attributes" if name == "attribute" else name, entry)
            elif value is not None:
                kept.append((entry, value))
        if name != "attribute":
            self.out.entries[name] = entries[0]


def _loss(best: tuple[bool, ...], rank: tuple[bool, ...]) -> str:
    return next((why for why, one, other in zip(_LOSSES, best, rank, strict=False) if one is not other), _LOSSES[-1])


def _same(a: str, b: str, shape: str) -> bool:
    """Whether two printed values say the same: spaces, capitals and punctuation apart; a date however it is written."""
    if shape == "date" and (one := read_date(a)) and (other := read_date(b)):
        return one.value == other.value
    return _LOOKS_ALIKE.sub("", fold(a)) == _LOOKS_ALIKE.sub("", fold(b))
