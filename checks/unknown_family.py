"""OF501 unknown-family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rule import Hit, Rule, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

MESSAGE = Text(
    "No pattern family recognised this posting; it was read with the common patterns only. Check the record.",
    "Aucune famille de motifs n'a reconnu cette annonce ; elle a été lue avec les seuls motifs communs. Vérifiez "
    "l'enregistrement.",
)

RULE = Rule(
    code="OF501",
    name="unknown-family",
    severity="info",
    what=Text("No pattern family recognised the posting.", "Aucune famille de motifs n'a reconnu l'annonce."),
    why=Text(
        "Only common labels were looked for, and all that a posting may need is asked of it: fields may be missing.",
        "Seuls les libellés communs ont été cherchés, et tout ce qu'une annonce peut devoir contenir lui est demandé "
        ": des champs peuvent manquer.",
    ),
    example="Cherchons quelqu'un pour tenir la boutique le samedi.",
    instead=Text(
        "If many postings look like this one, describe their family in a pack: `offres patterns new NAME`.",
        "Si beaucoup d'annonces lui ressemblent, décrivez leur famille dans un pack : `offres patterns new NOM`.",
    ),
    messages=(MESSAGE,),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit where the family is None."""
    if case.family is None:
        yield Hit(None, None, MESSAGE)
