"""Which of a posting's dates is the likelier wrong one, and what would fit instead."""

from datetime import date

import pytest

from offres.checks.evidence_dates import Dates, Verdict, confirmed, weigh
from offres.checks.rule import Weekday

MON, TUE, WED, FRI = Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.FRIDAY


def dates(
    published=None,
    deadline=None,
    *,
    initial=None,
    issued=None,
    year=None,
    published_weekday=None,
    deadline_weekday=None,
):
    days = (date.fromisoformat(day) if day else None for day in (published, deadline, initial, issued))
    return Dates(*days, year=year, published_weekday=published_weekday, deadline_weekday=deadline_weekday)


FITS = [  # the dates as printed, the likelier wrong field, what would fit
    (dates("2025-02-03", "2024-02-21", issued="2025-02-03", year=2025, published_weekday=MON, deadline_weekday=FRI),
     "deadline", "2025-02-21"),
    (dates(deadline="2024-02-21", deadline_weekday=FRI), "deadline", "2025-02-21"),
    (dates("2026-06-02", "2025-06-20", issued="2025-06-02", year=2025, published_weekday=MON, deadline_weekday=FRI),
     "published", "2025-06-02"),
    (dates("2024-06-02", "2025-06-20", issued="2025-06-02", year=2025), "published", "2025-06-02"),
    (dates("2025-06-02", "2026-06-20", year=2025), "deadline", "2025-06-20"),
    (dates("2026-05-08", "2029-05-29", issued="2026-05-08", published_weekday=FRI, deadline_weekday=FRI),
     "deadline", "2026-05-29"),  # three years off: the year of another date
    (dates("2031-01-14", "2031-03-07", issued="2031-01-14", year=2031, published_weekday=FRI, deadline_weekday=FRI),
     "published", "2031-02-14"),  # the month
    (dates("2025-05-30", "2025-06-30", issued="2025-05-30", year=2025, published_weekday=FRI, deadline_weekday=FRI),
     "deadline", "2025-06-20"),  # a digit of the day
    (dates("2025-06-02", "2025-06-20", issued="2024-06-02", year=2025, published_weekday=MON, deadline_weekday=FRI),
     "issued", "2025-06-02"),
    (dates("2025-06-02", "2025-06-20", year=2024, published_weekday=MON, deadline_weekday=FRI), "year", 2025),
    (dates("2024-12-20", "2025-01-31", initial="2024-01-10", issued="2024-12-20", year=2024,
           published_weekday=FRI, deadline_weekday=FRI), "initial_deadline", "2025-01-10"),
    (dates("2024-11-22", "2024-01-24", initial="2024-12-13", issued="2024-11-22", year=2024,
           published_weekday=FRI, deadline_weekday=FRI), "deadline", "2025-01-24"),
]  # fmt: skip

WRONG = [  # the field is certain, what would fit is not
    (dates("2025-04-18", "2025-05-01", issued="2025-04-18", year=2025, published_weekday=FRI, deadline_weekday=FRI),
     "deadline"),  # the 2nd, the 9th or the 16th
    (dates("2025-06-02", "2025-06-01", issued="2025-06-02", year=2025, published_weekday=MON), "deadline"),
]  # fmt: skip

OPEN = [
    dates(),
    dates("2025-06-02", "2025-06-20"),
    dates("2025-06-02", "2025-06-20", issued="2025-06-02", year=2025, published_weekday=MON, deadline_weekday=FRI),
    dates("2025-06-02", "2024-06-20"),  # either year
    dates("2025-06-02", "2025-09-05", initial="2025-06-23", published_weekday=MON, deadline_weekday=FRI),  # put off
    dates("2024-12-27", "2025-01-17", year=2024, published_weekday=FRI, deadline_weekday=FRI),
    dates("2025-01-06", "2025-01-27", year=2024, published_weekday=MON, deadline_weekday=MON),  # a number of December
    dates(deadline="2024-02-29", deadline_weekday=MON),
]


@pytest.mark.parametrize(("given", "field", "value"), FITS)
def test_what_would_fit(given, field, value):
    verdict = weigh(given)
    assert (verdict.field, str(verdict.value)) == (field, str(value))
    assert verdict.why.en
    assert verdict.why.fr


@pytest.mark.parametrize(("given", "field"), WRONG)
def test_which_is_wrong(given, field):
    verdict = weigh(given)
    assert (verdict.field, verdict.value) == (field, None)
    assert verdict.why.en != verdict.why.fr


@pytest.mark.parametrize("given", OPEN)
def test_what_the_facts_do_not_decide(given):
    verdict = weigh(given)
    assert verdict is None or verdict.value is None


def test_the_facts_are_named_in_both_languages():
    assert weigh(FITS[0][0]) == Verdict(
        "deadline",
        date(2025, 2, 21),
        ("a Friday, as printed; 18 days from publication to deadline, as usual",
         "un vendredi, comme imprimé ; 18 jours de la publication à la date limite, d'usage"),
        (", 18 days from publication to deadline, as usual", ", 18 jours de la publication à la date limite, d'usage"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "field", "days"),
    [
        (dates("2025-06-02", "2025-06-23", deadline_weekday=WED), "deadline", 21),
        (dates("2025-06-02", "2025-06-20", issued="2025-06-02", published_weekday=TUE), "published", 18),
        (dates("2025-06-02", "2025-06-20", issued="2025-06-03", published_weekday=TUE), "published", None),
        (dates("2025-06-02", "2025-06-20", deadline_weekday=WED), "deadline", None),
        (dates(deadline="2025-06-20", deadline_weekday=WED), "deadline", None),
    ],
)
def test_a_date_that_all_but_its_weekday_confirms(given, field, days):
    assert confirmed(given, field) == days
