"""OF401 to OF405."""

import pytest

from offres.checks import run
from offres.checks.low_text_quality import MIN_PLACES

LEAD = "Missions :\n- arroser et tailler les plantations ;\n- tenir le registre des semis ;\n"
PROSE = "Rattaché au chef du service des espaces verts, le jardinier veille sur l'ensemble des serres de la commune"
CLEAN = "Le jardinier arrose les serres, taille les haies et tient le registre des semis. " * 20
FREE = [{"kind": "application", "heading": "Pour postuler", "blocks": [{"type": "paragraph", "text": "x"}]}]
EMPTY = [{"kind": "profile", "heading": "Profil recherché", "blocks": []}]
LOGO = [{"kind": "other", "heading": "BOURAIL", "blocks": []}]


def spoilt(places: int, was: str, by: str) -> str:
    return CLEAN.replace(was, by, places)


def missions(*texts: str) -> dict:
    return {"missions": [{"text": text} for text in texts]}


RAISED = [
    ("OF401", {"text": LEAD}),
    ("OF401", {"text": LEAD + "- ranger les outils,"}),
    ("OF401", {"text": LEAD + "- ranger les outils,\n\n1/2\n"}),  # a page number
    ("OF401", {"text": LEAD + "- rédiger les comptes rendus à destination du"}),
    ("OF401", {"text": LEAD + "- rédiger les comptes rendus de l'"}),
    ("OF401", {"text": LEAD + "- rédiger les comptes rendus d’"}),
    ("OF401", {"text": LEAD + "- suivre les dossiers admi-\r\n"}),
    ("OF401", {"text": LEAD + "- ranger les outils du service"}),  # all others end with a mark
    ("OF401", {"text": LEAD + "Il sera aussi chargé :"}),
    ("OF401", {"text": LEAD + "**Activités secondaires :**"}),
    ("OF401", {"text": PROSE}),
    ("OF401", {"text": "| Jardinier | arroser ; |\n"}),
    (
        "OF401",
        {"text": LEAD + "Profil recherché", "sections": EMPTY, "spans": {"sections[0].heading": "Profil recherché"}},
    ),
    ("OF401", {"text": LEAD + "BOURAIL", "spans": {"furniture[0]": "BOURAIL"}}),
    ("OF401", {"text": LEAD + "BOURAIL", "spans": {"unclaimed[0]": "BOURAIL"}}),
    ("OF401", {"text": LEAD + "Géomètre.", "bounds": (0, len(LEAD))}),  # the next posting of the file
    ("OF402", {"text": "Logement de fonction", "spans": {"unclaimed[0]": "Logement de fonction"}}),
    ("OF402", {"text": "a\nb\nc", "spans": {"unclaimed[0]": "b", "unclaimed[1]": "c"}}),
    ("OF402", {"text": "a\nb\nc", "spans": {"unclaimed[0]": "b\nc", "furniture[0]": "a"}}),
    ("OF403", {"text": "2O juin", "seen": [("repaired", "deadline", "2O juin", "2O juin")]}),
    ("OF403", {"text": "DÃ©pÃ´t", "seen": [("repaired", None, "Ã©", "Ã©"), ("repaired", None, "Ã´", "Ã´")]}),
    ("OF403", {"text": "Misions", "seen": [("repaired", "sections[1].heading", "Misions")]}),
    ("OF404", {"quality": 0.84}),
    ("OF404", {"text": spoilt(10, "registre", "regi\ufffdtre")}),
    ("OF404", {"text": spoilt(10, "registre", "regi?tre")}),
    ("OF404", {"text": spoilt(10, "arrose", "arr0se")}),
    ("OF404", {"text": spoilt(10, "haies", "(cid:12)(cid:7)aies")}),
    ("OF404", {"text": spoilt(10, "haies", "ï¿½aies")}),
    ("OF405", missions("Secrétariat")),
    ("OF405", missions("arroser les plantes du jardin", "Gestion administrative")),
    ("OF405", missions("/")),
    ("OF405", missions("directs : /")),
]

