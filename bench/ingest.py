"""How fast a store takes postings in: `python bench/ingest.py [N] [--postgresql]`.

N text postings (2,000 by default) are made from `samples/`, all different, each with a number of its own where its
sample has one. They are converted by `offres convert` and taken into a new store by `offres ingest`, both with two
workers, in turn: convert, ingest, convert. Then the same again, of which nothing may be read, and a night on which one
in a hundred has another deadline. Printed: the rates, their ratio, the times of the two further runs, the command's
memory after a quarter and at the end. The exit code is 1 where ingest is under half the rate of convert, where the
counts of a run are not those that they must be, or where memory grows by over a tenth beyond the list of files (asked
of 20,000 postings or more: with fewer, it still loads what it needs).

`--postgresql`: into a PostgreSQL of its own in a temporary folder, instead of SQLite.
"""

import argparse
import contextlib
import importlib
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SHARE, MOST_GROWTH = 0.5, 1.10
ENOUGH = 20_000  # postings, for a judgement of the memory
OF_A_FILE = 1.5 / 1024  # MB of memory that a file in the lists may take
DIGITS = 5  # that a number must have, besides a year's two: enough for 100,000 postings
WATCH = 0.2  # seconds between looks at the memory
CHANGED = 100  # one in so many has another deadline on the third night


class Sample(NamedTuple):
    """A text around its number and its deadline, each at all of its places; None where it has none."""

    text: str
    number: str | None
    deadline: str | None

    def posting(self, count: int, *, later: bool = False) -> str:
        """The posting of that count; `later`: with the deadline a year on."""
        text = self.text
        if later and self.deadline:
            moved = re.sub(r"\d{4}", lambda year: str(int(year[0]) + 1), self.deadline)
            text = text.replace(self.deadline, moved)
        if self.number:
            text = text.replace(self.number, numbered(self.number, count))
        return f"{text.rstrip()}\n\nAnnonce numéro {count} de ce recueil.\n"


def numbered(number: str, count: int) -> str:
    """The number with other digits, those of two that may be a year left as they are."""
    runs = re.findall(r"\d{3,}", number)
    digits = iter(f"{count:0{sum(map(len, runs))}}")
    return re.sub(r"\d{3,}", lambda run: "".join(next(digits) for _ in run[0]), number)


def samples() -> list[Sample]:
    """The text samples of one posting, whose number can be made another's."""
    from offres import parse_text

    found = []
    for path in sorted((ROOT / "samples").glob("[0-9]*.txt")):
        text = path.read_text("utf-8")
        record = parse_text(text)[0]
        spans = {name: span.text for name, span in record.spans.items()}
        number, deadline = spans.get("reference.number"), spans.get("deadline")
        few = number and sum(map(len, re.findall(r"\d{3,}", number))) < DIGITS
        if few or any(finding.code == "OF501" for finding in record.findings):
            continue
        found.append(Sample(text, number, deadline if re.search(r"\d{4}", deadline or "") else None))
    return found


def fill(folder: Path, count: int) -> None:
    """Write so many postings, a thousand a folder."""
    known = samples()
    for number in range(count):
        path = path_of(folder, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(known[number % len(known)].posting(number), "utf-8")


def change(folder: Path, count: int) -> int:
    """Give one in a hundred another deadline; how many that were."""
    known = samples()
    moved = [number for number in range(0, count, CHANGED) if known[number % len(known)].deadline]
    for number in moved:
        path_of(folder, number).write_text(known[number % len(known)].posting(number, later=True), "utf-8")
    return len(moved)


def path_of(folder: Path, number: int) -> Path:
    """Where the posting of that count stands."""
    return folder / f"{number // 1000:03}" / f"{number:06}.txt"


class Run(NamedTuple):
    """What a command took, and what it said of itself."""

    seconds: float
    memory: list[float]  # resident MB of the command, at even steps
    summary: dict[str, Any]

    def peak(self, share: float) -> float:
        """The most memory until that share of the time."""
        return max(self.memory[: max(1, int(len(self.memory) * share))], default=0.0)


def offres(*arguments: str, summary: Path | None = None) -> Run:
    """Run the command with two workers."""
    told = ["--summary", str(summary)] if summary else []
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-m", "offres", *arguments, *told, "--jobs", "2"], stderr=said)
        memory = []
        while process.poll() is None:
            memory.append(resident(process.pid))
            time.sleep(WATCH)
        seconds = time.perf_counter() - begun
        if process.returncode:
            said.seek(0)
            sys.exit(f"{arguments[0]} ended with exit code {process.returncode}: {said.read()[-2000:].decode()}")
    return Run(seconds, memory, json.loads(summary.read_text("utf-8")) if summary else {})


def resident(pid: int) -> float:
    """The resident size of a process in MB; 0 where it is gone."""
    with contextlib.suppress(OSError):
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text("ascii"))
        return int(found[1]) / 1024 if found else 0.0
    return 0.0


