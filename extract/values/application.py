"""Application: how to apply, from the section that says so.

In: the section's text, the offsets of its lines, and its hyperlinks. Out: a `Read` shaped like `record.Application`, or
None where the section holds nothing of it. Of a section about something else only the clauses that say so are read. An
address for questions takes no applications; a link to a form or a site to consult is no page to apply on; a postal
address ends with a postcode and a town.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ..document import Link
from ..fold import fold
from .addresses import find_address
from .clauses import how_to_apply, only
from .contacts import Found, Read, find_emails
from .documents import find_documents, leads_to_documents

_URL = re.compile(r"(?<![\w@])(?:https?://|www\.)[^\s<>\"'«»()\[\]{}|\\^`]{3,500}", re.IGNORECASE)
_BEFORE = 160
_LINE_END = 2  # characters, at most
_APPLY = re.compile(
    r"\bcandidat(?:ures?|er|ez)\b|\bpostul(?:er|ez|ation)\b|\bdepo(?:ser|sez|t)\b|\bdossiers? de candidature\b"
    r"|\ben ligne\b|\bsaisi(?:r|e|es)\b|\bs'inscrire\b|\brepondre\b"
    r"|\b(?:postule|candidate|depose)s?\b|\b(?:envo(?:ye[rz]|ies?)|adresse[rz]?)\b[^.\n]{0,60}\b(?:cv|lettre|curriculum)\b"
)
_LOOK = re.compile(
    r"\btelecharg\w{0,6}|\bconsult\w{0,6}|\bdisponibles?\b|\brenseignements?\b|\binformations?\b|\ben savoir plus\b"
    r"|\bdecouvr\w{0,4}|\bfiches?\b|\bnotices?\b|\bpage de garde\b|\bissus?\b|\bretrouve\w{0,3}"
)
_ASK = re.compile(
    r"(?<!fiche de )(?<!fiches de )\brenseignements?\b"
    r"|\binformations?\b|\bquestions?\b|\bprecisions?\b|\bcontacte[rz]\b"
)
_SEND = re.compile(
    r"\bcandidat|\bpostul|\bdossiers?\b|\benvo(?:ye[rz]|ie?s?)\b|\badress(?:er|ez|ee?s?)\b|\btransm|\bparven|\bdepo[st]"
    r"|\bcv\b|\bcurriculum\b|\blettre\b"
)
_SENTENCE_END = re.compile(r"[.!?](?<!\bM.)(?<!\bMr.)(?<!\bMme.)(?<!\bDr.)\s(?=[^\Wa-zà-ÿ])|\n")


def read_application(
    text: str, lines: Sequence[tuple[int, int]], links: Sequence[Link] = (), *, heading: str = ""
) -> Read | None:
    """The section -> {"emails", "url", "address", "documents"}; `lines` and `links` are offsets into `text`.

    `heading` is the section's heading, where `text` does not hold it: `Documents à transmettre` says what lines are.
    """
    folded = fold(text)
    value: dict[str, Any] = {"emails": [], "url": None, "address": None, "documents": []}
    spans: dict[str, tuple[int, int]] = {}
    listed = leads_to_documents(fold(heading))
    _put(value, spans, "emails", _emails(text, folded, lines, links))
    _put(value, spans, "documents", find_documents(text, folded, lines, listed=listed))
    for key, found in (("url", _url(text, folded, links)), ("address", find_address(text, folded, lines))):
        if found is not None:
            value[key], spans[key] = found.value, (found.start, found.end)
    return Read(value, spans) if spans else None


def read_said_application(
    text: str, lines: Sequence[tuple[int, int]], links: Sequence[Link] = (), *, heading: str = ""
) -> Read | None:
    """The same of a section that is about something else: the clauses that say where applications go, and no others."""
    folded = fold(text)
    said = how_to_apply(text, folded, lines, fold(heading))
    if not said:
        return None
    inside = [link for link in links if any(start <= link.start and link.end <= end for start, end in said)]
    read = read_application(only(text, said), said, inside)
    goes_somewhere = read is not None and any(read.value[key] for key in ("emails", "url", "address"))
    asks = goes_somewhere or any(leads_to_documents(folded[start:end]) for start, end in said)
    return read if asks else None


def _put(value: dict[str, Any], spans: dict[str, tuple[int, int]], key: str, several: list[Found]) -> None:
    """Enter a list, each item once."""
    seen: set[str] = set()
    for found in several:
        said = fold(found.value)
        if said not in seen:
            seen.add(said)
            spans[f"{key}[{len(value[key])}]"] = (found.start, found.end)
            value[key].append(found.value)


def _emails(text: str, folded: str, lines: Sequence[tuple[int, int]], links: Sequence[Link]) -> list[Found]:
    found = find_emails(text)
    taken = {(email.start, email.end) for email in found}
    for link in links:
        address = link.url.partition(":")[2].partition("?")[0]
        hidden = link.url.lower().startswith("mailto:") and not any(
            start < link.end and link.start < end for start, end in taken
        )
        if hidden and len(find_emails(address)) == 1 and find_emails(address)[0].value == address:
            found.append(Found(link.start, link.end, address))
    found.sort(key=lambda email: email.start)
    asking = _asking(text, folded, lines)
    return [email for email in found if not any(start <= email.start < end for start, end in asking)]


def _asking(text: str, folded: str, lines: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches that say whom to ask, not where to apply: such sentences, and what follows such a lead-in."""
    stretches: list[tuple[int, int]] = []
    asking = False
    for line_start, line_end in lines:
        for start, end in _sentences(text, line_start, line_end):
            if _SEND.search(folded, start, end):
                asking = False
            elif _ASK.search(folded, start, end):
                asking = True
            if asking:
                stretches.append((start, end))
    return _merged(stretches)


def _merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in stretches:
        if merged and start - merged[-1][1] <= _LINE_END:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for stop in _SENTENCE_END.finditer(text, start, end):
        yield start, stop.end()
        start = stop.end()
    if start < end:
        yield start, end


def _url(text: str, folded: str, links: Sequence[Link]) -> Found | None:
    """The first page to apply on: printed, or behind a link whose text says so."""
    found = [
        Found(match.start(), match.start() + len(url), url)
        for match in _URL.finditer(text)
        if (url := match[0].rstrip(".,;:!?…-*_"))
        and _leads_to_applying(folded[max(0, match.start() - _BEFORE) : match.start()])
    ]
    for link in links:
        named = folded[link.start : link.end]
        if link.url.lower().startswith("http") and _APPLY.search(named) and not _LOOK.search(named):
            found.append(Found(link.start, link.end, link.url))
    return min(found, key=lambda place: place.start, default=None)


def _leads_to_applying(before: str) -> bool:
    """Whether the last word about what a page is for is one about applying."""
    apply = max((match.end() for match in _APPLY.finditer(before)), default=-1)
    look = max((match.end() for match in _LOOK.finditer(before)), default=-1)
    return apply > look
