"""Counting: cases in, for each field what was expected, said and right out.

A wrong value counts twice, as one too many that was said (precision) and as one of the expected that was missed
(recall): a field that is always filled in wrongly scores 0 in both. Ratios are exact fractions until they are printed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from .align import align
from .fields import BODY, CODES, FIELDS, HEADER, Field
from .match import Case
from .values import Value, liken

NO_FAMILY = "(none)"
ALL = "all"
GROUPS = {HEADER: (HEADER,), BODY: (BODY,), ALL: (HEADER, BODY)}
"""What is averaged together."""


class Measures(NamedTuple):
    """Precision, recall and F1; None where nothing was said, expected, or both."""

    precision: Fraction | None
    recall: Fraction | None
    f1: Fraction | None


class Tally(NamedTuple):
    """Counts of values. Each strictly right one is softly right as well."""

    support: int = 0
    """Expected."""
    said: int = 0
    strict: int = 0
    soft: int = 0

    def plus(self, other: "Tally") -> "Tally":
        """The sum."""
        return Tally(*map(sum, zip(self, other, strict=True)))

    def right(self, *, soft: bool) -> int:
        """How many are right."""
        return self.soft if soft else self.strict

    def measures(self, *, soft: bool) -> Measures:
        """What the counts come to."""
        right = self.right(soft=soft)
        return Measures(
            _ratio(right, self.said), _ratio(right, self.support), _ratio(2 * right, self.said + self.support)
        )

    def flawless(self, *, soft: bool) -> bool:
        """Whether nothing is missing, wrong or too much."""
        return self.right(soft=soft) == self.support == self.said


class Difference(NamedTuple):
    """One value that is not strictly right: missing where `said` is None, too much where `gold` is."""

    field: str
    gold: Value | None
    said: Value | None
    soft: bool
    """Whether it is softly right."""


class Outcome(NamedTuple):
    """What came of one field of one case."""

    tally: Tally
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one case."""

    case: Case
    outcomes: Mapping[str, Outcome]

    @property
    def differences(self) -> list[Difference]:
        """All that is not strictly right, in the order of the fields."""
        return [difference for outcome in self.outcomes.values() for difference in outcome.differences]

    def flawless(self, group: str, *, soft: bool) -> bool:
        """Whether there is a record and all fields of a group are right in it."""
        wanted = [self.outcomes[field.name].tally for field in FIELDS if field.group in GROUPS[group]]
        return self.case.answered and all(tally.flawless(soft=soft) for tally in wanted)


def judge(case: Case) -> Verdict:
    """Score one case."""
    outcomes = {field.name: judge_values(field, field.values(case.gold), field.values(case.said)) for field in FIELDS}
    if case.codes:
        gold, said = ([(code,) for code in sorted(codes)] for codes in case.codes)
        outcomes[CODES.name] = judge_values(CODES, gold, said)
    return Verdict(case, outcomes)


def judge_values(field: Field, gold: Sequence[Value], said: Sequence[Value]) -> Outcome:
    """Score the values of one field: pair them, and count the pairs that are right."""
    counts: Counter[str] = Counter()
    differences = []
    for i, j in align(gold, said, partial(liken, field.kinds)):
        one, other = None if i is None else gold[i], None if j is None else said[j]
        likeness = liken(field.kinds, one, other) if one is not None and other is not None else None
        counts["strict"] += bool(likeness and likeness.strict)
        counts["soft"] += bool(likeness and likeness.soft)
        if not (likeness and likeness.strict):
            differences.append(Difference(field.name, one, other, bool(likeness and likeness.soft)))
    return Outcome(Tally(len(gold), len(said), counts["strict"], counts["soft"]), tuple(differences))


@dataclass(slots=True)
class Scores:
    """The sums over some cases."""

    cases: int = 0
    fields: dict[str, Tally] = field(default_factory=lambda: {each.name: Tally() for each in (*FIELDS, CODES)})
    whole: dict[str, Tally] = field(default_factory=lambda: {group: Tally() for group in GROUPS})
    """The cases of which all fields of a group are right."""

    def add(self, verdict: Verdict) -> None:
        """Count one more case."""
        self.cases += 1
        for name, outcome in verdict.outcomes.items():
            self.fields[name] = self.fields[name].plus(outcome.tally)
        for group in GROUPS:
            strict, soft = (verdict.flawless(group, soft=soft) for soft in (False, True))
            self.whole[group] = self.whole[group].plus(Tally(1, 1, strict, soft))

    def micro(self, group: str) -> Tally:
        """The sum of all values of a group: each value weighs the same."""
        total = Tally()
        for each in self._averaged(group):
            total = total.plus(self.fields[each.name])
        return total

    def macro(self, group: str, *, soft: bool) -> Measures:
        """The mean over a group's fields: each field weighs the same, those without any value are left out."""
        measured = [self.fields[each.name].measures(soft=soft) for each in self._averaged(group)]
        return Measures(*(_mean(column) for column in zip(*measured, strict=True)))

    def share(self, group: str, *, soft: bool) -> Fraction | None:
        """The share of cases of which all fields of a group are right."""
        return self.whole[group].measures(soft=soft).recall

    @staticmethod
    def _averaged(group: str) -> list[Field]:
        return [each for each in FIELDS if each.group in GROUPS[group] and each.averaged]


def total(verdicts: Iterable[Verdict]) -> Scores:
    """The sums over all verdicts."""
    scores = Scores()
    for verdict in verdicts:
        scores.add(verdict)
    return scores


def by_family(verdicts: Iterable[Verdict]) -> dict[str, Scores]:
    """The sums over each family's cases, by its name."""
    families: dict[str, Scores] = defaultdict(Scores)
    for verdict in verdicts:
        families[verdict.case.family or NO_FAMILY].add(verdict)
    return dict(sorted(families.items()))


def _ratio(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def _mean(values: Iterable[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction()) / len(known) if known else None
