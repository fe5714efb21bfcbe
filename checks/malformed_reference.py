"""OF301 malformed-reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rule import Hit, Rule, Text, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

MESSAGE = Text(
    'reference.number: "{number}" has not the form that numbers of this family have. Check it against the original.',
    "reference.number : « {number} » n'a pas la forme des numéros de cette famille. Comparez avec l'original.",
)

RULE = Rule(
    code="OF301",
    name="malformed-reference",
    severity="warning",
    what=Text(
        "The reference number has not the form that its family uses. A number left blank where there must be one is "
        "OF102 alone.",
        "Le numéro de référence n'a pas la forme en usage dans sa famille. Un numéro laissé en blanc là où il est "
        "obligatoire relève d'OF102 seul.",
    ),
    why=Text(
        "A digit or a letter was probably lost; the number will match no other edition of the posting.",
        "Un chiffre ou une lettre s'est sans doute perdu ; le numéro ne correspondra à aucune autre édition de "
        "l'annonce.",
    ),
    example="Référence : 3134-2-7777/SR",
    instead=Text(
        "Write the whole number: `Référence : 3134-25-7777/SR`.",
        "Écrivez le numéro complet : `Référence : 3134-25-7777/SR`.",
    ),
    messages=(MESSAGE,),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit a place where the extraction saw one, else one where the number was compared and failed."""
    reference = case.offer.reference
    if "reference" in case.required and (reference is None or not reference.number):
        return  # left blank, which is OF102
    places = [case.locate(seen.start, seen.end) for seen in case.seen("malformed-reference")]
    for span in places:
        yield Hit("reference.number", span, MESSAGE, {"number": quote(span.text)})
    if not places and case.reference_form is False and reference and reference.number:
        yield Hit("reference.number", case.spans.get("reference.number"), MESSAGE, {"number": reference.number})
