"""OF402 unclaimed-text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rule import Hit, Rule, Text, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

MESSAGE = Text(
    'Lines that no field or section takes: {lines}; the first is "{first}". See whether something of use stands there.',
    "Lignes qu'aucun champ ni rubrique ne prend : {lines} ; la première est « {first} ». Voyez si elles sont utiles.",
)

RULE = Rule(
    code="OF402",
    name="unclaimed-text",
    severity="info",
    what=Text(
        "Lines are left over that no field, section or page furniture takes.",
        "Il reste des lignes qu'aucun champ, aucune rubrique ni l'habillage de page ne prend.",
    ),
    why=Text(
        "Nothing of a posting is dropped silently: a fact without a label the tool knows may stand there.",
        "Rien d'une annonce n'est écarté en silence : un fait sans libellé connu peut s'y trouver.",
    ),
    example="Logement de fonction",
    instead=Text(
        "Put a label before the fact: `Avantages : logement de fonction`.",
        "Mettez un libellé devant le fait : `Avantages : logement de fonction`.",
    ),
    messages=(MESSAGE,),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit a posting, at the first of its unclaimed spans."""
    spans = sorted(case.numbered("unclaimed"), key=lambda span: span.start)
    if spans:
        lines = [line for span in spans for line in span.text.splitlines() if line.strip()]
        yield Hit(None, spans[0], MESSAGE, {"lines": len(lines), "first": quote(lines[0] if lines else "")})
