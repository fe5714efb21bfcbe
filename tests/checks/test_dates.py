"""OF201 to OF207."""

from datetime import date

import pytest

from offres.checks import run
from offres.checks.dates import printed_weekdays
from offres.checks.rule import Weekday
from offres.extract.record import Span


def printed(deadline: str, day: str, **changes) -> dict:
    """The posting with another deadline printed."""
    return {"text": f"Clôture : {deadline} !", "spans": {"deadline": deadline}, "deadline": day, **changes}


def starting(words: str, day: str) -> dict:
    return {
        "text": f"À pourvoir : {words}.",
        "spans": {"start.date": words},
        "start": {"kind": "date", "date": day, "text": words},
    }


def numbered(year: int, issued: str | None, published: str) -> dict:
    number = f"3134-{year % 100}-7777/SR"
    reference = {"number": number, "issued": issued, "issuer": "3134", "year": year, "sequence": 7777, "suffix": "SR"}
    return {"reference": reference, "published": published, "deadline": None, "spans": {}}


INVALID = "Clôture : 30/02/2025 ou 31/06/2025 ou 20/06/25."

RAISED = [
    ("OF201", {"text": INVALID, "deadline": None, "seen": [("invalid-date", "deadline", "30/02/2025", "30/02/2025")]}),
    ("OF201", {"text": INVALID, "seen": [("invalid-date", "start.date", "31/06/2025")]}),
    ("OF201", {"text": INVALID, "published": None, "seen": [("invalid-date", "published", "30/02/2025")]}),
    ("OF201", {"text": INVALID, "published": None, "seen": [("no-day", "published", "30/02/2025 ou 31/06/2025")]}),
    ("OF202", printed("Vendredi 21 février 2024", "2024-02-21")),
    ("OF202", printed("v**endredi** 19 juin 2025", "2025-06-19")),
    ("OF202", printed("vendredi19 juin 2025", "2025-06-19")),
    ("OF202", printed("ven. 19 juin 2025", "2025-06-19")),
    ("OF202", printed("DIMANCHE 20 JUIN 2025", "2025-06-20")),
    ("OF202", starting("lundi 2 septembre 2025", "2025-09-02")),
    ("OF203", {"deadline": "2025-06-01"}),
    ("OF203", {"deadline": "2024-06-20"}),
    ("OF203", {"published": "2026-06-02"}),
    ("OF204", {"initial_deadline": "2024-06-13"}),
    ("OF204", {"initial_deadline": "2025-06-21"}),
    ("OF204", {"initial_deadline": "2025-06-01", "deadline": None}),
    ("OF204", {"initial_deadline": "2025-07-01", "published": None}),
    ("OF205", {"deadline": "2025-06-02"}),
    ("OF205", {"deadline": "2025-06-04"}),
    ("OF205", {"deadline": "2026-06-20"}),
    ("OF206", {"text": INVALID, "seen": [("ambiguous-date", "deadline", "20/06/25", "20/06/25")]}),
    ("OF206", {"text": INVALID, "seen": [("ambiguous-date", "start.date", "20/06/25")]}),
    ("OF206", {"text": INVALID, "seen": [("ambiguous-date", "published", "20/06")]}),
    ("OF207", numbered(2025, "2024-06-02", "2025-06-02")),
    ("OF207", numbered(2025, "2025-06-02", "2025-08-02")),
    ("OF207", numbered(2024, None, "2025-06-02")),
    ("OF207", numbered(2024, "2025-06-02", "2025-06-02")),
    ("OF207", numbered(2024, "2025-03-03", "2025-03-03")),  # over 60 days into the new year
    ("OF207", numbered(2025, None, "2024-12-30")),  # a year that has not begun
    ("OF207", numbered(2023, "2025-01-06", "2025-01-06")),
]

