"""OF109 structured-data-differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rule import Hit, Rule, Text, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

MESSAGE = Text(
    '{field}: the text says "{text}", the page\'s structured data "{data}". The text\'s value is kept; correct one of '
    "them.",
    "{field} : le texte dit « {text} », les données structurées de la page « {data} ». La valeur du texte est gardée ; "
    "corrigez l'un des deux.",
)

RULE = Rule(
    code="OF109",
    name="structured-data-differs",
    severity="warning",
    what=Text(
        "The structured data of a web page (JSON-LD, microdata or RDFa of a JobPosting) says something else than its "
        "text: another day, or a name of which neither holds the other.",
        "Les données structurées d'une page web (JobPosting en JSON-LD, microdonnées ou RDFa) disent autre chose que "
        "son texte : un autre jour, ou un nom dont aucun des deux ne contient l'autre.",
    ),
    why=Text(
        "Search engines show the structured data, applicants read the text; one of them is wrong.",
        "Les moteurs de recherche montrent les données structurées, les candidats lisent le texte ; l'un des deux a "
        "tort.",
    ),
    example='Date limite de candidature : 28 mars 2031\n"validThrough": "2031-04-28"',
    instead=Text(
        "Publish both from the same record: `28 mars 2031` and `2031-03-28`.",
        "Publiez les deux depuis la même fiche : `28 mars 2031` et `2031-03-28`.",
    ),
    messages=(MESSAGE,),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit for each field of which the extraction saw two values."""
    for seen in case.seen("structured-data-differs"):
        span = case.locate(seen.start, seen.end)
        yield Hit(seen.field, span, MESSAGE, {"text": quote(span.text), "data": quote(seen.detail)})
