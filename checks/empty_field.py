"""OF107 empty-field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .rule import Hit, Rule, Text, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..extract.document import Observation
    from .case import Case

MESSAGE = Text(
    'The label "{label}" stands there without a value. Fill it in, or take the label out.',
    "Le libellé « {label} » est sans valeur. Complétez-le, ou retirez-le.",
)

FREE_TEXT = frozenset({"employer", "department", "service", "corps", "occupation", "location", "attributes"})
WORD = re.compile(r"\b(?!null\b)[^\W\d_]{3}")  # `null` is a slip of the program that made the page
NO_VALUE = re.compile(r"^[#|<]|:")  # another heading, a table, another label
MARKUP = " \t\r*_:"

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
    """One hit for each empty label that the extraction saw, but where something stands there that it did not take."""
    for seen in case.seen("empty-field"):
        if not _is_answered(case, seen):
            span = case.locate(seen.start, seen.end)
            yield Hit(seen.field, span, MESSAGE, {"label": quote(span.text)})


def _is_answered(case: Case, seen: Observation) -> bool:
    """Whether a text stands behind the label, or under it where the label is a heading; another label has a colon."""
    if seen.field not in FREE_TEXT:
        return False
    behind, _, below = case.text[seen.end : case.bounds[1]].partition("\n")
    if behind.strip(MARKUP):
        return WORD.search(behind) is not None and ":" not in behind
    before = case.text[case.text.rfind("\n", 0, seen.start) + 1 : seen.start]
    following = below.lstrip().partition("\n")[0]
    return "#" in before and NO_VALUE.search(following) is None and WORD.search(following) is not None
