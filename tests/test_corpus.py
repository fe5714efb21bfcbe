"""The corpus of real postings: accuracy floors that only go up, and what must hold on every text of it.

The floors are the figures seen when they were pinned (see docs/accuracy.md), rounded down at the fourth place.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from accounting import line_kinds, wrong_spans
from offres import parse
from offres.extract.fold import fold
from offres.extract.pipeline import read_document
from offres.extract.record import Record

MICRO_FLOOR = 0.9921
FLOORS = {
    "reference": 1.0,
    "title": 1.0,
    "employer": 0.9755,
    "corps": 0.9976,
    "location": 1.0,
    "department": 0.9333,
    "deadline": 1.0,
}


@pytest.fixture(scope="module")
def corpus(shared: Path) -> dict[Path, list[Record]]:
    return {path: parse(path) for path in sorted((shared / "corpus" / "text").glob("*.md"))}


@pytest.fixture(scope="module")
def scores(shared: Path, corpus: dict[Path, list[Record]], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the corpus's own scorer says, run on our records."""
    out = tmp_path_factory.mktemp("corpus") / "records.jsonl"
    out.write_text("".join(f"{r.model_dump_json()}\n" for records in corpus.values() for r in records), "utf-8")
    scorer = shared / "tools" / "score_corpus.py"
    done = subprocess.run([sys.executable, scorer, out, "--json"], capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def test_every_text_gives_a_record(scores: dict[str, Any]) -> None:
    assert scores["files"] == 553
    assert scores["no_record"] == 0


def test_micro_f1_is_at_its_floor(scores: dict[str, Any]) -> None:
    assert scores["micro_f1"] >= MICRO_FLOOR


@pytest.mark.parametrize("field", FLOORS)
def test_a_field_is_at_its_floor(scores: dict[str, Any], field: str) -> None:
    assert scores["fields"][field]["f1"] >= FLOORS[field]


def test_each_text_is_one_posting_of_the_family(corpus: dict[Path, list[Record]]) -> None:
    assert {len(records) for records in corpus.values()} == {1}
    for path, records in corpus.items():
        announced = "nouvelle-caledonie recrute" in fold(path.read_text("utf-8").replace("\u2011", "-"))
        assert records[0].source.family in ({"communique-nc"} if announced else {"nouvelle-caledonie"}), path.name


def test_spans_quote_the_source_and_no_line_is_lost(corpus: dict[Path, list[Record]]) -> None:
    for path, records in corpus.items():
        text = read_document(path).source
        assert wrong_spans(text, records) == [], path.name
        assert all(line_kinds(text, records)), path.name
