"""Postings as hospitals, towns, universities, the State and associations write them, and what they must give.

All are invented, each after a layout of the field; the lines that a reader stumbles over are what they are about.
"""

import pytest

from offres import parse_text

MISSIONS = "MISSIONS :\n- assurer les tâches du service ;\n- rendre compte à la direction.\n\n"


def offer_of(text):
    (record,) = parse_text(text)
    assert record.offer is not None
    return record.offer


HOSPITAL = (
    "CENTRE HOSPITALIER DE SAINT-AMOUR\nDirection des Ressources Humaines\n\nAVIS DE VACANCE DE POSTE N° 2031-045\n\n"
    "INFIRMIER EN SOINS GÉNÉRAUX - GÉRIATRIE\n\nLe Centre Hospitalier de Saint-Amour recherche pour son service un infirmier.\n\n"
    "IDENTIFICATION DU POSTE\nGrade : Infirmier en soins généraux\nPôle : Médecine\n\n" + MISSIONS + "PROFIL\nDiplôme d'État exigé\n\n"
    "Candidature (CV et lettre) à adresser avant le 30/04/2031 à la direction.\n"
)  # fmt: skip
TOWN = (
    "La Commune de Valmer (4 500 habitants) recrute\n\nUN RESPONSABLE DES SERVICES TECHNIQUES (H/F)\n\n"
    "Cadre d'emplois des techniciens territoriaux\nTemps complet\n\nVous encadrez une équipe de huit agents de la commune.\n\n" + MISSIONS +
    "PROFIL :\n- formation technique\n\nLettre de motivation et CV à envoyer avant le 15 avril 2031 à Madame le Maire.\n"
)  # fmt: skip
RESCUE = (
    "Service départemental d'incendie et de secours des Plaines\nrecrute\nUn mécanicien poids lourds\n"
    "Cadre d'emplois des agents de maîtrise\nDate limite de candidature : 12 mai 2031\nLieu de travail : Plaineville\n\n" + MISSIONS
)  # fmt: skip
ASSOCIATION = (
    "Éducateur spécialisé (F/H) – CDI\nAssociation Les Cimes – MECS La Source (73)\n\n• Lieu de travail : Chambéry\n"
    "• Contrat : CDI temps plein\n• Candidatures jusqu'au 15/05/2031\n\n" + MISSIONS
)  # fmt: skip
PROSE = (
    "La Ville de Roquesane recrute un jardinier pour son service des espaces verts.\n\nVous entretiendrez les parcs de la ville "
    "et participerez à son fleurissement.\n\nMerci d'envoyer votre candidature avant le 30 avril 2031, à rh@roquesane.example.\n"
)  # fmt: skip

WHOLE = [
    pytest.param(HOSPITAL, "INFIRMIER EN SOINS GÉNÉRAUX - GÉRIATRIE", "CENTRE HOSPITALIER DE SAINT-AMOUR", "2031-04-30", id="hospital"),
    pytest.param(TOWN, "UN RESPONSABLE DES SERVICES TECHNIQUES (H/F)", "Commune de Valmer", "2031-04-15", id="town"),
    pytest.param(RESCUE, "Un mécanicien poids lourds", "Service départemental d'incendie et de secours des Plaines", "2031-05-12", id="rescue"),
    pytest.param(ASSOCIATION, "Éducateur spécialisé (F/H) – CDI", "Association Les Cimes – MECS La Source (73)", "2031-05-15", id="association"),
    pytest.param(PROSE, "jardinier", "Ville de Roquesane", "2031-04-30", id="prose"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title", "employer", "deadline"), WHOLE)
def test_whole_postings(text, title, employer, deadline):
    offer = offer_of(text)
    assert (offer.title, offer.employer, str(offer.deadline)) == (title, employer, deadline)


def test_the_number_of_a_notice():
    offer = offer_of(HOSPITAL)
    assert offer.reference is not None
    assert (offer.reference.number, offer.grades) == ("2031-045", ["Infirmier en soins généraux"])


HEADER = "Jardinier\nEmployeur : Ville de Valmer\n{}\nDate limite de candidature : 30 avril 2031\n\n" + MISSIONS


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Localisation administrative et géographique : 20 avenue de la Plaine, 75020 Paris", "location", "20 avenue de la Plaine, 75020 Paris"),
        ("Poste ouvert aux titulaires et contractuels", "contract.text", "Poste ouvert aux titulaires et contractuels"),
        ("Fin des candidatures : 30 avril 2031\nLieu de travail : Koné", "location", "Koné"),
        ("Ouvert aux contractuels\nOui", "contract.text", "Oui"),
    ],
)  # fmt: skip
def test_lines_of_a_header(line, field, value):
    found = offer_of(HEADER.format(line))
    for name in field.split("."):
        found = getattr(found, name)
    assert found == value


