"""The body: bullets, nesting, wrapped lines, lead-ins, headings, notes, furniture; all lines are invented."""

import pytest

from offres import parse_text

HEADER = (
    "Jardinier\nRéférence : 3134-27-0456/SR du 5 avril 2027\nEmployeur : Ville de Valmer\nLieu de travail : Koné\n"
    "Date de dépôt de l'offre : lundi 5 avril 2027\nDate limite de candidature : vendredi 30 avril 2027\n\n"
)
HEDGES, LAWNS = "tailler les haies du parc", "tondre les pelouses"


def offer_of(body, header=HEADER):
    (record,) = parse_text(header + body)
    assert record.offer is not None
    return record.offer


def missions_of(body):
    """Each mission's text and group, below the heading `Missions`."""
    return [(mission.text, mission.group) for mission in offer_of("# Missions :\n\n" + body).missions]


def blocks_of(section):
    """A paragraph as its text, a list as its items."""
    return [block.text if block.type == "paragraph" else block.items for block in section.blocks]


def sections_of(body, header=HEADER):
    return [(section.kind, section.heading, blocks_of(section)) for section in offer_of(body, header).sections]


def furniture_of(text):
    (record,) = parse_text(text)
    return [span.text for path, span in record.spans.items() if path.startswith("furniture[")]


SIGNS = ["-", "–", "—", "−", "•", "●", "○", "◦", "·", "*", "+", "▪", "■", "□", "◆", "♦", "►", "▶", "➢", "➤", "➔", "→", "⇒", "✓", "✔", "❖", "?", "¦", "°", "»", ">", "->", "=>", "'-", "Ø", "§", "\uf0b7", "🎯", "📍", "⚙️"]  # fmt: skip
COUNTS = [("1.", "2."), ("1)", "2)"), ("1°", "2°"), ("1.1.", "1.2."), ("01.", "02."), ("a)", "b)"), ("A)", "B)"), ("a.", "b."), ("o", "o")]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), [*((sign, sign) for sign in SIGNS), *COUNTS])
def test_bullets(first, second):
    assert missions_of(f"{first} {HEDGES} ;\n{second} {LAWNS}.\n") == [(HEDGES, None), (LAWNS, None)]


@pytest.mark.parametrize("sign", ["-", "–", "•", "●", "▪", "■", "♦", "►", "➢", "➤", "✓", "✔"])
def test_bullets_glued_to_the_word(sign):
    assert missions_of(f"{sign}{HEDGES} ;\n{sign}{LAWNS}.\n") == [(HEDGES, None), (LAWNS, None)]


@pytest.mark.parametrize("gap", ["\t", "\u00a0", "   "])
def test_white_space_after_a_bullet(gap):
    assert missions_of(f"-{gap}{HEDGES} ;\n-{gap}{LAWNS}.\n") == [(HEDGES, None), (LAWNS, None)]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("2027 est l'année du parc.", id="year"),
        pytest.param("24 heures sur 24, le parc est gardé.", id="hours"),
        pytest.param("12.5 km de sentiers sont à entretenir.", id="decimal"),
        pytest.param("A. Dupuis dirige le service.", id="initial"),
        pytest.param("oui, le logement est fourni.", id="o in a word"),
        pytest.param("« Valmer en fleurs » est à préparer.", id="quotation"),
        pytest.param("-5 °C en hiver.", id="minus"),
    ],
)
def test_no_bullets(line):
    assert sections_of(f"# Missions :\n\n{line}\n") == [("missions", "Missions :", [line])]


@pytest.mark.parametrize(
    ("end", "kept"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param(";", "", id="semicolon"),
        pytest.param(" ;", "", id="blank, semicolon"),
        pytest.param(",", "", id="comma"),
        pytest.param(".", "", id="full stop"),
        pytest.param(".;", "", id="both"),
        pytest.param("...", "...", id="ellipsis"),
        pytest.param("…", "…", id="ellipsis as one sign"),
        pytest.param(" !", " !", id="exclamation mark"),
        pytest.param(" :", " :", id="colon"),
        pytest.param(" (parcs)", " (parcs)", id="bracket"),
        pytest.param(" (parcs) ;", " (parcs)", id="bracket, semicolon"),
    ],
)
def test_ends_of_items(end, kept):
    assert missions_of(f"- {HEDGES}{end}\n") == [(HEDGES + kept, None)]


