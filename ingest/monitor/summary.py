"""The summary of a run: its keys, their meaning, its JSON and the schema of that."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, NonNegativeFloat, NonNegativeInt

from ...output.schema import DIALECT
from . import Status


class _Model(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, use_attribute_docstrings=True)


class Failed(_Model):
    """A document that failed in this run."""

    uri: str
    """The document."""
    code: str
    """`OF901` to `OF904`; `offres rule CODE` says what it means."""
    message: str
    """The cause, and what to do."""


class Unlisted(_Model):
    """A source whose files could not be listed."""

    source: str
    """As it was given."""
    code: str
    """`OF901`."""
    message: str
    """The cause, and what to do."""


class DeadlineChange(_Model):
    """An offer whose deadline moved in this run."""

    reference: str | None
    """Its number, where it has one."""
    title: str | None
    """Its title."""
    before: str | None
    """The deadline until now, as a date; null: there was none."""
    after: str | None
    """The deadline from now on."""


class NewOffer(_Model):
    """An offer that the store had not seen before."""

    reference: str | None
    """Its number, where it has one."""
    title: str | None
    """Its title."""
    employer: str | None
    """Who recruits."""
    deadline: str | None
    """The last day to apply, as a date."""
    uri: str | None = None
    """The document that shows it."""


class NewEmployer(_Model):
    """How many new offers an employer has."""

    employer: str | None
    """Its name as printed; null: the offers without one."""
    offers: NonNegativeInt
    """How many."""


class RunSummary(_Model):
    """What `offres ingest --summary FILE` writes: one run, and the store after it."""

    form: Literal["1.0"] = "1.0"
    """The version of this form: the first number tells of keys that went or changed, the second of new ones."""
    id: NonNegativeInt | None = None
    """The run's number in the store; null for a run that was refused."""
    status: Status
    """`done`: published. `failed`: broke off, nothing published. `refused`: another run held the store."""
    started: datetime
    """When the run began, in UTC."""
    finished: datetime
    """When it ended."""
    seconds: float = 0
    """How long it took; of a run that was killed and gone on with, the last part; 0 where the clock was set back."""
    last_success: datetime | None = None
    """When the last run of this store ended that was `done`, this one included; null: none, or not known here."""
    host: str | None = None
    """The machine."""
    pid: NonNegativeInt | None = None
    """The process."""
    restarts: NonNegativeInt = 0
    """How often the run was killed and gone on with."""
    store: str
    """The store's URL, without password."""
    sources: list[str]
    """What was taken in, as it was given."""
    version: str | None = None
    """The version of offres."""
    fingerprint: str | None = None
    """Of code, packs and libraries: records of another fingerprint are read again by `--refresh`."""
    schema_head: str | None = Field(default=None, alias="schema")
    """The version of the store's tables."""
    seen: NonNegativeInt = 0
    """Documents in the sources: new + changed + unchanged + failed."""
    new: NonNegativeInt = 0
    """Documents that no run had seen before, and that could be read."""
    changed: NonNegativeInt = 0
    """Documents whose bytes were others than before, and that could be read."""
    unchanged: NonNegativeInt = 0
    """Documents whose bytes were the same; also those that had failed before."""
    failed: NonNegativeInt = 0
    """Documents, new or changed, that could not be read."""
    reread: NonNegativeInt = 0
    """Unchanged documents that were read again, by `--refresh` or `--retry`."""
    vanished: NonNegativeInt = 0
    """Documents that could be read and that their source no longer has; marked, not deleted."""
    returned: NonNegativeInt = 0
    """Documents that had vanished and are there again."""
    offers_new: NonNegativeInt = 0
    """Offers that the store had not seen before."""
    versions_new: NonNegativeInt = 0
    """Versions that were added to offers known before."""
    deadlines_changed: NonNegativeInt = 0
    """Offers whose deadline moved."""
    rate: NonNegativeFloat = 0
    """Documents a second."""
    message: str | None = None
    """Why the run failed or was refused."""
    open_offers: NonNegativeInt | None = None
    """Offers in the store that have not vanished and whose deadline is not past; null where it is not known."""
    open_failures: dict[str, NonNegativeInt] = {}
    """Documents in the store that cannot be read, by code, those of former runs included."""
    failures: list[Failed] = []
    """The first 100 documents that failed in this run."""
    unlisted: list[Unlisted] = []
    """Sources whose files could not be listed; nothing of them is marked as vanished."""
    suspicious: list[str] = []
    """Sources that are empty though documents of them are known; nothing of them is marked as vanished."""
    deadline_changes: list[DeadlineChange] = []
    """The first 500 of them."""
    new_offers: list[NewOffer] = []
    """The first 500 of them, by employer and title."""
    new_employers: list[NewEmployer] = []
    """The employers of all of them, most offers first; the first 100."""


def checked(summary: Mapping[str, Any]) -> RunSummary:
    """The summary as a model: unknown keys are left out, missing or null ones take their default.

    A time without an offset is in UTC.
    """
    run = RunSummary.model_validate({key: _whole(value) for key, value in summary.items() if value is not None})
    times = {key: getattr(run, key) for key in ("started", "finished", "last_success")}
    if run.status == "done":
        times["last_success"] = run.finished
    told = {key: time and _utc(time) for key, time in times.items()}
    return run.model_copy(update=told | {"seconds": round(max(0, run.seconds), 3), "rate": round(run.rate, 1)})


def _whole(value: Any) -> Any:
    """The value without halves of surrogate pairs, which the name of a file may hold and UTF-8 does not."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, Mapping):
        return {key: _whole(one) for key, one in value.items()}
    return [_whole(one) for one in value] if isinstance(value, list | tuple) else value


def _utc(time: datetime) -> datetime:
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)


def as_json(run: RunSummary) -> bytes:
    """The canonical bytes: all keys, in the order of the model, UTF-8, closed by a newline."""
    return (json.dumps(run.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=2) + "\n").encode()


def schema_text() -> str:
    """The JSON Schema (2020-12) of the summary: every key is there, and no other."""
    made = RunSummary.model_json_schema(mode="serialization", by_alias=True)
    for model in (made, *made["$defs"].values()):
        model["required"] = list(model["properties"])
        model["additionalProperties"] = False
        for of_key in model["properties"].values():
            of_key.pop("title", None)
            of_key.pop("default", None)
    return json.dumps({"$schema": DIALECT, **made}, ensure_ascii=False, indent=2) + "\n"
