"""OF109."""

import pytest

from offres.checks import run


def found(case):
    return [one for one in run(case) if one.code == "OF109"]


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ([], []),
        ([("structured-data-differs", "deadline", "vendredi 20 juin 2025", "2025-07-20")], [("deadline", "vendredi 20 juin 2025")]),
        (
            [("structured-data-differs", "title", "Jardinier", "Comptable"), ("structured-data-differs", "employer", "Bourail", "Koné")],
            [("title", "Jardinier"), ("employer", "Bourail")],
        ),
    ],
)  # fmt: skip
def test_each_difference_is_said_at_the_text_s_value(make_case, seen, expected):
    assert [(one.field, one.span.text) for one in found(make_case(seen=seen))] == expected


def test_both_values_are_named(make_case):
    case = make_case(seen=[("structured-data-differs", "title", "Jardinier", "x" * 200)])
    (english,), (french,) = found(case), [one for one in run(case, "fr") if one.code == "OF109"]
    for message in (english.message, french.message):
        assert "Jardinier" in message
        assert "x" * 79 + "…" in message
