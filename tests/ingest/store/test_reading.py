"""`offres runs`, `offers`, `history`, `failures`, `export` on stores filled by hand, in both databases."""

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest
from sqlalchemy import text

from command import offres, records
from offres.ingest.store.open import engine
from offres.output import parquet
from stores import Filling, record

TODAY = "2031-04-01"
MOVED = [
    ("deadline", "2031-03-28", "2031-04-25"),
    ("missions[10].text", None, "tailler"),
    ("missions[2].text", "a", "b"),
    ("title", "Jardinier", "x" * 200),
    ("category[0]", "A", "B"),
    ("unknown", "c", "d"),
]


def filling():
    made = Filling()
    made.offer(
        "Jardinier du parc",
        ("in/b.txt", {"deadline": "2031-04-25"}, MOVED),
        uri="in/a.txt",
        reference={"number": "3134-31-0042/SR"},
        employer="Ville de Sainte-Rose",
        published="2031-03-03",
        deadline="2031-03-28",
        family="board",
    )
    made.offer("Éducatrice", uri="in/c.txt", employer="Province Sud", deadline="2031-04-01", published="2031-03-20")
    made.run(message="=1+1")
    made.offer("Fontainier", uri="in/d.txt", employer="VILLE DE SAINTE-ROSE", deadline="2031-03-01", doubtful=True)
    made.offer("Aide sociale", uri="in/Z.txt", employer="Étoile œuvre")
    made.offer("Gone", uri="in/e.txt", deadline="2031-05-01", vanished_run=2, reference={"number": "N° 31-7 / B"})
    made.offer("=HYPERLINK()", uri="in/é.txt", deadline="2031-06-01", location="東京",
               reference={"number": None, "also": ["RH-07/31"]})  # fmt: skip
    made.fail("in/y.pdf")
    made.fail("in/X.pdf", code="OF903", message="two\nlines", attempts=3)
    return made


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request, tmp_path_factory):
    """A store that all questions share: none of them writes."""
    if request.param == "postgresql":
        return filling().fill(request.getfixturevalue("postgresql").base())
    return filling().fill(f"sqlite:///{tmp_path_factory.mktemp('read')}/offres.db")


def rows(*arguments):
    done = offres(*arguments, "--format", "json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def ids(*arguments):
    return [row["id"] for row in rows(*arguments)]


# Offers


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ([], [2, 1, 6, 4, 3]),
        (["--open"], [2, 1, 6, 4]),
        (["--open", "--on", "2031-04-02"], [1, 6, 4]),
        (["--open", "--on", "2031-02-01"], [3, 2, 1, 6, 4]),
        (["--vanished"], [5]),
        (["--vanished", "--open"], []),
        (["--doubtful"], [3]),
        (["--family", "board"], [1]),
        (["--family", "'; DROP TABLE offers"], []),
        (["--family", "\udcff"], []),
        (["--employer", "ville \udcff" + "%" * 10_000], [1, 3]),
        (["--employer", "sainte rose"], [1, 3]),
        (["--employer", "PROVÍNCE"], [2]),
        (["--employer", "oeuvre"], [4]),
        (["--employer", "ville%"], [1, 3]),
        (["--employer", "absent"], []),
        (["--since", "2031-03-20"], [2]),
        (["--since", "2031-03-03"], [2, 1, 6, 4, 3]),  # those without a day of publication were first read on 4 March
        (["--since", "2031-03-05"], [2]),
        (["--search", "sainte-rose"], [1, 3]),
        (["--search", '"aide sociale"'], [4]),
        (["--search", "educ*", "--open"], [2]),
        (["--search", "jardinier fontainier"], []),
        (["--limit", "2"], [2, 1]),
        (["--search", "ville", "--doubtful", "--employer", "rose", "--on", "2031-01-01"], [3]),
    ],
)
def test_offers(store, asked, expected):
    assert ids("offers", "--store", store, "--on", TODAY, *asked) == expected


