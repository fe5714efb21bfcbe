"""`offres patterns test`: every example and counter-example of packs, and the forms that none covers.

In: packs, and the patterns that all packs together give. Out: a `Report`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..extract.fold import fold
from ..patterns.forms import variants
from ..patterns.load import Patterns
from ..patterns.pack import HeadingEntry, LabelEntry, Pack
from . import example

_NEVER = "no evidence: its labels and headings are known, but no posting is of this family"
Try = Callable[[Any, str, Patterns], str | None]

# For each table of a pack: how an example is tried, and how a counter-example.
TRIES: Mapping[str, tuple[Try, Try]] = {
    "label": (example.label, example.no_label),
    "heading": (example.heading, example.no_heading),
    "reference": (example.reference, example.no_reference),
    "prose": (example.prose, example.no_prose),
    "property": (example.property_, example.no_property),
    "evidence": (example.evidence, example.no_evidence),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold: where it stands, and what was read instead."""

    place: str
    printed: str
    cause: str

    def __str__(self) -> str:
        shown = " / ".join(self.printed.split("\n"))
        return f"{self.place}: {shown}: {self.cause}"


@dataclass(slots=True)
class Report:
    """What came of the examples of packs."""

    packs: int = 0
    tried: int = 0
    failures: list[Failure] = field(default_factory=list)
    uncovered: list[tuple[str, list[str]]] = field(default_factory=list)  # the place of an entry, its forms
    notes: list[str] = field(default_factory=list)

    def text(self) -> str:
        """All of it, for a terminal."""
        lines = [*map(str, self.failures), *self.notes]
        for place, forms in self.uncovered:
            lines.append(f"{place}: no example of {', '.join(f'«{form}»' for form in forms)}")
        without = sum(len(forms) for _, forms in self.uncovered)
        lines.append(
            f"{_count(self.packs, 'pack')}, {_count(self.tried, 'example')}, {len(self.failures)} failed, "
            f"{_count(without, 'form')} without an example"
        )
        return "".join(f"{line}\n" for line in lines)


def check(packs: Sequence[Pack], patterns: Patterns, told: Sequence[Pack]) -> Report:
    """The examples of the packs, tried; forms without an example are told of the packs in `told` only."""
    report = Report(packs=len(packs))
    for pack in packs:
        covered: set[str] = set()
        for table, number, entry in entries(pack):
            for printed, tried in examples(table, entry):
                report.tried += 1
                if (cause := tried(entry, printed, patterns)) is not None:
                    report.failures.append(Failure(pack.place(table, number, printed), printed, cause))
            covered |= _covered(table, entry, patterns)
        report.failures += _unreachable(pack, patterns)
        if any(pack is other for other in told):
            report.uncovered += _uncovered(pack, covered)
            if pack.inherits and not pack.evidence:
                report.notes.append(f"{pack.place()}: {_NEVER}")
    return report


def entries(pack: Pack) -> Iterator[tuple[str, int, Any]]:
    """All entries of a pack that have examples: the table, the number in it, the entry."""
    for table in TRIES:
        for number, entry in enumerate(getattr(pack, table)):
            yield table, number, entry


def examples(table: str, entry: Any) -> Iterator[tuple[str, Try]]:
    """The examples and counter-examples of an entry, each with what tries it."""
    holds, refuses = TRIES[table]
    yield from ((printed, holds) for printed in entry.examples)
    yield from ((printed, refuses) for printed in entry.counter)


# ---- forms ----------------------------------------------------------------------------------------------------------


def _unreachable(pack: Pack, patterns: Patterns) -> Iterator[Failure]:
    """The forms that are not found where they are printed, or are those of another field or kind."""
    for table, number, entry in entries(pack):
        if not isinstance(entry, LabelEntry | HeadingEntry):
            continue
        name = entry.field if isinstance(entry, LabelEntry) else entry.kind
        for form in entry.forms:
            for text in variants(form):
                if (cause := _astray(table, name, text, patterns)) is not None:
                    yield Failure(pack.place(table, number, form), text, cause)


def _astray(role: str, name: str, text: str, patterns: Patterns) -> str | None:
    printed = fold(re.sub(r"\((\w+)\)", r"\1", text).replace("*", "x")) + " :"
    hit = patterns.labels.at(printed)
    if hit is None or hit.end != len(printed) - len(" :"):
        return "the form is not found where it is printed so"
    if (hit.form.role, hit.form.name) != (role, name):
        return f"the form is that of the {hit.form.role} {hit.form.name} too ({hit.form.pattern}), which is taken"
    return None


def _covered(table: str, entry: Any, patterns: Patterns) -> set[str]:
    """The forms of the packs that an entry's examples are read by."""
    if table == "label":
        return {found.form.text for line in entry.examples for found in example.in_header(line, patterns).entries()}
    if table == "heading":
        heads = (fold(line.strip("#* ")) for line in entry.examples)
        return {hit.form.text for head in heads if (hit := patterns.labels.at(head))}
    return set()


def _uncovered(pack: Pack, covered: set[str]) -> Iterator[tuple[str, list[str]]]:
    for table, number, entry in entries(pack):
        if table in ("label", "heading"):
            missing = [form for form in entry.forms if form not in covered]
            if missing:
                yield pack.place(table, number), missing


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
