"""What the tests of the checks share: one sound posting, and cases made from it by saying what differs."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from offres.checks import Case
from offres.extract.document import Observation
from offres.extract.record import Offer, Span

TEXT = """Jardinier des serres municipales
Référence : 3134-25-7777/SR du 02/06/2025
Employeur : Commune de Bourail
Lieu de travail : Bourail
Date de dépôt de l'offre : lundi 2 juin 2025
Date limite de candidature : vendredi 20 juin 2025
Missions :
- arroser et tailler les plantations ;
- tenir le registre des semis.
"""

OFFER: dict[str, Any] = {
    "title": "Jardinier des serres municipales",
    "reference": {
        "number": "3134-25-7777/SR", "issued": "2025-06-02",
        "issuer": "3134", "year": 2025, "sequence": 7777, "suffix": "SR",
    },
    "employer": "Commune de Bourail",
    "location": "Bourail",
    "published": "2025-06-02",
    "deadline": "2025-06-20",
    "missions": [{"text": "arroser et tailler les plantations"}, {"text": "tenir le registre des semis"}],
    "sections": [
        {
            "kind": "missions",
            "heading": "Missions",
            "blocks": [{"type": "list", "items": ["arroser et tailler les plantations", "tenir le registre des semis"]}],
        }
    ],
}  # fmt: skip

PRINTED = {
    "title": "Jardinier des serres municipales",
    "reference.number": "3134-25-7777/SR",
    "reference.issued": "02/06/2025",
    "employer": "Commune de Bourail",
    "published": "lundi 2 juin 2025",
    "deadline": "vendredi 20 juin 2025",
    "sections[0].heading": "Missions",
    "missions[0].text": "arroser et tailler les plantations",
    "missions[1].text": "tenir le registre des semis",
}


def span_of(text: str, piece: str) -> Span:
    start = text.index(piece)
    return Span(start=start, end=start + len(piece), text=piece)


def build_case(
    text: str = TEXT,
    *,
    spans: Mapping[str, str] | None = None,
    seen: Iterable[tuple[Any, ...]] = (),
    bounds: tuple[int, int] | None = None,
    required: Iterable[str] = ("reference", "deadline", "employer", "location"),
    family: str | None = "nc",
    reference_form: bool | None = None,
    quality: float | None = None,
    misnamed: tuple[str, str] | None = None,
    **offer: Any,
) -> Case:
    """A case that differs from the sound posting in what is given; `spans` and `seen` name places by their text."""
    printed = {path: piece for path, piece in {**PRINTED, **(spans or {})}.items() if piece in text}
    observations = []
    for kind, field, piece, *detail in seen:
        start = text.index(piece)
        observations.append(Observation(kind, field, start, start + len(piece), *detail))
    return Case(
        offer=Offer.model_validate({**OFFER, **offer}),
        spans={path: span_of(text, piece) for path, piece in printed.items()},
        text=text,
        bounds=bounds or (0, len(text)),
        observations=observations,
        required=frozenset(required),
        family=family,
        reference_form=reference_form,
        quality=quality,
        misnamed=misnamed,
    )


@pytest.fixture(scope="session")
def make_case() -> Callable[..., Case]:
    return build_case
