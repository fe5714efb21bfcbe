"""The summary's JSON: whole by its schema, whatever the run hands over."""

import json
from datetime import UTC, datetime, timedelta, timezone

import jsonschema
import pytest
from pydantic import ValidationError

from command import offres
from offres.ingest.convert import OutputFailed
from offres.ingest.monitor import write
from offres.ingest.monitor.summary import as_json, checked
from watched import HOSTILE, broken, summary


@pytest.fixture(scope="module")
def schema():
    return json.loads(offres("schema", "--run").stdout)


def told(run):
    return json.loads(as_json(checked(run)))


@pytest.mark.parametrize("run", [summary(), broken(), broken("refused"), summary(host=HOSTILE, sources=[HOSTILE])])
def test_it_is_valid_and_has_every_key(schema, run):
    jsonschema.Draft202012Validator.check_schema(schema)
    made = told(run)
    jsonschema.validate(made, schema)
    assert list(made) == list(schema["properties"])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made | {"more": 1}, schema)


def test_the_schema_in_docs_is_current(root):
    """Make it anew with: offres schema --run > docs/run.schema.json."""
    assert (root / "docs/run.schema.json").read_text("utf-8") == offres("schema", "--run").stdout


def test_what_the_run_told_stands_in_it():
    run = summary()
    assert {key: value for key, value in told(run).items() if key in run.keys() - {"started", "finished"}} == {
        key: value for key, value in run.items() if key not in ("started", "finished")
    }


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2031-03-04T02:00:00Z", "2031-03-04T02:00:00Z"),
        ("2031-03-04T13:00:00.75+11:00", "2031-03-04T02:00:00Z"),
        ("2031-03-04T02:00:00", "2031-03-04T02:00:00Z"),
        (datetime(2031, 3, 4, 2, tzinfo=UTC), "2031-03-04T02:00:00Z"),
        (datetime(2031, 3, 4, 13, tzinfo=timezone(timedelta(hours=11))), "2031-03-04T02:00:00Z"),
        (datetime(2031, 3, 4, 2), "2031-03-04T02:00:00Z"),  # noqa: DTZ001 as SQLite gives it
    ],
)
def test_times_are_in_utc(time, expected):
    assert told(summary(started=time))["started"] == expected


def test_the_run_is_the_last_success_where_it_was_done():
    old = "2031-03-03T02:00:00Z"
    assert told(summary(last_success=old))["last_success"] == told(summary())["finished"]
    assert told(broken(last_success=old))["last_success"] == old
    assert told(broken())["last_success"] is None


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"unheard": 1}, None),
        ({"failures": None}, []),
        ({"seconds": -3600.5}, 0),
        ({"seconds": 0.12345}, 0.123),
        ({"message": "half \udcff"}, "half ?"),
        ({"failures": [{"uri": "\udc80.txt", "code": "OF901", "message": "x", "stage": "read"}]},
         [{"uri": "?.txt", "code": "OF901", "message": "x"}]),
    ],
)  # fmt: skip
def test_odd_values(change, expected):
    (key,) = change
    assert told(summary(**change)).get(key) == expected


@pytest.mark.parametrize("change", [{"status": "well"}, {"seen": -1}, {"started": "yesterday"}])
def test_what_cannot_be_meant_is_told(change):
    with pytest.raises(ValidationError):
        checked(summary(**change))


def test_all_three_files_are_tried(tmp_path):
    wrong = str(tmp_path / "missing" / "run.json")
    page = tmp_path / "run.html"
    with pytest.raises(OutputFailed, match=r"missing.run\.json: No such file or directory"):
        write(summary(), summary_file=wrong, metrics_file=str(tmp_path / "run.prom"), report_file=str(page))
    assert (tmp_path / "run.prom").read_text(encoding="utf-8").endswith("# EOF\n")
    assert page.read_text(encoding="utf-8").endswith("</html>\n")
    assert not list(tmp_path.glob(".offres-*"))


def test_a_file_that_is_not_wanted_is_not_written(tmp_path):
    write(summary(), summary_file=str(tmp_path / "run.json"))
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]
    assert json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))["id"] == 7


def test_the_summary_to_standard_output(capfdbinary, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(summary(), summary_file="-")
    assert json.loads(capfdbinary.readouterr().out)["id"] == 7
    assert list(tmp_path.iterdir()) == []
