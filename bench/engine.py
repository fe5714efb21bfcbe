"""Whether Dask keeps pace with the local run: `python bench/engine.py [--count N] [--jobs N] [--format jsonl|parquet]`.

N texts, made from samples and all different, are converted by `--jobs` processes, in turn by the local run and by
workers of Dask on this machine, as whole commands. Printed: the rates of the rounds with their median, start and end
included, and whether the folders are the same, byte for byte. The exit code is 1 where they are not.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WAYS = ("local", "dask")


def make(folder: Path, count: int) -> None:
    """So many texts, all different."""
    samples = sorted(path for path in (ROOT / "samples").iterdir() if path.suffix in {".txt", ".md"})
    texts = [path.read_text("utf-8") for path in samples]
    folder.mkdir()
    for number in range(count):
        text = f"{texts[number % len(texts)]}\n\nRepère interne du dossier : {number}\n"
        (folder / f"{number:07}.txt").write_text(text, encoding="utf-8")


def seconds(work: Path, way: str, arguments: argparse.Namespace) -> float:
    """How long a command takes; its folder is named by the way."""
    out = work / way
    if out.exists():
        shutil.rmtree(out)
    command = [sys.executable, "-m", "offres", "convert", "in", "-o", f"{way}/", "--engine", way]
    command += ["--format", arguments.format, "-j", str(arguments.jobs)]
    begun = time.monotonic()
    subprocess.run(command, cwd=work, check=True, stderr=subprocess.DEVNULL)
    return time.monotonic() - begun


def held(folder: Path) -> dict[str, bytes]:
    """What a folder holds."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def main() -> None:
    """The program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--format", default="jsonl")
    arguments = parser.parse_args()
    taken: dict[str, list[float]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        make(work / "in", arguments.count)
        for _ in range(arguments.rounds):
            for way in WAYS:
                taken[way].append(arguments.count / seconds(work, way, arguments))
        same = held(work / "local") == held(work / "dask")
    for way, rates in taken.items():
        print(
            f"{way:<6} {statistics.median(rates):7,.0f} texts a second  ({', '.join(f'{rate:,.0f}' for rate in rates)})"
        )
    ratio = statistics.median(theirs / ours for ours, theirs in zip(*taken.values(), strict=True))
    print(f"ratio  {ratio:7.2f}  (median of the rounds)")
    print(f"folders {'are the same' if same else 'DIFFER'}")
    sys.exit(not same)


if __name__ == "__main__":
    main()
