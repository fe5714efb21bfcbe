"""Take new job postings into the store of offres every night: a DAG for Airflow 3.1 and later.

`offres` is installed in an environment of its own on the workers, so that its libraries and Airflow's do not meet. The
store is the variable `offres_store`; a password in it belongs into a secrets backend.
"""

import json
import os
import subprocess
import tempfile
from datetime import timedelta
from pathlib import Path

import pendulum
from airflow.sdk import Variable, dag, task
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

OFFRES = "/opt/offres/bin/offres"
SOURCES = ["/srv/annonces"]
HELD = 75  # another run holds the store


@task(retries=3, retry_delay=timedelta(minutes=5), execution_timeout=timedelta(hours=12))
def ingest() -> dict:
    """One run; its summary without the lists is what the next task gets.

    Only a run that published nothing is tried again: it goes on where it was. One that is done with failures is not, as
    a second try would find these documents unchanged, and call that a success.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "run.json")
        command = [OFFRES, "ingest", *SOURCES, "--wait", "600", "--summary", str(path)]
        environment = os.environ | {"OFFRES_STORE": Variable.get("offres_store")}
        code = subprocess.run(command, env=environment, check=False).returncode
        if code == HELD:
            raise AirflowSkipException("another run holds the store")
        if not path.exists():
            raise AirflowException(f"offres ingest was killed or could not begin: {code}")
        run = json.loads(path.read_text(encoding="utf-8"))
    told = {key: value for key, value in run.items() if not isinstance(value, list)}
    if run["status"] != "done":
        raise AirflowException(run["message"])
    if code != 0:
        raise AirflowFailException(f"run {run['id']} is done, but something failed: {told}")
    return told


@dag(
    schedule="10 2 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="Pacific/Noumea"),
    catchup=False,  # a run takes in what is there, not what a day brought
    max_active_runs=1,
    tags=["offres"],
)
def offres_nightly() -> None:
    """What is new, every night."""
    ingest()


offres_nightly()