QUIET = [
    ("OF201", {}),
    ("OF201", {"text": INVALID, "deadline": None}),
    ("OF201", {"text": INVALID, "seen": [("ambiguous-date", "deadline", "20/06/25")]}),
    ("OF202", {}),
    ("OF202", printed("Vendredi 21 février 2025", "2025-02-21")),
    ("OF202", printed("21 février 2024", "2024-02-21")),
    ("OF202", printed("12 mar. 25", "2025-03-12")),  # a month
    ("OF202", printed("12 mar. 2025", "2025-03-12")),
    ("OF202", printed("jeudi 19 ou vendredi 20 juin 2025", "2025-06-20")),
    ("OF202", printed("20 juin 2025, sauf samedis", "2025-06-20")),
    ("OF202", starting("lundi de septembre 2025", "2025-09")),
    ("OF202", {"deadline": "2025-06-21", "spans": {"deadline": "absent du texte"}}),
    ("OF203", {}),
    ("OF203", {"deadline": "2025-06-02"}),
    ("OF203", {"deadline": "2024-06-20", "published": None}),
    ("OF203", {"deadline": None}),
    ("OF204", {}),
    ("OF204", {"initial_deadline": "2025-06-13"}),
    ("OF204", {"initial_deadline": "2025-06-20"}),
    ("OF204", {"initial_deadline": "2025-06-02"}),
    ("OF204", {"initial_deadline": "2024-06-13", "published": None}),
    ("OF205", {}),
    ("OF205", {"deadline": "2025-06-05"}),
    ("OF205", {"deadline": "2026-06-02"}),
    ("OF205", {"deadline": "2025-06-01"}),  # OF203 alone
    ("OF205", {"published": None}),
    ("OF206", {}),
    ("OF206", printed("03/10/2025", "2025-10-03")),
    ("OF206", {"text": INVALID, "seen": [("invalid-date", "deadline", "30/02/2025")]}),
    ("OF207", {}),
    ("OF207", numbered(2024, "2025-01-06", "2025-01-06")),  # given in December, published in January
    ("OF207", numbered(2024, "2024-12-27", "2025-01-06")),
    ("OF207", numbered(2024, None, "2025-03-01")),
    ("OF207", numbered(2025, "2025-06-02", "2025-08-01")),  # 60 days
    ("OF207", {"reference": {"number": "O0840000", "issued": "2025-06-02"}}),
    ("OF207", {"published": None}),
    ("OF207", {"reference": None}),
]


@pytest.mark.parametrize(("code", "changes"), RAISED)
def test_raised(make_case, code, changes):
    assert code in [found.code for found in run(make_case(**changes))]


@pytest.mark.parametrize(("code", "changes"), QUIET)
def test_quiet(make_case, code, changes):
    assert code not in [found.code for found in run(make_case(**changes))]


@pytest.mark.parametrize(
    ("text", "weekdays"),
    [
        ("Vendredi 18 juillet 2025", [4]),
        ("vendredi18 juillet 2025", [4]),
        ("MARDI 1er juillet", [1]),
        ("du lundi 3 au mercredi 5", [0, 2]),
        ("dim. 3", [6]),
        ("dim 3", []),
        ("3 mer. 2025", []),
        ("tous les mardis", []),
        ("aprèsjeudi", []),
        ("", []),
    ],
)
def test_weekdays_read(text, weekdays):
    assert printed_weekdays(Span(start=0, end=len(text), text=text)) == [Weekday(day) for day in weekdays]


def message(case, code):
    (found,) = [one for one in run(case) if one.code == code]
    return found.message


def test_a_mismatch_names_the_year_that_fits(make_case):
    case = make_case(**printed("Vendredi 21 février 2024", "2024-02-21", published=None, reference=None))
    assert message(case, "OF202") == (
        'deadline: "Vendredi 21 février 2024" is a Wednesday; 21 February 2025 would be a Friday. Check the date.'
    )
    (found,) = [one for one in run(case, "fr") if one.code == "OF202"]
    assert found.message == (
        "deadline : « Vendredi 21 février 2024 » est un mercredi ; le 21 février 2025 serait un vendredi. Vérifiez la date."
    )


