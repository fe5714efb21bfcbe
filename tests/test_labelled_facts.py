"""No labelled fact of a header is lost: what has no key of its own is an attribute. All postings are invented."""

import pytest

from offres import parse_text


def read(*header, body=""):
    text = "\n".join(["Jardinier (H/F)", *header]) + f"\n\nMissions :\n- tailler les haies du parc.\n\n{body}"
    (record,) = parse_text(text)
    assert record.offer is not None
    facts = {fact.label: fact.value for fact in record.offer.attributes}
    return record.offer, facts, {finding.code for finding in record.findings}


EMPLOYER, PLACE, DAY = (
    "Employeur : Ville de Valmer",
    "Lieu de travail : Koné",
    "Date limite de candidature : 30 avril 2031",
)

# Further lines of the header, and the attributes that they must give.
FACTS = [
    (["Contrat : CDI", "Statut : Agent de maîtrise"], {"Statut": "Agent de maîtrise"}),
    (["Statut : Cadre", "Contrat : CDI"], {"Statut": "Cadre"}),
    (["Statut : Vacant"], {"Statut": "Vacant"}),
    (["Statut : Titulaire ou contractuel"], {}),
    (["Nature du poste : vacant", "Type de contrat : CDD de 6 mois"], {"Nature du poste": "vacant"}),
    (["Type de contrat : CDD", "Durée du contrat : 6 mois"], {}),
    (["Type de contrat : selon profil"], {}),
    (["Quotité : 100 %", "Horaires : 7h30 - 15h06"], {"Horaires": "7h30 - 15h06"}),
    (["Recruteur : Mme Anne Dupuis"], {"Recruteur": "Mme Anne Dupuis"}),
    (["Régime indemnitaire : RIFSEEP", "Motif de recrutement : mutation"], {"Régime indemnitaire": "RIFSEEP", "Motif de recrutement": "mutation"}),
    (["1er entretien : 5 mai 2031", "N+1 : chef de service"], {"1er entretien": "5 mai 2031", "N+1": "chef de service"}),
    (["Catégorie : A", "Emploi pourvu par mutation : oui"], {"Emploi pourvu par mutation": "oui"}),
    (["Déplacements", "Déplacements : Jamais"], {"Déplacements": "Jamais"}),
    (["Site : https://valmer.example"], {"Site": "https://valmer.example"}),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "facts"), FACTS)
def test_facts_without_a_key(lines, facts):
    offer, found, codes = read(EMPLOYER, PLACE, *lines, DAY)
    assert found == facts
    assert (offer.title, offer.employer, offer.location) == ("Jardinier (H/F)", "Ville de Valmer", "Koné")
    assert not codes & {"OF107", "OF108", "OF402"}


@pytest.mark.parametrize(
    ("lines", "kinds", "text"),
    [
        (["Contrat : CDI", "Statut : Agent de maîtrise"], ["permanent"], "CDI"),
        (["Nature du poste : vacant", "Type de contrat : CDD de 6 mois"], ["fixed_term"], "CDD de 6 mois"),
        (["Type de contrat : selon profil"], [], "selon profil"),
        (["Statut : Titulaire", "Type de contrat : CDD"], ["civil_servant", "fixed_term"], "Titulaire"),
        (
            ["Catégorie : A", "Emploi ouvert aux titulaires et contractuels : oui"],
            ["civil_servant", "contractual"],
            "oui",
        ),
    ],
)
def test_contracts(lines, kinds, text):
    offer, _, _ = read(EMPLOYER, PLACE, *lines, DAY)
    assert offer.contract is not None
    assert (offer.contract.kinds, offer.contract.text) == (kinds, text)


def test_a_status_is_no_contract():
    assert read(EMPLOYER, PLACE, "Statut : Cadre", DAY)[0].contract is None


def test_one_label_with_two_values_is_told():
    """Two quotas of one label are no two facts."""
    offer, facts, codes = read(EMPLOYER, PLACE, "Quotité : 100 %", "Quotité : 80 %", DAY)
    assert "OF108" in codes
    assert facts == {}
    assert offer.working_time is not None


@pytest.mark.parametrize(
    ("lines", "employer", "facts"),
    [
        (["Ministère : Ministère des grandes plaines", PLACE], "Ministère des grandes plaines", {}),
        (["Ministère : Ministère des grandes plaines", EMPLOYER, PLACE], "Ville de Valmer", {"Ministère": "Ministère des grandes plaines"}),
        (["Secteur : vert", EMPLOYER, PLACE], "Ville de Valmer", {"Secteur": "vert"}),
        (["Groupe de fonctions : C2", EMPLOYER, PLACE], "Ville de Valmer", {"Groupe de fonctions": "C2"}),
    ],
)  # fmt: skip
def test_the_first_label_below_the_title(lines, employer, facts):
    offer, found, codes = read(*lines, DAY)
    assert (offer.title, offer.employer, found) == ("Jardinier (H/F)", employer, facts)
    assert not codes & {"OF105", "OF402"}


def test_a_recruiter_is_no_title():
    offer, _, _ = read(EMPLOYER, PLACE, "Fiche de poste : voir ci-joint", DAY)
    assert offer.title == "Jardinier (H/F)"
