"""OF105 missing-employer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rule import Hit, Rule, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

MESSAGE = Text(
    "employer: no employer was found. Write the recruiting body after the label `Employeur :`.",
    "employer : aucun employeur trouvé. Écrivez l'organisme qui recrute après le libellé `Employeur :`.",
)

RULE = Rule(
    code="OF105",
    name="missing-employer",
    severity="warning",
    what=Text(
        "The posting names no employer, in a family whose postings must name one.",
        "L'annonce ne nomme pas d'employeur, dans une famille où il est obligatoire.",
    ),
    why=Text(
        "Applicants and job boards need to know who recruits; a name that stands only in a logo is not text.",
        "Candidats et sites d'emploi doivent savoir qui recrute ; un nom présent seulement dans un logo n'est pas du "
        "texte.",
    ),
    example="Employeur :\nLieu de travail : Bourail",
    instead=Text(
        "Write the name out: `Employeur : Commune de Bourail`.",
        "Écrivez le nom en toutes lettres : `Employeur : Commune de Bourail`.",
    ),
    messages=(MESSAGE,),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit where the family asks for an employer and it is null."""
    if not case.offer.employer and "employer" in case.required:
        yield Hit("employer", None, MESSAGE)