@pytest.mark.parametrize(
    ("deadline", "day", "expected"),
    [
        # 382 days away in 2026; the next day is a Friday, and 18 days from the publication
        ("vendredi 19 juin 2025", "2025-06-19", "20 June 2025 would be a Friday, 18 days from publication to deadline"),
        ("vendredi 20 juin 2024", "2024-06-20", "20 June 2025 would be a Friday, 18 days from publication to deadline"),
        ("vendredi 20 juillet 2025", "2025-07-20", "20 June 2025 would be a Friday"),
        ("lundi 3 juin 2025", "2025-06-03", "is a Tuesday, not a Monday. Check the date."),  # the 23rd or the 30th
        ("mercredi 23 juin 2025", "2025-06-23", "is a Monday, not a Wednesday; the posting's other dates agree"),
        ("lundi 19 juin 2025", "2025-06-19", "16 June 2025 would be a Monday, 14 days"),
    ],
)
def test_a_mismatch_names_the_date_that_fits(make_case, deadline, day, expected):
    text = f"Dépôt : lundi 2 juin 2025. Clôture : {deadline} !"
    assert expected in message(make_case(text, spans={"deadline": deadline}, deadline=day), "OF202")


def test_a_leap_day_has_no_other_year(make_case):
    case = make_case(**printed("lundi 29 février 2024", "2024-02-29"))
    assert "not a Monday" in message(case, "OF202")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"deadline": "2024-06-20"}, "OF203 deadline is likelier wrong; 20 June 2025 would fit (a Friday, as printed; 18 days"),
        ({"initial_deadline": "2024-06-13"}, "OF204 replaced deadline is likelier wrong"),
        ({"initial_deadline": "2025-06-30"}, "OF204 replaced deadline is likelier wrong"),
        ({"deadline": "2026-06-20"}, "OF205 deadline is likelier wrong; 20 June 2025 would fit"),
        ({**numbered(2025, "2024-06-02", "2025-06-02"), "deadline": "2025-06-20"}, "OF207 reference's date is likelier wrong; 2 June 2025"),
        ({**numbered(2025, "2025-06-02", "2024-06-02"), "deadline": "2025-06-20"}, "OF207 publication date is likelier wrong; 2 June 2025"),
        ({**numbered(2023, "2025-06-02", "2025-06-02"), "deadline": "2025-06-20"}, "OF207 number's year is likelier wrong; 2025"),
    ],
)  # fmt: skip
def test_messages_say_what_the_evidence_supports(make_case, changes, expected):
    code, said = expected.split(" ", 1)
    assert said in message(make_case(**changes), code)


@pytest.mark.parametrize(
    ("changes", "likelier"),
    [
        ({"deadline": "2024-06-20"}, "deadline is likelier"),  # its weekday disagrees, the reference's date agrees
        ({"deadline": "2025-06-01", "spans": {"deadline": "02/06/2025"}}, "deadline is likelier"),
        ({"published": "2026-06-02"}, "publication date is likelier"),
        ({"published": "2025-06-20", "deadline": "2025-06-02"}, "swapped"),
        ({"published": "2026-06-20", "reference": None, "text": "sans dates"}, "Check both"),
    ],
)
def test_which_date_is_likelier_wrong(make_case, changes, likelier):
    assert likelier in message(make_case(**changes), "OF203")


def test_the_window_counts_days(make_case):
    assert "only 2 days" in message(make_case(deadline="2025-06-04"), "OF205")
    assert "383 days after" in message(make_case(deadline="2026-06-20"), "OF205")


def test_findings_do_not_depend_on_today(make_case, monkeypatch):
    class Never(date):
        @classmethod
        def today(cls):
            raise AssertionError

    monkeypatch.setattr("datetime.date", Never)
    assert run(make_case(deadline="2024-06-20"))
