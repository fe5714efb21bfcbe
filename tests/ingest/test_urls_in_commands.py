"""Commands that are given URLs; what is read is read by another process."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from command import POSTING, codes, offres, records, uris
from served import Answer


@pytest.fixture
def listed(site, tmp_path, monkeypatch):
    """A listing with two postings, an archive with one, and a link that leads nowhere."""
    monkeypatch.chdir(tmp_path)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("in/c.txt", POSTING)
    site.page("/l/", "a.txt", "b%20%C3%A9.txt", "c.zip", "gone.txt")
    site.answers |= {"/l/a.txt": Answer(POSTING.encode()), "/l/b%20%C3%A9.txt": Answer(POSTING.encode())}
    site.answers["/l/c.zip"] = Answer(stream.getvalue())
    return site


def test_a_listing_is_converted(listed):
    ran = offres("convert", f"{listed.url}/l/".replace("//", "//me:f00@"), "-o", "out.jsonl")
    assert ran.exit_code == 1
    lines = Path("out.jsonl").read_text(encoding="utf-8")
    names = ["a.txt", "b%20%C3%A9.txt", "c.zip!/in/c.txt", "gone.txt"]
    assert uris(lines) == [f"{listed.url}/l/{name}" for name in names]
    *read, gone = records(lines)
    assert {record["offer"]["reference"]["number"] for record in read} == {"3134-31-0042/SR"}
    assert (gone["offer"], codes(gone)) == (None, ["OF901"])
    assert "gone.txt: OF901 unreadable-file: the server has nothing under this URL. Check the URL." in ran.stderr
    assert "4 files, 4 records, 1 failed, written to out.jsonl" in ran.stderr
    assert "f00" not in ran.stderr + lines
    assert listed.asked.count("GET /l/a.txt") == 1


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_number_of_processes_changes_nothing(listed, jobs):
    expected = offres("convert", f"{listed.url}/l/").stdout_bytes
    assert offres("convert", f"{listed.url}/l/", "-j", jobs).stdout_bytes == expected


def test_a_chain_is_converted(listed):
    pytest.importorskip("aiohttp")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(30):
            archive.writestr(f"in/{number:02}.txt", POSTING)
    listed.answers["/many.zip"] = Answer(stream.getvalue(), ranges=True)
    ran = offres("convert", f"zip://in/*.txt::{listed.url}/many.zip")
    assert uris(ran.stdout) == [f"zip://in/{number:02}.txt::{listed.url}/many.zip" for number in range(30)]
    assert ran.exit_code == 0
    assert len(listed.asked) < 50


def test_a_folder_of_postings(listed):
    assert offres("convert", f"{listed.url}/l/a.txt", "-o", "out/").exit_code == 0
    (name,) = os.listdir("out")
    assert name.endswith("l__a.txt.0.json")


@pytest.mark.parametrize("command", ["show", "text", "explain"])
def test_one_file(listed, command):
    here = Path("a.txt")
    here.write_text(POSTING, encoding="utf-8")
    expected = offres(command, here).stdout
    assert offres(command, f"{listed.url}/l/a.txt").stdout.replace(f"{listed.url}/l/", "") == expected
    assert offres(command, f"{listed.url}/l/c.zip!/in/c.txt").exit_code == 0
    gone = offres(command, f"{listed.url}/l/gone.txt")
    assert (gone.exit_code, "nothing under this URL" in gone.stderr) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "written"), [(["convert", "-o", "out"], True), (["check"], False), (["review", "-o", "out"], True)]
)
def test_a_source_that_cannot_be_listed(listed, arguments, written):
    bad, good = f"{listed.url}/bad/?token=f00", f"{listed.url}/l/a.txt"
    told = f"{listed.url}/bad/: OF901 unreadable-file: the server has nothing under this URL. Check the URL."
    alone = offres(*arguments, bad)
    assert (alone.exit_code, Path("out").exists()) == (1, False)
    assert alone.stderr.splitlines() == [told]
    both = offres(*arguments, bad, good)
    assert (both.exit_code, Path("out").exists()) == (1, written)
    assert told in both.stderr
    assert offres(*arguments[:1], good, *(["-o", "out"] if written else ["--ignore", "OF"])).exit_code == 0


def test_what_stood_there_stays_where_nothing_can_be_listed(listed):
    Path("out.jsonl").write_text("yesterday's\n", encoding="utf-8")
    assert offres("convert", "http://gone.invalid/l/", "-o", "out.jsonl").exit_code == 1
    assert Path("out.jsonl").read_text(encoding="utf-8") == "yesterday's\n"


def test_a_listing_without_files_is_wrong_usage(listed):
    listed.page("/none/")
    ran = offres("convert", f"{listed.url}/none/")
    assert (ran.exit_code, ran.stderr) == (2, f"Wrong usage: {listed.url}/none/: no file to read\n")


@pytest.mark.slow
def test_a_server_that_takes_too_long_costs_its_file(listed):
    listed.answers["/l/a.txt"] = Answer(POSTING.encode(), wait=60)
    ran = offres("convert", f"{listed.url}/l/a.txt", f"{listed.url}/l/c.zip", "--timeout", "8")
    first, second = records(ran.stdout)
    assert (ran.exit_code, codes(first)) == (1, ["OF903"])
    assert second["offer"]["title"]
    assert "--timeout" in ran.stderr
