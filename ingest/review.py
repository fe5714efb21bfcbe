"""A run of `offres review`: paths in, one page with their postings out."""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..checks.registry import RULES
from ..output.atomic import replacing
from ..output.review import Advice, Lang, Picture, Posting, write
from ..output.terminal import Report
from .convert import OutputFailed, Summary, WrongUsage, about, bar_wanted, note, refuse
from .find import File, find
from .guard import Limits
from .run import run, workers
from .work import Outcome

if TYPE_CHECKING:
    from ..extract.read.reader import Leaf
    from ..extract.record import Record

MOST_PAGES = 20  # of a document that are drawn
MOST_PAGES_IN_ALL = 300  # of a review page: some 20 MB

_Drawn = list[tuple[int, float, float, str, str]]


class ReviewLines:
    """The form of a posting on its way to the page; text and pictures stand with the first one of a document only."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang
        self._left = MOST_PAGES_IN_ALL  # each process reads its files in their order: none needs more

    def lines(self, records: "Sequence[Record]", text: str, leaf: "Leaf | None" = None) -> tuple[bytes, ...]:
        """JSON: the record, and what is shown beside it."""
        first = {"text": text, "pictures": self._pictures(leaf) if leaf else []}
        return tuple(
            json.dumps({"record": record.model_dump(mode="json"), **({} if number else first)}).encode()
            for number, record in enumerate(records)
        )

    def _pictures(self, leaf: "Leaf") -> _Drawn:
        from ..extract.read.sniff import PDF

        if leaf.media_type != PDF or not isinstance(leaf.data, bytes) or not self._left:
            return []
        from .pictures import pictures

        drawn: _Drawn = [
            (one.number, one.width, one.height, one.media_type, b64encode(one.data).decode())
            for one in pictures(leaf.data, min(MOST_PAGES, self._left))
        ]
        self._left -= len(drawn)
        return drawn


def review(paths: Sequence[str], out: str, jobs: int | None, limits: Limits, lang: Lang) -> Summary:
    """Write the review page of the files that `paths` mean to `out`; messages go to standard error.

    Raises `WrongUsage` and `NothingListed` before anything is written, and `OutputFailed` when the page cannot be.
    """
    found = find(paths)
    refuse(found, out)
    if os.path.isdir(out) or out.endswith(("/", os.sep)):
        raise WrongUsage(f"{out}: is a folder; the review page is one file, such as {os.path.join(out, 'review.html')}")
    summary = Summary()
    with Report(len(found.files), bar=bar_wanted(out)) as report:
        for message in about(found):
            report.say(message)
        outcomes = run(found.files, workers(len(found.files), jobs), limits, ReviewLines(lang))
        try:
            with replacing(out) as stream:
                write(postings(_noted(outcomes, summary, report)), stream, advice(lang), lang)
        except OSError as error:
            raise OutputFailed(f"cannot write {out}: {error.strerror or error}") from error
        summary.unlisted = len(found.failed)
        report.say(f"{summary}, written to {out}")
    return summary


def _noted(outcomes: Iterable[tuple[File, Outcome]], summary: Summary, report: Report) -> Iterator[Outcome]:
    last: File | None = None
    for file, outcome in outcomes:
        if file is not last:
            last = file
            summary.files += 1
            report.advance()
        note(outcome, summary, report)
        yield outcome


def postings(outcomes: Iterable[Outcome]) -> Iterator[Posting]:
    """What the page shows of the postings; of their pictures the first ones only."""
    left = MOST_PAGES_IN_ALL
    for outcome in outcomes:
        text = ""
        pictures: tuple[Picture, ...] = ()
        for told in map(json.loads, outcome.lines):
            if "text" in told:
                text = told["text"]
                pictures = tuple(_picture(*one) for one in told["pictures"][:left])
                left -= len(pictures)
            yield Posting(told["record"], text, pictures)


def _picture(number: int, width: float, height: float, media_type: str, coded: str) -> Picture:  # as it was sent
    return Picture(number, width, height, media_type, b64decode(coded))


def advice(lang: Lang) -> dict[str, Advice]:
    """What the rules' documentation says of each code."""
    return {rule.code: Advice(*(getattr(text, lang) for text in (rule.what, rule.why, rule.instead))) for rule in RULES}
