"""Corps and specialities: the value of a `Corps / Domaine` label, of our own making -> the corps and what follows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offres.extract.values.corps import read_corps
from offres.patterns.load import load_patterns

STARTS = load_patterns().starts

# The value, the corps, the specialities.
SPLIT = [
    pytest.param("Technicien - équipement", "Technicien", ["équipement"], id="dash"),
    pytest.param("Technicien – équipement", "Technicien", ["équipement"], id="en dash"),
    pytest.param("Technicien — équipement", "Technicien", ["équipement"], id="em dash"),
    pytest.param("Technicien- équipement", "Technicien", ["équipement"], id="dash glued before"),
    pytest.param("Technicien -équipement", "Technicien", ["équipement"], id="dash glued after"),
    pytest.param("Technicien / équipement", "Technicien", ["équipement"], id="slash"),
    pytest.param("Technicien/équipement", "Technicien", ["équipement"], id="slash glued"),
    pytest.param("Technicien /équipement", "Technicien", ["équipement"], id="slash glued after"),
    pytest.param("Technicien\n/ équipement", "Technicien", ["équipement"], id="wrapped"),
    pytest.param("Technicien 2ème grade / économie rurale", "Technicien 2ème grade", ["économie rurale"], id="grade"),
    pytest.param("Technicien - eau ou voirie", "Technicien", ["eau", "voirie"], id="ou"),
    pytest.param("Technicien - eau, voirie", "Technicien", ["eau", "voirie"], id="comma"),
    pytest.param("Technicien - eau / voirie", "Technicien", ["eau", "voirie"], id="slash between specialities"),
    pytest.param("Technicien - eau, voirie / énergie ou bâtiment", "Technicien", ["eau", "voirie", "énergie", "bâtiment"], id="all"),
    pytest.param("Technicien - eau.", "Technicien", ["eau"], id="full stop"),
    pytest.param("Technicien - eau ;", "Technicien", ["eau"], id="semicolon"),
    pytest.param("Technicien / Domaine : eau", "Technicien", ["eau"], id="Domaine"),
    pytest.param("Technicien - spécialité : bâtiment", "Technicien", ["bâtiment"], id="spécialité"),
    pytest.param("Médecin / spécialité de la vue", "Médecin", ["vue"], id="spécialité de la"),
    pytest.param("Médecin / spécialité du sport", "Médecin", ["sport"], id="spécialité du"),
    pytest.param("Rédacteur - option comptabilité", "Rédacteur", ["comptabilité"], id="option"),
    pytest.param("Technicien (eau - voirie) - bâtiment", "Technicien (eau - voirie)", ["bâtiment"], id="dash in brackets"),
    pytest.param("Attaché ou Rédacteur / finances", "Attaché ou Rédacteur", ["finances"], id="alternatives share a speciality"),
    pytest.param("Assistant socio-éducatif - éducateur spécialisé ou assistant de service social", "Assistant socio-éducatif", ["éducateur spécialisé", "assistant de service social"], id="jobs as specialities"),
    pytest.param("ingénieur /Eau ou ingénieur /Voirie", "ingénieur", ["Eau", "Voirie"], id="same corps again"),
    pytest.param("INFIRMIER - BLOC", "INFIRMIER", ["BLOC"], id="capitals stay"),
]  # fmt: skip

# Values that are one corps, or alternatives that stay together.
WHOLE = [
    pytest.param("Rédacteur", id="one word"),
    pytest.param("Infirmier en soins généraux", id="several words"),
    pytest.param("Aide-soignant", id="hyphen in a word"),
    pytest.param("Masseur-kinésithérapeute", id="hyphen in another"),
    pytest.param("Attaché ou Rédacteur", id="ou between corps"),
    pytest.param("Attaché / Rédacteur", id="slash between corps"),
    pytest.param("Infirmier / Sage-femme", id="slash between corps with hyphen"),
    pytest.param("Rédacteur - Grille B", id="pay scale"),
    pytest.param("Rédacteur / Grade 2", id="grade"),
    pytest.param("Attaché - Catégorie A", id="category"),
    pytest.param("Attaché - Direction des finances", id="directorate of the next column"),
    pytest.param("Technicien - contractuel", id="contract"),
    pytest.param("", id="empty"),
    pytest.param(" ", id="blank"),
]


def read(value):
    found = read_corps(value, STARTS)
    return value[slice(*found.corps)], [value[start:end] for start, end in found.domains]


@pytest.mark.parametrize(("value", "corps", "domains"), SPLIT)
def test_corps_and_specialities(value, corps, domains):
    assert read(value) == (corps, domains)


@pytest.mark.parametrize("value", WHOLE)
def test_one_corps(value):
    assert read(value) == (value, [])


@pytest.mark.parametrize("value", [pytest.param("Adjoint -", id="dash"), pytest.param("Adjoint /", id="slash"), pytest.param("Adjoint / ", id="slash, blank")])  # fmt: skip
def test_separator_with_nothing_behind(value):
    assert read(value) == ("Adjoint", [])


def test_another_corps_after_a_speciality_keeps_the_value_together():
    assert read("ingénieur /Eau ou attaché") == ("ingénieur /Eau ou attaché", ["Eau"])


PIECES = st.sampled_from(
    ["Technicien", "attaché", " - ", "/", " ou ", ",", "(", ")", "eau", " ", "\n", "grade", ".", ";"]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=9).map("".join)))
def test_places_lie_in_the_value(value):
    found = read_corps(value, STARTS)
    assert 0 <= found.corps[0] <= found.corps[1] <= len(value)
    for start, end in found.domains:
        assert 0 <= start < end <= len(value)
        assert value[start:end].strip(" .;")
