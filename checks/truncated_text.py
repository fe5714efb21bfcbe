"""OF401 truncated-text."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING

from .rule import Hit, Rule, Text, quote_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..extract.record import Span
    from .case import Case

# Words that do not end a French sentence. As printed, in lower case: `Catégorie A` and `diplôme DE` are no such words.
# Left out: `est` (côte est), `son` (technicien son), `eux`, `elles` (avec eux).
_WORDS = (
    "à au aux avec ce ces cet cette chez comme dans de depuis des dont du en entre et je la le les leur leurs mais "
    "ne nos notre ou où par pendant pour qu que qui quel quelle sa selon ses si sont sous sur un une vers vos votre"
)
FUNCTION_WORDS = frozenset(_WORDS.split())
ELISION = re.compile(r"(?:^|[\s('\u2019\"-])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu)['\u2019]$", re.IGNORECASE)
CUT_WORD = re.compile(r"[^\W\d_][-\u2010\u2011]$")  # `admin-`: the other half is on the next page
LAST_WORD = re.compile(r"\w+$")
TAIL_CHARS = 40  # the last word is in them, or is none of ours
BLOCK_CHARS = 4000  # how far up the list or paragraph that the last line belongs to is looked for
TAG = re.compile(r"<[^<>]*>")
MARKUP = " \t\r*_|\\"

BULLET = re.compile(r"\s*(?:[^\w\s\"'«(\[#|<]+|o|\d+[.)])\s+(?=\S)")
SENTENCE_END = frozenset(".!?…;:")

# A line this long that ends without a full stop is a sentence; titles, addresses and labelled values are shorter.
PROSE_CHARS = 80
NOT_PROSE = re.compile(r"\s*[\W\d]|[^:]{0,80}:|.*(?:@|https?:|www\.)")
# So many items that all end with `;` or `,` say that the last one should end with a mark too.
MIN_MARKED = 2
FREE_FORM = frozenset({"contact", "application", "notes"})  # addresses and lists of papers end as they like
STRAY_WORDS = 3  # an unclaimed last line of so few words is a logo or a stamp

OPEN_LIST = Text(
    'The text breaks off: its last item ends with "{mark}", "{end}". Get the pages that follow.',
    "Le texte s'interrompt : son dernier élément finit par « {mark} », « {end} ». Récupérez les pages suivantes.",
)
MID_SENTENCE = Text(
    'The text breaks off in mid-sentence: "{end}". Get the pages that follow.',
    "Le texte s'interrompt au milieu d'une phrase : « {end} ». Récupérez les pages suivantes.",
)
NOTHING_AFTER = Text(
    'The text breaks off: nothing comes after "{end}". Get the pages that follow.',
    "Le texte s'interrompt : rien ne suit « {end} ». Récupérez les pages suivantes.",
)

RULE = Rule(
    code="OF401",
    name="truncated-text",
    severity="warning",
    what=Text(
        "The posting's text breaks off: its last line (page furniture aside) ends in mid-sentence, is a list item "
        "that ends with `;` or `,`, announces something with `:`, or is the heading of a section that stays empty. A "
        "last item without any mark is a sign only where all other items end with `;` or `,`, since many lists carry "
        "none.",
        "Le texte de l'annonce s'interrompt : sa dernière ligne (hors habillage de page) finit au milieu d'une "
        "phrase, est un élément de liste qui finit par `;` ou `,`, annonce quelque chose par `:`, ou est le titre "
        "d'une rubrique restée vide. Un dernier élément sans ponctuation n'est un signe que si les autres éléments "
        "finissent tous par `;` ou `,` : bien des listes n'en portent pas.",
    ),
    why=Text(
        "Missions, profile or the way to apply are missing from the record.",
        "Missions, profil ou modalités de candidature manquent à l'enregistrement.",
    ),
    example="Missions :\n- tenir le standard du service ;\n- rédiger les comptes rendus à destination du",
    instead=Text(
        "Give the whole document, all pages, and end a list's last item with a full stop.",
        "Fournissez le document entier, toutes pages, et terminez le dernier élément d'une liste par un point.",
    ),
    messages=(OPEN_LIST, MID_SENTENCE, NOTHING_AFTER),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit where the last line breaks off."""
    place = _last_line(case)
    if place is None:
        return
    start, end = place
    line = _plain(case.text[start:end])
    message = _break_of(line)
    if message is None and line[-1:].islower() and _is_cut_sentence(case, end):
        message = MID_SENTENCE
    elif message is None and _is_empty_heading(case, start, end):
        message = NOTHING_AFTER
    elif message is NOTHING_AFTER and any(seen.start >= start for seen in case.seen("empty-field")):
        return  # an empty label, which is OF107
    if message:
        yield Hit(None, case.locate(start, end), message, {"mark": line[-1:], "end": quote_end(line.lstrip("#-•* "))})


