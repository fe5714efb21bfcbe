"""Documents that hang, crash or eat the memory of the process that reads them: each costs itself, and says why."""

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from command import POSTING, process, records, uris, write

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of memory and signals are Linux's")
pytestmark = [LINUX, pytest.mark.slow]

# A reader that does what the text tells it to do; in every process that the run starts.
HOOK = """
import mmap, os, signal, subprocess, sys, time
from pathlib import Path
from offres.extract.read import text_file

read = text_file.read
DEEDS = {
    b"LOOP": lambda: 1 in iter(int, 1),
    b"CHILD": lambda: (Path("child").write_text(str(subprocess.Popen(["sleep", "600"]).pid)), time.sleep(600)),
    b"PID": lambda: (Path("pid").write_text(str(os.getpid())), time.sleep(600)),
    b"ABORT": os.abort,
    b"FAULT": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    b"EXIT": lambda: os._exit(3),
    b"LEAVE": lambda: sys.exit(0),
    b"INTERRUPT": lambda: (_ for _ in ()).throw(KeyboardInterrupt),
    b"MEMORY": lambda: bytearray(10**11),
    b"HIDDEN": lambda: hide(),
    b"GREEDY": lambda: (mmap.mmap(-1, 2_500_000_000), time.sleep(3), os.abort()),
    b"PRINT": lambda: print("x" * 100_000),
    b"KILL": lambda: os.kill(os.getpid(), signal.SIGKILL),
    b"ONCE": lambda: once(),
}

# Dies of what is not the fault of the document, the first time.
def once():
    if not Path("once").exists():
        Path("once").touch()
        os.kill(os.getpid(), signal.SIGKILL)

def hide():
    try:
        bytearray(10**11)
    except Exception as error:
        raise ValueError("some library's own error") from error

def hooked(data):
    for word, deed in DEEDS.items():
        if data.startswith(word):
            deed()
    return read(data)

text_file.read = hooked
"""


@pytest.fixture
def hooked(folder):
    write("hook/sitecustomize.py", HOOK)
    return os.environ | {"PYTHONPATH": "hook"}


