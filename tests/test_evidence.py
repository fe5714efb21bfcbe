"""The structured data of a page: what it adds to the text, where it differs, and that the text's value stays."""

import json

import pytest

from offres import parse
from offres.extract.document import Document, Fact
from offres.extract.evidence import read_fact
from offres.extract.pipeline import records_of

NAMES = {"title", "employer", "location", "published", "deadline"}
TEXT = {
    "title": "<h1>Jardinier du parc botanique (H/F)</h1>",
    "employer": "<p>Employeur : Ville de Sainte-Rose</p>",
    "location": "<p>Lieu de travail : Sainte-Rose</p>",
    "published": "<p>Date de dépôt de l'offre : lundi 3 mars 2031</p>",
    "deadline": "<p>Date limite de candidature : vendredi 28 mars 2031</p>",
}
REST = "<p>Référence : 12-0456</p><h2>Missions :</h2><ul><li>arroser les serres de fougères ;</li></ul>"
DATA = {
    "@type": "JobPosting",
    "title": "Jardinier du parc botanique",
    "hiringOrganization": {"name": "Ville de Sainte-Rose"},
    "jobLocation": {"address": {"addressLocality": "Sainte-Rose"}},
    "datePosted": "2031-03-03",
    "validThrough": "2031-03-28T23:59:00+11:00",
}
VALUES = {
    "title": "Jardinier du parc botanique", "employer": "Ville de Sainte-Rose", "location": "Sainte-Rose",
    "published": "2031-03-03", "deadline": "2031-03-28",
}  # fmt: skip


def page(text, data):
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    return f"<!DOCTYPE html><html><body>{script}{''.join(text.values())}{REST}</body></html>".encode()


def read(text, data):
    (record,) = parse(page(text, data))
    return record.offer.model_dump(mode="json"), record


def differing(record):
    return [(one.field, one.span.text, one.message) for one in record.findings if one.code == "OF109"]


@pytest.mark.parametrize("field", sorted(NAMES))
def test_what_the_text_lacks_is_taken_with_its_place(field):
    offer, record = read({name: line for name, line in TEXT.items() if name != field}, DATA)
    assert offer[field] == VALUES[field]
    assert record.spans[field].text.startswith(VALUES[field])
    assert not differing(record)
    assert not [one for one in record.findings if one.field == field]


def test_what_agrees_changes_nothing():
    plain = {**TEXT, "title": "<h1>Jardinier</h1>"}
    for text in (TEXT, plain):
        (without,) = parse(page(text, {"@type": "Thing"}))
        offer, record = read(text, {**DATA, "title": "JARDINIER du Parc botanique"} if text is TEXT else DATA)
        assert offer == without.offer.model_dump(mode="json")
        assert not differing(record)


@pytest.mark.parametrize(
    ("change", "field", "printed", "stated"),
    [
        ({"validThrough": "2031-04-28"}, "deadline", "vendredi 28 mars 2031", "2031-04-28"),
        ({"validThrough": "2031-03-28T23:59:00+11:00", "datePosted": "2031-03-04T00:00:00"}, "published", "lundi 3 mars 2031", "2031-03-04"),
        ({"title": "Comptable"}, "title", "Jardinier du parc botanique (H/F)", "Comptable"),
        ({"hiringOrganization": {"name": "Cap Emploi"}}, "employer", "Ville de Sainte-Rose", "Cap Emploi"),
        ({"jobLocation": {"address": {"addressLocality": "Koumac"}}}, "location", "Sainte-Rose", "Koumac"),
        ({"validThrough": ["2031-04-01", "2031-05-01"]}, "deadline", "vendredi 28 mars 2031", "2031-04-01"),
    ],
)  # fmt: skip
def test_what_differs_is_said_and_the_text_s_value_stays(change, field, printed, stated):
    (without,) = parse(page(TEXT, {"@type": "Thing"}))
    offer, record = read(TEXT, {**DATA, **change})
    assert offer == without.offer.model_dump(mode="json")
    ((name, span, message),) = differing(record)
    assert (name, span) == (field, printed)
    assert message == (
        f'{field}: the text says "{printed}", the page\'s structured data "{stated}". '
        "The text's value is kept; correct one of them."
    )


