"""What a rule is, and how what it hits becomes a finding.

A rule's file holds `RULE` (the code and its documentation) and `check(case)`, which yields a `Hit` for each thing that
is wrong. A hit holds values, not sentences: `finding` words it in English (the default) or French, with month and
weekday names of its own, so that a message never depends on the locale.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..extract.record import Finding, Severity, Span

Lang = Literal["en", "fr"]
Address = tuple[str, int]  # of a posting: the uri of its document, its place in that

LANGS: tuple[Lang, ...] = ("en", "fr")
QUOTE_CHARS = 80  # longest piece of a posting inside a message: a line of a terminal

_WEEKDAYS: dict[Lang, str] = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
}
_MONTHS: dict[Lang, str] = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}


class Weekday(IntEnum):
    """A day of the week, numbered as by `date.weekday()`."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


class Text(NamedTuple):
    """One text in both languages; as a message, a template with `{named}` values."""

    en: str
    fr: str


Said = str | int | date | Text  # what a message may hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One code and its documentation, which `offres rule CODE` and the documentation's pages are made from."""

    code: str
    """Stable, never used again for something else."""
    name: str
    """Stable; the rule's module bears it, with underscores."""
    severity: Severity
    what: Text
    """When it is raised."""
    why: Text
    """Why it matters to who uses the record."""
    example: str
    """A piece of a posting (or the file) that raises it; French, as the postings are."""
    instead: Text
    """What to write or do instead."""
    messages: tuple[Text, ...]
    """The templates of its messages."""


class Hit(NamedTuple):
    """One thing that a rule found: where, which of its messages, and the values for the message."""

    field: str | None
    span: Span | None
    message: Text
    values: Mapping[str, Said] = {}
    others: tuple[Address, ...] = ()  # postings that it is about too


def finding(rule: Rule, hit: Hit, lang: Lang = "en") -> Finding:
    """The finding that `hit` of `rule` is in the record; a template may name `{field}` besides its values."""
    from ..extract.record import Finding

    template = hit.message.fr if lang == "fr" else hit.message.en
    values = {key: say(value, lang) for key, value in hit.values.items()}
    message = template.format(field=hit.field, **values)
    return Finding(
        code=rule.code, name=rule.name, severity=rule.severity, field=hit.field, message=message, span=hit.span
    )


def say(value: Said, lang: Lang) -> str:
    """A value as a message words it: `21 February 2025`, `1er mars 2025`, `Friday`."""
    if isinstance(value, Text):
        return value.fr if lang == "fr" else value.en
    if isinstance(value, Weekday):
        return _WEEKDAYS[lang].split()[value]
    if isinstance(value, date):
        day = "1er" if lang == "fr" and value.day == 1 else str(value.day)
        return f"{day} {_MONTHS[lang].split()[value.month - 1]} {value.year}"
    return str(value)


def counted(number: int, one: Text, many: Text) -> Text:
    """A number with its noun, one in English being 1, in French 0 too: `0 days`, `0 jour`."""
    return Text(f"{number} {one.en if number == 1 else many.en}", f"{number} {one.fr if number < 2 else many.fr}")  # noqa: PLR2004 two and more


def quote(text: str, limit: int = QUOTE_CHARS) -> str:
    """A piece of a posting for a message: on one line, cut after `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def quote_end(text: str, limit: int = QUOTE_CHARS) -> str:
    """The end of a piece of a posting for a message."""
    line = " ".join(text.split())
    return line if len(line) <= limit else "…" + line[1 - limit :].lstrip()
