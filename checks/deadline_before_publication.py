"""OF203 deadline-before-publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .dates import PrintedDate, weekday_agrees
from .rule import Hit, Rule, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ..extract.record import Reference
    from .case import Case

DEADLINE = Text(
    "deadline: {deadline} is before the publication on {published}. The deadline is likelier wrong: correct it.",
    "deadline : le {deadline} précède la publication du {published}. C'est plutôt la date limite qui est fausse : "
    "corrigez-la.",
)
PUBLISHED = Text(
    "deadline: {deadline} is before the publication on {published}. The publication date is likelier wrong: correct "
    "it.",
    "deadline : le {deadline} précède la publication du {published}. C'est plutôt la date de publication qui est "
    "fausse : corrigez-la.",
)
SWAPPED = Text(
    "deadline: {deadline} is before the publication on {published}. The reference bears the date of the deadline: "
    "the two dates look swapped; exchange them.",
    "deadline : le {deadline} précède la publication du {published}. La référence porte la date limite : les deux "
    "dates semblent inversées ; échangez-les.",
)
UNCLEAR = Text(
    "deadline: {deadline} is before the publication on {published}. Check both dates.",
    "deadline : le {deadline} précède la publication du {published}. Vérifiez les deux dates.",
)

RULE = Rule(
    code="OF203",
    name="deadline-before-publication",
    severity="error",
    what=Text(
        "The deadline is earlier than the publication. The message says which of the two is likelier wrong, from the "
        "weekdays printed with them and from the reference's date and year.",
        "La date limite précède la publication. Le message dit laquelle des deux est plutôt fausse, d'après les "
        "jours de la semaine imprimés et d'après la date et l'année de la référence.",
    ),
    why=Text(
        "The posting is closed before it opens: whoever trusts the dates never applies.",
        "L'annonce est close avant d'ouvrir : qui se fie aux dates ne postule pas.",
    ),
    example="Date de dépôt de l'offre : lundi 3 février 2025\nDate limite de candidature : vendredi 21 février 2024",
    instead=Text(
        "Correct the wrong date: `Date limite de candidature : vendredi 21 février 2025`.",
        "Corrigez la date fausse : `Date limite de candidature : vendredi 21 février 2025`.",
    ),
    messages=(DEADLINE, PUBLISHED, SWAPPED, UNCLEAR),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit where the deadline is before the publication."""
    published, deadline = case.offer.published, case.offer.deadline
    if published and deadline and deadline < published:
        message = _likelier(case, published, deadline)
        yield Hit("deadline", case.spans.get("deadline"), message, {"deadline": deadline, "published": published})


def _likelier(case: Case, published: date, deadline: date) -> Text:
    """Which message the evidence supports."""
    reference = case.offer.reference
    if reference and reference.issued == deadline:
        return SWAPPED
    trust = _trust_in_publication(case, published, reference) - _trust_in_deadline(case, deadline, reference)
    if trust == 0:
        return UNCLEAR
    return DEADLINE if trust > 0 else PUBLISHED


def _trust_in_publication(case: Case, published: date, reference: Reference | None) -> int:
    """Each agreeing fact counts 1, each disagreeing one -1."""
    facts = [weekday_agrees(PrintedDate("published", published, case.spans.get("published")))]
    if reference and reference.issued:
        facts.append(reference.issued == published)
    if reference and reference.year:
        facts.append(reference.year == published.year)
    return _count(facts)


def _trust_in_deadline(case: Case, deadline: date, reference: Reference | None) -> int:
    """The same; a deadline may be in the year after the reference's, not before it."""
    facts = [weekday_agrees(PrintedDate("deadline", deadline, case.spans.get("deadline")))]
    if reference and reference.issued:
        facts.append(deadline >= reference.issued)
    if reference and reference.year:
        facts.append(deadline.year in (reference.year, reference.year + 1))
    return _count(facts)


def _count(facts: list[bool | None]) -> int:
    return sum(1 if fact else -1 for fact in facts if fact is not None)
