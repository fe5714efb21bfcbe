"""Delays counted from the publication."""

import pytest

from offres.extract.values.delays import is_delay, last_day


@pytest.mark.parametrize(
    ("text", "published", "wanted"),
    [
        ("dans un délai de trente jours à compter de la publication", "2027-02-19", "2027-03-21"),
        (
            "dans un délai de trente (30) jours à compter de la date de publication du présent avis",
            "2027-02-19",
            "2027-03-21",
        ),
        ("dans un délai de 15 jours à compter de la date de sa parution", "2027-03-02", "2027-03-17"),
        ("dans le délai de trois semaines à compter de la publication", "2026-12-20", "2027-01-10"),
        ("dans un délai d'un mois à compter de la publication", "2027-01-31", "2027-02-28"),
        ("dans un délai de deux mois à\ncompter de la publication", "2026-12-15", "2027-02-15"),
        ("dans un délai de quarante-cinq jours à compter de la publication", "2027-03-01", "2027-04-15"),
    ],
)
def test_the_last_day_of_a_delay(text, published, wanted):
    assert is_delay(text)
    assert last_day(text, published) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "avant le 3 mai 2027",
        "une réponse est donnée dans un délai de trente jours",
        "dans un délai de trente jours à compter de la réception du dossier",
        "dans un délai de quelques jours à compter de la publication",
        "trente jours. La publication a lieu en mai.",
    ],
)
def test_what_is_no_delay_from_the_publication(text):
    assert not is_delay(text)
    assert last_day(text, "2027-02-19") is None
