"""`offres explain`: each line of a source is accounted for once, as the record accounts for it, and says by what and why."""

import json
import zipfile
from pathlib import Path

import pytest
from ownpacks import POSTING, pack, unnumbered

from accounting import line_kinds, lines_of
from command import offres, write
from offres import parse
from offres.explain import run
from offres.explain.run import explain
from offres.extract.document import Document, Reading
from offres.extract.pipeline import read_document
from offres.ingest.find import file_of
from offres.patterns.found import all_packs
from offres.patterns.load import load_patterns

SAMPLES = sorted(p for p in (Path(__file__).resolve().parents[2] / "samples").iterdir() if p.suffix in (".txt", ".md"))
KINDS = {
    "title": "header", "label": "header", "value": "header", "sentence": "header", "heading": "sections",
    "item": "sections", "paragraph": "sections", "furniture": "furniture", "unclaimed": "unclaimed",
}  # fmt: skip


def accounts(path):
    return list(explain(file_of(str(path)), load_patterns(), all_packs()))


def lines(text, tmp_path):
    path = tmp_path / "posting.md"
    path.write_text(text, encoding="utf-8")
    (document,) = accounts(path)
    return [line for posting in document.postings for line in posting.lines]


# All lines, once


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_each_line_is_accounted_for_once_and_as_in_the_record(path):
    source, records = read_document(path).source, parse(path)
    (document,) = accounts(path)
    told = [line for posting in document.postings for line in posting.lines]
    assert [line.text for line in told] == [source[start:end] for start, end in lines_of(source)]
    assert [posting.posting for posting in document.postings] == [record.source.posting for record in records]
    for line, kinds in zip(told, line_kinds(source, records), strict=True):
        assert line.taken
        roles = {KINDS[taken.role] for taken in line.taken if taken.role != "sentence"} or {"header"}
        assert roles <= kinds, line


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_every_value_and_finding_of_a_record_is_told(path):
    (document,) = accounts(path)
    for posting, record in zip(document.postings, parse(path), strict=True):
        paths = {
            path for path in record.spans if not path.startswith(("header[", "sections[", "furniture[", "unclaimed["))
        }
        assert {path for line in posting.lines for path in line.values} == paths
        findings = [finding for line in posting.lines for finding in line.findings] + posting.findings
        own = [finding for finding in record.findings if finding.code != "OF302"]
        assert sorted(finding.partition(" ")[0] for finding in findings) == sorted(finding.code for finding in own)
        assert posting.family == record.source.family


def test_the_family_of_a_record_is_the_one_that_weighs_most():
    for path in SAMPLES:
        for posting in accounts(path)[0].postings:
            reached = [family.name for family in posting.families if family.score >= family.threshold]
            assert posting.family == (reached[0] if reached else None)
            assert all(family.score == sum(sign.weight for sign in family.signs) for family in posting.families)


def test_every_pattern_that_is_named_is_there():
    packs = {pack.file(): pack for pack in all_packs().values()}
    told = [line for path in SAMPLES for posting in accounts(path)[0].postings for line in posting.lines]
    named = {one.by for line in told for one in (*line.taken, *line.considered) if ".toml:" in one.by}
    assert len(named) > 30
    for place in named:
        file, _, number = place.rpartition(":")
        assert packs[file]._lines[int(number) - 1].startswith("[["), place


# What a line is taken for, and what not

TEXT = """\
www.ville-valmer-exemple.fr
# Jardinier du parc

Référence : 2031-118
Employeur : Ville de Valmer
Secteur : Rives
Lieu de travail :
Valmer
Lieu de travail : Roquesane
Date limite de candidatrue : 28 mars 2031
Date limide de cendidatrue à vous : 28 mars 2031

# Missions

- Catégorie : à définir ;
- tailler les haies du parc.

Le profil attendu dans ce service est varié.
Employeur de la commune

## Un titre inconnu

Grade : Adjoint technique
"""


