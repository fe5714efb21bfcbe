"""`offres patterns list | show | test | new | schema`: what is printed, and the exit codes."""

import json
import tomllib

import jsonschema
import pytest
from ownpacks import VALMER, pack, unnumbered

from command import offres
from offres.packs import example
from offres.packs.check import TRIES, check
from offres.patterns.found import read_file, shipped_packs
from offres.patterns.load import compile_packs


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    pack("packs")
    return tmp_path


# list and show


def test_list_has_a_line_for_each_pack(here):
    lines = offres("patterns", "list", "--patterns", "packs").stdout.splitlines()
    assert lines[0].split() == ["name", "threshold", "labels", "headings", "evidence", "from", "title"]
    assert [line.split()[0] for line in lines[1:]] == [*shipped_packs(), "valmer"]
    assert lines[1].split()[1] == "-"
    assert lines[-1].split(maxsplit=6) == ["valmer", "3", "1", "1", "1", "packs/valmer.toml", "Postings of Valmer"]


def test_show_says_all_of_a_pack(here):
    assert offres("patterns", "show", "valmer", "--patterns", "packs").stdout == (
        "valmer · Postings of Valmer\n"
        "from packs/valmer.toml\n"
        "inherits from emploi-territorial, then common\n"
        "a complete posting has: employer\n"
        "telephone numbers without a country code are at home in FR\n"
        "\n"
        "Recognised from a weight of 3\n"
        "   +3  a label of attribute in the form «Repère interne»  (packs/valmer.toml:7)\n"
        "\n"
        "Labels\n"
        "  attribute: «Repère interne»  (packs/valmer.toml:14)\n"
        "\n"
        "Headings\n"
        "  missions: «Ce qui vous attend»  (packs/valmer.toml:21)\n"
    )


@pytest.mark.parametrize("name", list(shipped_packs()))
def test_show_names_each_entry_of_a_pack_that_ships(name):
    shown = offres("patterns", "show", name)
    assert shown.exit_code == 0
    one = shipped_packs()[name]
    for table in TRIES:
        assert all(f"({one.place(table, n)})" in shown.stdout for n in range(len(getattr(one, table))))


def test_show_of_an_unknown_pack_names_the_nearest():
    done = offres("patterns", "show", "hopitaux")
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", "no pack 'hopitaux'; did you mean 'hopital'?\n")


# test


def test_test_passes_where_all_examples_hold(here):
    done = offres("patterns", "test", "packs")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1].endswith(" 0 failed, 0 forms without an example")
    assert len(done.stdout.splitlines()) == 1


def test_test_without_a_folder_tests_what_ships():
    done = offres("patterns", "test")
    assert done.exit_code == 0
    assert "10 packs, " in done.stdout
    assert "common.toml:N: no example of " in unnumbered(done.stdout)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"Repère interne : {PX 12}"', '"Repère interne : PX 12"', "packs/valmer.toml:18: Repère interne : PX 12: braces must hold the value"),
        ('"Repère interne : {PX 12}"', '"Repère : interne {PX 12}"', "attribute = 'PX 12' expected, read as attribute = 'interne PX 12' (unknown label)"),
        ('"Ce repère interne est connu."', '"Repère interne : connu"', "packs/valmer.toml:19: Repère interne : connu: no attribute expected, read as attribute = 'connu' (packs/valmer.toml:14)"),
        ('"# Ce qui vous attend"', '"# Ce qui ne vous attend pas"', "packs/valmer.toml:24: # Ce qui ne vous attend pas: a section of missions expected, read as text without a label or heading"),
        ('"# Ce qui vous attend"', '"# Profil recherché"', "a section of missions expected, read as a section of profile"),
        ('"Voici ce qui vous attend à Valmer."', '"Ce qui vous attend :"', "packs/valmer.toml:25: Ce qui vous attend :: no section expected, read as a section of missions"),
        ('"Repère interne : PX 12"', '"Matricule : PX 12"', "packs/valmer.toml:11: Matricule : PX 12: the sign is not seen; read as "),
        ('"Référence : PX-12"', '"Repère interne : x"', "packs/valmer.toml:12: Repère interne : x: the sign is seen; read as "),
        ('forms = ["Repère interne"]', 'forms = ["Repère interne", "Référence"]', "packs/valmer.toml:16: Référence: the form is that of the label reference too (common.toml:"),
        ('forms = ["Repère interne"]', 'forms = ["Repère interne", "Employeur : ville"]', "packs/valmer.toml:16: Employeur : ville: the form is not found where it is printed so"),
    ],
)  # fmt: skip
def test_test_says_what_was_read_instead(here, old, new, told):
    assert VALMER.count(old) == 1
    pack("packs", VALMER.replace(old, new))
    done = offres("patterns", "test", "packs")
    assert done.exit_code == 1
    assert told in done.stdout


def test_test_says_which_form_no_example_covers(here):
    pack("packs", VALMER.replace('"Ce qui vous attend"]', '"Ce qui vous attend", "Votre quotidien[ chez nous]"]', 1))
    done = offres("patterns", "test", "packs")
    assert done.exit_code == 0
    assert "packs/valmer.toml:21: no example of «Votre quotidien[ chez nous]»\n" in done.stdout
    assert "common.toml" not in done.stdout


