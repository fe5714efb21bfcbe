"""The real editions of the corpus, taken in one after the other: `python bench/editions.py [--postgresql]`.

The corpus (`../shared/corpus`, or that of `OFFRES_SHARED`) has postings in up to three readings, v2 the oldest. They
come in nights, oldest first, in four ways: `replaced`, each in the place of the one before; `folders`, each edition in
a folder of its own that comes to the sources; `backwards`, the same with the newest first, so that all others are late;
`undated`, backwards and with one date on all files, so that only the texts tell which is newer.

What must come of it is reckoned from `offres convert` over the same files: one offer a posting, a version for each
reading whose offer is another, and in the end the newest reading in force, with its deadline. Printed: for each way the
counts found, and the postings where they are not those expected; then how the deadlines compare with those that the
publisher's table (`oracle.csv`) knows. The exit code is 1 where `replaced`, `folders` or `backwards` differ.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from offres.bench.ingest import ROOT, new_store

EDITIONS = ("v2", "v1", "v0")  # oldest first
DAY = 86_400.0
NEWEST = 1_900_000_000.0  # when the files of v0 were changed
WAYS = {  # the order of arrival, whether each edition has a folder of its own, whether files bear dates
    "replaced": (EDITIONS, False, True),
    "folders": (EDITIONS, True, True),
    "backwards": (EDITIONS[::-1], True, True),
    "undated": (EDITIONS[::-1], True, False),
}
SHOWN = 5  # postings that are named

Offer = Mapping[str, Any]
Texts = Mapping[str, Mapping[str, Path]]  # by posting, then by edition


class Known(NamedTuple):
    """What a store knows of the postings of one file name."""

    offers: set[int]
    versions: set[int]
    deadlines: set[str | None]  # of the versions in force


class Night(NamedTuple):
    """What stands in the summaries of a way's runs, added up."""

    counts: Counter[str]
    again: Mapping[str, int]  # the summary of a further run over the same files


def corpus() -> Path:
    """The folder of the corpus."""
    folder = Path(os.environ.get("OFFRES_SHARED") or ROOT.parent / "shared") / "corpus"
    if not folder.is_dir():
        sys.exit(f"needs the corpus: {folder}")
    return folder


def texts(folder: Path) -> Texts:
    """The files, by posting and edition."""
    found: dict[str, dict[str, Path]] = defaultdict(dict)
    for path in sorted((folder / "text").glob("*.md")):
        name, edition = path.stem.split(".")
        found[name][edition] = path
    return found


def offers(folder: Path) -> dict[str, dict[str, list[Offer]]]:
    """The offers that `offres convert` reads, by posting and edition."""
    command = [sys.executable, "-m", "offres", "convert", str(folder / "text")]
    told = subprocess.run(command, capture_output=True, check=True).stdout
    found: dict[str, dict[str, list[Offer]]] = defaultdict(lambda: defaultdict(list))
    for line in told.splitlines():
        record = json.loads(line)
        name, edition = Path(record["source"]["uri"]).stem.split(".")
        found[name][edition].append(record["offer"])
    return found


def nights(way: str, known: Texts, folder: Path, url: str) -> Night:
    """Bring the editions and ingest, night by night."""
    order, apart, dated = WAYS[way]
    counts: Counter[str] = Counter()
    sources: list[Path] = []
    for edition in order:
        target = folder / way / edition if apart else folder / way
        sources += [target] if target not in sources else []
        target.mkdir(parents=True, exist_ok=True)
        modified = NEWEST - (30 * DAY * int(edition[1:]) if dated else 0)
        for name, editions in known.items():
            if edition in editions:
                (target / f"{name}.md").write_bytes(editions[edition].read_bytes())
                os.utime(target / f"{name}.md", (modified, modified))
        counts.update({key: value for key, value in ingested(sources, url).items() if isinstance(value, int)})
    return Night(counts, ingested(sources, url))


