"""A run of `offres check`: paths and what the user wants to hear of in, a report out."""

import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO

from ..checks.rule import Lang
from ..ingest.convert import OutputFailed, WrongUsage, about, bar_wanted, refuse
from ..ingest.find import File, find
from ..ingest.guard import Limits
from ..ingest.run import run, workers
from ..output import is_folder
from ..output.atomic import replacing
from ..output.terminal import Report as Messages
from . import text
from .batch import Batch
from .chosen import Choice, codes, read_baseline, write_baseline
from .located import Located
from .page import Shows
from .report import Report, Totals, count

WRITERS = {  # module, loaded when it is asked for, and function
    "text": ("text", "write"),
    "json": ("listed", "write_json"),
    "sarif": ("sarif", "write"),
    "junit": ("junit", "write"),
    "github": ("github", "write"),
    "csv": ("listed", "write_csv"),
    "html": ("page", "write"),
}


@dataclass(frozen=True, kw_only=True)
class Request:
    """What the user asks for."""

    paths: Sequence[str]
    form: str = "text"
    out: str | None = None
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    severity: str = "warning"
    lang: Lang = "en"
    statistics: bool = False
    baseline: str | None = None
    write_baseline: bool = False
    jobs: int | None = None
    limits: Limits


def check(request: Request, stdout: BinaryIO) -> bool:
    """Write the findings; whether there are any that count, or files that could not be listed.

    Raises WrongUsage and NothingListed before anything is read.
    """
    choice, write = _choice(request), _writer(request, stdout)
    found = find(request.paths)
    for out in (request.out, request.baseline if request.write_baseline else None):
        refuse(found, out)
    with Messages(len(found.files), bar=bar_wanted(request.out)) as messages, Batch(request.lang) as batch:
        for message in about(found):
            messages.say(message)
        _read(found.files, request, batch, messages)
        try:
            return _written(request, batch, choice, write, stdout) or bool(found.failed)
        except BrokenPipeError:
            raise
        except OSError as error:
            where = request.out or "to standard output"
            raise OutputFailed(f"cannot write {where}: {error.strerror or error}") from error


def _read(files: Sequence[File], request: Request, batch: Batch, messages: Messages) -> None:
    last = None
    form = Shows(request.lang) if request.form == "html" and not request.write_baseline else Located(request.lang)
    for file, outcome in run(files, workers(files, request.jobs), request.limits, form):
        if file is not last:
            last = file
            messages.advance()
        for line in outcome.lines:
            batch.add(line)


def _written(
    request: Request, batch: Batch, choice: Choice, write: Callable[[Report, BinaryIO], None], stdout: BinaryIO
) -> bool:
    if request.write_baseline:
        assert request.baseline is not None
        known = write_baseline(request.baseline, choice.of(batch.postings()))
        sys.stderr.write(text.baseline_written(known, request.baseline, request.lang) + "\n")
        return False
    report = Report(request.lang, Totals(), lambda: choice.of(batch.postings()))
    count(report.postings(), report.totals)
    report.totals.known = _known(batch, choice) - report.totals.severities.total() if choice.known else 0
    stream: AbstractContextManager[BinaryIO] = replacing(request.out) if request.out else nullcontext(stdout)
    with stream as target:
        write(report, target)
        target.flush()
    return report.totals.severities.total() > 0


def _known(batch: Batch, choice: Choice) -> int:
    """How many findings there would be without the baseline."""
    every = Choice(choice.select, choice.ignore, choice.severity)
    return sum(len(posting.findings) for posting in every.of(batch.postings()))


def _choice(request: Request) -> Choice:
    select, ignore = codes(request.select, "--select"), codes(request.ignore, "--ignore")
    if request.write_baseline and request.baseline is None:
        raise WrongUsage("--write-baseline: --baseline FILE says where to")
    if request.baseline is None or request.write_baseline:
        return Choice(select, ignore, request.severity)
    return Choice(select, ignore, request.severity, read_baseline(request.baseline))


def _writer(request: Request, stdout: BinaryIO) -> Callable[[Report, BinaryIO], None]:
    if request.statistics and request.form != "text":
        raise WrongUsage("--statistics: is a form of text; other formats hold the counts or lead to them")
    if request.form not in WRITERS:
        raise WrongUsage(f"--format {request.form}: known are {', '.join(WRITERS)}")
    if request.out is not None and is_folder(request.out):
        raise WrongUsage(f"{request.out}: is a folder; findings are written to one file")
    if request.form == "html" and request.out is None and stdout.isatty():
        raise WrongUsage("--format html: a page is no text for a terminal; write it to a file with -o check.html")
    if request.statistics:
        return text.write_statistics
    module, function = WRITERS[request.form]
    write: Callable[[Report, BinaryIO], None] = getattr(import_module(f".{module}", __package__), function)
    return write
