"""OF101 missing-title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rule import Hit, Rule, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

MESSAGE = Text(
    "title: no title was found. Write the post's name on the first line.",
    "title : aucun intitulé trouvé. Écrivez le nom du poste sur la première ligne.",
)

RULE = Rule(
    code="OF101",
    name="missing-title",
    severity="error",
    what=Text("The posting has no title.", "L'annonce n'a pas d'intitulé."),
    why=Text(
        "Without the post's name nobody can find, list or apply for it.",
        "Sans le nom du poste, personne ne peut trouver l'annonce, la lister ni y répondre.",
    ),
    example="Référence : 3134-25-7777/SR du 02/06/2025",
    instead=Text(
        "Put the post's name first, or after the label `Intitulé du poste :`.",
        "Mettez le nom du poste en tête, ou après le libellé `Intitulé du poste :`.",
    ),
    messages=(MESSAGE,),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit where the title is null."""
    if not case.offer.title:
        yield Hit("title", None, MESSAGE)
