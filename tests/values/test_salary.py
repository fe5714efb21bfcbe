"""Pay lines as they are printed -> amounts, currency, period, gross or net."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offres.extract.record import Salary
from offres.extract.values.salary import read_salary

# text, min, max, currency, period, gross
READ = [
    ("28-32 K€", 28000, 32000, "EUR", None, None),
    ("40 à 45 K€", 40000, 45000, "EUR", None, None),
    ("30k à 35k", 30000, 35000, None, None, None),
    ("Salaire : 35 KE", 35000, 35000, "EUR", None, None),
    ("40-45 k€ + bonus 5 k€", 40000, 45000, "EUR", None, None),
    ("entre 2 100 et 2 400 € brut mensuel", 2100, 2400, "EUR", "month", True),
    ("de 30 000 à 35 000 euros bruts annuels", 30000, 35000, "EUR", "year", True),
    ("30 000/35 000 €", 30000, 35000, "EUR", None, None),
    ("Mensuel de 2200.0 Euros à 2500.0 Euros sur 13.0 mois", 2200, 2500, "EUR", "month", None),
    ("Annuel de 28000,00 Euros à 32000,00 Euros", 28000, 32000, "EUR", "year", None),
    ("Horaire de 11.88 Euros", 11.88, 11.88, "EUR", "hour", None),
    ("12,50 €/h", 12.5, 12.5, "EUR", "hour", None),
    ("350 000 XPF brut/mois", 350000, 350000, "XPF", "month", True),
    ("250.000 F CFP", 250000, 250000, "XPF", None, None),
    ("320 000 F.CFP net", 320000, 320000, "XPF", None, False),
    ("250 000 F", 250000, 250000, None, None, None),
    ("2\u202f200\u00a0€ brut", 2200, 2200, "EUR", None, True),
    ("2'200 €", 2200, 2200, "EUR", None, None),
    ("€ 2 200 par mois", 2200, 2200, "EUR", "month", None),
    ("1 800,50 euros par mois pour 35h/semaine", 1800.5, 1800.5, "EUR", "month", None),
    ("2200 brut mensuel", 2200, 2200, None, "month", True),
    ("à partir de 30 k€", 30000, None, "EUR", None, None),
    ("45000€ minimum", 45000, None, "EUR", None, None),
    ("jusqu'à 40K€ annuels", None, 40000, "EUR", "year", None),
    ("minimum 28 K€ et jusqu’à 35 K€ brut/an", 28000, 35000, "EUR", "year", True),
    ("2 200 € brut mensuel soit 26 400 € annuels", 2200, 2200, "EUR", "month", True),
    ("2 500 € brut soit 1 950 € net", 2500, 2500, "EUR", None, True),
    ("prime de 300 € + 2 100 € net mensuel", 2100, 2100, "EUR", "month", False),
    ("de 1 900 à 2 100 euros net mensuel + tickets restaurant 9 €", 1900, 2100, "EUR", "month", False),
]
TEXT_ONLY = [
    "Selon profil", "selon grille", "35h", "13 mois", "IB 356", "Selon grille : IB 356 - IM 370 brut", "5 %", "2200",
    "+ 10 % de prime", "le 01/01/2025", "Tél : 24.63.19", "28 à 32 000 €", "30,000 €", "35 à 28 k€", "9" * 9000,
    "Indice majoré 370 brut", "0 €",
]  # fmt: skip


@pytest.mark.parametrize(("text", "low", "high", "currency", "period", "gross"), READ)
def test_reads(text, low, high, currency, period, gross):
    assert read_salary(text) == {
        "min": low, "max": high, "currency": currency, "period": period, "gross": gross, "text": " ".join(text.split()),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("label", "text", "period", "gross"),
    [
        ("Salaire brut", "2 000 €", None, True),
        ("Salaire net :", "2 000 € par mois", "month", False),
        ("Rémunération annuelle brute", "30 k€", "year", True),
        ("Salaire brut", "2 000 € net", None, False),
        ("Salaire annuel", "2 000 € par mois", "month", None),
        ("Salaire brut", "2 000 € brut soit 1 600 € net", None, True),
        ("Salaire brut ou net", "2 000 €", None, None),
        ("Salaire brut", "selon grille", None, None),
    ],
)
def test_label_says_what_the_value_leaves_open(label, text, period, gross):
    read = read_salary(text, label=label)
    assert read is not None
    assert (read["period"], read["gross"], read["text"]) == (period, gross, text)


@pytest.mark.parametrize("text", TEXT_ONLY)
def test_no_amount(text):
    read = read_salary(text)
    assert read is not None
    assert (read["min"], read["max"], read["currency"]) == (None, None, None)
    assert read["text"] == text


@pytest.mark.parametrize("text", ["", " \n", "/", "-", "null", "Non renseigné"])
def test_says_nothing(text):
    assert read_salary(text) is None


@given(st.text())
@pytest.mark.parametrize("frame", ["{}", "28 {} k€", "de {} à 2 000 €"])
def test_any_text(frame, text):
    read = read_salary(frame.format(text))
    assert read is None or Salary(**read)


@pytest.mark.parametrize("unit", ["1", " ", "1 ", "1 000 ", "10 000 € à ", "k€", "1."])
def test_hostile_text_is_read(unit):
    read = read_salary(unit * (200_000 // len(unit)))
    assert read is None or Salary(**read)


@pytest.mark.parametrize("text", ["2 000 € de prime annuelle", "30 000 F CFP de prime", "150 € en chèques-vacances"])
def test_a_bonus_is_no_pay(text):
    read = read_salary(text)
    assert read is not None
    assert (read["min"], read["max"]) == (None, None)
