"""Labels, values and headings, layout by layout: lines of our own making -> what each is taken for."""

import pytest

from offres import parse_text
from offres.extract.layout import reading_order
from offres.extract.read.clean import clean
from offres.extract.read.text import read_lines
from offres.extract.segment import segment
from offres.extract.settled import join
from offres.patterns.load import load_patterns

PATTERNS = load_patterns()
V = "Employeur : Ville de Valmer\n"  # a header has begun
TOWN = ("employer", "Ville de Valmer")


def segments_of(text):
    document = clean(text)
    lines = reading_order(read_lines(document), lambda line: (hit := PATTERNS.labels.at(document.folded[line.start : line.end])) is not None and (hit.colon or hit.end == line.end - line.start))  # fmt: skip
    return document.text, segment(document, lines, PATTERNS)


def entries_of(text):
    """Each label's field and value; None where it is empty."""
    printed, segments = segments_of(text)
    return [(entry.form.name, join(printed, entry.parts) if entry.parts else None) for entry in segments.entries]


def loose_of(text):
    printed, segments = segments_of(text)
    return [printed[loose.line.start : loose.line.end] for loose in segments.loose]


def sections_of(text):
    """Each section's kind and heading."""
    printed, segments = segments_of(text)
    return [(section.kind, section.heading and join(printed, [section.heading])) for section in segments.sections]


INLINE = [
    pytest.param("Employeur : Ville de Valmer", [TOWN], id="colon"),
    pytest.param("Employeur: Ville de Valmer", [TOWN], id="colon stuck to the label"),
    pytest.param("Employeur:Ville de Valmer", [TOWN], id="colon stuck to both"),
    pytest.param("Employeur\u00a0: Ville de Valmer", [TOWN], id="no-break space"),
    pytest.param("Employeur： Ville de Valmer", [TOWN], id="full-width colon"),
    pytest.param("EMPLOYEUR : Ville de Valmer", [TOWN], id="capitals"),
    pytest.param("**Employeur :** Ville de Valmer", [TOWN], id="bold label with its colon"),
    pytest.param("**Employeur** : Ville de Valmer", [TOWN], id="bold label"),
    pytest.param("# Employeur : Ville de Valmer", [TOWN], id="heading"),
    pytest.param("- Employeur : Ville de Valmer\n- Lieu de travail : Koné", [TOWN, ("location", "Koné")], id="bullets"),
    pytest.param("**Date limite de candidature : v**endredi 30 avril 2027", [("deadline", "vendredi 30 avril 2027")], id="bold splits the value"),
    pytest.param("Durée de résidence exigée (1) pour le recrutement sur titre : 5 ans", [("residency", "5 ans")], id="footnote mark inside"),
    pytest.param("Durée de résidence exigée pour le recrutement sur titre ⁽¹⁾ : 5 ans", [("residency", "5 ans")], id="footnote mark, superscript"),
    pytest.param("Durée de résidence exigée pour le recrutement sur titre : (1) 5 ans", [("residency", "5 ans")], id="footnote mark after the colon"),
    pytest.param("Corps ou Cadre d'emploi /Domaine : Rédacteur", [("corps", "Rédacteur")], id="slash in the label"),
    pytest.param("Corps ou Cadre d’emploi / Domaine : Rédacteur", [("corps", "Rédacteur")], id="curly apostrophe, blanks"),
    pytest.param("Emploi RESPNC : /", [("occupation", "/")], id="slash as value"),
    pytest.param("Direction : de la Vie Citoyenne", [("department", "de la Vie Citoyenne")], id="rest of a name"),
]  # fmt: skip

NO_COLON = [
    pytest.param(V + "Lieu de travail Bourail", [TOWN, ("location", "Bourail")], id="capital follows"),
    pytest.param(V + "Date limite de candidature vendredi 30 avril 2027", [TOWN, ("deadline", "vendredi 30 avril 2027")], id="date follows"),
    pytest.param(V + "Poste à pourvoir immédiatement", [TOWN, ("start", "immédiatement")], id="start follows"),
    pytest.param(V + "Catégorie B", [TOWN, ("category", "B")], id="letter follows"),
    pytest.param("Jardinier\nRéférence 3134-27-0456/SR\nEmployeur Ville de Valmer", [("reference", "3134-27-0456/SR"), TOWN], id="number follows"),
    pytest.param(V + "Direction des espaces verts\n\nService de la tonte", [TOWN, ("department", "Direction des espaces verts"), ("service", "Service de la tonte")], id="unlabelled units"),
]  # fmt: skip

