"""The marks of Markdown and HTML inside a text: which to take away.

In: a text whose entities and mojibake are undone. Out: the edits that take the marks away, and the links they made.
Structure is not touched: headings, bullets, table pipes, rules and front matter are read later. A mark that may as
well be text (a form's `____`, a footnote's `(*)`, `03*APN`, `a < b`, `<rh@mairie.nc>`) stays.

Every pattern stops at the next mark of its own kind, so that a text of marks alone takes linear time.
"""

import re
from collections.abc import Callable
from typing import NamedTuple


class Edit(NamedTuple):
    """`text[start:end]` gives way to `new`."""

    start: int
    end: int
    new: str


class LinkSpan(NamedTuple):
    """`text[start:end]`, before the edits, leads to `url`."""

    start: int
    end: int
    url: str


_MARK = re.compile(r"[\\`<~*_\[\]]")
_INLINE_TAGS = "a|b|strong|em|i|u|s|strike|del|ins|sup|sub|span|font|small|big|mark|code|center"
_TAG = re.compile(rf"<(/?)(br|p|div|{_INLINE_TAGS})(\s[^<>=]*+=[^<>]*+|\s*+/?)>", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s?=\s?["']?([^"'\s<>]+)""", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(?:[^-<]|-(?!->)|<(?!!--))*+-->")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]++)>")
_LINE_END = re.compile(r"[ \t]*+(?:[\r\n]|\Z)")

_TARGET = (
    r"\([ \t]{0,4}<?(?P<url>[^()\s<>]*+(?:\([^()\s<>]*+\)[^()\s<>]*+)*+)>?(?:[ \t]{1,4}\"[^\"\n]*+\")?[ \t]{0,4}\)"
)
_IMAGE_BODY = r"\[[^\[\]]*+\]\((?:[^()\n]|\([^()\n]*+\))*+\)"
_IMAGE = re.compile(_IMAGE_BODY)
_IMAGES = re.compile("!" + _IMAGE_BODY)
_LINK = re.compile(rf"\[(?P<text>(?:[^\[\]!\r\n]|!{_IMAGE_BODY}|!(?!\[)|\r?\n(?!\s))*+)\]{_TARGET}")
_URL_LIKE = re.compile(r"\Z|[#/.?]|[a-z][a-z0-9+.-]{1,15}:|\S*[/@]|\S*\.[a-z0-9]{2,5}\Z", re.IGNORECASE)
_RECORDED = ("http://", "https://", "mailto:", "tel:")

_STARS = re.compile(r"\*++")
_LONGEST_BOLD = 4  # `**a****b**`; more stars are a rule, a rating or a blank
_SPACED_BOLD = re.compile(r"\*{2,3}(?:[ \t][^*\n|]*+|[^\s*][^*\n|]*[ \t])(?P<close>\*{2,3})(?![^\s|.,;:)])")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\W_]|[«“\"'’(\[<])[^*\n|]*+(?<![\s\\])(?P<close>\*)(?![\w*])")
_UNDERSCORES = re.compile(r"_++")
_BOLD_LINE = re.compile(
    r"(?<![\w/])__(?=[^\W_]|[«“\"(\[<*])(?:[^_\n|]|_(?!_))*+(?<!\s)(?P<close>__)(?![\w/@])",
)
_EMPHASIS_LINE = re.compile(
    r"(?<![\w@./:\\])_(?=[^\W_]|[«“\"'’(\[<*])(?:[^_\n|]|(?<=[^\W_])_(?=[^\W_]))*+(?<![\s\\])(?P<close>_)(?![\w@])",
)
_STRUCK = re.compile(r"(?<!~)~~(?=[^\s~])[^~\n]*+(?<!\s)(?P<close>~~)(?!~)")
_TILDES = re.compile(r"~++")
_CODE = re.compile(r"(?<![\w`])(?P<open>``?)(?=[^\s`])[^`\n]*+(?<!\s)(?P<close>(?P=open))(?![\w`])")
_TICKS = re.compile(r"`++")

_BACKSLASHES = re.compile(r"\\++")
_ESCAPED = re.compile(r"[!-/:-@\[-`{}~]")  # ASCII punctuation but the pipe: `\|` still has to hold a cell together
_DRIVE = re.compile(r"(?<!\w)[A-Za-z]:\Z")
_SERVER = r"\\"
_PATH = re.compile(r"\\(?:\\(?=\w))?[^\s|*<>\"]*+")


def find_marks(text: str) -> tuple[list[Edit], list[LinkSpan]]:
    """The edits that take the marks of `text` away, in order and disjoint, and the links; never raises."""
    scan = _Scan(text)
    scan.run()
    return scan.edits, scan.links


class _Scan:
    """One pass over a text, from mark to mark."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.edits: list[Edit] = []
        self.links: list[LinkSpan] = []
        self.closers: dict[int, int] = {}  # where a mark that was opened closes -> where that mark ends
        self.anchor: tuple[int, str] | None = None  # an `<a href>` that is open: its text's start and its target
        self.broken = -1  # where the last tag that breaks the line ends
        self.line = (0, -1, False)  # the line looked at last: its start, its end, whether it is a table row

    def run(self) -> None:
        """Walk the text; each handler returns where to go on."""
        at = 0
        while found := _MARK.search(self.text, at):
            start = found.start()
            end = self.closers.pop(start, 0)
            at = self.cut(start, end) if end else _HANDLERS[found.group()](self, start)

    def cut(self, start: int, end: int, new: str = "") -> int:
        """Note that `text[start:end]` gives way to `new`."""
        self.edits.append(Edit(start, end, new))
        return end

    def pair(self, found: re.Match[str], opened: int) -> int:
        """Take an opening mark of length `opened` away now and its closing one when the walk gets there."""
        self.closers[found.start("close")] = found.end("close")
        return self.cut(found.start(), found.start() + opened)

    def in_table(self, at: int) -> bool:
        """Whether the line of `at` is a row of a pipe table."""
        if not self.line[0] <= at <= self.line[1]:
            start = max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1
            end = self.text.find("\n", at)
            end = len(self.text) if end < 0 else end
            self.line = (start, end, self.text[start:end].lstrip().startswith("|"))
        return self.line[2]

    def backslash(self, at: int) -> int:
        r"""`\*` gives the sign; one at the line's end is a hard break; in a path it is a path's."""
        end = _end(_BACKSLASHES, self.text, at)
        if self.is_path(at, end):
            return _end(_PATH, self.text, at)
        if _ESCAPED.match(self.text, end):
            return self.cut(at, end) + 1
        if _LINE_END.match(self.text, end):
            return self.cut(at, end)
        return end

    def is_path(self, at: int, end: int) -> bool:
        r"""Whether the backslashes begin a path: `C:\...` or `\\server\...`."""
        drive = _DRIVE.search(self.text[max(0, at - 3) : at])
        server = (
            end - at == len(_SERVER)
            and self.text[end : end + 1].isalnum()
            and not self.text[max(0, at - 1) : at].isalnum()
        )
        return bool(drive or server)

    def angle(self, at: int) -> int:
        """A comment, a tag or a link in angle brackets; anything else is text."""
        if found := _COMMENT.match(self.text, at):
            return self.cut(at, found.end())
        if found := _TAG.match(self.text, at):
            return self.tag(found)
        if found := _AUTOLINK.match(self.text, at):
            self.links.append(LinkSpan(found.start(1), found.end(1), found[1]))
            self.cut(at, at + 1)
            return self.cut(found.end(1), found.end())
        return at + 1

    def tag(self, found: re.Match[str]) -> int:
        """`<br>` breaks the line, `<p>` and `<div>` where no break is, `<a>` makes a link, the rest just goes."""
        name = found[2].lower()
        if name in ("br", "p", "div"):
            return self.cut(found.start(), found.end(), self.line_break(found, name))
        if name == "a":
            self.anchor_tag(found)
        return self.cut(found.start(), found.end())

    def line_break(self, found: re.Match[str], name: str) -> str:
        """What a tag that breaks the line leaves: nothing where the line ends anyway, a space in a table row."""
        at, end = found.span()
        if _LINE_END.match(self.text, end):
            return ""
        begins = at in (0, self.broken) or self.text[at - 1] in "\r\n"
        self.broken = end
        if begins and name != "br":
            return ""
        return " " if self.in_table(at) else "\n"

    def anchor_tag(self, found: re.Match[str]) -> None:
        """Note the target at `<a href>`, the link at `</a>`."""
        if found[1]:
            if self.anchor is not None and self.anchor[0] < found.start():
                self.links.append(LinkSpan(self.anchor[0], found.start(), self.anchor[1]))
            self.anchor = None
        elif href := _HREF.search(found[3]):
            self.anchor = (found.end(), href[1])

    def bracket(self, at: int) -> int:
        """`![alt](path)` goes, `[text](url)` leaves its text, or its target where there is none."""
        found = _IMAGE.match(self.text, at)
        if found and at > (self.edits[-1].end if self.edits else 0) - 1 and self.text[at - 1 : at] == "!":
            return self.cut(at - 1, found.end())
        found = _LINK.match(self.text, at)
        if not found or not _URL_LIKE.match(found["url"]):
            return at + 1
        if _IMAGES.sub("", found["text"]).strip():
            self.note_link(found.span("text"), found["url"])
            self.closers[found.end("text")] = found.end()
            return self.cut(at, at + 1)
        self.note_link(found.span("url"), found["url"])
        self.cut(at, found.start("url"))
        return self.cut(found.end("url"), found.end())

    def note_link(self, span: tuple[int, int], url: str) -> None:
        """Record a link that leads out of the text."""
        if url.lower().startswith(_RECORDED):
            self.links.append(LinkSpan(*span, re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", url)))

    def closing_bracket(self, at: int) -> int:
        """A `]` that closes no link."""
        return at + 1

    def stars(self, at: int) -> int:
        """Bold where two to four stars touch a word on one side; emphasis where one star has its partner."""
        end = _end(_STARS, self.text, at)
        if end - at == 1:
            found = _EMPHASIS.match(self.text, at)
            return self.pair(found, 1) if found else end
        if end - at > _LONGEST_BOLD:
            return end
        before, after = self.text[at - 1 : at] or " ", self.text[end : end + 1] or " "
        if (before, after) == ("(", ")"):
            return end
        found = _SPACED_BOLD.match(self.text, at)
        if found and (before.isspace() or not after.isspace()):
            return self.pair(found, end - at)
        return end if before.isspace() and after.isspace() else self.cut(at, end)

    def underscores(self, at: int) -> int:
        """Bold or emphasis that begins and ends at a word's edge; a form's blanks and names with `_` stay."""
        end = _end(_UNDERSCORES, self.text, at)
        pattern = {1: _EMPHASIS_LINE, 2: _BOLD_LINE}.get(end - at)
        found = pattern.match(self.text, at) if pattern else None
        return self.pair(found, end - at) if found else end

    def tildes(self, at: int) -> int:
        """`~~struck~~`."""
        found = _STRUCK.match(self.text, at)
        return self.pair(found, 2) if found else _end(_TILDES, self.text, at)

    def ticks(self, at: int) -> int:
        """Inline code; a tick inside a word is a poor apostrophe and stays."""
        found = _CODE.match(self.text, at)
        return self.pair(found, len(found["open"])) if found else _end(_TICKS, self.text, at)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where the run that begins at `at` ends."""
    found = pattern.match(text, at)
    return found.end() if found else at + 1


_HANDLERS: dict[str, Callable[[_Scan, int], int]] = {
    "\\": _Scan.backslash,
    "<": _Scan.angle,
    "[": _Scan.bracket,
    "]": _Scan.closing_bracket,
    "*": _Scan.stars,
    "_": _Scan.underscores,
    "~": _Scan.tildes,
    "`": _Scan.ticks,
}
