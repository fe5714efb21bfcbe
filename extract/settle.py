"""Candidates -> one reading a field, by one stated policy.

In: the `Segments` of one posting. Out: `Settled`: one value a field, the title, and what is furniture or left over.
The policy: a labelled value before an unlabelled one, the header before the body, then the first that is not empty; a
value that says that there is none (`/`) counts as said. What differs from the value kept is observed, never dropped in
silence.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from ..patterns.load import Patterns
from .document import Document
from .fold import fold
from .prose import add_prose_values, bare_reference
from .read.text import Line
from .segments import Entry, Segments
from .settled import Seen, Settled, Value, join
from .torn import mend_torn_corps
from .values.dates import read_date

LONGEST_NOTHING = 20  # characters: no wording that says that there is no value is longer
LOGO_WORDS = 2  # a misread logo is a word or two: longer lines are compared whole only
LOGO_CAPITALS = 3  # letters: fewer capitals are no logo's; also how far the lengths of two readings may differ
LOGO_LIKENESS = 0.7  # of two readings of one name: `hquvea`, ouvea have 0.73; `directeur`, direction 0.67
_DANGLING_TITLE = re.compile(r"(?:\b(?:de|du|des|d'|la|le|les|l'|et|ou|au|aux|a|en|pour|par|sur)|[-–,/&:(])$")
_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_NO_TITLE = re.compile(r"(?:https?:|www\.|page \d|\d{1,3}\s?/\s?\d{1,3}$|\d+$|[^a-z]*$)")
_REPEATABLE = {"attribute", "reference"}
_LOOKS_ALIKE = re.compile(r"[^a-z0-9]+")


def settle(document: Document, segments: Segments, patterns: Patterns) -> Settled:
    """One reading of a posting's candidates."""
    return _Settler(document, segments, patterns).run()