BELOW = [
    pytest.param("Employeur :\nVille de Valmer\nLieu de travail :\nKoné", [TOWN, ("location", "Koné")], id="next line"),
    pytest.param("Employeur :\n\nVille de Valmer\n\nLieu de travail :\n\nKoné", [TOWN, ("location", "Koné")], id="blank lines between"),
    pytest.param("Employeur\nVille de Valmer\nLieu de travail\nKoné\nType de contrat\nCDD", [TOWN, ("location", "Koné"), ("contract", "CDD")], id="no colon"),
    pytest.param("# Employeur\n\nVille de Valmer\n\n# Lieu de travail\n\nKoné", [TOWN, ("location", "Koné")], id="label is a heading"),
    pytest.param("# Employeur :\nVille de Valmer", [TOWN], id="label is a heading with colon"),
    pytest.param("**Employeur**\n\nVille de Valmer", [TOWN], id="label is bold"),
    pytest.param("Employeur\n---------\nVille de Valmer", [TOWN], id="label is underlined"),
    pytest.param("Date limite de candidature :\n30/04/2027", [("deadline", "30/04/2027")], id="date"),
    pytest.param("Direction :\nDirection des finances", [("department", "Direction des finances")], id="value begins with the label's word"),
    pytest.param(V + "Durée de résidence exigée pour le recrutement sur titre (1) :\n- Attaché : au moins 10 ans\n- Rédacteur : 5 ans\nLieu de travail : Koné", [TOWN, ("residency", "Attaché : au moins 10 ans Rédacteur : 5 ans"), ("location", "Koné")], id="bullets of residency"),
]  # fmt: skip

WRAPPED = [
    pytest.param("Durée de résidence exigée\npour le recrutement sur titre (1) : 5 ans", [("residency", "5 ans")], id="label in two"),
    pytest.param("Durée de résidence exigée pour le recrutement sur\ntitre (1) : 5 ans\nLieu de travail : Koné", [("residency", "5 ans"), ("location", "Koné")], id="last word of a label"),
    pytest.param("Date limite de\ncandidature : 30 avril 2027", [("deadline", "30 avril 2027")], id="label of a date"),
    pytest.param("Corps ou Cadre d'emploi\n/ Domaine : Rédacteur", [("corps", "Rédacteur")], id="label before its slash"),
    pytest.param("Employeur : Syndicat de la\nvallée de Valmer\nLieu de travail : Koné", [("employer", "Syndicat de la vallée de Valmer"), ("location", "Koné")], id="value, small letter"),
    pytest.param("Employeur : Syndicat mixte de\nValmer\nLieu de travail : Koné", [("employer", "Syndicat mixte de Valmer"), ("location", "Koné")], id="value that breaks off"),
    pytest.param("Direction : Direction des ressources\nhumaines\nLieu de travail : Koné", [("department", "Direction des ressources humaines"), ("location", "Koné")], id="name of a directorate"),
    pytest.param(V + "Date limite de candidature : vendredi 30\navril 2027", [TOWN, ("deadline", "vendredi 30 avril 2027")], id="date before its month"),
    pytest.param(V + "Date limite de candidature : vendredi 30 avril\n2027", [TOWN, ("deadline", "vendredi 30 avril 2027")], id="date before its year"),
    pytest.param(V + "Poste à pourvoir : susceptible d'être vacant dans le cadre de\nla réorganisation", [TOWN, ("start", "susceptible d'être vacant dans le cadre de la réorganisation")], id="start"),
    pytest.param(V + "Lieu de travail : Koné (Hôtel de\nVille)\nCatégorie : B", [TOWN, ("location", "Koné (Hôtel de Ville)"), ("category", "B")], id="open bracket"),
    pytest.param(V + "Lieu de travail : Koné\n\nLe parc compte six hectares de pelouses, il est ouvert toute l'année aux promeneurs.", [TOWN, ("location", "Koné")], id="a sentence is no rest"),
]  # fmt: skip

