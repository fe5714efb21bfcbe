"""The grammar of dates. The wordings are of our own making, of the forms that public postings use.

Which cases guided the grammar: the tables. Which judge it: the properties at the end, on dates and texts made at random.
"""

import re
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from offres.extract.fold import fold
from offres.extract.values import _dates_grammar as grammar
from offres.extract.values import dates
from offres.extract.values.dates import DateRead, find_dates, read_date

MONTHS = [
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
]  # fmt: skip
WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]

# What is printed, the value.
VALUES = [
    # full form, with and without weekday, zero and capital
    ("vendredi 04 avril 2025", "2025-04-04"),
    ("Vendredi 4 avril 2025", "2025-04-04"),
    ("VENDREDI 4 AVRIL 2025", "2025-04-04"),
    ("18 juillet 2025", "2025-07-18"),
    ("lundi 6 janvier 2025", "2025-01-06"),
    ("mardi 11 mars 2025", "2025-03-11"),
    ("mercredi 29 janvier 2025", "2025-01-29"),
    ("jeudi 12 juin 2025", "2025-06-12"),
    ("samedi 31 mai 2025", "2025-05-31"),
    ("dimanche 30 novembre 2025", "2025-11-30"),
    ("29 février 2024", "2024-02-29"),
    ("28 février 2025", "2025-02-28"),
    ("3 août 2025", "2025-08-03"),
    ("3 aout 2025", "2025-08-03"),
    ("3 AOÛT 2025", "2025-08-03"),
    ("9 FEVRIER 2026", "2026-02-09"),
    ("9 fevrier 2026", "2026-02-09"),
    ("9 FÉVRIER 2026", "2026-02-09"),
    ("9 février 2026", "2026-02-09"),
    ("24 décembre 2024", "2024-12-24"),
    ("24 decembre 2024", "2024-12-24"),
    ("10 septembre 2025", "2025-09-10"),
    ("10 octobre 2025", "2025-10-10"),
    ("24 septembre 1853", "1853-09-24"),
    # the first of the month
    ("1er mars 2025", "2025-03-01"),
    ("1ER AVRIL 2024", "2024-04-01"),
    ("01er février 2025", "2025-02-01"),
    ("1ᵉʳ octobre 2025", "2025-10-01"),
    ("1ᴱᴿ JUIN 2025", "2025-06-01"),
    ("1 er octobre 2026", "2026-10-01"),
    ("1ᵉʳaoût 2025", "2025-08-01"),
    ("1eraoût 2025", "2025-08-01"),
    ('mardi 1°" décembre 2026', "2026-12-01"),
    ("1° mars 2025", "2025-03-01"),
    ("1* mars 2025", "2025-03-01"),
    ("1°’ mars 2025", "2025-03-01"),
    ("1ᵉʳ/11/2025", "2025-11-01"),
    ("1ᵉʳ /07/2025", "2025-07-01"),
    ("1er/07/2025", "2025-07-01"),
    ("vendredi 1 mai 2026", "2026-05-01"),
    ("Vendredi 1er août 2025", "2025-08-01"),
    ("1 avril 2025", "2025-04-01"),
    ("1e mars 2025", "2025-03-01"),
    # numeric
    ("27/06/2025", "2025-06-27"),
    ("1/04/2025", "2025-04-01"),
    ("7/02/2025", "2025-02-07"),
    ("2/2/2026", "2026-02-02"),
    ("03/10/2025", "2025-10-03"),
    ("10/03/2025", "2025-03-10"),
    ("01.01.2026", "2026-01-01"),
    ("1.9.2025", "2025-09-01"),
    ("18-07-2025", "2025-07-18"),
    ("18–07–2025", "2025-07-18"),
    ("18‑07‑2025", "2025-07-18"),
    ("18 / 07 / 2025", "2025-07-18"),
    ("18/ 07/ 2025", "2025-07-18"),
    ("18 /07 /2025", "2025-07-18"),
    ("18 - 07 - 2025", "2025-07-18"),
    ("vendredi 18/07/2025", "2025-07-18"),
    ("AU 03/03/2025", "2025-03-03"),
    ("18\u00a0/\u00a007\u00a0/\u00a02025", "2025-07-18"),
    ("１８/０７/２０２５", "2025-07-18"),
    # ISO
    ("2025-12-23", "2025-12-23"),
    ("2025-12-23T12:11:01.489Z", "2025-12-23"),
    ("2026-05-05 10:08:54+11:00", "2026-05-05"),
    ("2025/12/23", "2025-12-23"),
    # glued, comma, wrapped, spaced
    ("vendredi18 juillet 2025", "2025-07-18"),
    ("Vendredi 18juillet2025", "2025-07-18"),
    ("Vendredi18juillet2025", "2025-07-18"),
    ("vendredi, 18 juillet 2025", "2025-07-18"),
    ("vendredi le 18 juillet 2025", "2025-07-18"),
    ("ven. 18 juillet 2025", "2025-07-18"),
    ("Vendredi 18 juillet\n2025", "2025-07-18"),
    ("Vendredi 18\njuillet 2025", "2025-07-18"),
    ("Vendredi\n18 juillet 2025", "2025-07-18"),
    ("Vendredi 18 juillet\r\n   2025", "2025-07-18"),
    ("Vendredi  18   juillet    2025", "2025-07-18"),
    ("Vendredi\u00a018\u00a0juillet\u00a02025", "2025-07-18"),
    ("Vendredi 18\u202fjuillet\u20092025", "2025-07-18"),
    ("18-juillet-2025", "2025-07-18"),
    ("18/juillet/2025", "2025-07-18"),
    ("le18 juillet 2025", "2025-07-18"),
    ("du18 juillet 2025", "2025-07-18"),
    ("au1er mars 2025", "2025-03-01"),
    ("18/07/2025à 12h00", "2025-07-18"),
    # abbreviations
    ("30 déc. 2025", "2025-12-30"),
    ("5 janv. 2026", "2026-01-05"),
    ("5 févr. 2026", "2026-02-05"),
    ("5 fév 2026", "2026-02-05"),
    ("5 avr. 2026", "2026-04-05"),
    ("5 juil. 2026", "2026-07-05"),
    ("5 sept. 2026", "2026-09-05"),
    ("5 SEPT 2026", "2026-09-05"),
    ("5 oct. 2026", "2026-10-05"),
    ("5 nov. 2026", "2026-11-05"),
    # what leads up to a date
    ("le 18 juillet 2025", "2025-07-18"),
    ("au 9 février 2026", "2026-02-09"),
    ("le 8 septembre 2025.", "2025-09-08"),
    ("à compter du 1er mars 2025", "2025-03-01"),
    ("À compter du lundi 3 mars 2025", "2025-03-03"),
    ("à/c du 19 octobre 2026", "2026-10-19"),
    ("à partir du 15/10/2025", "2025-10-15"),
    ("vacant à partir du 01/05/2025", "2025-05-01"),
    ("Vacant au 01/02/2026", "2026-02-01"),
    ("à pourvoir au 01/07/2025", "2025-07-01"),
    ("dès le 02 mars 2026", "2026-03-02"),
    ("jusqu'au 15 avril 2026", "2026-04-15"),
    ("jusqu’au mercredi 15 avril 2026 inclus", "2026-04-15"),
    ("avant le 11/01/2026", "2026-01-11"),
    ("au plus tard le 31 mars 2026", "2026-03-31"),
    ("susceptible d'être vacant au 1er juillet 2025", "2025-07-01"),
    ("initialement prévue le 7/02/2025.", "2025-02-07"),
    ("initialement prévue le : 18/04/2025.", "2025-04-18"),
    ("Clôture:18/07/2025", "2025-07-18"),
    ("3134-27-0456/SR du 27/06/2025", "2025-06-27"),
    ("25-40017/MPRH du 18 avril 2025", "2025-04-18"),
    ("3134-25-…/SR du 2 mai 2025", "2025-05-02"),
    ("(18 juillet 2025)", "2025-07-18"),
    ("|18 juillet 2025|", "2025-07-18"),
    ("**Vendredi 18 juillet 2025**", "2025-07-18"),
    ("immédiatement/1er octobre 2025", "2025-10-01"),
    # months with their year
    ("janvier 2025", "2025-01"),
    ("Avril 2025", "2025-04"),
    ("septembre 2025", "2025-09"),
    ("SEPTEMBRE 2025", "2025-09"),
    ("août 2025", "2025-08"),
    ("sept. 2025", "2025-09"),
    ("début juillet 2025", "2025-07"),
    ("à compter de novembre 2025", "2025-11"),
    ("novembre\n2025", "2025-11"),
    ("à la rentrée d'octobre 2025", "2025-10"),
]

