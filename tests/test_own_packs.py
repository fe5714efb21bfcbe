"""Packs of the user: from folders, from offres.toml, from an installed package; and what is said where they are wrong."""

import re
import sys

import pytest
from ownpacks import POSTING, VALMER, pack

from command import codes, offres, process, records, write
from offres import PatternError, load_patterns, parse, parse_text
from offres.config import pack_folders
from offres.patterns import found, load


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A current folder with a posting and a folder with its pack; what the process knew is forgotten before and after."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(load, "_in_use", load._InUse())
    load._without_own.cache_clear()
    found.installed_packs.cache_clear()
    write("a.txt", POSTING)
    pack("packs")
    yield tmp_path
    load._without_own.cache_clear()
    found.installed_packs.cache_clear()


def families(lines):
    return [record["source"]["family"] for record in records(lines)]


# Where packs come from


def test_in_python(here):
    patterns = load_patterns("packs")
    (record,) = parse_text(POSTING, patterns=patterns)
    assert record.source.family == "valmer"
    assert [mission.text for mission in record.offer.missions] == ["tailler les haies du parc"]
    assert parse(here / "a.txt", patterns=patterns)[0].source.family == "valmer"
    assert parse_text(POSTING)[0].source.family != "valmer"


def test_the_option_names_a_folder(here):
    assert families(offres("convert", "a.txt").stdout) == [None]
    assert families(offres("convert", "a.txt", "--patterns", "packs").stdout) == ["valmer"]
    assert "family valmer" in offres("show", "a.txt", "--patterns", "packs").stdout


def test_worker_processes_know_them_too(here):
    for number in range(6):
        write(f"many/{number}.txt", POSTING)
    done = process("convert", "many", "--jobs", "2", "--patterns", "packs", cwd=here)
    assert (done.returncode, done.stderr) == (0, b"")
    assert families(done.stdout) == ["valmer"] * 6
    assert done.stdout == process("convert", "many", "--patterns", "packs", cwd=here).stdout


@pytest.mark.parametrize("below", [".", "deep", "deep/deeper"])
def test_the_configuration_is_found_here_or_above(here, monkeypatch, below):
    write("offres.toml", '[offres]\npatterns = ["packs"]\n')
    (here / below).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(here / below)
    write("b.txt", POSTING)
    assert families(offres("convert", "b.txt").stdout) == ["valmer"]


def test_the_configuration_can_be_named(here):
    write("elsewhere/mine.toml", '[offres]\npatterns = ["../packs"]\n')
    write("offres.toml", "not even TOML")
    assert families(offres("convert", "a.txt", "--config", "elsewhere/mine.toml").stdout) == ["valmer"]


def test_a_folder_that_is_named_twice_is_read_once(here):
    write("offres.toml", '[offres]\npatterns = ["packs", "./packs/"]\n')
    assert pack_folders(["packs", str(here / "packs")], None) == ["packs"]
    assert offres("convert", "a.txt", "--patterns", "./packs").exit_code == 0


def installed(folder, module="valmer_packs", value="valmer_packs"):
    """A distribution as an installer leaves it."""
    write(f"{folder}/valmer_packs/__init__.py", "")
    pack(f"{folder}/valmer_packs")
    write(f"{folder}/valmer_packs-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: valmer-packs\nVersion: 1.0\n")
    write(f"{folder}/valmer_packs-1.0.dist-info/entry_points.txt", f"[offres.patterns]\nvalmer = {value}\n")


def test_an_installed_package_brings_packs(here, monkeypatch):
    installed("site")
    monkeypatch.syspath_prepend(str(here / "site"))
    assert families(offres("convert", "a.txt").stdout) == ["valmer"]
    assert "valmer_packs/valmer.toml" in offres("patterns", "list").stdout
    done = process("convert", "a.txt", "a.txt", "--jobs", "2", cwd=here, env={"PYTHONPATH": str(here / "site")})
    assert families(done.stdout) == ["valmer"]
    sys.modules.pop("valmer_packs", None)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (
            "no_such_module",
            "the installed package valmer-packs: its entry point valmer = 'no_such_module' cannot be read: ",
        ),
        ("json", "the installed package valmer-packs: its entry point valmer = 'json' holds no pack"),
    ],
)
def test_an_installed_package_that_is_wrong_is_named(here, monkeypatch, value, told):
    installed("site", value=value)
    monkeypatch.syspath_prepend(str(here / "site"))
    done = offres("convert", "a.txt")
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr


