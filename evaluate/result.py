"""What an evaluation came to, before it is printed in one form or the other."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from .compare import Change
from .floors import Miss
from .match import Match
from .score import Difference, Scores, Verdict
from .values import Plain, Value

_BETWEEN = (" | ", " ¶ ")  # the parts of a value, the items or blocks of a part
_ITEM = "• "


@dataclass(frozen=True, slots=True)
class Result:
    """All that is reported."""

    match: Match
    verdicts: Sequence[Verdict]
    scores: Scores
    families: dict[str, Scores]
    missed: Sequence[Miss]
    errors: int = 0
    """How many differences are told."""
    other: str | None = None
    """The records compared with."""
    changes: Sequence[Change] = ()

    def differences(self) -> list[tuple[str, Difference]]:
        """All values that are not strictly right, with the record's label, in the order of records and fields."""
        return [(verdict.case.label, each) for verdict in self.verdicts for each in verdict.differences]


def shown(value: Value | None) -> str | None:
    """A value for a person to read, on one line; parts that are absent are left out."""
    if value is None:
        return None
    return _BETWEEN[0].join(_part(part, 1) for part in value if part not in (None, "", ()))


def _part(part: Plain, depth: int) -> str:
    if not isinstance(part, tuple):
        return part if isinstance(part, str) else json.dumps(part)
    if depth < len(_BETWEEN):
        return _BETWEEN[depth].join(_part(item, depth + 1) for item in part)
    return " ".join(f"{_ITEM}{item}" for item in part)