def _break_of(line: str) -> Text | None:
    """What the end of a line gives away by itself."""
    last, line = line[-1:], line[-TAIL_CHARS:]
    if last in {";", ","}:
        return OPEN_LIST
    if last == ":":
        return NOTHING_AFTER
    word = LAST_WORD.search(line)
    if last == "(" or (word and word[0] in FUNCTION_WORDS) or ELISION.search(line) or CUT_WORD.search(line):
        return MID_SENTENCE
    return None


def _is_cut_sentence(case: Case, end: int) -> bool:
    """Whether the last line lacks a mark that what stands above it lets expect."""
    sections = case.offer.sections
    if sections and sections[-1].kind in FREE_FORM:
        return False
    lines = _lines_upwards(case.text[max(case.bounds[0], end - BLOCK_CHARS) : end])
    last = next(lines)
    bullet = _bullet(last)
    if bullet is not None:
        return _all_marked(bullet, lines)
    above = next(lines, "")
    listed = len(above) >= PROSE_CHARS // 2 and above[-1] not in SENTENCE_END and not BULLET.match(above)
    return bool(sections) and len(last) >= PROSE_CHARS and not NOT_PROSE.match(last) and not listed


def _all_marked(bullet: str, lines: Iterator[str]) -> bool:
    """Whether the items above, with the same bullet, all end with `;` or `,`, and there are enough of them."""
    marked = 0
    for item in takewhile(lambda line: _bullet(line) == bullet, lines):
        if item[-1] not in ";,":
            return False
        marked += 1
    return marked >= MIN_MARKED


def _bullet(line: str) -> str | None:
    """The line's bullet; any number counts as the same."""
    found = BULLET.match(line)
    return found[0].strip().lstrip("0123456789") if found else None


def _lines_upwards(text: str) -> Iterator[str]:
    """The lines that are not blank, from the last one up; one that goes on in lower case is joined to the one above."""
    rest: list[str] = []
    for line in reversed(text.splitlines()):
        plain = _plain(line)
        if not plain:
            if rest:
                yield " ".join(rest)
            rest = []
            continue
        rest.insert(0, plain)
        if BULLET.match(plain) or not plain.lstrip()[:1].islower():
            yield " ".join(rest)
            rest = []
    if rest:
        yield " ".join(rest)


def _is_empty_heading(case: Case, start: int, end: int) -> bool:
    """The last section has a known heading, on the last line, and nothing in it; a logo is of kind `other`."""
    sections = case.offer.sections
    if not sections or sections[-1].blocks or sections[-1].kind == "other":
        return False
    span = case.spans.get(f"sections[{len(sections) - 1}].heading")
    return span is not None and span.start < end and start < span.end


def _plain(line: str) -> str:
    """The line without markup at its end; `&eacute;` does not end with a semicolon."""
    if "&" in line:
        line = html.unescape(line)
    if "<" in line:
        line = TAG.sub("", line)
    return line.rstrip(MARKUP)


def _last_line(case: Case) -> tuple[int, int] | None:
    """Where the last line of substance stands, blanks at its ends left out."""
    text, (first, end) = case.text, case.bounds
    stray = [span for span in case.numbered("unclaimed") if len(span.text.split()) <= STRAY_WORDS]
    aside = _Aside(case.numbered("furniture") + stray)
    while end > first:
        start = max(first, text.rfind("\n", first, end) + 1)
        start = max(start, text.rfind("\r", start, end) + 1)
        line = text[start:end].strip()
        if any(char.isalpha() for char in line):
            left = text.index(line, start)
            if not aside.covers(left, left + len(line)):
                return left, left + len(line)
        end = start - 1
    return None


class _Aside:
    """Places that are no part of the text; as many as there are lines may be asked about."""

    def __init__(self, spans: list[Span]) -> None:
        ordered = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def covers(self, start: int, end: int) -> bool:
        """Whether one of the places holds all of `start` to `end`."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._ends[at]
