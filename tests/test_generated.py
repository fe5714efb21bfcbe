"""What must hold on any posting: values do not depend on order and layout; spans quote; no line is lost; nothing raises."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounting import line_kinds, wrong_spans
from generated import Posting, damaged, postings
from offres import NoText, parse_text
from offres.extract.record import Record

MANY = settings(max_examples=700, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check_spans(text: str, records: list[Record]) -> None:
    assert wrong_spans(text, records) == []
    assert all(line_kinds(text, records))


@MANY
@given(postings())
def test_order_and_layout_do_not_change_the_values(posting: Posting) -> None:
    (record,) = parse_text(posting.text)
    offer = record.offer
    assert offer is not None
    assert offer.reference is not None
    assert offer.title == posting.title
    assert offer.reference.number == posting.number
    assert offer.reference.issued == posting.published
    assert (offer.employer, offer.corps) == (posting.employer, posting.corps)
    assert (offer.department, offer.location) == (posting.department, posting.location)
    assert (offer.published, offer.deadline) == (posting.published, posting.deadline)
    assert offer.residency is not None
    assert offer.residency.min_years == 5
    assert offer.start is not None
    assert [mission.text for mission in offer.missions] == list(posting.missions)
    check_spans(posting.text, [record])


@MANY
@given(damaged())
def test_damage_loses_no_line_and_no_span(text: str) -> None:
    if not text.strip():
        return
    check_spans(text, parse_text(text))


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
def test_any_text_is_read(text: str) -> None:
    if not text.strip():
        with pytest.raises(NoText):
            parse_text(text)
        return
    check_spans(text, parse_text(text))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=" \n\t|#-*:•()/.,;1234567890abcdéÉADR&<>[]`~_\\", max_size=300))
def test_any_markup_is_read(text: str) -> None:
    if text.strip():
        check_spans(text, parse_text(text))


@settings(max_examples=100, deadline=None)
@given(damaged())
def test_a_record_comes_back_from_its_json(text: str) -> None:
    if not text.strip():
        return
    for record in parse_text(text):
        assert Record.model_validate_json(record.model_dump_json()) == record
        assert json.loads(record.model_dump_json())["schema_version"] == "1.0"


@settings(max_examples=100, deadline=None)
@given(postings(), postings())
def test_two_postings_in_one_text_are_told_apart(one: Posting, other: Posting) -> None:
    if one.number == other.number:
        return
    text = one.text + "\n" + other.text
    records = parse_text(text)
    numbers = [r.offer.reference.number for r in records if r.offer and r.offer.reference]
    assert numbers == [one.number, other.number]
    assert [r.offer.title for r in records if r.offer] == [one.title, other.title]
    assert [r.source.posting for r in records] == [0, 1]
    check_spans(text, records)
