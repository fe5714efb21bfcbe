"""docs/recipes/move_store.py: every row of a store arrives in the other database, or none."""

import runpy
import subprocess
import sys

import pytest
from sqlalchemy import select

from offres.ingest.store.open import reading
from offres.ingest.store.tables import metadata
from stores import Filling


@pytest.fixture(scope="module")
def move(root):
    return runpy.run_path(str(root / "docs/recipes/move_store.py"))["move"]


@pytest.fixture
def bases(postgresql, tmp_path):
    """A new store of each kind, by its name."""
    return {
        "sqlite": f"sqlite:///{tmp_path}/a.db",
        "other": f"sqlite:///{tmp_path}/b.db",
        "postgresql": postgresql.base(),
    }


def filled(url, status="done"):
    filling = Filling()
    moved = ("b.txt", {"deadline": "2031-07-25"}, [("deadline", "2031-07-04", "2031-07-25")])
    filling.offer("Jardinier", moved, deadline="2031-07-04", findings=[("OF203", "error", "éà\u202e")], doubtful=True)
    for number in range(1100):  # more than are in memory at a time
        filling.offer(f"Aide {number}", uri=f"{number}.txt", employer="Ville")
    filling.run(status=status, message="x")
    return filling.fill(url)


def rows(url):
    with reading(url) as connection:
        return {
            table.name: connection.execute(select(table).order_by(*table.primary_key)).all()
            for table in metadata.sorted_tables
        }


@pytest.mark.parametrize(("old", "new"), [("sqlite", "postgresql"), ("postgresql", "sqlite"), ("sqlite", "other")])
def test_every_row_arrives(move, bases, old, new):
    filled(bases[old])
    copied = move(bases[old], bases[new])
    assert rows(bases[new]) == rows(bases[old])
    assert copied == {name: len(some) for name, some in rows(bases[old]).items()}
    assert (copied["offers"], copied["runs"]) == (1101, 2)


@pytest.mark.parametrize(
    ("old_status", "into_filled", "expected"),
    [("running", False, "a run is at work, or was killed"), ("done", True, "holds runs already")],
)
def test_what_must_not_be_moved(move, bases, old_status, into_filled, expected):
    filled(bases["sqlite"], old_status)
    if into_filled:
        filled(bases["postgresql"])
        before = rows(bases["postgresql"])
    with pytest.raises(SystemExit, match=expected):
        move(bases["sqlite"], bases["postgresql"])
    if into_filled:
        assert rows(bases["postgresql"]) == before


def test_as_a_program(root, bases):
    filled(bases["sqlite"])
    command = [sys.executable, root / "docs/recipes/move_store.py", bases["sqlite"], bases["other"]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "offers 1101\n" in done.stdout