@pytest.mark.parametrize(
    "change",
    [
        {"validThrough": "2031-03-27T12:59:59Z"},  # the same evening in Nouméa, where a day later has begun
        {"validThrough": "2031-03-28T00:00:00.000Z"},
        {"validThrough": ["2031-04-01", "2031-03-28"]},
        {"validThrough": "28/04/2031"},
        {"hiringOrganization": "https://sainte-rose.exemple.fr"},
        {"hiringOrganization": {"name": "Non renseigné"}},
        {"hiringOrganization": {"name": "SAINTE ROSE"}},
        {"jobLocation": {"address": {"addressLocality": "98850"}}},
        {"identifier": {"value": "1234567"}},
    ],
)
def test_what_may_be_the_same_is_no_difference(change):
    _, record = read(TEXT, {**DATA, **change})
    assert not differing(record)


@pytest.mark.parametrize(
    ("field", "line", "change"),
    [
        ("deadline", "", {"validThrough": "2031-03-27T23:00:00Z"}),
        ("deadline", "", {"validThrough": "2031-03-27T13:00:00.000+00:00"}),
        ("deadline", "", {"validThrough": ["2031-03-28", "2031-04-28"]}),
        ("deadline", "<p>Date limite de candidature : 31 février 2031</p>", {}),
        ("deadline", f"{TEXT['deadline']}<p>Date limite de candidature : 4 avril 2031</p>", {}),
        ("location", "", {"jobLocation": [{"address": {"addressLocality": name}} for name in ("Koné", "Poya")]}),
        ("location", "<p>Lieu de travail : /</p>", {"jobLocation": {}}),
        ("published", "", {"datePosted": "2031-03"}),
    ],
)
def test_what_is_not_certain_is_not_taken(field, line, change):
    offer, _ = read({**TEXT, field: line}, {**DATA, **change})
    assert offer[field] is None


def test_facts_of_a_file_with_several_postings_are_nobody_s():
    posting = (
        "# Agent {}\n\nRéférence : 3134-31-000{}/SR du 5 avril 2031\nEmployeur : Ville de Valmer\n"
        "Date limite de candidature : mercredi 30 avril 2031\n\n# Missions :\n\n- tailler les haies ;\n\n"
    )
    source = posting.format(1, 1) + posting.format(2, 2) + "datePosted: 2031-03-28"
    document = Document(source, source, facts=[Fact("datePosted", len(source) - 10, len(source))])
    records = records_of(document, {"uri": None, "sha256": "0" * 64, "bytes": 1, "extractor": "x"}, None)
    assert [record.offer.published for record in records] == [None, None]


def test_damage_before_a_fact_moves_nothing():
    text = {**TEXT, "deadline": "<p>l&amp;amp;rsquo;e\u0301te\u0301 \u00adDÃ©pÃ´t</p>"}
    _, record = read(text, {**DATA, "hiringOrganization": {"name": "Ville de Sainte\u00ad-Rose"}})
    assert record.spans["deadline"].text.startswith("2031-03-28")
    assert not differing(record)


@pytest.mark.parametrize(
    "text", ["2031-03-28T22:59:59Z", "2031-03-28T12:59:59Z", "2031-03-28T08:00:00+00:00", "2031-03-28T23:00:00+02:00"]
)
def test_the_day_is_taken_as_written(text):
    offer, _ = read({**TEXT, "deadline": ""}, {**DATA, "validThrough": text})
    assert offer["deadline"] == "2031-03-28"


@pytest.mark.parametrize("text", ["2031-02-29", "2031-3-1", "", "2031", "2031-03-28 à midi", "٢٠٣١-03-28"])
def test_no_day(text):
    assert read_fact("date", text) is None
