"""A batch on Dask gives the folder of the local run, byte for byte, whoever dies; and says what it cannot work with."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import dask
import pytest
from distributed import LocalCluster

from bucket import bucket
from command import many, offres, process, write
from offres.ingest.batch import dask as on_dask
from offres.ingest.batch.chunks import Chunk
from offres.ingest.batch.job import job as job_of
from offres.ingest.find import File, find
from offres.ingest.guard import Limits
from offres.ingest.place import place
from offres.ingest.run import NoWorker

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of memory and signals are Linux's")
pytestmark = [LINUX, pytest.mark.slow]

LIMITS = Limits(2, 3000)
BATCH = ("convert", "in", "--format", "jsonl", "--timeout", "2", "-j", "2", "-o")
# Chunks of few files in every process that is started; and a reader that does what the text tells it to do.
HOOK = """
import os, signal, time
from pathlib import Path
from offres.extract.read import text_file
from offres.ingest.batch import chunks

chunks.USUAL = 8
read = text_file.read

def once(name):
    try:
        Path(name).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True

def hooked(data):
    if data.startswith(b"ABORT"):
        os.abort()
    if data.startswith(b"LOOP"):
        time.sleep(600)
    if b"KILL" in data and once("killed"):
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(600)
    if b"WAIT" in data and not Path("go").exists():
        Path("waits").touch()
        time.sleep(600)
    return read(data)

