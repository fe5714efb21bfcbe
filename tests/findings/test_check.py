"""`offres check`: what is told, in which language, what counts, and the exit codes."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from command import POSTING, many, offres, process, write
from offres.findings.settings import language

WRONG_DAY = POSTING.replace("Vendredi 28 mars", "Lundi 28 mars")  # OF202
TOO_EARLY = POSTING.replace("Vendredi 28 mars", "Samedi 1er mars")  # OF203
NO_PLACE = POSTING.replace("Lieu de travail : Sainte-Rose\n", "")  # OF106
OTHER = POSTING.replace("Jardinier du parc botanique", "Électricien").replace(
    "arroser les serres de fougères", "câbler"
)


@pytest.fixture
def wrong(tmp_path, monkeypatch):
    """A current folder with a posting that is right and three that are not."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for number, (name, text) in enumerate({"a": POSTING, "b": WRONG_DAY, "c": TOO_EARLY, "d": NO_PLACE}.items()):
        write(f"p/{name}.txt", text.replace("0042", f"004{number}"))
    return tmp_path


def heads(done):
    return [line for line in done.stdout.splitlines() if line.startswith("p/")]


def told(done):
    return [(head.split(": ", 1)[1].split()[0], head.split(":")[0]) for head in heads(done)]


def test_the_place_is_shown(wrong):
    done = offres("check", "p/b.txt")
    assert done.exit_code == 1
    head, line, carets, empty, summary = done.stdout.splitlines()
    assert head.startswith("p/b.txt:10:30: OF202 warning deadline: ")
    assert (line, empty) == ("    | Date limite de candidature : Lundi 28 mars 2031", "")
    assert line[carets.index("^") : carets.rindex("^") + 1] == "Lundi 28 mars 2031"
    assert summary == "1 warning in 1 of 1 document."


def test_files_stand_in_order_and_are_counted(wrong):
    done = offres("check", "p/d.txt", "p", "-j", "2")
    assert [name for _, name in told(done)] == ["p/b.txt", "p/c.txt", "p/d.txt"]
    assert done.stdout.splitlines()[-1] == "1 error, 2 warnings in 3 of 4 documents."
    assert done.stdout == offres("check", "p").stdout


@pytest.mark.parametrize(
    ("lang", "environment", "expected"),
    [
        ("fr", {}, "1 avertissement dans 1 sur 1 document."),
        ("en", {"LANG": "fr_FR.UTF-8"}, "1 warning in 1 of 1 document."),
        (None, {"LANG": "fr_FR.UTF-8"}, "1 avertissement dans 1 sur 1 document."),
        (None, {"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "1 warning in 1 of 1 document."),
    ],
)
def test_languages(wrong, monkeypatch, lang, environment, expected):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    done = offres("check", "p/b.txt", *(["--lang", lang] if lang else []))
    assert done.stdout.splitlines()[-1] == expected
    assert ("Vérifiez" in done.stdout or "erreur" in done.stdout) == ("avertissement" in expected)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "fr_NC.UTF-8"}, "fr"),
        ({"LANG": "fr", "LC_MESSAGES": "de_DE"}, "en"),
        ({"LANG": "de_DE", "LC_MESSAGES": "fr_CA"}, "fr"),
        ({"LANG": "C", "LC_MESSAGES": "", "LC_ALL": "FR_FR"}, "fr"),
    ],
)
def test_the_locale_says_which_language(environment, expected):
    assert language(environment) == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["OF202", "OF203", "OF106"]),
        (["--severity", "error"], ["OF203"]),
        (["--select", "OF2"], ["OF202", "OF203"]),
        (["--select", "of202,OF1"], ["OF202", "OF106"]),
        (["--select", "OF202", "--select", "OF203"], ["OF202", "OF203"]),
        (["--ignore", "OF2"], ["OF106"]),
        (["--select", "OF2", "--ignore", "OF203"], ["OF202"]),
        (["--select", "OF4"], []),
    ],
)
def test_what_counts(wrong, options, expected):
    done = offres("check", "p", *options)
    assert [code for code, _ in told(done)] == expected
    assert done.exit_code == bool(expected)


