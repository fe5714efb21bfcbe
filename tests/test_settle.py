"""One reading a field, by the stated policy, and the title among the lines around it; all postings are invented."""

import pytest

from offres import parse, parse_text

VALUES = "Référence : 3134-27-0456/SR du 5 avril 2027\nEmployeur : Ville de Valmer\nLieu de travail : Koné\n"
DATES = "Date de dépôt de l'offre : lundi 5 avril 2027\nDate limite de candidature : vendredi 30 avril 2027\n"
MISSIONS = "\n# Missions :\n\n- tailler les haies du parc.\n"
HEADER = VALUES + DATES


def record_of(text):
    (record,) = parse_text(text)
    assert record.offer is not None
    return record


def found(record, code):
    return [(finding.field, finding.span and finding.span.text) for finding in record.findings if finding.code == code]


# What stands beside a header, the field, its value.
CHOSEN = [
    pytest.param("Direction des parcs\n\nDirection : Direction de la culture\n", "department", "Direction de la culture", id="labelled before unlabelled"),
    pytest.param("Direction : Direction de la culture\n\nDirection des parcs\n", "department", "Direction de la culture", id="labelled before unlabelled, first"),
    pytest.param("Direction des parcs\n\nDirection des jardins\n", "department", "Direction des parcs", id="the first of two unlabelled"),
    pytest.param("Service de la tonte\n\nService :\n", "service", "Service de la tonte", id="an empty label leaves the unlabelled"),
    pytest.param("Service :\nCatégorie : B\nService : Tonte\n", "service", "Tonte", id="first non-empty"),
    pytest.param("Service : null\nService : Tonte\n", "service", "Tonte", id="null is empty"),
    pytest.param("Service : Non renseigné\n", "service", None, id="non renseigné"),
    pytest.param("Service : Tonte\nService :\n", "service", "Tonte", id="an empty one after"),
    pytest.param("Service : Tonte\nService : Taille\n", "service", "Tonte", id="the first of two"),
    pytest.param("Emploi RESPNC : /\n", "occupation", None, id="slash says that there is none"),
    pytest.param("Emploi RESPNC : /\nEmploi RESPNC : Jardinier\n", "occupation", "Jardinier", id="slash and a value"),
    pytest.param("\n# Conditions de travail :\n\nLieu de travail : Poya\n", "location", "Koné", id="header before body"),
    pytest.param("\n# Conditions de travail :\n\nTemps de travail : 35 heures\n", "working_time", "35 heures", id="body where the header has none"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "field", "value"), CHOSEN)
def test_the_value_chosen(text, field, value):
    offer = record_of(f"Jardinier\n{HEADER}{text}").offer
    assert offer is not None
    read = getattr(offer, field)
    assert getattr(read, "text", read) == value


DUPLICATES = [
    pytest.param("Service : Tonte\nService : Taille\n", [("service", "Taille")], id="different"),
    pytest.param("Service : Tonte\nService : Tonte\n", [], id="the same"),
    pytest.param("Service : Tonte\nService : TONTE.\n", [], id="the same but for capitals and full stop"),
    pytest.param("Lieu de travail : KONE\n", [], id="the same but for an accent"),
    pytest.param("Service : Tonte\nService :\n", [], id="one empty"),
    pytest.param("Service : Tonte\nService : /\n", [], id="one slash"),
    pytest.param("Direction des parcs\n\nDirection : Direction de la culture\n", [], id="an unlabelled line is no second label"),
    pytest.param("Télétravail : oui\nTélétravail : non\n", [], id="attributes may repeat"),
    pytest.param("Référence interne : RH-12\n", [], id="a company's number"),
    pytest.param("Référence : 3134-27-0457/SR\n", [("reference.number", "3134-27-0457/SR")], id="another number"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "duplicates"), DUPLICATES)
def test_duplicates_are_observed(text, duplicates):
    assert found(record_of(f"Jardinier\n{HEADER}{text}"), "OF108") == duplicates


EMPTY = [
    pytest.param("Service :\n", ["service"], id="nothing"),
    pytest.param("Service : null\n", ["service"], id="null"),
    pytest.param("Service : /\n", [], id="slash is an answer"),
    pytest.param("Service : Non renseigné\n", [], id="non renseigné is an answer"),
    pytest.param("Service : Tonte\n", [], id="a value"),
    pytest.param("Télétravail :\n", ["attributes"], id="attribute"),
]


@pytest.mark.parametrize(("text", "fields"), EMPTY)
def test_empty_labels_are_observed(text, fields):
    assert [field for field, _ in found(record_of(f"Jardinier\n{HEADER}{text}"), "OF107")] == fields


def test_two_deadlines_that_differ_give_none():
    record = record_of(f"Jardinier\n{HEADER}Date limite de candidature : lundi 3 mai 2027\n")
    assert record.offer is not None
    assert record.offer.deadline is None
    assert [field for field, _ in found(record, "OF108")] == ["deadline"]


