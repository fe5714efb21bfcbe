"""Formats for other tools: each against its schema, with hostile text; and places on lines and pages."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

from command import POSTING, offres, write
from offres.extract.record import Span
from offres.findings.located import LONGEST_LINE, Found, Place, Posting, _Places, fingerprint
from offres.findings.report import Report, Totals, count
from offres.findings.sarif import uri_of
from offres.findings.text import write as write_text

SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"
HOSTILE = "]]></failure>\x1b[31m::error::%0A\"',;\u202e\x00 =1+1 \ufffe é€😀\tx"


@pytest.fixture
def wrong(tmp_path, monkeypatch):
    """Postings with much wrong in them, hostile names and lines, a file that cannot be read."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    write("p/a b,c:%25.txt", POSTING.replace("Vendredi 28 mars", "Lundi 28 mars"))
    write("p/é#?.txt", POSTING.replace("Sainte-Rose-du-Lagon", HOSTILE).replace("tailler les haies du parc.", HOSTILE))
    write("p/empty.txt", "")
    write("p/right.txt", POSTING.replace("0042", "0043"))
    write("p/=two.txt", f"Électricien\n\nRéférence : 3134-31-0042/SR\n{HOSTILE}\n")
    return tmp_path


def out(form, *options):
    done = offres("check", "p", "--format", form, "--severity", "info", *options)
    assert done.exit_code == 1
    return done.stdout_bytes


# SARIF


@pytest.fixture(scope="session")
def sarif_schema():
    return jsonschema.Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8")))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_sarif_is_valid(wrong, sarif_schema, lang):
    log = json.loads(out("sarif", "--lang", lang))
    assert [error.message for error in sarif_schema.iter_errors(log)] == []


def test_sarif_without_findings_is_valid(wrong, sarif_schema):
    log = json.loads(offres("check", "p/right.txt", "--format", "sarif").stdout)
    assert [error.message for error in sarif_schema.iter_errors(log)] == []
    assert log["runs"][0]["results"] == []


def test_the_schema_refuses_what_is_wrong(sarif_schema):
    assert not sarif_schema.is_valid({"version": "2.1.0", "runs": [{"tool": {}}]})


def test_sarif_leads_to_the_place(wrong):
    (run,) = json.loads(out("sarif", "--select", "OF202"))["runs"]
    (result,) = run["results"]
    location = result["locations"][0]["physicalLocation"]
    region = location["region"]
    text = Path("p/a b,c:%25.txt").read_text("utf-8")
    line = text.splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "Lundi 28 mars 2031"
    assert text[region["charOffset"] :][: region["charLength"]] == region["snippet"]["text"] == "Lundi 28 mars 2031"
    artifact = run["artifacts"][location["artifactLocation"]["index"]]
    assert artifact["location"]["uri"] == location["artifactLocation"]["uri"] == "p/a%20b%2Cc%3A%2525.txt"
    assert len(artifact["hashes"]["sha-256"]) == 64
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "OF202"


def test_sarif_helps_in_both_languages(wrong):
    (run,) = json.loads(out("sarif"))["runs"]
    english, french = run["tool"]["driver"], run["translations"][0]
    assert (english["language"], french["language"]) == ("en", "fr")
    assert [rule["id"] for rule in english["rules"]] == [rule["id"] for rule in french["rules"]]
    assert all(a["help"] != b["help"] for a, b in zip(english["rules"], french["rules"], strict=True))


def test_fingerprints_are_unique(wrong):
    (run,) = json.loads(out("sarif"))["runs"]
    marks = [result["partialFingerprints"]["offresFinding/v1"] for result in run["results"]]
    assert len(set(marks)) == len(marks) > 5


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("a/b.txt", "a/b.txt"),
        ("/a/b c.txt", "file:///a/b%20c.txt"),
        ("c:d.txt", "c%3Ad.txt"),
        ("a.zip!/é.txt", "a.zip!/%C3%A9.txt"),
        ("../#1?", "../%231%3F"),
        ("https://h/a%20b.txt?id=1&v=2", "https://h/a%20b.txt?id=1&v=2"),
        ("https://h/a.zip!/b é.txt", "https://h/a.zip!/b%20%C3%A9.txt"),
        ("s3://bucket/a b%20?.txt", "s3://bucket/a%20b%2520%3F.txt"),
    ],
)
def test_uris(uri, expected):
    assert uri_of(uri) == expected


# JUnit


def test_junit_is_valid(wrong):
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))
    tree = etree.fromstring(out("junit"))
    assert schema.validate(tree), schema.error_log
    assert not schema.validate(etree.fromstring("<testsuites><case/></testsuites>"))


def test_junit_counts(wrong):
    tree = etree.fromstring(out("junit"))
    assert [len(tree), len(tree.findall(".//testcase"))] == [5, int(tree.get("tests"))]
    assert len(tree.findall(".//failure")) == int(tree.get("failures"))
    for suite in tree:
        assert len(suite) == int(suite.get("tests"))
        assert len(suite.findall("testcase/skipped")) == int(suite.get("skipped"))
    (right,) = [suite for suite in tree if suite.get("name") == "p/right.txt"]
    assert [len(case) for case in right] == [0]


