"""How long a review page of many postings takes to write, and to open in Chromium: `python bench/review.py [FOLDER]`.

The postings are those of the folder, again and again until there are enough. Opening ends when the page can be used;
the exit code is 1 where the bar is missed. Needs the system's package `chromium`.
"""

import argparse
import itertools
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from offres.bench.text import SUFFIXES, default_folder
from offres.extract.pipeline import parse
from offres.findings.page import advice
from offres.output.review import Posting, write

BAR = 3.0  # seconds to open
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


def read(folder: Path, count: int) -> list[Posting]:
    """So many postings of a folder."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES)
    found = [
        Posting(record, path.read_text(encoding="utf-8"))
        for path in files[:count]
        for record in parse(path)
        if record.offer
    ]
    return list(itertools.islice(itertools.cycle(found), count))


def open_page(path: Path, rounds: int) -> tuple[list[float], list[float], list[float]]:
    """Seconds until the page can be used, until a search of all texts is done, until another posting is drawn."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("google-chrome")
    opened, searched, chosen = [], [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        for _ in range(rounds):
            page = browser.new_page()
            start = time.perf_counter()
            page.goto(path.as_uri())
            page.wait_for_selector("html[data-ready]")
            opened.append(time.perf_counter() - start)
            start = time.perf_counter()
            before = page.text_content("#count")
            page.fill("#by-text", "zzzz")
            page.wait_for_selector(f"#count:not(:text-is('{before}'))")
            searched.append(time.perf_counter() - start)
            page.fill("#by-text", "")
            page.wait_for_selector(f"#count:text-is('{before}')")
            start = time.perf_counter()
            page.click("#row5")
            page.wait_for_selector("#row5[aria-current]")
            chosen.append(time.perf_counter() - start)
            page.close()
        browser.close()
    return opened, searched, chosen


def main() -> None:
    """The program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=default_folder())
    parser.add_argument("--postings", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    postings = read(chosen.folder, chosen.postings)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "review.html"
        start = time.perf_counter()
        with path.open("wb") as stream:
            write(postings, stream, advice("en"))
        taken = time.perf_counter() - start
        print(f"{len(postings)} postings, {path.stat().st_size / 1e6:.1f} MB, written in {taken:.2f} s")
        times = dict(zip(("opened", "searched", "chosen"), open_page(path, chosen.rounds), strict=True))
    for name, seconds in times.items():
        print(f"{name:<9} median {statistics.median(seconds):.2f} s, most {max(seconds):.2f} s")
    worst = max(times["opened"])
    print(f"opened in at most {worst:.2f} s (bar {BAR}): {'met' if worst < BAR else 'MISSED'}")
    sys.exit(worst >= BAR)


if __name__ == "__main__":
    main()
