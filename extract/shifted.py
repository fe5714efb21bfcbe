"""Values that stand above their labels, or left of them: read as if below, each would be the label's before it.

In: the segments of one posting. Out: the same, each value with its own label where that is certain, else with none. It
is told by values that cannot be: a day under `Employeur`, nothing under the last label; or by text left of each label.
"""

from collections.abc import Iterator, Sequence

from ..patterns.forms import Matcher
from .fold import fold
from .labels import begins_label
from .segments import Entry, Range, Segments
from .values.dates import is_whole_day

_NAMES = frozenset({"employer", "location", "service", "department", "corps", "grades", "title"})
_DAYS = frozenset({"published", "deadline"})
LEAST = 2  # labels: one alone may have its value anywhere


def mend_shifted(text: str, segments: Segments, matcher: Matcher) -> None:
    """Give the values of a run of labels that was read against its direction back to their labels."""
    for run in _runs(text, segments.entries):
        if run[-1].parts:
            continue
        beside = all(_has_left(text, entry, matcher) for entry in run)
        if not beside and not any(_cannot_be(text, entry.form.name, entry.parts) for entry in run):
            continue
        values = [_above(text, segments, run[0]), *(entry.parts for entry in run[:-1])]
        certain = all(values) and not any(
            _cannot_be(text, e.form.name, parts) for e, parts in zip(run, values, strict=True)
        )
        if not certain:
            segments.unclaimed += [part for entry in run for part in entry.parts]
        for entry, parts in zip(run, values, strict=True):
            entry.parts = parts if certain else []
        if certain:
            segments.loose = [loose for loose in segments.loose if (loose.line.start, loose.line.end) not in values[0]]


def _runs(text: str, entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Labels of the header in a row of which none has its value behind it."""
    run: list[Entry] = []
    for entry in entries:
        behind = bool(entry.parts) and entry.label[1] <= entry.parts[0][0]
        behind = behind and "\n" not in text[entry.label[1] : entry.parts[0][0]]
        if entry.in_header and not entry.kept and not behind:
            run.append(entry)
            continue
        if len(run) >= LEAST:
            yield run
        run = []
    if len(run) >= LEAST:
        yield run


def _cannot_be(text: str, name: str, parts: Sequence[Range]) -> bool:
    """Whether a value is none of its field's: a day as a name, a name as a day."""
    if len(parts) != 1 or name not in _NAMES | _DAYS:
        return False
    day = is_whole_day(text[slice(*parts[0])])
    return day if name in _NAMES else not day


def _has_left(text: str, entry: Entry, matcher: Matcher) -> bool:
    """Whether something that is no label stands left of a label, on its line."""
    start = text.rfind("\n", 0, entry.label[0]) + 1
    left = text[start : entry.label[0]].strip(" \t|")
    return any(map(str.isalnum, left)) and ":" not in left and not begins_label(matcher, fold(left))


def _above(text: str, segments: Segments, first: Entry) -> list[Range]:
    """The loose line right above a label, or left of it."""
    places = [(loose.line.start, loose.line.end) for loose in segments.loose]
    return next(
        (
            [place]
            for place in reversed(places)
            if place[1] <= first.label[0] and not text[place[1] : first.label[0]].strip(" \t|\n:")
        ),
        [],
    )
