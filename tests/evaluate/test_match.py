"""Reading both sides, and which golden posting belongs to which record; what is wrong is named with its place."""

import json
from pathlib import Path

import pytest

from evaluating import record
from offres.evaluate.errors import DuplicatePosting, EvaluationError, InvalidInput, NoMatch, UnreadableInput
from offres.evaluate.load import load_gold, load_records
from offres.evaluate.match import match

A, B = {"title": "A"}, {"title": "B"}


def matched(gold, records, **options):
    return match(load_gold(gold), load_records(records), records, **options)


def told(found):
    """The cases in short: label, the titles expected and said."""
    return [(case.label, case.gold.get("title"), case.said.get("title")) for case in found.cases]


# Matching


@pytest.mark.parametrize(
    ("golden", "found", "cases"),
    [
        ({"a": A}, [record("a.txt", A)], [("a.txt", "A", "A")]),
        ({"a": A}, [record("notices/2031/a.pdf", B)], [("notices/2031/a.pdf", "A", "B")]),
        ({"a": A}, [record("mail.zip!/in/a.txt", A)], [("mail.zip!/in/a.txt", "A", "A")]),
        ({"a.b": A}, [record("a.b.txt", A)], [("a.b.txt", "A", "A")]),
        ({"a": A}, [record("a", A)], [("a", "A", "A")]),
        # One golden file judges every form of its posting
        ({"a": A}, [record("a.txt", A), record("a.md", B)], [("a.md", "A", "B"), ("a.txt", "A", "A")]),
        # Several postings of a file
        (
            {"a": [A, B]},
            [record("a.txt", A), record("a.txt", B, posting=1)],
            [("a.txt", "A", "A"), ("a.txt#1", "B", "B")],
        ),
        ({"a": [A, B]}, [record("a.txt", B, posting=1)], [("gold/a.json#0", "A", None), ("a.txt#1", "B", "B")]),
        # A file that could not be read
        ({"a": A}, [record("a.txt", None)], [("a.txt", "A", None)]),
    ],
)
def test_a_record_is_judged_by_the_golden_file_of_its_name(gold, records, golden, found, cases):
    assert told(matched(gold(**golden), records(*found))) == cases


@pytest.mark.parametrize(
    ("golden", "found", "strict_set", "noted", "labels"),
    [
        ({"a": A, "b": B}, [record("a.txt", A)], False, {"missing": ["gold/b.json"]}, ["a.txt", "gold/b.json"]),
        ({"a": A}, [record("a.txt", A), record("c.txt", B)], False, {"unknown": ["c.txt"]}, ["a.txt"]),
        ({"a": A}, [record("a.txt", A), record("c.txt", B)], True, {"surplus": ["c.txt"]}, ["a.txt", "c.txt"]),
        # One posting too many of a file that the gold knows is wrong in any case
        (
            {"a": A},
            [record("a.txt", A), record("a.txt", B, posting=1)],
            False,
            {"surplus": ["a.txt#1"]},
            ["a.txt", "a.txt#1"],
        ),
        (
            {"a": A, "b": []},
            [record("a.txt", A), record("b.txt", B)],
            False,
            {"surplus": ["b.txt"]},
            ["a.txt", "b.txt"],
        ),
        # What is not judged is not judged
        ({"a": A, "b": None}, [record("a.txt", A), record("b.txt", B)], False, {"open": ["b.txt"]}, ["a.txt"]),
        ({"a": A, "b": None}, [record("a.txt", A), record("b.txt", B)], True, {"open": ["b.txt"]}, ["a.txt"]),
        ({"a": A, "b": None}, [record("a.txt", A)], False, {}, ["a.txt"]),
    ],
)
def test_what_has_no_partner_is_noted(gold, records, *, golden, found, strict_set, noted, labels):
    result = matched(gold(**golden), records(*found), strict_set=strict_set)
    got = {name: getattr(result, name) for name in ("missing", "surplus", "unknown", "open")}
    assert {name: each for name, each in got.items() if each} == noted
    assert [case.label for case in result.cases] == labels


