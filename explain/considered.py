"""What a line could have been taken for: labels and headings that stand on it and were not taken, and near ones.

In: a line, and what it was taken for. Out: each candidate with the reason why it lost.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ..extract.document import Document, Line
from ..extract.pipeline import Posting
from ..extract.shapes import HEAD
from ..patterns.forms import Form
from ..patterns.load import Patterns
from ..patterns.near import LONG
from .account import Considered, Taken

_IN_LIST = "in a list of the body only a label that its pattern allows there is taken"
_INSIDE = "inside a line a label needs a capital and white space before it, and a colon or a value of its own shape"
_NO_HEADING = "a heading stands alone on its line"


class Candidates:
    """The candidates of a posting's lines."""

    def __init__(self, document: Document, posting: Posting, patterns: Patterns) -> None:
        self._document, self._patterns = document, patterns
        self._refused: dict[int, list[Considered]] = {}
        for one in posting.segments.refused:
            self._refused.setdefault(one.start, []).append(_lost(one.form, one.reason))
        headings = (section.heading for section in posting.segments.sections if section.heading)
        self._labels = sorted({*(entry.label for entry in posting.segments.entries), *headings})

    def on(self, line: Line, taken: Sequence[Taken]) -> list[Considered]:
        """The candidates of a line that lost, each once."""
        found = [*self._refused.get(line.start, ()), *self._unseen(line)]
        if not any(one.role in ("label", "heading") and one.form for one in taken) and line.kind != "rule":
            found += _near(self._document, line, self._patterns)
        first: dict[tuple[str, str], Considered] = {}
        for one in found:
            first.setdefault((one.role, one.name), one)
        names = {(one.role, one.name) for one in taken}
        return [one for key, one in first.items() if key not in names]

    def _unseen(self, line: Line) -> Iterator[Considered]:
        """Labels and headings on the line that were never tried, as they do not stand where one is looked for."""
        text, folded = self._document.text, self._document.folded[line.start : min(line.end, line.start + HEAD)]
        for hit in self._patterns.labels.find(folded, 0):
            if self._is_taken(line.start + hit.start):
                continue
            in_list = line.kind == "bullet" and not hit.start
            if hit.form.role == "label" and (hit.colon or text[line.start + hit.start].isupper()):
                yield _lost(hit.form, _IN_LIST if in_list else _INSIDE)
            elif hit.form.role == "heading" and (hit.colon or not hit.start):
                yield _lost(hit.form, _NO_HEADING)

    def _is_taken(self, offset: int) -> bool:
        """Whether a label or heading that was taken stands there."""
        at = bisect_right(self._labels, (offset, len(self._document.text))) - 1
        return at >= 0 and offset < self._labels[at][1]


def _near(document: Document, line: Line, patterns: Patterns) -> Iterator[Considered]:
    """The label or heading that the line's head is the least unlike, where there is a colon or a heading."""
    folded = document.folded[line.start : min(line.end, line.start + HEAD)]
    if ":" not in folded and line.kind != "heading":
        return
    if (found := patterns.near.nearest(folded)) is not None and found[1]:
        form, letters = found
        most = f"; at most 2 may, of {LONG} letters and more" if letters > 1 else ""
        yield _lost(form, f"it differs in {letters} letter{'s' if letters > 1 else ''}{most}")


def _lost(form: Form, reason: str) -> Considered:
    return Considered(form.role, form.name, form.pattern, form.text.strip(), reason)
