"""Findings for a person: place, code, message, and the line of the source with a caret run under the span."""

from collections.abc import Iterator
from typing import BinaryIO

from rich.cells import cell_len

from ..checks.document import SEVERITIES
from ..checks.rule import Lang, Text, counted, say
from ..output.terminal import printable
from .located import Found, Place, Posting
from .report import Report

WIDTH = 100  # characters of a source line that are shown
BEFORE = 30  # of them before the span, where the line is longer

ALL_WELL = Text("Nothing found in {files}.", "Rien à signaler dans {files}.")
FOUND = Text("{found} in {some} of {files}.", "{found} dans {some} sur {files}.")
KNOWN = Text(" {known} known from the baseline, not counted.", " Constats déjà connus, non comptés : {known}.")
BASELINE = Text("{known} known now, in {path}", "{known} désormais, dans {path}")
_KNOWN = Text("finding is", "constat connu"), Text("findings are", "constats connus")
POSTING = Text("posting", "annonce")
PAGE = Text("page", "page")
_DOCUMENTS = Text("document", "document"), Text("documents", "documents")
_COUNTED = {
    "error": (Text("error", "erreur"), Text("errors", "erreurs")),
    "warning": (Text("warning", "avertissement"), Text("warnings", "avertissements")),
    "info": (Text("info", "information"), Text("infos", "informations")),
}


def write(report: Report, stream: BinaryIO) -> None:
    """The findings, grouped by file, and a line that sums them up."""
    for posting in report.postings():
        for found in posting.findings:
            stream.writelines(f"{row}\n".encode() for row in _rows(posting, found, report.lang))
            stream.write(b"\n")
    stream.write(f"{summary(report)}\n".encode())


def write_statistics(report: Report, stream: BinaryIO) -> None:
    """How often each code was found, one line each, by code; and the line that sums them up."""
    stream.writelines(
        f"{number:>7}  {code}  {name}\n".encode() for (code, name), number in sorted(report.totals.codes.items())
    )
    stream.write(f"{summary(report)}\n".encode())


def summary(report: Report) -> str:
    """How much was found, in one line."""
    totals, lang = report.totals, report.lang
    files = say(counted(totals.documents, *_DOCUMENTS), lang)
    parts = [say(counted(totals.severities[key], *_COUNTED[key]), lang) for key in _COUNTED if totals.severities[key]]
    form = say(FOUND if parts else ALL_WELL, lang)
    told = form.format(found=", ".join(parts), some=totals.with_findings, files=files)
    return told + (say(KNOWN, lang).format(known=totals.known) if totals.known else "")


def baseline_written(known: int, path: str, lang: Lang) -> str:
    """What is said when the baseline was written."""
    return printable(say(BASELINE, lang).format(known=say(counted(known, *_KNOWN), lang), path=path))


def where(posting: Posting, found: Found, lang: Lang) -> str:
    """`a.txt:3:12`, `a.pdf:page 2`; without a place the file alone, and which of its postings."""
    place = found.place
    if place is None:
        return posting.uri + (f" ({say(POSTING, lang)} {posting.number})" if posting.number else "")
    if place.page is not None:
        return f"{posting.uri}:{say(PAGE, lang)} {place.page}"
    return f"{posting.uri}:{place.line}:{place.column}"


def _rows(posting: Posting, found: Found, lang: Lang) -> Iterator[str]:
    head = f"{where(posting, found, lang)}: {found.code} {say(SEVERITIES[found.severity], lang)} {found.message}"
    yield _plain(head)
    if found.place:
        yield from _shown(found.place)


def _shown(place: Place) -> Iterator[str]:
    """The line of the source, and the carets; of a span over several lines its first."""
    end = min(len(place.context), place.offset + place.end - place.start)
    first = 0 if len(place.context) <= WIDTH else max(0, place.offset - BEFORE)
    last = min(len(place.context), first + WIDTH)
    before, spanned, after = (
        _plain(place.context[slice(*bounds)])
        for bounds in ((first, place.offset), (place.offset, min(end, last)), (min(end, last), last))
    )
    head, tail = "…" * (first > 0), "…" * (last < len(place.context))
    yield f"    | {head}{before}{spanned}{after}{tail}".rstrip()
    yield f"    | {' ' * cell_len(head + before)}{'^' * max(1, cell_len(spanned))}"


def _plain(text: str) -> str:
    """On one line, each tab a space, without what could steer a terminal."""
    return printable("".join(" " if char in "\t\r\n\x0b\x0c\x85\u2028\u2029" else char for char in text))