TOGETHER = [
    pytest.param("Employeur : Ville de Valmer Lieu de travail : Koné", [TOWN, ("location", "Koné")], id="two on a line"),
    pytest.param("Date de dépôt de l'offre : 5 avril 2027 Date limite de candidature : 30 avril 2027", [("published", "5 avril 2027"), ("deadline", "30 avril 2027")], id="two dates"),
    pytest.param("Durée de résidence exigée pour le recrutement sur titre (1) : Lieu de travail : Koné", [("residency", None), ("location", "Koné")], id="the first is empty"),
    pytest.param("Corps ou Cadre d'emploi /Domaine : attaché Direction des finances", [("corps", "attaché"), ("department", "Direction des finances")], id="the second has no colon"),
    pytest.param("Corps /Domaine : attaché Direction : des finances", [("corps", "attaché"), ("department", "des finances")], id="rest of a name"),
    pytest.param("Employeur : Ville de Valmer      Lieu de travail : Koné\nCatégorie : B                   Grade : Adjoint", [TOWN, ("location", "Koné"), ("category", "B"), ("grades", "Adjoint")], id="columns of spaces"),
    pytest.param("Employeur            Ville de Valmer\nLieu de travail      Koné", [TOWN, ("location", "Koné")], id="label column, value column"),
    pytest.param("Employeur : Syndicat mixte         Direction : Direction de\nde la vallée                       la culture", [("employer", "Syndicat mixte de la vallée"), ("department", "Direction de la culture")], id="both columns wrap"),
    pytest.param("Employeur :\tVille de Valmer\nLieu de travail :\tKoné", [TOWN, ("location", "Koné")], id="tabs"),
    pytest.param("| Employeur : | Ville de Valmer |\n|---|---|\n| Lieu de travail : | Koné |", [TOWN, ("location", "Koné")], id="pipes"),
    pytest.param("| Employeur | Ville de Valmer | Lieu de travail | Koné |\n|---|---|---|---|\n| Catégorie | B | Grade | Adjoint |", [TOWN, ("location", "Koné"), ("category", "B"), ("grades", "Adjoint")], id="pipes, two pairs a row"),
    pytest.param("| Employeur : Ville de Valmer | Lieu de travail : Koné |\n|---|---|\n| Catégorie : B | Grade : Adjoint |", [TOWN, ("location", "Koné"), ("category", "B"), ("grades", "Adjoint")], id="pipes, label and value in one cell"),
    pytest.param("| Employeur : | Lieu de travail : |\n|---|---|\n| Ville de Valmer | Koné |", [TOWN, ("location", "Koné")], id="pipes, values below"),
    pytest.param("| Employeur | Lieu de travail | Catégorie |\n|---|---|---|\n| Ville de Valmer | Koné | B |", [TOWN, ("location", "Koné"), ("category", "B")], id="pipes, three columns, values below"),
    pytest.param("Ville de Référence : 3134-27-0456/SR", [("reference", "3134-27-0456/SR")], id="logo before a label"),
    pytest.param("QPT Employeur : Ville de Valmer", [TOWN], id="short logo before a label"),
]  # fmt: skip