NESTED = [
    pytest.param("- soigner :\n  - tailler ;\n  - tondre ;\n- noter.", id="indent"),
    pytest.param("- soigner :\n    - tailler ;\n    - tondre ;\n- noter.", id="deeper indent"),
    pytest.param("- soigner :\n• tailler ;\n• tondre ;\n- noter.", id="another marker after a colon"),
    pytest.param("- soigner :\n- - tailler ;\n- - tondre ;\n- noter.", id="two dashes"),
    pytest.param("1. soigner :\n- tailler ;\n- tondre ;\n2. noter.", id="dashes under numbers"),
    pytest.param("1. soigner :\n   a) tailler ;\n   b) tondre ;\n2. noter.", id="letters under numbers"),
    pytest.param("• soigner :\n   o tailler\n   o tondre\n• noter", id="the letter o"),
]


@pytest.mark.parametrize("body", NESTED)
def test_nested(body):
    parent = "soigner :"
    assert missions_of(body) == [(parent, None), ("tailler", parent), ("tondre", parent), ("noter", None)]


def test_nested_twice():
    body = "- soigner :\n  - tailler :\n    - les haies ;\n    - les rosiers ;\n  - tondre ;\n- noter."
    assert missions_of(body) == [
        ("soigner :", None),
        ("tailler :", "soigner :"),
        ("les haies", "tailler :"),
        ("les rosiers", "tailler :"),
        ("tondre", "soigner :"),
        ("noter", None),
    ]


def test_another_marker_without_a_colon_above_is_not_nested():
    assert missions_of("- tailler ;\n• tondre.") == [("tailler", None), ("tondre", None)]


WRAPPED = [
    pytest.param("- tailler les haies du parc\nmunicipal ;\n- tondre.", ["tailler les haies du parc municipal", "tondre"], id="small letter"),
    pytest.param("- tailler les haies du parc\n  municipal ;\n- tondre.", ["tailler les haies du parc municipal", "tondre"], id="small letter, indented"),
    pytest.param("- tailler les haies\n(parc, jardins) ;\n- tondre.", ["tailler les haies (parc, jardins)", "tondre"], id="bracket"),
    pytest.param("- tailler les haies, les rosiers et les massifs de la grande promenade de la\nVille de Valmer ;\n- tondre.", ["tailler les haies, les rosiers et les massifs de la grande promenade de la Ville de Valmer", "tondre"], id="capital after a full line"),
    pytest.param("- tailler\nles\nhaies ;\n- tondre.", ["tailler les haies", "tondre"], id="three lines"),
    pytest.param("- tailler ;\n- tondre.\nL'agent rend compte.", ["tailler", "tondre"], id="capital after a full stop is no rest"),
    pytest.param("- tailler ;\n- tondre.\n\nd'autres tâches suivent.", ["tailler", "tondre"], id="a blank line ends an item"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "texts"), WRAPPED)
def test_wrapped_items(body, texts):
    assert [text for text, _ in missions_of(body)] == texts


PARAGRAPHS = [
    pytest.param("L'agent taille les haies.\n\nIl tond les pelouses.", ["L'agent taille les haies.", "Il tond les pelouses."], id="two"),
    pytest.param("L'agent taille les haies,\ntond les pelouses.", ["L'agent taille les haies, tond les pelouses."], id="wrapped, small letter"),
    pytest.param("L'agent taille les haies et les rosiers de la place du marché, sous la conduite de\nMadame Dupuis.", ["L'agent taille les haies et les rosiers de la place du marché, sous la conduite de Madame Dupuis."], id="wrapped, capital"),
    pytest.param("L'agent soigne :\nLes haies.", ["L'agent soigne :", "Les haies."], id="a colon ends a paragraph"),
    pytest.param("Il taille.\nIl tond.", ["Il taille.", "Il tond."], id="short lines"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "texts"), PARAGRAPHS)
def test_missions_in_prose_are_its_paragraphs(body, texts):
    assert missions_of(body) == [(text, None) for text in texts]


LEAD_INS = [
    pytest.param("- tailler.", [("tailler", None)], id="none"),
    pytest.param("L'agent est chargé :\n- de tailler ;\n- de tondre.", [("de tailler", "L'agent est chargé :"), ("de tondre", "L'agent est chargé :")], id="paragraph"),
    pytest.param("Il soigne :\n- le parc.\n\nIl note :\n- les entrées.", [("le parc", "Il soigne :"), ("les entrées", "Il note :")], id="two groups"),
    pytest.param("**Soins :**\n- tailler.\n\n**Gestion :**\n- noter.", [("tailler", "Soins :"), ("noter", "Gestion :")], id="bold lines"),
    pytest.param("### Soins\n- tailler.\n\n### Gestion\n- noter.", [("tailler", "Soins"), ("noter", "Gestion")], id="headings below"),
    pytest.param("Le parc est grand.\n\nIl soigne :\n- le parc.", [("le parc", "Il soigne :")], id="the paragraph next to the list"),
    pytest.param("Il soigne :\n\n- le parc :\n  - les haies.", [("le parc :", "Il soigne :"), ("les haies", "le parc :")], id="nested"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "missions"), LEAD_INS)
