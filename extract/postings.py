"""Several postings in one text, told apart.

In: the lines of a document. Out: the lines of each posting. A new posting begins where the header begins again:
another reference number under a `Référence` label, with further header labels around it. The same number again is the
same header printed twice. Without numbers: `unnumbered.py`.
"""

from collections.abc import Mapping, Sequence

from ..patterns.forms import Hit
from ..patterns.load import Patterns
from .document import Document, Line
from .fold import fold
from .shapes import HEAD
from .unnumbered import HEAD_LETTERS, unnumbered_postings
from .values.references import OTHERS_NUMBER, read_reference

HEADER_LINES = 16  # a header's labels stand within so many lines
TITLE_LINES = 3  # a title and logos above the first label take at most so many lines
TITLE_LENGTH = 160
HEADER_FIELDS = frozenset({"employer", "deadline", "published", "corps", "location", "start", "residency"})
FAR = 6  # lines: a header printed twice is printed again at once, a copy of the posting below its body
TWO = 2  # numbers: one number is one posting


def split_postings(document: Document, lines: Sequence[Line], patterns: Patterns) -> list[Sequence[Line]]:
    """The lines of each posting, in order; all lines in one piece where there is only one."""
    heads = {
        n: document.folded[line.start : line.start + HEAD_LETTERS]
        for n, line in enumerate(lines)
        if line.kind != "bullet"
    }
    references = _reference_labels(document, lines, heads, patterns)
    if len(references) < TWO:
        return _pieces(lines, [0, *unnumbered_postings(document, lines, heads, patterns)])
    numbers = {n: number for n, hit in references.items() if (number := _number(document, lines, n, hit))}
    labels = {n: hit for n, line in enumerate(lines) if (hit := _label(document, line, patterns))}
    cuts, current = [0], ""
    for n, number in numbers.items():
        if not _in_header(n, labels) or (number == current and not _is_far(n, labels)):
            continue
        if current and not _begins_again(n, labels, cuts[-1]):
            continue
        cut = _begin(document, lines, n, labels, cuts[-1]) if current else 0
        if current and not any(cuts[-1] <= m < cut for m in labels):
            continue  # no label would be left above: two numbers in one header
        if current:
            cuts.append(cut)
        current = number
    return _pieces(lines, cuts)


def _pieces(lines: Sequence[Line], cuts: Sequence[int]) -> list[Sequence[Line]]:
    """The lines from each cut up to the next."""
    if len(cuts) == 1:
        return [lines]
    return [lines[a:b] for a, b in zip(cuts, [*cuts[1:], len(lines)], strict=True)]


def _reference_labels(
    document: Document, lines: Sequence[Line], heads: Mapping[int, str], patterns: Patterns
) -> dict[int, Hit]:
    """The lines that begin with a label of the posting's own number; a company's own is no sign of a new posting."""
    first = patterns.reference_letters
    found = {n: _label(document, lines[n], patterns) for n, head in heads.items() if head[0] in first}
    return {n: hit for n, hit in found.items() if hit and hit.form.name == "reference" and not _is_others(hit)}


def _is_others(hit: Hit) -> bool:
    return OTHERS_NUMBER.search(fold(hit.form.text)) is not None


def _label(document: Document, line: Line, patterns: Patterns) -> Hit | None:
    if line.kind in ("bullet", "rule"):
        return None
    hit = patterns.labels.at(document.folded[line.start : min(line.end, line.start + HEAD)])
    if hit is None or hit.form.role != "label":
        return None
    fills = line.kind == "cell" and hit.after == line.end - line.start
    return hit if hit.colon or line.kind == "heading" or line.pair == "label" or fills else None


def _number(document: Document, lines: Sequence[Line], n: int, hit: Hit) -> str | None:
    """The number under a reference label, or on the line below it."""
    value = document.text[lines[n].start + hit.after : lines[n].end].strip()
    if not value and n + 1 < len(lines):
        value = document.text[lines[n + 1].start : lines[n + 1].end]
    read = read_reference(value, ())
    return read.number if read else None


def _in_header(n: int, labels: dict[int, Hit]) -> bool:
    """Whether at least two other header labels stand near."""
    window = range(n - HEADER_LINES, n + HEADER_LINES + 1)
    near = {labels[m].form.name for m in window if m != n and m in labels}
    return len(near & HEADER_FIELDS) > 1


def _is_far(n: int, labels: dict[int, Hit]) -> bool:
    """Whether a body stands above: the same number below it is a copy of the posting, else the same header twice."""
    above = [m for m, hit in labels.items() if m < n and hit.form.name in HEADER_FIELDS]
    return bool(above) and n - above[-1] > FAR


def _begins_again(n: int, labels: dict[int, Hit], first: int) -> bool:
    """Whether a header label was printed twice since the posting began: two numbers in one header are one posting."""
    seen = set[str]()
    for m in range(first, n + HEADER_LINES + 1):
        name = labels[m].form.name if m in labels else ""
        if name in seen:
            return True
        seen |= {name} & HEADER_FIELDS
    return False


def _begin(document: Document, lines: Sequence[Line], n: int, labels: dict[int, Hit], after: int) -> int:
    """The line that a posting's header begins with, its title and the logos above it included."""
    while n - 1 > after and (n - 1 in labels or (n - 2 in labels and _is_short(document, lines[n - 1]))):
        n -= 1
    first = n
    while first > after + 1 and n - first < TITLE_LINES and _is_title(document, lines[first - 1]):
        first -= 1
        if lines[first].kind == "heading" and lines[first - 1].kind != "heading":
            break
    return first


def _is_short(document: Document, line: Line) -> bool:
    return line.kind != "bullet" and line.end - line.start < TITLE_LENGTH and document.text[line.end - 1] not in ".;"


def _is_title(document: Document, line: Line) -> bool:
    return line.kind == "rule" or (_is_short(document, line) and document.text[line.end - 1] not in ":,")