@contextlib.contextmanager
def new_store(folder: Path, *, postgresql: bool) -> Iterator[str]:
    """The URL of a store that is not there yet."""
    if not postgresql:
        yield f"sqlite:///{folder}/offres.db"
        return
    sys.path.insert(0, str(ROOT / "tests"))
    postgres = importlib.import_module("postgres")
    if lack := postgres.missing():
        sys.exit(f"needs PostgreSQL: {lack}")
    with postgres.server() as one:
        yield one.base()


def counted(run: Run, expected: dict[str, int]) -> bool:
    """Whether the run's counts are these; says which are not."""
    wrong = {key: (run.summary[key], value) for key, value in expected.items() if run.summary[key] != value}
    for key, (found, value) in wrong.items():
        print(f"              {key} is {found:,}, not {value:,}")
    return not wrong


def main() -> None:
    """Print the figures of one store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=2000, metavar="N")
    parser.add_argument("--postgresql", action="store_true", help="into PostgreSQL instead of SQLite")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with new_store(folder, postgresql=options.postgresql) as url:
            met = measured(folder, url, options.count)
    sys.exit(not met)


def measured(folder: Path, url: str, count: int) -> bool:
    """Print the figures; whether all bars are met."""
    source = folder / "in"
    fill(source, count)
    ingest = ("ingest", str(source), "--store", url)
    before = offres("convert", str(source), "-o", str(folder / "records.jsonl"))
    first = offres(*ingest, summary=folder / "run.json")
    after = offres("convert", str(source), "-o", str(folder / "records.jsonl"))
    again = offres(*ingest, summary=folder / "run.json")
    moved = change(source, count)
    night = offres(*ingest, summary=folder / "run.json")
    convert = 2 * count / (before.seconds + after.seconds)
    ratio = count / first.seconds / convert
    growth = (first.peak(1) - count * OF_A_FILE) / first.peak(0.25)
    print(
        f"convert       {count / before.seconds:7.0f} before, {count / after.seconds:.0f} after: {convert:.0f} a second"
    )
    print(f"ingest        {count / first.seconds:7.0f} a second, {first.seconds:.1f} s for {count:,}")
    print(f"ratio         {ratio:7.3f}  of the rate of convert (bar {SHARE})")
    print(f"memory        {first.peak(0.25):7.0f} MB after a quarter, {first.peak(1):.0f} at the end")
    print(f"again         {again.seconds:7.1f} s, nothing read")
    print(f"a night       {night.seconds:7.1f} s, {moved:,} changed")
    none = dict.fromkeys(("new", "changed", "failed", "vanished", "offers_new", "versions_new", "deadlines_changed"), 0)
    right = [
        counted(first, none | {"seen": count, "new": count, "offers_new": count}),
        counted(again, none | {"seen": count, "unchanged": count}),
        counted(night, none | {"seen": count, "changed": moved, "versions_new": moved, "deadlines_changed": moved}),
    ]
    return all(right) and ratio >= SHARE and (count < ENOUGH or growth <= MOST_GROWTH)


if __name__ == "__main__":
    main()
