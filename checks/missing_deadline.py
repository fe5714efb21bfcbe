"""OF103 missing-deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rule import Hit, Rule, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..extract.document import ObservationKind
    from .case import Case

MESSAGE = Text(
    "deadline: no last day to apply was found. Write it after the label `Date limite de candidature :`.",
    "deadline : aucune date limite trouvée. Écrivez-la après le libellé `Date limite de candidature :`.",
)

RULE = Rule(
    code="OF103",
    name="missing-deadline",
    severity="error",
    what=Text(
        "The posting has no last day to apply, in a family whose postings must have one. A deadline that is printed "
        "but is no possible date is OF201 alone; one without a year is OF206 "
        "alone, two that differ are OF108 alone.",
        "L'annonce n'a pas de date limite de candidature, dans une famille où elle est obligatoire. Une date limite "
        "imprimée mais impossible relève d'OF201 seul ; une sans année, d'OF206 "
        "seul ; deux qui diffèrent, d'OF108 seul.",
    ),
    why=Text(
        "Applicants cannot know until when to answer, and the posting never expires.",
        "Les candidats ne savent pas jusqu'à quand répondre, et l'annonce n'expire jamais.",
    ),
    example="Date limite de candidature :",
    instead=Text(
        "Write the date in full: `Date limite de candidature : vendredi 20 juin 2025`.",
        "Écrivez la date en entier : `Date limite de candidature : vendredi 20 juin 2025`.",
    ),
    messages=(MESSAGE,),
)


EXPLAINED: tuple[ObservationKind, ...] = (
    "invalid-date",
    "no-day",
    "ambiguous-date",
    "duplicate-field",
)  # said by OF201, OF206, OF108


def check(case: Case) -> Iterator[Hit]:
    """One hit where the family asks for a deadline, it is null, and no unreadable or doubled one says why."""
    if (
        case.offer.deadline is None
        and "deadline" in case.required
        and not any(seen.field == "deadline" for kind in EXPLAINED for seen in case.seen(kind))
    ):
        yield Hit("deadline", None, MESSAGE)
