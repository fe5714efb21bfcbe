"""Two runs on the same golden postings, side by side: what the one has right and the other had not, record by record.

A value is gained when it was missing, wrong or too much in the other run and is not in this one, and lost the other way
round; strictly judged. A value that is wrong in both, however, is neither.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .match import Key
from .score import Difference, Verdict


class Change(NamedTuple):
    """What became better or worse in one record."""

    label: str
    gains: tuple[Difference, ...]
    """What was wrong."""
    losses: tuple[Difference, ...]
    """What is wrong now."""


def changes(verdicts: Iterable[Verdict], others: Iterable[Verdict]) -> list[Change]:
    """The records in which something changed from `others` to `verdicts`, in the order of their names."""
    now, before = _numbered(verdicts), _numbered(others)
    found = []
    for key in sorted(now.keys() | before.keys()):
        both = now.get(key), before.get(key)
        wrong_now, wrong_then = (verdict.differences if verdict else [] for verdict in both)
        gains, losses = _without(wrong_then, wrong_now), _without(wrong_now, wrong_then)
        if gains or losses:
            label = next(verdict.case.label for verdict in both if verdict)
            found.append(Change(label, gains, losses))
    return found


def _numbered(verdicts: Iterable[Verdict]) -> dict[tuple[Key, int], Verdict]:
    """By posting; where several records share one golden posting, by their order too."""
    seen: Counter[Key] = Counter()
    found = {}
    for verdict in verdicts:
        found[verdict.case.key, seen[verdict.case.key]] = verdict
        seen[verdict.case.key] += 1
    return found


def _without(differences: Sequence[Difference], others: Sequence[Difference]) -> tuple[Difference, ...]:
    """The differences that have no counterpart among the others."""
    left = Counter(map(_about, others))
    kept = []
    for difference in differences:
        if left[_about(difference)]:
            left[_about(difference)] -= 1
        else:
            kept.append(difference)
    return tuple(kept)


def _about(difference: Difference) -> tuple[object, ...]:
    """What a difference is about: the value expected, or the one that is too much."""
    if difference.gold is None:
        return difference.field, "too much", difference.said
    return difference.field, "expected", difference.gold