def test_information_counts_when_it_is_asked_for(wrong):
    write("p/e.txt", "Annonce\n\nRien de tout cela.\n")
    assert "OF501" not in offres("check", "p/e.txt").stdout
    assert "OF501 info" in offres("check", "p/e.txt", "--severity", "info").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["p", "--select", "OF7"], "no finding's code begins with 'OF7'"),
        (["p", "--ignore", "OF2O3"], "did you mean OF203?"),
        (["p", "--write-baseline"], "--baseline FILE says where to"),
        (["p", "--baseline", "none.json"], "none.json: cannot be read"),
        (["p", "--baseline", "p/a.txt"], "p/a.txt: is no baseline"),
        (["p", "--statistics", "--format", "csv"], "--statistics"),
        (["p", "-o", "p"], "p: is a folder"),
        (["p", "--format", "html", "-o", "p"], "p: is a folder"),
        (["p", "--format", "html", "--statistics"], "--statistics"),
        (["p", "-o", "p/a.txt"], "one of the files to read"),
        (["p", "-o", "no/out.txt"], "does not exist"),
        (["p", "--baseline", "p/a.txt", "--write-baseline"], "one of the files to read"),
        (["q*"], "no file to read"),
        (["p", "--format", "xml"], "xml"),
        (["p", "--severity", "fatal"], "fatal"),
    ],
)
def test_wrong_usage(wrong, arguments, message):
    done = offres("check", *arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stdout == ""
    assert Path("p/a.txt").read_text("utf-8") == POSTING.replace("0042", "0040")


@pytest.mark.parametrize(
    ("data", "code", "french"),
    [(b"", "OF901", "Le fichier est endommagé"), (b"   \n", "OF904", "Il n'y a rien à lire")],
)
def test_a_file_that_cannot_be_read_is_a_finding(wrong, data, code, french):
    Path("p/b.txt").write_bytes(data)
    done = offres("check", "p/b.txt")
    assert (done.exit_code, [one for one, _ in told(done)], done.stderr) == (1, [code], "")
    assert french in offres("check", "p/b.txt", "--lang", "fr").stdout


def test_a_member_of_an_archive_is_told_by_its_path(wrong):
    with zipfile.ZipFile("p.zip", "w") as archive:
        archive.write("p/b.txt", "sub/b.txt")
        archive.writestr("c.txt", "")
    done = offres("check", "p.zip")
    assert "p.zip!/sub/b.txt:10:30: OF202" in done.stdout
    assert "p.zip!/c.txt: OF901" in done.stdout


def test_statistics(wrong):
    lines = offres("check", "p", "--statistics").stdout.splitlines()
    assert lines[:-1] == [
        "      1  OF106  missing-location",
        "      1  OF202  weekday-mismatch",
        "      1  OF203  deadline-before-publication",
    ]


def test_output_to_a_file(wrong):
    done = offres("check", "p", "-o", "out.txt")
    assert (done.exit_code, done.stdout) == (1, "")
    assert Path("out.txt").read_text("utf-8") == offres("check", "p").stdout


# Over a batch


def test_one_number_of_two_postings_of_two_files(wrong):
    write("q/a.txt", POSTING)
    write("q/b.txt", POSTING + "\n- semer ;\n")
    write("q/c.txt", OTHER)
    done = offres("check", "q")
    found = [line for line in done.stdout.splitlines() if "OF302" in line]
    assert [line.split(":")[0] for line in found] == ["q/a.txt", "q/b.txt", "q/c.txt"]
    assert "Électricien" in found[0]
    assert offres("check", "q/a.txt", "q/b.txt", "--select", "OF302").exit_code == 0


def test_a_duplicate_within_one_file_is_told_once(wrong):
    with zipfile.ZipFile("two.zip", "w") as archive:
        archive.writestr("a.txt", POSTING)
        archive.writestr("b.txt", OTHER)
    assert offres("check", "two.zip").stdout.count("OF302") == 2


def test_copies_with_two_deadlines_are_told_where_the_deadline_stands(wrong):
    later = POSTING.replace("28 mars", "4 avril")
    write("q/a.txt", POSTING)
    write("q/b.txt", later)
    found = [line for line in offres("check", "q").stdout.splitlines() if "OF108" in line]
    assert [line.split(" OF108")[0] for line in found] == ["q/a.txt:10:30:", "q/b.txt:10:30:"]
    write(
        "q/b.txt",
        later.replace(
            "# Missions", "Modification de la date de clôture initialement prévue le 28/03/2031\n\n# Missions"
        ),
    )
    assert offres("check", "q").exit_code == 0


# Baseline


def test_known_findings_do_not_count(wrong):
    done = offres("check", "p", "--baseline", "known.json", "--write-baseline")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "3 findings are known now" in done.stderr
    again = offres("check", "p", "--baseline", "known.json")
    assert again.exit_code == 0
    assert again.stdout == "Nothing found in 4 documents. 3 known from the baseline, not counted.\n"


@pytest.mark.parametrize(
    ("path", "lang", "expected"),
    [
        ("p/a.txt", "en", "0 findings are known now, in known.json"),
        ("p/b.txt", "en", "1 finding is known now, in known.json"),
        ("p", "en", "3 findings are known now, in known.json"),
        ("p/a.txt", "fr", "0 constat connu désormais, dans known.json"),
        ("p/b.txt", "fr", "1 constat connu désormais, dans known.json"),
        ("p", "fr", "3 constats connus désormais, dans known.json"),
    ],
)
def test_findings_are_counted(wrong, path, lang, expected):
    done = offres("check", path, "--baseline", "known.json", "--write-baseline", "--lang", lang)
    assert done.stderr == f"{expected}\n"


@pytest.mark.parametrize(
    ("path", "lang", "expected"),
    [
        ("p/a.txt", "en", "Nothing found in 1 document."),
        ("p", "en", "1 error, 2 warnings in 3 of 4 documents."),
        ("p/a.txt", "fr", "Rien à signaler dans 1 document."),
        ("p", "fr", "1 erreur, 2 avertissements dans 3 sur 4 documents."),
    ],
)
def test_the_sum_is_counted(wrong, path, lang, expected):
    assert offres("check", path, "--lang", lang).stdout.splitlines()[-1] == expected


@pytest.mark.parametrize(
    ("text", "is_known"),
    [
        ("\n\n" + WRONG_DAY, True),  # it moved
        (WRONG_DAY.replace("Lundi 28 mars", "Mardi 28 mars"), False),
        (WRONG_DAY + "\n\nDate limite : Mardi 28 mars 2031\n", True),
    ],
)
def test_a_finding_is_known_by_what_it_quotes(wrong, text, is_known):
    write("p/b.txt", WRONG_DAY)
    offres("check", "p/b.txt", "--baseline", "known.json", "--write-baseline", "--select", "OF202")
    write("p/b.txt", text)
    done = offres("check", "p/b.txt", "--baseline", "known.json", "--select", "OF202")
    assert done.exit_code == (not is_known)


def test_the_baseline_is_stable(wrong):
    offres("check", "p", "--baseline", "1.json", "--write-baseline")
    offres("check", "p", "--baseline", "2.json", "--write-baseline", "--lang", "fr", "-j", "2")
    assert Path("1.json").read_bytes() == Path("2.json").read_bytes()
    assert [one["code"] for one in json.loads(Path("1.json").read_bytes())["findings"]] == ["OF202", "OF203", "OF106"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 2, "findings": []}', '{"version": 1, "findings": [1]}'])
def test_a_baseline_that_is_none(wrong, text):
    write("known.json", text)
    done = offres("check", "p", "--baseline", "known.json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "known.json: is " in done.stderr


# Settings


@pytest.mark.parametrize(("name", "table"), [("offres.toml", "offres"), ("pyproject.toml", "tool.offres")])
@pytest.mark.parametrize(
    ("settings", "options", "expected"),
    [
        ('select = ["OF2"]', [], ["OF202", "OF203"]),
        ('ignore = ["OF2"]', [], ["OF106"]),
        ('severity = "error"', [], ["OF203"]),
        ('severity = "error"', ["--severity", "warning"], ["OF202", "OF203", "OF106"]),
        ('select = ["OF2"]', ["--select", "OF1"], ["OF106"]),
    ],
)
def test_settings(wrong, name, table, settings, options, expected):
    write(name, f"[{table}.check]\n{settings}\n")
    assert [code for code, _ in told(offres("check", "p", *options))] == expected


def test_settings_of_form_language_and_baseline(wrong):
    write("conf/offres.toml", '[offres.check]\nformat = "csv"\nlang = "fr"\nbaseline = "known.json"\n')
    offres("check", "p/b.txt", "--baseline", "conf/known.json", "--write-baseline")
    done = offres("check", "p", "--config", "conf/offres.toml")
    assert done.stdout.startswith("uri,")
    assert ("OF202" in done.stdout, "OF203" in done.stdout) == (False, True)
    assert done.stdout != offres("check", "p", "--config", "conf/offres.toml", "--lang", "en").stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[offres.check]\nselekt = []", "offres.toml:2: unknown key 'selekt'; did you mean 'select'?"),
        ('[offres.check]\nselect = "OF2"', "offres.toml:2: select: must be a list of codes"),
        ('[offres.check]\nseverity = "fatal"', "offres.toml:2: severity: must be 'error' or 'warning' or 'info'"),
        ("[offres]\ncheck = 1", "offres.toml:2: check: must be a table"),
        ('[offres.check]\nformat = "xml"', "--format xml"),
        ('[offres.check]\nselect = ["OF7"]', "no finding's code begins with 'OF7'"),
    ],
)
def test_wrong_settings(wrong, text, message):
    write("offres.toml", text)
    done = offres("check", "p")
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


def test_a_project_file_of_others_is_left_alone(wrong):
    write("pyproject.toml", "[tool.offres.check\nbroken")
    assert offres("check", "p/a.txt").exit_code == 0


# The same bytes


def test_workers_and_environment_change_nothing(wrong):
    many(70, "p/many")
    plain = {name: value for name, value in os.environ.items() if name not in {"LANG", "LC_ALL"}}
    expected = process("check", "p", "--severity", "info", "--format", "sarif", env=plain)
    changed = plain | {"TZ": "Pacific/Noumea", "PYTHONHASHSEED": "4711", "LC_ALL": "C"}
    done = process("check", "p", "--severity", "info", "--format", "sarif", "-j", "2", env=changed)
    assert (done.returncode, done.stdout, done.stderr) == (1, expected.stdout, b"")
