"""How fast the text path is, against the plain script, in one run: `python bench/text.py [FOLDER] [--rounds N]`.

Both get the bytes of each posting of FOLDER in memory and give JSON lines; the rounds are interleaved, on one core,
after a warm-up. FOLDER is by default the corpus beside the repository (or in the folder that OFFRES_SHARED names), else
`samples/`. Printed: median and 90th percentile a posting (of each posting's own median over the rounds), their ratio,
and what the start of the command costs and loads. The exit code is 1 where the ratio or the list of
libraries that may not load is missed; the bar in milliseconds is printed, since it moves with the machine's load.
"""

import argparse
import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUFFIXES = {".txt", ".md"}
BAR_MS = 1.0  # median a posting, validation and JSON included
DENIED = (
    "pdfplumber",
    "pdfminer",
    "pypdfium2",
    "dateparser",
    "pandas",
    "pyarrow",
    "httpx",
    "requests",
    "urllib3",
    "phonenumbers",
)
WATCHED = (*DENIED, "pydantic", "rapidfuzz", "rich", "regex")
STARTS = 11

Way = Callable[[bytes, str], object]


def default_folder() -> Path:
    """The corpus where it is at hand, else the samples."""
    shared = Path(os.environ.get("OFFRES_SHARED") or ROOT.parent / "shared")
    corpus = shared / "corpus" / "text"
    return corpus if corpus.is_dir() else ROOT / "samples"


def one_core() -> None:
    """Stay on one core, where the system lets a process choose."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def ways() -> dict[str, Way]:
    """The two ways from bytes to JSON lines."""
    from offres.bench import plain_script
    from offres.extract.pipeline import parse
    from offres.output import line

    return {
        "offres": lambda data, uri: [line(record) for record in parse(data, uri=uri)],
        "plain script": plain_script.as_line,
    }


def measure(postings: Sequence[tuple[bytes, str]], rounds: int) -> dict[str, list[float]]:
    """For each way the milliseconds of each posting: its median over the interleaved rounds."""
    measured = ways()
    times: dict[str, list[list[float]]] = {name: [[] for _ in postings] for name in measured}
    for round_number in range(rounds + 1):
        for name, way in measured.items():
            gc.collect()
            for number, (data, uri) in enumerate(postings):
                start = time.perf_counter()
                way(data, uri)
                if round_number:  # the first round warms up
                    times[name][number].append((time.perf_counter() - start) * 1000)
    return {name: [statistics.median(rounds_of) for rounds_of in each] for name, each in times.items()}


def start_ms(*command: str) -> float:
    """The median time of a process from start to end."""
    taken = []
    for _ in range(STARTS):
        start = time.perf_counter()
        subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def loaded_by_help() -> list[str]:
    """Which of the watched modules `offres --help` loads."""
    program = (
        "import sys; sys.argv = ['offres', '--help']\n"
        "from offres.cli import main\n"
        "try: main()\n"
        f"except SystemExit: print([name for name in {WATCHED!r} if name in sys.modules], file=sys.stderr)"
    )
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stderr
    return [name for name in WATCHED if repr(name) in told]


def report(postings: Sequence[tuple[bytes, str]], rounds: int) -> bool:
    """Print the figures; whether the bars are met."""
    medians = {}
    for name, each in measure(postings, rounds).items():
        medians[name] = statistics.median(each)
        p90 = statistics.quantiles(each, n=10)[-1] if len(each) > 1 else each[0]
        print(f"{name:<13} median {medians[name]:7.3f} ms   p90 {p90:7.3f} ms")
    ratio = medians["offres"] / medians["plain script"]
    print(f"ratio         {ratio:7.3f}  (offres / plain script, of the medians)")
    empty, shown = start_ms("-c", "pass"), start_ms("-m", "offres", "--help")
    print(f"start         offres --help {shown:.0f} ms, python -c pass {empty:.0f} ms")
    loaded = loaded_by_help()
    print(f"loaded        of {', '.join(WATCHED)}: {', '.join(loaded) or 'none'}")
    slow = "" if medians["offres"] <= BAR_MS else "; the milliseconds depend on the machine and on what else it does"
    print(f"reference     median at most {BAR_MS} ms: {'met' if not slow else 'not met here'}{slow}")
    return ratio <= 1 and not set(loaded) & set(DENIED)


def main() -> None:
    """The program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=default_folder())
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    one_core()
    files = sorted(path for path in chosen.folder.rglob("*") if path.suffix in SUFFIXES and path.stem != "README")
    postings = [(path.read_bytes(), path.name) for path in files]
    print(f"{len(postings)} postings of {chosen.folder}, {chosen.rounds} interleaved rounds, one core")
    met = report(postings, chosen.rounds)
    told = "met" if met else "MISSED"
    print(f"bars          ratio at most 1, nothing denied loaded: {told}")
    sys.exit(not met)


if __name__ == "__main__":
    main()