# What is printed, the hour after the date.
TIMES = [
    ("18/07/2025 à 12h00", "12:00"),
    ("16/01/2026 à 12h00", "12:00"),
    ("20 mars 2024, 23h59", "23:59"),
    ("20 mars 2024, 23h59 heure de Paris", "23:59"),
    ("20 mars 2024 à 16 h", "16:00"),
    ("20 mars 2024 à 16 heures", "16:00"),
    ("20 mars 2024 à 8h", "08:00"),
    ("20 mars 2024 à 8 h 30", "08:30"),
    ("20 mars 2024 12:00", "12:00"),
    ("20 mars 2024 (12h00)", "12:00"),
    ("20 mars 2024 avant 17h", "17:00"),
    ("20 mars 2024\nà 12h00", "12:00"),
    ("2025-12-23T12:11:01.489Z", "12:11"),
    ("2026-05-05 10:08:54+11:00", "10:08"),
    ("20 mars 2024 à midi", None),
    ("20 mars 2024, 35h", None),
    ("20 mars 2024 - 20h par semaine", None),
    ("20 mars 2024, 20h/semaine", None),
    ("20 mars 2024, 12 agents", None),
    ("20 mars 2024 à 25h00", None),
    ("20 mars 2024\n\n8h30 : ouverture", None),
]