def test_an_offer_has_all_columns_of_the_version_in_force(store):
    first = rows("offers", "--store", store, "--family", "board")[0]
    assert (first["deadline"], first["uri"], first["version"], first["versions"]) == ("2031-04-25", "in/b.txt", 2, 2)
    assert (first["doubtful"], first["vanished_run"], first["published"]) == (False, None, "2031-03-03")


def test_the_limit_says_what_it_leaves_out(store):
    done = offres("offers", "--store", store, "--limit", 2)
    assert done.stderr == "2 of 5 offers; --limit sets how many.\n"
    assert offres("offers", "--store", store, "--limit", 5).stderr == ""


def test_no_offers_are_said_beside_the_table(store):
    done = offres("offers", "--store", store, "--family", "none")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "No such offers.\n")
    assert offres("offers", "--store", store, "--family", "none", "--format", "json").stdout == "[\n]\n"
    assert offres("offers", "--store", store, "--family", "none", "--format", "csv").stdout.count("\n") == 1


def test_a_table(store):
    printed = offres("offers", "--store", store, "--on", TODAY, "--doubtful").stdout.splitlines()
    assert printed == [
        "offer  deadline    reference  title       employer              versions  doubtful",
        "3      2031-03-01             Fontainier  VILLE DE SAINTE-ROSE  1         yes",
    ]


def test_no_cell_of_csv_is_a_formula(store):
    printed = offres("offers", "--store", store, "--format", "csv").stdout
    assert {row["title"] for row in csv.DictReader(io.StringIO(printed))} >= {"'=HYPERLINK()", "Éducatrice"}
    assert offres("runs", "--store", store, "--format", "csv").stdout.count("'=1+1") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["offers", "--since", "04/07/2025"], "--since 04/07/2025: is no day; write it as 2031-07-04"),
        (["offers", "--since", "20310704"], "--since 20310704: is no day"),
        (["offers", "--since", "2031-02-30"], "--since 2031-02-30: is no day"),
        (["offers", "--on", ""], "--on : is no day"),
        (["export", "--on", "demain"], "--on demain: is no day"),
        (["offers", "--search", ""], "--search: there is no word in it"),
        (["offers", "--search", '"*"'], "--search: there is no word in it"),
        (["offers", "--search", " ".join(map(str, range(3000)))], "--search: it has 3000 words and phrases; 50"),
        (["offers", "--employer", "..."], "--employer: there is no word in it"),
        (["offers", "--limit", "0"], "'--limit'"),
        (["history", "--id", "-1"], "'--id'"),
        (["history", "--id", "99999999999"], "'--id'"),
        (["history"], "name either a number, or --id N"),
        (["history", "31-7", "--id", "1"], "name either a number, or --id N"),
        (["export", "--to", ""], "--to: the name of the output is empty"),
        (["export", "--to", "s3://bucket/x.csv"], "--to takes a file or a folder on this machine"),
        (["export", "--format", "json"], "let --to name a folder"),
        (["export", "--to", "x.json", "--format", "json"], "let --to name a folder"),
        (["export", "--to", "x/", "--format", "csv"], "x/: is a folder; --format csv writes one file"),
    ],
)
def test_wrong_usage(store, arguments, message):
    done = offres(*arguments, "--store", store)
    assert (done.exit_code, message in done.stderr) == (2, True), done.stderr


# Runs and failures


def test_runs(store):
    told = rows("runs", "--store", store)
    assert [(run["id"], run["started"], run["seconds"], run["sources"]) for run in told] == [
        (2, "2031-03-04T04:30:00Z", 3600.0, []),
        (1, "2031-03-03T04:30:00Z", 3600.0, []),
    ]
    assert len(rows("runs", "--store", store, "--limit", 1)) == 1
    assert offres("runs", "--store", store).stdout.splitlines()[1].startswith("2    done    2031-03-04 04:30Z  3600.0")


