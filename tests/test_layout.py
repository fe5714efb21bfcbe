"""Reading order: labels and values in columns, of our own making -> one sequence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offres.extract.layout import reading_order
from offres.extract.read.clean import clean
from offres.extract.read.text import read_lines


def order(text, has_label=None):
    """The lines in reading order; a label is what a capital `L` begins."""
    document = clean(text)
    cells = reading_order(
        read_lines(document), has_label or (lambda line: document.text[line.start : line.end].startswith("L"))
    )
    return [document.text[line.start : line.end] for line in cells if line.kind != "rule"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("un\ndeux\n\ntrois", ["un", "deux", "trois"], id="no columns"),
        pytest.param("L1 :    a\nL2 :    b", ["L1 :", "a", "L2 :", "b"], id="label and value"),
        pytest.param("L1 : a      L2 : b\nL3 : c      L4 : d", ["L1 : a", "L2 : b", "L3 : c", "L4 : d"], id="two labels a row"),
        pytest.param("L1 : a      L2 : b\nplus        moins", ["L1 : a", "plus", "L2 : b", "moins"], id="both wrap"),
        pytest.param("L1 : a      L2 : b\n            moins", ["L1 : a", "L2 : b", "moins"], id="the right wraps"),
        pytest.param("L1 : a      L2 : b\nplus", ["L1 : a", "plus", "L2 : b"], id="the left wraps"),
        pytest.param("L1 :        L2 :\na           b\nL3 :        L4 :\nc           d", ["L1 :", "a", "L3 :", "c", "L2 :", "b", "L4 :", "d"], id="values below"),
        pytest.param("L1         L2         L3\na          b          c", ["L1", "a", "L2", "b", "L3", "c"], id="three columns"),
        pytest.param("| L1 | L2 | L3 |\n|---|---|---|\n| a | b | c |", ["L1", "a", "L2", "b", "L3", "c"], id="table with a head"),
        pytest.param("| L1 a long label | L2 |\n|---|---|\n| a | b |", ["L1 a long label", "a", "L2", "b"], id="narrow values below wide labels"),
        pytest.param("| L1 | a | L2 | b |\n|---|---|---|---|\n| L3 | c | L4 | d |", ["L1", "a", "L2", "b", "L3", "c", "L4", "d"], id="two pairs a row"),
        pytest.param("| L1    | a long | L2    | b     |\n|       | tail   |       | end   |", ["L1", "a long", "tail", "L2", "b", "end"], id="two pairs a row, values wrap"),
        pytest.param("L1 : a\tL2 : b\nplus\tmoins", ["L1 : a", "plus", "L2 : b", "moins"], id="tabs"),
        pytest.param("avant\nL1 : a      L2 : b\nplus        moins\n\naprès", ["avant", "L1 : a", "plus", "L2 : b", "moins", "après"], id="text around"),
        pytest.param("L1 : a      L2 : b\n\nplus        moins", ["L1 : a", "L2 : b", "plus", "moins"], id="a blank line ends the block"),
        pytest.param("un    deux\ntrois    quatre", ["un", "deux", "trois", "quatre"], id="columns without labels"),
        pytest.param("", [], id="empty"),
        pytest.param(" \n\t\n", [], id="blank"),
        pytest.param("|||\n|---|", ["|||"], id="empty table"),
    ],
)  # fmt: skip
def test_order(text, expected):
    assert order(text) == expected


CELLS = st.text(alphabet="La :|\t\n#-*", max_size=80)


@given(CELLS, st.booleans())
def test_no_line_is_lost_or_doubled(text, label):
    document = clean(text)
    lines = read_lines(document)
    assert sorted((line.start, line.end) for line in reading_order(lines, lambda line: label)) == sorted(
        (line.start, line.end) for line in lines
    )