# GitHub


def test_github_commands(wrong):
    lines = out("github").decode().splitlines()
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    (wrong_day,) = [line for line in lines if "OF202" in line]
    assert wrong_day.startswith(
        "::warning file=p/a b%2Cc%3A%2525.txt,line=10,endLine=10,col=30,endColumn=48,title=OF202 weekday-mismatch::"
    )
    assert "\x1b" not in "".join(lines)


# JSON and CSV


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_json_is_valid(wrong, lang):
    schema = json.loads(offres("schema", "--check").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    listing = json.loads(out("json", "--lang", lang))
    jsonschema.validate(listing, schema)
    assert len(listing["findings"]) == sum(listing["summary"][key] for key in ("errors", "warnings", "infos"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(listing | {"more": 1}, schema)


def test_json_without_findings(wrong):
    listing = json.loads(offres("check", "p/right.txt", "--format", "json").stdout)
    assert listing["findings"] == []
    assert listing["summary"]["documents"] == 1


def test_the_schema_in_docs_is_current(root):
    """Make it anew with: offres schema --check > docs/check.schema.json."""
    assert (root / "docs/check.schema.json").read_text("utf-8") == offres("schema", "--check").stdout


def test_csv_holds_what_json_holds(wrong):
    rows = list(csv.DictReader(io.StringIO(out("csv").decode(), newline="")))
    listing = json.loads(out("json"))["findings"]
    assert [(row["code"], row["uri"]) for row in rows] == [(one["code"], one["uri"]) for one in listing]
    assert [row["line"] for row in rows] == [str(one["place"]["line"]) if one["place"] else "" for one in listing]


def test_csv_computes_nothing():
    found = Found("OF402", "unclaimed-text", "info", "=1+1", "@x", None)
    stream = io.BytesIO()
    from offres.findings.listed import write_csv

    write_csv(report([Posting("-a", "0" * 64, None, 0, (found,))]), stream)
    assert stream.getvalue().splitlines()[1] == b"'-a,0,,,,,,OF402,unclaimed-text,info,'=1+1,'@x,"


# Text


def report(postings):
    totals = Totals()
    count(iter(postings), totals)
    return Report("en", totals, lambda: iter(postings))


def shown(source, start, end, page=None):
    place = _Places(source).of(Span(start=start, end=end, text=source[start:end], page=page, bbox=None))
    stream = io.BytesIO()
    found = Found("OF402", "unclaimed-text", "info", None, "m", place)
    write_text(report([Posting("a", "0" * 64, None, 0, (found,))]), stream)
    return stream.getvalue().decode().splitlines()[:3]


@pytest.mark.parametrize(
    ("source", "start", "end", "expected"),
    [
        ("abc\ndef", 4, 6, ["a:2:1: OF402 info m", "    | def", "    | ^^"]),
        ("abc\r\ndef\r\n", 6, 8, ["a:2:2: OF402 info m", "    | def", "    |  ^^"]),
        ("abc\rdef", 4, 7, ["a:2:1: OF402 info m", "    | def", "    | ^^^"]),
        ("abc\ndef\nghi", 1, 9, ["a:1:2: OF402 info m", "    | abc", "    |  ^^"]),
        ("a\tb", 2, 3, ["a:1:3: OF402 info m", "    | a b", "    |   ^"]),
        ("漢字é", 2, 3, ["a:1:3: OF402 info m", "    | 漢字é", "    |     ^"]),
        ("e\u0301tat", 2, 5, ["a:1:3: OF402 info m", "    | e\u0301tat", "    |  ^^^"]),
        ("\x1b\u202eb", 2, 3, ["a:1:3: OF402 info m", "    | \ufffd\ufffdb", "    |   ^"]),
        ("ab", 2, 2, ["a:1:3: OF402 info m", "    | ab", "    |   ^"]),
    ],
)
def test_carets_stand_under_the_span(source, start, end, expected):
    assert shown(source, start, end) == expected


@pytest.mark.parametrize("start", [0, 50, 9_000, 19_990])
def test_a_long_line_is_cut_around_the_span(start):
    source = "".join(chr(ord("a") + number % 26) for number in range(20_000))
    head, line, carets = shown(source, start, start + 7)
    assert head.startswith(f"a:1:{start + 1}: ")
    assert line[carets.index("^") : carets.rindex("^") + 1] == source[start : start + 7]
    assert len(line) < 120 < LONGEST_LINE


def test_a_paged_source_is_told_by_its_page():
    assert shown("abc", 0, 1, page=4)[0] == "a:page 4: OF402 info m"


def test_a_fingerprint_knows_no_position():
    def at(line, text="x  y", field="missions[3].text"):
        place = Place(line, line + 4, line, 1, line, 5, text, text, 0)
        return fingerprint("a", Found("OF405", "mission-too-short", "info", field, "m", place))

    assert at(1) == at(9) == at(1, "x y") == at(1, field="missions[7].text")
    assert (
        len({at(1), at(1, "z"), at(1, field="title"), fingerprint("a", Found("OF405", "", "info", None, "", None))})
        == 4
    )
