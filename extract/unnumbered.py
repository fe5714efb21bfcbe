"""Postings without a number, told apart: where the whole header begins again, with a title, other values and a body.

In: the lines of a document. Out: the lines that the second and further postings begin with. One posting is never torn
in two: an annex, a summary or a label that the body repeats has not the same labels again, or no body of its own.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..patterns.forms import Hit
from ..patterns.load import Patterns
from .document import Document, Line
from .fold import fold
from .shapes import HEAD

ANCHORS = frozenset({"employer", "deadline"})  # what every posting says of itself, and of nothing else
ANCHOR_LETTERS = 3  # of a label, by which most lines are told to hold none
HEAD_LETTERS = 8  # that a label printed twice begins with
GAP = 4  # lines between two labels of one header, at most
HEADER_LINES = 24  # a header without a number may have its values on lines of their own
LEAST = 3  # labels: fewer are a contact's or a summary's
SAME_SET = 0.75  # of the labels of the header above: a posting may lack one that another has
TITLE_LINES = 3
TITLE_LENGTH = 160
_BODIES = frozenset({"missions", "profile", "description"})
_NO_TITLE = re.compile(
    r"annexe|fiche|synthese|recapitulat|rappel|resume|modalites|informations?\b|conditions|contacts?\b|page \d"
)
_LABELLED = re.compile(
    r".{2,45}?\s?:\s|.*@|.*\d\d[ .]\d\d[ .]\d\d"
)  # a label that no pattern knows; an address; a telephone
_LETTERS = re.compile(r"[^a-z0-9]+")
_LONG_WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class Header:
    """Labels that stand close together: by field the label and its value, folded; the lines they begin and end on."""

    first: int
    last: int
    labels: Mapping[str, str]
    values: Mapping[str, str]
    title: str


def unnumbered_postings(
    document: Document, lines: Sequence[Line], heads: Mapping[int, str], patterns: Patterns
) -> list[int]:
    """The numbers of the lines that the second and further postings begin with; none where it is not certain.

    `heads`: the first letters of each line that is no bullet, by the line's number.
    """
    if len(set(heads.values())) == len(heads):
        return []  # no label stands there twice
    seen, again = set[str](), list[int]()
    for n, head in heads.items():
        if head[:ANCHOR_LETTERS] in patterns.anchors:
            if head in seen:
                again.append(n)
            seen.add(head)
    hits = (_label(document, lines[n], patterns) for n in again)
    if not any(hit is not None and hit.form.name in ANCHORS for hit in hits):
        return []
    return _Headers(document, lines, patterns).cuts()


class _Headers:
    def __init__(self, document: Document, lines: Sequence[Line], patterns: Patterns) -> None:
        self.text, self.folded = document.text, document.folded
        self.lines = lines
        self.labels = {n: hit for n, line in enumerate(lines) if (hit := _label(document, line, patterns))}
        self.headings = {n: kind for n, line in enumerate(lines) if (kind := _heading(document, line, patterns))}
        self.bodies = [n for n, kind in self.headings.items() if kind in _BODIES]
        self.furniture, self.organisations = patterns.vocabulary["furniture"], patterns.starts["organisations"]

    def cuts(self) -> list[int]:
        """Where a header follows that has the labels of the one above it, below a body and above one."""
        headers = [header for n in self.labels if (header := self._header(n)) is not None]
        if not headers:
            return []
        current, cuts, above = headers[0], list[int](), self._above_first(headers[0])
        found: Header | None = None
        for header in headers[1:]:
            if found is not None and header.first > found.last:
                current, found = found, None
            if header.first > current.last and self._begins_again(current, header):
                if found is not None:
                    cuts.pop()  # a body that ends with labels, close above the header
                cuts.append(self._begin(header, current.last, above))
                found = header
        return cuts

    def _header(self, n: int) -> Header | None:
        """The header whose first label stands on line `n`; None where too few labels follow."""
        labels, values, last = dict[str, str](), dict[str, str](), n
        for m in range(n, min(n + HEADER_LINES, len(self.lines))):
            if self.headings.get(m) in _BODIES or m - last > GAP:
                break
            if (hit := self.labels.get(m)) is None:
                continue
            name = hit.form.name if hit.form.name != "attribute" else fold(hit.form.text)
            if name in ANCHORS and name in labels:
                break  # the next header
            labels.setdefault(name, fold(hit.form.text))
            values.setdefault(name, self._value(m, hit))
            last = m
        if len(labels) < LEAST or not ANCHORS & labels.keys():
            return None
        return Header(n, last, labels, values, values.get("title", "") or self._title(n, values.get("employer", "")))

    def _value(self, n: int, hit: Hit) -> str:
        """What stands behind a label, or on the line below it: letters and digits."""
        value = self.folded[self.lines[n].start + hit.after : self.lines[n].end].strip()
        if not value and n + 1 < len(self.lines) and n + 1 not in self.labels:
            value = self.folded[self.lines[n + 1].start : self.lines[n + 1].end]
        return _LETTERS.sub("", value)

    def _begins_again(self, one: Header, other: Header) -> bool:
        """Whether a header is another posting's: the same labels, a title, a body above and below, and other values."""
        shared = one.labels.keys() & other.labels.keys()
        if len(shared) < max(LEAST, SAME_SET * len(one.labels)) or not ANCHORS & one.labels.keys() <= shared:
            return False
        above = bisect_left(self.bodies, other.first) > bisect_right(self.bodies, one.last)
        below = bisect_right(self.bodies, other.last) < len(self.bodies)
        return above and below and other.title != "" and _differ(one, other, shared)

    # ---- titles -----------------------------------------------------------------------------------------------------

    def _title(self, n: int, employer: str) -> str:
        """What stands above a header, folded, where it may be a title, without the letterhead; else nothing."""
        above = [self._line(m) for m in range(self._top(n, 0, employer), n)]
        return " ".join(line for line in above if not self._is_letterhead(line, employer))

    def _top(self, n: int, stop: int, employer: str) -> int:
        """The line that the title above line `n` begins with, at `stop` or below; `n` where there is none."""
        first = n
        while first > stop and n - first < TITLE_LINES and self._is_title(first - 1):
            first -= 1
            parted = self.lines[first].blank or (
                self.lines[first].kind == "heading" and self.lines[first - 1].kind != "heading"
            )
            if parted and not self._is_letterhead(self._line(first), employer):
                break
        return first

    def _is_letterhead(self, folded: str, employer: str) -> bool:
        letters = _LETTERS.sub("", folded)
        return self.organisations.match(folded) is not None or (len(letters) >= LEAST and letters in employer)

    def _line(self, n: int) -> str:
        return self.folded[self.lines[n].start : self.lines[n].end]

    def _is_title(self, n: int) -> bool:
        line = self.lines[n]
        folded = self.folded[line.start : line.end]
        if (
            line.kind in ("bullet", "rule", "row")
            or line.pair
            or n in self.labels
            or n in self.headings
            or self._is_value(n)
        ):
            return False
        if len(folded) > TITLE_LENGTH or folded[-1] in ".;:," or _NO_TITLE.match(folded) or _LABELLED.match(folded):
            return False
        return folded not in self.furniture and self.text[line.start].isalnum() and not self.text[line.start].islower()

    def _is_value(self, n: int) -> bool:
        """Whether a line stands right below a label that has no value on its own line."""
        hit = self.labels.get(n - 1)
        return hit is not None and not self.folded[self.lines[n - 1].start + hit.after : self.lines[n - 1].end].strip()

    def _above_first(self, first: Header) -> set[str]:
        """The lines above the first header, folded: each posting may have them again."""
        return {self._line(n) for n in range(first.first)}

    def _begin(self, header: Header, after: int, letterhead: set[str]) -> int:
        """The line that a posting begins with: its title, and what stands above it as it does above the first."""
        n = self._top(header.first, after + 1, header.values.get("employer", ""))
        while n - 1 > after and self._is_above(n - 1, letterhead):
            n -= 1
        return n

    def _is_above(self, n: int, letterhead: set[str]) -> bool:
        return self.lines[n].kind == "rule" or self._line(n) in letterhead


