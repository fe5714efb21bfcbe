"""A file's postings for a person to read: title, header values with the line where they stood, missions, findings.

On a terminal with colours and lines wrapped to its width; elsewhere plain, one value a line.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from typing import Any, NamedTuple, TextIO

from ..extract.record import Finding, Mission, Record, Span
from .terminal import printable

BODY = frozenset({"title", "missions", "sections"})  # keys of the offer that are not shown as header values
_LINE_END = re.compile(r"\r\n|\r|\n")
_SEVERITY_STYLE = {"error": "bold red", "warning": "yellow", "info": "cyan"}


class Row(NamedTuple):
    """A line to print: how far it is indented when it wraps, its style, its text."""

    text: str
    style: str = ""
    hang: int = 0


def show(documents: Iterable[tuple[Iterable[Record], str]], stream: TextIO) -> None:
    """Print the postings of one file: for each document its records and the text that their spans point into."""
    printed = [row for records, text in documents for record in records for row in (*rows(record, text), Row(""))][:-1]
    if stream.isatty():
        _print_wrapped(printed, stream)
    else:
        stream.buffer.write("".join(f"{_clean(row.text)}\n" for row in printed).encode())


def rows(record: Record, source: str) -> Iterator[Row]:
    """All that is shown of a record."""
    title = record.offer.title if record.offer else None
    yield Row(title or "(no title)", "bold")
    about = record.source
    yield Row(f"{about.uri or '-'} · posting {about.posting} · family {about.family or 'unknown'}", "dim")
    if record.offer:
        yield from _header(record, source)
        yield from _missions(record.offer.missions)
    yield from _findings(record.findings, source)


def _header(record: Record, source: str) -> Iterator[Row]:
    offer = record.offer.model_dump(mode="json", exclude=set(BODY)) if record.offer else {}
    values = list(_leaves(offer, ""))
    if not values:
        return
    wide = max(len(path) for path, _ in values)
    yield Row("")
    yield Row(f"{'line':>6}  {'key':<{wide}}  value", "dim")
    for path, value in values:
        span = _span(record.spans, path) or record.spans.get(f"{path}.value")
        place = line_of(source, span.start) if span else ""
        yield Row(f"{place:>6}  {path:<{wide}}  {value}", hang=wide + 10)


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """The paths and texts of all values that are not null."""
    if isinstance(value, dict) and value.keys() == {"label", "value"}:
        yield path, f"{value['label']}: {value['value']}"  # an attribute
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(part, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _leaves(part, f"{path}[{index}]")
    elif value is not None:
        yield path, _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).removesuffix(".0") if isinstance(value, float) else str(value)


def _span(spans: dict[str, Span], path: str) -> Span | None:
    """The place of a value, or of the value that it is a part of."""
    while path:
        if path in spans:
            return spans[path]
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return None


def line_of(source: str, offset: int) -> int:
    """The number, from 1, of the line in which an offset stands."""
    return 1 + sum(1 for _ in _LINE_END.finditer(source, 0, offset))


def _missions(missions: Iterable[Mission]) -> Iterator[Row]:
    group = None
    for number, mission in enumerate(missions):
        if not number:
            yield Row("")
            yield Row("Missions", "bold")
        if mission.group != group and mission.group:
            yield Row(f"  {mission.group}", "italic", hang=2)
        group = mission.group
        yield Row(f"  • {mission.text}", hang=4)


def _findings(findings: Iterable[Finding], source: str) -> Iterator[Row]:
    for number, finding in enumerate(findings):
        if not number:
            yield Row("")
            yield Row("Findings", "bold")
        place = f" (line {line_of(source, finding.span.start)})" if finding.span else ""
        said = finding.field is None or finding.message.startswith(finding.field)
        concerned = "" if said else f" {finding.field}:"
        told = f"  {finding.severity:<7} {finding.code} {finding.name}{place}{concerned} {finding.message}"
        yield Row(told, _SEVERITY_STYLE[finding.severity], hang=10)


def _clean(text: str) -> str:
    return printable(" ".join(text.splitlines())).rstrip()


def _print_wrapped(printed: Iterable[Row], stream: TextIO) -> None:
    from rich.console import Console

    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")  # a terminal that is not UTF-8 shows what it can
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    for row in printed:
        indent = " " * min(row.hang, console.width // 2)
        wrapped = textwrap.fill(_clean(row.text), console.width, subsequent_indent=indent, break_on_hyphens=False)
        console.print(wrapped, style=row.style or None, soft_wrap=True)
