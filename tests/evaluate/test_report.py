"""What the command prints: a fixed form, the same figures as text and as JSON, and its exit codes."""

import json

import pytest

from command import offres, process
from evaluating import missions, record
from offres.evaluate.report import excerpts
from offres.evaluate.result import shown

A = {"title": "Jardinier", "deadline": "2031-03-28", **missions("arroser les serres")}
NOT_A = {**A, "title": "JARDINIER", "deadline": "2031-03-29"}


@pytest.fixture
def run(gold, records):
    """A golden folder, two runs and floors: the command's arguments."""
    gold(a=A, b=A)
    records(record("a.txt", A, family="hospital"), record("b.txt", NOT_A), record("c.txt", A))
    records(record("a.txt", A, family="hospital"), record("b.txt", A), name="other.jsonl")
    return ["evaluate", "gold", "records.jsonl"]


def row(text, name):
    """The first row of a name, in words."""
    return next(line.split() for line in text.splitlines() if line.split()[:1] == [name])


def test_the_report(run):
    done = offres(*run)
    assert done.exit_code == 0
    assert done.stdout.startswith("Postings scored: 2\nRecords without gold, not scored: 1\n  c.txt\n")
    half, full = ["0.5000"] * 3, ["1.0000"] * 3
    assert row(done.stdout, "title") == ["title", "2", "2", "1", *half, "2", *full]
    assert row(done.stdout, "deadline") == ["deadline", "2", "2", "1", *half, "1", *half]
    assert row(done.stdout, "service") == ["service", "0", "0", "0", "-", "-", "-", "0", "-", "-", "-"]
    assert row(done.stdout, "micro.all") == ["micro.all", "6", "6", "4", *["0.6666"] * 3, "5", *["0.8333"] * 3]
    assert row(done.stdout, "macro.all") == ["macro.all", *["0.6666"] * 3, *["0.8333"] * 3]
    assert row(done.stdout, "whole.header") == ["whole.header", "2", "1", "0.5000", "1", "0.5000"]
    assert row(done.stdout, "whole.body") == ["whole.body", "2", "2", "1.0000", "2", "1.0000"]
    assert [line for line in done.stdout.splitlines() if line.startswith("family")] == [
        "family (none)",
        "family hospital",
    ]


def test_the_columns_stand_under_each_other_and_fit_a_terminal(run):
    lines = offres(*run).stdout.splitlines()
    head = next(line for line in lines if "support" in line)
    ends = [end for end, char in enumerate(head + " ", -1) if char == " " and end >= 0 and head[end] != " "]
    rows = [line for line in lines if line.startswith(("title", "missions", "sections", "micro", "whole"))]
    assert len(rows) > 10
    assert [line for line in rows if len(line) > 100 or (set(word_ends(line)) - set(ends))] == []


def word_ends(line):
    return [end for end in range(27, len(line)) if line[end] != " " and line[end + 1 : end + 2] in (" ", "")]


def test_json_has_the_figures_of_the_report(run):
    text, told = offres(*run).stdout, json.loads(offres(*run, "--json").stdout)
    assert (told["postings"], told["unknown"], told["missing"]) == (2, ["c.txt"], [])
    assert list(told["families"]) == ["(none)", "hospital"]
    for name, figures in told["fields"].items():
        assert row(text.replace("\nfindings\n", "\n"), name) == [name, *words(figures)]
    for group, figures in told["micro"].items():
        assert row(text, f"micro.{group}") == [f"micro.{group}", *words(figures)]
    for group, figures in told["whole"].items():
        shares = [figures[mode][key] for mode in ("strict", "soft") for key in ("right", "share")]
        assert row(text, f"whole.{group}") == [f"whole.{group}", str(figures["postings"]), *map(number, shares)]
    assert told["macro"]["header"]["strict"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert "differences" not in told
    assert "changes" not in told


def words(figures):
    """A row of JSON as the report prints it."""
    modes = [figures[mode][key] for mode in ("strict", "soft") for key in ("right", "precision", "recall", "f1")]
    return [str(figures["support"]), str(figures["said"]), *map(number, modes)]


def number(value):
    return "-" if value is None else f"{value:.4f}" if isinstance(value, float) else str(value)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--errors", "9"], "Differences: 2 of 2\n  b.txt  title  (softly right)\n      gold  Jardinier\n"),
        (["--errors", "1"], "Differences: 1 of 2\n  b.txt  title  (softly right)\n"),
        (["--errors", "9"], "  b.txt  deadline\n      gold  2031-03-28\n      got   2031-03-29\n"),
        (
            ["--compare", "other.jsonl"],
            "Against other.jsonl: 0 gained, 2 lost; postings changed: 1\n  b.txt\n    - title\n      gold  Jardinier\n",
        ),
        (
            ["--compare", "other.jsonl"],
            "    - deadline\n      gold  2031-03-28\n      now   2031-03-29\n",
        ),
        (["--strict-set"], "Records of postings that the gold does not expect, all wrong: 1\n  c.txt\n"),
    ],
)
def test_options_add_to_the_report(run, options, told):
    done = offres(*run, *options)
    assert done.exit_code == 0
    assert told in done.stdout


