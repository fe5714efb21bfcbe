"""OF102 missing-reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rule import Hit, Rule, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

MESSAGE = Text(
    "reference.number: no reference number was found. Write it after the label `Référence :`.",
    "reference.number : aucun numéro de référence trouvé. Écrivez-le après le libellé `Référence :`.",
)

RULE = Rule(
    code="OF102",
    name="missing-reference",
    severity="error",
    what=Text(
        "The posting has no reference number, in a family whose postings must have one.",
        "L'annonce n'a pas de numéro de référence, dans une famille où il est obligatoire.",
    ),
    why=Text(
        "The number is what applicants quote and what editions of one posting are matched by.",
        "C'est le numéro que les candidats citent et par lequel on rapproche les éditions d'une même annonce.",
    ),
    example="Référence : 3134-25-……../SR",
    instead=Text(
        "Fill in the number: `Référence : 3134-25-7777/SR`.",
        "Complétez le numéro : `Référence : 3134-25-7777/SR`.",
    ),
    messages=(MESSAGE,),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit where the family asks for a number and it is null."""
    reference = case.offer.reference
    if "reference" in case.required and (reference is None or not reference.number):
        yield Hit("reference.number", case.spans.get("reference"), MESSAGE)