def test_what_the_page_is_stands_above_the_header():
    """`Offre d'emploi` alone is no empty label."""
    (record,) = parse_text("Offre d'emploi\n\n" + HEADER.format("Lieu de travail : Koné"))
    assert record.offer is not None
    assert record.offer.title == "Jardinier"
    assert "OF107" not in {finding.code for finding in record.findings}


LETTERHEADS = [
    ("EHPAD LES TILLEULS - 12 rue du Parc - 39160 SAINT-AMOUR - Tél. 03 84 00 00 00", "EHPAD LES TILLEULS"),
    ("Commune de Valmer - www.valmer.example", "Commune de Valmer"),
    ("Institut des Grandes Plaines - Unité de génétique", "Institut des Grandes Plaines - Unité de génétique"),
    ("Région des Plaines - 3e direction", "Région des Plaines - 3e direction"),
]


@pytest.mark.parametrize(("line", "employer"), LETTERHEADS)
def test_an_employer_without_its_address(line, employer):
    assert offer_of(f"{line}\n\nJardinier\n\nLieu de travail : Koné\n\n{MISSIONS}").employer == employer


def test_a_mission_amid_labels_is_a_fact():
    """An agency's `Mission : intérim 3 mois` is no section, and unknown labels stand above the first known one."""
    header = (
        "Agence : Plaines Intérim\nClient : logistique\nMission : intérim 3 mois\nLieu : Troyes\nDébut : 10 mars 2031"
    )
    offer = offer_of(f"Cariste (H/F)\n\n{header}\n\nVos tâches :\n- charger les camions du client\n")
    facts = {fact.label: fact.value for fact in offer.attributes}
    assert (offer.title, offer.location) == ("Cariste (H/F)", "Troyes")
    assert facts == {
        "Agence": "Plaines Intérim",
        "Client": "logistique",
        "Mission": "intérim 3 mois",
        "Début": "10 mars 2031",
    }
    assert [mission.text for mission in offer.missions] == ["charger les camions du client"]


NO_DEADLINE = [
    "Vous transmettez les dossiers aux familles avant le 15 avril 2031.",
    "- candidatures des familles à trier avant le 15 avril 2031",
    "Diplôme à obtenir avant le 15 avril 2031.",
    "Les agents candidats à la mobilité sont reçus avant le 15 avril 2031.",
]


@pytest.mark.parametrize("line", NO_DEADLINE)
def test_other_days_are_no_deadline(line):
    text = (
        f"Jardinier\nEmployeur : Ville de Valmer\nLieu de travail : Koné\n\n{MISSIONS}PROFIL :\nAutonomie\n\n{line}\n"
    )
    assert offer_of(text).deadline is None


@pytest.mark.parametrize("line", ["La ville recrute des talents", "Nous recrutons", "Recrutez avec nous"])
def test_no_employer_of_other_headlines(line):
    assert offer_of(f"{line}\n\nJardinier\n\nLieu de travail : Koné\n\n{MISSIONS}").employer is None
