"""OF205 implausible-window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .evidence_dates import advice
from .rule import Hit, Rule, Said, Text, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

MIN_DAYS = 3  # of the contract: nobody can answer in less
MAX_DAYS = 365  # of the contract: a year too many in one of the dates gives more

DAY, DAYS = Text("day", "jour"), Text("days", "jours")
SHORT = Text(
    "deadline: {deadline} leaves only {days} from the publication on {published}. {advice}",
    "deadline : le {deadline} ne laisse que {days} depuis la publication du {published}. {advice}",
)
LONG = Text(
    "deadline: {deadline} is {days} after the publication on {published}. {advice}",
    "deadline : le {deadline} est {days} après la publication du {published}. {advice}",
)

RULE = Rule(
    code="OF205",
    name="implausible-window",
    severity="warning",
    what=Text(
        f"Under {MIN_DAYS} or over {MAX_DAYS} days lie between publication and deadline. A deadline before the "
        "publication is OF203 alone.",
        f"Moins de {MIN_DAYS} ou plus de {MAX_DAYS} jours séparent la publication de la date limite. Une date limite "
        "antérieure à la publication relève d'OF203 seul.",
    ),
    why=Text(
        "Postings usually run for some weeks; such a window is mostly a mistyped day or year.",
        "Une annonce court d'ordinaire quelques semaines ; un tel délai vient le plus souvent d'une faute de frappe.",
    ),
    example="Date de dépôt de l'offre : 02/06/2025\nDate limite de candidature : 20/06/2026",
    instead=Text(
        "Correct the wrong date: `Date limite de candidature : 20/06/2025`.",
        "Corrigez la date fausse : `Date limite de candidature : 20/06/2025`.",
    ),
    messages=(SHORT, LONG),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit where the window is too short or too long."""
    published, deadline = case.offer.published, case.offer.deadline
    if published is None or deadline is None or deadline < published:
        return
    days = (deadline - published).days
    if not MIN_DAYS <= days <= MAX_DAYS:
        values: dict[str, Said] = {"deadline": deadline, "published": published}
        values["days"] = counted(days, DAY, DAYS)
        values["advice"] = advice(case, ("published", "deadline"))
        yield Hit("deadline", case.spans.get("deadline"), SHORT if days < MIN_DAYS else LONG, values)
