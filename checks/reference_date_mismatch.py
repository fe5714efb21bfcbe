"""OF207 reference-date-mismatch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .evidence_dates import NEAR, advice, year_agrees
from .rule import Hit, Rule, Said, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

ISSUED = Text(
    "reference.issued: {issued} is {days} days from the publication on {published}. {advice}",
    "reference.issued : le {issued} est à {days} jours de la publication du {published}. {advice}",
)
YEAR = Text(
    "reference.year: the number {number} is of {year}, the publication is on {published}. {advice}",
    "reference.year : le numéro {number} est de {year}, la publication du {published}. {advice}",
)

RULE = Rule(
    code="OF207",
    name="reference-date-mismatch",
    severity="warning",
    what=Text(
        f"The reference's date is over {NEAR.days} days from the publication, or its year is another. A number "
        f"of the old year is accepted in the first {NEAR.days} days of the new one (numbers given in December "
        "are published in January); a number of a year that has not begun is not.",
        f"La date de la référence est à plus de {NEAR.days} jours de la publication, ou son année est autre. Un "
        f"numéro de l'année écoulée est admis les {NEAR.days} premiers jours de la nouvelle (un numéro donné en "
        "décembre paraît en janvier) ; un numéro d'une année qui n'a pas commencé ne l'est pas.",
    ),
    why=Text(
        "A posting is filed under its number on the day it is published: one of the dates is mistyped, or the number "
        "is of an earlier posting.",
        "Une annonce reçoit son numéro le jour de sa publication : une des dates est mal saisie, ou le numéro est "
        "celui d'une annonce antérieure.",
    ),
    example="Référence : 3134-25-7777/SR du 02/06/2025\nDate de dépôt de l'offre : 02/06/2024",
    instead=Text(
        "Make them agree: `Date de dépôt de l'offre : 02/06/2025`.",
        "Faites-les concorder : `Date de dépôt de l'offre : 02/06/2025`.",
    ),
    messages=(ISSUED, YEAR),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit: for the reference's date where it disagrees, else for its year."""
    reference, published = case.offer.reference, case.offer.published
    if reference is None or published is None:
        return
    if reference.issued and abs(reference.issued - published) > NEAR:
        days = abs((reference.issued - published).days)
        found: dict[str, Said] = {"issued": reference.issued, "published": published, "days": days}
        found["advice"] = advice(case, ("published", "issued"))
        yield Hit("reference.issued", case.spans.get("reference.issued"), ISSUED, found)
    elif reference.year and not year_agrees(reference.year, published):
        found = {"number": reference.number or "", "year": reference.year, "published": published}
        found["advice"] = advice(case, ("published", "year"))
        yield Hit("reference.year", case.spans.get("reference.number"), YEAR, found)
