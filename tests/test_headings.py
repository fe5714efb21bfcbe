"""Headings behind numbers, labels that are headings of the body, and headings that no pattern knows."""

import pytest

from offres import parse_text

HEAD = "Jardinier\n\nEmployeur : Ville de Valmer\nTemps de travail : Temps complet\nDate limite de candidature : 21/05/2027\n\n"


def sections(body: str) -> list[tuple[str, str | None]]:
    offer = parse_text(HEAD + body)[0].offer
    return [(section.kind, section.heading) for section in offer.sections]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("1. Missions", "missions"),
        ("1) Missions :", "missions"),
        ("2.1 Profil recherché", "profile"),
        ("I - Missions", "missions"),
        ("II. - Profil recherché", "profile"),
        ("III – Modalités de candidature", "application"),
        ("IV. Contraintes du poste", "conditions"),
        ("# 1. Missions", "missions"),
        ("## II - Missions principales", "missions"),
    ],
)
def test_a_known_heading_behind_a_number_opens_its_section(heading, kind):
    assert sections(f"{heading}\n- tailler les haies du parc ;\n- tondre.\n") == [(kind, heading.lstrip("# "))]


@pytest.mark.parametrize(
    "body",
    [
        "Profil recherché :\n1. Savoir-faire\n2. Savoir-être\n3. Permis B\n",
        "Missions :\n1. Missions de police confiées par le maire\n- tondre\n",
        "Missions :\n1. tâches\n- tondre\n",
        "Missions :\n- Tâches\n- tondre\n",
        "Missions :\nC Profil des sols à relever\n- tondre\n",
    ],
)
def test_a_numbered_item_is_no_heading(body):
    assert len(sections(body)) == 1


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("## Horaires", "conditions"), ("HORAIRES", "conditions"), ("## Entreprise", "employer")],
)
def test_a_label_that_the_header_has_filled_is_a_heading_in_the_body(heading, kind):
    text = "Les équipes se relaient de six heures à treize heures, un samedi sur quatre."
    printed = heading.lstrip("# ")
    assert sections(f"Missions :\n- tondre\n\n{heading}\n\n{text}\n") == [("missions", "Missions :"), (kind, printed)]


def test_a_heading_that_no_pattern_knows_begins_the_body():
    text = "La ville entretient quarante hectares de parcs et de jardins, où travaillent cent vingt agents."
    assert sections(f"## La nature en ville\n\n{text}\n\n## Missions\n\n- tondre\n") == [
        ("description", "La nature en ville"),
        ("missions", "Missions"),
    ]


@pytest.mark.parametrize("button", ["Afficher la suite", "AJOUTER AUX FAVORIS"])
def test_what_a_page_lets_its_reader_do_is_furniture(button):
    record = parse_text(HEAD + f"Missions :\n- tailler les haies\n\n{button}\n\nProfil recherché :\n- permis B\n")[0]
    assert [len(section.blocks) for section in record.offer.sections] == [1, 1]
    assert button in [span.text for path, span in record.spans.items() if path.startswith("furniture")]


def test_a_page_s_footer_in_columns_does_not_part_a_list():
    footer = "Ville de Valmer - Service des parcs                      Page 1/2"
    offer = parse_text(HEAD + f"Missions :\n- tailler les haies\n\n{footer}\n\n- tondre les pelouses\n")[0].offer
    assert [mission.text for mission in offer.missions] == ["tailler les haies", "tondre les pelouses"]
    assert [mission.group for mission in offer.missions] == [None, None]


def test_the_rows_of_a_table_of_posts_are_missions_and_its_head_is_none():
    table = "| Intitulé | Missions |\n|---|---|\n| Jardinier | Tonte |\n| Élagueur | Taille |\n"
    offer = parse_text(HEAD + f"# Missions :\n\n{table}")[0].offer
    assert [mission.text for mission in offer.missions] == ["Jardinier | Tonte", "Élagueur | Taille"]
    assert offer.sections[0].blocks[0].text == "Intitulé | Missions"
