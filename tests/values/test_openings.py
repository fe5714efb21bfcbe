"""Titles and values -> how many posts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offres.extract.values.openings import read_openings_title, read_openings_value

TITLES = [
    ("2 Ergothérapeutes", 2),
    ("03 Manipulateurs d’électroradiologie médicale", 3),
    ("11 postes - Réorganisation interne", 11),
    ("Deux (2) agents d'accueil", 2),
    ("Deux agents d'accueil", 2),
    ("1 agent polyvalent", 1),
    ("Un (1) agent polyvalent", 1),
    ("06 INFIRMIERS (ERES)", 6),
    ("2 IDE de nuit", 2),
    ("Un professeur certifié", None),
    ("Chef de projet 2", None),
    ("2e classe", None),
    ("2ème grade", None),
    ("1er adjoint", None),
    ("1 er adjoint", None),
    ("2nd de cuisine", None),
    ("3D artist", None),
    ("24h de garde", None),
    ("400 logements à gérer", None),
    ("40 logements à gérer", None),
    ("12 mois de stage", None),
    ("3 janvier 2025", None),
    ("2 à 3 agents", None),
    ("2/3 agents", None),
    ("2-3 agents", None),
    ("Deux (3) agents", None),
    ("00 agents", None),
    ("25-00000/XYZ du 3 mai", None),
    ("2", None),
    ("", None),
]
VALUES = [
    ("3", 3),
    ("03", 3),
    ("trois", 3),
    ("3 (trois)", 3),
    ("Un poste", 1),
    ("3 postes à pourvoir", 3),
    ("Nombre de postes : 4", 4),
    ("2 postes susceptibles d'être vacants", 2),
    ("1 Immédiatement et 1 susceptible d’être vacant", 2),
    ("1 poste à temps complet et 1 à temps partiel", 2),
    ("2 postes dont 1 susceptible d'être vacant", 2),
    ("2 postes, 35 heures", 2),
    ("2 à 3 postes", None),
    ("1er février 2025", None),
    ("01/02/2025", None),
    ("Immédiatement", None),
    ("3 mois", None),
    ("0", None),
    ("100", None),
    ("60 postes et 60 postes", None),
    ("/", None),
    ("", None),
]


@pytest.mark.parametrize(("title", "count"), TITLES)
def test_title(title, count):
    assert read_openings_title(title) == count


@pytest.mark.parametrize(("value", "count"), VALUES)
def test_value(value, count):
    assert read_openings_value(value) == count


@given(st.text())
@pytest.mark.parametrize("frame", ["{}", "2 {}", "Deux ({}) postes"])
@pytest.mark.parametrize("read", [read_openings_title, read_openings_value])
def test_any_text(read, frame, text):
    count = read(frame.format(text))
    assert count is None or 1 <= count <= 99


@pytest.mark.parametrize("unit", ["1", " ", "1 poste et ", "un ", ", "])
@pytest.mark.parametrize("read", [read_openings_title, read_openings_value])
def test_hostile_text_is_read(read, unit):
    count = read(unit * (200_000 // len(unit)))
    assert count is None or 1 <= count <= 99
