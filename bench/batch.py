"""How fast a batch is, and what bad documents cost it: `python bench/batch.py rate [N]`, `... bad [N]`.

`rate`: N text postings (2,000 by default), made from `samples/` and all different, are converted by `offres convert
--format jsonl` with two workers. Beside it, before and after in the same run, some of them by a plain loop in one
process. Printed: both rates, their ratio to twice the plain one, the processor's time of both (it does not depend on
what else the machine does), and the memory of the command after a quarter and at the end. The exit code is 1 where the
rate is under 0.85 of twice the plain one, or memory grows by over a tenth and half a kilobyte a file (the manifest).

`bad`: of N documents (1,000 by default) one crashes its worker, one loops for ever, one eats memory, ten cannot be
read. Printed: the time of a clean run, the time of the run with them, and each failure. The exit code is 1 where a
record is missing, a failure has not its true cause, or the time is over 1.5 times that of the clean run plus the
limits.
"""

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARE, MOST_TIMES = 0.85, 1.5
MOST_GROWTH, A_FILE = 1.10, 512 / 1e6  # of the memory, and MB a file at the end, when the manifest is written
LIMIT = 20  # seconds that a document may take in `bad`
# A reader that does what a text tells it to do, in every process that the run starts: the product has no such thing.
HOOK = """
import ctypes
from offres.extract.read import text_file

read = text_file.read
held = []

def loop():
    while True:
        pass

def eat():
    while True:
        held.append(bytearray(50_000_000))

def hooked(data):
    deed = {b"CRASH": lambda: ctypes.string_at(0), b"LOOP": loop, b"MEMORY": eat}.get(data)
    if deed:
        deed()
    return read(data)

text_file.read = hooked
"""
BAD = {  # what a bad document holds: the code and a part of the cause that it must be told with
    "crash.txt": (b"CRASH", "OF901", "ended with signal SIGSEGV"),
    "loop.txt": (b"LOOP", "OF903", f"took over {LIMIT} seconds"),
    "memory.txt": (b"MEMORY", "OF903", "more memory than 1,500 MB"),
    "void.txt": (b"", "OF901", "the file is empty"),
    "blank.txt": (b" \n" * 9, "OF904", "only white space"),
    "noise.txt": (bytes(range(256)) * 40, "OF901", "binary data"),
    "program.txt": (b"\x7fELF" + bytes(200), "OF901", "a program"),
    "broken.pdf": (b"%PDF-1.7 and no more", "OF901", "damaged or cut off"),
    "broken.zip": (b"PK\x03\x04 and no more", "OF901", "damaged or breaks off"),
    "broken.docx": (b"PK\x03\x04 and no more", "OF901", "damaged"),
    "broken.png": (b"\x89PNG\r\n\x1a\n", "OF901", "damaged or cut off"),
    "broken.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "OF901", ""),
    "broken.gz": (b"\x1f\x8b\x08 and no more", "OF901", "damaged or breaks off"),
}
WATCH = 0.2  # seconds between looks at the memory
PLAIN = """
import sys, time
from offres.ingest.find import file_of
from offres.ingest.work import convert_file
files = [file_of(path) for path in sys.stdin.read().split("\\n")]
for file in files[:20]:
    list(convert_file(file))
begun, used = time.perf_counter(), time.process_time()
with open(sys.argv[1], "wb") as out:
    for file in files:
        for outcome in convert_file(file):
            out.writelines(outcome.lines)
print(time.perf_counter() - begun, time.process_time() - used)
"""


def postings(count: int) -> Iterator[str]:
    """Texts that are all different: samples with other digits in their numbers, and a line of their own."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "samples").glob("[0-9]*.txt"))]
    for number in range(count):
        text = texts[number % len(texts)]
        moved = re.sub(r"\b\d{4}/", f"{number % 10_000:04}/", text)
        yield f"{moved.rstrip()}\n\nAnnonce numéro {number} de ce recueil.\n"


def fill(folder: Path, count: int) -> list[Path]:
    """Write so many postings, a thousand a folder."""
    paths = []
    for number, text in enumerate(postings(count)):
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        paths.append(path)
    return paths


def plain(paths: list[Path], folder: Path) -> tuple[float, float]:
    """Seconds, and seconds of the processor, a posting in a plain loop of one process."""
    told = subprocess.run(
        [sys.executable, "-c", PLAIN, str(folder / "plain.jsonl")],
        input="\n".join(map(str, paths)), capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    return float(told[0]) / len(paths), float(told[1]) / len(paths)


def command(*arguments: str) -> list[str]:
    """The command line of a batch."""
    return [sys.executable, "-m", "offres", "convert", *arguments, "--format", "jsonl"]


@dataclass
class Run:
    """What a batch took."""

    seconds: float
    processor: float
    memory: list[tuple[float, int]]  # share of the parts that were there, and the command's resident kB

    def peak(self, upto: float) -> float:
        """The most memory seen until a share of the work was done, in MB."""
        return max((kb for share, kb in self.memory if share <= upto), default=0) / 1024


def resident_kb(pid: int) -> int:
    """The resident size of a process; 0 where it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) if found else 0


