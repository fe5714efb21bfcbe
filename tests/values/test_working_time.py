"""Wordings of the working time -> full or part time, hours a week."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offres.extract.record import WorkingTime
from offres.extract.values.working_time import read_working_time

READ = [
    ("Temps complet", "full_time", None),
    ("Temps plein", "full_time", None),
    ("Temps complet 35h", "full_time", 35),
    ("temps plein (temps partiel possible)", "full_time", None),
    ("Temps complet, télétravail 20 % du temps", "full_time", None),
    ("100%", "full_time", None),
    ("Temps non complet, 17h33 hebdomadaire", "part_time", 17.55),
    ("TNC 17h30", "part_time", 17.5),
    ("17/35e", "part_time", 17),
    ("mi-temps", "part_time", None),
    ("temps partiel", "part_time", None),
    ("Temps partiel (80%)", "part_time", None),
    ("50 %", "part_time", None),
    ("Quotité 80 %, 28h", "part_time", 28),
    ("39h", None, 39),
    ("39 heures", None, 39),
    ("35H/semaine", None, 35),
    ("35h00", None, 35),
    ("37h30 par semaine", None, 37.5),
    ("35 heures hebdomadaires de 8h à 16h", None, 35),
    ("35H Travail en journée", None, 35),
    ("temps plein ou temps partiel", None, None),
    ("80 à 100 %", None, None),
    ("35h ou 39h", None, None),
    ("entre 20 et 25h", None, None),
    ("de 8h à 16h30", None, None),
    ("prise de poste à 8h", None, None),
    ("7h/jour", None, None),
    ("24h/24", None, None),
    ("151,67 heures par mois", None, None),
    ("99h", None, None),
    ("0h", None, None),
    ("télétravail", None, None),
]


@pytest.mark.parametrize(("text", "kind", "hours"), READ)
def test_reads(text, kind, hours):
    assert read_working_time(text) == {"kind": kind, "hours_per_week": hours, "text": text}


@pytest.mark.parametrize(
    ("label", "text", "kind"),
    [
        ("Quotité de travail", "Complet", "full_time"),
        ("Temps de travail :", "plein", "full_time"),
        ("Quotité", "Partiel, 28h", "part_time"),
        ("Durée du travail", "Non complet", "part_time"),
        ("Temps", "Incomplet", "part_time"),
        ("Temps de travail", "complet ou partiel", None),
        ("Temps de travail", "complété par des astreintes", None),
        ("Quotité", "mi-temps", "part_time"),
        ("Dossier", "Complet", None),
        ("", "Complet", None),
    ],
)
def test_bare_word_needs_the_label(label, text, kind):
    read = read_working_time(text, label=label)
    assert read is not None
    assert read["kind"] == kind


@pytest.mark.parametrize("text", ["", "\n", "/", "null"])
def test_says_nothing(text):
    assert read_working_time(text) is None


@given(st.text())
@pytest.mark.parametrize("frame", ["{}", "35{}h", "80 {} %"])
def test_any_text(frame, text):
    read = read_working_time(frame.format(text))
    assert read is None or WorkingTime(**read)


@pytest.mark.parametrize("unit", ["1", " ", "35h ", "8h à ", "80 % ", "temps "])
def test_hostile_text_is_read(unit):
    read = read_working_time(unit * (200_000 // len(unit)))
    assert read is None or WorkingTime(**read)


@pytest.mark.parametrize("text", ["2 x 17h30", "3 × 12h"])
def test_shifts_are_no_hours_a_week(text):
    read = read_working_time(text)
    assert read is not None
    assert read["hours_per_week"] is None
