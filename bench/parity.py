"""Whether the same posting gives the same offer in every format it comes in.

    python bench/parity.py [--format pdf] [--posting 17] [--differences] [--keep DIR]

Postings of `samples/` are rendered (see `rendering/`), each rendering is read, and its offer compared with that of the
posting as it was written, which the samples' expected records pin. Printed for each format: how many scalar fields,
missions, contacts, attributes and sections are equal, and, for PDFs, how many boxes of header values hold their value.
The exit code is 1 where a format misses a bar. `--keep` keeps the rendered files and uses them again while they are
newer than the posting and the code that renders it.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from offres import OffresError, parse
from offres.bench.rendering.boxes import count_boxes
from offres.bench.rendering.compare import LISTS, Comparison, Count, compare, folded
from offres.bench.rendering.formats import CONTAINERS, FORMATS, Files, chosen, render
from offres.bench.rendering.office import OfficeMissing
from offres.extract.record import Record

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
POSTINGS = ("01", "10", "15", "17", "18", "20", "28", "30", "31", "32")
BARS = {"scalars": 0.99, "missions": 0.98, "boxes": 1.0}
SCAN_BARS = {"scalars": 0.97, "missions": 0.90}
COLUMNS = ("scalars", *LISTS, "boxes")


@dataclass
class Row:
    """What is counted for one format over all postings."""

    name: str
    counts: dict[str, Count] = field(default_factory=lambda: {column: Count() for column in COLUMNS})
    files: int = 0
    differences: list[str] = field(default_factory=list)

    @property
    def missed(self) -> list[str]:
        """The columns whose bar is missed."""
        bars = SCAN_BARS if self.name.startswith("scan") else BARS
        return [column for column, bar in bars.items() if self.counts[column].share < bar or self._unboxed(column)]

    def _unboxed(self, column: str) -> bool:
        return column == "boxes" and self.name.startswith("pdf") and not self.counts[column].total

    def __str__(self) -> str:
        shown = [f"{self.name:20} {self.files:3}"]
        for column in COLUMNS:
            count = self.counts[column]
            share = f"{count.share:6.1%}" if column in BARS and count.total else ""
            shown.append(f"{str(count) if count.total else '-':>9} {share}".rstrip())
        return "  ".join(shown) + (f"  MISSED: {', '.join(self.missed)}" if self.missed else "")


def sources(numbers: Sequence[str]) -> list[Path]:
    """The sample files that begin with these numbers or names."""
    found = []
    for number in numbers:
        paths = sorted(path for path in SAMPLES.glob(f"{number}*.md") if path.with_suffix(".json").exists())
        if not paths:
            raise ValueError(f"no posting {number!r} among samples/*.md")
        found += paths
    return found


def measure(postings: Sequence[Path], formats: Sequence[str], files: Files) -> list[Row]:
    """One row a format; a posting that a format cannot hold (a PNG of two pages) is not counted in it."""
    written = {path.stem: _json(parse(path)[0]) for path in postings}
    rows = []
    for name in formats:
        row = Row(name)
        for posting, expected in written.items():
            if path := files.get((posting, name)):
                _add(row, path, expected)
        rows.append(row)
    return rows


def _add(row: Row, path: Path, expected: dict[str, Any]) -> None:
    """Count one file."""
    records, failure = _read(path)
    candidates = records if row.name in CONTAINERS else records[:1]
    seen = folded if row.name.startswith("scan") else dict
    compared = [(compare(seen(expected), seen(_json(record))), record) for record in candidates]
    best, record = max(compared, key=_likeness, default=(compare(expected, None), None))
    for column, count in best.counts.items():
        row.counts[column] += count
    if record and row.name.startswith("pdf"):
        row.counts["boxes"] += count_boxes(path, record, best.differences)
    if len(records) > 1 and row.name not in CONTAINERS:
        best.differences.append(f"{len(records)} records, one expected")
    row.files += 1
    row.differences += [f"{path.name}: {line}" for line in ([failure] if failure else best.differences)]


def _read(path: Path) -> tuple[list[Record], str]:
    try:
        return parse(path), ""
    except OffresError as error:
        return [], f"{error.code} {error.cause}"
    except Exception as error:  # noqa: BLE001 - a crash counts as a file of which nothing was right
        return [], f"crash: {error!r}"


def _likeness(compared: tuple[Comparison, Record]) -> float:
    return compared[0].counts["scalars"].share


def _json(record: Record) -> dict[str, Any]:
    return record.offer.model_dump(mode="json") if record.offer else {}


def report(rows: Sequence[Row], *, differences: bool) -> None:
    """Print the table, and each difference below it."""
    print(f"{'format':20}   n  " + "  ".join(f"{column:>{16 if column in BARS else 9}}" for column in COLUMNS))
    for row in rows:
        print(row)
    if differences:
        for row in rows:
            print("".join(f"\n{row.name}: {line}" for line in row.differences), end="")
        print()
    missed = sum(bool(row.missed) for row in rows)
    for told, bars in (("bars", BARS), ("bars of scans", SCAN_BARS)):
        print(f"{told}: " + ", ".join(f"{column} {bar:.0%}" for column, bar in bars.items()))
    print(f"{len(rows) - missed} of {len(rows)} formats meet them")


def main() -> None:
    """The program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--format", action="append", help="a format, or a beginning such as `pdf`; by default all")
    parser.add_argument("--posting", action="append", help="the beginning of a sample's name")
    parser.add_argument("--differences", action="store_true", help="list what differs")
    parser.add_argument("--keep", type=Path, help="the folder for the rendered files")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        try:
            formats = chosen(options.format or FORMATS)
            postings = sources(options.posting or POSTINGS)
            files = render(postings, formats, options.keep or Path(scratch))
        except (ValueError, OfficeMissing) as error:
            parser.error(str(error))
        rows = measure(postings, formats, files)
    report(rows, differences=options.differences)
    sys.exit(any(row.missed for row in rows))


if __name__ == "__main__":
    main()
