"""What is counted, and what the counts come to."""

from fractions import Fraction

import pytest

from evaluating import missions
from offres.evaluate.fields import FIELDS
from offres.evaluate.match import Case, Codes
from offres.evaluate.score import Tally, by_family, judge, total


def case(gold, said, **more):
    return Case(("a", 0), "a.txt", gold, said, more.pop("family", None), **more)


def tally(field, gold, said):
    return judge(case(gold, said)).outcomes[field].tally


def test_every_field_is_named_once():
    assert len({field.name for field in FIELDS}) == len(FIELDS)


@pytest.mark.parametrize(
    ("field", "gold", "said", "counts"),
    [  # counts: expected, said, strictly right, softly right
        ("title", {}, {}, (0, 0, 0, 0)),
        ("title", {"title": "Jardinier"}, {"title": "Jardinier"}, (1, 1, 1, 1)),
        ("title", {"title": "Jardinier"}, {"title": "JARDINIER"}, (1, 1, 0, 1)),
        ("title", {"title": "Jardinier"}, {"title": "Fontainier"}, (1, 1, 0, 0)),
        ("title", {"title": "Jardinier"}, {}, (1, 0, 0, 0)),
        ("title", {}, {"title": "Jardinier"}, (0, 1, 0, 0)),
        ("deadline", {"deadline": "2031-03-28"}, {"deadline": "2031-03-29"}, (1, 1, 0, 0)),
        ("start.date", {"start": {"date": "2031-03"}}, {"start": {"date": "2031-03-01"}}, (1, 1, 0, 0)),
        ("salary.min", {"salary": {"min": 1900}}, {"salary": {"min": 1900.0}}, (1, 1, 1, 1)),
        ("salary.gross", {"salary": {"gross": False}}, {"salary": {"gross": True}}, (1, 1, 0, 0)),
        ("category", {"category": ["A", "B"]}, {"category": ["B"]}, (2, 1, 1, 1)),
        ("reference.also", {"reference": {"also": ["7"]}}, {"reference": {"also": ["7", "8"]}}, (1, 2, 1, 1)),
        ("grades", {"grades": ["Adjoint", "Rédacteur"]}, {"grades": ["adjoint", "Attaché"]}, (2, 2, 0, 1)),
        ("missions", missions("a b c", "d e f"), missions("a b c", "d e f"), (2, 2, 2, 2)),
        ("missions", missions("a b c", "d e f"), missions("d e f"), (2, 1, 1, 1)),
        ("missions", missions("a b c"), missions("x y z", "A b c."), (1, 2, 0, 1)),
        ("missions", missions("a b c"), missions("x y z"), (1, 1, 0, 0)),
        ("missions", missions("a b c"), {"missions": [{"text": "a b c", "group": "g"}]}, (1, 1, 0, 0)),
        (
            "contacts",
            {"contacts": [{"name": "Anne Pomme", "phones": ["+687256104"]}]},
            {"contacts": [{"name": "Anne POMME", "phones": ["+687256104"]}]},
            (1, 1, 0, 1),
        ),
        (
            "contacts",
            {"contacts": [{"name": "Anne Pomme", "phones": ["+687256104"]}]},
            {"contacts": [{"name": "Anne Pomme", "phones": ["+687256105"]}]},
            (1, 1, 0, 0),
        ),
        (
            "attributes",
            {"attributes": [{"label": "BAP", "value": "J"}, {"label": "Filière", "value": "Technique"}]},
            {"attributes": [{"label": "Filière", "value": "technique"}]},
            (2, 1, 0, 1),
        ),
        (
            "residency.by_corps",
            {"residency": {"by_corps": [{"corps": "Adjoint", "min_years": 3}]}},
            {"residency": {"by_corps": [{"corps": "Adjoint", "min_years": 5}]}},
            (1, 1, 0, 0),
        ),
    ],
)
def test_the_counts_of_a_field(field, gold, said, counts):
    assert tally(field, gold, said) == counts


def section(kind, heading, *blocks):
    return {"kind": kind, "heading": heading, "blocks": list(blocks)}


TEXT = {"type": "paragraph", "text": "Le bassin accueille les scolaires."}
ITEMS = {"type": "list", "items": ["Le bassin accueille les scolaires"]}
MISSIONS, NOTES = section("missions", "Missions :", TEXT), section("notes", None, TEXT)


@pytest.mark.parametrize(
    ("gold", "said", "kinds", "whole"),
    [
        ([MISSIONS, NOTES], [MISSIONS, NOTES], (2, 2, 2, 2), (2, 2, 2, 2)),
        ([MISSIONS, NOTES], [NOTES, MISSIONS], (2, 2, 1, 1), (2, 2, 1, 1)),
        ([MISSIONS, NOTES], [MISSIONS], (2, 1, 1, 1), (2, 1, 1, 1)),
        ([MISSIONS], [section("missions", "MISSIONS", TEXT)], (1, 1, 1, 1), (1, 1, 0, 1)),
        ([MISSIONS], [section("missions", None, TEXT)], (1, 1, 1, 1), (1, 1, 0, 0)),
        ([MISSIONS], [section("missions", "Missions :", ITEMS)], (1, 1, 1, 1), (1, 1, 0, 1)),
        ([MISSIONS], [section("missions", "Missions :")], (1, 1, 1, 1), (1, 1, 0, 0)),
        ([MISSIONS], [section("skills", "Missions :", TEXT)], (1, 1, 0, 0), (1, 1, 0, 0)),
    ],
)
def test_sections_by_their_kinds_alone_and_as_a_whole(gold, said, kinds, whole):
    outcomes = judge(case({"sections": gold}, {"sections": said})).outcomes
    assert (outcomes["sections.kind"].tally, outcomes["sections"].tally) == (kinds, whole)


