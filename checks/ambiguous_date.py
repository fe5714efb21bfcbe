"""OF206 ambiguous-date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rule import Hit, Rule, Text, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

MESSAGE = Text(
    '{field}: "{printed}" does not say the year in full. Check the date read from it, and write four digits.',
    "{field} : « {printed} » ne donne pas l'année en entier. Vérifiez la date lue, et écrivez quatre chiffres.",
)

RULE = Rule(
    code="OF206",
    name="ambiguous-date",
    severity="warning",
    what=Text(
        "A date has a two-digit year, or a year that had to be inferred. `03/10/2025` is day first and not ambiguous.",
        "Une date a une année à deux chiffres, ou une année qu'il a fallu déduire. `03/10/2025` se lit jour d'abord "
        "et n'est pas ambigu.",
    ),
    why=Text(
        "The year in the record is a reading, not what is printed.",
        "L'année de l'enregistrement est une lecture, pas ce qui est imprimé.",
    ),
    example="Date limite de candidature : 20/06/25",
    instead=Text(
        "Write the year with four digits: `Date limite de candidature : 20/06/2025`.",
        "Écrivez l'année sur quatre chiffres : `Date limite de candidature : 20/06/2025`.",
    ),
    messages=(MESSAGE,),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit for each such date that the extraction saw."""
    for seen in case.seen("ambiguous-date"):
        span = case.locate(seen.start, seen.end)
        yield Hit(seen.field, span, MESSAGE, {"printed": quote(seen.detail or span.text)})
