"""What `offres check` costs against `offres convert`: `python bench/check.py [FOLDER] [--rounds N]`.

Both run as processes of their own over the same folder, by turns, with one worker, on one core; what they print goes
nowhere. Printed are the processor time of the quickest round of each, the median, and the ratios. The exit code is 1
where the ratio of the medians is over the bar.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from offres.bench.text import default_folder, one_core

BAR = 1.15
WAYS = {"convert": ["convert", "-j", "1"], "check": ["check", "-j", "1", "--severity", "info"]}


def seconds(arguments: list[str], folder: Path) -> float:
    """The processor time of one run, its start and its children included."""
    before = os.times()
    command = [sys.executable, "-m", "offres", *arguments, str(folder)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """The program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=default_folder())
    parser.add_argument("--rounds", type=int, default=7)
    chosen = parser.parse_args()
    one_core()
    times: dict[str, list[float]] = {name: [] for name in WAYS}
    begun = time.monotonic()
    for number in range(chosen.rounds + 1):
        for name, arguments in WAYS.items():
            taken = seconds(arguments, chosen.folder)
            if number:  # the first round warms up
                times[name].append(taken)
    print(f"{chosen.folder}, {chosen.rounds} rounds by turns, one core, {time.monotonic() - begun:.0f} s in all")
    for name, each in times.items():
        print(f"{name:<8} quickest {min(each):.3f} s, median {statistics.median(each):.3f} s")
    ratio = statistics.median(times["check"]) / statistics.median(times["convert"])
    print(f"quickest {min(times['check']) / min(times['convert']):.3f}")
    print(f"ratio    {ratio:.3f} (bar {BAR}): {'met' if ratio <= BAR else 'MISSED'}")
    sys.exit(ratio > BAR)


if __name__ == "__main__":
    main()