# What is wrong is said, with exit code 2, before anything is read


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('field = "attribute"', 'field = "atribute"', "packs/valmer.toml:15: label 1: field: unknown name 'atribute'; did you mean 'attribute'?\n"),
        ('inherits = "emploi-territorial"', 'inherits = "emploi-teritorial"', "packs/valmer.toml:3: inherits: no pack 'emploi-teritorial'; did you mean 'emploi-territorial'?\n"),
        ('name = "valmer"', 'name = "other"', "packs/valmer.toml:1: name: is 'other', and the file bears another; rename one of them\n"),
        ("threshold = 3", "threshold = 0", "packs/valmer.toml:5: threshold: must be at least 1 where there is evidence\n"),
        ('forms = ["Ce qui vous attend"]', 'forms = ["/"]', "packs/valmer.toml:21: the form '/' has no word to begin with\n"),
        ("[[heading]]", "[[heading", "packs/valmer.toml: "),
    ],
)  # fmt: skip
def test_a_pack_that_is_wrong_is_told(here, old, new, told):
    assert VALMER.count(old) == 1
    pack("packs", VALMER.replace(old, new))
    for arguments in (["convert", "a.txt"], ["show", "a.txt"], ["patterns", "test"], ["explain", "a.txt"]):
        done = offres(*arguments, "--patterns", "packs")
        assert (done.exit_code, done.stdout) == (2, ""), arguments
        assert done.stderr.startswith(told), done.stderr


def test_a_name_that_ships_is_taken(here):
    pack("packs", VALMER.replace('"valmer"', '"prive"'), "prive")
    done = offres("convert", "a.txt", "--patterns", "packs")
    assert done.exit_code == 2
    assert (
        done.stderr
        == "packs/prive.toml:1: name: 'prive' is the name of a pack that ships with offres; give it another, and let it inherit from it\n"
    )


def test_a_name_that_another_folder_has_is_taken(here):
    pack("more")
    done = offres("convert", "a.txt", "--patterns", "packs", "--patterns", "more")
    assert done.exit_code == 2
    assert "more/valmer.toml:1: name: 'valmer' is the name of the pack packs/valmer.toml" in done.stderr


@pytest.mark.parametrize(
    ("folder", "told"),
    [("missing", "missing: there is no such folder of patterns"), ("empty", "empty: holds no pack (*.toml)")],
)
def test_a_folder_without_packs_is_told(here, folder, told):
    (here / "empty").mkdir()
    done = offres("convert", "a.txt", "--patterns", folder)
    assert done.exit_code == 2
    assert told in done.stderr


def test_a_pack_that_is_no_text_is_told(here):
    (here / "packs/valmer.toml").write_bytes(b"name = '\xe9'")
    with pytest.raises(PatternError, match=re.escape("packs/valmer.toml: is not UTF-8")):
        load_patterns("packs")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[offres]\npattern = ["p"]', "offres.toml:2: unknown key 'pattern'; did you mean 'patterns'?"),
        ("[ofres]", "offres.toml:1: unknown key 'ofres'; did you mean 'offres'?"),
        ("offres = 3", "offres.toml:1: offres: must be a table, [offres]"),
        ('[offres]\n\npatterns = "p"', "offres.toml:3: patterns: must be a list of folders"),
        ("[offres", "offres.toml: "),
        ('[offres]\npatterns = ["nowhere"]', "nowhere: there is no such folder of patterns"),
    ],
)
def test_a_configuration_that_is_wrong_is_told(here, text, told):
    write("offres.toml", text)
    for arguments in (["convert", "a.txt"], ["patterns", "list"]):
        done = offres(*arguments)
        assert (done.exit_code, done.stdout) == (2, "")
        assert told in done.stderr


def test_a_configuration_that_is_missing_is_told(here):
    done = offres("convert", "a.txt", "--config", "none.toml")
    assert (done.exit_code, done.stderr) == (2, "none.toml: cannot be read: No such file or directory\n")


def test_a_pack_that_is_wrong_fails_no_file(here):
    pack("packs", VALMER.replace("[[label]]", "[[lable]]"))
    done = process("convert", "a.txt", "a.txt", "--jobs", "2", "--patterns", "packs", "-o", "out.jsonl", cwd=here)
    assert done.returncode == 2
    assert not (here / "out.jsonl").exists()


def test_the_family_says_what_is_missing(here):
    (record,) = records(offres("convert", "a.txt", "--patterns", "packs").stdout)
    assert codes(record) == []