def zipped(name, **members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for path, text in members.items():
            packed.writestr(path, text)
    Path(name).write_bytes(stream.getvalue())


def said(done):
    """The uri of each record, and what its file error says."""
    return {
        record["source"]["uri"]: None if record["offer"] else record["findings"][0]["message"]
        for record in records(done.stdout)
    }


DEADLY = {
    "ABORT": "the process that read it ended with signal SIGABRT",
    "EXIT": "ended with exit code 3",
    "FAULT": "ended with signal SIGSEGV",
    "GREEDY": "reading it took more than 3,000 MB of memory (signal SIGABRT)",
    "HIDDEN": "reading it took more memory than 3,000 MB",
    "INTERRUPT": "ended with exit code 1",
    "LEAVE": "ended with exit code 0",
    "LOOP": "reading it took over 20 seconds",
    "MEMORY": "reading it took more memory than 3,000 MB",
}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_document_that_kills_its_reader_costs_itself(hooked, jobs):
    deadly = {word: cause for word, cause in DEADLY.items() if jobs == "1" or word != "LOOP"}  # it takes its time
    good = {f"{word}-after": POSTING for word in deadly}
    zipped("c.zip", **{word: word for word in deadly}, **good)
    zipped("d.zip", LAST=POSTING)
    done = process("convert", "a.md", "c.zip", "d.zip", "--jobs", jobs, "--timeout", "20", env=hooked)
    assert uris(done.stdout) == ["a.md", *(f"c.zip!/{name}" for name in sorted({*deadly, *good})), "d.zip!/LAST"]
    found = said(done)
    for word, cause in deadly.items():
        assert cause in found.pop(f"c.zip!/{word}")
    assert set(found.values()) == {None}
    assert done.returncode == 1


def test_each_of_many_texts_in_workers(hooked):
    for number in range(40):
        write(f"many/{number:02}.txt", "ABORT" if number % 10 == 3 else POSTING)
    done = process("convert", "many", "--jobs", "2", env=hooked)
    assert uris(done.stdout) == [f"many/{number:02}.txt" for number in range(40)]
    assert [uri for uri, cause in said(done).items() if cause] == [f"many/{tens}3.txt" for tens in range(4)]


@pytest.mark.parametrize("deed", ["LOOP", "KILL", "EXIT", "MEMORY"])
def test_the_one_of_many_texts_that_is_to_blame_is_told(hooked, deed):
    for number in range(40):
        write(f"many/{number:02}.txt", deed if number == 21 else POSTING.replace("0042", f"{number:04}"))
    done = process("convert", "many", "--jobs", "2", "--timeout", "10", env=hooked)
    assert uris(done.stdout) == [f"many/{number:02}.txt" for number in range(40)]
    assert [uri for uri, cause in said(done).items() if cause] == ["many/21.txt"]


@pytest.mark.parametrize("as_member", [True, False])
def test_a_worker_that_is_killed_from_outside_costs_nothing(hooked, as_member):
    zipped("many.zip", A=POSTING, B=f"ONCE\n{POSTING}", C=POSTING)
    for number in range(20):
        write(f"many/{number:02}.txt", f"ONCE\n{POSTING}" if number == 11 else POSTING)
    done = process("convert", "many.zip" if as_member else "many", "--jobs", "2", env=hooked)
    assert Path("once").exists()
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(uris(done.stdout)) == (3 if as_member else 20)


def test_a_worker_that_dies_while_it_has_nothing_to_do_is_replaced(folder):
    from offres.ingest.find import find
    from offres.ingest.guard import Limits
    from offres.ingest.run import Pool

    pool = Pool(1, Limits(120, 3000))
    try:
        for path in ("a.md", "b.txt", "a.md"):
            assert [file.uri for file, _ in pool.read(find([path]).files)] == [path]
            (worker,) = pool._workers
            worker.kill()
            worker._process.join()
    finally:
        pool.close()


def test_somebody_else_may_stop_a_pool(hooked):
    from offres.ingest.find import find
    from offres.ingest.guard import Limits
    from offres.ingest.run import Pool, Stopped

    zipped("c.zip", A=POSTING, B=POSTING)
    pool = Pool(1, Limits(120, 3000))
    outcomes = pool.read(find(["a.md", "b.txt", "c.zip"]).files)
    next(outcomes)
    pool.stop()
    with pytest.raises(Stopped):
        list(outcomes)
    with pytest.raises(Stopped):
        list(pool.read(find(["b.txt"]).files))
    pool.close()


def test_what_a_reader_started_ends_with_it(hooked):
    zipped("c.zip", CHILD="CHILD", OTHER=POSTING)
    done = process("convert", "c.zip", "--timeout", "20", env=hooked)
    assert "over 20 seconds" in said(done)["c.zip!/CHILD"]
    until(lambda: not alive(int(Path("child").read_text())))


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_workers_end_with_the_run(hooked, sent):
    zipped("c.zip", PID="PID")
    run = subprocess.Popen([sys.executable, "-m", "offres", "convert", "c.zip"], env=hooked, stdout=subprocess.DEVNULL)
    until(lambda: Path("pid").exists() and Path("pid").read_text())
    run.send_signal(sent)
    run.wait(60)
    until(lambda: not alive(int(Path("pid").read_text())))


def test_what_a_library_prints_is_no_record(hooked):
    zipped("c.zip", PRINT="PRINT", OTHER=POSTING)
    done = process("convert", "c.zip", env=hooked)
    assert uris(done.stdout) == ["c.zip!/OTHER", "c.zip!/PRINT"]


def test_a_run_without_workers_says_so(folder):
    zipped("c.zip", A=POSTING)
    env = os.environ | {"PYTHONPATH": "hook"}
    write("hook/sitecustomize.py", "import os, sys\nif '--multiprocessing-fork' in sys.argv: os._exit(7)\n")
    done = process("convert", "a.md", "c.zip", env=env)
    assert (done.returncode, uris(done.stdout)) == (1, ["a.md"])
    assert b"a process that reads files ended with exit code 7 before it began" in done.stderr


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def until(holds, seconds=60):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