def watched(folder: Path, out: Path, jobs: int) -> Run:
    """Run a batch, and look at its memory."""
    seen: list[tuple[int, int]] = []
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    process = subprocess.Popen(command(str(folder), "-o", f"{out}/", "--jobs", str(jobs)))
    while process.poll() is None:
        parts = len(os.listdir(out / "receipts")) if (out / "receipts").is_dir() else 0
        seen.append((parts, resident_kb(process.pid)))
        time.sleep(WATCH)
    seconds = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        sys.exit(f"the batch ended with exit code {process.returncode}")
    whole = max(1, *(parts for parts, _ in seen))
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, used, [(parts / whole, kb) for parts, kb in seen])


def rate(count: int) -> bool:
    """Print how fast a batch of so many postings is; whether the bars are met."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        paths = fill(folder / "in", count)
        some = paths[:: max(1, count // 3000)]
        first = plain(some, folder)
        run = watched(folder / "in", folder / "out", jobs=2)
        second = plain(some, folder)
    in_process = 2 / (first[0] + second[0])
    batch = count / run.seconds
    ratio = batch / (2 * in_process)
    print(f"in process    {1 / first[0]:7.0f} before, {1 / second[0]:.0f} after: {in_process:.0f} postings a second")
    print(f"batch         {batch:7.0f} postings a second with two workers, {run.seconds:.1f} s for {count:,}")
    print(f"ratio         {ratio:7.3f}  of twice the rate in process (bar {SHARE})")
    both = (first[1] + second[1]) / 2
    print(f"processor     {run.processor / count * 1000:7.3f} ms a posting in all, {both * 1000:.3f} ms in process")
    quarter, end = run.peak(0.25), run.peak(1)
    print(f"memory        {quarter:7.1f} MB at most until a quarter was done, {end:.1f} MB until the end")
    return ratio >= SHARE and end <= quarter * MOST_GROWTH + count * A_FILE


def timed(folder: Path, out: str, *options: str) -> float:
    """Seconds that a batch takes, with the hook."""
    hook = folder / "hook"
    hook.mkdir(exist_ok=True)
    (hook / "sitecustomize.py").write_text(HOOK, "utf-8")
    begun = time.perf_counter()
    limits = ("--timeout", str(LIMIT), "--memory", "1500", "--jobs", "2")
    subprocess.run(
        command("in", "-o", out, *limits, *options), cwd=folder, stderr=subprocess.DEVNULL, check=False,
        env=os.environ | {"PYTHONPATH": str(hook)},
    )  # fmt: skip
    return time.perf_counter() - begun


def bad(count: int) -> bool:
    """Print what bad documents cost a batch; whether the bars are met."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        paths = fill(folder / "in", count)
        clean = timed(folder, "clean/")
        for path, (name, (data, *_)) in zip(paths[:: count // len(BAD)], BAD.items(), strict=False):
            path.unlink()
            path.with_name(f"{path.stem}-{name}").write_bytes(data)
        taken = timed(folder, "out/")
        told = [json.loads(line) for line in (folder / "out" / "failures.jsonl").read_bytes().splitlines()]
        records = sum(part.read_bytes().count(b"\n") for part in (folder / "out").glob("part-*"))
    wrong = len(told) != len(BAD) or records != count - len(BAD)
    for failure in told:
        _, code, cause = BAD[failure["uri"].partition("-")[2]]
        true = failure["code"] == code and cause in failure["message"]
        wrong = wrong or not true
        print(f"{'true ' if true else 'FALSE'} {failure['uri']}: {failure['code']} {failure['message']}")
    print(f"records       {records} of {count}, and {len(told)} failures")
    most = MOST_TIMES * clean + LIMIT
    print(
        f"time          {taken:.1f} s; {clean:.1f} s without them (bar {most:.1f} s: {MOST_TIMES} times, and the limit)"
    )
    return not wrong and taken <= most


def main() -> None:
    """The program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["rate", "bad"])
    parser.add_argument("count", nargs="?", type=int)
    chosen = parser.parse_args()
    met = rate(chosen.count or 2000) if chosen.what == "rate" else bad(chosen.count or 1000)
    print(f"bars          {'met' if met else 'MISSED'}")
    sys.exit(not met)


if __name__ == "__main__":
    main()