EMPTY_AND_TWICE = [
    pytest.param("Employeur : Ville de Valmer\nLieu de travail :\nCatégorie : B", [TOWN, ("location", None), ("category", "B")], id="empty before a label"),
    pytest.param("Lieu de travail :\n\n# Missions :\n- tailler", [("location", None)], id="empty before a heading"),
    pytest.param("Emploi RESPNC :\nMissions :\n- tailler", [("occupation", None)], id="empty before a plain heading"),
    pytest.param("Employeur : Ville de Valmer\nLieu de travail :", [TOWN, ("location", None)], id="empty at the end"),
    pytest.param("Employeur\nLieu de travail\nKoné", [("employer", None), ("location", "Koné")], id="empty without colon"),
    pytest.param("| Employeur : | Direction des essais |", [("employer", "Direction des essais")], id="directorate that is the employer, in the cell beside"),
    pytest.param("Employeur :\nDirection des essais", [("employer", None), ("department", "Direction des essais")], id="directorate below an empty employer"),
    pytest.param("| Corps : | Direction des essais |\n| technicien | |", [("corps", "technicien"), ("department", "Direction des essais")], id="directorate beside a corps whose value is below"),
    pytest.param("Employeur : Ville de Valmer\nEmployeur : Commune de Roquesane", [TOWN, ("employer", "Commune de Roquesane")], id="twice"),
    pytest.param("Date de dépôt de l'offre :\nDate de dépôt de l'offre : 5 avril 2027", [("published", None), ("published", "5 avril 2027")], id="twice, the first empty"),
]  # fmt: skip

AFTER_HEADING = [
    pytest.param(V + "\n# Détails de l'offre :\n\nDate de dépôt de l'offre : 5 avril 2027\n\nDate limite de candidature : 30 avril 2027\n\nLe service tond.", [TOWN, ("published", "5 avril 2027"), ("deadline", "30 avril 2027")], id="dates after the first heading"),
    pytest.param(V + "\n# Détails de l'offre :\n\nLe service tond.\n\nLieu de travail : Koné", [TOWN, ("location", "Koné")], id="place after a paragraph"),
    pytest.param(V + "\nDétails de l'offre : Bloc opératoire\n\nTexte.", [TOWN, ("service", "Bloc opératoire")], id="service on the heading"),
    pytest.param(V + "\n# Détails de l'offre :\n\nService de gériatrie\n\nTexte.", [TOWN, ("service", "Service de gériatrie")], id="service under the heading"),
    pytest.param(V + "\nDétails de l'offre : emploi fonctionnel\n\nTexte.", [TOWN], id="no service on the heading"),
]  # fmt: skip

UNKNOWN = [
    pytest.param(V + "Prime de feu : oui\nLieu de travail : Koné", [TOWN, ("attribute", "oui"), ("location", "Koné")], id="among labels"),
    pytest.param(V + "Permis bateau : requis", [TOWN, ("attribute", "requis")], id="at the end"),
    pytest.param(V + "Télétravail : deux jours", [TOWN, ("attribute", "deux jours")], id="known attribute"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [*INLINE, *NO_COLON, *BELOW, *WRAPPED, *TOGETHER, *EMPTY_AND_TWICE, *AFTER_HEADING, *UNKNOWN],
)
def test_labels_and_values(text, expected):
    assert entries_of(text) == expected


BODY = V + "\n# Missions :\n\n"

# Lines that hold a label's words and are none.
PROSE = [
    pytest.param(BODY + "la direction de l'eau comprend trois services", id="la direction de"),
    pytest.param(BODY + "Le service comprend six agents.", id="le service comprend"),
    pytest.param(BODY + "Le service : six agents et un chef.", id="le service, colon"),
    pytest.param(BODY + "L'employeur prend en charge le logement.", id="l'employeur"),
    pytest.param(BODY + "Une expérience de référence est souhaitée.", id="de référence"),
    pytest.param(BODY + "Direction de l'équipe, animation et suivi", id="direction as a task"),
    pytest.param(BODY + "- direction : tenir le cap", id="bullet with a label's word"),
    pytest.param(BODY + "Organisme : la régie est née d'une fusion de deux syndicats, elle en garde les statuts et les usages, "
                 "le règlement du personnel, les horaires, les lieux et, pour une part, les métiers que chacun exerçait.", id="long line"),
    pytest.param(BODY + "Lieu de vie agréable.", id="lieu de vie"),
    pytest.param(BODY + "Poste à pourvoir au service restauration.", id="poste à pourvoir au service"),
    pytest.param(V + "\nLe service comprend six agents, qui entretiennent les parcs et les jardins.", id="before any heading"),
    pytest.param(V + "\nL'intitulé du poste peut évoluer avec les besoins de la collectivité et du service.", id="l'intitulé"),
]  # fmt: skip


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_no_label(text):
    assert entries_of(text) == [TOWN]


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        pytest.param("Jardinier\n" + V, ["Jardinier"], id="title"),
        pytest.param("# Jardinier\n\nPROVINCE NORD\n\n" + V, ["Jardinier", "PROVINCE NORD"], id="title and logo"),
        pytest.param(V + "\nRÉORGANISATION INTERNE\n\nCatégorie : B", ["RÉORGANISATION INTERNE"], id="among labels"),
        pytest.param("Ville de Référence : 3134-27-0456/SR", ["Ville de"], id="glued before a label"),
        pytest.param("# Formation : chargé de mission\n" + V, ["Formation : chargé de mission"], id="title that begins like a heading"),
        pytest.param("Référent informatique\n" + V, ["Référent informatique"], id="title that begins almost like a label"),
        pytest.param("Directeur des services\n" + V, ["Directeur des services"], id="directeur"),
        pytest.param("Ambiance : bonne\n" + V, ["Ambiance : bonne"], id="unknown label above all others"),
    ],
)  # fmt: skip
def test_loose_lines(text, loose):
    assert loose_of(text) == loose


