"""The place of every value and line: spans quote the source, and each line is accounted for once; invented postings."""

import pytest
from hypothesis import given, settings

from accounting import line_kinds, wrong_spans
from generated import Posting, postings
from offres import parse_text

HEADER = "Jardinier\nRéférence : 3134-27-0456/SR du 5 avril 2027\nEmployeur : Ville de Valmer\nLieu de travail : Koné\n"


def spans_of(text):
    (record,) = parse_text(text)
    return record.spans


def quoted(text, path):
    return spans_of(text)[path].text


# The text, a path, what its span quotes.
PLACES = [
    pytest.param(HEADER, "title", "Jardinier", id="title"),
    pytest.param("Jardinier des\nparcs\n" + HEADER[10:], "title", "Jardinier des\nparcs", id="title of two lines"),
    pytest.param(HEADER, "reference.number", "3134-27-0456/SR", id="number"),
    pytest.param(HEADER.replace("3134-27", "N° 3134 - 27"), "reference.number", "3134 - 27-0456/SR", id="number as printed"),
    pytest.param(HEADER, "reference.issued", "5 avril 2027", id="date of the number"),
    pytest.param(HEADER, "employer", "Ville de Valmer", id="name"),
    pytest.param(HEADER.replace("Ville de", "Ville de\nla"), "employer", "Ville de\nla Valmer", id="wrapped name"),
    pytest.param(HEADER + "Direction : de la culture\n", "department", "Direction : de la culture", id="directorate with its word"),
    pytest.param(HEADER + "Direction des parcs\n", "department", "Direction des parcs", id="unlabelled directorate"),
    pytest.param(HEADER + "Corps /Domaine : Technicien - eau ou voirie\n", "corps", "Technicien", id="corps"),
    pytest.param(HEADER + "Corps /Domaine : Technicien - eau ou voirie\n", "domains[1]", "voirie", id="speciality"),
    pytest.param(HEADER + "Date limite de candidature : vendredi 30 avril 2027 à 12h00\n", "deadline_time", "vendredi 30 avril 2027 à 12h00", id="hour of the deadline"),
    pytest.param(HEADER + "Date limite de candidature : du 5 avril 2027 au 30 avril 2027\n", "deadline", "30 avril 2027", id="deadline of a period"),
    pytest.param(HEADER + "Poste à pourvoir : à compter du 1er juin 2027\n", "start.date", "1er juin 2027", id="date of the start"),
    pytest.param(HEADER + "Télétravail : oui\n", "attributes[0].value", "oui", id="attribute"),
    pytest.param("2 Jardiniers\n" + HEADER[10:], "openings", "2 Jardiniers", id="count in the title"),
    pytest.param(HEADER + "Référence interne : RH-12\n", "reference.also[0]", "RH-12", id="further number"),
    pytest.param(HEADER + "\n# Missions :\n\n- tailler ;\n", "sections[0].heading", "Missions :", id="heading"),
    pytest.param(HEADER + "\n# Missions :\n\n- tailler ;\n- tondre.\n", "sections[0].blocks[0]", "tailler ;\n- tondre.", id="list"),
    pytest.param(HEADER + "\n# Missions :\n\n- tailler ;\n- tondre.\n", "missions[1].text", "tondre.", id="mission"),
    pytest.param(HEADER + "\n# Missions :\n\n- tailler\nles haies ;\n", "missions[0].text", "tailler\nles haies ;", id="wrapped mission"),
    pytest.param(HEADER, "header[0]", "Jardinier", id="line of the title"),
    pytest.param(HEADER, "header[2]", "Employeur : Ville de Valmer", id="label with its value"),
    pytest.param("PROVINCE NORD\n\n" + HEADER, "furniture[0]", "PROVINCE NORD", id="logo"),
    pytest.param(HEADER + "\nUne ligne perdue\n\nCatégorie : B\n", "unclaimed[0]", "Une ligne perdue", id="unclaimed line"),
    pytest.param("![](a.png)\n\n" + HEADER, "furniture[0]", "![](a.png)", id="image"),
    pytest.param("<!-- note -->\n\n" + HEADER, "furniture[0]", "<!-- note -->", id="comment"),
    pytest.param(HEADER.replace("Jardinier", "**Jardinier**"), "title", "Jardinier", id="bold"),
    pytest.param(HEADER.replace("Ville de", "Ville&nbsp;de"), "employer", "Ville&nbsp;de Valmer", id="entity"),
    pytest.param(HEADER.replace("Koné", "Kone\u0301"), "location", "Kone\u0301", id="decomposed accent"),
    pytest.param(HEADER.replace("\n", "\r\n"), "employer", "Ville de Valmer", id="line ends of Windows"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path", "printed"), PLACES)
def test_places(text, path, printed):
    assert quoted(text, path) == printed
    assert wrong_spans(text, parse_text(text)) == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        pytest.param(HEADER + "Catégorie :\n", "category", id="empty label"),
        pytest.param(HEADER + "Emploi RESPNC : /\n", "occupation", id="slash"),
        pytest.param(HEADER + "Date limite de candidature : 30/02/2027\n", "deadline", id="impossible date"),
        pytest.param(HEADER, "unclaimed[0]", id="nothing unclaimed"),
        pytest.param(HEADER, "furniture[0]", id="no furniture"),
    ],
)
def test_no_place_without_a_value(text, path):
    assert path not in spans_of(text)


ACCOUNTED = [
    pytest.param(HEADER, ["header"] * 4, id="header"),
    pytest.param(HEADER + "\n# Missions :\n\n- tailler ;\n", ["header"] * 4 + ["sections"] * 2, id="section"),
    pytest.param("PROVINCE NORD\n" + HEADER, ["furniture"] + ["header"] * 4, id="logo"),
    pytest.param(HEADER + "---\n", ["header"] * 4 + ["furniture"], id="rule"),
    pytest.param(HEADER + "\n# Missions :\n\n- tailler ;\n\nPage 1/2\n\n- tondre.\n", ["header"] * 4 + ["sections"] * 4, id="page number inside a section"),
    pytest.param(HEADER + "\nUne ligne perdue\n\nCatégorie : B\n", ["header"] * 4 + ["unclaimed", "header"], id="unclaimed"),
    pytest.param(HEADER + "\n# Détails de l'offre : Bloc\n\nUn bloc.\n", ["header"] * 4 + ["sections"] * 2, id="value on a heading"),
    pytest.param("- \n" + HEADER, ["furniture"] + ["header"] * 4, id="bullet with nothing"),
    pytest.param("Rien.\n", ["header"], id="a line and no more"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kinds"), ACCOUNTED)
def test_every_line_is_accounted_for(text, kinds):
    found = line_kinds(text, parse_text(text))
    assert all(kind in each for kind, each in zip(kinds, found, strict=True))


@settings(max_examples=150, deadline=None)
@given(postings())
def test_header_furniture_and_unclaimed_share_no_line(posting: Posting) -> None:
    (record,) = parse_text(posting.text)
    taken = [
        number
        for path, span in record.spans.items()
        if path.startswith(("furniture[", "unclaimed["))
        for number in range(posting.text.count("\n", 0, span.start), posting.text.count("\n", 0, span.end) + 1)
    ]
    header = {
        number
        for path, span in record.spans.items()
        if path.startswith("header[")
        for number in range(posting.text.count("\n", 0, span.start), posting.text.count("\n", 0, span.end) + 1)
    }
    assert len(taken) == len(set(taken))
    assert not header & set(taken)
