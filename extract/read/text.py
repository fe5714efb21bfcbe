"""Text and Markdown -> lines: what each line is by its looks, with its offsets. No fields, no meaning.

In: a cleaned Document. Out: its non-blank lines in the order of the text, as Line. A line of several columns (pipes,
tabs, or runs of four spaces and more) gives one Line of kind "cell" for each cell.
"""

import re
from dataclasses import replace

from ..document import Document, Line

TAB = 4  # columns of a tab at the beginning of a line
LONGEST_HEADING = 120  # characters; a longer underlined line is a paragraph above a rule
BOLD_LEVEL = 7  # the level of a line that is bold as a whole, below the six of Markdown's headings

# A bullet: a sign, a number, a letter, or a letter o, then white space; a dash also where the word follows at once.
_BULLET = re.compile(
    r"(?P<dash>[-–—−‐‑]{1,3}(?:[ \t\u00a0]+[-–—−‐‑])*[ \t\u00a0]+|[-–—](?=[^\W\d_]))"
    r"|(?P<sign>(?:'-|->|=>|[•●○◦‣▪▫■□◆◇♦►▶▸➢➤➔→⇒✓✔☑✗❖⁃∙·¦°»>*+?ØüØ§]|[\ue000-\uf8ff]"
    r"|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?)[ \t\u00a0]+)"
    r"|(?P<glued>[•●◦▪■♦►➢➤✓✔❖](?=\w))"
    r"|(?P<number>\d{1,2}(?:\.\d{1,2})*[.)°/][ \t\u00a0]+(?=\D))"
    r"|(?P<letter>[a-hA-H]\)[ \t\u00a0]+|[a-h]\.[ \t\u00a0]+(?=[^\W\d_]{2})|o[ \t\u00a0]+(?=[^\W\d_]))"
)
DASHES = frozenset("-–—−‐‑")
_PAGE_NUMBER = re.compile(r"[-–—] ?\d{1,3} ?[-–—]")
_LETTER_BULLETS = frozenset("oabcdefghABCDEFGHüØ")
_HEADING = re.compile(r"(#{1,6})[ \t\u00a0]*")
_RULE = re.compile(r"[-=_*~.·—–\s]{3,}+|[\s:|]*+(?:-[\s:|]++)*+--[\s:|-]*+")
_GAP = re.compile(r"[ \u00a0]{4,}|[ \u00a0]*\t[ \t\u00a0]*")
_RARE_LINE_ENDS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # what `str.splitlines` knows besides \n, \r and \r\n
_LINE_END = re.compile(rf"\r(?!\n)|[{_RARE_LINE_ENDS}]")
LINE_ENDS = frozenset("\n\r" + _RARE_LINE_ENDS)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[a-z][a-z0-9_-]*:[^\n]*\n|[ \t]+[^\n]*\n|- [^\n]*\n){1,40}---[ \t]*(?:\n|$)")


def with_plain_line_ends(document: Document) -> Document:
    """The document with a newline for each other single character that ends a line: offsets stay the same."""
    text = document.text
    if text.count("\r") == text.count("\r\n") and not any(char in text for char in _RARE_LINE_ENDS):
        return document
    text = _LINE_END.sub("\n", text)
    return replace(document, text=text)


def read_lines(document: Document) -> list[Line]:
    """The non-blank lines of a document, in the order of its text."""
    text = document.text
    lines: list[Line] = []
    front = _FRONT_MATTER.match(text)
    skip_to = front.end() if front else 0
    pos, blank = 0, True
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            start = pos + raw.index(stripped[0])
            indent = len(raw[: start - pos].expandtabs(TAB)) if start > pos else 0
            line = Line(start, start + len(stripped), "plain", blank, indent)
            if pos < skip_to:
                line.kind = "rule"
            elif cells := _classify(document, text, line):
                lines += cells
                blank, pos = False, pos + len(raw)
                continue
            lines.append(line)
            _underline(lines, text)
        blank = not stripped
        pos += len(raw)
    return lines


def by_looks(text: str, line: Line) -> list[Line]:
    """A line that a format gives without saying what it is -> what it looks like: itself, or its cells.

    A rule, a bullet typed by hand, columns by tabs or spaces. `#` and `|` are no marks outside Markdown.
    """
    first = text[line.start]
    if _RULE.fullmatch(text, line.start, line.end):
        line.kind = "rule"
    elif (not first.isalpha() or first in _LETTER_BULLETS) and first != "#" and _bullet(text, line):
        return [line]
    elif cells := _space_cells(text, line):
        return cells
    return [line]


