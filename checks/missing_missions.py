"""OF104 missing-missions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rule import Hit, Rule, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

ABSENT = Text(
    "missions: no missions section was found. Write the tasks as a list under the heading `Missions :`.",
    "missions : aucune rubrique de missions trouvée. Écrivez les tâches en liste sous le titre `Missions :`.",
)
EMPTY = Text(
    'missions: nothing stands under the heading "{heading}". Write the tasks there, as a list.',
    "missions : rien ne figure sous le titre « {heading} ». Écrivez-y les tâches, en liste.",
)

RULE = Rule(
    code="OF104",
    name="missing-missions",
    severity="error",
    what=Text(
        "The posting has no missions section, or an empty one.",
        "L'annonce n'a pas de rubrique de missions, ou elle est vide.",
    ),
    why=Text(
        "Without the tasks the posting does not say what the work is; often a page was lost.",
        "Sans les tâches, l'annonce ne dit pas en quoi consiste le travail ; souvent une page s'est perdue.",
    ),
    example="Missions :\n\nProfil du candidat",
    instead=Text(
        "List the tasks under the heading `Missions :`, one a line.",
        "Listez les tâches sous le titre `Missions :`, une par ligne.",
    ),
    messages=(ABSENT, EMPTY),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit where the missions are empty, at the heading where there is one."""
    if case.offer.missions:
        return
    for number, section in enumerate(case.offer.sections):
        if section.kind == "missions" and section.heading:
            span = case.spans.get(f"sections[{number}].heading")
            yield Hit("missions", span, EMPTY, {"heading": section.heading})
            return
    yield Hit("missions", None, ABSENT)
