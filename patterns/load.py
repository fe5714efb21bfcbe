"""Packs -> compiled patterns, lazily and once a process.

In: the packs that `found.py` finds. Out: `Patterns`. A mistake in a file raises PatternError naming file and entry.
"""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ..extract.fold import fold
from .forms import Form, Matcher, expression, variants
from .found import COMMON, all_packs
from .near import Near
from .pack import EvidenceEntry, HeadingEntry, LabelEntry, Pack, inherited


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sign that a posting belongs to a family, compiled; see `pack.EvidenceEntry`."""

    weight: int
    role: str  # "label", "heading" or "text"
    name: str = ""  # of the field or kind
    pattern: re.Pattern[str] | None = None  # of the value, or of the folded text

    forms: tuple[re.Pattern[str], ...] = ()  # of the label or heading, over folded text; () is any
    needs: tuple[str, ...] = ()  # of a text: without one of these words the expression is not tried
    told: str = ""  # in words
    place: str = ""  # FILE:LINE of its entry

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
    anchors: frozenset[str]  # the first three letters of the labels of the employer and of the deadline, folded
    families: tuple[Family, ...]
    required: frozenset[str]  # what is asked of a posting that no family recognises
    references: tuple[ReferenceForm, ...]  # forms known wherever they stand
    prose: Mapping[str, tuple[re.Pattern[str], ...]]  # values in sentences, by where they stand
    properties: Mapping[str, Property]  # of structured data, by their flat names
    vocabulary: Mapping[str, frozenset[str]]  # folded words and phrases
    starts: Mapping[str, re.Pattern[str]]  # vocabularies as expressions anchored at the start of folded text


def load_patterns(*folders: str | os.PathLike[str]) -> Patterns:
    """The patterns that ship with the package, those of installed packages, and those of the packs in the folders.

    Folders are read at each call; without any, what `use_packs` named for this process. Raises PatternError.
    """
    if folders:
        return compile_packs(all_packs([os.fspath(folder) for folder in folders]))
    return _in_use.patterns or _without_own()


@cache
def _without_own() -> Patterns:
    return compile_packs(all_packs())


@dataclass(slots=True)
class _InUse:
    """What the command was told to know besides."""

    folders: tuple[str, ...] = ()
    patterns: Patterns | None = None


_in_use = _InUse()


def use_packs(folders: Iterable[str]) -> None:
    """From now on this process knows the packs of these folders too; raises PatternError where they are wrong.

    It is how the command hands its own packs to itself and to its workers; a program hands over `load_patterns(...)`.
    """
    folders = tuple(folders)
    _in_use.patterns = load_patterns(*folders) if folders else _without_own()
    _in_use.folders = folders


def packs_in_use() -> tuple[str, ...]:
    """The folders that `use_packs` was given, for a worker's own `use_packs`."""
    return _in_use.folders


def compile_packs(packs: Mapping[str, Pack]) -> Patterns:
    """Packs -> patterns. Labels, headings and vocabularies of all packs work together."""
    forms, tails = [], []
    for name, pack in packs.items():
        list(inherited(name, packs))  # raises where a pack is missing, or inherits in a circle
        for number, label in enumerate(pack.label):
            place = pack.place("label", number)
            forms += _label_forms(place, label, label.forms)
            tails += _label_forms(place, label, label.tails)
        for number, heading in enumerate(pack.heading):
            forms += _heading_forms(pack.place("heading", number), heading)
    vocabulary = _vocabulary(packs.values())
    first = next(iter(packs.values()))
    return Patterns(
        labels=Matcher(forms),
        near=Near(forms, vocabulary.get("not_labels", ())),
        tails=Matcher(tails),
        reference_letters=frozenset(fold(form.text)[0] for form in forms if form.name == "reference"),
        anchors=frozenset(fold(form.text)[:3] for form in forms if form.name in ("employer", "deadline")),
        families=tuple(_family(pack, packs) for pack in packs.values() if pack.evidence),
        required=frozenset(first.required),
        references=_references(first),
        prose=_prose(packs.values()),
        properties=_properties(packs.values()),
        vocabulary=vocabulary,
        starts={key: _anchored(words) for key, words in vocabulary.items()},
    )


def _label_forms(place: str, entry: LabelEntry, texts: Iterable[str]) -> list[Form]:
    return [
        Form(
            "label", entry.field, text, place, entry.bare, entry.value, entry.body, entry.mid,
            entry.bullet, tuple(map(fold, entry.continues)),
        )
        for text in texts
    ]  # fmt: skip


def _heading_forms(place: str, entry: HeadingEntry) -> list[Form]:
    return [Form("heading", entry.kind, text, place, inline=entry.inline, fact=entry.fact) for text in entry.forms]


def _family(pack: Pack, packs: Mapping[str, Pack]) -> Family:
    """A family; the forms of numbers of the packs that it adds to hold for it too, the common one's hold everywhere."""
    line = [above for above in inherited(pack.name, packs) if above.name != COMMON]
    signs = [compile_evidence(entry, pack.place("evidence", number)) for number, entry in enumerate(pack.evidence)]
    return Family(
        pack.name,
        pack.threshold,
        tuple(sign for sign in signs if sign.role != "text"),
        tuple(sign for sign in signs if sign.role == "text"),
        tuple(form for above in line for form in _references(above)),
        frozenset(pack.required),
        pack.region,
        pack.fallback,
    )


def compile_evidence(entry: EvidenceEntry, place: str = "") -> Evidence:
    """One sign of a pack, ready for use; `place` is the FILE:LINE of its entry."""
    role, name = (
        ("label", entry.label) if entry.label else ("heading", entry.heading) if entry.heading else ("text", "")
    )
    pattern = re.compile(entry.value or entry.text or "") if entry.value or entry.text else None
    forms = tuple(re.compile(expression(text)) for text in variants(entry.form)) if entry.form else ()
    return Evidence(entry.weight, role, name or "", pattern, forms, tuple(entry.needs), entry.told(), place)


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
