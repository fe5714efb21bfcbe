"""A run of `offres convert --format jsonl|parquet -o FOLDER/`: paths and a folder in, what came of it out."""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from importlib.util import find_spec
from typing import Protocol

from ...extract.read.url import is_web, local
from ...output.arrow import MISSING
from ...output.terminal import Report
from ..convert import NothingListed, OutputFailed, Summary, about, bar_wanted, missing_tools, refuse
from ..find import Found, find
from ..guard import Limits
from ..remote import stamped
from ..run import processors
from .before import is_as_it_was
from .chunks import Chunk, chunks
from .finish import Totals, finish
from .folder import Folder, opened
from .job import Job, PartFormat, job
from .local import read_here
from .receipts import Failed, Receipt, name_of

GO_ON = "What was read so far is kept: go on with --resume."


class Engine(Protocol):
    """Who has chunks read: threads and processes of this machine, or many machines."""

    def __call__(self, chunks: Iterator[Chunk], job: Job, on_file: Callable[[], object]) -> Iterator[Receipt]:
        """`read_chunk` of each chunk, in any order; `on_file` is called for each file that was read."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is wanted of a batch."""

    paths: Sequence[str]
    out: str
    form: PartFormat
    limits: Limits
    jobs: int | None = None
    resume: bool = False
    retry: bool = False


@dataclass
class BatchSummary(Summary):
    """What came of a batch: all that it holds, and what was read in this run."""

    read: int = 0  # files
    gave: int = 0  # their postings, and documents that failed
    seconds: float = 0.0

    def __str__(self) -> str:
        rate = f", {self.gave / self.seconds:,.0f} postings a second" if self.read and self.seconds > 1 else ""
        return f"{super().__str__()}; {self.read} read now{rate}"


def batch(request: Request, engine: Engine | None = None) -> BatchSummary:
    """Have the folder hold the records of the files that the paths mean; messages go to standard error.

    Raises `WrongUsage` before anything is written, `Busy` where another run writes there, `OutputFailed` where the
    folder cannot be written; what was read before is then kept for a run that goes on.
    """
    found = find(request.paths)
    refuse(found, None)
    _need(request.form)
    if any(is_web(file.path) for file in found.files):
        found.files = stamped(found.files)
    with Report(len(found.files), bar=bar_wanted(request.out)) as report:
        for message in about(found):
            report.say(message)
        try:
            with opened(request.out, request.form, resume=request.resume) as folder:
                run = _Run(request, folder, report)
                run.read(found, engine or partial(read_here, jobs=request.jobs or processors()))
        except OSError as error:
            told = error.strerror or str(error)
            raise OutputFailed(f"cannot write {request.out}: {told}. {GO_ON}") from error
        for message in missing_tools(run.summary):
            report.say(message)
        report.say(f"{run.summary}, written to {request.out}")
    return run.summary


class _Run:
    """One run over a folder."""

    def __init__(self, request: Request, folder: Folder, report: Report) -> None:
        self._folder, self._report = folder, report
        self._job = job(_absolute(request.out), request.form, request.limits, retry=request.retry)
        self.summary = BatchSummary()

    def read(self, found: Found, engine: Engine) -> None:
        """Read what is not known, and write what the batch holds now."""
        begun = time.monotonic()
        pieces = {name_of(chunk.name): chunk for chunk in chunks(found.files)}
        missing = self._missing(pieces, found)
        if missing:
            self._folder.mark()
        self._report.expect(sum(len(chunk.files) for chunk in missing))
        for receipt in engine(iter(missing), self._job, on_file=self._report.advance):
            self._note(receipt)
        if missing:
            self._folder.place.tidy()  # a worker of an engine may have died while it wrote
        totals = finish(self._folder, self._job, list(pieces), _unlisted(found))
        self.summary.unlisted = len(found.failed)
        self._count(totals, time.monotonic() - begun)

    def _missing(self, pieces: Mapping[str, Chunk], found: Found) -> list[Chunk]:
        """The chunks, given by the names of their receipts, of which something is new or changed."""
        known: dict[str, tuple[str, ...]] = {}
        current = set()
        for receipt in self._folder.receipts():
            if receipt.name in pieces and self._is_current(receipt, pieces[receipt.name]):
                current.add(receipt.name)
            for entry in receipt.inputs:
                known[entry.uri] = (*known.get(entry.uri, ()), receipt.name)
        _refuse_loss(found, known)
        return [chunk.after(known) for name, chunk in pieces.items() if name not in current]

    def _is_current(self, receipt: Receipt, chunk: Chunk) -> bool:
        """Whether nothing of a chunk has changed since its receipt was written."""
        if receipt.key != self._job.key or len(receipt.inputs) != len(chunk.files):
            return False
        if self._job.retry and receipt.failed:
            return False
        same = zip(chunk.files, receipt.inputs, strict=True)
        return all(is_as_it_was(file, entry) and entry.was_had for file, entry in same)

    def _note(self, receipt: Receipt) -> None:
        self._report.advance(len(receipt.inputs) - receipt.read)
        self.summary.read += receipt.read
        self.summary.gave += receipt.gave
        for message, tool in receipt.told:
            if not self.summary.missing[tool or ""]:
                self._report.say(message)
            if tool:
                self.summary.missing[tool] += 1

    def _count(self, totals: Totals, seconds: float) -> None:
        self.summary.files = self.summary.documents = totals.files
        self.summary.records, self.summary.failed = totals.records, totals.failed
        self.summary.seconds = seconds


def _refuse_loss(found: Found, known: Mapping[str, tuple[str, ...]]) -> None:
    """Raise NothingListed where files are known that are not found now, in a source that gave nothing or is not there.

    It may be a disk or a server that is not there today: their records would be removed.
    """
    missing = known.keys() - {file.uri for file in found.files}
    for source in _silent(found) if missing else ():
        lost = sum(_is_of(uri, source.rstrip("/")) for uri in missing)
        if lost:
            raise NothingListed(
                f"{source}: files of it that the batch holds are not found now ({lost:,}), and their records would be "
                "removed: nothing was changed. Go on when it can be listed again, or leave this path out."
            )


def _is_of(uri: str, source: str) -> bool:
    """Whether a file is one of a folder, or of a pattern that means files or folders."""
    return uri.startswith(f"{source}/") or fnmatchcase(uri, source) or fnmatchcase(uri, f"{source}/*")


def _silent(found: Found) -> list[str]:
    """The sources that could not be listed, gave nothing, or are not there."""
    gone = (file.source for file in found.files if file.uri == file.source and file.size is None)
    return list(dict.fromkeys([*(failed.source for failed in found.failed), *found.empty, *gone]))


def _need(form: PartFormat) -> None:
    """Raise OutputFailed where the library of the format is missing, before hours of reading."""
    if form == "parquet" and find_spec("pyarrow") is None:
        raise OutputFailed(MISSING)


def _unlisted(found: Found) -> list[Failed]:
    """The failures of sources."""
    return [
        Failed(source, error.code, error.name, "list", f"{error.cause}. {error.remedy}")
        for source, error in found.failed
    ]


def _absolute(out: str) -> str:
    """The folder for processes that work elsewhere."""
    path = local(out)
    return out if path is None else os.path.abspath(path)