@pytest.mark.parametrize(
    ("number", "taken"),
    [
        (1, [("furniture", "", "rule: above the title: a letterhead or a slogan")]),
        (2, [("title", "title", "rule: the first line above the labels that is no logo or letterhead")]),
        (4, [("label", "reference", "common.toml:")]),
        (5, [("label", "employer", "common.toml:")]),
        (7, [("label", "location", "common.toml:")]),
        (8, [("value", "location", "common.toml:")]),
        (9, [("label", "location", "common.toml:")]),
        (10, [("label", "deadline", "common.toml:")]),
        (13, [("heading", "missions", "common.toml:")]),
        (15, [("item", "missions", "")]),
        (18, [("paragraph", "missions", "")]),
        (23, [("label", "grades", "common.toml:")]),
    ],
)
def test_what_a_line_is_taken_for(tmp_path, number, taken):
    (line,) = [line for line in lines(TEXT, tmp_path) if line.number == number]
    assert [(one.role, one.name) for one in line.taken] == [(role, name) for role, name, _ in taken]
    assert all(one.by.startswith(by) for one, (_, _, by) in zip(line.taken, taken, strict=True)), line.taken


@pytest.mark.parametrize(
    ("number", "note"),
    [
        (7, ""),
        (9, "not kept, as another label gives the field: it stands further down"),
        (10, "the label is damaged: 'Date limite de candidatrue'"),
    ],
)
def test_what_is_told_beside_it(tmp_path, number, note):
    (line,) = [line for line in lines(TEXT, tmp_path) if line.number == number]
    assert line.taken[0].note == note


@pytest.mark.parametrize(
    ("number", "role", "name", "reason"),
    [
        (11, "label", "deadline", "it differs in "),
        (15, "label", "category", "in a list of the body only a label that its pattern allows there is taken"),
        (18, "heading", "profile", "text follows the heading without a colon"),
        (19, "label", "employer", "the pattern takes it in the header only, and the body has begun"),
    ],
)
def test_what_else_was_considered(tmp_path, number, role, name, reason):
    (line,) = [line for line in lines(TEXT, tmp_path) if line.number == number]
    found = [one for one in line.considered if (one.role, one.name) == (role, name)]
    assert [one.reason[: len(reason)] for one in found] == [reason], line.considered
    assert found[0].by.startswith("common.toml:")


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("Jardinier\n\nRéférence : 1\nEmployeur de la commune\n", 4, "without a colon a name must follow, below another label"),
        ("Jardinier\n\nRéférence : 1\nDate limite de candidature reportée\n", 4, "without a colon a date must follow"),
        ("Jardinier\n\nRéférence : 1\nContrat de ville et politique\n", 4, "no colon follows"),
        ("Jardinier\n\nRéférence : 1\nStatut du poste : Cadre du privé\n", 4, "what follows does not say whether the post is vacant"),
        ("Jardinier\n\nEmployeur : Ville\nDirection :\nDirection des finances\n", 5, "it is the value of the label above it"),
        ("Jardinier\n\nDate de clôture : 3 mars 2031\nRéférence : 1\n\n# Missions\n\nPaie.\n\nDate de clôture : 3 mars 2031\n", 10, "the header has a value for this field already"),
        ("Jardinier\n\nRéférence : 1\n\n# Missions\n\nTemps de travail annualisé\n", 7, "in the body a label needs a colon"),
        ("# Formation : chargé de mission\n\nRéférence : 1\n", 1, "on top it is a title such as `Formation : chargé de mission`"),
    ],
)  # fmt: skip
def test_why_a_label_was_none(tmp_path, text, number, reason):
    (line,) = [line for line in lines(text, tmp_path) if line.number == number]
    assert reason in [one.reason for one in line.considered]


def test_a_value_in_a_sentence_names_its_pattern(tmp_path):
    text = "Jardinier\n\nRéférence : 1\n\n# Candidature\n\nEnvoyez un CV au plus tard le 3 mars 2031.\n"
    line = lines(text, tmp_path)[-1]
    assert [(one.role, one.name) for one in line.taken] == [("paragraph", "application"), ("sentence", "deadline")]
    assert line.taken[1].by.startswith("common.toml:")
    assert line.values["deadline"] == "2031-03-03"


# The command