HEADINGS = [
    pytest.param(V + "\n# Missions :\n\n- tailler", [("missions", "Missions :")], id="heading with colon"),
    pytest.param(V + "\nMissions :\n- tailler", [("missions", "Missions :")], id="label line"),
    pytest.param(V + "\nMISSIONS\n- tailler", [("missions", "MISSIONS")], id="capitals"),
    pytest.param(V + "\n**Vos missions**\n\n- tailler", [("missions", "Vos missions")], id="bold line"),
    pytest.param(V + "\nMissions\n--------\n- tailler", [("missions", "Missions")], id="underlined"),
    pytest.param(V + "\nMission : Sous l'autorité du maire, l'agent tient l'accueil.", [("missions", "Mission :")], id="text on its line"),
    pytest.param(V + "\nProfil du candidat Savoir / Connaissance :\n- lire", [("knowledge", "Profil du candidat Savoir / Connaissance :")], id="glued pair"),
    pytest.param(V + "\n# Profil du candidat\n\n# Savoir-faire :\n- lire", [("profile", "Profil du candidat"), ("skills", "Savoir-faire :")], id="one below the other"),
    pytest.param(V + "\nSavoir‑être\n- sourire", [("behaviours", "Savoir‑être")], id="no-break hyphen"),
    pytest.param(V + "\nSavoir / Connaissance/Diplôme exigé :\n- lire", [("knowledge", "Savoir / Connaissance/Diplôme exigé :")], id="slashes"),
    pytest.param(V + "\nContact et informations\ncomplémentaires :\nMme Dupuis", [("contact", "Contact et informations complémentaires :")], id="wrapped"),
    pytest.param(V + "\nle profil\nde la pente", [], id="small letter"),
    pytest.param(V + "\n- tailler\n- tondre", [("description", None)], id="none: bullets begin the body"),
    pytest.param(V + "\nL'agent entretient les espaces verts de la commune, taille les haies et tond les pelouses.", [("description", None)], id="none: prose begins the body"),
    pytest.param(BODY + "Il conduit les missions suivantes :\n- tailler", [("missions", "Missions :")], id="les missions suivantes"),
    pytest.param(BODY + "Les missions :\n- tailler", [("missions", "Missions :"), ("missions", "Les missions :")], id="les missions"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HEADINGS)
def test_headings(text, expected):
    assert sections_of(text) == expected


@pytest.mark.parametrize("text", ["\n", "---", "|||", "#", "-", ":", "Employeur", "Employeur :", " : x", "# :"])
def test_scraps_are_taken_somewhere(text):
    _, segments = segments_of(text)
    places = [segments.entries, segments.loose, segments.sections, segments.furniture]
    assert sum(map(len, places)) == (1 if text.strip() else 0)


def test_labels_of_a_header_printed_twice_are_all_kept():
    text = "Jardinier\n" + V + "Catégorie : B\n\nJardinier\n" + V + "Catégorie : B\n"
    assert entries_of(text) == [TOWN, ("category", "B")] * 2


def test_an_unknown_label_becomes_an_attribute_of_the_offer():
    (record,) = parse_text("Jardinier\n" + V + "Prime de feu : oui\n")
    assert record.offer is not None
    assert [(each.label, each.value) for each in record.offer.attributes] == [("Prime de feu", "oui")]


POSTS = """# Deux agents

| Référence | Employeur | Date limite de candidature |
|---|---|---|
| 3134-27-0991/SR | Ville | 18 juillet 2027 |
| 3134-27-0992/SR | Province | 25 juillet 2027 |
"""


def test_a_table_of_posts_gives_no_value_of_one_posting() -> None:
    (record,) = parse_text(POSTS)
    assert record.offer is not None
    assert record.offer.title == "Deux agents"
    assert (record.offer.reference, record.offer.employer, record.offer.deadline) == (None, None, None)
    assert [span.text for path, span in record.spans.items() if path.startswith("unclaimed")] == [
        "Référence | Employeur | Date limite de candidature",
        "3134-27-0991/SR | Ville | 18 juillet 2027",
        "3134-27-0992/SR | Province | 25 juillet 2027",
    ]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("au plus tard 15 jours avant le 1er septembre 2027", None),
        ("entretiens le 25 juillet 2027", None),
        ("21 jours à compter du 27 juin 2027", None),
        ("oral le 25 juillet 2027", None),
        ("pas avant le 25 juillet 2027", None),
        ("après le 25 juillet 2027, nous consulter", None),
        ("du 25 juillet 2027", None),
        ("les candidatures sont ouvertes jusqu'au 18 juillet 2027", "2027-07-18"),
        ("fixée au vendredl 18 juillet 2027", "2027-07-18"),
        ("du 3 mars 2027 au 18 juillet 2027", "2027-07-18"),
        ("jusqu'au 18 juillet 2027", "2027-07-18"),
        ("avant le 18 juillet 2027 à 12h00", "2027-07-18"),
    ],
)
def test_a_deadline_that_must_be_reckoned_is_none(value: str, day: str | None) -> None:
    (record,) = parse_text(f"# Agent\n\nRéférence : 3134-27-0990/SR\n\nDate limite de candidature : {value}\n")
    assert record.offer is not None
    assert (record.offer.deadline.isoformat() if record.offer.deadline else None) == day
    assert ("OF201" in {finding.code for finding in record.findings}) == (day is None)