# What is printed, the value, the problem.
PROBLEMS = [
    ("01/08/25", "2025-08-01", "two-digit-year"),
    ("29/04/25", "2025-04-29", "two-digit-year"),
    ("mardi 29/04/25", "2025-04-29", "two-digit-year"),
    ("30/02/2025", None, "impossible"),
    ("29/02/2025", None, "impossible"),
    ("31 avril 2025", None, "impossible"),
    ("32 janvier 2025", None, "impossible"),
    ("00/05/2025", None, "impossible"),
    ("12/13/2025", None, "impossible"),
    ("13-13-2025", None, "impossible"),
    ("2025-13-01", None, "impossible"),
    ("2025-02-30", None, "impossible"),
    ("vendredi 31 juin 2025", None, "impossible"),
    ("À compter du 1er février", None, "no-year"),
    ("le 31 juillet", None, "no-year"),
    ("avant le 31 juillet.", None, "no-year"),
    ("le 29 février", None, "no-year"),
    ("le 30 février", None, "impossible"),
    ("vendredi l8 juillet 2025", "2025-07-18", "misread-digits"),
    ("Vendredi 18 juillet 2O25", "2025-07-18", "misread-digits"),
    ("Mardi 0l/07/2O25", "2025-07-01", "misread-digits"),
    ("mardi 1I/11/2025", "2025-11-11", "misread-digits"),
    ("Samedi ler mars 2025", "2025-03-01", "misread-digits"),
    ("vendredi l8 juillet 2024", None, "misread-digits"),
    ("l8 juillet 2025", None, "misread-digits"),
    ("1I/07/2025", None, "misread-digits"),
    ("O1/O7/2025", None, "misread-digits"),
    ("18 juillet 2O25", None, "misread-digits"),
    ("0l juillet 2025", None, "misread-digits"),
    ("le ler mars 2025", None, "misread-digits"),
    ("vendredi 1 8 juillet 2025", None, "misread-digits"),
    ("3O/O2/2025", None, "impossible"),
]

