"""How the time of reading grows with the length of hostile text: each reader on a text and on one twice as long.

    python bench/hostile.py [--size 50000] [--all]

Printed are the worst ratios of the two times, measured side by side in one run: 2 is linear, 4 quadratic. Nothing is
judged here; a ratio well above 2 on a time that matters is worth a look.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from statistics import median

from offres import parse_text
from offres.extract.read.clean import clean
from offres.extract.values.application import read_application
from offres.extract.values.contacts import find_emails, find_phones, read_contacts
from offres.extract.values.contract import read_contract
from offres.extract.values.dates import find_dates, read_date
from offres.extract.values.salary import read_salary

Reader = Callable[[str], object]
MARKS = [
    *"*[<&_\\Ã`~]é|#-:(1 .@",
    "**a ",
    "__a ",
    " *a",
    "![",
    "<!--",
    "[](",
    "<a ",
    "&amp;",
    "<br>",
    "Ã©",
    "\u0301",
    "- ",
    "a | ",
]
DATES = ["1/", "2025-", "1er au ", "mars 2025 ", "du 01/01/2025 ", "arrêté du 1er mars 2025 ", "loi n° 1 du ", "l1"]
LINES = [
    "Employeur : x\n",
    "- tâche ;\n",
    "# Missions\n",
    "Référence : 3134-25-0001/SR\n",
    "| a | b |\n",
    "Direction des eaux\n",
]
VALUES = [
    "24.63.19\n",
    "tél : 24.63.19 / ",
    "Mme Anne MARTIN, ",
    "10 000 € à ",
    "3 mois et ",
    "candidatures (",
    "12 rue A\n12345 A\n",
]


def readers() -> Iterator[tuple[str, Reader, list[str]]]:
    """Each reader with the pieces that hostile texts are made of."""
    yield "clean", clean, MARKS
    yield "find_dates", find_dates, MARKS + DATES
    yield "read_date", read_date, DATES
    yield "contacts", lambda text: read_contacts(text, [(0, len(text))], "NC"), MARKS + VALUES
    yield "emails", find_emails, MARKS
    yield "phones", lambda text: find_phones(text, "NC"), MARKS + VALUES
    yield "application", lambda text: read_application(text, [(0, len(text))]), MARKS + VALUES
    yield "salary", read_salary, VALUES
    yield "contract", read_contract, VALUES
    yield "parse_text", lambda text: parse_text("Agent\n" + text), MARKS + DATES + LINES + VALUES


def seconds(read: Reader, text: str) -> float:
    """The median time of three readings."""
    times = []
    for _ in range(3):
        began = time.perf_counter()
        read(text)
        times.append(time.perf_counter() - began)
    return median(times)


def main() -> None:
    """Measure, and print the worst first."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=50_000, help="characters of the shorter text")
    parser.add_argument("--all", action="store_true", help="print all rows, not the 25 worst")
    options = parser.parse_args()
    rows = []
    for name, read, pieces in readers():
        for piece in pieces:
            short, long = (seconds(read, piece * (n * options.size // len(piece))) for n in (1, 2))
            rows.append((long / short, long, name, piece))
    rows.sort(key=lambda row: -row[0] * row[1])
    print(f"{'ratio':>6} {'ms':>9}  reader       piece, {2 * options.size} characters of it")
    for ratio, long, name, piece in rows if options.all else rows[:25]:
        print(f"{ratio:6.2f} {1000 * long:9.1f}  {name:12} {piece!r}")


if __name__ == "__main__":
    main()
