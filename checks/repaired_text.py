"""OF403 repaired-text."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .rule import Hit, Rule, Said, Text, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..extract.document import Observation
    from .case import Case

FIELD = Text(
    '{field}: repaired to be read (places: {count}); the first is printed "{printed}". Check the value.',
    "{field} : réparé pour être lu (endroits : {count}) ; le premier est imprimé « {printed} ». Vérifiez la valeur.",
)
TEXT = Text(
    'The text was repaired to be read (places: {count}); the first is printed "{printed}". Compare with the original.',
    "Le texte a été réparé pour être lu (endroits : {count}) ; le premier est imprimé « {printed} ». Comparez avec "
    "l'original.",
)

RULE = Rule(
    code="OF403",
    name="repaired-text",
    severity="info",
    what=Text(
        "Mojibake, OCR damage or a misspelt label was repaired to read a value. The repairs of one field (of all "
        "missions, of all sections) are one finding, and those that belong to no field are one.",
        "Du mojibake, un dégât d'OCR ou un libellé mal écrit a été réparé pour lire une valeur. Les réparations d'un "
        "champ (de toutes les missions, de toutes les rubriques) font un seul constat, celles sans champ un seul "
        "aussi.",
    ),
    why=Text(
        "The value is not letter for letter what the source holds.",
        "La valeur n'est pas à la lettre ce que contient la source.",
    ),
    example="Date limite de candidature : Vendredi 2O juin 2O25",
    instead=Text(
        "Write `Vendredi 20 juin 2025`, with digits; save text as UTF-8.",
        "Écrivez `Vendredi 20 juin 2025`, avec des chiffres ; enregistrez le texte en UTF-8.",
    ),
    messages=(FIELD, TEXT),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit for each field with repairs, at the first of them."""
    repairs: defaultdict[str, list[Observation]] = defaultdict(list)
    first, last = case.bounds
    for seen in case.seen("repaired"):
        if seen.field is None and not first <= seen.start < last:
            continue  # a repair of the file's text, in another posting
        repairs[(seen.field or "").partition("[")[0]].append(seen)
    for field, places in repairs.items():
        span = case.locate(places[0].start, places[0].end)
        values: dict[str, Said] = {"count": len(places), "printed": quote(places[0].detail or span.text)}
        yield Hit(field or None, span, FIELD if field else TEXT, values)
