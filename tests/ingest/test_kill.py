"""Runs that are killed with SIGKILL and gone on with end as one that nothing disturbed; `bench/kill.py` kills more often."""

import sys

import pytest

from offres.bench.kill import AIMS, CASES, kills

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are found in /proc"),
]


@pytest.mark.parametrize("what", sorted(CASES))
def test_killed_and_gone_on_with_is_the_same_as_undisturbed(tmp_path, what):
    told = list(kills(CASES[what](tmp_path, 150), len(AIMS), seed=1))
    assert len(told) == len(AIMS)
    assert [line for line in told if line[1]] == []