def test_failures(store):
    told = rows("failures", "--store", store)
    assert [(row["uri"], row["code"], row["attempts"]) for row in told] == [
        ("in/X.pdf", "OF903", 3),
        ("in/y.pdf", "OF901", 1),
    ]
    assert "two lines" in offres("failures", "--store", store).stdout


# History


@pytest.mark.parametrize(
    "reference",
    ["3134-31-0042/SR", "3134-31-42/SR", "n° 3134-31-0042/sr", "3134 31 42 / SR", " 3134–31–0042/SR "],
)
def test_a_history_is_found_under_any_spelling(store, reference):
    done = offres("history", reference, "--store", store)
    assert done.stdout == (
        "3134-31-0042/SR · Jardinier du parc · Ville de Sainte-Rose\n"
        "offer 1 · deadline 2031-04-25\n\n"
        "version 1 · run 1 of 2031-03-03 04:30Z · in/a.txt, posting 0\n"
        "  published 2031-03-03, deadline 2031-03-28\n\n"
        "version 2 · run 1 of 2031-03-03 04:30Z · in/b.txt, posting 0 · in force\n"
        f"  title Jardinier -> {'x' * 80}…\n"
        "  category[0] A -> B\n"
        "  deadline 2031-03-28 -> 2031-04-25\n"
        "  missions[2].text a -> b\n"
        "  missions[10].text - -> tailler\n"
        "  unknown c -> d\n\n"
        "shown by in/a.txt (version 1), in/b.txt (version 2)\n"
    )


@pytest.mark.parametrize(("reference", "found"), [("N° RH-07/31", [6]), ("rh 07 31", [6]), ("31-7", []), ("RH", [])])
def test_a_further_number_leads_to_the_offer_too(store, reference, found):
    done = offres("history", reference, "--store", store, "--format", "json")
    assert [offer["id"] for offer in json.loads(done.stdout or "[]")] == found


@pytest.mark.parametrize("asked", [["3134-31-0042/SR"], ["--id", "1"]])
def test_a_history_for_programs(store, asked):
    (offer,) = rows("history", *asked, "--store", store)
    assert [version["in_force"] for version in offer["versions"]] == [False, True]
    changes = [tuple(change.values()) for change in offer["versions"][1]["changes"]]
    assert changes == [MOVED[3], MOVED[4], MOVED[0], MOVED[2], MOVED[1], MOVED[5]]
    printed = offres("history", *asked, "--store", store, "--format", "csv").stdout
    told = [(row["version"], row["field"], row["after"]) for row in csv.DictReader(io.StringIO(printed))]
    assert told == [
        ("1", "", ""),
        ("2", "title", "x" * 200),
        ("2", "category[0]", "B"),
        ("2", "deadline", "2031-04-25"),
        ("2", "missions[2].text", "b"),
        ("2", "missions[10].text", "tailler"),
        ("2", "unknown", "d"),
    ]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (["3134-31-0043/SR"], "there is no offer '3134-31-0043/SR'. Did you mean 3134-31-0042/SR?"),
        (["quite different"], "there is no offer 'quite different'. offres offers lists what there is."),
        ([""], "there is no offer ''."),
        (["x" * 10_000], f"there is no offer '{'x' * 60}…'. offres offers lists"),
        (["\udcff\x1b[2J"], "there is no offer"),
        (["--id", "99"], "there is no offer 99. offres offers lists them."),
    ],
)
def test_an_unknown_offer(store, asked, message):
    done = offres("history", "--store", store, *asked)
    assert (done.exit_code, message in done.stderr) == (1, True), done.stderr


def test_a_vanished_offer_says_so(store):
    assert "vanished in run 2" in offres("history", "31-7/B", "--store", store).stdout


