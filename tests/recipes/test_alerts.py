"""The alerts of docs/recipes: promtool runs them over nights that went well and wrong."""

import re
import shutil
import subprocess

import pytest
import yaml

from offres.ingest.monitor.openmetrics import METRICS, PREFIX


@pytest.fixture(scope="session")
def rules(root):
    return root / "docs/recipes/prometheus/offres-rules.yaml"


def promtool(folder, told):
    """Run the tests that `told` describes."""
    if (program := shutil.which("promtool")) is None:
        pytest.skip("needs promtool: apt-get install prometheus")
    (folder / "test.yaml").write_text(yaml.safe_dump(told), encoding="utf-8")
    command = [program, "test", "rules", "test.yaml"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


NIGHT = 24 * 60  # minutes from run to run
ALERTS = [
    # name, the figures of each night, when it is asked (hours after the first run), which alerts there are then
    ("all is well", {}, 30, []),
    ("no run for two nights", {"last_success_timestamp_seconds": [0, 0, 0]}, 30, ["OffresNoSuccess"]),
    ("the last run failed", {"last_attempt_status": [0, 1, 1]}, 30, ["OffresRunFailed"]),
    ("a source is empty", {"sources_suspicious": [0, 1, 1]}, 30, ["OffresSourceSuspicious"]),
    ("a source cannot be listed", {"sources_unlisted": [0, 1, 1]}, 30, ["OffresSourceSuspicious"]),
    ("many fail", {"failed": [0, 12, 12], "new": [100, 50, 50]}, 30, ["OffresDocumentsFail"]),
    ("some of many fail", {"failed": [0, 12, 12], "new": [100, 5000, 5000]}, 30, []),
    ("few fail", {"failed": [0, 9, 9], "new": [100, 1, 1]}, 30, []),
    ("many are gone", {"documents_vanished": [0, 200, 200]}, 30, ["OffresManyVanished"]),
    ("some are gone", {"documents_vanished": [0, 50, 50]}, 30, []),
    ("nothing new for five nights", {"new": [100, 0, 0, 0, 0, 0]}, 5 * 24 + 6, ["OffresNothingNew"]),
    ("nothing new for two nights", {"new": [100, 0, 0]}, 54, []),
]


STORE = {"store": "s", "instance": "i"}
LABELS = {
    "OffresNoSuccess": STORE,
    "OffresNotTold": {},
    "OffresRunFailed": STORE | {"status": "failed"},
    "OffresSourceSuspicious": STORE,
    "OffresDocumentsFail": STORE,
    "OffresManyVanished": STORE,
    "OffresNothingNew": STORE,
}


def series(figures, nights):
    """The samples of each minute: a night's figures stand in the file until the next one."""
    usual = {
        "last_success_timestamp_seconds": [night * NIGHT * 60 for night in range(nights)],
        "last_attempt_status": [0],
        "sources_suspicious": [0],
        "sources_unlisted": [0],
        "documents_vanished": [0],
        "new": [100],
        "failed": [0],
        "unchanged": [1000],
    }
    labels = 'store="s",instance="i"'
    for name, values in (usual | figures).items():
        outcome = f',outcome="{name}"' if name in ("new", "failed", "unchanged") else ""
        metric = "documents" if outcome else name
        status = ',status="failed"' if name == "last_attempt_status" else ""
        told = [*values, *[values[-1]] * (nights - len(values))]
        yield {
            "series": f"offres_ingest_{metric}{{{labels}{outcome}{status}}}",
            "values": " ".join(f"{value}x{NIGHT - 1}" for value in told),
        }


@pytest.mark.parametrize(("figures", "hours", "expected"), [case[1:] for case in ALERTS], ids=[c[0] for c in ALERTS])
def test_alerts(rules, tmp_path, figures, hours, expected):
    plain = yaml.safe_load(rules.read_text(encoding="utf-8"))
    for rule in plain["groups"][0]["rules"]:
        rule["annotations"] = {}
        rule["labels"] = {}
    (tmp_path / "rules.yaml").write_text(yaml.safe_dump(plain), encoding="utf-8")
    names = [rule["alert"] for rule in plain["groups"][0]["rules"]]
    assert set(expected) <= set(names)
    asked = [
        {
            "alertname": name,
            "eval_time": f"{hours}h",
            "exp_alerts": [{"exp_labels": LABELS[name]}] if name in expected else [],
        }
        for name in names
    ]
    case = {"interval": "1m", "input_series": list(series(figures, hours // 24 + 2)), "alert_rule_test": asked}
    promtool(tmp_path, {"rule_files": ["rules.yaml"], "evaluation_interval": "5m", "tests": [case]})


def test_an_alert_when_nothing_is_told(rules, tmp_path):
    told = {
        "exp_annotations": {"summary": "There are no metrics of offres ingest: the file, or node_exporter, is gone"}
    }
    asked = {
        "alertname": "OffresNotTold",
        "eval_time": "2h",
        "exp_alerts": [{"exp_labels": {"severity": "critical"}, **told}],
    }
    case = {"interval": "1m", "input_series": [{"series": "up", "values": "1x200"}], "alert_rule_test": [asked]}
    promtool(tmp_path, {"rule_files": [str(rules)], "tests": [case]})


def test_alerts_name_metrics_that_there_are(rules):
    used = set(re.findall(rf"\b{PREFIX}_\w+", rules.read_text(encoding="utf-8")))
    assert used <= {f"{PREFIX}_{metric.name}" for metric in METRICS}