# What is printed, the values of all its dates.
SEVERAL = [
    ("du 1/03/2025 au 1/07/2025", ["2025-03-01", "2025-07-01"]),
    ("du 14 février 2024 au 20 mars 2024, 23h59", ["2024-02-14", "2024-03-20"]),
    ("01/03/2025-01/07/2025", ["2025-03-01", "2025-07-01"]),
    ("du 1er au 15 mars 2025", ["2025-03-01", "2025-03-15"]),
    ("du lundi 3 au vendredi 7 mars 2025", ["2025-03-03", "2025-03-07"]),
    ("1ᵉʳ et 10 Avril 2025", ["2025-04-01", "2025-04-10"]),
    ("du 1er au 15 mars", [None, None]),
    ("du 1er mars au 15 avril 2025", ["2025-03-01", "2025-04-15"]),
    ("du 29 février au 15 avril 2025", [None, "2025-04-15"]),
    ("du 0l mars au 15 avril 2025", [None, "2025-04-15"]),
    ("du 15 décembre au 15 janvier 2026", [None, "2026-01-15"]),
    ("janvier 2025 et mars 2025", ["2025-01", "2025-03"]),
    ("vendredi 7 mars 2025 (initialement prévue le 7/02/2025)", ["2025-03-07", "2025-02-07"]),
    ("Date de dépôt : 27 juin 2025\nDate limite : 18 juillet 2025\n", ["2025-06-27", "2025-07-18"]),
    ("convention de stage du 1er mars 2025 au 31 août 2025", ["2025-03-01", "2025-08-31"]),
    ("loi n° 98-310 du 12 mai 1998, poste vacant au 3 mai 2025", ["2025-05-03"]),
    ("Nombre de postes : 3\nMars 2025", ["2025-03"]),
    ("arrêté n° 12 du 3 mai 2010. Le poste est à pourvoir du 1er mars 2025", ["2025-03-01"]),
    ("l'accord du service est requis : semaine du 12 mars 2025", ["2025-03-12"]),
    ("la décision sera rendue au cours de la semaine du 12 mars 2025", ["2025-03-12"]),
    ("un règlement entre en vigueur à compter du 1er mars 2025", ["2025-03-01"]),
    ("emploi du 12 mars 2025", ["2025-03-12"]),
    ("instruction des candidatures du 3 mars 2025", ["2025-03-03"]),
]

NOT_A_DATE = [
    # nothing, words, placeholders
    "", " ", "\n", "/", "null", "le null", "néant", "immédiatement", "dès que possible", "maintenant", "décision",
    "lundi", "vendredi", "Sam", "mars", "en mai", "dès mai", "mai", "Avril", "sept", "fin mars", "mi juin à fin septembre",
    "JJ/MM/AAAA", "../../2025", "__/__/____", "à définir", "RÉORGANISATION INTERNE", "susceptible d'être vacant le null",
    # durations, hours, ages, counts
    "35h", "35 heures", "18h30", "à 12h00", "39 heures par semaine", "6 mois", "12 mois", "5 ans", "au moins égale à 5 ans",
    "2 marsouins", "3 maisons", "10 mainteneurs", "2 décisions", "12 octets", "1er grade", "2ème grade", "1er et 2e grade",
    "dans un délai de trois semaines à compter de la publication", "trente jours", "sous 15 jours", "24/24 et 7/7", "7j/7",
    "1/2 journée", "3/4 temps", "BAC +2", "2 postes", "18-25 ans", "10 dec", "7 sept", "à mi-temps", "12/13",
    # numbers
    "12", "2025", "en 2025", "Horizon 2020", "2020-2024", "100 000", "1.234.567", "1 500 000 F", "2 500,50 €", "12.5",
    "n° 12/2025", "12/2025", "mars 2025-2026", "1 600 collaborateurs", "118 juillet 2025", "10/12 mars 2025",
    # telephones, addresses, versions
    "24.63.19", "24.06.19", "(+687) 24.06.19", "+687 24.06.19", "24 06 19", "01.42.63.19.20", "01 42 06 19 20",
    "Tél : 24/06/19", "24/63/19", "192.168.1.20", "10.12.20.25", "192.168.12.10.2024", "version 2.10.2024", "v2.10.2024",
    "1.2.2025.4", "98800 Nouméa", "BP 12/25",
    # references
    "3134-27-0456/SR", "N°3134-27-0456/SR", "25-40017/MPRH", "25 - 40018/MPRH", "2025-1863237", "O084260209000382",
    "E-20250304-0001-0002", "MININT-RH-2026-047", "18-07-2025-0990", "A-18-07-2025", "2025-01-15/SR", "SANH0624016V",
    "UMR9213-MATGUI0-013",
    # citations of laws
    "délibération n° 47/CP du 9 mars 2011", "loi organique n° 98-310 du 12 mai 1998",
    "arrêté n° 2022-1177/GNC du 8 juin 2022", "décret n° 86-1195 du 21 novembre 1986", "la délibération 47/CP du 9 mars 2011",
    "l'arrêté du 31 juillet 2009", "La loi référendaire du 09/11/1988", "délibération du Congrès n° 222 du 12 janvier 2017",
    "délibération n°2023-03*APN du 27 janvier 2023", "Arrêté n°2019-2044/GNC du 3 octobre 2019 portant tarif",
    "loi organique modifiée n° 98-310 du 12 mai 1998", "loi n° 83-634 modifiée du 13 juillet 1983",
    "délibération de l'assemblée de la province Sud n° 23-2023/APS du 3 mai 2023", "accord de Nouméa du 5 mai 1998",
    "délibérations n° 47/CP du 9 mars 2011 et n° 114 du 24 mars 2016", "arrêté interministériel modifié du 1er août 2003",
    "délibération n° 35/CP\ndu 7 octobre 2010", "décret du 3 mai 2002, modifié le 4 juin 2004", "JORF n° 12 du 15 janvier 2025",
    "directive 2008/98/CE du 19 novembre 2008", "convention collective nationale du 15 mars 1966", "loi d'août 1999",
    "règlement (UE) 2016/679 du 27 avril 2016", "ordonnance n° 82-1114 du 23 décembre 1982",
]  # fmt: skip

