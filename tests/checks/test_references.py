"""OF301 and OF302."""

import random

import pytest

from offres.checks import run
from offres.checks.duplicate_reference import bearer, duplicate_references
from offres.extract.record import Offer, Record, Source, Span

BLANK = "Référence : 3134-25-……/SR"

MALFORMED = [
    {"reference_form": False},
    {"reference_form": False, "reference": {"number": "3134-2-7777/SR"}},
    {"seen": [("malformed-reference", "reference.number", "3134-25-7777/SR", "3134-25-7777/SR")]},
    {"text": BLANK, "reference": {"number": None}, "required": (),
     "seen": [("malformed-reference", "reference.number", "3134-25-……/SR")]},
]  # fmt: skip
WELL_FORMED = [
    {},
    {"reference_form": True},
    {"reference_form": None, "reference": {"number": "x"}},
    {"reference_form": False, "reference": None, "required": ()},
    {"text": BLANK, "reference": {"number": None},  # OF102 alone
     "seen": [("malformed-reference", "reference.number", "3134-25-……/SR")]},
]  # fmt: skip


@pytest.mark.parametrize("changes", MALFORMED)
def test_malformed(make_case, changes):
    assert [one.code for one in run(make_case(**changes))].count("OF301") == 1


@pytest.mark.parametrize("changes", WELL_FORMED)
def test_well_formed(make_case, changes):
    assert "OF301" not in [one.code for one in run(make_case(**changes))]


def test_an_observation_and_the_form_give_one_finding(make_case):
    seen = [("malformed-reference", "reference.number", "3134-25-7777/SR")]
    found = run(make_case(reference_form=False, seen=seen))
    assert [(one.code, one.span.text) for one in found] == [("OF301", "3134-25-7777/SR")]


TASKS = ("préparer les plans d'arrosage des serres", "tenir le registre des semis et des récoltes")


def record(title, employer="Commune de Bourail", *, number="3134-25-7777/SR", tasks=TASKS, posting=0, **changes):
    """One record; `parts` are those of a number of a known form."""
    parts = changes.pop("parts", {})
    reference = {"number": number, **parts} if number is not None else None
    missions = [{"text": task} for task in tasks]
    offer = {"title": title, "employer": employer, "reference": reference, "missions": missions, **changes}
    uri = changes.pop("uri", "annonces.txt")
    offer.pop("uri", None)
    return Record(
        offer=Offer.model_validate(offer),
        spans={"reference.number": Span(start=0, end=3, text="313")},
        source=Source(uri=uri, sha256="0", bytes=1, posting=posting, extractor="test"),
    )


PARTS = {"issuer": "3134", "year": 2025, "sequence": 777, "suffix": "SR"}

DIFFERENT = [
    (record("Géomètre"), record("Chef de cuisine", posting=1)),
    (record("Géomètre", "Commune de Bourail"), record("Géomètre", "Commune de Koumac", uri="b.txt")),
    (record("Géomètre", "Province Sud"), record("Géomètre", "Province Nord", uri="b.txt")),
    (record("Géomètre", tasks=()), record("Chef de cuisine", tasks=(), uri="b.txt")),
    (
        record("Géomètre", number="3134-25-777/SR", parts=PARTS),
        record("Juriste", number="3134-25-0777 / SR", parts=PARTS, uri="b.txt"),
    ),
    # titles half alike: the missions decide
    (record("Secrétaire médicale", tasks=("soigner",)), record("Secrétaire de mairie", tasks=("écrire",), posting=1)),
]
NOT_DIFFERENT = [
    (record("Géomètre"), record("Géomètre", posting=1)),
    (record("Géomètre", deadline="2025-06-20"), record("Géomètre", deadline="2025-07-04", uri="b.txt")),
    (record("2 Infirmiers H/F"), record("Infirmier(e)s", posting=1)),
    (record("GEOMETRE", "PROVINCE-SUD"), record("Géomètre", "Province Sud", posting=1)),
    (record("Géomètre", "Ville de Nouméa"), record("Géomètre", "Mairie de Nouméa", posting=1)),
    (record("Géomètre"), record("Géomètre - bureau du cadastre", posting=1)),
    (record("Géomètre"), record(None, posting=1)),
    (record("Géomètre", None), record("Géomètre", posting=1)),
    (record("Géomètre", "OPT-NC"), record("Géomètre", "QPT-NC", posting=1)),  # read from a scan
    (record("Gestionnaire de la paie"), record("Gestionnaire de paye et carrière", posting=1)),
    (record("Géomètre"), record("Chef de cuisine", number="3134-25-7778/SR", posting=1)),
    (record("Géomètre", number="3134-25-……/SR"), record("Juriste", number="3134-25-……/SR", posting=1)),
    (record("Géomètre", number=None), record("Juriste", number=None, posting=1)),
    (record("Géomètre", number="à venir"), record("Juriste", number="à venir", posting=1)),
]


@pytest.mark.parametrize("pair", DIFFERENT)
def test_different_postings_with_one_number(pair):
    found = duplicate_references(pair)
    assert [one.code for one in found if one] == ["OF302", "OF302"]
    assert found[0].span == pair[0].spans["reference.number"]


@pytest.mark.parametrize("pair", NOT_DIFFERENT)
def test_copies_editions_and_other_numbers(pair):
    assert duplicate_references(pair) == [None, None]


def test_the_message_names_the_other_posting():
    records = [record("Géomètre", uri="a.txt"), record("Juriste", uri="b.txt"), record("Juriste", uri="c.txt")]
    first, second, third = (one.message for one in duplicate_references(records))
    assert first == (
        'reference.number: 3134-25-7777/SR is also the number of "Juriste, Commune de Bourail" (b.txt). '
        "Give one of the postings its own number."
    )
    assert '"Géomètre, Commune de Bourail" (a.txt)' in second == third


def test_many_bearers_are_named_in_part():
    titles = ("Géomètre", "Juriste", "Cuisinier", "Maçon", "Plombier", "Avocat")
    messages = [one.message for one in duplicate_references([record(one, uri=one, tasks=(one,)) for one in titles])]
    assert all("(+2)" in one for one in messages)


def test_the_order_of_the_records_does_not_matter():
    records = [record(title, posting=n) for n, title in enumerate(("Géomètre", "Juriste", "Géomètre", "Maçon"))]
    expected = {one.source.posting: found for one, found in zip(records, duplicate_references(records), strict=True)}
    for seed in range(5):
        mixed = random.Random(seed).sample(records, len(records))
        assert {
            one.source.posting: found for one, found in zip(mixed, duplicate_references(mixed), strict=True)
        } == expected


def test_records_without_an_offer_bear_no_number():
    empty = Record(source=Source(sha256="0", bytes=0, extractor="test"))
    assert bearer(empty) is None
    assert duplicate_references([empty, empty]) == [None, None]
    assert duplicate_references([]) == []
