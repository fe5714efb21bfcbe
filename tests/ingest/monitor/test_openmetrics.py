"""The metrics: read by strict parsers of both text formats, and what the file says after runs that went wrong."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from unittest.mock import Mock

import pytest
from filelock import Timeout
from prometheus_client.parser import text_string_to_metric_families as older_format

from offres.ingest.monitor import write
from offres.ingest.monitor.openmetrics import METRICS, PREFIX
from watched import HOSTILE, STORE, broken, metrics, samples, summary

NASTY = 'sqlite:///a"b\\n\\\nc{} 1,store="x"/é.db'


def unix(time):
    return datetime.fromisoformat(time).timestamp()


@pytest.mark.parametrize("store", [STORE, "sqlite:////var/lib/offres/offres.db", NASTY, HOSTILE, ""])
@pytest.mark.parametrize("make", [summary, broken], ids=["done", "failed"])
def test_both_formats_read_the_same(store, make):
    """node_exporter reads the older format, which knows fewer types and lets no sample bear a time."""
    text = metrics(make(store=store), metrics(summary(store=store)))
    expected = samples(text)
    assert len(expected) > 20
    older = [one for family in older_format(text) for one in family.samples]
    assert len(older) == len(expected)
    assert {one.labels["store"] for one in older} == {store}
    assert {one.timestamp for one in older} == {None}
    assert set(re.findall(r"^# TYPE \w+ (\w+)$", text, re.MULTILINE)) == {"gauge"}
    assert text.endswith("\n# EOF\n")


def test_names_units_and_help():
    from prometheus_client.openmetrics.parser import text_string_to_metric_families

    families = list(text_string_to_metric_families(metrics(summary(), metrics(broken("refused")))))
    assert [family.name for family in families] == [f"{PREFIX}_{metric.name}" for metric in METRICS]
    for family in families:
        assert family.documentation.endswith(".")
        assert not set(family.documentation) & set('"\\\n')  # the two formats escape them differently
        assert family.unit == ("seconds" if family.name.endswith("_seconds") else "")
        assert not family.name.endswith("_total")


def test_figures_of_a_run_that_was_done():
    told = samples(metrics(summary()))
    run = summary()
    by_outcome = {
        key: told[f"offres_ingest_documents outcome={key}"] for key in ("new", "changed", "unchanged", "failed")
    }
    assert by_outcome == {key: run[key] for key in by_outcome}
    assert sum(by_outcome.values()) == run["seen"]
    assert told["offres_ingest_last_success_timestamp_seconds"] == unix(run["finished"])
    assert told["offres_ingest_last_attempt_timestamp_seconds"] == unix(run["finished"])
    assert told["offres_ingest_last_attempt_status status=done"] == 1
    assert told["offres_ingest_last_attempt_status status=failed"] == 0
    assert told["offres_ingest_duration_seconds"] == 192.4
    assert told["offres_ingest_sources_suspicious"] == 1
    assert told["offres_ingest_sources_unlisted"] == 1
    assert told["offres_ingest_info version=0.1.0 fingerprint=0123456789abcdef schema=0001"] == 1
    codes = {key: value for key, value in told.items() if "open_failures" in key}
    assert codes == {f"offres_ingest_open_failures code=OF90{n}": count for n, count in enumerate([2, 0, 0, 1], 1)}


def test_what_is_not_known_is_not_told():
    assert "offres_ingest_open_offers" not in samples(metrics(summary(open_offers=None)))


ATTEMPTS = {f"offres_ingest_last_{what}" for what in ("attempt_timestamp_seconds", "success_timestamp_seconds")}


@pytest.mark.parametrize("status", ["failed", "refused"])
@pytest.mark.parametrize("store", [STORE, NASTY])
def test_a_run_that_published_nothing_leaves_the_figures(status, store):
    before = samples(metrics(summary(store=store)))
    text = metrics(broken(status, store=store), metrics(summary(store=store)))
    after = samples(text)
    kept = {key: value for key, value in before.items() if "_last_" not in key}
    assert len(kept) > 15
    assert kept.items() <= after.items()
    assert after["offres_ingest_last_success_timestamp_seconds"] == unix(summary()["finished"])
    assert after["offres_ingest_last_attempt_timestamp_seconds"] == unix(broken()["finished"])
    assert after[f"offres_ingest_last_attempt_status status={status}"] == 1
    assert after["offres_ingest_last_attempt_status status=done"] == 0
    assert metrics(broken(status, store=store), text) == text


@pytest.mark.parametrize(
    "before",
    ["", "# EOF\n", "no metrics", "offres_ingest_documents{store=", metrics(summary(store="sqlite:///other.db"))],
)
def test_a_first_run_that_fails(before):
    told = samples(metrics(broken(), before))
    assert {key for key in told if "status" not in key} == ATTEMPTS
    assert told["offres_ingest_last_success_timestamp_seconds"] == 0  # never: an alert on its age fires


def test_the_store_knows_the_last_success_better():
    late = "2031-03-04T09:00:00+00:00"
    told = samples(metrics(broken(last_success=late), metrics(summary())))
    assert told["offres_ingest_last_success_timestamp_seconds"] == unix(late)


def test_a_refusal_is_remembered_by_the_run_that_goes_on():
    """The second run is refused while the first works; the first writes after it."""
    refused = metrics(broken("refused", finished="2031-03-04T02:01:00+00:00"))
    told = samples(metrics(summary(), refused))
    assert told["offres_ingest_last_refused_timestamp_seconds"] == unix("2031-03-04T02:01:00+00:00")
    assert told["offres_ingest_last_attempt_status status=done"] == 1


def test_the_last_success_never_goes_back():
    older = summary(finished="2031-03-01T02:00:00+00:00")
    told = samples(metrics(older, metrics(summary())))
    assert told["offres_ingest_last_success_timestamp_seconds"] == unix(summary()["finished"])


def test_many_at_once_lose_no_success(tmp_path):
    """A refused run reads the file, the other writes it, the refused one writes: the success would be gone."""
    path = tmp_path / "offres.prom"
    runs = [summary(), *(broken("refused") for _ in range(20)), *(broken() for _ in range(20))]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda run: write(run, metrics_file=str(path)), runs))
    told = samples(path.read_text(encoding="utf-8"))
    assert told["offres_ingest_last_success_timestamp_seconds"] == unix(summary()["finished"])
    assert told["offres_ingest_documents outcome=new"] == 210
    assert [one.name for one in tmp_path.glob("*.prom")] == ["offres.prom"]


@pytest.mark.parametrize("error", [Timeout("x"), NotImplementedError("no locks here")])
def test_without_a_lock_the_figures_are_written_all_the_same(tmp_path, monkeypatch, error):
    monkeypatch.setattr("filelock.FileLock.acquire", Mock(side_effect=error))
    write(summary(), metrics_file=str(tmp_path / "offres.prom"))
    assert samples((tmp_path / "offres.prom").read_text(encoding="utf-8"))


def test_a_broken_file_of_somebody_else_is_replaced(tmp_path):
    path = tmp_path / "offres.prom"
    path.write_bytes(b"\xff\xfe\x00 nonsense")
    write(summary(), metrics_file=str(path))
    assert samples(path.read_text(encoding="utf-8"))
