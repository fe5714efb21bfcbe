"""What `offres ingest` wrote, read back: the records of `convert`, histories of editions, failures tried again."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from command import POSTING, offres, write


@pytest.fixture
def ingested(store, tmp_path, monkeypatch):
    """A store of two postings, one of which came again with another deadline, and of a file that cannot be read."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OFFRES_STORE", store)
    write("in/é.txt", POSTING.replace("0042", "0043").replace("Jardinier", "Éducatrice"))
    write("in/a.txt")
    write("in/none.pdf", "")
    assert offres("ingest", "in").exit_code == 1
    write("in/a.txt", POSTING.replace("Vendredi 28 mars", "Vendredi 11 avril"))
    assert offres("ingest", "in").exit_code == 0
    return store


def converted(*paths):
    lines = offres("convert", *paths).stdout.splitlines(keepends=True)
    return "".join(line for line in lines if '"offer":null' not in line)


def test_an_export_is_what_convert_writes(ingested):
    assert offres("export").stdout == converted("in")
    assert offres("export", "--open", "--on", "2031-04-01").stdout == converted("in/a.txt")


def test_a_history_tells_the_difference(ingested):
    printed = offres("history", "3134-31-42/SR").stdout
    assert "  published 2031-03-03, deadline 2031-03-28\n" in printed
    assert re.search(
        r"version 2 · run 2 of .* · in/a.txt, posting 0 · in force\n  deadline 2031-03-28 -> 2031-04-11\n", printed
    )


def test_what_was_read_is_found(ingested):
    for wanted, found in {"EDUCATRICE": 1, "jardinier": 1, '"serres de fougeres"': 2, "x": 0}.items():
        lines = offres("offers", "--search", wanted, "--format", "csv").stdout.splitlines()
        assert len(lines) == found + 1, wanted


def test_failures_are_tried_again(ingested):
    assert "in/none.pdf  OF901  read   1      1    the file is empty" in offres("failures").stdout
    done = offres("failures", "--retry")
    assert (done.exit_code, done.stdout.splitlines()[1].split()[:5]) == (0, ["in/none.pdf", "OF901", "read", "2", "3"])
    write("in/none.pdf", POSTING.replace("0042", "0044"))
    assert offres("failures", "--retry").stdout == ""
    assert offres("history", "3134-31-0044/SR").exit_code == 0


def test_a_retry_makes_no_store(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = offres("failures", "--retry", "--store", "sqlite:///none.db")
    assert (done.exit_code, os.listdir()) == (2, [])
    assert "there is no such store" in done.stderr


def test_a_vanished_offer_is_listed_on_its_own(ingested):
    Path("in/a.txt").unlink()
    offres("ingest", "in")
    assert "Jardinier" not in offres("offers").stdout
    assert "Jardinier" in offres("offers", "--vanished").stdout
    assert "vanished in run 3" in offres("history", "3134-31-0042/SR").stdout


READS_AS_ANOTHER = """
import os, sys
from command import offres
url, folder = sys.argv[1:]
assert offres("ingest", "in", "--store", url).exit_code == 0
assert offres("offers", "--store", url).exit_code == 0  # so that all that it needs is imported
for name in ("offres.db-wal", "offres.db-shm"):
    os.remove(os.path.join(folder, name))
assert offres("ingest", "in", "--store", url).exit_code == 0
os.chmod(folder, 0o555)
if os.geteuid() == 0:
    os.seteuid(65534)
assert not os.access(folder, os.W_OK, effective_ids=True)
done = offres("offers", "--search", "jardinier", "--store", url)
print(done.exit_code, done.stderr, done.stdout.count("Jardinier"))
"""


def test_a_store_is_read_by_who_may_not_write_it():
    """SQLite asks for files beside it that such a reader cannot make: a run leaves them."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:  # pytest's own folders are for this user alone
        work = Path(folder)
        (work / "store").mkdir()
        work.chmod(0o755)
        write(work / "in/a.txt")
        program = [sys.executable, "-c", READS_AS_ANOTHER, f"sqlite:///{work}/store/offres.db", str(work / "store")]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(program, cwd=work, env=environment, capture_output=True, text=True, check=False)
        (work / "store").chmod(0o755)
    assert (done.stdout, done.returncode) == ("0  1\n", 0), done.stderr
