"""OF201 invalid-date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rule import Hit, Rule, Text, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..extract.document import ObservationKind
    from .case import Case

MESSAGE = Text(
    '{field}: "{printed}" is not a possible date, so the value is left empty. Correct it.',
    "{field} : « {printed} » n'est pas une date possible, la valeur reste donc vide. Corrigez-la.",
)
NO_DAY = Text(
    '{field}: "{printed}" gives no certain day, so the value is left empty. Write one date: day, month and year.',
    "{field} : « {printed} » ne donne aucun jour certain, la valeur reste donc vide. Écrivez une seule date : jour, "
    "mois et année.",
)

RULE = Rule(
    code="OF201",
    name="invalid-date",
    severity="error",
    what=Text(
        "A date is impossible or unreadable, or what stands for it gives no certain day: a wording, a period, several "
        "days, a month. The value is null, never a guess.",
        "Une date est impossible ou illisible, ou ce qui en tient lieu ne donne aucun jour certain : une formule, une "
        "période, plusieurs jours, un mois. La valeur est nulle, jamais devinée.",
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
    messages=(MESSAGE, NO_DAY),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit for each impossible date, and each value in a date's place that gives no day, that the extraction saw."""
    kinds: tuple[tuple[ObservationKind, Text], ...] = (("invalid-date", MESSAGE), ("no-day", NO_DAY))
    for kind, message in kinds:
        for seen in case.seen(kind):
            span = case.locate(seen.start, seen.end)
            yield Hit(seen.field, span, message, {"printed": quote(seen.detail or span.text)})
