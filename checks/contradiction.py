"""Copies of one posting that contradict each other in the deadline: OF108, asked of the records of a run together."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from .duplicate_field import OTHER_COPY
from .duplicate_reference import TOLD_APART, Bearer, postings_of
from .rule import Hit, Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def contradictions(group: Iterable[Bearer]) -> Iterator[tuple[Bearer, Hit]]:
    """Of the bearers of one number, those of whose posting another copy of that day has another deadline.

    Where one of the editions names a replaced deadline, the change was announced and all is well.
    """
    for posting in postings_of(group)[: TOLD_APART - 1]:  # the last of so many holds all others
        if any(one.facts.initial_deadline for one in posting):
            continue
        copies: defaultdict[str, list[Bearer]] = defaultdict(list)
        for one in posting:
            if one.facts.published and one.facts.deadline:
                copies[one.facts.published].append(one)
        for same_day in copies.values():
            yield from _unlike(same_day)


def _unlike(copies: list[Bearer]) -> Iterator[tuple[Bearer, Hit]]:
    """Each of the copies with the first that has another deadline."""
    first = copies[0]
    other = next((one for one in copies if one.facts.deadline != first.facts.deadline), None)
    for one in copies if other else ():
        against = first if one.facts.deadline != first.facts.deadline else other
        assert against is not None
        values: dict[str, Said] = {
            "deadline": date.fromisoformat(one.facts.deadline),
            "other": date.fromisoformat(against.facts.deadline),
            "where": against.uri or against.shown,
        }
        yield one, Hit("deadline", one.deadline_span, OTHER_COPY, values, ((against.uri, against.posting),))