def typed_bullet(text: str) -> Line | None:
    """What a text that begins with a bullet or number typed by hand is behind it, as an item; None for others."""
    stripped = text.rstrip()
    line = Line(len(text) - len(text.lstrip()), len(stripped), "plain", blank=True)
    return line if line.start < line.end and _bullet(stripped, line) else None


def bullet_at(text: str) -> tuple[int, str] | None:
    """Of a line that begins with a bullet: where its text begins and its marker's class (of a sign: the sign)."""
    if text[0] == "#" or (text[0].isalpha() and (text[0] not in _LETTER_BULLETS or text[1:2].isalpha())):
        return None
    line = typed_bullet(text)
    return (line.start, line.marker) if line else None


def _classify(document: Document, text: str, line: Line) -> list[Line] | None:
    """Set what a line is, and take its marker off; or give its cells, where it has several."""
    first = text[line.start]
    if not first.isalpha() and _is_marked(text, line):
        return None
    if first == "|" and (cells := _pipe_cells(text, line)):
        return cells
    if (not first.isalpha() or first in _LETTER_BULLETS) and _bullet(text, line):
        return None
    if document.origin is not None and _is_bold(document, line):
        line.kind, line.level = "heading", BOLD_LEVEL
        return None
    return _space_cells(text, line)


def _is_marked(text: str, line: Line) -> bool:
    """A heading, the usual bullet (nine of ten: this way takes 0.3 us, not 2), or a rule."""
    if text.startswith("- ", line.start, line.end) and text[line.start + 2].isalpha():
        line.start, line.kind, line.marker = line.start + 2, "bullet", "dash"
        return True
    if text[line.start] == "#" and _heading(text, line):
        return True
    if _RULE.fullmatch(text, line.start, line.end):
        line.kind = "rule"
    return line.kind == "rule"


def _heading(text: str, line: Line) -> bool:
    """A Markdown heading; one that holds a bullet too ("# - dans le domaine :") loses both marks."""
    found = _HEADING.match(text, line.start, line.end)
    if found is None or found.end() == line.end:
        return False
    line.start, line.kind, line.level = found.end(), "heading", len(found.group(1))
    bullet = _BULLET.match(text, line.start, line.end)
    if bullet and bullet.lastgroup in {"dash", "sign", "glued"} and bullet.end() < line.end:
        line.start = bullet.end()
    return True


def _bullet(text: str, line: Line) -> bool:
    """A list item; a number before a heading ("1. # Collecte") makes no item of it."""
    found = _BULLET.match(text, line.start, line.end)
    if found is None or found.end() == line.end or _PAGE_NUMBER.fullmatch(text, line.start, line.end):
        return False
    line.start, line.kind = found.end(), "bullet"
    line.marker = found.group().strip() if found.lastgroup == "sign" else found.lastgroup or ""
    if line.marker == "dash":
        line.depth = len(found.group().split()) - 1
    _heading(text, line)
    return True


def _pipe_cells(text: str, line: Line) -> list[Line]:
    cells = []
    pos = line.start
    for cell in text[line.start : line.end].split("|"):
        if content := cell.strip():
            at = pos + cell.index(content[0])
            cells.append(_cell(line, at, at + len(content), pos - line.start, "|"))
        pos += len(cell) + 1
    return cells


def _space_cells(text: str, line: Line) -> list[Line] | None:
    """The cells of a line whose columns are runs of spaces or tabs; None where it has one column."""
    if text.find("    ", line.start, line.end) < 0 and text.find("\t", line.start, line.end) < 0:
        return None
    cells = []
    at = line.start
    for gap in _GAP.finditer(text, line.start, line.end):
        cells.append(_cell(line, at, gap.start(), line.indent + at - line.start))
        at = gap.end()
    cells.append(_cell(line, at, line.end, line.indent + at - line.start))
    return cells if len(cells) > 1 else None


def _cell(line: Line, start: int, end: int, column: int, marker: str = "") -> Line:
    return Line(start, end, "cell", line.blank, line.indent, marker=marker, row=line.start, column=column)


def _is_bold(document: Document, line: Line) -> bool:
    """Whether a whole line is bold in the source."""
    first, last = document.place(line.start, line.end)
    before, after = document.source[max(0, first - 8) : first], document.source[last : last + 2]
    if before.endswith(("**", "__")):
        return after == before[-2:]
    return before.endswith(("<b>", "<strong>")) and after == "</"


def _underline(lines: list[Line], text: str) -> None:
    """A line of `=` or `-` right under a plain line makes it a heading (Markdown's other form)."""
    if len(lines) > 1 and lines[-1].kind == "rule" and not lines[-1].blank and text[lines[-1].start] in "=-":
        above = lines[-2]
        if above.kind == "plain" and above.end - above.start < LONGEST_HEADING:
            above.kind, above.level = "heading", 2
