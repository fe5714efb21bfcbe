"""OF106 missing-location."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rule import Hit, Rule, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

MESSAGE = Text(
    "location: no place of work was found. Write it after the label `Lieu de travail :`.",
    "location : aucun lieu de travail trouvé. Écrivez-le après le libellé `Lieu de travail :`.",
)

RULE = Rule(
    code="OF106",
    name="missing-location",
    severity="warning",
    what=Text(
        "The posting names no place of work, in a family whose postings must name one.",
        "L'annonce ne nomme pas de lieu de travail, dans une famille où il est obligatoire.",
    ),
    why=Text(
        "Searches by place miss the posting, and job boards refuse it.",
        "Les recherches par lieu manquent l'annonce, et les sites d'emploi la refusent.",
    ),
    example="Lieu de travail :\nPoste à pourvoir : immédiatement",
    instead=Text(
        "Write the place, or the sites: `Lieu de travail : Koumac`.",
        "Écrivez le lieu, ou les sites : `Lieu de travail : Koumac`.",
    ),
    messages=(MESSAGE,),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit where the family asks for a place and it is null."""
    if not case.offer.location and "location" in case.required:
        yield Hit("location", None, MESSAGE)
