"""The title among the header's loose lines: the post's name, and no logo, slogan, address or employer's name.

In: the loose lines of `Segments` and the values settled from labels. Out: `Settled.title`, the employer of a letterhead
where no label names one, and each other loose line as furniture or unclaimed.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher

from ..patterns.forms import Form
from ..patterns.load import Patterns
from .document import Document, Line
from .segments import Entry, Segments
from .settled import Settled, Value, join
from .shapes import LONG_LINE
from .values.dates import find_dates

LOGO_WORDS = 2  # a misread logo is a word or two: longer lines are compared whole only
LOGO_CAPITALS = 3  # letters: fewer capitals are no logo's; also how far the lengths of two readings may differ
LOGO_LIKENESS = 0.7  # of two readings of one name: `hquvea`, ouvea have 0.73; `directeur`, direction 0.67
SHORT_WORD = 3  # letters: words up to this length say nothing about a post
NAME_WORDS = 2  # words of three letters and more: a letterhead with fewer is a piece of one
_AGAIN = "the title, printed again"
_ABOVE = "above the title: a letterhead or a slogan"
_LOGO = "a logo, an address, a page number, or the name of the employer or of an organisation"
_LEFT_OVER = "no label, title or heading takes it"
_DANGLING = re.compile(r"(?:\b(?:de|du|des|d'|la|le|les|l'|et|ou|au|aux|a|en|pour|par|sur)|[-–,/&:(])$")
_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_NO_TITLE = re.compile(
    r"(?:avis d(?:e |')(?:vacance|recrutement|poste)[a-z' ]{0,25}|offre d'emploi|appel a candidatures?|fiche de poste)"
    r" ?:? ?(?:n ?[°o]|ref\.?|reference) ?:? ?[a-z0-9/ -]{1,25}$"
    r"|page \d|texte n° ?\d+$|jorf n|\d{1,3} ?/ ?\d{1,3}$|\d+$|[^a-z]*$|.* > |\d{5} [a-z]"
    r"|(?:\d{1,4}(?: ?(?:bis|ter))?,? )?(?:rue|avenue|boulevard|place|allee|chemin|impasse|quai|cours) "
)
# A line of the header that says something of the post, and not its name.
_NO_REST = re.compile(
    r"cadres? d'emplois?|temps (?:complet|plein|non|partiel)|categories?|postes? a |recrutement (?:par|sur)|cd[id]\b"
    r"|grades?\b|filiere|a pourvoir|emploi permanent"
)
_GENDER_MARK = re.compile(r"\(?\b[hf] ?/ ?[fh](?: ?/ ?[xn])?\)?$")
_HEADLINE = re.compile(r".*\brecrut(?:e|ent)\b[ :!.]*$")
# What follows a name in a letterhead: ` - 12 rue du Parc - 39160 Saint-Amour - Tél. ...`.
_ADDRESS = re.compile(r"\s+[-|•,]\s+(?=\d{1,5}[ ,]|tel\b|bp \d|rue |avenue |place |https?:|www\.)|,? tel\.? ?:? ?\d")
_NO_EMPLOYER = re.compile(r"prefet|.*\brecrut")  # who signs, and a headline
_MIXED_CASE = re.compile(r"[a-zà-ÿ][A-ZÀ-Ý]")


def choose_title(document: Document, segments: Segments, settled: Settled, patterns: Patterns) -> None:
    """Settle the title and what the other loose lines are."""
    _TitleChooser(document, segments, settled, patterns).run()


class _TitleChooser:
    def __init__(self, document: Document, segments: Segments, settled: Settled, patterns: Patterns) -> None:
        self.text, self.folded = document.text, document.folded
        self.knows_headings = document.lines is not None
        self.segments = segments
        self.out = settled
        self.patterns = patterns
        self._above = {loose.line.start for loose in segments.loose if loose.before}
        self._labels = sorted(entry.label[0] for entry in segments.entries)

    def run(self) -> None:
        title = self._title()
        taken = {line.start for line in title}
        letterhead = self._letterhead_employer(title)
        printed = join(self.folded, self.out.title)
        for line in (loose.line for loose in self.segments.loose):
            if line.start in taken or line is letterhead:
                continue
            again = self._folded(line) == printed  # the header block printed twice
            above = bool(title) and line.start < title[0].start  # a slogan in the letterhead
            logo = self._is_logo(line) and not any(find_dates(self._line(line)))  # a day says something of the posting
            why = _AGAIN if again else _ABOVE if above else _LOGO if logo else _LEFT_OVER
            (self.out.unclaimed if why is _LEFT_OVER else self.out.furniture).append((line.start, line.end))
            self.out.loose[line.start] = why

    def _title(self) -> list[Line]:
        """The title's lines; none where a label gives it.

        A label that is printed first gives it; else the lines above the labels and below any logo, where no label
        further down names another post; else that label; else a line among the labels.
        """
        labelled = self.out.values.pop("title", None)
        printed_first = bool(self.segments.entries) and self.segments.entries[0].form.name == "title"
        above = [loose.line for loose in self.segments.loose if loose.before]
        title = [] if labelled and printed_first else self._main_heading() or self._first_title(above)
        said = "title" in self.out.sentences  # a sentence names the post in passing
        if title and (labelled is None or said or self._akin(title, labelled)):
            return self._take_title(title)
        if labelled is not None:
            self.out.title = labelled.parts
            return []
        among = [loose.line for loose in self.segments.loose if not loose.before]
        return self._take_title(self._first_title([line for line in among if line.kind == "heading"] or among))

    def _main_heading(self) -> list[Line]:
        """The one heading of the first level, in a format that knows headings; what is above it is no title."""
        lines = [loose.line for loose in self.segments.loose]
        heads = [n for n, line in enumerate(lines) if line.kind == "heading" and line.level == 1]
        if not self.knows_headings or len(heads) != 1 or self._is_logo(lines[heads[0]]):
            return []
        return self._with_next(lines[heads[0]], lines[heads[0] + 1 :])

    def _akin(self, title: Sequence[Line], labelled: Value) -> bool:
        """Whether the lines on top and the labelled title name one post; if not, those lines are a letterhead."""
        words = {word for line in title for word in _words(self._folded(line)) if len(word) > SHORT_WORD}
        return any(words & set(_words(self.folded[slice(*part)])) for part in labelled.parts)

    def _letterhead_employer(self, title: Sequence[Line]) -> Line | None:
        """The line above the labels that names an organisation, where no label and no sentence names the employer."""
        if "employer" in self.out.values or "employer" in self.out.entries:
            return None
        for line in (loose.line for loose in self.segments.loose if loose.before):
            words = [word for word in _words(self._folded(line)) if len(word) > NAME_WORDS]
            whole = (
                len(words) >= NAME_WORDS and ":" not in self._line(line) and not _MIXED_CASE.search(self._line(line))
            )
            named = self.patterns.starts["organisations"].match(self._folded(line))
            if whole and named and line not in title and not _NO_EMPLOYER.match(self._folded(line)):
                address = _ADDRESS.search(self._folded(line))
                place = (line.start, line.start + address.start() if address else line.end)
                if address:
                    self.out.furniture.append((line.start + address.end(), line.end))
                entry = Entry(Form("label", "employer", "", "letterhead"), (place[0], place[0]), [place])
                self.segments.entries.append(entry)
                self.out.values["employer"] = Value(self.text[slice(*place)], [place])
                return line
        return None

    # ---- the lines of the title -----------------------------------------------------------------------------------

    def _first_title(self, lines: Sequence[Line]) -> list[Line]:
        """The first line that is no logo and what belongs to it; below logos, the last such (a slogan comes before)."""
        logos = [self._is_logo(line) for line in lines]
        begin = len(logos) - logos[::-1].index(True) if logos and logos[0] and not logos[-1] else 0
        for index in range(begin, len(lines)):
            if (
                not logos[index]
                and "@" not in self._line(lines[index])
                and not (begin and self._is_letterhead(lines[index], lines[index + 1 :]))
            ):
                return self._with_next(lines[index], lines[index + 1 :])
        return []

    def _is_letterhead(self, line: Line, following: Sequence[Line]) -> bool:
        """Below a logo: a slogan, where the title is a heading; a lone word, the town, above a longer line."""
        if line.kind != "heading" and any(other.kind == "heading" for other in following):
            return True
        longer = following and len(_words(self._folded(following[0]))) > 1 and self.text[following[0].start].isupper()
        return bool(longer) and len(_words(self._folded(line))) == 1

    def _take_title(self, lines: list[Line]) -> list[Line]:
        self.out.title = [(line.start, line.end) for line in lines]
        return lines

    def _with_next(self, line: Line, following: Sequence[Line]) -> list[Line]:
        taken = [line]
        for other in following:
            if other.kind == "cell" and other.row == taken[-1].row and self._is_logo(other):
                continue  # the letterhead's column
            if self._is_parted(taken[-1], other) or not self._belongs(taken[-1], other):
                break
            taken.append(other)
        return taken

    def _is_parted(self, line: Line, other: Line) -> bool:
        """Whether a label stands between two lines: what comes below it belongs to no title that began above."""
        if line.start in self._above or other.start in self._above:
            return not (line.start in self._above and other.start in self._above)
        return bisect_right(self._labels, line.start) < bisect_left(self._labels, other.start)

    def _belongs(self, line: Line, other: Line) -> bool:
        """Whether a line goes on with the title that the line above it began."""
        first = self.text[other.start]
        if self._is_furniture(other) or (other.kind == "cell" and other.row in (line.row, -1)):
            return False
        if first.islower() or first in "(–-/&" or _DANGLING.search(self._folded(line)):
            return True
        if _NO_REST.match(self._folded(other)) or self._is_logo(other) or _GENDER_MARK.search(self._folded(line)):
            return False
        if other.blank and not other.kind == line.kind == "heading":
            return False
        return len(_words(self._folded(other))) > 1 and self._line(other).isupper() == self._line(line).isupper()

    # ---- what is no title -----------------------------------------------------------------------------------------

    def _line(self, line: Line) -> str:
        return self.text[line.start : line.end]

    def _folded(self, line: Line) -> str:
        return self.folded[line.start : line.end]

    def _is_logo(self, line: Line) -> bool:
        return self._is_furniture(line) or self._is_organisation(line) or self._is_employer(line)

    def _is_furniture(self, line: Line) -> bool:
        """A logo's text, a web or postal address, a page number, a breadcrumb."""
        text = _WEB_ADDRESS.sub("", self._folded(line)).strip(" .:-*|")
        return not text or text in self.patterns.vocabulary["furniture"] or _NO_TITLE.match(text) is not None

    def _is_organisation(self, line: Line) -> bool:
        folded = self._folded(line)
        return self.patterns.starts["organisations"].match(folded) is not None or (
            len(folded) < LONG_LINE and _HEADLINE.match(folded) is not None
        )

    def _is_employer(self, line: Line) -> bool:
        """Whether all words of a line stand in the employer's name or the place of work."""
        words = set(_words(self._folded(line)))
        names = (self.out.values.get(name) for name in ("employer", "location"))
        known = {word for value in names if value for part in value.parts for word in _words(self.folded[slice(*part)])}
        return bool(words) and (words <= known or self._is_misread(line, words, known))

    def _is_misread(self, line: Line, words: set[str], known: set[str]) -> bool:
        """`HQUVÉA` for Ouvéa: capitals of a logo, read wrongly; each word is nearly one of the employer or place."""
        if len(words) > LOGO_WORDS or sum(char.isupper() for char in self._line(line)) < LOGO_CAPITALS:
            return False
        return all(any(_nearly(word, other) for other in known) for word in words)


def _nearly(word: str, other: str) -> bool:
    return abs(len(word) - len(other)) < LOGO_CAPITALS and SequenceMatcher(None, word, other).ratio() >= LOGO_LIKENESS


def _words(folded: str) -> list[str]:
    return re.findall(r"[a-z0-9]{2,}", folded)
