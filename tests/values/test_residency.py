"""The residence condition: label and value, of our own making -> years, way of recruitment, conditions by corps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offres.extract.record import Residency
from offres.extract.values.residency import read_residency

LABEL = "Durée de résidence exigée pour le recrutement sur titre (1) :"

# The value, years at least, years fewer than.
YEARS = [
    pytest.param("au moins égale à 5 ans", 5, None, id="au moins égale à"),
    pytest.param("au moins égale 5 ans", 5, None, id="à missing"),
    pytest.param("au moins 10 ans", 10, None, id="au moins"),
    pytest.param("au moins égal à 3 ans.", 3, None, id="full stop"),
    pytest.param("au moins 1 an", 1, None, id="one year"),
    pytest.param("AU MOINS ÉGALE À 5 ANS", 5, None, id="capitals"),
    pytest.param("au moins\u00a0égale à 5\u00a0ans", 5, None, id="no-break spaces"),
    pytest.param("au moins égale à 5ans", 5, None, id="glued"),
    pytest.param("supérieure ou égale à 10 ans", 10, None, id="supérieure ou égale"),
    pytest.param("supérieure à 10 ans", 10, None, id="supérieure"),
    pytest.param("minimum 5 ans", 5, None, id="minimum"),
    pytest.param("minimum de 5 ans", 5, None, id="minimum de"),
    pytest.param("égale à 5 ans", 5, None, id="égale à"),
    pytest.param("5 ans", 5, None, id="bare"),
    pytest.param("1 an", 1, None, id="bare, one year"),
    pytest.param("5 années", 5, None, id="années"),
    pytest.param("inférieure à 3 ans", None, 3, id="inférieure à"),
    pytest.param("inférieur à 3 ans.", None, 3, id="inférieur à"),
    pytest.param("moins de 3 ans", None, 3, id="moins de"),
    pytest.param("Durée : au moins 5 ans", 5, None, id="durée is no corps"),
    pytest.param("au moins 5 ans pour le recrutement sur titre", 5, None, id="recrutement is no corps"),
    pytest.param("/", None, None, id="slash"),
    pytest.param("sans condition", None, None, id="sans condition"),
    pytest.param("null", None, None, id="null"),
    pytest.param("", None, None, id="empty"),
    pytest.param("au moins", None, None, id="number missing"),
    pytest.param("35 heures", None, None, id="hours"),
    pytest.param("100 ans", None, None, id="three digits"),
    pytest.param("5 anciens agents", None, None, id="another word"),
    pytest.param("inférieure à 3 ans ou au moins 5 ans", None, None, id="two conditions are not one"),
]


@pytest.mark.parametrize(("value", "least", "most"), YEARS)
def test_years(value, least, most):
    assert read_residency(LABEL, [value] if value else []) == {
        "min_years": least,
        "max_years": most,
        "route": "sur titre",
        "by_corps": [],
    }


@pytest.mark.parametrize(
    ("label", "pieces", "route"),
    [
        pytest.param(LABEL, ["5 ans"], "sur titre", id="sur titre"),
        pytest.param("Durée de résidence exigée\npour le recrutement sur\ntitre (1) :", [], "sur titre", id="wrapped label"),
        pytest.param("Durée de résidence exigée pour le recrutement sans concours :", ["5 ans"], "sans concours", id="sans concours"),
        pytest.param("Durée de résidence exigée pour le recrutement direct d'un agent :", ["5 ans"], "direct", id="direct"),
        pytest.param("Durée de résidence exigée :", ["5 ans (sans concours)"], "sans concours", id="in the value"),
        pytest.param(LABEL, ["pour le recrutement direct : 5 ans"], "direct", id="the value wins"),
        pytest.param("DURÉE DE RÉSIDENCE EXIGÉE POUR LE RECRUTEMENT SUR TITRE", [], "sur titre", id="capitals"),
        pytest.param("Durée de résidence exigée pour le recrutement :", ["5 ans"], None, id="none"),
        pytest.param("", [], None, id="empty"),
    ],
)  # fmt: skip
def test_route(label, pieces, route):
    assert read_residency(label, pieces)["route"] == route


# The pieces of the value, and each corps with its years.
LISTED = [
    pytest.param(["Jardinier 2ème grade : au moins égale à 5 ans,", "Médecin : inférieur à 3 ans."], [("Jardinier 2ème grade", 5, None), ("Médecin", None, 3)], id="one a line"),
    pytest.param(["- Attaché : au moins 10 ans ;", "- Rédacteur : 5 ans"], [("Attaché", 10, None), ("Rédacteur", 5, None)], id="bullets"),
    pytest.param(["• Attaché : au moins 10 ans"], [("Attaché", 10, None)], id="one bullet"),
    pytest.param(["Attaché :", "au moins 10 ans", "Rédacteur :", "5 ans"], [("Attaché", 10, None), ("Rédacteur", 5, None)], id="cells"),
    pytest.param(["Attaché : 10 ans - Rédacteur : 5 ans"], [("Attaché", 10, None), ("Rédacteur", 5, None)], id="one line"),
    pytest.param(["au moins 10 ans pour les attachés, au moins 5 ans pour les rédacteurs"], [("attachés", 10, None), ("rédacteurs", 5, None)], id="pour les"),
    pytest.param(["10 ans pour un attaché et 5 ans pour un rédacteur"], [("attaché", 10, None), ("rédacteur", 5, None)], id="pour un, et"),
    pytest.param(["Attaché : au moins 10 ans", "5 ans"], [("Attaché", 10, None)], id="years without a corps are not listed"),
]  # fmt: skip


@pytest.mark.parametrize(("pieces", "listed"), LISTED)
def test_by_corps(pieces, listed):
    read = read_residency(LABEL, pieces)
    assert [tuple(each.values()) for each in read["by_corps"]] == listed
    assert (read["min_years"], read["max_years"]) == (None, None)


def test_two_conditions_without_corps_are_no_one_number():
    read = read_residency(LABEL, ["au moins 5 ans", "au moins 10 ans"])
    assert (read["min_years"], read["max_years"], read["by_corps"]) == (None, None, [])


PIECES = st.sampled_from(
    ["au moins", "inférieure à", " 5 ans", "3 an", " : ", "Attaché", " pour les ", "/", "-", "\n", "sur titre"]
)


@given(st.text(max_size=30), st.lists(st.one_of(st.text(max_size=40), st.lists(PIECES).map("".join)), max_size=4))
def test_whatever_is_printed_gives_a_residency(label, pieces):
    assert Residency.model_validate(read_residency(label, pieces))


@pytest.mark.parametrize("value", ["de 3 à 5 ans", "3 ou 5 ans", "3-5 ans"])
def test_a_span_of_years_is_no_number(value):
    read = read_residency("sur titre", [value])
    assert (read["min_years"], read["max_years"]) == (None, None)
