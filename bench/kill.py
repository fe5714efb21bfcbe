"""Kills runs at random moments and goes on with them: `python bench/kill.py WHAT [--kills N] [--seed S]`.

WHAT is convert, ingest-sqlite or ingest-postgresql (a server of its own in a temporary folder).

A run is left undisturbed once; what it leaves is the state to reach. Then N times (50 by default) the same run begins
anew and is killed with SIGKILL at a random moment: with all its processes, or the command alone, or one of its workers
alone, in turn; some are killed again while they go on. After the last rerun the state must be the one to reach, byte
for byte or row for row, and no process may be left. Printed: a line a kill. The exit code is 1 where a state differs.
"""

import argparse
import contextlib
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).resolve().parent.parent
AIMS = ("group", "group", "parent", "worker")  # what is killed, in turn
AGAIN = 0.3  # of the killed runs are killed a second time
EARLY = 0.05  # of a run's time: the first moment of a kill
TO_END = 30.0  # seconds that workers may take to end with the command
WORKER = b"multiprocessing-fork"  # stands in the command line of a worker

State = Mapping[str, str]


class Case(Protocol):
    """A command that is killed; all that it reads and writes lies in one folder."""

    folder: Path

    def command(self) -> list[str]:
        """The arguments of `offres`, the same for the first run and for those that go on."""

    def reset(self) -> None:
        """Take away what runs have left."""

    def state(self) -> State:
        """What a run leaves, in a form that can be compared."""


class Convert:
    """`offres convert` into a folder: texts, an archive, a file that cannot be read."""

    def __init__(self, folder: Path, count: int = 600) -> None:
        from offres.bench.batch import fill, postings

        self.folder = folder
        fill(folder / "in", count)
        with zipfile.ZipFile(folder / "in" / "000" / "packed.zip", "w") as packed:
            for number, text in enumerate(postings(count // 10)):
                packed.writestr(f"{number:04}.txt", text)
        (folder / "in" / "000" / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")

    def command(self) -> list[str]:
        """The batch, with two workers."""
        return ["convert", "in", "--format", "jsonl", "-o", "out/", "--resume", "--jobs", "2"]

    def reset(self) -> None:
        """Take the batch away."""
        shutil.rmtree(self.folder / "out", ignore_errors=True)

    def state(self) -> State:
        """The digest of each file of the batch."""
        out = self.folder / "out"
        return {
            path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(out.rglob("*"))
            if path.is_file()
        }


def started(case: Case) -> subprocess.Popen[bytes]:
    """The run, in a process group of its own."""
    command = [sys.executable, "-m", "offres", *case.command()]
    return subprocess.Popen(command, cwd=case.folder, stderr=subprocess.DEVNULL, process_group=0)


def finish(case: Case) -> float:
    """Run to the end; seconds."""
    begun = time.monotonic()
    started(case).wait(600)
    return time.monotonic() - begun


def kill(run: subprocess.Popen[bytes], aim: str) -> bool:
    """Kill what is aimed at; whether it was there to be killed."""
    workers = list(workers_of(run.pid))
    if run.poll() is not None or (aim == "worker" and not workers):
        return False
    with contextlib.suppress(ProcessLookupError):
        if aim == "worker":
            os.kill(random.choice(workers), signal.SIGKILL)
            return True
        os.kill(run.pid, signal.SIGKILL)
        for worker in workers if aim == "group" else ():  # they lead groups of their own
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        return True
    return False


def workers_of(pid: int) -> Iterator[int]:
    """The processes that read files for a command."""
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError, IndexError):
            parent = int((entry / "stat").read_text("ascii").rpartition(")")[2].split()[1])
            if parent == pid and WORKER in (entry / "cmdline").read_bytes():
                yield int(entry.name)


def disturb(case: Case, aim: str, moment: float) -> tuple[bool, list[int]]:
    """Begin a run, kill it after so many seconds, wait until it has ended; whether it was hit, workers that live on."""
    run = started(case)
    time.sleep(moment)
    workers = list(workers_of(run.pid))
    hit = kill(run, aim)
    run.wait(600)
    end = time.monotonic() + TO_END
    while (left := [worker for worker in workers if _reads(worker)]) and time.monotonic() < end:
        time.sleep(0.05)
    return hit, left


def _reads(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return WORKER in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def differences(wanted: State, found: State) -> list[str]:
    """What is missing, too much or another."""
    return [
        f"{name}: {'missing' if name not in found else 'too much' if name not in wanted else 'another'}"
        for name in sorted({*wanted, *found})
        if wanted.get(name) != found.get(name)
    ]


def kills(case: Case, count: int, seed: int) -> Iterator[tuple[str, list[str]]]:
    """Kill so many runs; for each what happened, and in what its end differs from an undisturbed run's."""
    chance = random.Random(seed)
    case.reset()
    whole = finish(case)
    wanted = case.state()
    number = 0
    while number < count:
        case.reset()
        aim = AIMS[number % len(AIMS)]
        moments = [chance.uniform(EARLY, 1) * whole for _ in range(1 + (chance.random() < AGAIN))]
        hits, left = zip(*(disturb(case, aim, moment) for moment in moments), strict=True)
        if not hits[0]:  # it was faster than the one before, or had no worker just then
            whole = whole if aim == "worker" else moments[0]
            continue
        number += 1
        finish(case)
        lives_on = [f"the worker {worker} lives on" for worker in chain.from_iterable(left)]
        told = ", then ".join(f"{moment:.2f} s" for moment, hit in zip(moments, hits, strict=True) if hit)
        yield f"{aim} after {told} of {whole:.2f} s", [*differences(wanted, case.state()), *lives_on]


CASES = ("convert", "ingest-sqlite", "ingest-postgresql")


@contextlib.contextmanager
def case_of(name: str, folder: Path) -> Iterator[Case]:
    """What is killed, as long as its database runs."""
    if name == "convert":
        yield Convert(folder)
        return
    from offres.bench.kill_ingest import Ingest, base

    with base(name.removeprefix("ingest-"), folder) as store:
        yield Ingest(folder, store)


def main() -> None:
    """The program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=CASES)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=6)
    chosen = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as temporary, case_of(chosen.what, Path(temporary)) as case:
        for number, (told, found) in enumerate(kills(case, chosen.kills, chosen.seed), 1):
            print(f"{number:3}  {told}: {'; '.join(found) or 'the same'}", flush=True)
            wrong += bool(found)
    print(f"{chosen.kills} kills, {wrong} ends that differ")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
