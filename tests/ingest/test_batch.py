"""Batches: what stands in their folder, what is read again and what is not, and what they say of wrong usage."""

import errno
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from command import POSTING, many, offres, process, records, uris, write
from offres.ingest.batch import before, parts
from offres.ingest.batch.folder import FAILURES, MANIFEST, STATE
from offres.ingest.batch.receipts import loaded

pytestmark = pytest.mark.slow
OUT = Path("out")


def batch(*paths, **options):
    arguments = ["--resume"] if options.pop("resume", True) else []
    for name, value in options.items():
        arguments += [f"--{name}"] if value is True else [f"--{name}", str(value)]
    return offres("convert", *paths, "--format", "jsonl", "-o", "out/", *arguments)


def state(folder=OUT):
    """The bytes of all files of a batch."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def lines(name):
    return [json.loads(line) for line in (OUT / name).read_bytes().splitlines()]


def all_records(folder=OUT):
    """The records of all parts that the manifest names, in its order."""
    named = dict.fromkeys(part for line in lines(MANIFEST) for part in line["parts"])
    assert sorted(named) == sorted(path.name for path in folder.glob("part-*"))
    return [record for name in named for record in records((folder / name).read_bytes())]


def read_now(done):
    return int(done.stderr.rpartition("; ")[2].split()[0])


def posting(number):
    return POSTING.replace("0042", f"{number:04}")


# What stands there


def test_a_batch_holds_the_records_of_all_files_in_their_order(folder):
    many(300)
    done = batch("many", "a.md")
    assert (done.exit_code, read_now(done)) == (0, 301)
    plain = process("convert", "many", "a.md")
    assert all_records() == records(plain.stdout)
    told = json.loads((OUT / STATE).read_text())
    assert {key: told[key] for key in ("format", "finished", "files", "records", "failed")} == {
        "format": "jsonl", "finished": True, "files": 301, "records": 301, "failed": 0,
    }  # fmt: skip
    assert len(list(OUT.glob("part-*"))) == told["parts"] > 1


def test_the_manifest_says_of_each_file_what_it_was_and_where_its_records_are(folder):
    with zipfile.ZipFile("c.zip", "w") as packed:
        packed.writestr("1.txt", posting(1))
        packed.writestr("2.txt", posting(2))
        packed.writestr("void.txt", "")
    write("void.pdf", "%PDF-1.7")
    assert batch("a.md", "c.zip", "void.pdf", "none.txt").exit_code == 1
    told = {line.pop("uri"): line for line in lines(MANIFEST)}
    assert list(told) == ["a.md", "c.zip", "none.txt", "void.pdf"]
    for name, media_type, given, failed in [
        ("a.md", "text/plain", 1, 0),
        ("c.zip", "application/zip", 2, 1),
        ("void.pdf", "application/pdf", 0, 1),
    ]:
        data = Path(name).read_bytes()
        line = told[name]
        assert (line["size"], line["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
        assert (line["media_type"], line["records"], line["failed"]) == (media_type, given, failed)
        assert bool(line["parts"]) == bool(given)
    assert [record["source"]["uri"] for record in all_records()] == ["a.md", "c.zip!/1.txt", "c.zip!/2.txt"]


def test_failures_stand_apart_with_code_stage_message_and_attempts(folder):
    write("void.txt", "")
    write("void.pdf", "%PDF-1.7")
    with zipfile.ZipFile("c.zip", "w") as packed:
        packed.writestr("blank.txt", "  ")
    done = batch(".", "none.txt")
    told = [(line["uri"], line["code"], line["name"], line["stage"], line["attempts"]) for line in lines(FAILURES)]
    assert told == [
        ("c.zip!/blank.txt", "OF904", "no-text", "read", 1),
        ("none.txt", "OF901", "unreadable-file", "open", 1),
        ("void.pdf", "OF901", "unreadable-file", "read", 1),
        ("void.txt", "OF901", "unreadable-file", "read", 1),
    ]
    for line in lines(FAILURES):
        assert f"{line['uri']}: {line['code']} {line['name']}: " in done.stderr
        assert line["message"]
    assert [record["source"]["uri"] for record in all_records()] == ["a.md", "b.txt"]


@pytest.mark.parametrize("jobs", [1, 3])
def test_workers_order_and_environment_change_no_byte(folder, jobs):
    many(300)
    write("many/void.txt", "")
    assert batch("many", "a.md").exit_code == 1
    expected = state()
    shutil.rmtree(OUT)
    arguments = ["a.md", "many/1*.txt", "many", "--format", "jsonl", "-o", "out", "--jobs", str(jobs)]
    OUT.mkdir()
    done = process(
        "convert", *arguments, env=os.environ | {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Noumea", "LC_ALL": "C"}
    )
    assert (done.returncode, state()) == (1, expected)


def test_parquet_holds_the_same_records(folder):
    pytest.importorskip("pyarrow")
    from offres.output.parquet import lines_of

    many(20)
    assert batch("many").exit_code == 0
    expected = all_records()
    shutil.rmtree(OUT)
    for _ in range(2):  # the second run takes all from there
        assert offres("convert", "many", "--format", "parquet", "-o", "out/", "--resume").exit_code == 0
        named = dict.fromkeys(part for line in lines(MANIFEST) for part in line["parts"])
        found = [json.loads(line) for name in named for line in lines_of((OUT / name).read_bytes())]
        assert found == expected
    write("many/more.txt", posting(99))
    done = offres("convert", "many", "--format", "parquet", "-o", "out/", "--resume")
    assert read_now(done) == 1


def test_many_records_of_a_file_stand_in_several_parts(folder, monkeypatch):
    monkeypatch.setattr(parts, "LARGEST", 20_000)
    with zipfile.ZipFile("c.zip", "w") as packed:
        for number in range(30):
            packed.writestr(f"{number:02}.txt", posting(number))
    assert batch("a.md", "c.zip", "b.txt").exit_code == 0
    told = {line["uri"]: line["parts"] for line in lines(MANIFEST)}
    assert len(told["c.zip"]) > 3
    assert len(all_records()) == 32
    expected = state()
    write("d.txt", posting(77))
    assert read_now(batch("a.md", "c.zip", "b.txt", "d.txt")) == 1
    assert batch("a.md", "c.zip", "b.txt").exit_code == 0
    assert state() == expected


# Going on


def nothing_is_read(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a file is opened")

    monkeypatch.setattr("offres.ingest.guard.Worker.__init__", refuse)
    monkeypatch.setattr(before, "digest_of", refuse)


def test_a_second_run_reads_nothing_and_writes_nothing(folder, monkeypatch):
    many(300)
    write("many/void.txt", "")
    batch("many")
    expected = {path: path.stat().st_mtime_ns for path in OUT.rglob("*")}
    nothing_is_read(monkeypatch)
    done = batch("many")
    assert (done.exit_code, read_now(done)) == (1, 0)
    assert {path: path.stat().st_mtime_ns for path in OUT.rglob("*")} == expected


def add():
    write("many/077b.txt", posting(9000))


def change():
    write("many/077.txt", posting(9000))


def touch():
    os.utime("many/077.txt")


def remove():
    Path("many/077.txt").unlink()


def rename():
    Path("many/077.txt").rename("many/zzz.txt")


def lose_a_part():
    next(OUT.glob("part-*")).unlink()


def damage_a_receipt():
    next(OUT.glob("receipts/*")).write_text("{}")


def nothing():
    pass


@pytest.mark.parametrize(
    ("deed", "least", "most"),
    [(nothing, 0, 0), (add, 1, 1), (change, 1, 1), (touch, 0, 0), (remove, 0, 0), (rename, 1, 1), (lose_a_part, 1, 299), (damage_a_receipt, 1, 299)],
)  # fmt: skip
def test_what_is_new_or_changed_is_read_and_the_end_is_as_if_all_were(folder, deed, least, most):
    many(300)
    batch("many")
    deed()
    assert least <= read_now(batch("many")) <= most
    found = state()
    shutil.rmtree(OUT)
    batch("many")
    assert found == state()


@pytest.mark.parametrize(
    "options", [{"timeout": 60}, {"memory": 2000}, {"pages": 7}, {"unpacked": 9}, {"patterns": "own"}]
)
def test_other_limits_or_packs_read_all_again(folder, options):
    import ownpacks

    ownpacks.pack("own")
    many(20)
    batch("many")
    assert read_now(batch("many", **options)) == 20
    assert read_now(batch("many", **options)) == 0


def test_other_code_reads_all_again(folder, monkeypatch):
    many(20)
    batch("many")
    monkeypatch.setattr("offres.extract.fingerprint.fingerprint", lambda: "0" * 16)
    assert read_now(batch("many")) == 20


def test_a_part_that_holds_something_else_is_not_believed(folder):
    many(20)
    batch("many")
    expected = state()
    part = next(OUT.glob("part-*"))
    part.write_bytes(part.read_bytes().replace(b"Jardinier", b"Fontainier"))
    write("many/more.txt", posting(99))
    assert read_now(batch("many")) == 21
    Path("many/more.txt").unlink()
    batch("many")
    assert state() == expected


def attempts():
    return {line["uri"]: line["attempts"] for line in lines(FAILURES)}


def test_what_failed_is_tried_again_when_that_is_asked_for(folder):
    write("void.pdf", "%PDF-1.7")
    write("void.txt", "")
    batch("a.md", "void.pdf", "void.txt")
    assert read_now(batch("a.md", "void.pdf", "void.txt")) == 0
    assert attempts() == {"void.pdf": 1, "void.txt": 1}
    assert read_now(batch("a.md", "void.pdf", "void.txt", retry=True)) == 2
    assert attempts() == {"void.pdf": 2, "void.txt": 2}
    write("void.pdf", POSTING)
    assert read_now(batch("a.md", "void.pdf", "void.txt")) == 1
    assert attempts() == {"void.txt": 2}
    assert read_now(batch("a.md", "void.pdf", "void.txt", timeout=60)) == 3
    assert attempts() == {"void.txt": 1}


def test_a_file_that_could_not_be_opened_is_tried_by_every_run(folder):
    batch("a.md", "later.txt")
    assert attempts() == {"later.txt": 1}
    expected = state()
    assert read_now(batch("a.md", "later.txt")) == 1
    assert state() == expected
    write("later.txt")
    assert (batch("a.md", "later.txt").exit_code, attempts()) == (0, {})


def empty_it():
    for path in Path("many").iterdir():
        path.unlink()


def take_it_away():
    Path("many").rename(".away")


@pytest.mark.parametrize("source", ["many", "many/", "many/*.txt", "ma*", "*/0*.txt"])
@pytest.mark.parametrize("deed", [empty_it, take_it_away])
def test_a_source_that_is_suddenly_empty_or_gone_loses_nothing(folder, deed, source):
    many(20)
    batch(source, "a.md")
    expected = state()
    deed()
    done = batch(source, "a.md")
    assert done.exit_code == 1
    assert "files of it that the batch holds are not found now (20)" in done.stderr
    assert state() == expected
    assert (batch("a.md").exit_code, len(all_records())) == (0, 1)


# What is refused, and what goes wrong


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.md", "--resume"], "only a batch, into a folder, can be gone on with"),
        (["a.md", "-o", "x.jsonl", "--resume"], "only a batch"),
        (["a.md", "-o", "out/", "--resume"], "only a batch"),
        (["a.md", "-o", "out/", "--format", "json", "--retry"], "only a batch"),
        (["a.md", "-o", "x.jsonl", "--format", "json"], "let -o name a folder"),
        (["a.md", "-o", "x.jsonl", "--format", "parquet"], "takes jsonl"),
        (["a.md", "-o", "x.parquet", "--format", "jsonl"], "takes parquet"),
        (["a.md", "--format", "parquet"], "takes jsonl"),
        (["a.md", "-o", "memory://there/"], "add --format jsonl"),
        (["none/*.txt", "-o", "out/", "--format", "jsonl"], "no file to read"),
    ],
)
def test_wrong_usage_says_what_to_write(folder, arguments, told):
    done = offres("convert", *arguments)
    assert done.exit_code == 2
    assert told in done.stderr
    assert not OUT.exists()


def test_a_batch_is_never_mixed_with_something_else(folder):
    done = batch("a.md")
    assert done.exit_code == 0
    expected = state()
    for arguments, told in [
        (["--format", "jsonl"], "go on with it by --resume"),
        (["--format", "parquet", "--resume"], "holds a batch in the format jsonl"),
    ]:
        done = offres("convert", "b.txt", "-o", "out/", *arguments)
        assert done.exit_code == 2
        assert told in done.stderr
    assert state() == expected
    write("other/notes.txt")
    done = offres("convert", "b.txt", "-o", "other/", "--format", "jsonl", "--resume")
    assert (done.exit_code, "holds other files and no batch" in done.stderr) == (2, True)
    done = offres("convert", "b.txt", "-o", "a.md/", "--format", "jsonl", "--resume")
    assert done.exit_code == 1


@pytest.mark.parametrize("state", ["", "{}", "[]", "nothing"])
def test_a_damaged_state_is_told(folder, state):
    batch("a.md")
    (OUT / STATE).write_text(state)
    done = batch("a.md")
    assert (done.exit_code, "its batch.json is damaged" in done.stderr) == (2, True)


def test_a_missing_library_is_told_before_anything_is_read(folder, monkeypatch):
    nothing_is_read(monkeypatch)
    monkeypatch.setattr("offres.ingest.batch.run.find_spec", lambda _: None)
    done = offres("convert", "a.md", "-o", "out/", "--format", "parquet")
    assert (done.exit_code, "pip install 'offres[parquet]'" in done.stderr) == (1, True)
    assert not OUT.exists()


def test_a_manifest_that_was_lost_is_made_again(folder):
    many(20)
    batch("many")
    expected = state()
    for name in (MANIFEST, FAILURES):
        (OUT / name).unlink()
    assert read_now(batch("many")) == 0
    assert state() == expected


def test_two_runs_never_write_into_one_folder(folder):
    fcntl = pytest.importorskip("fcntl")
    batch("a.md")
    expected = state()
    handle = os.open("out", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        done = batch("b.txt")
    finally:
        os.close(handle)
    assert (done.exit_code, "another run writes there now" in done.stderr) == (75, True)
    assert state() == expected


@pytest.mark.parametrize("after", [0, 1, 2, 4])
def test_a_full_disk_costs_the_run_and_no_part(folder, monkeypatch, after):
    many(300)
    batch("many")
    expected = state()
    shutil.rmtree(OUT)
    real, written = os.fsync, []

    def fsync(handle):
        written.append(handle)
        if len(written) > 2 * after:  # a file and its folder
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", fsync)
        done = batch("many")
    assert done.exit_code == 1
    assert "cannot write out/: No space left on device. What was read so far is kept" in done.stderr
    for path in OUT.rglob("part-*"):
        assert expected[path.name] == path.read_bytes()
    for path in OUT.rglob("receipts/*"):
        assert loaded(path.name, path.read_bytes()).parts
    assert not (OUT / MANIFEST).exists()
    batch("many")
    assert state() == expected


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(folder):
    OUT.mkdir(mode=0o500)
    done = batch("a.md")
    assert (done.exit_code, "Permission denied" in done.stderr) == (1, True)


def test_what_killed_runs_left_is_removed(folder):
    batch("a.md")
    expected = state()
    write("out/.offres-0123456789abcdef.part", "half")
    write("out/part-0123456789abcdef0123456789abcdef.jsonl", "whole, of a file that is gone")
    write("out/receipts/0123456789abcdef0123456789abcdef.json", "{")
    write("out/readme.txt", "somebody's own")
    batch("a.md")
    found = state()
    assert found.pop("readme.txt")
    assert found == expected


def test_uris_of_any_name_are_kept(folder):
    for name in (
        "é è.txt",
        "a\u2028b.txt",
        'a"b\\c.txt',
        "\ud800.txt".encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape"),
    ):
        write(name)
    write("void\u2028.txt", "")
    assert batch(".").exit_code == 1
    assert read_now(batch(".")) == 0
    assert uris(process("convert", ".").stdout) == sorted(
        [record["source"]["uri"] for record in all_records()] + [line["uri"] for line in lines(FAILURES)]
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_batch_quietly_and_what_was_read_is_kept(folder, sent, code):
    many(300)
    os.mkfifo("wait")
    command = [sys.executable, "-m", "offres", "convert", "many", "wait", "--format", "jsonl", "-o", "out/", "--resume"]
    run = subprocess.Popen(command, stderr=subprocess.PIPE)
    end = time.monotonic() + 60
    while not list(OUT.glob("receipts/*.json")):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
    run.send_signal(sent)
    _, told = run.communicate(timeout=60)
    assert (run.returncode, told) == (code, b"")
    assert json.loads((OUT / STATE).read_text()) == {"format": "jsonl", "finished": False}
    os.unlink("wait")
    assert read_now(batch("many")) < 300
    assert len(all_records()) == 300
