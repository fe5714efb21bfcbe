"""A run that is killed with SIGKILL and begun again leaves what an undisturbed one leaves; bench/kill.py kills more."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from command import POSTING, write
from offres.bench.kill_ingest import state
from offres.ingest.store.open import reading

KILLS = 3
COUNT = 150

pytestmark = pytest.mark.slow


def begun(folder, url):
    command = [sys.executable, "-m", "offres", "ingest", "in", "--store", url, "--jobs", "2", "--wait", "60"]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def left(url):
    with reading(url) as connection:
        return state(connection)


def test_killed_and_begun_again(store, tmp_path, postgresql):
    for number in range(COUNT):
        write(
            tmp_path / "in" / f"{number:03}.txt",
            POSTING.replace("0042", f"{number // 2:04}").replace("28 mars", f"{number % 2 + 27} mars"),
        )
    (tmp_path / "in" / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    begun_at = time.monotonic()
    undisturbed = f"sqlite:///{tmp_path}/undisturbed.db" if store.startswith("sqlite") else postgresql.base()
    done = begun(tmp_path, undisturbed)
    assert "151 documents: 150 new" in done.communicate(timeout=300)[1]
    whole = time.monotonic() - begun_at
    chance = random.Random(6)
    for _ in range(KILLS):
        run = begun(tmp_path, store)
        time.sleep(chance.uniform(0.2, 1) * whole)
        os.kill(run.pid, signal.SIGKILL)
        run.communicate(timeout=60)
    last = begun(tmp_path, store)
    assert "151 documents" in last.communicate(timeout=300)[1]
    assert left(store) == left(undisturbed)
