"""Batches that are killed with SIGKILL and gone on with end as one that nothing disturbed; `bench/kill.py` kills more often."""

import sys

import pytest

from offres.bench.kill import AIMS, Convert, kills

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are found in /proc"),
]


def test_killed_and_gone_on_with_is_the_same_as_undisturbed(tmp_path):
    told = list(kills(Convert(tmp_path, 150), len(AIMS), seed=1))
    assert len(told) == len(AIMS)
    assert [line for line in told if line[1]] == []
