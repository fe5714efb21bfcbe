"""OF101 to OF108 and OF501: what is missing, empty or there twice."""

import pytest

from offres.checks import run

TWICE = """Géomètre
Lieu de travail : Koumac
Employeur : Commune de Koumac
Lieu de travail : Poum
Employeur :
Grade :
"""
HEADING_ONLY = [{"kind": "missions", "heading": "Missions", "blocks": []}]

RAISED = [
    ("OF101", {"title": None}),
    ("OF101", {"title": ""}),
    ("OF101", {"title": None, "required": ()}),  # a title is asked of every posting
    ("OF102", {"reference": None}),
    ("OF102", {"reference": {"number": None, "issued": "2025-06-02"}}),
    ("OF102", {"reference": None, "required": ("reference",), "family": None}),
    ("OF103", {"deadline": None}),
    ("OF103", {"deadline": None, "seen": [("invalid-date", "published", "lundi 2 juin 2025")]}),
    ("OF103", {"deadline": None, "seen": [("empty-field", "deadline", "Date limite de candidature :")]}),
    ("OF104", {"missions": []}),
    ("OF104", {"missions": [], "sections": []}),
    ("OF104", {"missions": [], "sections": HEADING_ONLY, "required": ()}),
    ("OF105", {"employer": None}),
    ("OF105", {"employer": ""}),
    ("OF105", {"employer": None, "required": ("employer",)}),
    ("OF106", {"location": None}),
    ("OF106", {"location": ""}),
    ("OF106", {"location": None, "required": ("location",)}),
    ("OF107", {"text": TWICE, "seen": [("empty-field", "employer", "Employeur :\n")]}),
    ("OF107", {"text": TWICE, "seen": [("empty-field", "grades", "Grade :")]}),
    ("OF107", {"text": TWICE, "seen": [("empty-field", None, "Grade :")]}),
    ("OF108", {"text": TWICE, "seen": [("duplicate-field", "location", "Poum", "Poum")]}),
    ("OF108", {"text": TWICE, "seen": [("duplicate-field", "employer", "Poum")]}),
    ("OF108", {"text": TWICE, "deadline": None, "seen": [("duplicate-field", "deadline", "Poum")]}),
    ("OF108", {"text": TWICE, "seen": [("duplicate-field", None, "Poum", "Poum")]}),
    ("OF501", {"family": None}),
    ("OF501", {"family": None, "required": ()}),
    ("OF501", {"family": None, "title": None}),
]

QUIET = [
    ("OF101", {}),
    ("OF101", {"title": "Agent"}),
    ("OF101", {"title": "2 Ergothérapeutes H/F"}),
    ("OF102", {}),
    ("OF102", {"reference": None, "required": ("deadline", "employer")}),
    ("OF102", {"reference": {"number": "AB/12"}}),
    ("OF103", {}),
    ("OF103", {"deadline": None, "required": ("reference",)}),  # a private offer
    ("OF103", {"deadline": None, "seen": [("invalid-date", "deadline", "vendredi 20 juin 2025", "31/06/2025")]}),
    ("OF104", {}),
    ("OF104", {"missions": [{"text": "Remplacer le titulaire."}]}),
    ("OF104", {"missions": [{"text": "a"}], "sections": []}),
    ("OF105", {}),
    ("OF105", {"employer": None, "required": ("reference", "deadline")}),
    ("OF105", {"employer": "PROVINCE"}),
    ("OF106", {}),
    ("OF106", {"location": None, "required": ("employer",)}),
    ("OF106", {"location": "toutes piscines"}),
    ("OF107", {}),
    ("OF107", {"text": TWICE}),  # what nobody saw is not found again here
    ("OF107", {"text": TWICE, "seen": [("duplicate-field", "employer", "Employeur :")]}),
    ("OF108", {}),
    ("OF108", {"text": TWICE}),
    ("OF108", {"text": TWICE, "seen": [("empty-field", "location", "Lieu de travail :")]}),
    ("OF501", {}),
    ("OF501", {"family": "metropole"}),
    ("OF501", {"family": "private", "required": ()}),
]


@pytest.mark.parametrize(("code", "changes"), RAISED)
def test_raised(make_case, code, changes):
    assert code in [found.code for found in run(make_case(**changes))]


@pytest.mark.parametrize(("code", "changes"), QUIET)
def test_quiet(make_case, code, changes):
    assert code not in [found.code for found in run(make_case(**changes))]


def test_the_sound_posting_has_no_finding(make_case):
    assert run(make_case()) == []


def test_one_finding_for_each_field_and_place(make_case):
    seen = [("empty-field", "employer", "Employeur :\n"), ("empty-field", "employer", "Employeur :\n")]
    seen += [("empty-field", "grades", "Grade :")]
    found = [one for one in run(make_case(TWICE, seen=seen)) if one.code == "OF107"]
    assert [(one.field, one.span.text) for one in found] == [("employer", "Employeur :\n"), ("grades", "Grade :")]


def test_a_duplicate_says_both_values(make_case):
    case = make_case(TWICE, spans={"location": "Koumac"}, seen=[("duplicate-field", "location", "Poum", "Poum")])
    (message,) = [one.message for one in run(case) if one.code == "OF108"]
    assert message == 'location: given twice; "Poum" was not kept, "Koumac" was. Keep one of them.'


def test_an_empty_missions_section_is_shown_at_its_heading(make_case):
    (found,) = [one for one in run(make_case(missions=[])) if one.code == "OF104"]
    assert found.span.text == "Missions"
    assert "under the heading" in found.message
