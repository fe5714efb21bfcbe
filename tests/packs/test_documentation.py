"""docs/patterns.md: the walk-through gives a pack that works, and the keys are those of the models."""

import re
from typing import get_args

import pytest
from ownpacks import unnumbered

from command import codes, offres, records, write
from offres.packs.reference import reference
from offres.patterns.pack import VocabularyName


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs/patterns.md").read_text(encoding="utf-8")


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


@pytest.fixture
def walk(page, tmp_path, monkeypatch):
    """The folder of the walk-through: the posting, and the pack where step 3 has written it."""
    monkeypatch.chdir(tmp_path)
    write("posting.txt", blocks(page, "text")[0])
    assert offres("patterns", "new", "trois-combes", "my-packs").exit_code == 0
    write("my-packs/trois-combes.toml", blocks(page, "toml")[0])
    return tmp_path


def test_keys_are_those_of_the_models(page):
    assert page.endswith(reference()), "docs/patterns.md ends with what packs/reference.py gives"


def test_every_vocabulary_is_described(page):
    table = page[page.index("## Vocabularies") : page.index("## Key by key")]
    assert re.findall(r"^\| `(\w+)`", table, re.MULTILINE) == list(get_args(VocabularyName))


def test_before_the_pack_the_posting_is_misread(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write("posting.txt", blocks(page, "text")[0])
    told = unnumbered(offres("explain", "posting.txt").stdout)
    for line in unnumbered(blocks(page, "text")[1]).splitlines():
        assert line + "\n" in told
    (record,) = records(offres("convert", "posting.txt").stdout)
    assert record["source"]["family"] is None
    assert record["offer"]["title"] == "PARC NATUREL DES TROIS COMBES"


def test_the_examples_of_the_pack_hold_and_cover_it(walk):
    done = offres("patterns", "test", "my-packs")
    assert done.exit_code == 0
    assert done.stdout.endswith(" 0 failed, 0 forms without an example\n")
    assert len(done.stdout.splitlines()) == 1


def test_the_mistake_is_told_as_printed(walk, page):
    path = walk / "my-packs/trois-combes.toml"
    path.write_text(path.read_text("utf-8").replace('kind = "application"', 'kind = "aplication"'), "utf-8")
    done = offres("patterns", "test", "my-packs")
    assert (done.exit_code, done.stderr) == (2, blocks(page, "text")[2])


def test_with_the_pack_the_posting_is_read(walk, page):
    write("offres.toml", blocks(page, "toml")[1])
    (record,) = records(offres("convert", "posting.txt").stdout)
    offer = record["offer"]
    assert codes(record) == []
    assert record["source"]["family"] == "trois-combes"
    assert {key: value for key, value in offer["reference"].items() if value} == {
        "number": "PNTC/2031/07", "issuer": "PNTC", "year": 2031, "sequence": 7,
    }  # fmt: skip
    assert offer["title"] == "Garde-moniteur ou garde-monitrice des tourbières"
    assert offer["employer"] == "PARC NATUREL DES TROIS COMBES"
    assert (offer["location"], offer["department"]) == ("Combe-Noire", "Pôle des milieux humides")
    assert offer["deadline"] == "2031-03-28"
    assert [section["kind"] for section in offer["sections"]] == ["missions", "profile", "application"]
    assert len(offer["missions"]) == 2


def test_explain_names_the_family_as_printed(walk, page):
    told = offres("explain", "posting.txt", "--patterns", "my-packs").stdout
    assert blocks(page, "text")[3] in told


def test_the_family_keeps_off_other_postings(walk, root):
    for path in sorted((root / "samples").glob("*.txt")):
        (first, *_) = records(offres("convert", str(path), "--patterns", "my-packs").stdout)
        assert first["source"]["family"] != "trois-combes"
