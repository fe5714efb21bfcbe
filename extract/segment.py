"""Lines -> labelled values, sections, loose lines, as candidates with their places. Nothing is parsed or chosen yet.

In: a Document, the lines of one posting, the patterns. Out: `Segments`. Each line goes to one place: a labelled value,
a section, furniture, or the loose lines of the header (title, unlabelled directorate, logos).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ..patterns.forms import Form, Hit
from ..patterns.load import Patterns
from .body import Body
from .document import Document, Line
from .headings import SHORT_HEADING, behind_number, is_above_prose, is_footer, is_set_apart
from .labels import (
    ARTICLES,
    after_article,
    glued_heading,
    heading_as_value,
    is_name,
    next_label,
    with_spliced_words,
)
from .posts import values_of_posts
from .segments import Entry, Loose, Range, Refused, Segments
from .shapes import HEAD, LONG_LINE, LONG_VALUE, carries_on, dangles, fits, follows_bare, is_prose, is_sentence
from .values.dates import DAY_LENGTH, find_dates
from .values.deadline import is_period, names_further_day

REACH = 6  # lines: a value goes on at most so far below its label
LONGEST_LABELLED = 2000  # characters of a label with its value: a longer line is no header
LONG_ITEM = 40  # characters: an item of a labelled value is short
RECENT = 40  # entries: what was torn from a label stands within so many labels of it
MOST_TRIES = 100  # heads of a posting that are compared with all labels: a hostile one could have thousands
JUNK = 40  # characters of logo text that may stand before a label on its line
_GLUED_FIELDS = frozenset({"reference", "employer", "deadline", "published", "residency", "corps"})
_UNKNOWN_LABEL = re.compile(r"(?:\d{1,2}(?:er|e|eme|re)? )?[a-z][a-z0-9' /()+&°-]{1,45}?\s?:(?!//)\s*(?=\S)")
_GRADE_CUT = re.compile(r"\d ?(?:er|e|eme|nd)\|grade\b")  # `Ingénieur 2ème`, and `grade / ...` below
_CONNECTOR = re.compile(r"(?:et|ou|de|du|des|la|le|les|a|au|aux|en|pour|par|dans) |[dl]'|[(/–-]")
# What a label says as a heading of the body.
_SECTION_OF = {
    field: Form("heading", kind, "", "a label as a heading of the body")
    for field, kind in (("employer", "employer"), ("working_time", "conditions"), ("salary", "benefits"))
}
_TOLD_AGAIN = frozenset({"deadline", "published"})  # fields whose label is taken again where it gives another day
_LETTER = re.compile(r"(?:et|ou|/) ?[abc]\b")  # a category's further letter; `A` is no word that asks for more
_MARK = re.compile(r"\s*\(\d\)\s*:")  # a footnote mark torn from the label beside it


def segment(document: Document, lines: Sequence[Line], patterns: Patterns) -> Segments:
    """The lines of one posting, told apart."""
    return _Segmenter(document, lines, patterns).run()


class _Segmenter:
    """One pass over the lines; the state is what is open: a value (`entry`), a section and its list (`body`)."""

    def __init__(self, document: Document, lines: Sequence[Line], patterns: Patterns) -> None:
        self.text, self.folded = document.text, document.folded
        self.lines = lines
        self.patterns = patterns
        self.matcher = patterns.labels
        extent = (min(line.start for line in lines), max(line.end for line in lines)) if lines else None
        self.out = Segments(extent=extent)
        self.body = Body(document, lines, self.out, patterns)
        self.entry: Entry | None = None
        self.number = 0  # of the line at hand
        self.last_label = -REACH - 1  # number of the line of the last label, or of the last line of its value
        self.filled: set[str] = set()  # fields that have a value already
        self.tries = 0  # heads that were compared with all labels

    def run(self) -> Segments:
        while self.number < len(self.lines):
            line = self.lines[self.number]
            if line.kind == "rule" or (self.in_body and is_footer(self.folded, self.lines, self.number)):
                self.out.furniture.append((line.start, line.end))
            elif line.kind == "row":
                self._row(line)
            elif not (self._value_of_pair(line) or self._wrapped_label(line) or self._numbered_heading(line)):
                self._line(line)
            self.number += 1
        return self.out

    def _row(self, line: Line) -> None:
        """A row of a table of posts: text of the body, above it nobody's; or of the residence condition's table."""
        if self.entry is not None and self.entry.form.value == "residency" and not self.in_body:
            self._add_part(self.entry, line.start, line.end)
            return
        self.entry = None
        if self._is_first_row():
            self.out.several += values_of_posts(self.text, self.lines[self.number :], self.matcher)
        if self.in_body:
            self.body.row(line, first=self._is_first_row())
        else:
            self.out.unclaimed.append((line.start, line.end))

    def _is_first_row(self) -> bool:
        """Whether no row stands above; a rule below the head is none."""
        above = self.number - 1
        while above >= 0 and self.lines[above].kind == "rule":
            above -= 1
        return above < 0 or self.lines[above].kind != "row"

    @property
    def in_body(self) -> bool:
        return self.body.section is not None

    # ---- one line -------------------------------------------------------------------------------------------------

    def _line(self, line: Line) -> None:
        if line.kind == "bullet" and self.in_body and not self.folded.startswith(self.matcher.in_lists, line.start):
            self._bullet(line)
            return
        folded = self.folded[line.start : min(line.end, line.start + HEAD)]
        hit = self._label_of_pair(line, folded) or self.matcher.at(folded)
        if folded.startswith(ARTICLES) and len(folded) < SHORT_HEADING:
            hit = after_article(self.matcher, folded) or hit
        if line.kind == "bullet" and self.in_body and not (hit is not None and hit.form.bullet):
            self._bullet(line)
            return
        if hit is not None and self._take(line, hit, folded):
            return
        if line.kind != "bullet" and self._take_damaged(line, folded):
            return
        if line.kind == "bullet":
            self._bullet(line)
        elif not self._take_label_heading(line, hit) and not self._belongs_above(line, folded):
            self._unlabelled(line, folded)

    def _take(self, line: Line, hit: Hit, folded: str) -> bool:
        """Take a line that begins with a label or heading; False where it only looks so."""
        if line.kind == "bullet" and not (hit.form.role == "label" and (hit.colon or self._is_dated_item(line, hit))):
            return self._refuse(line, hit, "in a list only a label with a colon is taken")
        if hit.form.role == "heading":
            return self._take_heading(line, hit, folded) if not self._names_page(line, hit, folded) else False
        if self._answers(line, hit) or self._is_residency_cell(line, hit):
            return self._refuse(line, hit, "it is the value of the label above it")
        if not self._is_label(line, hit, folded):
            return False
        self._labels(line, hit)
        return True

    def _is_dated_item(self, line: Line, hit: Hit) -> bool:
        """`- Candidatures jusqu'au 15/05/2031` among the items of a header."""
        return not self.in_body and hit.form.bare == "date" and follows_bare("date", self._folded(line)[hit.after :])

    def _take_label_heading(self, line: Line, hit: Hit | None) -> bool:
        """Take a heading of the body that is a label, and none there: `Entreprise`, `Horaires`."""
        if hit is None or not self.in_body or hit.form.role != "label" or hit.form.name not in _SECTION_OF:
            return False
        if hit.after < line.end - line.start or not is_set_apart(self.text, self.lines, self.number):
            return False
        self._open_section(replace(hit, form=_SECTION_OF[hit.form.name]), (line.start, line.end), line.level)
        return True

    def _begins_body(self, line: Line) -> bool:
        """Whether a heading that no pattern knows begins the body: below a title and labels, above prose."""
        if not self.out.entries or not is_set_apart(self.text, self.lines, self.number):
            return False
        titled = any(loose.before and not self._is_letterhead(loose.line) for loose in self.out.loose)
        return titled and line.kind in ("heading", "plain") and is_above_prose(self.folded, self.lines, self.number)

    def _is_letterhead(self, line: Line) -> bool:
        folded = self._folded(line)
        known = folded in self.patterns.vocabulary["furniture"]
        return known or self.patterns.starts["organisations"].match(folded) is not None

    def _refuse(self, line: Line, hit: Hit, reason: str) -> bool:
        """Note why a line does not begin with the label or heading that it seems to begin with. False."""
        self.out.refused.append(Refused(line.start, hit.form, reason))
        return False

    def _take_damaged(self, line: Line, folded: str) -> bool:
        """Take a line whose label or heading is damaged by a letter or two; see `patterns/near.py`."""
        if self.tries >= MOST_TRIES or not self.text[line.start].isupper():
            return False
        if ":" not in folded and (line.kind != "heading" or len(folded) > SHORT_HEADING):
            return False
        self.tries += 1
        hit = self.patterns.near.at(folded, colon=line.kind != "heading")
        if hit is None or not self._take(line, hit, folded):
            return False
        key = hit.form.name if hit.form.role == "label" else "sections"
        place = self._trim(line.start, line.start + hit.end)
        self.out.mended.append(("attributes" if key == "attribute" else key, place))
        return True

    def _names_page(self, line: Line, hit: Hit, folded: str) -> bool:
        """Whether a heading on top says what the page is: `Profil de poste`."""
        on_top = not self.in_body and not self.out.entries
        named = on_top and folded.strip(" :.") in self.patterns.vocabulary["furniture"]
        if named:
            self._refuse(line, hit, "on top it says what the page is")
        return named

    def _is_residency_cell(self, line: Line, hit: Hit) -> bool:
        """A cell of the table that lists the residence condition of each corps: `| Corps | Durée |`."""
        listed = self.entry is not None and self.entry.form.value == "residency" and line.kind == "cell"
        return listed and not hit.colon and self.number - self.last_label == 1 and not self._colon_follows()

    def _colon_follows(self) -> bool:
        """Whether the cell beside begins with the colon: labels padded with blanks, `POSTE À POURVOIR    : ...`."""
        return self.text[self.lines[self.number + 1].start] == ":" if self.number + 1 < len(self.lines) else False

    def _answers(self, line: Line, hit: Hit) -> bool:
        """Whether `Direction des finances` stands right below an empty `Direction :`: then it is its value.

        So it is in the cell beside an empty `Employeur :`; other labels may have their value below, and the next label
        beside them.
        """
        entry = self.entry
        if entry is None or entry.parts or entry.kept or hit.colon:
            return False
        if hit.form.name == entry.form.name:
            return True
        if entry.form.name == "location":
            return self._is_under_heading(line, hit)
        return entry.form.name == "employer" and (self._is_beside(line) or self._is_right_below(entry, line, hit))

    def _is_under_heading(self, line: Line, hit: Hit) -> bool:
        """Whether `Pôle sanitaire du Nord, Koné` stands right under the heading `Lieu de travail`."""
        under = self.lines[self.last_label].kind == "heading" and self.number - self.last_label == 1
        return under and line.kind == "plain" and hit.form.bare == "keep"

    def _is_right_below(self, entry: Entry, line: Line, hit: Hit) -> bool:
        """Whether a directorate stands right below `Employeur` where each label has a line of its own, no colon."""
        colon = ":" in self.text[entry.label[0] : entry.label[1]]
        alone = not colon and line.kind == "plain" and self.number - self.last_label == 1
        return alone and hit.form.bare == "keep" and hit.after < line.end - line.start

    def _is_beside(self, line: Line) -> bool:
        """Whether a line is the cell right after the one that holds the last label."""
        last = self.lines[self.last_label]
        return line.kind == last.kind == "cell" and line.row == last.row and self.number - self.last_label == 1

    def _unlabelled(self, line: Line, folded: str) -> None:
        if self.in_body:
            self.entry = None
            self.body.line(line)
        elif line.kind != "heading" and is_prose(self._folded(line)):
            self.entry = None
            self.body.open("description", None)
            self.body.line(line)
        elif self._begins_body(line):
            self.entry = None
            self.body.open("description", (line.start, line.end), line.level)
        elif not self._glued_label(line) and not self._unknown_label(line, folded):
            self.entry = None if line.blank or line.kind == "heading" else self.entry
            self.out.loose.append(Loose(line, before=not self.out.entries))

    def _bullet(self, line: Line) -> None:
        entry = self.entry
        if entry is not None and self._lists_value(entry, line):
            self._extend(entry, line)
            return
        if entry is not None and not entry.parts and entry.form.name == "attribute":
            self.out.entries.remove(entry)  # a label with a list below it is a heading
            self.body.open("other", self._trim(*entry.label), entry.level)
        self.entry = None
        self.body.bullet(line)

    def _lists_value(self, entry: Entry, line: Line) -> bool:
        """Whether an item is part of the value above it: the condition of one corps, `Directs : 2` below a count."""
        folded = self._folded(line)
        if entry.form.value == "residency":
            return not self.in_body and fits("residency", folded)
        return bool(entry.form.continues) and len(folded) < LONG_ITEM and folded.startswith(entry.form.continues)

    def _folded(self, line: Line) -> str:
        return self.folded[line.start : line.end]

    # ---- labels ---------------------------------------------------------------------------------------------------

    def _is_label(self, line: Line, hit: Hit, folded: str) -> bool:
        if line.end - line.start > LONGEST_LABELLED:
            return self._refuse(line, hit, "the line is too long for a header's")
        hit = with_spliced_words(folded, hit)
        rest = folded[hit.after :].strip()
        if self.in_body and not self._label_in_body(line, hit, rest):
            return self._unit_below(line, hit) and is_name(self.text[line.start], rest or folded)
        if hit.form.value == "vacancy" and rest and not fits("vacancy", rest):
            return self._refuse(line, hit, "what follows does not say whether the post is vacant")
        return hit.colon or self._is_bare_label(line, hit, rest)

    def _is_bare_label(self, line: Line, hit: Hit, rest: str) -> bool:
        """Whether a label without a colon is one, by what follows it."""
        if hit.form.bare == "name" or (hit.form.bare == "keep" and rest):
            named = is_name(self.text[line.start], rest or self._folded(line))
            named = named and not self.in_body and bool(self.out.loose or self.out.entries)
            return named or self._refuse(line, hit, "without a colon it must be a name, in the header, below a title")
        if not rest:
            alone = "without a colon it must be printed with a capital, in the header, above a short line"
            return self._stands_alone(line, hit) or self._refuse(line, hit, alone)
        if hit.form.bare == "capital":
            named = bool(self.out.entries) and self._is_bare_value(line, hit, rest)
            return named or self._refuse(line, hit, "without a colon a name must follow, below another label")
        shape = f"without a colon a {hit.form.bare} must follow" if hit.form.bare else "no colon follows"
        return follows_bare(hit.form.bare, rest) or self._refuse(line, hit, shape)

    def _is_bare_value(self, line: Line, hit: Hit, rest: str) -> bool:
        """`Employeur Province Nord`, and no `COMMUNE DE VALMER`; a corps may be printed small."""
        if hit.form.name == "corps" and self.patterns.starts["corps"].match(rest):
            return True
        after = self.text[line.start + hit.after :].lstrip()[:1]
        named = after.isupper() and not rest.endswith(".") and len(rest) < HEAD
        return (
            named
            and not rest.startswith(("de ", "du ", "des ", "d'"))
            and not self.text[line.start : line.end].isupper()
        )

    def _stands_alone(self, line: Line, hit: Hit) -> bool:
        """Whether a label without colon and value is one: its value is below, or it is empty."""
        if line.kind in ("heading", "cell"):
            again = line.kind == "cell" and self._gives_other_day(hit, "")
            return not self.in_body or again or (hit.form.body and line.kind == "heading")
        following = self.lines[self.number + 1] if self.number + 1 < len(self.lines) else None
        if following is not None and self._folded(line) in self.patterns.vocabulary["furniture"]:
            below = self.matcher.at(self._folded(following)[:HEAD])
            if below is not None and below.colon:
                return False  # `Offre d'emploi`, and the header below: it says what the page is
        return following is not None and following.end - following.start < LONG_LINE and self.text[line.start].isupper()

    def _label_in_body(self, line: Line, hit: Hit, rest: str) -> bool:
        """Whether a label is taken after the body has begun."""
        near = self.number - self.last_label <= 1
        if line.end - line.start > LONG_VALUE:
            return self._refuse(line, hit, "in the body a labelled value is short")
        if not hit.form.body:
            header = hit.colon and hit.form.name not in self.filled and (near or self._header_goes_on())
            header = header or self._gives_other_day(hit, rest)
            return header or self._refuse(line, hit, "the pattern takes it in the header only, and the body has begun")
        if rest and not hit.colon and not (hit.form.mid and hit.form.bare == "capital"):
            return self._refuse(line, hit, "in the body a label needs a colon")
        new = hit.form.name == "attribute" or hit.form.name not in self.filled or near
        new = new or self._gives_other_day(hit, rest)
        return new or self._refuse(line, hit, "the header has a value for this field already")

    def _gives_other_day(self, hit: Hit, rest: str) -> bool:
        """Whether a date's label stands there again, with a day that the first does not name: no day is dropped."""
        if hit.form.name not in _TOLD_AGAIN or hit.form.name not in self.filled:
            return False
        if not rest and self.number + 1 < len(self.lines):
            rest = self._folded(self.lines[self.number + 1])[:HEAD]
        parts = [part for entry in self.out.entries if entry.form.name == hit.form.name for part in entry.parts]
        return bool(_days(rest) - _days(" ".join(self.text[start:end] for start, end in parts)))

    def _header_goes_on(self) -> bool:
        """Whether the header may still go on below the first heading: its dates have not been seen."""
        return len(self.out.sections) == 1 and not {"deadline", "published"} <= self.filled

    def _labels(self, line: Line, hit: Hit) -> None:
        """A line that begins with a label: one entry for each label that stands on it."""
        folded = self._folded(line)
        following: Hit | None = with_spliced_words(folded, hit)
        if (heading := heading_as_value(self.matcher, folded, hit)) is not None:
            self._new_entry(line, hit, line.start, heading.start)
            self._open_section(heading, (line.start + heading.start, line.end), line.level)
            return
        while following is not None:
            hit, following = following, next_label(self.matcher, self.text, folded, line.start, following)
            self._new_entry(line, hit, line.start, following.start if following else len(folded))

    def _new_entry(self, line: Line, hit: Hit, base: int, stop: int) -> None:
        follows = self.text[base + hit.after : base + stop].strip() != ""
        kept = not hit.colon and (hit.form.bare == "name" or (hit.form.bare == "keep" and follows))
        label = (base + hit.start, base + (hit.start if kept else hit.after))
        level = line.level if line.kind == "heading" else 0
        entry = Entry(hit.form, label, in_header=not self.in_body, kept=kept, level=level)
        self.out.entries.append(entry)
        self.entry, self.last_label = entry, self.number
        self.body.close_block()
        self._add_part(entry, label[1], base + stop)

    def _add_part(self, entry: Entry, start: int, end: int) -> None:
        if entry.form.name != "residency" and (mark := _MARK.search(self.text, start, end)):
            self._give_to("residency", mark.end(), end)
            end = mark.start()
        start, end = self._trim(start, end)
        if start < end:
            entry.parts.append((start, end))
            self.filled.add(entry.form.name)

    def _give_to(self, name: str, start: int, end: int) -> None:
        """What follows a torn-off footnote mark belongs to the label that it was torn from."""
        start, end = self._trim(start, end)
        owner = next((entry for entry in reversed(self.out.entries) if entry.form.name == name), None)
        if owner is not None and start < end:
            owner.parts.append((start, end))

    def _trim(self, start: int, end: int) -> Range:
        piece = self.text[start:end]
        return end - len(piece.lstrip(" \t\u00a0|:\n")), start + len(piece.rstrip(" \t\u00a0|>\n"))

    # ---- labels that the format pairs with their values --------------------------------------------------------------

    def _label_of_pair(self, line: Line, folded: str) -> Hit | None:
        """The label that a line is by its format, as if a colon stood there; an unknown one is an attribute's."""
        if line.pair != "label" or line.end - line.start > HEAD:
            return None
        hit = self.matcher.at(folded)
        if hit is not None and (hit.form.role == "heading" or not folded[hit.after :].strip()):
            return replace(hit, colon=True) if hit.form.role == "label" else None
        if self.in_body or not self.out.entries or not self.text[line.start].isupper():
            return None
        form = Form("label", "attribute", self.text[line.start : line.end], "unknown label", value="name")
        return Hit(form, 0, len(folded), len(folded), colon=True)

    def _value_of_pair(self, line: Line) -> bool:
        """Take the value, or its next line, that the format gives the label above, whatever it begins with."""
        entry = self.entry
        goes_on = self.number > 0 and self.lines[self.number - 1].pair == "value"
        if line.pair != "value" or entry is None or self.last_label != self.number - 1 or (entry.parts and not goes_on):
            return False
        self.last_label = self.number
        self._extend_to(entry, line, 0, self._folded(line))
        return True

    # ---- labels that are damaged by the layout ----------------------------------------------------------------------

    def _wrapped_label(self, line: Line) -> bool:
        """Take a label that a line break cuts in two, with the line that holds its second half."""
        if line.kind == "bullet" or line.end - line.start > HEAD or self.number + 1 >= len(self.lines):
            return False
        if self.folded.find(":", line.start, line.end) >= 0:
            return False
        folded = self._folded(line)
        following = self.lines[self.number + 1]
        if following.kind == "bullet" or following.pair or not self.matcher.begins(folded):
            return False
        joined = f"{folded}\n{self._folded(following)}"  # in columns other text stands between the two
        hit = self.matcher.at(joined)
        if hit is None or hit.end <= len(folded):
            return False
        self.number += 1
        base = following.start - len(folded) - 1
        if hit.form.role == "heading":
            self._open_section(hit, (line.start, base + hit.after), line.level)
            start, end = self._trim(base + hit.after, following.end)
            if start < end:
                self.body.paragraph((start, end))
            return True
        second = next_label(self.matcher, self.text, joined, base, hit)
        self._new_entry(line, hit, base, second.start if second else len(joined))
        self.out.entries[-1].label = (line.start, base + hit.after)
        if second is not None:
            self._new_entry(following, second, base, len(joined))
        return True

    def _glued_label(self, line: Line) -> bool:
        """Logo text, or a short title, printed on the same line before a label: `Ville de Référence : ...`."""
        folded = self._folded(line)
        if ":" not in folded:
            return False
        for found in self.matcher.find(folded, 0):
            if found.start > JUNK:
                return False
            apart = found.start > 0 and folded[found.start - 1] == " " and self.text[line.start + found.start].isupper()
            if apart and found.colon and found.form.name in _GLUED_FIELDS:
                junk = Line(line.start, line.start + len(folded[: found.start].rstrip()), line.kind, line.blank)
                self.out.loose.append(Loose(junk, before=not self.out.entries))
                self._labels(line, found)
                return True
        return False

    def _unknown_label(self, line: Line, folded: str) -> bool:
        """`Secteur : ...` in the header, under a label that no pattern knows: kept as an attribute."""
        found = _UNKNOWN_LABEL.match(folded)
        first = self.text[line.start]
        if found is None or not (first.isupper() or first.isdigit()) or not self._is_in_header(line):
            return False
        form = Form(
            "label", "attribute", self.text[line.start : line.start + found.end()], "unknown label", value="name"
        )
        self._new_entry(line, Hit(form, 0, found.end(), found.end(), colon=True), line.start, line.end - line.start)
        return True

    def _is_in_header(self, line: Line) -> bool:
        """Whether a label stands above; or a title, and right below a label that is known: the header begins here."""
        if self.out.entries:
            return True
        if not self.out.loose or line.kind == "heading":
            return False
        for below in self.lines[self.number + 1 : self.number + 1 + REACH]:
            folded = self.folded[below.start : min(below.end, below.start + HEAD)]
            hit = self.matcher.at(folded)
            if below.kind != line.kind or below.blank:
                return False
            if hit is not None and hit.colon and hit.form.role == "label":
                return True
            if _UNKNOWN_LABEL.match(folded) is None:
                return False
        return False

    # ---- values that go on ------------------------------------------------------------------------------------------

    def _belongs_above(self, line: Line, folded: str) -> bool:
        """Take a line that is a value, or the rest of one, of a label above it."""
        owner = self._owner(line, folded)
        if owner is None:
            return False
        self._extend(owner, line)
        return True

    def _owner(self, line: Line, folded: str) -> Entry | None:
        tail = self.patterns.tails.at(folded)
        if tail is not None and (entry := self._last_empty(tail.form.name)) is not None:
            return entry
        if not self.in_body and (corps := self._corps_above(folded)) is not None:
            return corps
        entry = self.entry
        if entry is None or self.number - self.last_label > REACH:
            return None
        if entry.form.value == "residency" and line.kind == "cell" and not self.in_body:
            return entry
        if entry.parts:
            return entry if self._goes_on(entry, line, folded) else None
        return entry if self._fits_empty(entry, line) else None

    def _last_empty(self, name: str) -> Entry | None:
        return next((e for e in self.out.entries[: -RECENT - 1 : -1] if e.form.name == name and not e.parts), None)

    def _corps_above(self, folded: str) -> Entry | None:
        """The corps whose end, torn off by the next column, a line is (`ou ingénieur`); or the empty one above it."""
        corps = next((e for e in self.out.entries[: -RECENT - 1 : -1] if e.form.name == "corps"), None)
        if corps is None:
            return None
        known = self.patterns.starts["corps"]
        if not corps.parts:
            beside = self.entry is not corps and self.number - self.last_label == 1  # `Corps : Direction : ...`
            named = known.match(folded) or (beside and fits("name", folded) and len(folded) < SHORT_HEADING)
            return corps if named and not is_sentence(folded) and self._may_be_corps(corps) else None
        rest = re.match(r"(?:ou|et) (?:d'une? |une? )?", folded)
        if rest and known.match(folded, rest.end()):
            return corps
        value = self.folded[corps.parts[-1][0] : corps.parts[-1][1]]
        whole = known.match(f"{value} {folded}")  # `Adjoint`, and `administratif` below
        return corps if (whole and whole.end() > len(value)) or _GRADE_CUT.search(f"{value}|{folded}") else None

    def _may_be_corps(self, corps: Entry) -> bool:
        """Whether the empty corps label stands on the line of the last label, or right above."""
        return self.out.entries[-1] is corps or self.out.entries[-2:-1] == [corps]

    def _goes_on(self, entry: Entry, line: Line, folded: str) -> bool:
        """Whether a value that has begun goes on in this line."""
        value = self.folded[entry.parts[-1][0] : entry.parts[-1][1]]
        if entry.form.value == "residency" and " ans" in folded and fits("residency", folded):
            return True
        if entry.form.value in ("date", "category"):
            return self._day_or_letter_goes_on(entry, value, folded)
        if entry.form.name == "grades" and not line.blank and line.kind == "plain" and ":" not in folded:
            return fits("name", folded) and not is_sentence(folded)  # one grade a line
        if entry.form.name == "attribute" and self.in_body and (line.kind == "cell" or self._lists_value(entry, line)):
            return True
        if (line.kind == "heading" and entry.level != line.level) or len(folded) >= HEAD:
            return False
        return not value.endswith((".", ";")) and not folded.endswith(":") and self._wraps(entry, line, value, folded)

    def _day_or_letter_goes_on(self, entry: Entry, value: str, folded: str) -> bool:
        if entry.form.value == "category":
            return _LETTER.match(folded) is not None
        right_below = entry.form.name == "deadline" and self.number - self.last_label == 1
        unfinished = dangles(value) or re.match(r"\d{4}\b|[a-z]", folded) is not None
        whole = re.search(r"\b(?:19|20)\d\d\b", value)
        return (unfinished and not whole) or (right_below and names_further_day(folded))

    def _wraps(self, entry: Entry, line: Line, value: str, folded: str) -> bool:
        """Whether a name was wrapped: by how it breaks off, or by the small letter that the line begins with."""
        small = self.text[line.start].islower() or self.text[line.start] in "(/"
        if dangles(value) or (value.count("(") > value.count(")") and not line.blank):
            return small or not line.blank
        if line.blank and entry.kept and not _CONNECTOR.match(folded):
            return False  # the wrapped end of the column beside it
        return small and carries_on(folded) and not is_sentence(folded)

    def _fits_empty(self, entry: Entry, line: Line) -> bool:
        """Whether a line may be the value of the empty label above it."""
        whole = self._folded(line)
        if line.kind == "heading" and not entry.level:
            return False
        if whole in self.patterns.vocabulary["furniture"] or (entry.form.value == "name" and is_sentence(whole)):
            return False
        if self.in_body and len(whole) > HEAD:
            return False
        return fits(entry.form.value, whole)

    def _extend(self, entry: Entry, line: Line) -> None:
        """Add a line to a value; the second half of a wrapped label goes to the label, a further label to its own."""
        folded = self._folded(line)
        tail = self.patterns.tails.at(folded)
        skip = 0
        if not entry.parts and tail is not None and tail.form.name == entry.form.name:
            skip = tail.after
            entry.label = (entry.label[0], line.start + skip)
        if entry is self.entry or skip:
            self.entry, self.last_label = entry, self.number
        self._extend_to(entry, line, skip, folded)

    def _extend_to(self, entry: Entry, line: Line, skip: int, folded: str) -> None:
        """Add a line, behind its first `skip` characters, up to a further label on it."""
        second = next_label(self.matcher, self.text, folded, line.start, Hit(entry.form, 0, skip, skip, colon=True))
        self._add_part(entry, line.start + skip, line.start + second.start if second else line.end)
        if second is not None:
            self._new_entry(line, second, line.start, len(folded))

    # ---- headings ---------------------------------------------------------------------------------------------------

    def _unit_below(self, line: Line, hit: Hit) -> bool:
        """`Service de gériatrie`, alone right under `Détails de l'offre`: the service, as on the heading's own line."""
        section = self.body.section
        if section is None or section.blocks or not self.out.sections or self.body.inline != hit.form.name:
            return False
        return hit.form.bare == "keep" and not hit.colon and line.end - line.start < HEAD // 2 and line.kind == "plain"

    def _take_heading(self, line: Line, hit: Hit, folded: str) -> bool:
        rest = folded[hit.after :].strip(" .!?")
        if not rest:
            if not hit.colon and line.kind != "heading" and not self._plain_heading(line):
                return self._refuse(line, hit, "a heading begins with a capital, below a blank line or the header")
            self._open_section(hit, (line.start, line.end), line.level)
            return True
        if (glued := glued_heading(self.matcher, folded, hit)) is not None:
            self._open_section(glued, (line.start, line.end), line.level)
            return True
        if hit.colon:
            return self._heading_with_text(line, hit)
        if line.kind != "heading" or not (self.out.entries or self.in_body) or len(rest) > LONG_LINE // 2:
            return self._refuse(line, hit, "text follows the heading without a colon")
        self._open_section(hit, (line.start, line.end), line.level)
        return True

    def _numbered_heading(self, line: Line) -> bool:
        """Take `1. Missions`, `II - Profil recherché`: a known heading alone behind a number."""
        start = behind_number(self.folded, self.lines, self.number)
        if start is None or not self.text[start].isupper():
            return False
        hit = self.matcher.at(self.folded[start : line.end])
        if hit is None or hit.form.role != "heading" or self.folded[start + hit.after : line.end].strip(" .!?"):
            return False
        first = self.text.rfind("\n", 0, line.start) + 1 if line.kind == "bullet" else line.start
        self._open_section(hit, (first, line.end), line.level)
        return True

    def _plain_heading(self, line: Line) -> bool:
        """Whether a plain line that equals a heading is one, and not the end of a sentence."""
        return self.text[line.start].isupper() and (line.blank or bool(self.out.entries) or self.in_body)

    def _heading_with_text(self, line: Line, hit: Hit) -> bool:
        """`Mission : Sous l'autorité ...`: the text is the first paragraph, or a value of its own."""
        if not self.in_body and not self.out.entries and line.kind == "heading":
            return self._refuse(line, hit, "on top it is a title such as `Formation : chargé de mission`")
        start, end = self._trim(line.start + hit.after, line.end)
        if start < end and hit.form.name == "contact" and self.body.section and self.body.section.kind == "contact":
            return self._refuse(line, hit, "it goes on with the section that it stands in")
        if start >= end:
            self._open_section(hit, (line.start, line.end), line.level)
            return True
        if not self.in_body and (form := self._header_form(hit, (start, end))) is not None:
            self._new_entry(line, replace(hit, form=form), line.start, line.end - line.start)
            return True
        inline = hit.form.inline if hit.form.inline != "deadline" else None  # in the body `prose.py` reads it
        if inline and end - start < HEAD and not is_sentence(self.folded[start:end]):
            self._open_section(hit, (line.start, line.end), line.level)
            self._inline_value(hit, (start, end))
            return True
        self._open_section(hit, (line.start, line.start + hit.after), line.level)
        self.body.paragraph((start, end))
        return True

    def _header_form(self, hit: Hit, place: Range) -> Form | None:
        """The label that a heading is in the header: `Formation : bac + 2`, `Candidatures : du 3 au 28 mars 2031`."""
        if hit.form.inline == "deadline" and is_period(self.text[slice(*place)]):
            return replace(hit.form, role="label", name="deadline", value="date")
        amid = hit.form.name == "missions" and self._is_amid_labels()  # `Mission : intérim, 3 mois`
        short = (hit.form.fact or amid) and place[1] - place[0] < SHORT_HEADING
        return replace(hit.form, role="label", name="attribute", value="name") if short else None

    def _is_amid_labels(self) -> bool:
        """Whether labels stand right above and right below the line."""
        below = self.lines[self.number + 1] if self.number + 1 < len(self.lines) else None
        if below is None or below.blank or self.lines[self.number].blank or not self.out.entries:
            return False
        hit = self.matcher.at(self._folded(below)[:HEAD])
        return hit is not None and hit.colon and hit.form.role == "label"

    def _inline_value(self, hit: Hit, place: Range) -> None:
        """`Détails de l'offre : Bloc opératoire`: the value of the field that the pattern names."""
        if self.patterns.starts["no_unit"].match(self.folded[place[0] : place[1]]):
            return
        form = Form("label", hit.form.inline or "", hit.form.text, hit.form.pattern, value="name")
        self.out.entries.append(Entry(form, place, [place], in_header=False, inline=True))

    def _open_section(self, hit: Hit, heading: Range, level: int) -> None:
        self.entry = None
        self.body.open(hit.form.name, self._trim(*heading), level, hit.form)
        self.body.inline = hit.form.inline


def _days(text: str) -> set[str]:
    return {read.value for read in find_dates(text) if read.value and len(read.value) == DAY_LENGTH}
