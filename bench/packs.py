"""What all packs together cost on the text path, against New Caledonia's alone: `python bench/packs.py [FOLDER]`.

The rounds are interleaved in one process, on one core; printed are the medians a posting and their ratio. The exit code
is 1 where the ratio is missed.
"""

import argparse
import gc
import statistics
import sys
import time
from pathlib import Path

from offres.bench.text import SUFFIXES, default_folder, one_core
from offres.extract import pipeline
from offres.patterns.found import COMMON, shipped_packs
from offres.patterns.load import compile_packs

BAR = 1.15
ALONE = (COMMON, "nouvelle-caledonie")


def measure(postings: list[bytes], rounds: int) -> dict[str, float]:
    """The median time of a posting, in milliseconds, for both sets of packs."""
    packs = shipped_packs()
    sets = {"alone": compile_packs({name: packs[name] for name in ALONE}), "all": compile_packs(packs)}
    times: dict[str, list[list[float]]] = {name: [[] for _ in postings] for name in sets}
    for number in range(rounds + 1):
        for name, patterns in sets.items():
            gc.collect()
            for index, data in enumerate(postings):
                start = time.process_time()
                pipeline.parse(data, patterns=patterns)
                if number:  # the first round warms up
                    times[name][index].append((time.process_time() - start) * 1000)
    return {name: statistics.median(min(each) for each in rounds_of) for name, rounds_of in times.items()}


def main() -> None:
    """The program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=default_folder())
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    one_core()
    files = sorted(path for path in chosen.folder.rglob("*") if path.suffix in SUFFIXES)
    medians = measure([path.read_bytes() for path in files], chosen.rounds)
    ratio = medians["all"] / medians["alone"]
    print(f"{len(files)} postings of {chosen.folder}, {chosen.rounds} interleaved rounds, one core")
    for name, median in medians.items():
        print(f"{name:<6} median {median:.3f} ms")
    print(f"ratio  {ratio:.3f} (bar {BAR}): {'met' if ratio <= BAR else 'MISSED'}")
    sys.exit(ratio > BAR)


if __name__ == "__main__":
    main()
