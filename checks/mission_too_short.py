"""OF405 mission-too-short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rule import Hit, Rule, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

MIN_WORDS = 3  # of the contract
ENOUGH_SPACES = 6  # with so many no mission is short, and its words need no count

MESSAGE = Text(
    '{field}: "{mission}" is too short to say what is to be done. Write the task out.',
    "{field} : « {mission} » est trop court pour dire ce qu'il y a à faire. Développez la tâche.",
)

RULE = Rule(
    code="OF405",
    name="mission-too-short",
    severity="info",
    what=Text(
        f"A mission has under {MIN_WORDS} words (pieces between spaces that hold a letter or a digit).",
        f"Une mission a moins de {MIN_WORDS} mots (morceaux entre espaces qui contiennent une lettre ou un chiffre).",
    ),
    why=Text(
        "It is a heading, a piece of a broken line, or says too little to be of use.",
        "C'est un titre, un morceau de ligne coupée, ou une tâche trop peu décrite.",
    ),
    example="Missions :\n- Secrétariat ;\n- Tenir le standard du service.",
    instead=Text(
        "Say what is done, for whom: `- assurer le secrétariat du service ;`.",
        "Dites ce qui est fait, pour qui : `- assurer le secrétariat du service ;`.",
    ),
    messages=(MESSAGE,),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit for each short mission."""
    for number, mission in enumerate(case.offer.missions):
        if mission.text.count(" ") < ENOUGH_SPACES and _words(mission.text) < MIN_WORDS:
            field = f"missions[{number}].text"
            yield Hit(field, case.spans.get(field), MESSAGE, {"mission": mission.text})


def _words(text: str) -> int:
    return sum(any(char.isalnum() for char in piece) for piece in text.split())