MOVED = "2027-05-07"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("30 avril 2027, reportée au 7 mai 2027", MOVED),
        ("30/04/2027\n(reportée au 07/05/2027)", MOVED),
        ("30/04/2027\n*** PROROGÉE AU 07/05/2027 ***", MOVED),
        ("30/04/2027 - prolongée jusqu'au vendredi 7 mai 2027 à 12h00", MOVED),
        ("30/04/2027\nnouvelle date : 07/05/2027", MOVED),
        ("30 avril 2027 ou 7 mai 2027", None),
        ("30/04/2027 07/05/2027", None),
        ("30/04/2027\n07/05/2027", None),
        ("30/04/2027\n\nvendredi 7 mai 2027", None),
        ("30 avril 2027, reportée au 7 mai 2027 sous réserve", None),
        ("30 avril 2027, reportée au 7 avril 2027", None),
        ("30/04/2027, reportée au 07/05/2027, puis au 14/05/2027", None),
        ("interne : 30 avril 2027, externe : 7 mai 2027", None),
        ("interne : 30/04/2027\nexterne : 07/05/2027", None),
        ("| interne | 30/04/2027 |\n| | externe | 07/05/2027 |", None),
    ],
)
def test_a_second_deadline_counts_where_it_is_said_to_be_the_new_one(value: str, day: str | None) -> None:
    (record,) = parse_text(f"# Agent\n\nRéférence : 3134-27-0990/SR\n\nDate limite de candidature : {value}\n")
    assert record.offer is not None
    deadline, initial = record.offer.deadline, record.offer.initial_deadline
    assert (deadline and deadline.isoformat()) == day
    assert (initial and initial.isoformat()) == ("2027-04-30" if day else None)
    assert ("OF108" in {finding.code for finding in record.findings}) == (day is None)