def ingested(sources: Sequence[Path], url: str) -> dict[str, Any]:
    """The summary of a run."""
    command = [sys.executable, "-m", "offres", "ingest", *map(str, sources), "--store", url, "--summary", "-"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        sys.exit(done.stderr.decode())
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def stored(url: str) -> dict[str, Known]:
    """What the store knows, by posting."""
    from sqlalchemy import select

    from offres.ingest.store.open import reading
    from offres.ingest.store.tables import documents, offers, postings, versions

    shown = (
        select(documents.c.uri, versions.c.offer_id, offers.c.deadline)
        .join_from(postings, documents, postings.c.document_id == documents.c.id)
        .join(versions, postings.c.version_id == versions.c.id)
        .join(offers, versions.c.offer_id == offers.c.id)
    )
    found: dict[str, Known] = defaultdict(lambda: Known(set(), set(), set()))
    with reading(url) as connection:
        of_offer = defaultdict(set)
        for version, offer in connection.execute(select(versions.c.id, versions.c.offer_id)):
            of_offer[offer].add(version)
        for uri, offer, deadline in connection.execute(shown):
            known = found[Path(uri).stem]
            known.offers.add(offer)
            known.versions.update(of_offer[offer])
            known.deadlines.add(deadline and str(deadline))
    return found


def differing(
    expected: Mapping[str, Mapping[str, list[Offer]]], found: Mapping[str, Known]
) -> Iterator[tuple[str, str]]:
    """What differs, and in which posting."""
    for name, editions in expected.items():
        known = found[name]
        different = {json.dumps(offer, sort_keys=True) for some in editions.values() for offer in some}
        newest = editions[min(editions)]
        if len(known.offers) != max(map(len, editions.values())):
            yield "offers", f"{name}: {len(known.offers)} offers"
        elif len(known.versions) != len(different):
            yield "versions", f"{name}: {len(known.versions)} versions, not {len(different)}"
        elif known.deadlines != {offer["deadline"] for offer in newest}:
            yield "deadline in force", f"{name}: {known.deadlines}"


def moved(expected: Mapping[str, Mapping[str, list[Offer]]]) -> int:
    """How often the deadline changes from edition to edition, oldest first."""
    count = 0
    for editions in expected.values():
        told = [editions[edition][0]["deadline"] for edition in EDITIONS if edition in editions]
        count += sum(before != after for before, after in pairwise(told))
    return count


def told_by_oracle(folder: Path, found: Mapping[str, Known]) -> str:
    """How many deadlines in force the publisher's table knows, and how many are its last one."""
    known, last, absent, total = 0, 0, 0, 0
    with (folder / "oracle.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            days = row["deadlines"].split()
            for deadline in found[row["id"]].deadlines:
                total += 1
                known += deadline in days
                last += bool(days) and deadline == days[-1]
                absent += deadline is None
    return f"{total} deadlines in force: {known} known to the table, {last} its last one; {absent} null"


def main() -> None:
    """Print the figures of all ways."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--postgresql", action="store_true", help="into PostgreSQL instead of SQLite")
    options = parser.parse_args()
    folder = corpus()
    known, expected = texts(folder), offers(folder)
    print(f"{len(known)} postings in {sum(map(len, known.values()))} texts; {moved(expected)} times another deadline")
    right = True
    for way in WAYS:
        with (
            tempfile.TemporaryDirectory() as temporary,
            new_store(Path(temporary), postgresql=options.postgresql) as url,
        ):
            night = nights(way, known, Path(temporary), url)
            found = stored(url)
        wrong = list(differing(expected, found))
        unread = not any(night.again[key] for key in ("new", "changed", "failed", "versions_new"))
        if night.counts["deadlines_changed"] != (moves := moved(expected) if WAYS[way][0] == EDITIONS else 0):
            wrong.append(("deadlines changed", f"{night.counts['deadlines_changed']}, not {moves}"))
        right = right and (way == "undated" or (not wrong and unread))
        tell(way, night, found, wrong)
        print(f"  {told_by_oracle(folder, found)}")
    sys.exit(not right)


def tell(way: str, night: Night, found: Mapping[str, Known], wrong: Sequence[tuple[str, str]]) -> None:
    """Print what came of a way."""
    offers = {offer for known in found.values() for offer in known.offers}
    told = ", ".join(f"{night.counts[key]} {key}" for key in ("new", "changed", "failed", "deadlines_changed"))
    print(f"{way}: {len(offers)} offers, {sum(len(known.versions) for known in found.values())} versions; {told}")
    print(f"  again: {night.again['unchanged']} unchanged of {night.again['seen']}")
    for kind, count in Counter(kind for kind, _ in wrong).items():
        some = [text for other, text in wrong if other == kind]
        print(f"  {kind} differ in {count}: {'; '.join(some[:SHOWN])}")


if __name__ == "__main__":
    main()
