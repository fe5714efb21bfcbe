"""Runs over many files: the same bytes whatever the way, and what a run that breaks off leaves."""

import hashlib
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from command import POSTING, many, offres, process, records, uris, write

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux")


# Same input, same bytes


@pytest.mark.parametrize(
    "arguments",
    [
        ["many", "a.md", "b.txt", "--jobs", "2"],
        ["b.txt", "many/003.txt", "./many", "a.md", "many/../a.md"],
        ["a.md", "b.txt", "many/*.txt", "--jobs", "3"],
    ],
)
def test_order_repetition_and_workers_change_nothing(folder, arguments):
    many(70)
    expected = process("convert", "a.md", "b.txt", "many")
    assert len(records(expected.stdout)) == 72
    done = process("convert", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (0, expected.stdout, b"")


@pytest.mark.parametrize(
    "changed",
    [
        {"TZ": "Pacific/Noumea"},
        {"TZ": "Pacific/Pago_Pago", "LANG": "fr_FR.UTF-8", "LC_ALL": "fr_FR.UTF-8"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"},
        {"PYTHONHASHSEED": "4711", "COLUMNS": "20", "NO_COLOR": "1"},
    ],
)
@pytest.mark.parametrize("command", ["convert", "show", "text"])
def test_the_environment_changes_nothing(folder, changed, command):
    plain = {name: value for name, value in os.environ.items() if name not in {"TZ", "LANG", "LC_ALL"}}
    expected = process(command, "a.md", env=plain)
    done = process(command, "a.md", env=plain | changed)
    assert expected.returncode == 0
    assert (done.returncode, done.stdout) == (0, expected.stdout)


@pytest.mark.parametrize("full", [0, 32_000_000])
def test_order_is_kept_where_much_waits_to_be_taken(folder, monkeypatch, full):
    from offres.ingest import run
    from offres.ingest.find import find
    from offres.ingest.guard import Limits

    monkeypatch.setattr(run, "FULL", full)
    many(40)
    for name in ("many/007.zip", "many/020.zip"):
        with zipfile.ZipFile(name, "w") as packed:
            for number in range(20):
                packed.writestr(f"{number:02}.txt", POSTING)
    outcomes = [(file.uri, outcome.uri) for file, outcome in run.run(find(["many"]).files, 2, Limits(120, 3000))]
    assert outcomes == sorted(outcomes)
    assert len(outcomes) == 80


# A worker that dies


@LINUX
def test_only_the_file_that_kills_its_worker_fails(folder):
    many(70)
    write("many/033.txt", "fatal")
    write(
        "hook/sitecustomize.py",
        "import os, pathlib\n"
        "opened = pathlib.Path.open\n"
        "def fatal(path, *how, **more):\n"
        "    if path.name == '033.txt': os.kill(os.getpid(), 9)\n"
        "    return opened(path, *how, **more)\n"
        "pathlib.Path.open = fatal\n",
    )
    done = process("convert", "many", "--jobs", "2", env=os.environ | {"PYTHONPATH": "hook"})
    assert done.returncode == 1
    assert uris(done.stdout) == [f"many/{number:03}.txt" for number in range(70)]
    assert [record["source"]["uri"] for record in records(done.stdout) if not record["offer"]] == ["many/033.txt"]
    assert b"many/033.txt: OF901 unreadable-file: the process that read it ended with signal SIGKILL" in done.stderr
    (failed,) = (record["source"] for record in records(done.stdout) if not record["offer"])
    assert (failed["bytes"], failed["sha256"]) == (5, hashlib.sha256(b"fatal").hexdigest())


def test_a_run_that_breaks_off_leaves_what_stood_there(folder, monkeypatch):
    from offres.ingest import run

    def break_off(file, **options):
        raise KeyboardInterrupt

    write("out.jsonl", "earlier")
    before = sorted(Path().iterdir())
    monkeypatch.setattr(run, "convert_file", break_off)
    assert offres("convert", "a.md", "-o", "out.jsonl").exit_code == 130
    assert Path("out.jsonl").read_text(encoding="utf-8") == "earlier"
    assert sorted(Path().iterdir()) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_run_quietly(folder, jobs, sent, code):
    os.mkfifo("wait")
    before = sorted(Path().iterdir())
    command = [sys.executable, "-m", "offres", "convert", "a.md", "wait", "-o", "out.jsonl", "--jobs", jobs]
    run = subprocess.Popen(command, stderr=subprocess.PIPE)
    until(lambda: len(list(Path().iterdir())) > len(before))  # the file written aside is there
    time.sleep(0.5)
    run.send_signal(sent)
    _, told = run.communicate(timeout=60)
    assert (run.returncode, told) == (code, b"")
    assert sorted(Path().iterdir()) == before


def until(holds, seconds=30):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def test_a_reader_that_goes_away_is_no_error(folder):
    many(200)
    command = [sys.executable, "-m", "offres", "convert", "many"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    run.stdout.readline()
    run.stdout.close()
    told = run.stderr.read()
    run.stderr.close()
    assert (run.wait(60), told) == (141, b"")