def test_options_add_to_the_json(run):
    told = json.loads(offres(*run, "--json", "--errors", "1", "--compare", "other.jsonl").stdout)
    lost = {"field": "title", "gold": "Jardinier", "said": "JARDINIER"}
    assert told["differences"] == [{"posting": "b.txt", **lost, "soft": True}]
    assert [(each["posting"], each["gained"], each["lost"][0]) for each in told["changes"]] == [("b.txt", [], lost)]


def test_a_run_compared_with_itself_has_no_changes(run):
    assert "0 gained, 0 lost; postings changed: 0" in offres(*run, "--compare", "records.jsonl").stdout


@pytest.mark.parametrize(
    ("floors", "code", "told"),
    [
        ("title = 0.5", 0, ""),
        ("title = 0.6\ndeadline = 0.5\n", 1, "Under its floor: title: its floor is 0.6000, and it is 0.5000\n"),
        ("[soft]\ntitle = 1", 0, ""),
        ("tilte = 1", 2, "the nearest is `title`"),
    ],
)
def test_floors_decide_the_exit_code(run, place, floors, code, told):
    (place / "floors.toml").write_text(floors, "utf-8")
    for form in ([], ["--json"]):
        done = offres(*run, "--floor", "floors.toml", *form)
        assert (done.exit_code, told in done.stderr) == (code, True)
        assert bool(done.stderr) == bool(told)
        assert bool(done.stdout) == (code != 2)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["gold"], "Missing argument"),
        (["gold", "missing.jsonl"], "Wrong usage: missing.jsonl: it cannot be read"),
        (["missing", "records.jsonl"], "Wrong usage: missing: it cannot be read"),
        (["gold", "records.jsonl", "--compare", "missing.jsonl"], "missing.jsonl: it cannot be read"),
        (["gold", "records.jsonl", "--floor", "missing.toml"], "missing.toml: "),
        (["gold", "records.jsonl", "--errors", "-1"], "--errors"),
        (["records.jsonl", "records.jsonl", "--floor", "gold"], "gold: "),
    ],
)
def test_wrong_usage(run, arguments, told):
    done = offres("evaluate", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr


def test_records_may_be_gold(run):
    done = offres("evaluate", "records.jsonl", "records.jsonl")
    assert done.exit_code == 0
    assert row(done.stdout, "whole.all") == ["whole.all", "3", "3", "1.0000", "3", "1.0000"]


def test_the_same_bytes_in_utf_8_whatever_the_hash_seed_and_the_locale(run, place):
    options = [*run, "--errors", "9", "--compare", "other.jsonl"]
    outputs = {
        process(*options, *form, env={"PYTHONHASHSEED": seed, "LC_ALL": locale}).stdout
        for form in ([], ["--json"])
        for seed, locale in (("1", "C"), ("2", "C.UTF-8"))
    }
    assert len(outputs) == 2


# Values for a person


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, None),
        (("A",), "A"),
        ((35.0,), "35.0"),
        ((True,), "true"),
        (("arroser", None), "arroser"),
        (("arroser", "Au parc :"), "arroser | Au parc :"),
        (("Anne", None, ("+1", "+2"), ()), "Anne | +1 ¶ +2"),
        (("notes", None, ("Un texte.", ("a", "b"))), "notes | Un texte. ¶ • a • b"),
    ],
)
def test_a_value_on_one_line(value, told):
    assert shown(value) == told


@pytest.mark.parametrize(
    ("gold", "said", "told"),
    [
        ("a", "b", ("a", "b")),
        (None, "b", ("(nothing)", "b")),
        ("a", None, ("a", "(nothing)")),
        ("a" * 100 + "b", "a" * 100 + "c", ("…" + "a" * 24 + "b", "…" + "a" * 24 + "c")),
        ("a" * 100, "a" * 10, ("a" * 84 + "…", "a" * 10)),
        ("x" * 200, None, ("x" * 84 + "…", "(nothing)")),
    ],
)
def test_long_values_are_cut_around_what_differs(gold, said, told):
    assert excerpts(gold, said) == told


def test_what_could_steer_a_terminal_is_not_printed(gold, records):
    gold(a={"title": "A\u001b[31m"})
    records(record("a.txt", {"title": "\u202eB"}))
    printed = offres("evaluate", "gold", "records.jsonl", "--errors", "1").stdout
    assert "A\ufffd[31m" in printed
    assert "\u202e" not in printed
