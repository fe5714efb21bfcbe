"""OF107 empty-field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rule import Hit, Rule, Text, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

MESSAGE = Text(
    'The label "{label}" stands there without a value. Fill it in, or take the label out.',
    "Le libellé « {label} » est sans valeur. Complétez-le, ou retirez-le.",
)

RULE = Rule(
    code="OF107",
    name="empty-field",
    severity="warning",
    what=Text("A label stands there without a value.", "Un libellé figure sans valeur."),
    why=Text(
        "The author meant to say something there: a value was forgotten, or lost when the page was read.",
        "L'auteur voulait y dire quelque chose : une valeur a été oubliée, ou perdue à la lecture de la page.",
    ),
    example="Lieu de travail :\nPoste à pourvoir : immédiatement",
    instead=Text(
        "Write the value behind the label, `/` where there is none, or leave the label out.",
        "Écrivez la valeur après le libellé, `/` s'il n'y en a pas, ou retirez le libellé.",
    ),
    messages=(MESSAGE,),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit for each empty label that the extraction saw."""
    for seen in case.seen("empty-field"):
        span = case.locate(seen.start, seen.end)
        yield Hit(seen.field, span, MESSAGE, {"label": quote(span.text)})