@pytest.mark.parametrize(
    ("again", "days"),
    [
        ("Date limite de candidature : 07/05/2027", ["07/05/2027"]),
        ("Date limite de candidature :\n\n07/05/2027", ["07/05/2027"]),
        ("| Date limite de candidature | 07/05/2027 |", ["07/05/2027"]),
        ("Date limite de candidature : 30/04/2027", []),
        ("Date limite de candidature : voir plus haut", []),
    ],
)
def test_a_deadline_printed_again_below_the_body_is_never_dropped(again: str, days: list[str]) -> None:
    first = "# Agent\n\nRéférence : 3134-27-0990/SR\n\nDate limite de candidature : 30 avril 2027\n"
    (record,) = parse_text(f"{first}\nMissions :\n\n- tailler les haies ;\n- arroser.\n\nCuisinier\n\n{again}\n")
    assert record.offer is not None
    assert (record.offer.deadline is None) == bool(days)
    told = [finding for finding in record.findings if finding.code == "OF108"]
    assert [finding.span.text for finding in told if finding.span] == days


@pytest.mark.parametrize(
    "label", ["Date limite de paiement", "Date limite de dépôt des subventions", "Date limite de consommation"]
)
def test_a_date_limit_of_something_else_is_no_deadline(label: str) -> None:
    (record,) = parse_text(f"# Agent\n\nRéférence : 3134-27-0990/SR\n\n{label} : 18 juillet 2027\n")
    assert record.offer is not None
    assert record.offer.deadline is None


BLIND = [
    pytest.param("# COMMUNE DE VALMER\n\nLieu de travail : Ateliers municipaux\n", {"location": "Ateliers municipaux"}, id="capitals are no bare label"),
    pytest.param("Employeur Province Nord\n", {"employer": "Province Nord"}, id="bare label before a capital"),
    pytest.param("Corps /Domaine adjoint technique\n", {"corps": "adjoint technique"}, id="bare label before a known corps"),
    pytest.param("Emploi RESPNC : Missions :\n", {"occupation": None}, id="a heading is no value"),
    pytest.param("Corps /Domaine : Adjoint Direction : des finances administratif\n", {"corps": "Adjoint administratif", "department": "Direction des finances"}, id="corps torn around a labelled directorate"),
    pytest.param("Direction : Services techniques municipaux\n", {"department": "Services techniques municipaux", "service": None}, id="a unit's word at the head of a directorate"),
    pytest.param("Direction des finances\n\nPôle ressources\n", {"department": "Direction des finances", "service": "Pôle ressources"}, id="the unit under the directorate"),
    pytest.param("Division des examens\n", {"department": "Division des examens"}, id="division"),
    pytest.param("Corps /Domaine : Direction : de la mer\nConducteur de train\n", {"corps": "Conducteur de train"}, id="corps below a line of two labels"),
    pytest.param("Postes à pourvoir : 3\n", {"openings": 3}, id="a count under the start's label"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "wanted"), BLIND)
def test_headers_of_the_blind_notices(header: str, wanted: dict[str, object]) -> None:
    text = (
        f"# Agent\n\nRéférence : 3134-27-0990/SR\n\n{header}\n# Détails de l'offre :\n\nLe service reçoit le public.\n"
    )
    (record,) = parse_text(text)
    assert record.offer is not None
    assert {key: getattr(record.offer, key) for key in wanted} == wanted


def test_a_table_of_residence_conditions() -> None:
    table = (
        "| Corps | Durée |\n| --- | --- |\n| Médecin | inférieure à 3 ans |\n| Pharmacien | au moins égale à 10 ans |\n"
    )
    label = "Durée de résidence exigée pour le recrutement sur titre (1) :"
    (record,) = parse_text(f"# Agent\n\nRéférence : 3134-27-0990/SR\n\n{label}\n\n{table}\nLieu de travail : Koné\n")
    assert record.offer is not None
    assert record.offer.residency is not None
    listed = [(entry.corps, entry.min_years, entry.max_years) for entry in record.offer.residency.by_corps]
    assert listed == [("Médecin", None, 3), ("Pharmacien", 10, None)]
