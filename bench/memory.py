"""Whether memory grows over a batch of PDFs: `python bench/memory.py [--count N]`.

For each step of the PDF's reading ladder but OCR, a process of its own reads the same PDF N times, from its bytes to
records. Printed: the resident size after a tenth of them and after all. The exit code is 1 where the second is over a
tenth larger.
"""

import argparse
import io
import multiprocessing
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_GROWTH = 1.10
TEXT = ROOT / "bench" / "two-pages" / "17-complete-capitainerie.table.pdf"


def across() -> bytes:
    """A page whose two columns are printed across, line by line, so that geometry must decide."""
    from reportlab.pdfgen import canvas

    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=(595, 842), invariant=1)
    rows = [
        ("Durée de résidence exigée pour le", "Lieu de travail : Nouméa, quai du"),
        ("recrutement (1) : cinq ans", "phare et des caboteurs"),
    ]
    for number, (left, right) in enumerate(rows):
        page.drawString(72, 740 - 13 * number, left)
        page.drawString(320, 740 - 13 * number, right)
    page.save()
    return stream.getvalue()


def resident_kb() -> int:
    """The resident size of this process."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise OSError("no resident size is known here")


def read_many(data: bytes, step: str, count: int) -> tuple[int, int]:
    """The resident size after a tenth of the documents, and after all."""
    from offres.extract.pipeline import parse

    early = 0
    for number in range(1, count + 1):
        (record, *_) = parse(data, uri="bench.pdf")
        if step not in (record.source.reader or ""):
            raise ValueError(f"{step} did not read it, but {record.source.reader}")
        if number == count // 10:
            early = resident_kb()
    return early, resident_kb()


def main() -> None:
    """The program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000)
    count = parser.parse_args().count
    missed = False
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for step, data in (("pdfium", TEXT.read_bytes()), ("pdfplumber", across())):
            early, late = pool.apply(read_many, (data, step, count))
            grown = late / early
            missed = missed or grown > MOST_GROWTH
            told = f"{early / 1024:6.1f} MB after {count // 10}, {late / 1024:6.1f} MB after {count}"
            print(f"{step:<11} {told}: {grown:.3f}")
    print(f"bar         at most {MOST_GROWTH}: {'MISSED' if missed else 'met'}")
    sys.exit(missed)


if __name__ == "__main__":
    main()
