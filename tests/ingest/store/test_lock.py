"""Two runs at once, and readers while one runs; in SQLite and in PostgreSQL."""

import contextlib
import os
import threading

import pytest
from sqlalchemy import text

from command import POSTING, offres, write
from nights import Nights
from offres.ingest.nightly import Request, ingest
from offres.ingest.store import runs
from offres.ingest.store.errors import StoreHeld
from offres.ingest.store.lock import writing
from offres.ingest.store.open import reading


@pytest.fixture
def nights(store, tmp_path):
    made = Nights(tmp_path / "in", store)
    made.put("a.txt", POSTING)
    return made


@contextlib.contextmanager
def another_run(store):
    with writing(store) as connection:
        run = runs.begin(connection, ["elsewhere"])
        yield run
        with connection.begin():
            runs.end(connection, run, {})


def test_the_second_run_says_who_holds_the_store(nights):
    with another_run(nights.url), pytest.raises(StoreHeld) as refused:
        nights.ingest()
    told = str(refused.value)
    assert f"is held by run 1 (process {os.getpid()} on " in told
    assert "--wait" in told
    assert nights.rows("SELECT count(*) FROM documents") == [(0,)]


def test_the_command_ends_with_75(nights):
    with another_run(nights.url):
        done = offres("ingest", nights.folder, "--store", nights.url)
    assert (done.exit_code, "is held by run 1" in done.stderr) == (75, True)


def test_the_second_run_waits_where_it_is_told_to(nights):
    begun, told_to_end = threading.Event(), threading.Event()

    def hold():
        with another_run(nights.url):
            begun.set()
            told_to_end.wait(60)

    other = threading.Thread(target=hold)
    other.start()
    begun.wait(60)
    threading.Timer(0.5, told_to_end.set).start()
    summary = ingest(Request(nights.url, [str(nights.folder)], wait=60))
    other.join()
    assert (summary.id, summary.counts["new"]) == (2, 1)


def test_readers_see_no_half_of_a_run(nights):
    count = 120
    for number in range(count):
        write(nights.folder / f"{number:03}.txt", POSTING.replace("0042", f"{number:04}"))
    seen, ended = set(), threading.Event()
    tables = ("documents", "offers", "versions", "postings", "texts", "findings")

    def read():
        while not ended.is_set():
            with contextlib.suppress(Exception), reading(nights.url) as connection:  # at first there is no store
                seen.add(tuple(connection.execute(text(f"SELECT count(*) FROM {one}")).scalar() for one in tables))

    reader = threading.Thread(target=read)
    reader.start()
    nights.ingest()
    ended.set()
    reader.join()
    with reading(nights.url) as connection:
        whole = tuple(connection.execute(text(f"SELECT count(*) FROM {one}")).scalar() for one in tables)
    assert whole[:3] == (count + 1, count + 1, count + 1) or whole[:2] == (count + 1, count)
    assert seen <= {(0,) * len(tables), whole}


def test_a_reader_that_stays_holds_up_no_run(nights):
    nights.ingest()
    with reading(nights.url) as connection:
        before = connection.execute(text("SELECT count(*) FROM offers")).scalar()
        nights.night({"b.txt": POSTING.replace("0042", "0043")})
        assert connection.execute(text("SELECT count(*) FROM offers")).scalar() == before == 1
    assert nights.rows("SELECT count(*) FROM offers") == [(2,)]