def test_a_late_version_is_marked(tmp_path):
    made = filling()
    made.rows["versions"][0]["late"] = True
    url = made.fill(f"sqlite:///{tmp_path}/offres.db")
    assert "in/a.txt, posting 0 · late: an older edition\n" in offres("history", "--id", 1, "--store", url).stdout


# Export


def test_records_are_those_of_the_versions_in_force(store):
    done = offres("export", "--store", store)
    assert (done.exit_code, done.stderr) == (0, "")
    assert [each["source"]["uri"] for each in records(done.stdout)] == [
        *("in/Z.txt", "in/b.txt", "in/c.txt", "in/d.txt", "in/e.txt", "in/é.txt"),
    ]
    expected = record({"title": "Aide sociale", "employer": "Étoile œuvre"}, "in/Z.txt").model_dump_json()
    assert done.stdout.splitlines()[0] == expected


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        (["--open", "--on", TODAY], ["Aide sociale", "Jardinier du parc", "Éducatrice", "=HYPERLINK()"]),
        (["--open", "--on", "2031-05-01"], ["Aide sociale", "=HYPERLINK()"]),
    ],
)
def test_export_of_open_offers(store, asked, titles):
    assert [each["offer"]["title"] for each in records(offres("export", "--store", store, *asked).stdout)] == titles


def test_export_of_all_versions(store):
    lines = records(offres("export", "--store", store, "--all-versions").stdout)
    assert [each["source"]["uri"] for each in lines][1:3] == ["in/a.txt", "in/b.txt"]


@pytest.mark.parametrize("name", ["x.jsonl", "x.json", "x"])
def test_export_to_a_file(store, tmp_path, name):
    done = offres("export", "--store", store, "--to", tmp_path / name)
    assert (done.exit_code, done.stderr) == (0, f"6 records, written to {tmp_path / name}\n")
    assert (tmp_path / name).read_text(encoding="utf-8") == offres("export", "--store", store).stdout


def test_export_to_parquet(store, tmp_path):
    offres("export", "--store", store, "--to", tmp_path / "x.parquet")
    lines = b"".join(parquet.lines_of(str(tmp_path / "x.parquet")))
    assert lines.decode() == offres("export", "--store", store).stdout


def test_export_to_a_spreadsheet(store, tmp_path):
    offres("export", "--store", store, "--to", tmp_path / "x.csv")
    printed = (tmp_path / "x.csv").read_text(encoding="utf-8")
    assert printed.replace("\r", "") == offres("export", "--store", store, "--format", "csv").stdout.replace("\r", "")
    told = {row["title"]: row for row in csv.DictReader(io.StringIO(printed))}
    assert told["Jardinier du parc"]["reference.number"] == "3134-31-0042/SR"
    assert told["'=HYPERLINK()"]["location"] == "東京"


def test_export_to_a_folder(store, tmp_path):
    done = offres("export", "--store", store, "--to", f"{tmp_path}/new/")
    assert done.stderr == f"6 records, written to {tmp_path}/new/\n"
    assert sorted(os.listdir(tmp_path / "new")) == [f"offer-{number}.json" for number in range(1, 7)]
    offres("export", "--store", store, "--to", f"{tmp_path}/all/", "--all-versions")
    assert {"offer-1.1.json", "offer-1.2.json", "offer-2.1.json"} <= set(os.listdir(tmp_path / "all"))


def test_what_cannot_be_written_is_told(store, tmp_path):
    done = offres("export", "--store", store, "--to", tmp_path / "none" / "x.csv")
    assert (done.exit_code, done.stderr) == (1, f"cannot write {tmp_path}/none/x.csv: No such file or directory\n")


# Stores that are not as they should be