# Values whose whole is a date that would be none in prose.
WHOLE_VALUES = [
    ("01.08.25", "2025-08-01", "two-digit-year"),
    ("le 01.08.25", "2025-08-01", "two-digit-year"),
    ("01-08-25", "2025-08-01", "two-digit-year"),
    ("18 juillet 25", "2025-07-18", "two-digit-year"),
    ("18/07", None, "no-year"),
    ("32/07", None, "impossible"),
    ("09/2025", "2025-09", None),
    ("2025-09", "2025-09", None),
    ("2025", "2025", None),
    ("en 2025.", "2025", None),
    # read by the general parser
    ("18 jul 2025", "2025-07-18", None),
    ("juillet 18, 2025", "2025-07-18", None),
    ("18 juillet, 2025", "2025-07-18", None),
]

# Values that a general parser reads, or bends to a date, and that are none.
NO_WHOLE_VALUE = [
    "24.63.19", "2025-13", "13/2025", "12", "mars", "lundi", "35h", "5 ans", "1er", "118 juillet 2025", "2 mar 2025 3 avr",
    "arrêté du 3 jul 2009", "18 jul 25", "45 jul 2025", "3134-27-0456/SR", "18 jul 2025 12 jul 2025",
]  # fmt: skip


def as_tuple(text: str, read: DateRead) -> tuple[str, str | None]:
    return text[read.start : read.end], read.value


@pytest.mark.parametrize(("printed", "value"), VALUES)
def test_date_is_found(printed: str, value: str) -> None:
    [read] = find_dates(printed)
    assert (read.value, read.problem) == (value, None)


@pytest.mark.parametrize(("printed", "value"), VALUES)
def test_date_is_found_in_prose_with_the_same_span(printed: str, value: str) -> None:
    [alone] = find_dates(printed)
    before, after = "Le service recrute ; clôture : ", " ; dossier complet."
    [read] = find_dates(before + printed + after)
    assert (read.start - len(before), read.end - len(before), read.value) == (alone.start, alone.end, value)


@pytest.mark.parametrize(("printed", "value"), VALUES)
def test_value_of_a_field_is_read(printed: str, value: str) -> None:
    read = read_date(printed)
    assert read is not None
    assert read.value == value


@pytest.mark.parametrize(("printed", "time_of_day"), TIMES)
def test_hour_after_the_date(printed: str, time_of_day: str | None) -> None:
    [read] = find_dates(printed)
    assert read.time == time_of_day
    assert len(read.value or "") == dates.DAY_LENGTH


@pytest.mark.parametrize(("printed", "value", "problem"), PROBLEMS)
def test_doubtful_date(printed: str, value: str | None, problem: str) -> None:
    [read] = find_dates(printed)
    assert (read.value, read.problem) == (value, problem)
    assert read_date(printed) == read


@pytest.mark.parametrize(("printed", "values"), SEVERAL)
def test_several_dates(printed: str, values: list[str | None]) -> None:
    assert [read.value for read in find_dates(printed)] == values


@pytest.mark.parametrize("printed", NOT_A_DATE)
def test_no_date(printed: str) -> None:
    assert find_dates(printed) == []
    assert find_dates(f"Le service {printed} et son équipe") == []


@pytest.mark.parametrize(("printed", "value", "problem"), WHOLE_VALUES)
def test_whole_value(printed: str, value: str | None, problem: str | None) -> None:
    read = read_date(printed)
    assert read is not None
    assert (read.value, read.problem) == (value, problem)