def _label(document: Document, line: Line, patterns: Patterns) -> Hit | None:
    """The label that a line begins with, or is."""
    if line.kind in ("bullet", "rule", "row"):
        return None
    hit = patterns.labels.at(document.folded[line.start : min(line.end, line.start + HEAD)])
    if hit is None or hit.form.role != "label":
        return None
    return hit if hit.colon or hit.after == line.end - line.start else None


def _heading(document: Document, line: Line, patterns: Patterns) -> str:
    """The kind of section that a line is the heading of; else nothing."""
    hit = patterns.labels.at(document.folded[line.start : min(line.end, line.start + HEAD)])
    if hit is None or hit.form.role != "heading" or line.kind == "bullet":
        return ""
    alone = hit.colon or not document.folded[line.start + hit.after : line.end].strip(" .!?")
    return hit.form.name if alone else ""


def _differ(one: Header, other: Header, shared: set[str]) -> bool:
    """Whether two headers are those of two postings, and not of one that is told again."""
    values = {
        name for name in shared if one.values[name] and other.values[name] and one.values[name] != other.values[name]
    }
    if _LETTERS.sub("", one.title) == _LETTERS.sub("", other.title):
        return "deadline" in values  # two editions of one posting
    alike = sum(one.labels[name] == other.labels[name] for name in shared)
    if "deadline" in shared and values - {"title"}:
        return True
    same_form = alike >= max(LEAST, SAME_SET * len(one.labels))
    return same_form and (bool(values - {"title"}) or not _akin(one.title, other.title))


def _akin(one: str, other: str) -> bool:
    return bool(set(_LONG_WORD.findall(one)) & set(_LONG_WORD.findall(other)))