READING = [["runs"], ["offers"], ["history", "31-7/B"], ["failures"], ["export"]]


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("sqlite:///none.db", "there is no such store. offres ingest SOURCE --store sqlite:///none.db makes it"),
        ("sqlite:///no/folder/none.db", "there is no such store"),
        ("sqlite://", "names no file"),
        ("offres.db", "is no store. Write sqlite:///FILE or postgresql://"),
        ("mysql://host/base", "a store is in SQLite (sqlite:///FILE) or PostgreSQL (postgresql://...), not in mysql"),
        ("sqlite:///other.db", "is a database of something else"),
    ],
)
def test_no_store(folder, command, url, message):
    Path("other.db").write_bytes(b"")
    done = offres(*command, "--store", url)
    assert (done.exit_code, message in done.stderr) == (2, True), done.stderr
    assert sorted(os.listdir()) == ["a.md", "b.txt", "other.db"]
    assert Path("other.db").read_bytes() == b""


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + b"x" * 4096])
def test_a_broken_store(folder, command, content):
    Path("x.db").write_bytes(content)
    done = offres(*command, "--store", "sqlite:///x.db")
    assert (done.exit_code, done.stderr.startswith("sqlite:///x.db: ")) == (1, True), done.stderr
    assert Path("x.db").read_bytes() == content


def test_a_server_that_is_not_there():
    done = offres("runs", "--store", "postgresql://reader:secret@127.0.0.1:1/jobs")
    assert (done.exit_code, "secret" in done.output) == (1, False)
    assert "Is the server there" in done.stderr


def test_a_reader_in_postgresql_needs_to_select_and_no_more(postgresql):
    url = filling().fill(postgresql.base())
    made = engine(url)
    with made.begin() as connection:
        connection.execute(text("CREATE ROLE reader LOGIN"))
        connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader"))
    made.dispose()
    as_reader = url.replace("postgres@", "reader@")
    for command in [*READING, ["offers", "--search", "jardinier", "--employer", "ville", "--open"]]:
        assert offres(*command, "--store", as_reader).exit_code == 0
    made = engine(as_reader)
    with made.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM doubtful_offers")).scalar_one() == 1
    made.dispose()


@pytest.mark.parametrize(
    ("revision", "message"), [("9999", "by a newer version of offres"), ("", "by a newer version")]
)
def test_a_store_of_another_version(tmp_path, revision, message):
    url = filling().fill(f"sqlite:///{tmp_path}/offres.db")
    made = engine(url)
    with made.begin() as connection:
        connection.execute(text("UPDATE offres_schema SET version_num = :revision"), {"revision": revision})
    made.dispose()
    done = offres("offers", "--store", url)
    assert (done.exit_code, message in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize("command", [["runs"], ["offers", "--search", "x"], ["failures"], ["export"]])
def test_an_empty_store(tmp_path, command):
    made = Filling()
    made.rows["runs"].clear()
    url = made.fill(f"sqlite:///{tmp_path}/offres.db")
    done = offres(*command, "--store", url)
    assert (done.exit_code, done.stdout) == (0, "")


def test_a_run_at_work_is_shown_and_nothing_of_what_it_read(store):
    made = engine(store)
    with made.connect() as connection, connection.begin() as going:
        connection.execute(text("INSERT INTO runs (id, status, started, host, pid, sources, version, fingerprint)"
                                " SELECT 3, 'running', started, host, pid, sources, version, fingerprint"
                                " FROM runs WHERE id = 2"))  # fmt: skip
        connection.execute(text("DELETE FROM failures"))
        assert [run["id"] for run in rows("runs", "--store", store)] == [2, 1]
        assert len(rows("failures", "--store", store)) == 2
        going.rollback()
    made.dispose()


def test_reading_leaves_a_store_as_it_is(tmp_path):
    url = filling().fill(f"sqlite:///{tmp_path}/offres.db")
    before = (tmp_path / "offres.db").read_bytes()
    for command in READING:
        assert offres(*command, "--store", url).exit_code == 0
    assert (tmp_path / "offres.db").read_bytes() == before
    assert not [name for name in os.listdir(tmp_path) if re.search(r"lock", name)]
