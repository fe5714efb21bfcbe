"""Labels and headings damaged by OCR or typing are found, and words that only look like one are not."""

import random

import pytest

from offres import parse_text
from offres.extract.fold import fold
from offres.patterns.forms import variants
from offres.patterns.found import shipped_packs
from offres.patterns.load import load_patterns

FOUND = [
    ("Référ ence : 12", "reference"),
    ("Empl oyeur : Ville", "employer"),
    ("Emploveur : Ville", "employer"),
    ("Dale limite de candidature : 3 mars", "deadline"),
    ("Date limite de candidatrue : 3 mars", "deadline"),
    ("Date Iimite de candidature (1) : 3 mars", "deadline"),
    ("Corps ou Cadre d'emp1oi /Domaine : adjoint", "corps"),
    ("Lieu de travai1 : Koné", "location"),
    ("Durée de résidenoe exigée pour le recrutement sur titre (1) : 5 ans", "residency"),
    ("Mlssions :", "missions"),
    ("Activités princlpales :", "missions"),
    ("Pofil du candidat", "profile"),
]
LEFT = [
    "Préférence : 12",
    "Conférence : le 3 mars",
    "Référents : Mme Waheo",
    "Cours : du soir",
    "Garde : de nuit",
    "À savoir : le poste est logé",
    "Réhabilitation : du bâti",
    "Honoraires : au forfait",
    "Date limite de paiement : 3 mars",
    "La direction : elle compte dix agents",
    "Il convient de noter les points suivants :",
    "une ligne sans deux points",
]


@pytest.mark.parametrize(("line", "name"), FOUND)
def test_damaged_heads_are_found(line, name):
    hit = load_patterns().near.at(fold(line), colon=":" in line)
    assert hit is not None
    assert hit.form.name == name
    assert line[hit.after :].strip() in line.partition(":")[2]


@pytest.mark.parametrize("line", LEFT)
def test_other_words_are_left(line):
    assert load_patterns().near.at(fold(line), colon=":" in line) is None


def test_what_two_fields_are_as_near_to_is_neither():
    near = load_patterns().near
    forms = {form.name for form in near._forms.values()}
    assert {"published", "deadline"} <= forms
    assert near.at(fold("Date de la : 3 mars"), colon=True) is None


# What OCR makes of a letter, and slips of the hand.
CONFUSED = {"l": "1I", "i": "l1", "o": "0c", "e": "co", "t": "lf", "m": "n", "n": "u", "u": "n", "c": "e", "d": "cl", "a": "o", "s": "5", "f": "t", "r": "n", "é": "e6", "p": "q", "y": "v"}  # fmt: skip


def damage(label, chance):
    """A label with one or two letters misread, a space put in, a letter lost or two swapped."""
    for _ in range(2 if len(label) > 14 and chance.random() < 0.5 else 1):
        at = chance.randrange(1, len(label) - 1)
        how = chance.randrange(6)
        if how < 3 and (wrong := CONFUSED.get(label[at])):
            label = label[:at] + chance.choice(wrong) + label[at + 1 :]
        elif how == 3:
            label = label[:at] + " " + label[at:]
        elif how == 4:
            label = label[:at] + label[at + 1 :]
        elif label[at] != " " != label[at + 1]:
            label = label[:at] + label[at + 1] + label[at] + label[at + 2 :]
    return label


def damaged_labels(number):
    """Labels of the header, each with its field, damaged; the same in every run."""
    chance = random.Random(20270405)
    labels = [
        (entry.field, text)
        for pack in shipped_packs().values()
        for entry in pack.label
        for form in entry.forms
        for text in variants(form)
        if entry.bare != "name" and "*" not in text and "(" not in text and len(text) >= 8
    ]
    while number:
        field, label = chance.choice(labels)
        printed = damage(label, chance)
        if load_patterns().labels.at(fold(f"{printed} : x")) is None:
            yield field, label, printed
            number -= 1


def test_of_300_damaged_labels_95_in_100_are_found():
    found = [load_patterns().near.at(fold(f"{printed} : x"), colon=True) for _, _, printed in damaged_labels(300)]
    right = [
        hit is not None and hit.form.name == field
        for hit, (field, _, _) in zip(found, damaged_labels(300), strict=True)
    ]
    wrong = [hit for hit, well in zip(found, right, strict=True) if hit is not None and not well]
    assert sum(right) >= 285
    assert len(wrong) <= 3


POSTING = """\
Jardinier

Référ ence : 3134-27-0456/SR du 5 avril 2027
Emploveur : Ville de Valmer
Dale limite de candidature : vendredi 30 avril 2027

# Mlssions :

- tailler les haies du parc ;
"""


def test_a_damaged_posting_is_read_and_the_repair_is_told():
    (record,) = parse_text(POSTING)
    offer = record.offer
    assert (offer.reference.number, offer.employer, offer.deadline.isoformat()) == (
        "3134-27-0456/SR",
        "Ville de Valmer",
        "2027-04-30",
    )
    assert [mission.text for mission in offer.missions] == ["tailler les haies du parc"]
    repaired = {finding.field: finding.span.text for finding in record.findings if finding.code == "OF403"}
    assert repaired == {
        "reference": "Référ ence",
        "employer": "Emploveur",
        "deadline": "Dale limite de candidature",
        "sections": "Mlssions",
    }


def test_a_hostile_posting_costs_a_bounded_number_of_tries(monkeypatch):
    near, asked = load_patterns().near, []
    monkeypatch.setattr(type(near), "_search", lambda self, key: asked.append(key))
    parse_text("Jardinier\n" + "".join(f"Employeurs numéro {n} : x\n" for n in range(1000)))
    assert 0 < len(asked) <= 100
