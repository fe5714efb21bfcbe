"""OF203 deadline-before-publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .evidence_dates import advice
from .rule import Hit, Rule, Said, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

MESSAGE = Text(
    "deadline: {deadline} is before the publication on {published}. {advice}",
    "deadline : le {deadline} précède la publication du {published}. {advice}",
)
SWAPPED = Text(
    "deadline: {deadline} is before the publication on {published}. The reference bears the date of the deadline: "
    "the two dates look swapped; exchange them.",
    "deadline : le {deadline} précède la publication du {published}. La référence porte la date limite : les deux "
    "dates semblent inversées ; échangez-les.",
)

RULE = Rule(
    code="OF203",
    name="deadline-before-publication",
    severity="error",
    what=Text(
        "The deadline is earlier than the publication. The message says which of the two is likelier wrong and "
        "what would fit, from the weekdays printed with them, the reference's date and year, and the usual window of "
        "14 to 35 days.",
        "La date limite précède la publication. Le message dit laquelle des deux est plutôt fausse et ce "
        "qui conviendrait, d'après les jours de la semaine imprimés, la date et l'année de la référence, et le délai "
        "d'usage de 14 à 35 jours.",
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
    messages=(MESSAGE, SWAPPED),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit where the deadline is before the publication."""
    published, deadline = case.offer.published, case.offer.deadline
    if not published or not deadline or deadline >= published:
        return
    values: dict[str, Said] = {"deadline": deadline, "published": published}
    reference = case.offer.reference
    if reference and reference.issued == deadline:
        yield Hit("deadline", case.spans.get("deadline"), SWAPPED, values)
    else:
        values["advice"] = advice(case, ("published", "deadline"))
        yield Hit("deadline", case.spans.get("deadline"), MESSAGE, values)