class _Settler:
    def __init__(self, document: Document, segments: Segments, patterns: Patterns) -> None:
        self.document, self.text = document, document.text
        self.segments = segments
        self.patterns = patterns
        self.out = Settled(furniture=list(segments.furniture))

    def run(self) -> Settled:
        if (reference := bare_reference(self.text, self.segments, self.patterns)) is not None:
            self.segments.entries.append(reference)
        by_field: dict[str, list[Entry]] = {}
        for entry in self.segments.entries:
            by_field.setdefault(entry.form.name, []).append(entry)
        for name, entries in by_field.items():
            if name in _REPEATABLE:
                self._repeatable(name, entries)
            else:
                self._choose(name, entries)
        mend_torn_corps(self.out, self.document.folded, self.patterns.starts["corps"])
        add_prose_values(self.document, self.segments, self.out, self.patterns)
        self._loose_lines()
        return self.out

    # ---- labelled values ----------------------------------------------------------------------------------------

    def _value(self, entry: Entry) -> Value | None:
        """The entry's value; None where it is empty or says that there is none."""
        if not entry.parts:
            return None
        text = " ".join(self.text[start:end] for start, end in entry.parts)
        return None if self._is_nothing(text) else Value(text, entry.parts)

    def _is_nothing(self, text: str) -> bool:
        return len(text) < LONGEST_NOTHING and fold(text).strip(" .:") in self.patterns.vocabulary["nothing"] | {""}

    def _choose(self, name: str, entries: list[Entry]) -> None:
        best, value = entries[0], self._value(entries[0])
        if len(entries) > 1:
            best = min(entries, key=lambda e: (self._value(e) is None, e.kept, not e.in_header))
            value = self._value(best)
        self.out.entries[name] = best
        if value is None:
            self._empty(name, best)
            return
        self.out.values[name] = value
        for other in entries:
            if other is not best:
                self._compare(name, value, other)

    def _compare(self, name: str, value: Value, other: Entry) -> None:
        rival = self._value(other)
        if rival is None:
            self._empty(name, other)
        elif not other.kept and not _same(value.text, rival.text, other.form.value):
            self.out.conflicting.add(name)
            self.out.seen.append(Seen("duplicate-field", name, rival.whole(), " ".join(rival.text.split())))

    def _empty(self, name: str, entry: Entry) -> None:
        """A label without a value; `/` is an answer, `null` is a slip of the program that made the page."""
        text = " ".join(self.text[start:end] for start, end in entry.parts)
        if not text or fold(text).strip() in {"null", "…", "..."}:
            self.out.seen.append(Seen("empty-field", name, entry.label))

    def _repeatable(self, name: str, entries: list[Entry]) -> None:
        kept = self.out.attributes if name == "attribute" else self.out.references
        for entry in entries:
            value = self._value(entry)
            if value is None:
                self._empty(name if name == "reference" else "attributes", entry)
            else:
                kept.append((entry, value))
        if name == "reference":
            self.out.entries[name] = entries[0]

    # ---- loose lines of the header --------------------------------------------------------------------------------

    def _loose_lines(self) -> None:
        title = self._title()
        printed = fold(join(self.text, self.out.title))
        for line in (loose.line for loose in self.segments.loose):
            if line in title:
                continue
            again = self._folded(line) == printed  # the header block printed twice
            above = bool(title) and line.start < title[0].start  # a slogan in the letterhead
            kind = self.out.furniture if again or above or self._is_logo(line) else self.out.unclaimed
            kind.append((line.start, line.end))

    def _title(self) -> list[Line]:
        """The title's lines: above the labels, below any logo; else the labelled title; else a line among labels."""
        labelled = self.out.values.pop("title", None)
        above = [loose.line for loose in self.segments.loose if loose.before]
        if title := self._first_title(above):
            return title
        if labelled is not None:
            self.out.title = labelled.parts
            return []
        among = [loose.line for loose in self.segments.loose if not loose.before]
        if title := self._first_title([line for line in among if line.kind == "heading"] or among):
            return title
        fallback = next((line for line in above if not self._is_furniture(line)), None)
        return self._take_title([fallback]) if fallback is not None and not self._is_employer(fallback) else []

    def _first_title(self, lines: Sequence[Line]) -> list[Line]:
        """The first line that is no logo and what belongs to it; below logos, the last such (a slogan comes before)."""
        logos = [self._is_logo(line) for line in lines]
        begin = len(logos) - logos[::-1].index(True) if logos and logos[0] and not logos[-1] else 0
        for index in range(begin, len(lines)):
            if not logos[index]:
                return self._take_title(self._with_next(lines[index], lines[index + 1 :]))
        return []

    def _take_title(self, lines: list[Line]) -> list[Line]:
        self.out.title = [(line.start, line.end) for line in lines]
        return lines

    def _with_next(self, line: Line, following: Sequence[Line]) -> list[Line]:
        taken = [line]
        for other in following:
            if not self._belongs(taken[-1], other):
                break
            taken.append(other)
        return taken

    def _belongs(self, line: Line, other: Line) -> bool:
        """Whether a line goes on with the title that the line above it began."""
        first, text = self.text[other.start], self._folded(other)
        if self._is_furniture(other) or (other.kind == "cell" and other.row in (line.row, -1)):
            return False
        if first.islower() or first in "(–-/&" or _DANGLING_TITLE.search(self._folded(line)):
            return True
        if self._is_logo(other) or (other.blank and not other.kind == line.kind == "heading"):
            return False
        words = re.findall(r"[a-z]{2,}", text)
        return len(words) > 1 and self._line(other).isupper() == self._line(line).isupper()

    def _line(self, line: Line) -> str:
        return self.text[line.start : line.end]

    def _folded(self, line: Line) -> str:
        return self.document.folded[line.start : line.end]

    def _is_logo(self, line: Line) -> bool:
        """Whether a line is no title: furniture, an organisation's letterhead, a web address, a page number."""
        return self._is_furniture(line) or self._is_organisation(line) or self._is_employer(line)

    def _is_furniture(self, line: Line) -> bool:
        text = _WEB_ADDRESS.sub("", self._folded(line)).strip(" .:-*|")
        return not text or text in self.patterns.vocabulary["furniture"] or _NO_TITLE.match(text) is not None

    def _is_organisation(self, line: Line) -> bool:
        return self.patterns.starts["organisations"].match(self._folded(line)) is not None

    def _is_employer(self, line: Line) -> bool:
        """Whether all words of a line stand in the employer's name or the place of work."""
        words = set(_words(self._line(line)))
        names = (self.out.values.get(name) for name in ("employer", "location"))
        known = {word for value in names if value for word in _words(value.text)}
        return bool(words) and (words <= known or self._is_misread(line, words, known))

    def _is_misread(self, line: Line, words: set[str], known: set[str]) -> bool:
        """`HQUVÉA` for Ouvéa: capitals of a logo, read wrongly; each word is nearly one of the employer or place."""
        if len(words) > LOGO_WORDS or sum(char.isupper() for char in self._line(line)) < LOGO_CAPITALS:
            return False
        return all(any(_nearly(word, other) for other in known) for word in words)


def _nearly(word: str, other: str) -> bool:
    return abs(len(word) - len(other)) < LOGO_CAPITALS and SequenceMatcher(None, word, other).ratio() >= LOGO_LIKENESS


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]{2,}", fold(text))


def _same(a: str, b: str, shape: str) -> bool:
    """Whether two printed values say the same: spaces, capitals and punctuation apart; a date however it is written."""
    if shape == "date" and (one := read_date(a)) and (other := read_date(b)):
        return one.value == other.value
    return _LOOKS_ALIKE.sub("", fold(a)) == _LOOKS_ALIKE.sub("", fold(b))
