"""OF301 and OF302."""

import random

import pytest

from offres.checks import run
from offres.checks.duplicate_reference import LED_TO, TOLD_APART, bearer, duplicate_references, relation
from offres.checks.references import References
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


LONG = ("entretenir les réseaux d'eau et relever les compteurs de la commune", "réparer les fuites et les pompes",
        "tenir le registre des interventions et des pièces", "répondre aux usagers et rendre compte au chef d'équipe")  # fmt: skip
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
    (record("Fontainier", tasks=LONG), record("Fontainier", "Commune de Koumac", tasks=LONG, uri="b.txt")),
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
    (record("Géomètre", "CHT"), record("Géomètre", "Centre hospitalier territorial", posting=1)),
    (record("Fontainier", tasks=LONG), record("Logo", tasks=LONG, posting=1)),  # the title lost in a scan
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
        'They differ in title ("Géomètre", "Juriste"). '
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


JUNE, JULY = (
    {"published": "2025-06-02", "deadline": "2025-06-20"},
    {"published": "2025-06-02", "deadline": "2025-07-04"},
)
RELATIONS = [
    ("copy", record("Géomètre", uri="a.docx", **JUNE), record("Géomètre", uri="a.pdf", **JUNE)),
    ("copy", record("Géomètre", uri="a.docx", **JUNE), record("GÉOMÈTRE (H/F)", uri="a.pdf", published="2025-06-02")),
    ("edition", record("Géomètre", **JUNE), record("Géomètre", **JULY, initial_deadline="2025-06-20", posting=1)),
    ("edition", record("Géomètre", **JUNE), record("Géomètre", published="2025-06-16", deadline="2025-07-04", posting=1)),
    ("contradiction", record("Géomètre", uri="a.docx", **JUNE), record("Géomètre", uri="a.pdf", **JULY)),
    ("other", record("Géomètre", uri="a.docx", **JUNE), record("Juriste", uri="a.pdf", **JUNE)),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "one", "other"), RELATIONS)
def test_how_two_bearers_stand_to_each_other(expected, one, other):
    assert relation(bearer(one), bearer(other)) == relation(bearer(other), bearer(one)) == expected


def test_the_difference_shows_both_values_of_each_field():
    one = record("Géomètre", location="Bourail", deadline="2025-06-20", tasks=("lever des plans", "borner"))
    other = record("Juriste", location="Koumac", deadline="2025-07-01", tasks=("écrire", "plaider"), uri="b.txt")
    found = duplicate_references([one, other])[0].message
    assert (
        'They differ in title ("Géomètre", "Juriste"), location ("Bourail", "Koumac"), '
        'deadline ("20 June 2025", "1 July 2025"), missions.'
    ) in found
    assert "deadline (« 20 juin 2025 », « 1er juillet 2025 »)" in duplicate_references([one, other], "fr")[0].message


def batch():
    titles = ("Géomètre", "Juriste", "Géomètre", "Maçon", None)
    return [record(title, uri=f"{n}.txt", deadline="2025-06-20") for n, title in enumerate(titles)]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_run_kept_on_disk_gives_the_same_in_any_order(lang):
    records = batch()
    at_once = zip(records, duplicate_references(records, lang), strict=True)
    expected = [(one.source.uri, one.source.posting, found) for one, found in at_once if found]
    for seed in range(3):
        with References() as references:
            for one in random.Random(seed).sample(records, len(records)):
                references.add(one)
            assert [told[:3] for told in references.findings(lang)] == expected
            assert [told[:3] for told in references.findings(lang)] == expected


def over_a_run(records):
    with References() as references:
        for one in records:
            references.add(one)
        return [(uri, found.code, found.message) for uri, _, found, _ in references.findings()]


@pytest.mark.parametrize(
    ("records", "uris"),
    [
        ([record("Géomètre", uri="a.docx", **JUNE), record("Géomètre", uri="a.pdf", **JULY)], ["a.docx", "a.pdf"]),
        ([record("Géomètre", uri=uri, **JUNE) for uri in "ab"] + [record("Géomètre", uri="c", **JULY)], ["a", "b", "c"]),
        ([record("Géomètre", uri="a", **JUNE), record("GÉOMÈTRE (H/F)", uri="b", **JULY)], ["a", "b"]),
        ([record("Géomètre", uri="a", **JUNE), record("Géomètre", uri="b", **JUNE)], []),
        ([record("Géomètre", uri="a", **JUNE), record("Géomètre", uri="b", published="2025-06-02")], []),
        ([record("Géomètre", uri="a", **JUNE), record("Géomètre", uri="b", **JULY, initial_deadline="2025-06-20")], []),
        ([record("Géomètre", uri="a", **JUNE), record("Géomètre", uri="b", **(JULY | {"published": "2025-06-16"}))], []),
        ([record("Géomètre", uri="a", deadline="2025-06-20"), record("Géomètre", uri="b", deadline="2025-07-04")], []),
    ],
)  # fmt: skip
def test_copies_with_two_deadlines_of_which_no_change_is_announced(records, uris):
    found = over_a_run(records)
    assert [(uri, code) for uri, code, _ in found] == [(uri, "OF108") for uri in uris]


def test_the_contradiction_names_both_deadlines_and_the_other_copy():
    found = over_a_run([record("Géomètre", uri="a.docx", **JUNE), record("Géomètre", uri="a.pdf", **JULY)])
    assert found[0][2].startswith("deadline: 20 June 2025 here, 4 July 2025 in a.pdf, which is the same posting")


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([record("Géomètre", uri="a", **JUNE), record("Géomètre", uri="b", **JULY)], [("a", [("b", 0)]), ("b", [("a", 0)])]),
        ([record("Géomètre", uri="a"), record("Juriste", uri="a", posting=1)], [("a", [("a", 1)]), ("a", [("a", 0)])]),
        (
            [record(title, uri=title) for title in ("Géomètre", "Juriste", "Maçon")],
            [("Géomètre", [("Juriste", 0), ("Maçon", 0)]), ("Juriste", [("Géomètre", 0), ("Maçon", 0)]),
             ("Maçon", [("Géomètre", 0), ("Juriste", 0)])],
        ),
    ],
)  # fmt: skip
def test_a_finding_leads_to_the_other_postings(records, expected):
    with References() as references:
        for one in records:
            references.add(one)
        assert [(told.uri, list(told.others)) for told in references.findings()] == expected


def test_a_finding_leads_to_some_of_many():
    records = [
        record(word * 3, uri=word, tasks=())
        for word in ("aaaa", "bobo", "cici", "dede", "fufu", "gygy", "haha", "koko", "lili", "mumu", "nene", "popo")
    ]
    with References() as references:
        for one in records:
            references.add(one)
        assert {len(told.others) for told in references.findings()} == {LED_TO}


def test_a_run_without_shared_numbers_gives_nothing():
    with References() as references:
        assert list(references.findings()) == []
        references.add(record("Géomètre"))
        references.add(record("Juriste", number=None))
        references.add(Record(source=Source(sha256="0", bytes=0, extractor="test")))
        assert list(references.findings()) == []


def test_a_number_on_everything_is_compared_in_bounded_time():
    words = [
        f"{first}{second}" for first in "bcdfgklmnp" for second in ("aaaa", "oooo", "iiii", "eeee", "uuuu", "yyyy")
    ]
    records = [record(word * 3, uri=word, tasks=()) for word in words]
    assert len(records) > TOLD_APART
    assert all(duplicate_references(records))
