"""Counts into plots: inline SVG, drawn by its numbers alone, each with the same counts as a table."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from .safe import escaped
from .words import Words

Counts = Sequence[tuple[str, int]]

MOST_BARS = 15  # of employers; the rest is one bar
MOST_MONTHS = 36  # from more, years are counted
_BINS = ((0, 2), (3, 7), (8, 14), (15, 21), (22, 30), (31, 60), (61, 90), (91, 180), (181, 365))
_WIDTH, _ROW, _LABEL = 640, 26, 230
_HEIGHT, _FOOT, _HEAD = 220, 34, 20
_LONGEST = 30  # characters of a label beside a bar
_TICKS = 12  # labels under columns at most


class Told(NamedTuple):
    """What is counted of a posting."""

    codes: Sequence[tuple[str, str]]  # of its findings, with their names
    employer: str | None
    published: str | None
    deadline: str | None


def plots(told: Iterable[Told], words: Words) -> str:
    """All figures, as HTML."""
    all_told = list(told)
    codes = Counter(f"{code} {name}" for one in all_told for code, name in one.codes)
    title, months = _by_month(all_told, words)
    return "".join(
        (
            _figure(words["by_code"], sorted(codes.items(), key=_most_first), words, _bars),
            _figure(title, months, words, _columns),
            _figure(words["by_employer"], _by_employer(all_told, words), words, _bars),
            _figure(words["windows"], _windows(all_told, words), words, _columns),
        )
    )


def _most_first(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def _by_employer(told: Sequence[Told], words: Words) -> Counts:
    counts = sorted(Counter(one.employer or words["no_employer"] for one in told).items(), key=_most_first)
    rest = sum(count for _, count in counts[MOST_BARS:])
    return [*counts[:MOST_BARS], *([(words["others"], rest)] if rest else [])]


def _by_month(told: Sequence[Told], words: Words) -> tuple[str, Counts]:
    """The months from the first to the last, those without postings too; of many months, the years."""
    dates = [one.published for one in told if one.published]
    undated = [(words["undated"], len(told) - len(dates))] if len(dates) < len(told) else []
    if not dates:
        return words["by_month"], undated
    first, last = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (min(dates), max(dates)))
    if last - first < MOST_MONTHS:
        months = Counter(day[:7] for day in dates)
        names = (f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1))
        return words["by_month"], [*((name, months[name]) for name in names), *undated]
    years = Counter(day[:4] for day in dates)
    return words["year"], [*sorted(years.items()), *undated]


def _windows(told: Sequence[Told], words: Words) -> Counts:
    days = [
        (date.fromisoformat(one.deadline) - date.fromisoformat(one.published)).days
        for one in told
        if one.published and one.deadline
    ]
    if not days:
        return []
    last = _BINS[-1][1]
    inside = [(f"{low}–{high}", sum(low <= day <= high for day in days)) for low, high in _BINS]
    return [(words["before"], sum(day < 0 for day in days)), *inside, (f"> {last}", sum(day > last for day in days))]


def _figure(title: str, counts: Counts, words: Words, draw: Callable[[Counts, str], str]) -> str:
    if not any(count for _, count in counts):
        return f"<figure><figcaption>{escaped(title)}</figcaption><p>{escaped(words['no_data'])}</p></figure>"
    rows = "".join(f"<tr><th scope=row>{escaped(name)}</th><td>{count}</td></tr>" for name, count in counts)
    return (
        f"<figure><figcaption>{escaped(title)}</figcaption>{draw(counts, escaped(title))}"
        f"<details><summary>{escaped(words['table'])}</summary><table>{rows}</table></details></figure>"
    )


def _bars(counts: Counts, title: str) -> str:
    """Horizontal bars, a label before and the count behind each."""
    most, room = max(count for _, count in counts), _WIDTH - _LABEL - 60
    drawn = []
    for index, (name, count) in enumerate(counts):
        y, wide = index * _ROW, max(count * room / most, 1)
        label = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        drawn.append(
            f'<text x="{_LABEL - 8}" y="{y + 17}" text-anchor="end">{escaped(label)}</text>'
            f'<rect x="{_LABEL}" y="{y + 4}" width="{wide:.1f}" height="{_ROW - 9}" rx="2"/>'
            f'<text class="n" x="{_LABEL + wide + 6:.1f}" y="{y + 17}">{count}</text>'
        )
    return _svg(len(counts) * _ROW, title, drawn)


def _columns(counts: Counts, title: str) -> str:
    """Columns, the count over and a label under each; of many columns some labels only."""
    most, step = max(count for _, count in counts), min(_WIDTH / len(counts), 90.0)
    every = -(-len(counts) // _TICKS)
    drawn = []
    for index, (name, count) in enumerate(counts):
        high = count * (_HEIGHT - _FOOT - _HEAD) / most
        x, middle = index * step + step * 0.14, index * step + step / 2
        drawn.append(
            f'<rect x="{x:.1f}" y="{_HEIGHT - _FOOT - high:.1f}" width="{step * 0.72:.1f}" height="{high:.1f}"/>'
        )
        if count:
            drawn.append(_centred(middle, _HEIGHT - _FOOT - high - 6, str(count), " class=n"))
        if index % every == 0:
            drawn.append(_centred(middle, _HEIGHT - _FOOT + 18, name, ""))
    line = f'<path d="M0 {_HEIGHT - _FOOT + 0.5}H{_WIDTH}"/>'
    return _svg(_HEIGHT, title, [*drawn, line])


def _centred(x: float, y: float, text: str, kind: str) -> str:
    return f'<text{kind} x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{escaped(text)}</text>'


def _svg(height: int, title: str, drawn: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{title}">{"".join(drawn)}</svg>'