@pytest.mark.parametrize("printed", NO_WHOLE_VALUE)
def test_no_whole_value(printed: str) -> None:
    assert read_date(printed) is None


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("à compter du vendredi 18 juillet 2025 à 12h00.", ["vendredi 18 juillet 2025"]),
        ("le 27/06/2025.", ["27/06/2025"]),
        ("du 1er au 15 mars 2025", ["1er", "15 mars 2025"]),
        ("du lundi 3 au vendredi 7 mars 2025", ["lundi 3", "vendredi 7 mars 2025"]),
        ("À compter du 1er février, dès", ["1er février"]),
        ("en septembre 2025,", ["septembre 2025"]),
        ("Clôture Vendredi 18 juillet\n2025", ["Vendredi 18 juillet\n2025"]),
        ("le 2025-12-23T12:11:01Z", ["2025-12-23"]),
    ],
)
def test_span_is_the_date_with_its_weekday(text: str, spans: list[str]) -> None:
    assert [text[read.start : read.end] for read in find_dates(text)] == spans


@pytest.mark.parametrize(("name", "number"), [(name, n) for n, name in enumerate(WEEKDAYS)])
def test_weekday_is_told_and_changes_nothing(name: str, number: int) -> None:
    for text in (f"{name} 18 juillet 2025", f"{name.upper()} 18/07/2025", f"{name} 18 juillet 2025 "):
        read = read_date(text)
        assert read is not None
        assert (read.value, read.weekday) == ("2025-07-18", number)


def test_year_lent_by_the_second_date_of_a_range_is_told() -> None:
    first, second = find_dates("du 1er mars au 15 avril 2025")
    assert (first.problem, second.problem) == ("no-year", None)


def test_day_is_wanted_before_a_month() -> None:
    read = read_date("septembre 2025, au plus tard le 12/10/2025")
    assert read is not None
    assert read.value == "2025-10-12"


@pytest.mark.parametrize("value", ["12/13/2025", "2025-13-01", "31/04/2025"])
def test_general_parser_never_turns_a_date_around(value: str) -> None:
    read = read_date(value)
    assert read is not None
    assert (read.value, read.problem) == (None, "impossible")


# Properties

any_date = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


def _ordinal(day: date, mark: str) -> str:
    return f"1{mark}" if day.day == 1 else str(day.day)


WAYS = [
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day:02} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{_ordinal(d, 'er')} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{_ordinal(d, 'ᵉʳ')} {MONTHS[d.month - 1].upper()} {d.year}",
    lambda d: f"{_ordinal(d, ' er')} {MONTHS[d.month - 1]}\n{d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()]} {d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()].capitalize()}{d.day} {fold(MONTHS[d.month - 1])} {d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()]}, {d.day}{MONTHS[d.month - 1]}{d.year}",
    lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    lambda d: f"{d.day}/{d.month}/{d.year}",
    lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    lambda d: f"{d.day:02}-{d.month:02}-{d.year}",
    lambda d: f"{d.day} / {d.month:02} / {d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()]} {d.day:02}/{d.month:02}/{d.year}",
    lambda d: d.isoformat(),
    lambda d: f"{d.isoformat()}T08:30:00Z",
]
LEADS = [
    "",
    "le ",
    "du ",
    "au ",
    "à compter du ",
    "avant le ",
    "jusqu'au ",
    "dès le ",
    "au plus tard le ",
    "Clôture : ",
]


@given(any_date, st.sampled_from(WAYS), st.sampled_from(LEADS))
def test_any_date_printed_in_any_way_reads_back(day: date, way, lead: str) -> None:
    text = lead + way(day)
    read = read_date(text)
    assert read is not None
    assert (read.value, read.problem) == (day.isoformat(), None)
    assert find_dates(text) == [read]


@given(any_date, st.sampled_from(WAYS[5:8]), st.sampled_from([("0", "O"), ("1", "l"), ("1", "I"), ("0", "o")]))
def test_misread_digits_with_the_right_weekday_read_back(day: date, way, slip: tuple[str, str]) -> None:
    """Damage to one digit of the day or of the year's end, never to the century's first digits."""
    printed = way(day)
    damaged = re.sub(rf"(?<=[0-9]){slip[0]}(?=\D|\Z)", slip[1], printed)
    read = read_date(damaged)
    assert read is not None
    assert read.value == day.isoformat()
    assert read.problem == (None if damaged == printed else "misread-digits")


