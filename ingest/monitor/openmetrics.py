"""The metrics of a store's ingestion, as a file for the textfile collector of node_exporter.

The text is OpenMetrics 1.0, and at the same time the older text format, which node_exporter reads: it knows no `info`
and no `stateset`, so all of them are gauges; a run's figures are no counters anyway. No sample bears a time of its own,
which node_exporter refuses. Every sample bears the store, so that the files of two stores can stand side by side.

Figures are those of the last run that was done: one that failed or was refused says so, and leaves them as they stand
in the file. The time of the last success never goes back.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, get_args

from . import Status, put_bytes
from .summary import RunSummary

PREFIX = "offres_ingest"
CODES = (
    "OF901",
    "OF902",
    "OF903",
    "OF904",
)  # always told: an alert on a series that comes and goes misses its first rise
WAIT = 30  # seconds for another process that is writing the same file

Labels = tuple[tuple[str, str], ...]
Values = dict[str, dict[Labels, float]]  # by metric and labels, the store's left out


class Metric(NamedTuple):
    """A family of metrics; `attempt`: told by every run, also by one that published nothing."""

    name: str
    help: str
    attempt: bool = False


METRICS = (
    Metric("last_attempt_timestamp_seconds", "When the last run ended, however it did; unix time.", attempt=True),
    Metric("last_attempt_status", "1 for how the last run ended: done, failed or refused.", attempt=True),
    Metric(
        "last_success_timestamp_seconds", "When the last run that was done ended; 0 for none; unix time.", attempt=True
    ),
    Metric(
        "last_refused_timestamp_seconds", "When a run last found the store held by another; unix time.", attempt=True
    ),
    Metric("info", "What the last run that was done was made by."),
    Metric("duration_seconds", "How long the last run took."),
    Metric("restarts", "How often the last run was killed and gone on with."),
    Metric("documents", "Documents that the last run saw, by what became of them."),
    Metric("documents_reread", "Unchanged documents that the last run read again."),
    Metric("documents_vanished", "Documents that were gone from their source in the last run."),
    Metric("documents_returned", "Documents that were there again in the last run."),
    Metric("offers_new", "Offers that the last run saw first."),
    Metric("versions_new", "Versions that the last run added to offers known before."),
    Metric("deadlines_changed", "Offers whose deadline moved in the last run."),
    Metric("sources_suspicious", "Sources that were empty in the last run though documents of them are known."),
    Metric("sources_unlisted", "Sources whose files the last run could not list."),
    Metric("open_offers", "Offers in the store that have not vanished and whose deadline is not past."),
    Metric("open_failures", "Documents in the store that cannot be read, by code."),
)


def put(path: str, run: RunSummary) -> None:
    """Write the metrics of the run, with what the file holds of the runs before; one process at a time."""
    with _alone(path):
        put_bytes(path, text(run, _read(path)).encode())


def text(run: RunSummary, before: str = "") -> str:
    """The file after the run, where `before` is the file until now."""
    old = _parsed(before, run.store)
    told = _attempt(run, old) | (_figures(run) if run.status == "done" else {})
    lines: list[str] = []
    for metric in METRICS:
        if samples := told.get(metric.name) or (old.get(metric.name, {}) if not metric.attempt else {}):
            lines += _family(metric, samples, run.store)
    return "".join(f"{line}\n" for line in [*lines, "# EOF"])


def _attempt(run: RunSummary, old: Values) -> Values:
    success = max(_unix(run.last_success), _one(old, "last_success_timestamp_seconds"))
    refused = max(_unix(run.finished) if run.status == "refused" else 0, _one(old, "last_refused_timestamp_seconds"))
    return {
        "last_attempt_timestamp_seconds": {(): _unix(run.finished)},
        "last_attempt_status": {(("status", one),): one == run.status for one in get_args(Status)},
        "last_success_timestamp_seconds": {(): success},
        "last_refused_timestamp_seconds": {(): refused} if refused else {},
    }


def _figures(run: RunSummary) -> Values:
    about = {"version": run.version, "fingerprint": run.fingerprint, "schema": run.schema_head}
    codes = {**dict.fromkeys(CODES, 0), **run.open_failures}
    told: dict[str, float | None] = {
        "duration_seconds": run.seconds,
        "restarts": run.restarts,
        "documents_reread": run.reread,
        "documents_vanished": run.vanished,
        "documents_returned": run.returned,
        "offers_new": run.offers_new,
        "versions_new": run.versions_new,
        "deadlines_changed": run.deadlines_changed,
        "sources_suspicious": len(run.suspicious),
        "sources_unlisted": len(run.unlisted),
        "open_offers": run.open_offers,
    }
    outcomes = {"new": run.new, "changed": run.changed, "unchanged": run.unchanged, "failed": run.failed}
    return {
        "info": {tuple((key, value or "") for key, value in about.items()): 1},
        "documents": {(("outcome", key),): count for key, count in outcomes.items()},
        "open_failures": {(("code", key),): count for key, count in sorted(codes.items())},
        **{key: {(): value} for key, value in told.items() if value is not None},
    }


def _family(metric: Metric, samples: Mapping[Labels, float], store: str) -> Iterator[str]:
    name = f"{PREFIX}_{metric.name}"
    yield f"# HELP {name} {metric.help}"
    yield f"# TYPE {name} gauge"
    if name.endswith("_seconds"):
        yield f"# UNIT {name} seconds"
    for labels, value in samples.items():
        told = ",".join(f'{key}="{_escaped(text)}"' for key, text in (("store", store), *labels))
        yield f"{name}{{{told}}} {value:.16g}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')


def _unix(time: datetime | None) -> float:
    return time.timestamp() if time else 0


def _one(values: Values, name: str) -> float:
    return values.get(name, {}).get((), 0)


# What stands in the file: only what `_family` wrote for this store is read, anything else is as if it were not there.

_LABEL = r'(\w+)="((?:[^"\\\n]|\\.)*)"'
_SAMPLE = re.compile(rf"{PREFIX}_(\w+)\{{({_LABEL}(?:,{_LABEL})*)\}} ([0-9.e+]+)")


def _parsed(text: str, store: str) -> Values:
    found: Values = {}
    for line in text.split("\n"):
        if not (sample := _SAMPLE.fullmatch(line)):
            continue
        labels = [(key, _plain(value)) for key, value in re.findall(_LABEL, sample[2])]
        if labels[0] == ("store", store):
            found.setdefault(sample[1], {})[tuple(labels[1:])] = float(sample[7])
    return found


def _plain(label: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], label)


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""


@contextmanager
def _alone(path: str) -> Iterator[None]:
    """One process at a time reads the file and writes it anew, where its folder knows locks and nobody keeps one."""
    from filelock import FileLock, Timeout

    folder, name = os.path.split(os.path.realpath(path))
    lock = FileLock(os.path.join(folder, f".{name}.lock"), timeout=WAIT)
    with suppress(Timeout, NotImplementedError):
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
