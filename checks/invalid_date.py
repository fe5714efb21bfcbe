"""OF201 invalid-date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rule import Hit, Rule, Text, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

MESSAGE = Text(
    '{field}: "{printed}" is not a possible date, so the value is left empty. Correct it.',
    "{field} : « {printed} » n'est pas une date possible, la valeur reste donc vide. Corrigez-la.",
)

RULE = Rule(
    code="OF201",
    name="invalid-date",
    severity="error",
    what=Text(
        "A date is impossible or unreadable. The value is null, never a guess.",
        "Une date est impossible ou illisible. La valeur est nulle, jamais devinée.",
    ),
    why=Text(
        "A guessed deadline makes applicants miss the real one.",
        "Une date limite devinée fait manquer la vraie aux candidats.",
    ),
    example="Date limite de candidature : 30/02/2025",
    instead=Text(
        "Write a date of the calendar: `Date limite de candidature : 28/02/2025`.",
        "Écrivez une date du calendrier : `Date limite de candidature : 28/02/2025`.",
    ),
    messages=(MESSAGE,),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit for each impossible date that the extraction saw."""
    for seen in case.seen("invalid-date"):
        span = case.locate(seen.start, seen.end)
        yield Hit(seen.field, span, MESSAGE, {"printed": quote(seen.detail or span.text)})
