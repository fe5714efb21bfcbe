"""Values of `Catégorie` -> letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offres.extract.values.category import read_category

READ = [
    ("A", ["A"]),
    ("A+", ["A"]),
    ("Catégorie B", ["B"]),
    ("catégorie c", ["C"]),
    ("Cat. C", ["C"]),
    ("Categorie : B", ["B"]),
    ("A / B", ["A", "B"]),
    ("A et B", ["A", "B"]),
    ("B ou C", ["B", "C"]),
    ("B ou A", ["A", "B"]),
    ("A/B/C", ["A", "B", "C"]),
    ("Catégories A, B et C", ["A", "B", "C"]),
    ("catégorie A ou catégorie B", ["A", "B"]),
    ("C (adjoint administratif)", ["C"]),
    ("B - Rédacteur", ["B"]),
    ("Agent de catégorie C de la fonction publique", ["C"]),
    ("Catégorie A+ (Encadrement supérieur)", ["A"]),
]
NOTHING = [
    "", "/", "à", "A définir", "À définir", "Catégorie à définir", "Catégorie a définir", "Agent", "A1", "AB", "Cadre A",
    "C’est la catégorie", "Hors catégorie", "D", "A'B", "Bac",
]  # fmt: skip


@pytest.mark.parametrize(("text", "letters"), READ)
def test_reads(text, letters):
    assert read_category(text) == letters


@pytest.mark.parametrize("text", NOTHING)
def test_reads_nothing(text):
    assert read_category(text) == []


@given(st.text())
@pytest.mark.parametrize("frame", ["{}", "Catégorie {}", "A {} B"])
def test_any_text(frame, text):
    assert set(read_category(frame.format(text))) <= set("ABC")


@pytest.mark.parametrize("unit", ["A/", "cat A, ", " ", "catégorie ", "A"])
def test_hostile_text_is_read(unit):
    assert set(read_category(unit * (200_000 // len(unit)))) <= set("ABC")
