"""The run of `offres evaluate`: paths and options in, the report written, the floors that were missed out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from .as_json import as_json
from .compare import changes
from .floors import Miss, load_floors, missed
from .load import load_gold, load_records
from .match import Match, match
from .report import report
from .result import Result
from .score import Verdict, by_family, judge, total


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for."""

    gold: str
    records: str
    compare: str | None = None
    errors: int = 0
    floor: str | None = None
    json: bool = False
    strict_set: bool = False


def evaluate(request: Request, stdout: BinaryIO) -> Sequence[Miss]:
    """Write the report; gives the figures under their floors. Raises an EvaluationError before anything is written."""
    result = evaluated(request)
    stdout.write((as_json(result) if request.json else report(result)).encode())
    return result.missed


def evaluated(request: Request) -> Result:
    """The result of an evaluation; raises an EvaluationError."""
    floors = load_floors(request.floor) if request.floor else {}
    gold = load_gold(request.gold)

    def judged(path: str) -> tuple[Match, list[Verdict]]:
        matched = match(gold, load_records(path), path, strict_set=request.strict_set)
        return matched, [judge(case) for case in matched.cases]

    matched, verdicts = judged(request.records)
    scores = total(verdicts)
    return Result(
        match=matched,
        verdicts=verdicts,
        scores=scores,
        families=by_family(verdicts),
        missed=missed(floors, scores),
        errors=request.errors,
        other=request.compare,
        changes=changes(verdicts, judged(request.compare)[1]) if request.compare is not None else (),
    )
