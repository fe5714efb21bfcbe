"""The samples: each posting gives exactly its expected offer and findings.

The expected files were written from the contract before the code read them; they are edited by hand, never written by a
program: there is no switch that regenerates them.
"""

import json
from pathlib import Path

import pytest

from accounting import line_kinds, wrong_spans
from golden import bare, codes, offer_of
from offres import parse

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
POSTINGS = sorted(p for p in SAMPLES.iterdir() if p.suffix in (".txt", ".md"))
# Of these the offer is open: a recipe is no posting, and what can be had of it is not judged.
NOT_JUDGED = {path.stem for path in POSTINGS if "not-a-posting" in path.stem}


@pytest.mark.parametrize("path", [p for p in POSTINGS if p.stem not in NOT_JUDGED], ids=lambda p: p.stem)
def test_a_sample_gives_its_expected_offer(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    wanted = expected if isinstance(expected, list) else [expected]
    assert [offer_of(record) for record in parse(path)] == [bare(offer) or {} for offer in wanted]


@pytest.mark.parametrize(
    "path", [p for p in POSTINGS if p.with_suffix(".findings.json").exists()], ids=lambda p: p.stem
)
def test_a_sample_gives_its_expected_findings(path: Path) -> None:
    wanted = json.loads(path.with_suffix(".findings.json").read_text("utf-8"))
    found = codes(parse(path))
    if path.stem in NOT_JUDGED:
        assert set(wanted) <= set(found)
    else:
        assert found == wanted


@pytest.mark.parametrize("path", POSTINGS, ids=lambda p: p.stem)
def test_every_line_of_a_sample_is_accounted_for(path: Path) -> None:
    from offres.extract.pipeline import read_document

    text, records = read_document(path).source, parse(path)
    assert wrong_spans(text, records) == []
    assert all(line_kinds(text, records))


def test_there_are_samples_and_each_has_its_expected_offer() -> None:
    assert len(POSTINGS) >= 16
    assert [p.name for p in POSTINGS if not p.with_suffix(".json").exists()] == []
