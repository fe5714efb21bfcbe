r"""RTF: bytes in, a Document out: the running headers, the body, the notes, the running footers.

A walk over groups and control words. Deleted and hidden text is left out, of fields the results are taken; items bear
the signs and numbers that their writer left for programs that do not count themselves.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from ...document import Document, Reading
from ...errors import LimitExceeded, NoText, UnreadableFile
from .. import sniff
from ..pieces import Piece, compose
from .blocks import Block
from .flow import furniture_of, pieces_of
from .rtf_story import DO, SET, Story, heading_level
from .rtf_words import CONTROLS, ENTERED, LEFT_OUT, PAGES, RUNNING, SIGNS, SYMBOL, TOKEN, code_page, encoding
from .symbols import PRIVATE, bullet, sign

DEEPEST = 500  # groups in groups
MOST_TOKENS = 2_000_000  # a posting of two pages has some 5,000, a picture one
_LINKS = ("http://", "https://", "mailto:", "tel:")
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"?([^"\s]+)"?')
_HEADING_NAME = re.compile(r"(?:heading|titre) ?([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title", "titre"})
_FIRST_HALVES, _SECOND_HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_LOST = "\ufffd"


def read(data: bytes) -> Document:
    """The document of an RTF file."""
    walk = _Walk()
    walk.run(data)
    return compose(walk.pieces(), Reading(sniff.RTF, "rtf", walk.page))


@dataclass(slots=True)
class _Group:
    """What holds until the group ends; `into` says where its text goes."""

    into: str = "text"  # or "nothing", "fonts", "styles", "code" of a field, "label" of an item
    bold: bool = False
    hidden: bool = False
    font: int = 0
    fallback: int = 1  # characters that stand behind a `\u` for programs that do not know it
    starred: bool = False  # it begins with `\*`
    close: Callable[[], None] | None = None  # what to do at its end


class _Walk:
    """One pass over the tokens; the state is the open group, the story that is written, and bytes not yet decoded."""

    def __init__(self) -> None:
        self.page = "cp1252"
        self.group = _Group()
        self._outer: list[_Group] = []
        self._charsets: dict[int, int] = {}  # of fonts
        self._fonts: dict[int, str] = {}
        self._levels: dict[int, int] = {}  # of headings, by style
        self._defined = 0  # the font or style that is being defined
        self._body = self._story = Story(self._levels)
        self._running: dict[str, list[list[Block]]] = {"header": [], "footer": []}
        self._notes: list[list[Block]] = []
        self._bytes = bytearray()
        self._skip = 0  # characters still to skip behind a `\u`
        self._half = 0  # the first half of a character that takes two
        self._code: list[str] = []  # of the field that is being read
        self._marked = False  # a note's mark has just been written
        self._mark = ""  # of the note that begins here

    def run(self, data: bytes) -> None:
        """Read all tokens; raises UnreadableFile where the file is cut off, LimitExceeded where it is a bomb."""
        position, tokens = 0, 0
        while (token := TOKEN.match(data, position)) is not None:
            position = token.end() + self._token(token[token.lastgroup or 0], token)
            if token.lastgroup == "brace" and not self._outer:
                return
            tokens += 1
            if tokens > MOST_TOKENS:
                raise LimitExceeded(f"it has over {MOST_TOKENS:,} control words", remedy="Save it in a new document")
        raise UnreadableFile(
            "the file is cut off: a group does not end",
            remedy="Open it in a word processor and save it again, or get the file again",
        )

    def pieces(self) -> list[Piece]:
        """The pieces of the whole file; raises NoText where there are none."""
        pieces = pieces_of(self._body.finish())
        for note in self._notes:
            pieces += pieces_of(note)
        if not pieces:
            raise NoText("the document has no text", remedy="If it holds pictures of text, save it as PDF")
        return [*self._furniture("header"), *pieces, *self._furniture("footer")]

    def _furniture(self, kind: str) -> list[Piece]:
        distinct: dict[tuple[str, ...], list[Piece]] = {}
        for blocks in self._running[kind]:
            pieces = furniture_of(blocks)
            distinct.setdefault(tuple(piece.text for piece in pieces), pieces)
        return [piece for pieces in distinct.values() for piece in pieces]

    # ---- tokens ---------------------------------------------------------------------------------------------------

    def _token(self, content: bytes, token: re.Match[bytes]) -> int:
        """Follow a token; how many bytes behind it are no RTF."""
        kind = token.lastgroup
        if kind == "text":
            self._text(content)
        elif kind == "hex":
            self._text(bytes([int(content, 16)]))
        elif kind == "brace":
            self._brace(content)
        elif kind == "sign":
            self._sign(content.decode("latin-1"))
        elif kind in ("word", "number"):
            number = int(token["number"]) if kind == "number" else None
            if token["word"] == b"bin":
                return max(number or 0, 0)
            self._word(token["word"].decode(), number)
        return 0

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._skip = 0
        if brace == b"{":
            if len(self._outer) >= DEEPEST:
                raise LimitExceeded(f"it has over {DEEPEST} groups in groups", remedy="Save it in a new document")
            self._outer.append(self.group)
            self.group = replace(self.group, starred=False, close=None)
        elif self._outer:
            if self.group.close is not None:
                self.group.close()
            self.group = self._outer.pop()

    def _word(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            self._unicode(number)
        elif self._skip:
            self._skip -= 1
        else:
            self._flush()
            if self.group.into != "nothing" and not self._enter(word):
                self._follow(word, number)
            self.group.starred = False

    def _sign(self, char: str) -> None:
        """A word of one sign."""
        if char == "*":
            self.group.starred = True
        elif self._skip:
            self._skip -= 1
        elif char in "\\{}":
            self._bytes += char.encode()
        elif char in "\r\n":
            self._word("par", None)
        elif char in SIGNS:
            self._flush()
            self._write(SIGNS[char])

    # ---- groups of their own kind -----------------------------------------------------------------------------------

    def _enter(self, word: str) -> bool:
        """Whether a word begins a group of its own kind; what holds no text is left out."""
        if word in LEFT_OUT or (self.group.starred and word not in ENTERED):
            self.group.into = "nothing"
        elif word in RUNNING:
            self._begin_story(self._running[RUNNING[word]].append)
        elif word in ("shptxt", "dptxbxtext"):
            self._begin_story(self._story.box)
        elif word == "footnote":
            self._begin_note()
        elif word == "fldrslt":
            self._begin_result()
        elif word in _INTO:
            self.group.into = _INTO[word]
            self._defined, self._code, self._story.label = 0, [], ""
        else:
            return False
        return True

    def _begin_story(self, take: Callable[[list[Block]], None]) -> None:
        """A text of its own begins, for the group that has begun."""
        outer, story = self._story, Story(self._levels)

        def close() -> None:
            self._story = outer
            take(story.finish())

        self._story = story
        self.group = replace(self.group, into="text", bold=False, close=close)

    def _begin_note(self) -> None:
        """A note, behind its mark; one whose mark is typed has none of ours."""
        if self._marked:
            number = len(self._notes) + 1
            self._write(str(number) if self._story.writer.last == "(" else f" ({number})")
            self._mark = f"({number}) "
        self._begin_story(self._notes.append)

    def _begin_result(self) -> None:
        """The result of a field, which is a link where its code says so."""
        found = _HYPERLINK.match("".join(self._code))
        self._code = []
        if found and found.group(1).startswith(_LINKS) and self.group.into == "text":
            self._story.writer.begin_link(found.group(1))
            self.group.close = self._end_link

    def _end_link(self) -> None:
        self._story.writer.end_link()  # of the paragraph that is open by now

    # ---- words ----------------------------------------------------------------------------------------------------

    def _follow(self, word: str, number: int | None) -> None:
        """Do what a word says; most say nothing to us."""
        group = self.group
        if word in SIGNS:
            self._write(SIGNS[word])
        elif word in _SWITCHES:
            setattr(group, _SWITCHES[word], number != 0)
        elif word in _HEAD:
            _HEAD[word](self, number or 0)
        elif group.into == "text" and word in SET:
            SET[word](self._story, number or 0)
        elif group.into == "text" and word in DO and not (group.hidden and word == "par"):
            DO[word](self._story)

    def plain(self, _: int) -> None:
        r"""`\plain`"""
        self.group.bold = self.group.hidden = False

    def font(self, number: int) -> None:
        r"""`\f1`: in the list of fonts it defines one, elsewhere it takes one."""
        if self.group.into == "fonts":
            self._defined = number
        self.group.font = number

    def charset(self, number: int) -> None:
        r"""`\fcharset2`"""
        self._charsets[self._defined] = number

    def code_page(self, number: int) -> None:
        r"""`\ansicpg1252`"""
        self.page = code_page(number)

    def fall_back(self, number: int) -> None:
        r"""`\uc1`"""
        self.group.fallback = max(number, 0)

    def mark(self, _: int) -> None:
        r"""`\chftn`: in the body it is written with the note, in the note where it stands."""
        if self._story is self._body:
            self._marked = not self.group.hidden
        else:
            self._write(self._mark)
            self._mark = ""

    # ---- text -----------------------------------------------------------------------------------------------------

    def _text(self, text: bytes) -> None:
        if self._skip:
            skipped = min(self._skip, len(text))
            self._skip -= skipped
            text = text[skipped:]
        if self.group.into != "nothing":
            self._bytes += text.replace(b"\r", b"").replace(b"\n", b"")

    def _unicode(self, number: int) -> None:
        self._flush()
        self._skip = self.group.fallback
        code = number % 0x10000
        half, self._half = self._half, 0
        if code in _FIRST_HALVES:
            self._half = code
        elif code in _SECOND_HALVES:
            offset = ((half - _FIRST_HALVES.start) << 10) + code - _SECOND_HALVES.start
            self._write(chr(0x10000 + offset) if half else _LOST)
        elif PRIVATE <= code <= PRIVATE + 0xFF:
            self._write(sign(code, self._fonts.get(self.group.font, "")))
        else:
            self._write(chr(code))

    def _flush(self) -> None:
        """Write down the bytes read so far, in the encoding of their font."""
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        charset = self._charsets.get(self.group.font)
        if charset == SYMBOL and self.group.into in ("text", "label"):
            font = self._fonts.get(self.group.font, "")
            self._write("".join(chr(byte) if byte <= ord(" ") else bullet(chr(byte), font) for byte in data))
        else:
            self._write(data.decode(encoding(charset, self.page), "replace"))

    def _write(self, text: str) -> None:
        text = text.translate(CONTROLS)
        into = self.group.into
        if into == "text":
            if not self.group.hidden:
                self._story.writer.put(text, bold=self.group.bold)
                self._marked = False
        elif into == "label":
            self._story.label = f"{self._story.label}{text}".strip()
        elif into == "code":
            self._code.append(text)
        elif into == "fonts":
            self._fonts[self._defined] = f"{self._fonts.get(self._defined, '')}{text}".strip(" ;")
        elif into == "styles":
            self._name_style(text.strip(" ;"))

    def _name_style(self, name: str) -> None:
        if found := _HEADING_NAME.fullmatch(name):
            self._levels.setdefault(self._defined, int(found.group(1)))
        elif name.lower() in _TITLES:
            self._levels.setdefault(self._defined, 1)

    def style(self, number: int) -> None:
        r"""`\s2`: in the list of styles it defines one, elsewhere it is the paragraph's."""
        if self.group.into == "styles":
            self._defined = number
        elif self.group.into == "text":
            self._story.style(number)

    def outline(self, level: int) -> None:
        r"""`\outlinelevel1`, of a style or of a paragraph."""
        if self.group.into == "styles":
            self._levels[self._defined] = heading_level(level)
        elif self.group.into == "text":
            self._story.outline(level)


def _page(name: str) -> Callable[[_Walk, int], None]:
    """`mac` and its like, the encodings of old."""

    def take(walk: _Walk, _: int) -> None:
        walk.page = name

    return take


_INTO = {"fonttbl": "fonts", "stylesheet": "styles", "fldinst": "code", "listtext": "label", "pntext": "label"}
_SWITCHES = {"b": "bold", "v": "hidden", "deleted": "hidden"}
_HEAD: dict[str, Callable[[_Walk, int], None]] = {
    **{word: _page(name) for word, name in PAGES.items()},
    "plain": _Walk.plain,
    "f": _Walk.font,
    "deff": _Walk.font,
    "fcharset": _Walk.charset,
    "ansicpg": _Walk.code_page,
    "uc": _Walk.fall_back,
    "chftn": _Walk.mark,
    "s": _Walk.style,
    "outlinelevel": _Walk.outline,
}
