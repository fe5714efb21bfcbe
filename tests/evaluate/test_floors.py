"""Floors: read from their file, missed or kept; and two runs compared."""

from fractions import Fraction

import pytest

from evaluating import missions
from offres.evaluate.compare import changes
from offres.evaluate.errors import InvalidFloors
from offres.evaluate.floors import load_floors, missed, places
from offres.evaluate.match import Case
from offres.evaluate.score import judge, total


def verdict(name, gold, said, number=0):
    return judge(Case((name, number), f"{name}.txt", gold, said, None))


SCORES = total(verdict("a", {"title": title}, {"title": said}) for title, said in [("A", "A"), ("B", "b"), ("C", "C")])


@pytest.mark.parametrize(
    ("floors", "told"),
    [
        ({}, []),
        ({"title": "0.6666"}, []),
        ({"title": "2/3"}, []),
        ({"title": "0.6667"}, ["title: its floor is 0.6667, and it is 0.6666"]),
        ({"soft.title": "1"}, []),
        ({"deadline": "0"}, ["deadline: its floor is 0.0000, and it is not measured: nothing was expected or said"]),
        ({"micro.header": "0.7", "macro.all": "0.7", "whole.header": "0.7", "soft.whole.all": "1"}, 3),
    ],
)
def test_what_is_under_its_floor(floors, told):
    found = [str(miss) for miss in missed({name: Fraction(value) for name, value in floors.items()}, SCORES)]
    assert (len(found) if isinstance(told, int) else found) == told


@pytest.mark.parametrize(
    ("name", "text", "floors"),
    [
        ("f.toml", 'title = 0.9921\n"sections.kind" = 1\n', {"title": "0.9921", "sections.kind": "1"}),
        ("f.toml", "reference.number = 0.5\n[soft]\ntitle = 1.0\n", {"reference.number": "0.5", "soft.title": "1"}),
        ("f.json", '{"title": 0.1, "soft": {"micro.all": 0}}', {"title": "0.1", "soft.micro.all": "0"}),
        ("f.toml", "", {}),
    ],
)
def test_floors_are_read_exactly(tmp_path, name, text, floors):
    (tmp_path / name).write_text(text, "utf-8")
    assert load_floors(str(tmp_path / name)) == {key: Fraction(value) for key, value in floors.items()}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("f.toml", "title = ", "Invalid value"),
        ("f.toml", "title = nan", ""),
        ("f.toml", "tilte = 1.0", "there is no figure `tilte`; the nearest is `title`"),
        ("f.toml", "[hard]\nzzzz = 1.0", "there is no figure `hard.zzzz`"),
        ("f.toml", "title = 1.5", "no number from 0 to 1"),
        ("f.toml", "title = -1", "no number from 0 to 1"),
        ("f.toml", "title = true", "no number from 0 to 1"),
        ("f.toml", "title = '1'", "no number from 0 to 1"),
        ("f.json", "[1]", "there is no figure"),
        ("f.json", '{"title": NaN}', ""),
        ("f.json", "{", ""),
        ("missing.toml", None, "No such file"),
    ],
)
def test_floors_that_cannot_be_used(tmp_path, name, text, message):
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(InvalidFloors) as caught:
        load_floors(str(tmp_path / name))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("ratio", "told"),
    [
        (None, "-"),
        (Fraction(1), "1.0000"),
        (Fraction(99_999, 100_000), "0.9999"),  # what prints as 1 is 1
        (Fraction(2, 3), "0.6666"),
        (Fraction(5725, 10_000), "0.5725"),
        (Fraction(0), "0.0000"),
    ],
)
def test_ratios_are_rounded_down(ratio, told):
    assert places(ratio) == told


# Two runs

GOLD = {"title": "A", **missions("a b c", "d e f")}


@pytest.mark.parametrize(
    ("then", "now", "gained", "lost"),
    [
        (GOLD, GOLD, [], []),
        ({**GOLD, "title": "B"}, GOLD, ["title"], []),
        ({**GOLD, "title": None}, GOLD, ["title"], []),
        (GOLD, {**GOLD, "title": "B"}, [], ["title"]),
        ({**GOLD, "title": "B"}, {**GOLD, "title": "C"}, [], []),  # wrong in both
        ({**GOLD, "title": "B"}, {**GOLD, "title": None}, [], []),
        ({**GOLD, "service": "S"}, GOLD, ["service"], []),  # too much no more
        ({**GOLD, "service": "S"}, {**GOLD, "service": "T"}, ["service"], ["service"]),
        (missions("a b c"), missions("d e f"), ["missions"], ["missions"]),
        ({"title": "A"}, {"title": "A", **missions("a b c")}, ["missions"], []),
    ],
)
def test_gains_and_losses_of_a_record(then, now, gained, lost):
    found = changes([verdict("a", GOLD, now)], [verdict("a", GOLD, then)])
    assert [difference.field for change in found for difference in change.gains] == gained
    assert [difference.field for change in found for difference in change.losses] == lost


def test_records_are_compared_by_posting_in_the_order_of_their_names():
    now = [verdict("b", GOLD, GOLD), verdict("a", GOLD, {}), verdict("a", GOLD, GOLD, 1)]
    then = [verdict("a", GOLD, GOLD), verdict("a", GOLD, {}, 1), verdict("b", GOLD, GOLD)]
    found = changes(now, then)
    assert [(change.label, len(change.gains), len(change.losses)) for change in found] == [
        ("a.txt", 0, 3),
        ("a.txt", 3, 0),
    ]


def test_records_that_share_a_golden_posting_are_compared_in_their_order():
    now = [verdict("a", GOLD, GOLD), verdict("a", GOLD, GOLD)]
    then = [verdict("a", GOLD, GOLD), verdict("a", GOLD, {**GOLD, "title": "B"})]
    assert [len(change.gains) for change in changes(now, then)] == [1]
    assert [len(change.losses) for change in changes(then, now)] == [1]


def test_a_posting_that_only_one_run_has_is_compared_with_nothing():
    surplus = judge(Case(("a", 1), "a.txt#1", {}, {"title": "B"}, None))
    kept = verdict("a", GOLD, GOLD)
    assert [len(change.losses) for change in changes([kept, surplus], [kept])] == [1]
    assert [len(change.gains) for change in changes([kept], [kept, surplus])] == [1]