TITLES = [
    pytest.param(f"Jardinier\n{HEADER}", "Jardinier", id="first line"),
    pytest.param(f"# Jardinier\n\n{HEADER}", "Jardinier", id="heading"),
    pytest.param(f"**Jardinier**\n\n{HEADER}", "Jardinier", id="bold"),
    pytest.param(f"PROVINCE NORD\n\n# Jardinier\n\n{HEADER}", "Jardinier", id="logo above"),
    pytest.param(f"# PROVINCE NORD\n\n# Jardinier\n\n{HEADER}", "Jardinier", id="logo above, as a heading"),
    pytest.param(f"VILLE DE VALMER\n\nJardinier\n\n{HEADER}", "Jardinier", id="employer above"),
    pytest.param(f"Régie verte\n\nJardinier\n\n{HEADER.replace('Ville de Valmer', 'Régie verte')}", "Jardinier", id="employer of any name above"),
    pytest.param(f"Liberté\nÉgalité\nFraternité\n\nJardinier\n\n{HEADER}", "Jardinier", id="motto above"),
    pytest.param(f"![](logo.png)\n\n# Jardinier\n\n{HEADER}", "Jardinier", id="image above"),
    pytest.param(f"www.valmer.example\n\nJardinier\n\n{HEADER}", "Jardinier", id="address above"),
    pytest.param(f"Page 1/2\n\nJardinier\n\n{HEADER}", "Jardinier", id="page number above"),
    pytest.param(f"OFFRE D'EMPLOI\nJardinier\n{HEADER}", "Jardinier", id="kind of page above"),
    pytest.param(f"Avis de vacance de poste\n\nJardinier\n\n{HEADER}", "Jardinier", id="avis de vacance above"),
    pytest.param(f"# RÉORGANISATION INTERNE\n\n# Jardinier\n\n{HEADER}", "Jardinier", id="reorganisation above"),
    pytest.param(f"# Jardinier\n\n# RÉORGANISATION INTERNE\n\n{HEADER}", "Jardinier", id="reorganisation below"),
    pytest.param(f"# Jardinier\n\nPROVINCE NORD\n\nOnif\n\n{HEADER}", "Jardinier", id="logos below"),
    pytest.param(f"Jardinier des parcs et\npromenades\n{HEADER}", "Jardinier des parcs et promenades", id="two lines, breaks off"),
    pytest.param(f"Jardinier des parcs\net promenades\n{HEADER}", "Jardinier des parcs et promenades", id="two lines, small letter"),
    pytest.param(f"Jardinier des parcs -\nValmer\n{HEADER}", "Jardinier des parcs - Valmer", id="two lines, dash"),
    pytest.param(f"# Jardinier des parcs\n\n# (bureau des promenades)\n\n{HEADER}", "Jardinier des parcs (bureau des promenades)", id="two headings, bracket"),
    pytest.param(f"# Jardinier des parcs\n\n# Chef de petite équipe\n\n{HEADER}", "Jardinier des parcs Chef de petite équipe", id="two headings"),
    pytest.param(f"Jardinier (H/F)\n{HEADER}", "Jardinier (H/F)", id="H/F"),
    pytest.param(f"Jardinier (H/F\n{HEADER}", "Jardinier (H/F", id="H/F not closed"),
    pytest.param(f"Jardinier·e en chef\n{HEADER}", "Jardinier·e en chef", id="inclusive form"),
    pytest.param(f"03 Jardiniers\n{HEADER}", "03 Jardiniers", id="count"),
    pytest.param(f"JARDINIER DES PARCS\n{HEADER}", "JARDINIER DES PARCS", id="capitals"),
    pytest.param(f"DEV – Jardinier – AE\n{HEADER}", "DEV – Jardinier – AE", id="acronyms around"),
    pytest.param(f"{VALUES}Intitulé du poste : Jardinier\n{DATES}", "Jardinier", id="label"),
    pytest.param(f"PROVINCE NORD\n\n{VALUES}Intitulé du poste :\nJardinier\n{DATES}", "Jardinier", id="label, logo above"),
    pytest.param(f"{VALUES}\n# Jardinier\n\n{DATES}", "Jardinier", id="among the labels"),
    pytest.param(f"Référence : 3134-27-0456/SR\nJardinier\nEmployeur : Ville de Valmer\n{DATES}", "Jardinier", id="below the reference"),
    pytest.param(HEADER, None, id="none"),
    pytest.param(HEADER + MISSIONS, None, id="none, a body"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_title(text, title):
    offer = record_of(text).offer
    assert offer is not None
    assert offer.title == title


LEFT = [
    pytest.param(f"PROVINCE NORD\n\n# Jardinier\n\nOnif\n\n{HEADER}", ["PROVINCE NORD", "Onif"], [], id="logos"),
    pytest.param(f"Jardinier\n{VALUES}\nUne ligne perdue\n\n{DATES}", [], ["Une ligne perdue"], id="a line that nothing takes"),
    pytest.param(f"Jardinier\n{HEADER}\nJardinier\n{HEADER}", ["Jardinier"], [], id="title printed again"),
    pytest.param(f"Jardinier\n\nVille de Valmer\n\n{HEADER}", ["Ville de Valmer"], [], id="employer below the title"),
    pytest.param(f"Jardinier\n{VALUES}\n14/05/2027\n\n{DATES}", [], ["14/05/2027"], id="a day that nothing takes"),
]  # fmt: skip


@pytest.mark.parametrize("line", ["à voir", "concours : 14/05/2027", "oral le vendredi 14 mai 2027"])
def test_a_line_below_the_labels_belongs_to_no_title_above_them(line):
    labels = "".join(f"<p>{label}</p>" for label in [*HEADER.splitlines(), line])
    (record,) = parse(f"<html><body><h1>Jardinier</h1>{labels}</body></html>".encode())
    assert record.offer is not None
    assert record.offer.title == "Jardinier"
    assert record.spans["unclaimed[0]"].text == line


@pytest.mark.parametrize(("text", "furniture", "unclaimed"), LEFT)
def test_lines_left_over(text, furniture, unclaimed):
    spans = record_of(text).spans
    assert [span.text for path, span in spans.items() if path.startswith("furniture[")] == furniture
    assert [span.text for path, span in spans.items() if path.startswith("unclaimed[")] == unclaimed
