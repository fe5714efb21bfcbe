"""A run of `offres convert`: paths and an output in, what came of it out."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from ..output import Writer, is_folder, writer
from ..output.terminal import Report
from .find import File, Found, find
from .guard import Limits
from .run import run, workers
from .work import Outcome


class WrongUsage(Exception):
    """The paths or options cannot be meant so."""


class NothingListed(Exception):
    """There is no file to read because no source of them could be listed."""


class OutputFailed(Exception):
    """The output cannot be written; what stood there before still does."""


class Busy(Exception):
    """Another run writes there now."""


@dataclass
class Summary:
    """What came of a run."""

    files: int = 0
    documents: int = 0  # the files, or what is in them
    records: int = 0
    failed: int = 0  # documents
    unlisted: int = 0  # sources, or folders in them
    missing: Counter[str] = field(default_factory=Counter)  # tools, and how many documents they were missing for

    def __str__(self) -> str:
        inside = "" if self.documents == self.files else f" with {_count(self.documents, 'document')}"
        return f"{_count(self.files, 'file')}{inside}, {_count(self.records, 'record')}, {self.failed} failed"


def convert(paths: Sequence[str], out: str | None, jobs: int | None, limits: Limits, stdout: BinaryIO) -> Summary:
    """Convert the files that `paths` mean, each document within the limits; messages go to standard error.

    Raises `WrongUsage` and `NothingListed` before anything is written, and `OutputFailed` when the output cannot be.
    """
    found = find(paths)
    refuse(found, out)
    with Report(len(found.files), bar=bar_wanted(out)) as report:
        for message in about(found):
            report.say(message)
        try:
            with writer(out, stdout) as target:
                summary = _convert(run(found.files, workers(found.files, jobs), limits), target, report)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputFailed(f"cannot write {out or 'to standard output'}: {error.strerror or error}") from error
        summary.unlisted = len(found.failed)
        for message in missing_tools(summary):
            report.say(message)
        if out is not None:
            report.say(f"{summary}, written to {out}")
    return summary


def _convert(outcomes: Iterable[tuple[File, Outcome]], target: Writer, report: Report) -> Summary:
    summary = Summary()
    last: File | None = None
    for file, outcome in outcomes:
        target.write(outcome.uri, outcome.lines)
        if file is not last:
            last = file
            summary.files += 1
            report.advance()
        note(outcome, summary, report)
    return summary


def note(outcome: Outcome, summary: Summary, report: Report) -> None:
    """Count the document; say why it failed, unless the tool that it needs was missing before."""
    summary.documents += 1
    summary.records += len(outcome.lines)
    summary.failed += outcome.failure is not None
    if outcome.failure and not summary.missing[outcome.tool or ""]:
        report.say(outcome.failure)
    if outcome.tool:
        summary.missing[outcome.tool] += 1


def missing_tools(summary: Summary) -> list[str]:
    """What is said at the end of tools that were missing."""
    counts = sorted((tool, count) for tool, count in summary.missing.items() if tool)
    return [f"{tool} is missing: {_count(count, 'document')} could not be read." for tool, count in counts]


def refuse(found: Found, out: str | None) -> None:
    """Raise WrongUsage where there is no file to read, or `out` cannot be meant; NothingListed where none was told."""
    if not found.files and found.failed:
        raise NothingListed("\n".join(about(found)))
    if not found.files:
        told = "; ".join([*(f"{path}: no file to read" for path in found.empty), *_about_skipped(found.skipped)])
        raise WrongUsage(told)
    if out is None or is_folder(out):
        return
    if not out:
        raise WrongUsage("-o: the name of the output is empty")
    if not os.path.isdir(os.path.dirname(out) or os.curdir):
        raise WrongUsage(f"{out}: the folder that it is to be written to does not exist")
    if os.path.isfile(out) and any(_same(file.path, out) for file in found.files):
        raise WrongUsage(f"{out}: is one of the files to read; writing would destroy it")


def _same(path: str, out: str) -> bool:
    try:
        return os.path.samefile(path, out)
    except OSError:
        return False


def about(found: Found) -> list[str]:
    """What is said of sources that could not be listed or gave no file, and of files that are not read."""
    failed = [str(error) for _, error in found.failed]
    return [*failed, *(f"{path}: no file to read" for path in found.empty), *_about_skipped(found.skipped)]


def _about_skipped(skipped: Counter[str]) -> list[str]:
    if not skipped:
        return []
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(skipped.items()))
    return [f"Skipped in folders: {kinds}. A file given by name is always tried."]


def bar_wanted(out: str | None) -> bool:
    """Whether a bar would stand alone on a terminal."""
    return sys.stderr.isatty() and not (out is None and sys.stdout.isatty())


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