@given(any_date, st.sampled_from(WAYS[5:8]))
def test_wrong_weekday_repairs_nothing(day: date, way) -> None:
    wrong = WEEKDAYS[(day + timedelta(days=1)).weekday()]
    printed = way(day).replace(WEEKDAYS[day.weekday()], wrong).replace(WEEKDAYS[day.weekday()].capitalize(), wrong)
    damaged = re.sub(r"0(?=\D|\Z)", "O", printed)
    read = read_date(damaged)
    assert read is not None
    assert read.value == (None if damaged != printed else day.isoformat())


PIECES = st.sampled_from(
    [*MONTHS, *WEEKDAYS, "1er", "1ᵉʳ", "ler", "l8", "2O25", "2025", "25", "18", "07", "3", "31", "30", "99", "/", ".", "-",
     ":", ",", " ", " ", " ", "\n", "du", "au", "et", "le", "à", "12h00", "n°", "loi", "délibération", "arrêté", "sept.",
     "3134-27-0456/SR", "24.63.19", "|", "T", "²", "½", "٣", "é", "ﬁ", "\u00a0", "\u2028"]
)  # fmt: skip
crowded = st.lists(PIECES, max_size=25).map("".join)


@given(st.one_of(st.text(), crowded))
@example("1²/07/2025")
@example("٣ mars 2025")
@example("du 1er\u2028mars 2025")
def test_whatever_the_text_spans_are_inside_in_order_and_values_printed(text: str) -> None:
    end = 0
    for read in find_dates(text):
        assert end <= read.start < read.end <= len(text)
        end = read.end
        assert_printed(text, read)
    if alone := read_date(text):
        assert 0 <= alone.start < alone.end <= len(text)
        assert_printed(text, alone)


def assert_printed(text: str, read: DateRead) -> None:
    """Day, month and year of a value stand in the text, misread letters taken for the digits they stand for."""
    if read.value is None:
        assert read.problem in {"impossible", "no-year", "misread-digits"}
        return
    folded = fold(text)
    year, *rest = read.value.split("-")
    span = folded[read.start : read.end]
    numbers = {
        int(run) for part in (span, span.translate(grammar.MISREAD_DIGITS)) for run in re.findall("[0-9]+", part)
    }
    everywhere = folded + folded.translate(grammar.MISREAD_DIGITS)
    assert year in everywhere or (read.problem == "two-digit-year" and year[2:] in span)
    if rest:
        month = int(rest[0])
        assert month in numbers or any(fold(name)[:3] in folded for name in MONTHS if MONTHS.index(name) + 1 == month)
    if rest[1:]:
        assert int(rest[1]) in numbers


@given(any_date, st.sampled_from(WAYS), st.sampled_from(["", ".", " ", " à 12h00"]))
def test_short_cut_reads_what_the_whole_way_reads(day: date, way, after: str) -> None:
    text = way(day) + after
    assert read_date(text) == dates._read_value(text)


@pytest.mark.parametrize("text", [printed for printed, *_ in [*VALUES, *TIMES, *PROBLEMS, *WHOLE_VALUES]])
def test_short_cut_agrees_on_every_wording(text: str) -> None:
    assert read_date(text) == dates._read_value(text)


@given(crowded, crowded)
def test_a_paragraph_of_its_own_reads_the_same(before: str, after: str) -> None:
    """A date is found by its surroundings on its line only; what stands beyond a blank line changes nothing."""
    text = f"{before}\n\n{after}"
    alone = [as_tuple(before, read) for read in find_dates(before)]
    assert [as_tuple(text, read) for read in find_dates(text) if read.end <= len(before)] == alone


HOSTILE = [
    "1", " ", "1        ", "1/", "1 / ", "2025-", "2025 ", "l1", "1er ", "1er au ", "11 et ", "O0 ", "1\n", "mars ", "mars 2025 ",
    "du 01/01/2025 ", "loi n° 1 du ", "loi n° 1 du 1er mars 2025 et ", "arrêté du 1er mars 2025 ", "lundi ", "é", "1é", "du ", "1.",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_is_read(unit: str) -> None:
    """The time that it takes is measured by bench/hostile.py."""
    text = unit * (100_000 // len(unit))
    assert all(0 <= read.start < read.end <= len(text) for read in find_dates(text))
    assert read_date(text) is None or read_date(text).start >= 0