def test_text_says_it_line_by_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write("a.txt", POSTING)
    pack("packs")
    head, found, told = offres("explain", "a.txt", "--patterns", "packs").stdout.partition("\n\n    1  ")
    assert head.startswith(
        "a.txt · text/plain, read as text\n"
        "\n"
        "posting 0 · family valmer\n"
        "  valmer: 3 of 3\n"
        "     +3  a label of attribute in the form «Repère interne»  (packs/valmer.toml:7)\n"
    )
    assert "\n  generique: 4 of 5, only where no other family reaches its own\n" in head
    assert unnumbered(found + told) == unnumbered(
        "\n\n"
        "    1  title                     Jardinier\n"
        "                                 by rule: the first line above the labels that is no logo or letterhead\n"
        "                                 = title: Jardinier\n"
        "    3  label attribute           Repère interne : PX 12\n"
        "                                 by «Repère interne» packs/valmer.toml:14\n"
        "                                 = attributes[0].value: PX 12\n"
        "    4  label employer            Employeur : Ville de Valmer\n"
        "                                 by «Employeur» common.toml:47\n"
        "                                 = employer: Ville de Valmer\n"
        "                                 not label location «Ville» (common.toml:141): inside a line a label needs a capital and white space before it, and a colon or a value of its own shape\n"
        "    6  heading missions          # Ce qui vous attend\n"
        "                                 by «Ce qui vous attend» packs/valmer.toml:21\n"
        "    8  item missions             - tailler les haies du parc.\n"
        "                                 = missions[0].text: tailler les haies du parc\n"
        "\n"
    )


def test_json_says_the_same(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write("a.txt", POSTING)
    (document,) = json.loads(offres("explain", "a.txt", "--format", "json").stdout)
    (posting,) = document["postings"]
    assert [line["number"] for line in posting["lines"]] == [1, 3, 4, 6, 8]
    assert posting["lines"][2]["taken"][0]["form"] == "Employeur"
    assert {family["name"] for family in posting["families"]} == {name for name in all_packs() if name != "common"}


def test_each_document_of_an_archive_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("one.txt", POSTING)
        archive.writestr("two.txt", "")
        archive.writestr("three.txt", POSTING)
    done = offres("explain", "a.zip")
    assert done.exit_code == 0
    assert "a.zip!/one.txt · text/plain" in done.stdout
    assert "a.zip!/two.txt · " in done.stdout
    assert "  OF9" in done.stdout
    assert "a.zip!/three.txt · text/plain" in done.stdout
    alone = offres("explain", "a.zip!/three.txt").stdout
    assert alone.startswith("a.zip!/three.txt · ")
    assert alone in done.stdout


def test_a_defect_is_told_as_one(tmp_path, monkeypatch):
    def broken(leaf):
        raise ZeroDivisionError("no")

    monkeypatch.setattr(run, "read", broken)
    monkeypatch.chdir(tmp_path)
    write("a.txt", POSTING)
    done = offres("explain", "a.txt")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "a.txt: OF901 unreadable-file: reading it ended in an unexpected ZeroDivisionError (no)" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["missing.txt"], 1, "missing.txt: OF901 unreadable-file"),
        (["empty.txt"], 1, "empty.txt: OF9"),
        (["a.txt", "--format", "yaml"], 2, "yaml"),
        (["a.txt", "--patterns", "none"], 2, "none: there is no such folder of patterns"),
        (["a.txt", "--config", "none.toml"], 2, "none.toml: cannot be read"),
    ],
)
def test_what_cannot_be_explained_is_told(tmp_path, monkeypatch, arguments, code, told):
    monkeypatch.chdir(tmp_path)
    write("a.txt", POSTING)
    write("empty.txt", "")
    done = offres("explain", *arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert told in done.stderr


class Pages:
    """Paper of which each line is a page."""

    def __init__(self, text):
        self.text = text

    def place(self, start, end):
        return self.text.count("\n", 0, start) + 1, (0.0, 0.0, 1.0, 1.0)

    def close(self):
        self.text = ""


def test_a_paged_source_names_the_page(tmp_path, monkeypatch):
    text = "Jardinier\n\nRéférence : 12\n"
    document = Document(text, text, paper=Pages(text), reading=Reading("application/pdf", "pdf", pages=3))
    monkeypatch.setattr(run, "read", lambda leaf: document)
    monkeypatch.chdir(tmp_path)
    write("a.txt", POSTING)
    told = offres("explain", "a.txt").stdout
    assert "\np1     1  title                     Jardinier\n" in told
    assert "\np3     3  label reference           Référence : 12\n" in told


def test_control_characters_steer_no_terminal(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write("a.txt", "Jardinier \x1b[31m\n\nRéférence : 12\n")
    assert "\x1b" not in offres("explain", "a.txt").stdout