def test_an_example_that_another_pack_reads_covers_nothing(here):
    pack("packs", VALMER.replace("Repère interne : {PX 12}", "Filière : {PX 12}"))
    done = offres("patterns", "test", "packs")
    assert done.exit_code == 0
    assert "packs/valmer.toml:14: no example of «Repère interne»\n" in done.stdout


def test_test_says_what_a_pack_takes_away_from_others(here):
    pack("packs", VALMER.replace('forms = ["Ce qui vous attend"]', 'forms = ["Ce qui vous attend", "Ingrédients"]'))
    done = offres("patterns", "test", "packs")
    assert done.exit_code == 1
    told = "generique.toml:N: # Ingrédients: the sign is seen; read as a section of missions\n"
    assert told in unnumbered(done.stdout)


def test_test_says_where_no_posting_can_be_of_a_family(here):
    pack("packs", VALMER[: VALMER.index("[[evidence]]")] + VALMER[VALMER.index("[[label]]") :])
    done = offres("patterns", "test", "packs")
    assert done.exit_code == 0
    assert done.stdout.startswith("packs/valmer.toml:1: no evidence: ")


def test_test_of_a_folder_that_is_missing(here):
    done = offres("patterns", "test", "none")
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", "none: there is no such folder of patterns\n")


ENTRIES = [
    ('[[reference]]\npattern = \'VAL-\\d+\'\nexamples = ["VAL-1"]\ncounter = ["x"]\n', []),
    ('[[reference]]\npattern = \'VAL-\\d+\'\nexamples = ["VAL-x"]\ncounter = ["VAL-1"]\n', ["the expression does not take the whole number", "the expression takes the number"]),
    ('[[prose]]\nwhere = "opening"\npattern = "valmer recrute un (?P<title>[a-z]+)"\nexamples = ["Valmer recrute un {jardinier}."]\ncounter = ["x"]\n', []),
    ('[[prose]]\nwhere = "opening"\npattern = "valmer recrute un (?P<title>[a-z]+)"\nexamples = ["Valmer recrute {un} jardinier.", "Valmer recrute"]\ncounter = ["Valmer recrute un x"]\n', ["'un' expected, read as title = 'jardinier'", example.NO_BRACES, "the expression takes 'valmer recrute un x'"]),
    ('[[property]]\nnames = ["day"]\nfield = "deadline"\nshape = "date"\nexamples = ["{2031-03-03}"]\ncounter = ["-"]\n', []),
    ('[[property]]\nnames = ["day"]\nfield = "deadline"\nshape = "date"\nexamples = ["{2031-03-3}", "2031-03-03"]\ncounter = ["2031-03-03"]\n', ["'2031-03-3' expected, ", example.NO_BRACES, "nothing expected, read as '2031-03-03'"]),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "causes"), ENTRIES)
def test_every_kind_of_entry_is_tried(here, entry, causes):
    own = read_file(pack("packs", f'name = "valmer"\n\n{entry}'))
    report = check([own], compile_packs({**shipped_packs(), "valmer": own}), [own])
    assert len(report.failures) == len(causes)
    assert all(failure.cause.startswith(cause) for failure, cause in zip(report.failures, causes, strict=True))
    assert all(failure.place.startswith("packs/valmer.toml:") for failure in report.failures)


# new and schema


def test_new_writes_a_pack_whose_examples_hold(here):
    done = offres("patterns", "new", "ville-de-valmer", "mine")
    assert done.stdout == "mine/ville-de-valmer.toml written. Test it: offres patterns test mine\n"
    assert offres("patterns", "test", "mine").exit_code == 0
    assert "ville-de-valmer" in offres("patterns", "list", "--patterns", "mine").stdout


def test_what_new_comments_out_holds_too(here):
    offres("patterns", "new", "mine", "mine")
    path = here / "mine/mine.toml"
    lines = path.read_text("utf-8").splitlines()
    entries = [
        line.removeprefix("# ")
        if line.startswith(
            ("# [", "# text", "# weight", "# examples", "# counter", "# kind", "# forms", "# pattern", "# furniture")
        )
        else line
        for line in lines
    ]
    assert sum(line.startswith("[") for line in entries) == 6
    path.write_text("\n".join(entries), "utf-8")
    done = offres("patterns", "test", "mine")
    assert (done.exit_code, done.stderr) == (0, ""), done.stdout


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("prive", "'prive' is the name of a pack that there is already; give it another\n"),
        ("Valmer", "'Valmer' is no name of a pack: small letters, digits and hyphens, such as ville-de-valmer\n"),
        ("../x", "'../x' is no name of a pack: "),
        ("valmer", "packs/valmer.toml: is there already; it is left as it is\n"),
    ],
)
def test_new_refuses(here, name, told):
    done = offres("patterns", "new", name, "packs")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(told)
    assert (here / "packs/valmer.toml").read_text("utf-8") == VALMER


def test_the_schema_takes_what_ships(root):
    schema = json.loads(offres("patterns", "schema").stdout)
    for path in (root / "patterns").glob("*.toml"):
        if path.name != "vocabulary_values.toml":
            jsonschema.validate(tomllib.loads(path.read_text("utf-8")), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"name": "x", "treshold": 1}, schema)
