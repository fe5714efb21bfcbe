"""A batch as it stands in its folder, and who may write there.

batch.json      the format, whether the batch is finished, and of a finished one by what it was made and its counts
manifest.jsonl  a line a file: what it was, which parts hold its records
failures.jsonl  a line a document that gave no record
part-*          the records
receipts/       what was read of each chunk, for the run that goes on
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..convert import Busy, WrongUsage
from ..place import Local, Place, place
from .before import read_receipts
from .job import PartFormat
from .receipts import Receipt, is_receipt

STATE, MANIFEST, FAILURES = "batch.json", "manifest.jsonl", "failures.jsonl"


class Folder:
    """A batch's folder, opened for one run."""

    def __init__(self, target: Place, form: PartFormat) -> None:
        self.place, self.form = target, form
        self.names = target.names()  # what was there when it was opened
        self.is_marked = False  # whether something has changed since

    def receipts(self) -> Iterator[Receipt]:
        """The receipts that were there, of those whose parts are there."""
        for _, receipt in read_receipts(self.place, sorted(filter(is_receipt, self.names))):
            if receipt and all(part.name in self.names for part in receipt.parts):
                yield receipt

    def mark(self) -> None:
        """Say that the batch is not finished, before anything in it changes."""
        if not self.is_marked:
            self.is_marked = True
            self.place.write(STATE, as_json({"format": self.form, "finished": False}))

    def is_same(self, name: str, data: bytes) -> bool:
        """Whether a file was there with these bytes when the folder was opened."""
        return name in self.names and self.place.read(name) == data


@contextmanager
def opened(out: str, form: PartFormat, *, resume: bool) -> Iterator[Folder]:
    """The folder of a batch, for this run alone; raises WrongUsage, Busy, OSError."""
    target = place(out)
    with _alone(target):
        folder = Folder(target, form)
        _refuse(folder, resume=resume)
        target.tidy()
        yield folder


def _refuse(folder: Folder, *, resume: bool) -> None:
    """Raise WrongUsage where the folder is not for this batch."""
    uri = folder.place.uri
    if STATE not in folder.names:
        if folder.names:
            raise WrongUsage(f"{uri}: holds other files and no batch; name an empty folder")
        return
    form = _format_of(folder.place.read(STATE))
    if form is None:
        raise WrongUsage(f"{uri}: its {STATE} is damaged; name another folder, or remove this one")
    if form != folder.form:
        raise WrongUsage(
            f"{uri}: holds a batch in the format {form}; go on with --format {form}, or name another folder"
        )
    if not resume:
        raise WrongUsage(f"{uri}: holds a batch already; go on with it by --resume, or name another folder")


def _format_of(state: bytes) -> str | None:
    try:
        return str(json.loads(state)["format"])
    except (ValueError, KeyError, TypeError):
        return None


@contextmanager
def _alone(target: Place) -> Iterator[None]:
    """Lock a folder of this machine for as long as the process lives, where the system can; raises Busy."""
    if not isinstance(target, Local):
        yield
        return
    os.makedirs(target.folder, exist_ok=True)
    handle = _locked(target)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _locked(target: Local) -> int | None:
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    handle = os.open(target.folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise Busy(f"{target.uri}: another run writes there now; wait until it has ended") from None
    except OSError:  # a file system without locks
        pass
    return handle


def as_json(told: dict[str, Any]) -> bytes:
    """The bytes of a JSON file that people look at too."""
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"
