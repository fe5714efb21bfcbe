"""TOML -> compiled, validated patterns, lazily and once a process.

In: the pattern files of this folder. Out: `Patterns`. A mistake in a file raises PatternError naming file and entry.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..extract.fold import fold
from .forms import Form, Matcher, expression, variants
from .near import Near
from .pack import EvidenceEntry, HeadingEntry, LabelEntry, Pack, inherited, read_pack

COMMON = "common"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sign that a posting belongs to a family, compiled; see `pack.EvidenceEntry`."""

    weight: int
    role: str  # "label", "heading" or "text"
    name: str = ""  # of the field or kind
    pattern: re.Pattern[str] | None = None  # of the value, or of the folded text

    forms: tuple[re.Pattern[str], ...] = ()  # of the label or heading, over folded text; () is any
    needs: tuple[str, ...] = ()  # of a text: without one of these words the expression is not tried

    def is_form(self, printed: str) -> bool:
        """Whether a folded label or heading is of the form asked for."""
        return not self.forms or any(form.fullmatch(printed) for form in self.forms)

    def is_value(self, printed: str) -> bool:
        """Whether a value is one that is asked for."""
        return self.pattern is None or self.pattern.search(printed) is not None


@dataclass(frozen=True, slots=True)
class ReferenceForm:
    """A form of reference number, with its parts as named groups."""

    pattern: re.Pattern[str]
    damaged: bool


@dataclass(frozen=True, slots=True)
class Family:
    """A family of postings: how it is recognised, and what its postings must hold."""

    name: str
    threshold: int
    evidence: tuple[Evidence, ...]  # labels and headings
    sayings: tuple[Evidence, ...]  # what the text says: dearer to look for
    references: tuple[ReferenceForm, ...]
    required: frozenset[str]
    region: str
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class Property:
    """What a property of a page's structured data means: a field, and the shape of its value, "date" or "name"."""

    field: str
    shape: str


@dataclass(frozen=True, slots=True)
class Patterns:
    """Everything that the pattern files say, ready for use."""

    labels: Matcher
    near: Near  # the same forms, damaged
    tails: Matcher
    reference_letters: frozenset[str]  # what a label of the reference may begin with, folded
    families: tuple[Family, ...]
    required: frozenset[str]  # what is asked of a posting that no family recognises
    references: tuple[ReferenceForm, ...]  # forms known wherever they stand
    prose: Mapping[str, tuple[re.Pattern[str], ...]]  # values in sentences, by where they stand
    properties: Mapping[str, Property]  # of structured data, by their flat names
    vocabulary: Mapping[str, frozenset[str]]  # folded words and phrases
    starts: Mapping[str, re.Pattern[str]]  # vocabularies as expressions anchored at the start of folded text


@cache
def load_patterns() -> Patterns:
    """The patterns that ship with the package."""
    return compile_packs(shipped_packs())


@cache
def shipped_packs() -> dict[str, Pack]:
    """The packs that ship with the package, by name: the common one first, then in the order of their names."""
    found = [entry for entry in files(__package__).iterdir() if entry.name.endswith(".toml")]
    packs = [read_pack(entry.read_text("utf-8"), entry.name) for entry in found if entry.name not in _NO_PACKS]
    return {pack.name: pack for pack in sorted(packs, key=lambda pack: (pack.name != COMMON, pack.name))}


_NO_PACKS = {"vocabulary_values.toml"}


def compile_packs(packs: Mapping[str, Pack]) -> Patterns:
    """Packs -> patterns. Labels, headings and vocabularies of all packs work together."""
    forms, tails = [], []
    for name, pack in packs.items():
        list(inherited(name, packs))  # raises where a pack is missing, or inherits in a circle
        forms += [form for label in pack.label for form in _label_forms(name, label, label.forms)]
        forms += [form for heading in pack.heading for form in _heading_forms(name, heading)]
        tails += [form for label in pack.label for form in _label_forms(name, label, label.tails)]
    vocabulary = _vocabulary(packs.values())
    first = next(iter(packs.values()))
    return Patterns(
        labels=Matcher(forms),
        near=Near(forms, vocabulary.get("not_labels", ())),
        tails=Matcher(tails),
        reference_letters=frozenset(fold(form.text)[0] for form in forms if form.name == "reference"),
        families=tuple(_family(pack, packs) for pack in packs.values() if pack.evidence),
        required=frozenset(first.required),
        references=_references(first),
        prose=_prose(packs.values()),
        properties=_properties(packs.values()),
        vocabulary=vocabulary,
        starts={key: _anchored(words) for key, words in vocabulary.items()},
    )


def _label_forms(pack: str, entry: LabelEntry, texts: Iterable[str]) -> list[Form]:
    return [
        Form(
            "label", entry.field, text, f"{pack}.toml:{entry.field}", entry.bare, entry.value, entry.body, entry.mid,
            entry.bullet, tuple(map(fold, entry.continues)),
        )
        for text in texts
    ]  # fmt: skip


def _heading_forms(pack: str, entry: HeadingEntry) -> list[Form]:
    pattern = f"{pack}.toml:{entry.kind}"
    return [Form("heading", entry.kind, text, pattern, inline=entry.inline, fact=entry.fact) for text in entry.forms]


def _family(pack: Pack, packs: Mapping[str, Pack]) -> Family:
    """A family; the forms of numbers of the packs that it adds to hold for it too, the common one's hold everywhere."""
    line = [above for above in inherited(pack.name, packs) if above.inherits]
    return Family(
        pack.name,
        pack.threshold,
        tuple(_evidence(entry) for entry in pack.evidence if entry.text is None),
        tuple(_evidence(entry) for entry in pack.evidence if entry.text is not None),
        tuple(form for above in line for form in _references(above)),
        frozenset(pack.required),
        pack.region,
        pack.fallback,
    )


def _evidence(entry: EvidenceEntry) -> Evidence:
    role, name = (
        ("label", entry.label) if entry.label else ("heading", entry.heading) if entry.heading else ("text", "")
    )
    pattern = entry.value or entry.text
    forms = tuple(re.compile(expression(text)) for text in variants(entry.form)) if entry.form else ()
    return Evidence(entry.weight, role, name or "", re.compile(pattern) if pattern else None, forms, tuple(entry.needs))


def _references(pack: Pack) -> tuple[ReferenceForm, ...]:
    return tuple(ReferenceForm(re.compile(r.pattern), r.damaged) for r in pack.reference)


def _prose(packs: Iterable[Pack]) -> dict[str, tuple[re.Pattern[str], ...]]:
    entries = [entry for pack in packs for entry in pack.prose]
    return {
        where: tuple(re.compile(e.pattern) for e in entries if e.where == where) for where in ("opening", "application")
    }


def _properties(packs: Iterable[Pack]) -> dict[str, Property]:
    entries = [entry for pack in packs for entry in pack.property]
    return {name: Property(entry.field, entry.shape) for entry in entries for name in entry.names}


def _vocabulary(packs: Iterable[Pack]) -> dict[str, frozenset[str]]:
    merged: dict[str, set[str]] = {}
    for pack in packs:
        for key, words in pack.vocabulary.items():
            merged.setdefault(key, set()).update(fold(word) for word in words)
    return {key: frozenset(words) for key, words in merged.items()}


def _anchored(words: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    ends = (re.escape(word) + ("(?![a-z])" if word[-1].isalpha() else "") for word in longest_first)
    return re.compile("(?:" + "|".join(ends) + ")")
