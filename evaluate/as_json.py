"""The result for a program: the figures of the report, as JSON."""

import json
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from .compare import Change
from .floors import Miss, places
from .result import Result, shown
from .score import GROUPS, Difference, Measures, Scores, Tally

_MODES = {"strict": False, "soft": True}


def as_json(result: Result) -> str:
    """One object, indented, ending with a newline."""
    match = result.match
    told: dict[str, Any] = {
        "postings": len(match.cases),
        "missing": match.missing,
        "surplus": match.surplus,
        "unknown": match.unknown,
        "open": match.open,
        **_scores(result.scores),
        "families": {name: _scores(scores) for name, scores in result.families.items()},
        "under_floor": [_miss(miss) for miss in result.missed],
    }
    if result.errors:
        told["differences"] = [_difference(*each) for each in result.differences()[: result.errors]]
    if result.other is not None:
        told["changes"] = [_change(change) for change in result.changes]
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _scores(scores: Scores) -> dict[str, Any]:
    return {
        "fields": {name: _tally(tally) for name, tally in scores.fields.items()},
        "micro": {group: _tally(scores.micro(group)) for group in GROUPS},
        "macro": {group: _macro(scores, group) for group in GROUPS},
        "whole": {group: _whole(scores, group) for group in GROUPS},
    }


def _tally(tally: Tally) -> dict[str, Any]:
    measured = {
        name: {"right": tally.right(soft=soft), **_measures(tally.measures(soft=soft))} for name, soft in _MODES.items()
    }
    return {"support": tally.support, "said": tally.said, **measured}


def _measures(measures: Measures) -> dict[str, float | None]:
    return {name: _number(ratio) for name, ratio in measures._asdict().items()}


def _macro(scores: Scores, group: str) -> dict[str, Any]:
    return {name: _measures(scores.macro(group, soft=soft)) for name, soft in _MODES.items()}


def _whole(scores: Scores, group: str) -> dict[str, Any]:
    tally = scores.whole[group]
    return {
        "postings": tally.support,
        **{
            name: {"right": tally.right(soft=soft), "share": _number(scores.share(group, soft=soft))}
            for name, soft in _MODES.items()
        },
    }


def _number(ratio: Fraction | None) -> float | None:
    """The ratio that the report prints."""
    return None if ratio is None else float(places(ratio))


def _miss(miss: Miss) -> dict[str, Any]:
    return {"name": miss.name, "floor": _number(miss.floor), "figure": _number(miss.figure)}


def _difference(label: str, difference: Difference) -> dict[str, Any]:
    return {"posting": label, **_values(difference), "soft": difference.soft}


def _change(change: Change) -> dict[str, Any]:
    gains, losses = (_all_values(differences) for differences in (change.gains, change.losses))
    return {"posting": change.label, "gained": gains, "lost": losses}


def _all_values(differences: Iterable[Difference]) -> list[dict[str, Any]]:
    return [_values(difference) for difference in differences]


def _values(difference: Difference) -> dict[str, Any]:
    return {"field": difference.field, "gold": shown(difference.gold), "said": shown(difference.said)}
