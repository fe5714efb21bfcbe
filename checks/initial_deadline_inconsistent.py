"""OF204 initial-deadline-inconsistent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .evidence_dates import advice
from .rule import Hit, Rule, Said, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

BEFORE = Text(
    "initial_deadline: {initial}, the deadline that was replaced, is before the publication on {published}. {advice}",
    "initial_deadline : le {initial}, date limite remplacée, précède la publication du {published}. {advice}",
)
LATER = Text(
    "initial_deadline: {initial}, the deadline that was replaced, is later than the new one, {deadline}. {advice}",
    "initial_deadline : le {initial}, date limite remplacée, est postérieur à la nouvelle, le {deadline}. {advice}",
)

RULE = Rule(
    code="OF204",
    name="initial-deadline-inconsistent",
    severity="warning",
    what=Text(
        "The replaced deadline is before the publication, or is later than the new one.",
        "La date limite remplacée précède la publication, ou est postérieure à la nouvelle.",
    ),
    why=Text(
        "One of the dates is wrong, or the posting was shortened; the deadline in force is in doubt.",
        "Une des dates est fausse, ou le délai a été réduit ; la date limite en vigueur est douteuse.",
    ),
    example="Modification de la date de clôture initialement prévue le 13/06/2024\n"
    "Date de dépôt de l'offre : lundi 2 juin 2025",
    instead=Text(
        "Correct the wrong date: `initialement prévue le 13/06/2025`.",
        "Corrigez la date fausse : `initialement prévue le 13/06/2025`.",
    ),
    messages=(BEFORE, LATER),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit, for the publication first."""
    offer = case.offer
    initial = offer.initial_deadline
    if initial is None:
        return
    span = case.spans.get("initial_deadline")
    values: dict[str, Said] = {"initial": initial}
    if offer.published and initial < offer.published:
        values |= {"published": offer.published, "advice": advice(case, ("initial_deadline", "published"))}
        yield Hit("initial_deadline", span, BEFORE, values)
    elif offer.deadline and initial > offer.deadline:
        values |= {"deadline": offer.deadline, "advice": advice(case, ("initial_deadline", "deadline"))}
        yield Hit("initial_deadline", span, LATER, values)
