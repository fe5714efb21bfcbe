"""Rows as tables, JSON and CSV; records as rows of a spreadsheet."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from command import POSTING
from offres import parse_text
from offres.output import line, listing, spreadsheet
from offres.output.cells import row

EAST = timezone(timedelta(hours=11))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+687246319", "'+687246319"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", '"\'\rx"'),
        ("a=b", "a=b"),
        ("a,b", '"a,b"'),
        (-3, "-3"),
        (-2.5, "-2.5"),
        (None, ""),
    ],
)
def test_cells(value, cell):
    assert row([value, "x"]).decode() == f"{cell},x\r\n"


@pytest.mark.parametrize(
    ("value", "plain", "shown"),
    [
        (None, None, ""),
        (True, True, "yes"),
        (False, False, ""),
        (0, 0, "0"),
        (date(2031, 7, 4), "2031-07-04", "2031-07-04"),
        (datetime(2031, 7, 4, 9, 30, tzinfo=EAST), "2031-07-03T22:30:00Z", "2031-07-03 22:30Z"),
        ("a\n  b\x1b[2J", "a\n  b\x1b[2J", "a b\ufffd[2J"),
        (["a", "b"], ["a", "b"], "a, b"),
        (
            [{"on": datetime(2031, 7, 4, tzinfo=UTC)}],
            [{"on": "2031-07-04T00:00:00Z"}],
            "{'on': datetime.datetime(2031, 7, 4, 0, 0, tzinfo=datetime.timezone.utc)}",
        ),
    ],
)
def test_values(value, plain, shown):
    assert listing.plain(value) == plain
    assert listing.shown(value) == shown
    stream = io.BytesIO()
    listing.write_json([{"x": value}], ["x"], stream)
    assert json.loads(stream.getvalue()) == [{"x": plain}]


class Terminal(io.TextIOWrapper):
    def isatty(self):
        return True


def table(rows, width, monkeypatch, kind=Terminal, encoding="utf-8"):
    monkeypatch.setenv("COLUMNS", str(width))
    stream = kind(io.BytesIO(), encoding=encoding)
    listing.write_table(rows, {"a": "first", "b": "second"}, stream)
    return stream.buffer.getvalue().decode(encoding).splitlines()


ROWS = [{"a": "東京都", "b": "x" * 30}, {"a": "e\u0301", "b": None}]


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (80, ["first   second", f"東京都  {'x' * 30}", "e\u0301"]),
        (30, ["first   second", f"東京都  {'x' * 21}…", "e\u0301"]),
        (20, ["first   second", f"東京都  {'x' * 11}…", "e\u0301"]),
        (7, ["first", "東京都", "e\u0301"]),
    ],
)
def test_a_table_on_a_terminal_is_cut_to_its_width(monkeypatch, width, expected):
    assert table(ROWS, width, monkeypatch) == expected


def test_a_table_elsewhere_is_whole_and_utf_8(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setenv("COLUMNS", "10")
    listing.write_table(ROWS, {"a": "first", "b": "second"}, stream)
    assert stream.buffer.getvalue().decode().splitlines() == ["first   second", f"東京都  {'x' * 30}", "e\u0301"]


def test_a_terminal_that_is_not_utf_8_shows_what_it_can(monkeypatch):
    assert table([{"a": "é", "b": "ok"}], 40, monkeypatch, encoding="ascii") == ["first  second", "?      ok"]


# Records


def test_a_spreadsheet_has_all_that_a_record_has_but_its_spans():
    stream = io.BytesIO()
    with spreadsheet.to_stream(stream) as target:
        target.write("a.txt", [line(record) for record in parse_text(POSTING)])
    (told,) = csv.DictReader(io.StringIO(stream.getvalue().decode()))
    assert told["title"] == "Jardinier du parc botanique"
    assert (told["reference.number"], told["reference.year"]) == ("3134-31-0042/SR", "2031")
    assert (told["deadline"], told["category"], told["salary.min"]) == ("2031-03-28", "", "")
    assert [mission["text"] for mission in json.loads(told["missions"])] == [
        "arroser les serres de fougères",
        "tailler les haies du parc",
    ]
    assert (told["source.posting"], told["source.ocr"]) == ("0", "false")
    assert not [name for name in told if name.startswith("spans")]


def test_lists_of_texts_have_one_a_line_and_no_offer_is_an_empty_row():
    stream = io.BytesIO()
    record = parse_text(POSTING)[0]
    offer = record.offer.model_copy(update={"domains": ["eau", "sol"]})
    with spreadsheet.to_stream(stream) as target:
        target.write(
            "a", [line(record.model_copy(update={"offer": offer})), line(record.model_copy(update={"offer": None}))]
        )
    first, second = csv.DictReader(io.StringIO(stream.getvalue().decode()))
    assert first["domains"] == "eau\nsol"
    assert (second["title"], second["reference.number"], second["schema_version"]) == ("", "", "1.0")


def test_a_list_of_nothing_is_empty():
    assert {column.name: column.path for column in spreadsheet.columns()}["contract.kinds"] == (
        "offer",
        "contract",
        "kinds",
    )
