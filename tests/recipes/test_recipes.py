"""The recipes of docs/: each is checked by the program that will read it, or runs against a stand-in for offres."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import types

import jsonschema
import pytest
import yaml

from command import offres

HELD = 75


@pytest.fixture(scope="session")
def recipes(root):
    return root / "docs" / "recipes"


@pytest.fixture
def stand_in(tmp_path):
    """A program in the place of offres: notes its arguments and store, leaves a summary, ends with a code."""

    def make(code, summary=None):
        path = tmp_path / "offres"
        path.write_text(
            f"#!{sys.executable}\n"
            "import os, sys, pathlib\n"
            "given = sys.argv[1:]\n"
            f"pathlib.Path({str(tmp_path / 'given')!r}).write_text('\\n'.join([os.environ.get('OFFRES_STORE', ''), *given]))\n"
            f"summary = {json.dumps(summary) if summary else ''!r}\n"
            "if summary: pathlib.Path(given[given.index('--summary') + 1]).write_text(summary)\n"
            "print('to look at', file=sys.stderr)\n"
            f"sys.exit({code})\n",
            encoding="utf-8",
        )
        path.chmod(0o755)
        return path

    return make


def given(tmp_path):
    """The store and the arguments that the stand-in was started with."""
    store, *arguments = (tmp_path / "given").read_text(encoding="utf-8").split("\n")
    return store, arguments


def program(name, package):
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"needs {name}: apt-get install {package}")
    return found


def options(*arguments):
    return {one.partition("=")[0] for one in arguments if one.startswith("-") and one != "-"}


def test_no_recipe_names_an_option_that_is_not_there(recipes):
    told = offres("ingest", "--help")
    if told.exit_code != 0:
        pytest.skip("needs offres ingest")
    text = "".join(path.read_text(encoding="utf-8") for path in recipes.rglob("*") if path.is_file())
    used = set(re.findall(r"--(?:wait|summary|report|metrics|store|jobs|memory)\b", text))
    assert used == {"--wait", "--summary", "--report", "--metrics", "--store", "--jobs", "--memory"}
    assert [one for one in sorted(used) if one not in told.stdout] == []


# cron


def test_crontab(recipes):
    lines = (recipes / "cron/offres.cron").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line and not line.startswith("#")]
    settings = [line for line in kept if re.match(r"\w+=", line)]
    (job,) = [line for line in kept if line not in settings]
    assert "MAILTO" in {line.partition("=")[0] for line in settings}
    assert re.fullmatch(r"(?:[\d*/,-]+ ){5}offres /usr/local/bin/offres-nightly /srv/annonces", job)
    assert "%" not in job + "".join(settings)
    assert (recipes / "cron/offres.cron").read_bytes().endswith(b"\n")  # or cron leaves out the last line


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (0, ""),
        (1, "offres ingest ended with 1.\nto look at\n"),
        (HELD, "Another run held the store for an hour; this one did nothing.\nto look at\n"),
        (137, "offres ingest ended with 137.\nto look at\n"),
    ],
)
def test_cron_mails_only_what_is_to_be_looked_at(recipes, stand_in, tmp_path, code, expected):
    environment = {"OFFRES": str(stand_in(code)), "OFFRES_METRICS": "m n.prom", "PATH": os.environ["PATH"]}
    command = [recipes / "cron/offres-nightly", "/srv/a b", "/srv/c"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (code, expected, "")
    _, arguments = given(tmp_path)
    assert arguments[:3] == ["ingest", "/srv/a b", "/srv/c"]
    assert arguments[-2:] == ["--metrics", "m n.prom"]


def test_cron_without_metrics(recipes, stand_in, tmp_path):
    environment = {"OFFRES": str(stand_in(0)), "PATH": os.environ["PATH"]}
    assert subprocess.run([recipes / "cron/offres-nightly", "/srv"], env=environment, check=False).returncode == 0
    assert "--metrics" not in given(tmp_path)[1]


# systemd


@pytest.fixture
def units(recipes, tmp_path):
    """The units, with a program in the place of offres, which verify looks for."""
    for path in (recipes / "systemd").iterdir():
        text = path.read_text(encoding="utf-8").replace("/opt/offres/bin/offres", shutil.which("true"))
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    return tmp_path


def analyze(units, *arguments):
    command = [program("systemd-analyze", "systemd"), *arguments]
    return subprocess.run(command, cwd=units, capture_output=True, text=True, check=False)


def test_systemd_verifies_the_units(units):
    names = sorted(f"./{path.name}" for path in units.iterdir())
    assert len(names) == 3
    done = analyze(units, "verify", *names)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_systemd_tells_of_a_wrong_unit(units):
    """That verify sees anything at all."""
    (units / "wrong.service").write_text("[Service]\nType=oneshot\nExecStart=/missing/offres\nNonsense=1\n")
    assert "Nonsense" in analyze(units, "verify", "./wrong.service").stderr


def test_the_service_is_hardened(units):
    done = analyze(units, "security", "--offline=true", "--threshold=20", "./offres-ingest.service")
    assert done.returncode == 0, done.stdout[-200:]


def test_the_service_ends_as_offres_does(recipes):
    text = (recipes / "systemd/offres-ingest.service").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith(("SuccessExitStatus", "Restart=", "OOMPolicy"))] == [
        f"SuccessExitStatus={HELD}",
        "Restart=on-abnormal",
        "OOMPolicy=continue",
    ]


def test_the_time_of_the_timer(units):
    done = analyze(units, "calendar", "*-*-* 02:10")
    assert done.returncode == 0
    assert "*-*-* 02:10:00" in done.stdout


# Airflow: the DAG runs here on stand-ins for what it imports; it ran on Airflow 3.3.2 as it stands.


class AirflowException(Exception):
    pass


class AirflowFailException(AirflowException):
    pass


class AirflowSkipException(AirflowException):
    pass


@pytest.fixture
def dag(recipes, monkeypatch):
    """The module of the DAG, and what it gave its decorators."""
    told = {}

    def decorator(name):
        return lambda **options: told.setdefault(name, options) and (lambda function: function)

    errors = (AirflowException, AirflowFailException, AirflowSkipException)
    variable = types.SimpleNamespace(get=lambda name: {"offres_store": "sqlite:////x.db"}[name])
    made = {
        "pendulum": {"datetime": lambda *parts, tz: (*parts, tz)},
        "airflow": {},
        "airflow.sdk": {"dag": decorator("dag"), "task": decorator("task"), "Variable": variable},
        "airflow.sdk.exceptions": {one.__name__: one for one in errors},
    }
    for name, members in made.items():
        module = types.ModuleType(name)
        vars(module).update(members)
        monkeypatch.setitem(sys.modules, name, module)
    path = recipes / "airflow/offres_nightly.py"
    spec = importlib.util.spec_from_file_location("offres_nightly", path)
    module = importlib.util.module_from_spec(spec)
    source = path.read_text(encoding="utf-8")
    assert source.endswith("\n\noffres_nightly()\n")
    exec(compile(source.removesuffix("offres_nightly()\n"), str(path), "exec"), vars(module))
    return module, told


def test_the_dag_runs_once_at_a_time_and_fills_nothing_up(dag):
    _, told = dag
    assert (told["dag"]["max_active_runs"], told["dag"]["catchup"]) == (1, False)
    assert told["task"]["retries"] == 3


@pytest.mark.parametrize(
    ("code", "summary", "expected"),
    [
        (0, {"status": "done", "id": 1, "new": 3, "failures": []}, {"status": "done", "id": 1, "new": 3}),
        (1, {"status": "done", "id": 1, "failed": 3}, AirflowFailException),  # not tried again
        (1, {"status": "failed", "message": "no store"}, AirflowException),  # tried again
        (HELD, {"status": "refused", "message": "held"}, AirflowSkipException),
        (HELD, None, AirflowSkipException),
        (137, None, AirflowException),
    ],
)
def test_the_dag_tells_apart_how_a_run_ended(dag, stand_in, tmp_path, code, summary, expected):
    module, _ = dag
    module.OFFRES = str(stand_in(code, summary))
    if isinstance(expected, dict):
        assert module.ingest() == expected
    else:
        with pytest.raises(AirflowException) as raised:
            module.ingest()
        assert raised.type is expected
    store, arguments = given(tmp_path)
    assert (store, arguments[:2]) == ("sqlite:////x.db", ["ingest", "/srv/annonces"])


# Kubernetes, containers


@pytest.fixture(scope="session")
def kubernetes(root):
    return json.loads((root / "tests/schemas/kubernetes-1.32.json").read_text(encoding="utf-8"))


def documents(recipes):
    return [
        document
        for path in sorted((recipes / "kubernetes").glob("*.yaml"))
        for document in yaml.safe_load_all(path.read_text(encoding="utf-8"))
    ]


def test_kubernetes_takes_the_documents(recipes, kubernetes):
    found = documents(recipes)
    assert [one["kind"] for one in found] == ["PersistentVolumeClaim", "CronJob", "CronJob"]
    for document in found:
        jsonschema.validate(document, kubernetes)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(document | {"spec": document["spec"] | {"nonsense": 1}}, kubernetes)


def test_the_jobs_are_held_tight(recipes):
    jobs = [one["spec"] for one in documents(recipes) if one["kind"] == "CronJob"]
    for job in jobs:
        assert job["concurrencyPolicy"] == "Forbid"
        pod = job["jobTemplate"]["spec"]["template"]["spec"]
        (container,) = pod["containers"]
        assert pod["restartPolicy"] == "Never"  # podFailurePolicy asks for it
        assert pod["securityContext"]["runAsNonRoot"]
        assert container["image"] == "offres:0.1"
        held = container["securityContext"]
        assert held["readOnlyRootFilesystem"]
        assert not held["allowPrivilegeEscalation"]
        assert held["capabilities"] == {"drop": ["ALL"]}
        assert container["resources"]["limits"]["memory"]
        mounted = {one["name"] for one in container["volumeMounts"]}
        assert mounted == {one["name"] for one in pod["volumes"]}
        rules = job["jobTemplate"]["spec"]["podFailurePolicy"]["rules"]
        assert rules[1]["onExitCodes"] == {"containerName": container["name"], "operator": "In", "values": [1, 2]}


def test_the_image_installs_what_there_is(root, recipes):
    text = (recipes / "container/Dockerfile").read_text(encoding="utf-8")
    (extras,) = re.findall(r"'\.\[([\w,]+)\]'", text)
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(extras.split(",")) - set(project["optional-dependencies"]) == set()
    assert set(re.findall(r"^FROM (\S+)", text, re.MULTILINE)) == {"python:3.12-slim"}
    (user,) = re.findall(r"^USER (\d+):", text, re.MULTILINE)
    assert int(user) > 0
    assert f"--uid {user} " in text