def test_lead_ins(body, missions):
    assert missions_of(body) == missions


def test_activities_are_missions_and_prose_beside_their_bullets_is_none():
    offer = offer_of("# Missions :\n\nIl soigne le parc.\n\n# Activités secondaires :\n\n- noter.\n")
    assert [mission.text for mission in offer.missions] == ["noter"]
    offer = offer_of("# Missions :\n\nIl soigne le parc.\n\n# Activités secondaires :\n\nIl note.\n")
    assert [mission.text for mission in offer.missions] == ["Il soigne le parc.", "Il note."]


SECTIONS = [
    pytest.param("# Missions :\n- tailler\n\n# Profil :\n- aimable", [("missions", "Missions :", [["tailler"]]), ("profile", "Profil :", [["aimable"]])], id="known headings"),
    pytest.param("# Missions :\n\n# Profil :\n- aimable", [("missions", "Missions :", []), ("profile", "Profil :", [["aimable"]])], id="empty section"),
    pytest.param("## Missions\n- tailler\n\n## Le mot du maire\n\nVenez.", [("missions", "Missions", [["tailler"]]), ("other", "Le mot du maire", ["Venez."])], id="unknown heading of the same level"),
    pytest.param("## Missions\n- tailler\n\n### Le mot du maire\n\nVenez.", [("missions", "Missions", [["tailler"], "Le mot du maire", "Venez."])], id="unknown heading below"),
    pytest.param("## Missions\n\n**À savoir**\n\n- tailler", [("missions", "Missions", ["À savoir", ["tailler"]])], id="unknown bold line"),
    pytest.param("- tailler\n- tondre", [("description", None, [["tailler", "tondre"]])], id="list without a heading"),
    pytest.param("# Missions :\n- tailler\n\n(1) Loi sur l'emploi local.\n\n(2) Voir le site.", [("missions", "Missions :", [["tailler"]]), ("notes", None, ["(1) Loi sur l'emploi local.", "(2) Voir le site."])], id="footnotes"),
    pytest.param("# Missions :\n- tailler\n\n(*) À acquérir.", [("missions", "Missions :", [["tailler"]]), ("notes", None, ["(*) À acquérir."])], id="starred footnote"),
    pytest.param("# Missions :\n- tailler\n\n(une prime est versée)", [("missions", "Missions :", [["tailler"], "(une prime est versée)"])], id="a bracket is no footnote"),
    pytest.param("# Missions :\n- tailler\n\n# Informations complémentaires\n\n(1) Voir le site.", [("missions", "Missions :", [["tailler"]]), ("notes", "Informations complémentaires", ["(1) Voir le site."])], id="footnote among notes"),
    pytest.param("# Missions :\n\n| Lundi | taille |\n| Mardi | tonte |", [("missions", "Missions :", ["Lundi taille", "Mardi tonte"])], id="table rows"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "sections"), SECTIONS)
def test_sections(body, sections):
    assert sections_of(body, HEADER.replace("Jardinier", "# Jardinier")) == sections


FURNITURE = [
    pytest.param("Page 1/2", True, id="page 1/2"),
    pytest.param("Page 3 sur 4", True, id="page 3 sur 4"),
    pytest.param("2", True, id="number"),
    pytest.param("1/7", True, id="1/7"),
    pytest.param("Ville de Valmer - www.valmer.example", True, id="footer with an address"),
    pytest.param("PROVINCE BLEUE", True, id="letterhead again"),
    pytest.param("Page blanche à tenir propre.", False, id="page in a sentence"),
    pytest.param("Ville de Valmer et ses parcs.", False, id="organisation in a sentence"),
    pytest.param("Voir www.valmer.example.", False, id="address in a sentence"),
    pytest.param("2027-2028", False, id="years"),
]


@pytest.mark.parametrize(("line", "furniture"), FURNITURE)
def test_furniture(line, furniture):
    text = f"PROVINCE BLEUE\n\n{HEADER}# Missions :\n\n- tailler.\n\n{line}\n\n- tondre.\n"
    assert (line in furniture_of(text)) is furniture
    (record,) = parse_text(text)
    assert record.offer is not None
    assert [mission.text for mission in record.offer.missions] == ["tailler", "tondre"]
    assert len(record.offer.sections[0].blocks) == (1 if furniture else 3)
