"""The result for a person: plain text in columns of fixed width, in an order that does not change."""

from collections.abc import Iterable, Iterator, Sequence

from ..output.terminal import printable
from .fields import CODES, FIELDS
from .floors import places
from .result import Result, shown
from .score import GROUPS, Difference, Measures, Scores, Tally

HEAD = (
    f"{'':<27}{'':>8}{'':>6}  {'strict':<27} {'soft':<27}".rstrip(),
    f"{'':<27}{'support':>8}{'said':>6}" + f" {'right':>6} {'P':>6} {'R':>6} {'F1':>6}" * 2,
)
FAMILY_FIELDS = ("sections.kind", "missions")
_EXCERPT, _BEFORE = 84, 24  # characters of a value that are shown, and of these before the first that differs


def report(result: Result) -> str:
    """The whole report, ending with a newline."""
    lines = [
        *_about(result),
        *HEAD,
        *_fields(result.scores),
        *_families(result.families),
        *_changes(result),
        *_differences(result),
        *_missed(result),
    ]
    return printable("\n".join(line.rstrip() for line in lines) + "\n")


def _about(result: Result) -> Iterator[str]:
    match = result.match
    yield f"Postings scored: {len(match.cases)}"
    yield from _listed("Golden postings without a record, all missed", match.missing)
    yield from _listed("Records of postings that the gold does not expect, all wrong", match.surplus)
    yield from _listed("Records without gold, not scored", match.unknown)
    yield from _listed("Records that are not judged", match.open)
    yield ""


def _listed(title: str, labels: Sequence[str]) -> list[str]:
    return [f"{title}: {len(labels)}", *(f"  {label}" for label in labels)] if labels else []


def _fields(scores: Scores) -> Iterator[str]:
    for group in GROUPS:
        yield ""
        yield group
        yield from (_row(each.name, scores.fields[each.name]) for each in FIELDS if each.group == group)
        yield from _averages(scores, group)
    yield ""
    yield CODES.group
    yield _row(CODES.name, scores.fields[CODES.name])


def _averages(scores: Scores, group: str) -> Iterator[str]:
    macro = [scores.macro(group, soft=soft) for soft in (False, True)]
    yield _row(f"micro.{group}", scores.micro(group))
    yield f"{f'macro.{group}':<27}{'':>14}" + "".join(f"{'':>7}{_measures(each)}" for each in macro)
    yield _whole(scores, group)


def _whole(scores: Scores, group: str) -> str:
    """The share of whole records, in the column of the recall."""
    tally = scores.whole[group]
    shares = [(tally.right(soft=soft), scores.share(group, soft=soft)) for soft in (False, True)]
    columns = "".join(f" {right:>6}{'':>7} {places(share):>6}{'':>7}" for right, share in shares)
    return f"{f'whole.{group}':<27}{tally.support:>8}{'':>6}{columns}"


def _row(name: str, tally: Tally) -> str:
    columns = (f" {tally.right(soft=soft):>6}{_measures(tally.measures(soft=soft))}" for soft in (False, True))
    return f"{name:<27}{tally.support:>8}{tally.said:>6}{''.join(columns)}"


def _measures(measures: Measures) -> str:
    return "".join(f" {places(ratio):>6}" for ratio in measures)


def _families(families: dict[str, Scores]) -> Iterator[str]:
    for name, scores in families.items():
        yield ""
        yield f"family {name}"
        yield from (_row(f"micro.{group}", scores.micro(group)) for group in GROUPS)
        yield from (_row(field, scores.fields[field]) for field in FAMILY_FIELDS)
        yield from (_whole(scores, group) for group in GROUPS)


def _changes(result: Result) -> Iterator[str]:
    if result.other is None:
        return
    gains, losses = sum(len(each.gains) for each in result.changes), sum(len(each.losses) for each in result.changes)
    yield ""
    yield f"Against {result.other}: {gains} gained, {losses} lost; postings changed: {len(result.changes)}"
    for change in result.changes:
        yield f"  {change.label}"
        yield from _told(change.gains, "+", "then")
        yield from _told(change.losses, "-", "now")


def _told(differences: Iterable[Difference], sign: str, when: str) -> Iterator[str]:
    for difference in differences:
        yield f"    {sign} {difference.field}"
        yield from _both(difference, when)


def _differences(result: Result) -> Iterator[str]:
    if not result.errors:
        return
    found = result.differences()
    yield ""
    yield f"Differences: {min(len(found), result.errors)} of {len(found)}"
    for label, difference in found[: result.errors]:
        yield f"  {label}  {difference.field}" + ("  (softly right)" if difference.soft else "")
        yield from _both(difference, "got")


def _both(difference: Difference, name: str) -> Iterator[str]:
    gold, said = excerpts(shown(difference.gold), shown(difference.said))
    yield f"      gold  {gold}"
    yield f"      {name:<4}  {said}"


def _missed(result: Result) -> Iterator[str]:
    if result.missed:
        yield ""
        yield "Under their floors:"
        yield from (f"  {miss}" for miss in result.missed)


def excerpts(gold: str | None, said: str | None) -> tuple[str, str]:
    """Two values, cut around the first character in which they differ where they are long."""
    if gold is None or said is None:
        return _cut(gold, 0), _cut(said, 0)
    shorter = min(len(gold), len(said))
    same = next((i for i in range(shorter) if gold[i] != said[i]), shorter)
    start = max(same - _BEFORE, 0) if max(len(gold), len(said)) > _EXCERPT else 0
    return _cut(gold, start), _cut(said, start)


def _cut(text: str | None, start: int) -> str:
    if text is None:
        return "(nothing)"
    kept = text[start : start + _EXCERPT]
    return ("…" if start else "") + kept + ("…" if start + _EXCERPT < len(text) else "")
