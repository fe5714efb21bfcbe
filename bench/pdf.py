"""How fast text PDFs are read, against pdfium alone and the plain script: `python bench/pdf.py [FILE...] [--rounds N]`.

Each FILE is a PDF that step 1 of the reading ladder reads; by default two-page samples that LibreOffice made. Three
Each FILE is a PDF that step 1 of the ladder reads; by default two-page samples that LibreOffice made. Three
each page, close), the whole way of offres to JSON lines, and the plain script on pdfplumber's text. Printed: the median
milliseconds of processor time of each, of each document's fastest round, since what else the machine does slows Python
more than pdfium; and all ratios. The exit code is 1 where a bar is missed.
"""

import argparse
import gc
import io
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_TIMES_PDFIUM = 2.5
LEAST_TIMES_FASTER = 15.0

Way = Callable[[bytes], object]


def default_files() -> list[Path]:
    """Two-page PDFs that LibreOffice made of a sample, each with another header."""
    return sorted((ROOT / "bench" / "two-pages").glob("*.pdf"))


def one_core() -> None:
    """Stay on one core, where the system lets a process choose."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def pdfium_text(data: bytes) -> list[str]:
    """What pdfium itself needs: the text of each page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    texts = []
    for page in document:
        textpage = page.get_textpage()
        texts.append(textpage.get_text_range())
        textpage.close()
        page.close()
    document.close()
    return texts


def whole_way(data: bytes) -> list[bytes]:
    """The way of offres, from bytes to JSON lines."""
    from offres.extract.pipeline import parse
    from offres.output import line

    return [line(record) for record in parse(data, uri="bench.pdf")]


def plain_way(data: bytes) -> str:
    """The plain script on pdfplumber's text."""
    import pdfplumber

    from offres.bench import plain_script

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    offer = plain_script.parse(text)
    return plain_script.Result(offer=offer, source=plain_script.Source(uri="bench.pdf")).model_dump_json()


WAYS: dict[str, Way] = {"pdfium's text": pdfium_text, "offres": whole_way, "plain script": plain_way}


def measure(files: Sequence[bytes], rounds: int) -> dict[str, float]:
    """For each way the median milliseconds of processor time, of each document's fastest round."""
    times: dict[str, list[list[float]]] = {name: [[] for _ in files] for name in WAYS}
    for round_number in range(rounds + 1):
        for name, way in WAYS.items():
            gc.collect()
            for number, data in enumerate(files):
                start = time.process_time()
                way(data)
                if round_number:  # the first round warms up
                    times[name][number].append((time.process_time() - start) * 1000)
    return {name: statistics.median(map(min, each)) for name, each in times.items()}


def report(files: Sequence[bytes], rounds: int) -> bool:
    """Print the figures; whether the bars are met."""
    medians = measure(files, rounds)
    for name, milliseconds in medians.items():
        print(f"{name:<14} median {milliseconds:8.3f} ms   {milliseconds / medians[NAMES[0]]:6.2f} times pdfium's text")
    times_pdfium = medians[NAMES[1]] / medians[NAMES[0]]
    faster = medians[NAMES[2]] / medians[NAMES[1]]
    print(f"offres / pdfium's text       {times_pdfium:6.2f}  (at most {MOST_TIMES_PDFIUM})")
    print(f"plain script / offres        {faster:6.2f}  (at least {LEAST_TIMES_FASTER:.0f})")
    return times_pdfium <= MOST_TIMES_PDFIUM and faster >= LEAST_TIMES_FASTER


NAMES = list(WAYS)


def main() -> None:
    """The program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=default_files())
    parser.add_argument("--rounds", type=int, default=15)
    chosen = parser.parse_args()
    if not chosen.files:
        parser.error("no PDF to read")
    one_core()
    files = [path.read_bytes() for path in chosen.files]
    print(f"{len(files)} PDFs ({', '.join(path.name for path in chosen.files)}), {chosen.rounds} rounds, one core")
    met = report(files, chosen.rounds)
    print(f"bars           {'met' if met else 'MISSED'}")
    sys.exit(not met)


if __name__ == "__main__":
    main()