def test_the_order_of_files_and_lines_changes_nothing(gold, records):
    golden = gold(a=A, b=B, c=A)
    found = [record("b.txt", B), record("x/a.txt", A), record("a.txt", A)]
    there = matched(golden, records(*found))
    assert matched(golden, records(*reversed(found), name="turned.jsonl")) == there
    assert [case.label for case in there.cases] == ["a.txt", "x/a.txt", "b.txt", "gold/c.json"]


def test_golden_postings_of_one_name_are_told_apart_by_their_uri(records):
    golden = records(record("x/a.txt", A), record("y/a.txt", B), name="gold.jsonl")
    found = [record("x/a.txt", A), record("y/a.txt", B)]
    assert told(matched(golden, records(*found))) == [("x/a.txt", "A", "A"), ("y/a.txt", "B", "B")]


def test_the_codes_of_a_file_stand_with_its_first_posting(gold, records, findings):
    golden = gold(a=[A, B], b=A)
    findings("a", "OF107", "OF202")
    result = matched(
        golden,
        records(
            record("a.txt", A, codes=["OF202"]),
            record("a.txt", B, posting=1, codes=["OF301", "OF202"]),
            record("b.txt", A, codes=["OF501"]),
        ),
    )
    assert [case.codes for case in result.cases] == [({"OF107", "OF202"}, {"OF202", "OF301"}), None, None]


def test_codes_of_a_file_without_a_record_are_missed(gold, records, findings):
    golden = gold(a=A, b=B)
    findings("b", "OF202")
    result = matched(golden, records(record("a.txt", A)))
    assert [case.codes for case in result.cases] == [None, ({"OF202"}, set())]


# Forms of files


def write(path, text):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text if isinstance(text, bytes) else text.encode())


LINE = json.dumps(record("a.txt", A))


@pytest.mark.parametrize(
    ("path", "files"),
    [
        ("r.jsonl", {"r.jsonl": f"{LINE}\n\n"}),
        ("r.jsonl", {"r.jsonl": LINE}),
        ("r.jsonl", {"r.jsonl": b"\xef\xbb\xbf" + LINE.encode()}),
        ("r", {"r": f"{LINE}\r\n"}),
        ("r.json", {"r.json": LINE}),
        ("r.json", {"r.json": f"[\n{LINE}\n]"}),
        ("r", {"r/a.txt.0.json": LINE, "r/.hidden.json": "!", "r/.git/x.json": "!", "r/README.md": "!"}),
        ("r", {"r/deep/er/a.txt.0.json": f"{LINE}\n"}),
    ],
)
def test_forms_of_records(place, path, files):
    for name, text in files.items():
        write(name, text)
    assert [(posting.name, posting.number, posting.offer["title"]) for posting in load_records(path)] == [("a", 0, "A")]


@pytest.mark.parametrize(
    ("path", "files"),
    [
        ("g", {"g/a.json": '{"title": "A"}', "g/a.txt": "the posting"}),
        ("g", {"g/hospital/a.json": '[{"title": "A", "deadline": null}]'}),
        ("g/a.json", {"g/a.json": '{"title": "A"}'}),
        ("g", {"g/a.txt.0.json": LINE}),
        ("g.jsonl", {"g.jsonl": LINE}),
        ("g.jsonl", {"g.jsonl": '{"title": "A", "source": {"uri": "x/a.md"}}'}),
        ("g.jsonl", {"g.jsonl": '{"offer": {"title": "A"}, "source": {"uri": "a"}}'}),
    ],
)
def test_forms_of_golden_postings(place, path, files):
    for name, text in files.items():
        write(name, text)
    assert [(each.name, each.number, each.offer["title"]) for each in load_gold(path).postings] == [("a", 0, "A")]


# Errors