QUIET = [
    ("OF401", {}),
    ("OF401", {"text": LEAD + "- ranger les outils."}),
    ("OF401", {"text": LEAD + "- ranger les outils (bêches, serfouettes)"}),
    ("OF401", {"text": LEAD + "- ranger les outils, etc…"}),
    ("OF401", {"text": "Savoir-être :\n- autonomie\n- rigueur\n- goût du travail en équipe\n"}),
    ("OF401", {"text": "Missions :\n- arroser ;\n- tailler les haies\n- semer le gazon"}),
    ("OF401", {"text": "Lieu de travail : Bourail"}),
    ("OF401", {"text": "Diplôme d'État de jardinier"}),
    ("OF401", {"text": "Poste de catégorie A"}),
    ("OF401", {"text": "Poste sur la côte est"}),
    ("OF401", {"text": "Titulaire du DE"}),
    ("OF401", {"text": "- Maîtrise de l'&eacute;crit&nbsp;&eacute;"}),
    ("OF401", {"text": LEAD + "- CV détaillé\n", "sections": FREE}),
    ("OF401", {"text": PROSE + ", 12 rue des Pins, 98870 Bourail", "sections": FREE}),
    ("OF401", {"text": "Direction : " + PROSE}),
    ("OF401", {"text": PROSE + " et écrit à serres@example.nc pour le dire"}),
    ("OF401", {"text": f"{PROSE}\n{PROSE}"}),  # one sentence a line, no marks
    ("OF401", {"text": LEAD + "Emploi RESPNC :", "seen": [("empty-field", "occupation", "Emploi RESPNC :")]}),
    ("OF401", {"text": "Missions.\nBOURAIL", "sections": LOGO, "spans": {"sections[0].heading": "BOURAIL"}}),
    ("OF401", {"text": LEAD + "Géomètre.", "bounds": (len(LEAD), len(LEAD) + 9)}),
    ("OF401", {"text": "\n \n"}),
    ("OF402", {}),
    ("OF402", {"text": "a\nb", "spans": {"furniture[0]": "a", "header[0]": "b"}}),
    ("OF402", {"text": "unclaimed[0]"}),
    ("OF403", {}),
    ("OF403", {"text": "2O juin"}),
    (
        "OF403",
        {"text": "DÃ©pÃ´t\nreste", "seen": [("repaired", None, "Ã©", "Ã©")], "bounds": (8, 13)},
    ),  # not of this one
    ("OF404", {}),
    ("OF404", {"text": CLEAN}),
    ("OF404", {"quality": 0.85}),
    ("OF404", {"text": spoilt(MIN_PLACES - 1, "registre", "regi?tre")}),
    ("OF404", {"text": spoilt(10, "registre", "regi?tre") + CLEAN * 10}),
    ("OF404", {"text": CLEAN + "M52 H24 2nde CO2 B2i h/f Excel@2016 a-b c_d https://x.nc/?a=1&b=2 " * 5}),
    ("OF404", {"text": CLEAN + spoilt(10, "registre", "regi?tre"), "bounds": (0, len(CLEAN))}),
    ("OF405", {}),
    ("OF405", missions("arroser les plantes")),
    ("OF405", missions("a b c d e f g")),
    ("OF405", missions()),
]


@pytest.mark.parametrize(("code", "changes"), RAISED)
def test_raised(make_case, code, changes):
    assert [found.code for found in run(make_case(**changes))].count(code) == 1


@pytest.mark.parametrize(("code", "changes"), QUIET)
def test_quiet(make_case, code, changes):
    assert code not in [found.code for found in run(make_case(**changes))]


def only(case, code):
    return [one for one in run(case) if one.code == code]


def test_the_break_is_shown_at_the_last_line(make_case):
    (found,) = only(make_case(LEAD + "- rédiger les comptes rendus à destination du\n\n"), "OF401")
    assert found.span.text == "- rédiger les comptes rendus à destination du"
    assert found.message == (
        'The text breaks off in mid-sentence: "rédiger les comptes rendus à destination du". Get the pages that follow.'
    )


def test_every_cut_inside_a_marked_list_is_seen(make_case):
    text = LEAD + "- accompagner les stagiaires et les jardiniers de la commune dans leurs premiers semis"
    first = len(LEAD) + len("- a")
    cuts = [end for end in range(first, len(text)) if text[end - 1].isalpha()]
    assert all(only(make_case(text[:end]), "OF401") for end in cuts)


def test_unclaimed_lines_are_counted(make_case):
    text = "Un\n\nDeux\nTrois\n"
    (found,) = only(make_case(text, spans={"unclaimed[0]": "Un", "unclaimed[1]": "Deux\nTrois"}), "OF402")
    assert found.span.text == "Un"
    assert ": 3; the first" in found.message


def test_many_repairs_are_one_finding_a_field(make_case):
    text = "2O juin\n" + "Ã© " * 300 + "misions"
    seen = [("repaired", None, text[n : n + 2], "Ã©") for n in range(8, 20, 3)]
    seen += [
        ("repaired", "deadline", "2O", "2O"),
        ("repaired", "missions[0].text", "mis"),
        ("repaired", "missions[4].text", "ons"),
    ]
    found = only(make_case(text, seen=seen), "OF403")
    assert [(one.field, one.span.text) for one in found] == [("deadline", "2O"), (None, "Ã©"), ("missions", "mis")]
    assert "places: 2" in found[2].message


def test_the_first_damaged_place_is_shown(make_case):
    text = spoilt(10, "registre", "regi?tre")
    (found,) = only(make_case(text), "OF404")
    assert (found.span.start, found.span.text) == (text.index("?"), "?")
    assert "10 places" in found.message


def test_each_short_mission_is_found_at_its_place(make_case):
    text = "- Secrétariat\n- Accueil"
    spans = {"missions[0].text": "Secrétariat", "missions[1].text": "Accueil"}
    found = only(make_case(text, spans=spans, **missions("Secrétariat", "Accueil")), "OF405")
    assert [(one.field, one.span.text) for one in found] == list(spans.items())
