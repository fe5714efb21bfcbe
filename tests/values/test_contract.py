"""Wordings of the kind of employment -> kinds and duration."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offres.extract.record import Contract, ContractKind
from offres.extract.values.contract import KINDS, read_contract

CIVIL, CONTRACTUAL, PERMANENT, FIXED, INTERN, APPRENTICE, TEMPORARY = KINDS
READ = [
    ("Emploi permanent", [PERMANENT], None),
    ("Emploi permanent - vacance d'emploi", [PERMANENT], None),
    ("Emploi non permanent", [TEMPORARY], None),
    ("CDI", [PERMANENT], None),
    ("Contrat à durée indéterminée", [PERMANENT], None),
    ("CDI - période d'essai : 3 mois", [PERMANENT], None),
    ("CDI ou CDD", [PERMANENT, FIXED], None),
    ("CDD évolutif vers un CDI", [FIXED], None),
    ("Ouvert aux contractuels : Oui", [CIVIL, CONTRACTUAL], None),
    ("Ouvert aux contractuels\nOui, à titre dérogatoire", [CIVIL, CONTRACTUAL], None),
    ("Ouvert aux contractuels : Non", [CIVIL], None),
    ("Poste non ouvert aux contractuels", [CIVIL], None),
    ("Poste ouvert aux titulaires et contractuels", [CIVIL, CONTRACTUAL], None),
    ("Catégorie A - Contractuel ou fonctionnaire en détachement", [CIVIL, CONTRACTUAL], None),
    ("titulaire", [CIVIL], None),
    ("fonctionnaire", [CIVIL], None),
    ("non titulaire", [CONTRACTUAL], None),
    ("titulaire du permis B", [], None),
    ("Agent contractuel de droit public", [CONTRACTUAL], None),
    ("ACDP – Grille 1", [CONTRACTUAL], None),
    ("Contractuel, CDD", [CONTRACTUAL, FIXED], None),
    ("CDD de 18 mois", [FIXED], 18),
    ("CDD - 6 Mois", [FIXED], 6),
    ("CDD de six mois", [FIXED], 6),
    ("CDD d’un an", [FIXED], 12),
    ("CDD de deux (2) ans", [FIXED], 24),
    ("CDD 1 an et 6 mois", [FIXED], 18),
    ("CDD un an et demi", [FIXED], 18),
    ("CDD 12 mois (1 an)", [FIXED], 12),
    ("CDD 1 an renouvelable", [FIXED], 12),
    ("CDD 6 mois renouvelable 6 mois", [FIXED], 6),
    ("CDD de 1 an, renouvelable, avec 2 mois d'essais – ACDP", [CONTRACTUAL, FIXED], 12),
    ("CDD, période d'essai de 2 mois, durée : 24 mois", [FIXED], 24),
    ("CDD de 6 mois minimum", [FIXED], None),
    ("CDD de 6 mois à 1 an", [FIXED], None),
    ("CDD - 4 à 24 mois", [FIXED], None),
    ("CDD de 6 mois puis 3 mois", [FIXED], None),
    ("CDD, 2 ans d'expérience", [FIXED], None),
    ("Le contrat ne peut excéder trois ans", [], None),
    ("Intérim - 3 Mois", [TEMPORARY], 3),
    ("mission ponctuelle de renfort pour une durée de 1 an renouvelable 1 fois", [TEMPORARY], 12),
    ("Saisonnier", [TEMPORARY], None),
    ("Vacation", [TEMPORARY], None),
    ("Stage", [INTERN], None),
    ("Contrat d'apprentissage", [APPRENTICE], None),
    ("alternance", [APPRENTICE], None),
    ("Contrats d'alternance - 24 mois", [APPRENTICE], 24),
    ("Profession libérale", [], None),
    ("pas de CDI", [], None),
]


@pytest.mark.parametrize(("text", "kinds", "months"), READ)
def test_reads(text, kinds, months):
    assert read_contract(text) == {"kinds": kinds, "duration_months": months, "text": " ".join(text.split())}


@pytest.mark.parametrize("text", ["", " ", "/", "…", "null"])
def test_says_nothing(text):
    assert read_contract(text) is None


def test_kinds_are_the_records():
    assert get_args(ContractKind) == KINDS


@given(st.text())
@pytest.mark.parametrize("frame", ["{}", "CDD {} mois", "un {} an"])
def test_any_text(frame, text):
    read = read_contract(frame.format(text))
    assert read is None or Contract(**read)


@pytest.mark.parametrize("unit", ["1", " ", "un ", "3 mois et ", "cdd de 3 mois à ", "non "])
def test_hostile_text_is_read(unit):
    read = read_contract(unit * (200_000 // len(unit)))
    assert read is None or Contract(**read)
