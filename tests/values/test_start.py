"""The start of a post: wordings of our own making -> kind and date."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offres.extract.values.start import read_start

# What is printed, the kind, the date.
STARTS = [
    # at once
    ("immédiatement", "immediate", None),
    ("Immédiatement.", "immediate", None),
    ("IMMÉDIATEMENT", "immediate", None),
    ("IMMEDIATEMENT", "immediate", None),
    ("immediatement", "immediate", None),
    ("imédiatement", "immediate", None),
    ("Poste immédiat", "immediate", None),
    ("Embarquement immédiat", "immediate", None),
    ("à compter : immédiatement", "immediate", None),
    ("immédiatement (régularisation)", "immediate", None),
    ("dès que possible", "immediate", None),
    ("DÈS QUE POSSIBLE", "immediate", None),
    ("dès maintenant", "immediate", None),
    ("au plus tôt", "immediate", None),
    ("le plus tôt possible", "immediate", None),
    ("au plus vite", "immediate", None),
    ("dans les meilleurs délais", "immediate", None),
    ("dans les plus brefs délais", "immediate", None),
    ("de suite", "immediate", None),
    ("sans délai", "immediate", None),
    ("ASAP", "immediate", None),
    ("Poste à pourvoir rapidement", "immediate", None),
    ("1 Immédiatement et 1 susceptible d'être vacant", "immediate", None),
    ("immédiatement / décembre 2025", "immediate", None),
    ("immédiatement ou 1er décembre 2025", "immediate", None),
    ("immédiatement, jusqu'au 31 décembre 2025", "immediate", None),
    ("immédiatement avec prise de fonction effective au 1er mars 2025", "immediate", "2025-03-01"),
    ("dès que possible à compter du 1er septembre 2025", "immediate", "2025-09-01"),
    # expected
    ("Susceptible d'être vacant", "expected", None),
    ("susceptible d’être vacant", "expected", None),
    ("susceptibles d'être vacants", "expected", None),
    ("SUSCEPTIBLE D'ÊTRE À POURVOIR", "expected", None),
    ("1 poste susceptible d'être à pouvoir", "expected", None),
    ("suceptible d'être vacant", "expected", None),
    ("Susceptible d'être à pourvoir dans le cadre de\nla réorganisation", "expected", None),
    ("susceptible d'être vacant le null", "expected", None),
    ("susceptible d'être vacant rapidement", "expected", None),
    ("susceptibles d'être vacants en 2025", "expected", "2025"),
    ("susceptible au 1er juillet 2025", "expected", "2025-07-01"),
    ("susceptible d'être vacant à compter du lundi 3 mars 2025", "expected", "2025-03-03"),
    ("susceptible d'être vacant en septembre 2025", "expected", "2025-09"),
    ("1er mars 2025, susceptible d'être vacant", "expected", "2025-03-01"),
    # a date
    ("1er mars 2025", "date", "2025-03-01"),
    ("Lundi 3 mars 2025", "date", "2025-03-03"),
    ("01/07/2025", "date", "2025-07-01"),
    ("AU 03/03/2025", "date", "2025-03-03"),
    ("le 8 septembre 2025.", "date", "2025-09-08"),
    ("dès le 02 mars 2026", "date", "2026-03-02"),
    ("à compter du 1ᵉʳ octobre 2025", "date", "2025-10-01"),
    ("à/c du 19 octobre 2026", "date", "2026-10-19"),
    ("à partir du 15/10/2025", "date", "2025-10-15"),
    ("vacant à partir du 01/05/2025", "date", "2025-05-01"),
    ("Vacant au 01/02/2026", "date", "2026-02-01"),
    ("1 poste à pourvoir au 1ᵉʳ avril 2025", "date", "2025-04-01"),
    ("à pourvoir au 1er février 2026 à temps complet", "date", "2026-02-01"),
    ("au plus tôt le 1er mars 2025", "date", "2025-03-01"),
    ("1er mars 2025 au plus tôt", "date", "2025-03-01"),
    ("1er mars 2025 ou dès que possible", "date", "2025-03-01"),
    ("01/09/2025 (1er septembre 2025)", "date", "2025-09-01"),
    ("01.08.25", "date", "2025-08-01"),
    # a period: its first day
    ("du 1/03/2025 au 1/07/2025", "date", "2025-03-01"),
    ("du 1er au 15 mars 2025", "date", "2025-03-01"),
    ("du 1er mars au 15 avril 2025", "date", "2025-03-01"),
    ("à compter du 2 juin 2025 jusqu'au 31 mai 2026", "date", "2025-06-02"),
    ("septembre 2025 jusqu'à fin juin 2026", "date", "2025-09"),
    # reduced precision, never completed
    ("Avril 2025", "date", "2025-04"),
    ("à compter de novembre 2025", "date", "2025-11"),
    ("début juillet 2025", "date", "2025-07"),
    ("2025-09", "date", "2025-09"),
    ("09/2025", "date", "2025-09"),
    ("2025", "date", "2025"),
    ("rentrée 2025", "date", "2025"),
    ("rentrée scolaire 2025", "date", "2025"),
    ("courant 2026", "date", "2026"),
    # a date, but none that is one and certain
    ("À compter du 1er février", "date", None),
    ("fin mars", "date", None),
    ("Septembre", "date", None),
    ("mi juin à fin septembre", "date", None),
    ("Juin et juillet 2025", "date", None),
    ("Juillet/ septembre 2025", "date", None),
    ("janvier et mars 2025", "date", None),
    ("entre avril et juin 2025", "date", None),
    ("de juin à septembre 2025", "date", None),
    ("1ᵉʳ et 10 Avril 2025", "date", None),
    ("1er mars 2025, 1er juin 2025", "date", None),
    ("2e trimestre 2025", "date", None),
    ("30/02/2025", "date", None),
    ("l8 juillet 2025", "date", None),
    ("à compter du null", "date", None),
    # neither
    ("RÉORGANISATION INTERNE", "other", None),
    ("Réorganisation", "other", None),
    ("MOBILITE INTERNE D'UN FONCTIONNAIRE", "other", None),
    ("vacant", "other", None),
    ("à définir", "other", None),
    ("jusqu'au 31 décembre 2025", "other", None),
    ("2 postes", "other", None),
    ("en application de la délibération n° 47/CP du 9 mars 2011", "other", None),
]

# What is printed, the problem, what the finding would point at.
PROBLEMS = [
    ("À compter du 1er février", "no-year", "1er février"),
    ("fin mars", "no-year", "mars"),
    ("29/04/25", "two-digit-year", "29/04/25"),
    ("le 30/02/2025", "impossible", "30/02/2025"),
    ("le vendredi l8 juillet 2025", "misread-digits", "vendredi l8 juillet 2025"),
    ("du 1er mars au 15 avril 2025", "no-year", "1er mars"),
    ("susceptible d'être vacant au 31 avril 2025", "impossible", "31 avril 2025"),
    ("1er mars 2025", None, "1er mars 2025"),
    ("Juin et juillet 2025", None, None),
    ("immédiatement / décembre 2025", None, None),
    ("immédiatement", None, None),
]


@pytest.mark.parametrize(("printed", "kind", "date"), STARTS)
def test_start(printed: str, kind: str, date: str | None) -> None:
    read = read_start(printed)
    assert read is not None
    assert read.value == {"kind": kind, "date": date, "text": " ".join(printed.split())}


@pytest.mark.parametrize(("printed", "problem", "place"), PROBLEMS)
def test_problem_and_its_place(printed: str, problem: str | None, place: str | None) -> None:
    read = read_start(printed)
    assert read is not None
    assert read.problem == problem
    assert (read.date_span and printed[slice(*read.date_span)]) == place


@pytest.mark.parametrize(
    "printed", ["", " ", "\n", "/", '"/"', "-", "…", "null", '"null"', "NULL", "None", "non renseigné"]
)
def test_no_wording_is_no_start(printed: str) -> None:
    assert read_start(printed) is None


WORDS = st.sampled_from(
    ["immédiatement", "susceptible", "vacant", "au", "du", "et", "/", "ou", "1er", "15", "mars", "juin", "2025", "01/03/2025",
     "jusqu'au", "à compter du", "rentrée", "null", "au plus tôt", "fin", ",", "\n", "29/04/25", "l8"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(WORDS, max_size=10).map(" ".join)))
def test_whatever_the_value_it_is_read_or_none(value: str) -> None:
    read = read_start(value)
    if read is None:
        return
    assert read.value["kind"] in {"immediate", "date", "expected", "other"}
    assert (read.value["text"] or "").split() == value.split()
    assert json.loads(json.dumps(read.value)) == read.value
    if date := read.value["date"]:
        assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", date)
        assert read.date_span is not None
    if read.date_span:
        start, end = read.date_span
        assert 0 <= start < end <= len(value)
