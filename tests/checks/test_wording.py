"""What messages say of values that were not kept, and of one day: in both languages, from the text on."""

import pytest

from command import POSTING
from offres.checks.rule import Text, counted
from offres.extract.pipeline import parse_leaf, source_of
from offres.extract.read.reader import Leaf
from offres.extract.read.sniff import TEXT

DAY = "Vendredi 28 mars 2031"
NO_DAY = ("gives no certain day, so the value is left empty", "ne donne aucun jour certain, la valeur reste donc vide")
IMPOSSIBLE = ("is not a possible date", "n'est pas une date possible")
NEITHER = ("nothing tells which of the values holds", "sans que rien dise quelle valeur vaut")
BOTH = f"{DAY}\nDate limite de candidature : Vendredi 4 avril 2031"


def told(text, code, lang):
    data = text.encode()
    (record,), _ = parse_leaf(Leaf("a.txt", data, TEXT, whole=True), source_of(data, "a.txt", TEXT), lang=lang)
    (message,) = (finding.message for finding in record.findings if finding.code == code)
    return message


@pytest.mark.parametrize(
    ("deadline", "code", "expected"),
    [
        ("30/02/2031", "OF201", IMPOSSIBLE),
        ("voir avec la DRH", "OF201", NO_DAY),
        ("dès que possible", "OF201", NO_DAY),
        ("du 3 mars 2031 à la fin du mois, ou plus tard", "OF201", NO_DAY),
        ("oral le 28 mars 2031", "OF201", NO_DAY),
        ("mars 2031", "OF201", NO_DAY),
        ("28 mars 2031 ou 4 avril 2031", "OF108", NEITHER),
        (BOTH, "OF108", NEITHER),
        ("Lundi 3 mars 2031", "OF205", ("leaves only 0 days from", "ne laisse que 0 jour depuis")),
        ("Mardi 4 mars 2031", "OF205", ("leaves only 1 day from", "ne laisse que 1 jour depuis")),
        ("Mercredi 5 mars 2031", "OF205", ("leaves only 2 days from", "ne laisse que 2 jours depuis")),
        ("Lundi 8 mars 2032", "OF205", ("is 371 days after", "est 371 jours après")),
    ],
)
def test_a_deadline(deadline, code, expected):
    text = POSTING.replace(DAY, deadline)
    for lang, said in zip(("en", "fr"), expected, strict=True):
        assert said in told(text, code, lang)


def test_an_impossible_start_is_the_date_alone():
    text = POSTING.replace("# Missions", "Poste à pourvoir : à compter du 30/02/2031, poste vacant\n\n# Missions")
    assert told(text, "OF201", "en").startswith('start.date: "30/02/2031" is not a possible date')


def test_a_label_twice_that_keeps_its_value():
    text = POSTING.replace("Lieu de travail : Sainte-Rose", "Lieu de travail : Sainte-Rose\nLieu de travail : Bourail")
    assert '"Bourail" was not kept, "Sainte-Rose" was' in told(text, "OF108", "en")


@pytest.mark.parametrize(
    ("number", "english", "french"), [(0, "0 days", "0 jour"), (1, "1 day", "1 jour"), (2, "2 days", "2 jours")]
)
def test_numbers(number, english, french):
    assert counted(number, Text("day", "jour"), Text("days", "jours")) == (english, french)
