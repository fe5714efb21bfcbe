"""Who reads while a run writes sees the store as it was before, or as it is after, in both databases."""

import os
import subprocess
import sys

from sqlalchemy import text

from command import POSTING, many, offres, write
from offres.ingest.store.open import reading

COUNTED = (
    "SELECT count(*) FROM offers",
    "SELECT count(*) FROM offers WHERE deadline = '2031-04-11'",
    "SELECT count(*) FROM versions",
    "SELECT count(*) FROM changes",
    "SELECT count(*) FROM postings JOIN versions ON versions.id = version_id WHERE number = 2",
    "SELECT count(*) FROM documents WHERE run = 2",
    "SELECT count(*) FROM runs WHERE status = 'done'",
)
BEFORE, AFTER = (60, 0, 60, 0, 0, 0, 1), (60, 60, 120, 60, 60, 60, 2)


def counts(store):
    with reading(store) as connection:
        return tuple(connection.execute(text(query)).scalar_one() for query in COUNTED)


def test_readers_see_no_half_of_a_run(store, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    many(60, "in")
    assert offres("ingest", "in", "--store", store).exit_code == 0
    seen = {counts(store)}
    assert seen == {BEFORE}
    for number in range(60):
        moved = POSTING.replace("Vendredi 28 mars", "Vendredi 11 avril")
        write(f"in/{number:03}.txt", moved.replace("0042", f"{number:04}"))
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "offres", "ingest", "in", "--store", store]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment) as run:
        while run.poll() is None:
            seen.add(counts(store))
    assert run.returncode == 0
    assert seen <= {BEFORE, AFTER}
    assert counts(store) == AFTER
