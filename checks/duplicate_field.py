"""OF108 duplicate-field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rule import Hit, Rule, Text, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

DATES = frozenset({"published", "deadline", "initial_deadline"})  # of two of which neither is kept

MESSAGE = Text(
    '{field}: given twice; "{other}" was not kept, "{kept}" was. Keep one of them.',
    "{field} : donné deux fois ; « {other} » n'a pas été retenu, « {kept} » l'a été. Gardez-en un seul.",
)
OTHER_ONLY = Text(
    'A label stands there twice with different values; "{other}" was not kept. Keep one of them.',
    "Un libellé figure deux fois avec des valeurs différentes ; « {other} » n'a pas été retenu. Gardez-en un seul.",
)
NEITHER = Text(
    '{field}: given twice, and nothing tells which of the values holds, so it is left empty; "{other}" is one of them. '
    "Keep the one that holds.",
    "{field} : donné deux fois sans que rien dise quelle valeur vaut, le champ reste donc vide ; « {other} » est l'une "
    "d'elles. Gardez celle qui vaut.",
)
OTHER_COPY = Text(
    "deadline: {deadline} here, {other} in {where}, which is the same posting of the same day; neither says that the "
    "deadline was changed. Correct one of them, or announce the change: `Modification de la date de clôture "
    "initialement prévue le ...`.",
    "deadline : le {deadline} ici, le {other} dans {where}, la même annonce du même jour ; aucune ne dit que la date "
    "limite a changé. Corrigez l'une d'elles, ou annoncez le changement : `Modification de la date de clôture "
    "initialement prévue le ...`.",
)

RULE = Rule(
    code="OF108",
    name="duplicate-field",
    severity="warning",
    what=Text(
        "One label stands twice in one posting with different values. Over several files: two copies of one posting, "
        "of the same publication date, give two deadlines, and neither says that it was changed.",
        "Un même libellé figure deux fois dans une annonce avec des valeurs différentes. Sur plusieurs fichiers : deux "
        "copies d'une annonce, de la même date de publication, donnent deux dates limites, et aucune ne dit que "
        "celle-ci a changé.",
    ),
    why=Text(
        "Only one value can be right, and the record keeps one without knowing which; of two dates it keeps neither.",
        "Une seule valeur peut être juste, et l'enregistrement en garde une sans savoir laquelle ; de deux dates, "
        "aucune.",
    ),
    example="Lieu de travail : Koumac\nLieu de travail : Bourail",
    instead=Text(
        "Keep the line that is right: `Lieu de travail : Koumac`; two sites go on one line.",
        "Gardez la bonne ligne : `Lieu de travail : Koumac` ; deux sites vont sur une seule ligne.",
    ),
    messages=(MESSAGE, OTHER_ONLY, NEITHER, OTHER_COPY),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit for each second value that the extraction saw."""
    for seen in case.seen("duplicate-field"):
        span = case.locate(seen.start, seen.end)
        other = quote(seen.detail or span.text)
        kept = case.spans.get(seen.field) if seen.field else None
        if kept is not None:
            yield Hit(seen.field, span, MESSAGE, {"other": other, "kept": quote(kept.text)})
        elif seen.field in DATES and getattr(case.offer, seen.field) is None:
            yield Hit(seen.field, span, NEITHER, {"other": other})
        else:
            yield Hit(seen.field, span, OTHER_ONLY, {"other": other})
