"""`offres ingest` leaves its files however it ends."""

import json
from unittest.mock import Mock

import pytest

from command import POSTING, offres, process, write
from offres.ingest.store.errors import StoreError
from offres.ingest.store.lock import writing
from watched import samples

SUCCESS = "offres_ingest_last_success_timestamp_seconds"
FILES = ("--summary", "run.json", "--metrics", "run.prom", "--report", "run.html")


def ingest(store, *more):
    return offres("ingest", "in", "--store", store, *FILES, *more)


def told(folder):
    """The summary, the metrics and the page."""
    return (
        json.loads((folder / "run.json").read_text(encoding="utf-8")),
        samples((folder / "run.prom").read_text(encoding="utf-8")),
        (folder / "run.html").read_text(encoding="utf-8"),
    )


@pytest.fixture
def sources(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    write("in/a.txt")
    write("in/<img src=x>.txt", POSTING.replace("0042", "0043").replace("Jardinier", "Fontainier"))
    write("in/b.pdf", "")
    return tmp_path


def test_a_run_that_is_done(sources, store):
    assert ingest(store).exit_code == 1  # b.pdf
    run, metrics, page = told(sources)
    assert (run["status"], run["seen"], run["new"], run["failed"], run["open_offers"]) == ("done", 3, 2, 1, 2)
    assert run["last_success"] == run["finished"]
    assert [one["code"] for one in run["failures"]] == ["OF901"]
    assert metrics["offres_ingest_documents outcome=new"] == 2
    assert metrics["offres_ingest_open_failures code=OF901"] == 1
    assert metrics[SUCCESS] > 0
    assert "Fontainier" in page
    assert "in/&lt;img src=x&gt;.txt" in page
    write("in/a.txt", POSTING.replace("28 mars", "31 mars").replace("Vendredi 31", "Lundi 31"))
    assert ingest(store, "--lang", "fr").exit_code == 0
    run, metrics, page = told(sources)
    moved = {"reference": "3134-31-0042/SR", "title": "Jardinier du parc botanique"}
    assert run["deadline_changes"] == [moved | {"before": "2031-03-28", "after": "2031-03-31"}]
    assert metrics["offres_ingest_deadlines_changed"] == 1
    assert metrics["offres_ingest_documents outcome=unchanged"] == 2
    assert "<b>2031-03-31</b> (plus tard)" in page


def test_a_run_that_is_refused(sources, store):
    ingest(store)
    success = told(sources)[1]
    with writing(store, 0):
        done = process("ingest", "in", "--store", store, *FILES, text=True)
    assert done.returncode == 75, done.stderr
    run, metrics, page = told(sources)
    assert (run["status"], run["id"], run["seen"]) == ("refused", None, 0)
    assert run["message"]
    assert metrics["offres_ingest_last_attempt_status status=refused"] == 1
    assert (metrics[SUCCESS], metrics["offres_ingest_documents outcome=new"]) == (success[SUCCESS], 2)
    assert "Refused: another run holds the store" in page


def test_a_store_out_of_reach(sources, store):
    ingest(store)
    base = f"postgresql://night:geheim@/offres?host={sources}/missing"
    assert ingest(base, "https://night:geheim@annonces.invalid/").exit_code == 1
    run, metrics, page = told(sources)
    assert (run["status"], run["sources"]) == ("failed", ["in", "https://annonces.invalid/"])
    assert metrics["offres_ingest_last_attempt_status status=failed"] == 1
    assert metrics[SUCCESS] == 0  # of that store
    assert "Failed: nothing was published" in page
    assert not [path.name for path in sources.glob("run.*") if b"geheim" in path.read_bytes()]


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (StoreError("the disk is full."), "the disk is full."),
        (RuntimeError("a defect"), "a defect"),
        (KeyboardInterrupt(), "interrupted"),
        (SystemExit(143), "interrupted"),
    ],
)
def test_a_run_that_breaks_off(sources, store, monkeypatch, error, expected):
    ingest(store)
    success = told(sources)[1][SUCCESS]
    write("in/c.txt", POSTING.replace("0042", "0044"))
    with monkeypatch.context() as patched:
        patched.setattr("offres.ingest.store.publish.publish", Mock(side_effect=error))
        assert ingest(store).exit_code != 0
    run, metrics, _ = told(sources)
    assert (run["status"], run["new"], run["message"]) == ("failed", 0, expected)
    assert metrics["offres_ingest_last_attempt_status status=failed"] == 1
    assert metrics[SUCCESS] == success
    assert ingest(store).exit_code == 0
    assert told(sources)[0]["new"] == 1


def test_the_store_is_named_where_it_lies(sources):
    """So that the metrics of stores of one name in two folders are two."""
    ingest("sqlite:///offres.db")
    assert told(sources)[0]["store"] == f"sqlite:///{sources}/offres.db"


def test_a_file_that_cannot_be_written(sources, store):
    done = offres("ingest", "in", "--store", store, "--summary", "missing/run.json", "--metrics", "run.prom")
    assert done.exit_code == 1
    assert "cannot write missing/run.json" in done.stderr
    assert samples((sources / "run.prom").read_text(encoding="utf-8"))["offres_ingest_offers_new"] == 2
    assert offres("ingest", "in", "--store", store).exit_code == 0  # the run stays published


def test_the_summary_alone_on_standard_output(sources, store):
    done = offres("ingest", "in", "--store", store, "--summary", "-")
    assert json.loads(done.stdout)["status"] == "done"
