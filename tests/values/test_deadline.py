"""The day by which to apply: periods under a label of the application, and what is none. All postings are invented."""

import pytest

from offres import parse_text
from offres.extract.values.deadline import is_period, read_deadline

POSTING = (
    "Jardinier\nEmployeur : Ville de Valmer\nLieu de travail : Koné\n{header}\nGrade : Adjoint technique\n\n"
    "Missions :\n- tailler les haies du parc.\n\n{body}\n"
)

# The label, its value, and the deadline that it gives.
PERIODS = [
    ("Date limite de candidature", "du 3 mars au 28 mars 2031", "2031-03-28"),
    ("Date limite de candidature", "3 mars 2031 - 28 mars 2031", None),
    ("Période de candidature", "du 3 au 28 mars 2031", "2031-03-28"),
    ("Période de candidature", "3 mars 2031 - 28 mars 2031", "2031-03-28"),
    ("Période de candidature", "03/03/2031 – 28/03/2031", "2031-03-28"),
    ("Période de candidature", "du 15 décembre au 10 janvier 2032", "2032-01-10"),
    ("Période de candidature", "entre le 3 mars et le 28 mars 2031", "2031-03-28"),
    ("Période de candidature", "jusqu'au 28 mars 2031", "2031-03-28"),
    ("Période de candidature", "du lundi 3 mars 2031 à 8h au vendredi 28 mars 2031 à 17h", "2031-03-28"),
    ("Période de candidature", "3 mars 2031", None),
    ("Période de candidature", "à partir du 3 mars 2031", None),
    ("Période de candidature", "du 28 mars 2031 au 3 mars 2031", None),
    ("Période de candidature", "du 3 mars au 31 avril 2031", None),
    ("Période de candidature", "du 3 au 28 mars", None),
    ("Période d'inscription", "du 3 au 28 mars 2031, oral le 4 avril 2031", None),
    ("Candidatures du", "3 mars 2031", None),
    ("Candidatures du", "3 mars au 28 mars 2031", "2031-03-28"),
]


@pytest.mark.parametrize(("label", "value", "day"), PERIODS)
def test_periods(label, value, day):
    read = read_deadline(value, label)
    assert (read.day.value if read else None) == day


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("du 3 mars au 28 mars 2031", True),
        ("du 3 mars au 28 mars 2031 inclus, minuit.", True),
        ("du 3 mars au 28 mars 2031, par courriel à rh@valmer.example", True),
        ("entretiens du 3 mars au 28 mars 2031", False),
        ("contrat du 3 mars au 28 mars 2031", False),
        ("du 3 mars au 28 mars 2031 : remplacement d'un agent", False),
        ("le 3 mars 2031", False),
    ],
)
def test_is_period(text, whole):
    assert is_period(text) is whole


TOLD = [
    ("Candidatures : du 3 mars au 28 mars 2031", ""),
    ("Dépôt des candidatures du 3 mars au 28 mars 2031", ""),
    ("Dépôt des candidatures : du 03/03/2031 au 28/03/2031 inclus", ""),
    ("Période de dépôt des candidatures : du 3 au 28 mars 2031", ""),
    ("Candidatures ouvertes du 3 au 28 mars 2031", ""),
    ("Date limite de candidature :", "Modalités de candidature :\nCandidatures ouvertes du 3 au 28 mars 2031."),
    ("", "Candidatures : du 3 mars au 28 mars 2031"),
    ("", "Dépôt des candidatures\n\nDu 3 mars au 28 mars 2031, sur le site de la ville."),
    ("", "Modalités de candidature :\nLes dossiers sont reçus du 3 au 28 mars 2031. Un jury se réunit en avril."),
    ("", "Pour postuler\n- les candidatures peuvent être déposées entre le 3 et le 28 mars 2031"),
]


@pytest.mark.parametrize(("header", "body"), TOLD)
def test_the_last_day_of_a_period_is_the_deadline(header, body):
    (record,) = parse_text(POSTING.format(header=header, body=body))
    assert record.offer is not None
    assert str(record.offer.deadline) == "2031-03-28"
    assert record.spans["deadline"].text.endswith("28 mars 2031" if "/" not in header else "28/03/2031")
    assert not {finding.code for finding in record.findings} & {"OF103", "OF108", "OF201"}
    assert (record.offer.employer, len(record.offer.missions)) == ("Ville de Valmer", 1)


NOT_TOLD = [
    ("Candidatures : entretiens du 3 mars au 28 mars 2031", ""),
    ("Candidatures du secteur privé : bienvenues", ""),
    ("Contrat : du 3 mars au 28 mars 2031", ""),
    ("Période d'affichage : du 3 mars au 28 mars 2031", ""),
    ("", "Déroulement des entretiens : du 3 mars au 28 mars 2031"),
    ("", "Modalités de candidature :\nLes candidats sont reçus par un jury du 3 mars au 28 mars 2031."),
    ("", "Candidatures :\nRemplacement du 3 mars au 28 mars 2031."),
]


@pytest.mark.parametrize(("header", "body"), NOT_TOLD)
def test_other_periods_are_no_deadline(header, body):
    (record,) = parse_text(POSTING.format(header=header, body=body))
    assert record.offer is not None
    assert record.offer.deadline is None


def test_a_period_and_another_last_day_are_two_days():
    """Of two days neither is certain: none is dropped."""
    (record,) = parse_text(POSTING.format(header="Candidatures : du 3 mars au 28 mars 2031\nDate limite de candidature : 4 avril 2031", body=""))  # fmt: skip
    assert record.offer is not None
    assert record.offer.deadline is None
    assert [finding.code for finding in record.findings if finding.field == "deadline"] == ["OF108"]


@pytest.mark.parametrize(
    ("printed", "hour"),
    [
        ("30 avril 2031 à 10h UTC", "10:00"),
        ("30/04/2031 à 23h59 heure de Paris", "23:59"),
        ("30 avril 2031 à 12h00 (heure de Nouméa)", "12:00"),
        ("30 avril 2031 à 10h GMT+11", "10:00"),
    ],
)
def test_the_hour_is_as_printed_whatever_its_zone(printed, hour):
    """No zone is reckoned into another; the span holds what is printed of it."""
    (record,) = parse_text(POSTING.format(header=f"Date limite de candidature : {printed}", body=""))
    assert record.offer is not None
    assert (str(record.offer.deadline), str(record.offer.deadline_time)[:5]) == ("2031-04-30", hour)
    assert record.spans["deadline_time"].text == printed
