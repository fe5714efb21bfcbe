"""The contract's worked examples: each seed gives exactly the offer of its gold file."""

import json
from pathlib import Path

import pytest

from golden import bare, offer_of
from offres import parse

SEEDS = [
    "000_03ab0eaf7e79bb01",
    "001_1c302a6e8211f278",
    "002_ffb9638e3355a96c",
    "003_c9ec2e0615fbde23",
    "004_3eda3588b3a26297",
]


@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_gives_its_gold_offer(shared: Path, name: str) -> None:
    gold = json.loads((shared / "contract" / "gold" / f"{name}.json").read_text("utf-8"))
    (record,) = parse(shared / "seeds" / f"{name}.txt")
    assert offer_of(record) == bare(gold)


def test_no_gold_file_is_left_out(shared: Path) -> None:
    assert sorted(p.stem for p in (shared / "contract" / "gold").glob("*.json")) == SEEDS
