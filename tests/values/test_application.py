"""How-to-apply sections -> addresses, page and documents; all of it is invented."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offres.extract.document import Link
from offres.extract.record import Application
from offres.extract.values.application import read_application, read_said_application

NOTHING = {"emails": [], "url": None, "address": None, "documents": []}
LIST = """Votre candidature doit obligatoirement comporter les documents suivants :
- Lettre de motivation ;
- Curriculum vitae (CV) détaillé ;
- Fiche de renseignements dûment complétée à télécharger ici ;
- Une photo récente .
- Pour les fonctionnaires, demande de changement de corps ou cadre d'emplois si nécessaire
- Tout élément utile,
Votre candidature doit parvenir à la Direction des essais, section recrutement, prioritairement par :
- Mail : RH-candidature@exemple.nc
En cas d'impossibilité, les dossiers peuvent parvenir par :
- Dépôt physique : Direction générale, 2 rue des Essais, Port Exemple 98841 Nouméa Cédex
- Voie postale : idem que ci-dessus
Toute candidature incomplète ne pourra être prise en considération"""
SENTENCE = """Les candidatures (CV détaillé, lettre de motivation, photocopie des diplômes, fiche de renseignements, \
attestation sur l'honneur (modèle joint), ainsi que la demande de changement de corps si nécessaire (2)) précisant la \
référence de l'offre doivent parvenir à la direction des essais par :
- Voie postale : BP M2 - 98849 Nouméa cedex
- Dépôt physique : 3 rue des Essais, 98800 Nouméa - Mail : drh@exemple.nc
(1) La notice explicative est à télécharger sur www.exemple.nc.
(2) La fiche de renseignements et la demande de changement de corps sont à télécharger sur le site."""
READ = [
    (
        LIST,
        {"emails": ["RH-candidature@exemple.nc"],
         "address": "Direction générale, 2 rue des Essais, Port Exemple 98841 Nouméa Cédex",
         "documents": ["Lettre de motivation", "Curriculum vitae (CV) détaillé",
                       "Fiche de renseignements dûment complétée à télécharger ici", "Une photo récente",
                       "Pour les fonctionnaires, demande de changement de corps ou cadre d'emplois si nécessaire",
                       "Tout élément utile"]},
    ),
    (
        SENTENCE,
        {"emails": ["drh@exemple.nc"], "address": "BP M2 - 98849 Nouméa cedex",
         "documents": ["CV détaillé", "lettre de motivation", "photocopie des diplômes", "fiche de renseignements",
                       "attestation sur l'honneur (modèle joint)", "demande de changement de corps si nécessaire"]},
    ),
    (
        "Les candidatures (CV à jour, lettre de candidature, a minima) doivent parvenir par mail : drh@exemple.nc",
        {"emails": ["drh@exemple.nc"], "documents": ["CV à jour", "lettre de candidature"]},
    ),
    (
        ("Merci d'adresser votre CV et une lettre de motivation à Monsieur le Maire, Hôtel de ville, 12 rue des Lilas, "
        "29000 Exempleville avant le 12 mai 2025 ou par mail : rh@exemple.fr."),
        {"emails": ["rh@exemple.fr"], "documents": ["CV", "lettre de motivation"],
         "address": "Monsieur le Maire, Hôtel de ville, 12 rue des Lilas, 29000 Exempleville"},
    ),
    (
        ("Les candidats doivent adresser leur dossier comprenant un CV, une lettre de motivation, le dernier arrêté de "
        "situation, les trois derniers comptes-rendus d'entretien et les trois dernières fiches de paye à l'attention "
        "de Madame la Présidente."),
        {"documents": ["CV", "lettre de motivation", "dernier arrêté de situation",
                       "trois derniers comptes-rendus d'entretien", "trois dernières fiches de paye"]},
    ),
    (
        "CV, lettre de motivation et copie des diplômes et certificats à envoyer à rh@exemple.fr",
        {"emails": ["rh@exemple.fr"], "documents": ["CV", "lettre de motivation", "copie des diplômes et certificats"]},
    ),
    (
        ("Par courrier à l'adresse suivante :\nMairie d'Exempleville\nDirection des essais\n12 bis, rue des Lilas\n"
        "29000 EXEMPLEVILLE SUR MER CEDEX 9\nou candidature en ligne : https://exemple.fr/emploi/123."),
        {"address": "Mairie d'Exempleville Direction des essais 12 bis, rue des Lilas 29000 EXEMPLEVILLE SUR MER CEDEX 9",
         "url": "https://exemple.fr/emploi/123"},
    ),
    (
        "Pour tout renseignement, contactez M. Exemple : jean@exemple.fr. Candidature à envoyer à rh@exemple.fr",
        {"emails": ["rh@exemple.fr"]},
    ),
    (
        "Pour tout renseignement :\nanne@exemple.fr\nCandidatures à transmettre à :\nrh@exemple.fr et RH@exemple.fr",
        {"emails": ["rh@exemple.fr"]},
    ),
    ("Postuler sur www.exemple.fr/offres.", {"url": "www.exemple.fr/offres"}),
    (
        "La demande doit comprendre les pièces suivantes :\n- relevé de carrière ;\n- CV.",
        {"documents": ["relevé de carrière", "CV"]},
    ),
    (
        "Merci de joindre les pièces suivantes : CV, lettre de motivation et copie du permis B.",
        {"documents": ["CV", "lettre de motivation", "copie du permis B"]},
    ),
    ("Pièces à joindre : CV, dernier bulletin de paie", {"documents": ["CV", "dernier bulletin de paie"]}),
    (
        "Transmettez lettre de motivation et dernier bulletin de paie à : embauche@exemple.fr",
        {"emails": ["embauche@exemple.fr"], "documents": ["lettre de motivation", "dernier bulletin de paie"]},
    ),
    ("CV et lettre de motivation à a.bc@exemple.fr", {"emails": ["a.bc@exemple.fr"], "documents": ["CV", "lettre de motivation"]}),
    (
        ("CV, lettre de motivation et copie des permis à transmettre, en rappelant l'intitulé du poste et le nom du "
        "service, avant la fin du mois, à rh@exemple.fr"),
        {"emails": ["rh@exemple.fr"], "documents": ["CV", "lettre de motivation", "copie des permis"]},
    ),
    ("Poste ouvert à tous. Votre CV est à envoyer à rh@exemple.fr", {"emails": ["rh@exemple.fr"], "documents": ["CV"]}),
    (
        "Le dossier (lettre de motivation, liste des chantiers, CV) est à déposer en mairie",
        {"documents": ["lettre de motivation", "liste des chantiers", "CV"]},
    ),
    (
        "Le dossier (CV, précisant la durée de service, daté de moins d'un an, lettre de motivation) est à remettre",
        {"documents": ["CV", "lettre de motivation"]},
    ),
    (
        "Envoie ton CV et ta lettre à bonjour@exemple.fr ou sur https://exemple.fr/rejoindre",
        {"emails": ["bonjour@exemple.fr"], "documents": ["CV", "lettre"], "url": "https://exemple.fr/rejoindre"},
    ),
    ("Postule ici : https://exemple.fr/emploi", {"url": "https://exemple.fr/emploi"}),
]  # fmt: skip
READ_NOTHING = [
    "",
    "   \n",
    "Dossier de candidature à télécharger sur www.exemple.fr",
    "Plus d'informations : https://exemple.fr",
    "Poste basé à 29000 Exempleville.",
    "Référence 12345 Agent, rue",
    "La fiche de renseignements est disponible à l'accueil.",
    "Voie postale : même adresse",
    "Fiche",
    "- Diplôme d'État exigé\n- Permis B",
    "La direction comprend :\n- un service des essais",
    "La lettre de mission est transmise au chef de service.",
    "Les documents suivants :",
]
# A section that is about something else: the text, what is read of it.
SAID = [
    ("Candidature à adresser à : rh@exemple.fr", {"emails": ["rh@exemple.fr"]}),
    (
        "Envoyer CV et lettre de motivation à rh@exemple.fr ; renseignements : Mme Essai, essai@exemple.fr.",
        {"emails": ["rh@exemple.fr"], "documents": ["CV", "lettre de motivation"]},
    ),
    (
        (
            "Le service ouvre à 8h, accueil@exemple.fr.\nCandidatures à déposer :\n- par courriel : rh@exemple.fr\n"
            "- par courrier : Mairie, 3 rue des Essais, 29000 Exempleville\nSignaler une absence : absence@exemple.fr"
        ),
        {"emails": ["rh@exemple.fr"], "address": "Mairie, 3 rue des Essais, 29000 Exempleville"},
    ),
    (
        "Pour toute question, contacter Mme Essai ou envoyer votre CV à rh@exemple.fr",
        {"emails": ["rh@exemple.fr"], "documents": ["CV"]},
    ),
    ("Le dossier de candidature comprend : CV, lettre de motivation", {"documents": ["CV", "lettre de motivation"]}),
    ("Pour tout renseignement sur votre candidature, écrire à Mme Essai : essai@exemple.fr", None),
    ("Candidatures spontanées : spontane@exemple.fr", None),
    ("Les données des candidatures sont gardées deux ans, écrire à dpo@exemple.fr pour tout droit d'accès.", None),
    ("Trier les CV reçus, fiches et lettres, et les transmettre au service", None),
    ("Toute candidature incomplète sera refusée. Site de la ville : https://exemple.fr", None),
    ("Diffuser les fiches et envoyer les convocations à accueil@exemple.fr", None),
    ("", None),
]


def lines_of(text):
    return [match.span() for match in re.finditer(r"[^\n]+", text)]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_reads(text, expected):
    read = read_application(text, lines_of(text))
    assert read is not None
    assert read.value == NOTHING | expected


@pytest.mark.parametrize("text", READ_NOTHING)
def test_reads_nothing(text):
    assert read_application(text, lines_of(text)) is None


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_only_what_is_said_counts_elsewhere(text, expected):
    read = read_said_application(text, lines_of(text))
    assert (read and read.value) == (expected and NOTHING | expected)


def test_heading_leads_into_the_first_line():
    text = "Écrire à rh@exemple.fr.\nAccueil : accueil@exemple.fr"
    read = read_said_application(text, lines_of(text), heading="Votre candidature")
    assert read is not None
    assert read.value["emails"] == ["rh@exemple.fr"]
    assert read_said_application(text, lines_of(text), heading="Le service") is None


def test_links_count_where_it_is_said():
    text = "Découvrir la ville. Postuler en ligne."
    links = [Link(0, 17, "https://exemple.fr/postuler-pas"), Link(20, 37, "https://exemple.fr/oui")]
    read = read_said_application(text, lines_of(text), links)
    assert read is not None
    assert read.value["url"] == "https://exemple.fr/oui"
    assert read.spans == {"url": (20, 37)}


def test_spans_hold_the_values():
    read = read_application(SENTENCE, lines_of(SENTENCE))
    assert read is not None
    for path, (start, end) in read.spans.items():
        key, _, index = path.partition("[")
        value = read.value[key][int(index[:-1])] if index else read.value[key]
        assert " ".join(SENTENCE[start:end].split()) == value


ADDRESS = "Syndicat des essais, 12 rue des Lilas, 98810 Le Mont-Exemple Cedex"


@pytest.mark.parametrize("before", range(1, len(ADDRESS.split())))
def test_an_item_that_is_wrapped_holds_its_whole_address(before):
    words = ADDRESS.split()
    item = f"par voie postale : {' '.join(words[:before])}\n  {' '.join(words[before:])}"
    read = read_application(f"{item} ;\nCV", [(0, len(item)), (len(item) + 3, len(item) + 5)])
    assert read is not None
    assert read.value["address"] == ADDRESS


def test_heading_tells_what_the_lines_are():
    text = "CV\nLettre de motivation\nDiplômes"
    read = read_application(text, lines_of(text), heading="Documents à transmettre")
    assert read is not None
    assert read.value["documents"] == ["CV", "Lettre de motivation", "Diplômes"]


def test_links():
    text = "Postuler en ligne, par courriel ou télécharger la fiche"
    links = [
        Link(0, 17, "https://exemple.fr/postuler"),
        Link(23, 31, "mailto:drh@exemple.fr?subject=Offre"),
        Link(35, 55, "https://exemple.fr/fiche.pdf"),
    ]
    read = read_application(text, lines_of(text), links)
    assert read is not None
    assert read.value == NOTHING | {"url": "https://exemple.fr/postuler", "emails": ["drh@exemple.fr"]}
    assert read.spans == {"url": (0, 17), "emails[0]": (23, 31)}


@given(st.text())
@pytest.mark.parametrize(
    "frame", ["{}", "candidatures ({}, CV) à {}", "- {}\n12 rue {}\n29000 A{}", "postuler http://{}"]
)
def test_any_text(frame, text):
    text = frame.format(text, text, text)
    read = read_application(text, lines_of(text))
    if read is not None:
        Application(**read.value)
        assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end in read.spans.values())


@pytest.mark.parametrize(
    "unit",
    ["1", "@", " ", ".", "(", "candidatures (", "12345 A, ", "12 rue A\n12345 A\n", "cv, ", "www.", "http://a ", "adresser ",
     "Renseignements. ", "documents à ", "- a\n"],
)  # fmt: skip
def test_hostile_text_is_read(unit):
    text = unit * (200_000 // len(unit))
    read = read_application(text, lines_of(text))
    assert read is None or Application(**read.value)