text_file.read = hooked
"""


@pytest.fixture
def archive(tmp_path, monkeypatch):
    """A current folder with 60 texts in several chunks, and two that cannot be read."""
    monkeypatch.chdir(tmp_path)
    many(60, "in")
    write("in/torn.pdf", "%PDF-1.7 torn")
    write("in/empty.txt", "")
    write("hook/sitecustomize.py", HOOK)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "hook"))
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))  # what a killed command leaves goes with the test
    return tmp_path


def held(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()
    }


def local():
    """What the local run makes of the folder `in`, of which two files or more cannot be read."""
    done = process(*BATCH, "local/")
    assert done.returncode == 1, done.stderr
    return held("local")


def leftovers():
    found = subprocess.run(["pgrep", "-f", "spawn_main"], capture_output=True, text=True, check=False).stdout.split()
    return {pid for pid in found if Path(f"/proc/{pid}/cwd").resolve() == Path.cwd()}


def test_the_folder_is_that_of_the_local_run_with_limits_held_in_the_workers(archive):
    write("in/007.txt", "ABORT")
    write("in/031.txt", "LOOP")
    done = process(*BATCH, "dask/", "--engine", "dask")
    assert done.returncode == 1, done.stderr
    said = done.stderr.decode()
    assert "in/007.txt: OF901 unreadable-file: the process that read it ended with signal SIGABRT" in said
    assert "in/031.txt: OF903 limit-exceeded: reading it took over 2 seconds" in said
    assert "62 files, 58 records, 4 failed; 62 read now" in said
    assert len(said.splitlines()) == 5
    found = held("dask")
    assert found == local()
    done = process(*BATCH, "dask/", "--engine", "dask", "--resume")
    assert b"62 files, 58 records, 4 failed; 0 read now" in done.stderr
    assert held("dask") == found
    assert sum(name.startswith("receipts/") for name in found) > 3
    assert leftovers() == set()


def test_a_worker_that_is_killed_loses_nothing_and_doubles_nothing(archive):
    with Path("in/030.txt").open("a") as text:
        text.write("KILL")
    done = process(*BATCH, "dask/", "--engine", "dask")
    assert Path("killed").exists()  # and it is killed once only
    assert done.returncode == 1, done.stderr
    assert held("dask") == local()
    assert leftovers() == set()


def test_a_command_that_is_killed_goes_on_where_it_was(archive):
    with Path("in/055.txt").open("a") as text:
        text.write("WAIT")
    command = [sys.executable, "-m", "offres", *BATCH, "dask/", "--engine", "dask", "--timeout", "60"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as run:
        while not Path("waits").exists() or not any(Path("dask").glob("part-*")):
            assert run.poll() is None
            time.sleep(0.05)
        run.send_signal(signal.SIGKILL)
    Path("go").touch()
    while leftovers():
        time.sleep(0.05)
    assert not Path("dask/manifest.jsonl").exists()
    done = process(*BATCH, "dask/", "--engine", "dask", "--resume", "--timeout", "60")
    assert done.returncode == 1, done.stderr
    assert b"62 files, 60 records, 2 failed" in done.stderr
    assert b" 62 read now" not in done.stderr
    assert process(*BATCH, "local/", "--timeout", "60").returncode == 1
    assert held("dask") == held("local")


def test_interrupted_it_ends_its_workers(archive):
    write("in/055.txt", "WAIT")
    command = [sys.executable, "-m", "offres", *BATCH, "dask/", "--engine", "dask", "--timeout", "60"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as run:
        while not Path("waits").exists():
            assert run.poll() is None
            time.sleep(0.05)
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does, to all of them
        said = run.stderr.read().decode()
    assert run.returncode == 130
    assert "Traceback" not in said
    assert leftovers() == set()


def test_files_and_output_may_be_in_an_object_store(archive):
    with bucket() as url:
        source, target = place(f"{url}/in"), place(f"{url}/out")
        for path in Path("in").iterdir():
            source.write(path.name, path.read_bytes())
        command = ["convert", f"{url}/in/", "--format", "parquet", "-j", "2", "-o"]
        done = process(*command, f"{url}/out/", "--engine", "dask")
        assert done.returncode == 1, done.stderr
        assert b"62 files, 60 records, 2 failed; 62 read now" in done.stderr
        done = process(*command, "out/")
        assert done.returncode == 1, done.stderr
        assert {name: target.read(name) for name in target.names()} == held("out")


@pytest.fixture
def threads():
    """The address of a scheduler whose workers are threads of this process."""
    with LocalCluster(1, processes=False, threads_per_worker=1, dashboard_address=":0") as cluster:
        yield cluster.scheduler_address


def receipts(scheduler, job, *, files=None):
    files = tuple(find(["in"]).files) if files is None else files
    return list(on_dask.engine(scheduler, 1)(iter([Chunk(files)]), job, lambda: None))


@pytest.fixture
def job(archive):
    return job_of(str(archive / "out"), "jsonl", LIMITS)


def test_workers_of_other_code_are_refused(threads, job):
    with pytest.raises(NoWorker, match="has another version of offres"):
        receipts(threads, replace(job, key="0" * 16))


@pytest.mark.parametrize("name", ["offres.ingest.gone", "offres.ingest.find"])
def test_workers_without_offres_or_with_a_very_different_one_are_refused(threads, job, name, monkeypatch):
    monkeypatch.setattr(on_dask.pickle, "dumps", lambda _: f"c{name}\nNothing\n.".encode())
    with pytest.raises(NoWorker, match=r"cannot load what this offres sends \(.*\)\. Install there what"):
        receipts(threads, job)


def test_workers_that_write_elsewhere_are_refused(threads, job, archive, monkeypatch):
    monkeypatch.setattr(on_dask, "place", lambda _: place(str(archive / "other")))
    with pytest.raises(
        NoWorker, match=r"nothing of it is here\. Workers elsewhere need a folder that all of them share"
    ):
        receipts(threads, job)


def test_files_that_went_away_after_the_listing_fail_alone(threads, job):
    gone = (File("in/gone.txt", "in/gone.txt", size=3),)
    (receipt,) = receipts(threads, job, files=gone)
    assert [failed.uri for entry in receipt.inputs for failed in entry.failed] == ["in/gone.txt"]
    assert job.out not in {of.out for of in on_dask._readers._of}  # no process is left in a worker that stays


def test_workers_whose_processes_cannot_start_others_are_refused(job):
    with (
        dask.config.set({"distributed.worker.daemon": True}),
        LocalCluster(1, threads_per_worker=1, dashboard_address=":0") as cluster,
        pytest.raises(NoWorker, match="DASK_DISTRIBUTED__WORKER__DAEMON=False"),
    ):
        receipts(cluster.scheduler_address, job)


def test_workers_that_see_no_file_are_refused(job):
    here = (File(f"/proc/self/task/{os.getpid()}/stat", "a.txt", size=3),)  # there for this process only
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        LocalCluster(1, threads_per_worker=1, dashboard_address=":0") as cluster,
        pytest.raises(NoWorker, match="does not see /proc/self/task"),
    ):
        receipts(cluster.scheduler_address, job, files=here)


def test_a_scheduler_that_is_not_there_is_told(job, monkeypatch):
    monkeypatch.setattr(on_dask, "TO_CONNECT", 0.5)
    with pytest.raises(NoWorker, match=r"tcp://127\.0\.0\.1:9 cannot be reached"):
        receipts("tcp://127.0.0.1:9", job)


def test_where_distributed_is_missing_the_message_says_what_to_install(archive, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = offres(*BATCH, "out/", "--engine", "dask")
    assert done.exit_code == 1
    assert "pip install 'offres[dask]'" in done.output


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--engine", "dask"), "only a batch, into a folder, is read by dask"),
        (("--engine", "dask", "-o", "x.jsonl"), "only a batch, into a folder, is read by dask"),
        (("--scheduler", "tcp://h:1", "-o", "x/", "--format", "jsonl"), "--scheduler is that of --engine dask"),
    ],
)
def test_wrong_usage(archive, options, told):
    done = offres("convert", "in", *options)
    assert done.exit_code == 2
    assert told in done.output