NO_URI = '{"offer": {}, "source": {"posting": 0}}'


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        (f"{LINE}\n{{\n", InvalidInput, "r.jsonl:2: no JSON"),
        (f"{LINE}\n{LINE}\n", DuplicatePosting, "r.jsonl:2: it is a record of the same posting as r.jsonl:1"),
        (f"{NO_URI}\n", InvalidInput, "r.jsonl:1: source.uri: Field required"),
        ('{"source": {"uri": null}}\n', InvalidInput, "r.jsonl:1: source.uri"),
        ("7\n", InvalidInput, "r.jsonl:1: "),
        (b"\xff\n", InvalidInput, "r.jsonl: it is not UTF-8 (byte 0)"),
        ("", UnreadableInput, "r.jsonl: there is no record in it"),
        (LINE.replace("title", "tilte"), InvalidInput, "r.jsonl:1: offer.tilte"),
        (LINE.replace('"A"', "7"), InvalidInput, "r.jsonl:1: offer.title: Input should be a valid string"),
        (LINE.replace('"A"', "NaN"), InvalidInput, "r.jsonl:1: NaN is no number of JSON"),
        (LINE.replace('"A"', '"A", "title": "B"'), InvalidInput, "r.jsonl:1: the key `title` stands there twice"),
        (LINE.replace('"posting": 0', '"posting": -1'), InvalidInput, "r.jsonl:1: source.posting"),
        (LINE.replace('"A"', "[" * 100_000), InvalidInput, "r.jsonl:1: "),
        (LINE.replace('"A"', "9" * 10_000), InvalidInput, "r.jsonl:1: "),
        (LINE.replace('"A"', r'"\ud800"'), InvalidInput, "r.jsonl:1: "),
        (LINE.replace("a.txt", "b.txt"), NoMatch, "r.jsonl: no record has a golden posting"),
    ],
)
def test_records_that_cannot_be_evaluated(gold, text, kind, message):
    write("r.jsonl", text)
    with pytest.raises(kind) as caught:
        matched(gold(a=A), "r.jsonl")
    assert str(caught.value).startswith(message)


def test_a_list_of_records_names_the_one_that_stands_there_twice(gold):
    write("r.json", f"[{LINE}, {LINE}]")
    with pytest.raises(DuplicatePosting, match=r"r\.json#1: .* as r\.json#0"):
        matched(gold(a=A), "r.json")


@pytest.mark.parametrize(
    ("files", "kind", "message"),
    [
        ({"g/a.json": '{"title":\n "A",\n}'}, InvalidInput, "g/a.json:3: no JSON"),
        ({"g/a.json": '{"title": "A"}\n{"title": "B"}'}, InvalidInput, "g/a.json:2: no JSON: Extra data"),
        ({"g/a.json": '{"deadline": "28/03/2031"}'}, InvalidInput, "g/a.json: deadline: "),
        ({"g/a.json": '{"deadline": 20310328}'}, InvalidInput, "g/a.json: deadline: "),
        ({"g/a.json": '[{}, {"missions": [{"group": "g"}]}]'}, InvalidInput, "g/a.json#1: missions.0.text: Field req"),
        ({"g/a.json": "[null]"}, InvalidInput, "g/a.json#0: "),
        ({"g/a.json": '"A"'}, InvalidInput, "g/a.json: "),
        ({"g/a.json": "{}", "g/x/a.json": "{}"}, DuplicatePosting, "g/x/a.json: it is meant for the same posting as"),
        ({"g/a.json": "{}", "g/a.findings.json": '{"OF1": 1}'}, InvalidInput, "g/a.findings.json: "),
        ({"g/a.json": "{}", "g/b.findings.json": "[]"}, InvalidInput, "b.findings.json: there is no b.json"),
        ({"g/a.txt": "the posting"}, UnreadableInput, "g: there is no golden posting in it"),
        ({}, UnreadableInput, "g: it cannot be read"),
    ],
)
def test_golden_files_that_cannot_be_used(place, records, files, kind, message):
    for name, text in files.items():
        write(name, text)
    with pytest.raises(kind) as caught:
        matched("g", records(record("a.txt", A)))
    assert str(caught.value).startswith(message)


def test_golden_lines_need_their_source(place):
    write("g.jsonl", '{"title": "A"}')
    with pytest.raises(InvalidInput, match=r"g\.jsonl:1: a golden posting in JSON Lines needs its `source`"):
        load_gold("g.jsonl")


def test_two_golden_postings_for_one_record(records):
    golden = records(record("x/a.txt", A), record("y/a.txt", B), name="gold.jsonl")
    with pytest.raises(DuplicatePosting, match=r"gold\.jsonl:1 and gold\.jsonl:2 could both be"):
        matched(golden, records(record("z/a.txt", A)))


def test_each_error_says_what_to_do():
    kinds = EvaluationError.__subclasses__()
    assert len(kinds) == 5
    assert [kind for kind in kinds if not str(kind("place", "cause")).startswith("place: cause. ")] == []