@pytest.mark.parametrize(
    ("gold", "said", "counts"),
    [
        ((), (), (0, 0, 0, 0)),
        (("OF202",), ("OF202",), (1, 1, 1, 1)),
        (("OF202", "OF501"), ("OF501", "OF107"), (2, 2, 1, 1)),
        (("OF501",), (), (1, 0, 0, 0)),
    ],
)
def test_findings_are_a_set(gold, said, counts):
    verdict = judge(case({}, {}, codes=Codes(frozenset(gold), frozenset(said))))
    assert verdict.outcomes["findings"].tally == counts


def test_findings_that_nobody_expects_are_not_scored():
    assert "findings" not in judge(case({}, {})).outcomes


# Measures


@pytest.mark.parametrize(
    ("counts", "precision", "recall", "f1"),
    [
        (Tally(4, 4, 4, 4), 1, 1, 1),
        (Tally(4, 4, 3, 4), Fraction(3, 4), Fraction(3, 4), Fraction(3, 4)),  # one wrong: it counts in both
        (Tally(4, 3, 3, 3), 1, Fraction(3, 4), Fraction(6, 7)),  # one missing: in recall alone
        (Tally(3, 4, 3, 3), Fraction(3, 4), 1, Fraction(6, 7)),  # one too many: in precision alone
        (Tally(4, 4, 0, 0), 0, 0, 0),
        (Tally(4, 0, 0, 0), None, 0, 0),
        (Tally(0, 4, 0, 0), 0, None, 0),
        (Tally(0, 0, 0, 0), None, None, None),
    ],
)
def test_measures(counts, precision, recall, f1):
    assert counts.measures(soft=False) == (precision, recall, f1)


def test_soft_measures_count_what_is_softly_right():
    assert Tally(4, 4, 3, 4).measures(soft=True).f1 == 1


SCORES = total(
    judge(case(gold, said))
    for gold, said in [
        ({"title": "A", "employer": "E"}, {"title": "A", "employer": "E"}),
        ({"title": "B", "employer": "F"}, {"title": "b", "employer": "F"}),
        ({"title": "C", **missions("x", "y")}, {"title": "D", **missions("x", "y")}),
        ({"title": "D", "sections": [{"kind": "notes"}]}, {"title": "D", "sections": [{"kind": "other"}]}),
    ]
)


@pytest.mark.parametrize(
    ("group", "counts"),
    [
        ("header", (6, 6, 4, 5)),
        ("body", (3, 3, 2, 2)),  # two missions, one section; its kind is not counted once more
        ("all", (9, 9, 6, 7)),
    ],
)
def test_micro_is_the_sum_of_a_groups_values(group, counts):
    assert SCORES.micro(group) == counts


@pytest.mark.parametrize(
    ("group", "strict", "soft"),
    [
        ("header", (Fraction(2, 4) + 1) / 2, (Fraction(3, 4) + 1) / 2),  # title and employer
        ("body", Fraction(1, 2), Fraction(1, 2)),  # missions and sections
        ("all", (Fraction(2, 4) + 1 + 1 + 0) / 4, (Fraction(3, 4) + 1 + 1 + 0) / 4),
    ],
)
def test_macro_is_the_mean_over_the_fields_that_have_values(group, strict, soft):
    assert SCORES.macro(group, soft=False).f1 == strict
    assert SCORES.macro(group, soft=True).f1 == soft


@pytest.mark.parametrize(
    ("group", "strict", "soft"),
    [
        ("header", Fraction(2, 4), Fraction(3, 4)),
        ("body", Fraction(3, 4), Fraction(3, 4)),
        ("all", Fraction(1, 4), Fraction(2, 4)),
    ],
)
def test_the_share_of_whole_records(group, strict, soft):
    assert (SCORES.share(group, soft=False), SCORES.share(group, soft=True)) == (strict, soft)


def test_a_posting_without_a_record_is_never_whole():
    assert total([judge(case({}, {}, answered=False))]).share("all", soft=False) == 0
    assert total([judge(case({}, {}))]).share("all", soft=False) == 1


def test_nothing_scored_has_no_figures():
    nothing = total([])
    assert nothing.share("all", soft=False) is None
    assert nothing.macro("all", soft=False) == (None, None, None)


def test_families_are_summed_apart():
    verdicts = [
        judge(case({"title": "A"}, {"title": "A"}, family="hospital")),
        judge(case({"title": "A"}, {"title": "B"}, family="hospital")),
        judge(case({"title": "A"}, {"title": "A"})),
    ]
    families = by_family(verdicts)
    assert list(families) == ["(none)", "hospital"]
    assert [scores.fields["title"] for scores in families.values()] == [(1, 1, 1, 1), (2, 2, 1, 1)]


def test_the_differences_are_what_is_not_strictly_right():
    verdict = judge(case({"title": "A", **missions("a b c", "d e f")}, {"title": "a", **missions("d e f", "g")}))
    assert verdict.differences == [
        ("title", ("A",), ("a",), True),
        ("missions", ("a b c", None), None, False),
        ("missions", None, ("g", None), False),
    ]
