"""A run of `offres review`: paths in, one page with their postings and all findings out."""

import os
from collections.abc import Sequence

from ..checks.rule import Lang
from ..ingest.convert import OutputFailed, Summary, WrongUsage, about, bar_wanted, note, refuse
from ..ingest.find import File, find
from ..ingest.guard import Limits
from ..ingest.run import run, workers
from ..output.atomic import replacing
from ..output.terminal import Report as Messages
from . import page
from .batch import Batch
from .report import Report, Totals


def review(paths: Sequence[str], out: str, jobs: int | None, limits: Limits, lang: Lang) -> Summary:
    """Write the review page of the files that `paths` mean to `out`; messages go to standard error.

    Raises `WrongUsage` and `NothingListed` before anything is written, and `OutputFailed` when the page cannot be.
    """
    found = find(paths)
    refuse(found, out)
    if os.path.isdir(out) or out.endswith(("/", os.sep)):
        raise WrongUsage(f"{out}: is a folder; the review page is one file, such as {os.path.join(out, 'review.html')}")
    with Messages(len(found.files), bar=bar_wanted(out)) as messages, Batch(lang) as batch:
        for message in about(found):
            messages.say(message)
        summary = _read(found.files, workers(found.files, jobs), limits, batch, messages)
        try:
            with replacing(out) as stream:
                page.write(Report(lang, Totals(), batch.postings), stream)
        except OSError as error:
            raise OutputFailed(f"cannot write {out}: {error.strerror or error}") from error
        summary.unlisted = len(found.failed)
        messages.say(f"{summary}, written to {out}")
    return summary


def _read(files: Sequence[File], jobs: int, limits: Limits, batch: Batch, messages: Messages) -> Summary:
    summary = Summary()
    last: File | None = None
    for file, outcome in run(files, jobs, limits, page.Shows(batch.lang)):
        if file is not last:
            last = file
            summary.files += 1
            messages.advance()
        note(outcome, summary, messages)
        for line in outcome.lines:
            batch.add(line)
    return summary
