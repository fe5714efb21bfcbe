"""Text as decoded -> text to read: entities, mojibake, invisible characters and inline marks undone.

Each pass gives edits (from, to, new text) on the text of the one before; `_apply` makes the next text and, with it,
where in the source each character came from. Nothing is compared afterwards. Most postings hold no sign of any of it
and are given back as they are after one search.

What is printed stays: quotes, dashes, no-break spaces, superscripts, capitals. So does structure: headings, bullets,
table pipes, rules, front matter.
"""

import html
import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from html.entities import html5
from typing import TYPE_CHECKING, NamedTuple

from ..document import Document, Line, Link, Origin, Repair

if TYPE_CHECKING:
    from .markdown_marks import LinkSpan

_Edit = tuple[int, int, str]  # `text[start:end]` gives way to a new text

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# soft hyphen, grapheme joiner, Arabic and Mongolian marks, zero-width and bidi marks, word joiner and its kin, BOM
_INVISIBLE_CHARS = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_KEPT_NUMBERS = 1 << 16  # the length of text up to which the offsets are kept ready
_MOST_ACCENTS = 8  # on one letter; more is no French, and costs

# Left as strings: `re` compiles and keeps them when a text first needs them.
_INVISIBLE = f"[{_INVISIBLE_CHARS}\ufb00-\ufb06]"
_ACCENTS = "[\u0300-\u036f]++"
_ENTITY = r"&(?:amp;){0,3}(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"

# One character of a class, then what has to stand around it: a bullet `* `, a form's `: ____`, an address `a_b@c.nc`
# or the `â` of `bâtiment` is no sign. Mojibake begins with one of ÂÃÄÅÆÊËÌáâïð and a sign behind it, or with √ ‚ ≈ ¬.
_TRIGGER = re.compile(
    rf"[\\`<&~*_\]ÂÃÄÅÆÊËÌáâïð√‚≈¬{_INVISIBLE_CHARS}\ufb00-\ufb06\u0300-\u036f]"
    r"(?:(?<![<&~*_\]ÂÃÄÅÆÊËÌáâïð])|(?<![<&~*_\]])(?=[^\x00-\x7f\xc0-\xff])"
    r"|(?<=<)(?=[A-Za-z/!])|(?<=&)(?=[#A-Za-z])|(?<=~)(?=~)|(?<=\*)(?=\S)|(?<=_)(?<!\w_)(?=\S)|(?<=\])(?=\())"
)


class _Layer(NamedTuple):
    """A text on its way from the source, and where in the source each of its characters begins and ends."""

    text: str
    starts: "array[int]"
    ends: "array[int]"


def clean(source: str) -> Document:
    """The document of a decoded text: `text` cleaned, `origin` the way back, `links` and `repairs` made on the way.

    Where there is nothing to clean, `text` is `source` and `origin` None. In linear time; never raises.
    """
    return _clean_slowly(source) if _TRIGGER.search(source) else Document(source, source)


def clean_composed(document: Document) -> Document:
    """The document of another format than text, its characters cleaned; its marks are no markup and stay."""
    source = document.source
    if not _TRIGGER.search(source):
        return document
    layer, mended = _clean_characters(_Layer(source, *_count(len(source))))
    if layer.text == source:
        return document
    lines = [_moved(line, layer) for line in document.lines or []]
    links = [Link(*_place(layer, link.start, link.end), link.url) for link in document.links]
    return replace(
        document,
        text=layer.text,
        origin=Origin(layer.starts, layer.ends),
        lines=[line for line in lines if line.start < line.end],
        links=[link for link in links if link.start < link.end],
        repairs=_repairs(source, layer, mended),
    )


def _moved(line: Line, layer: _Layer) -> Line:
    start, end = _place(layer, line.start, line.end)
    row = bisect_left(layer.starts, line.row) if line.row >= 0 else line.row
    return replace(line, start=start, end=end, row=row)


def _clean_slowly(source: str) -> Document:
    """What `clean` does behind its first look."""
    from .markdown_marks import find_marks  # here, as most texts do not need its patterns

    layer, mended = _clean_characters(_Layer(source, *_count(len(source))))
    edits, links = find_marks(layer.text)
    final = _apply(layer, edits)
    if final.text == source:
        return Document(source, source)
    origin = Origin(final.starts, final.ends)
    return Document(source, final.text, origin, _links(layer, final, links), _repairs(source, final, mended))


def _count(size: int) -> tuple["array[int]", "array[int]"]:
    """Start and end of each character of a text as it is; counting is dear, so that most texts get a slice."""
    numbers = _numbers(1 << size.bit_length()) if size < _KEPT_NUMBERS else array("I", range(size + 1))
    return numbers[:size], numbers[1 : size + 1]


@lru_cache
def _numbers(size: int) -> "array[int]":
    return array("I", range(size))


def _clean_characters(layer: _Layer) -> tuple[_Layer, list[tuple[int, int]]]:
    """Everything that is not a mark, and the places in the source of the mojibake that was mended."""
    from .mojibake import mend  # here, for the same reason

    layer = _apply(layer, _entities(layer.text))
    mended: list[tuple[int, int]] = []
    if runs := mend(layer.text):
        mended = [(layer.starts[run.start], layer.ends[run.end - 1]) for run in runs]
        layer = _apply(layer, ((start, end, char) for run in runs for char, start, end in run.pieces))
    layer = _apply(layer, _invisible(layer.text))
    return _apply(layer, _accents(layer.text)), mended


def _apply(layer: _Layer, edits: Iterable[_Edit]) -> _Layer:
    """The text after `edits`, which are in order and disjoint; what an edit puts in stands for all that it took."""
    text, starts, ends = layer
    pieces: list[str] = []
    new_starts, new_ends = array("I"), array("I")
    done = 0
    for start, end, new in edits:
        pieces += (text[done:start], new)
        new_starts += starts[done:start]
        new_ends += ends[done:start]
        for _ in new:
            new_starts.append(starts[start])
            new_ends.append(ends[end - 1])
        done = end
    if not pieces:
        return layer
    pieces.append(text[done:])
    return _Layer("".join(pieces), new_starts + starts[done:], new_ends + ends[done:])


def _entities(text: str) -> list[_Edit]:
    """HTML entities, also escaped again (`&amp;#39;`)."""
    return [
        (found.start(), found.end(), char)
        for found in re.finditer(_ENTITY, text)
        if (char := _unescape(found[1])) is not None
    ]


def _unescape(name: str) -> str | None:
    """The characters of an entity; None for a name that HTML does not know, a control character, no character."""
    if not name.startswith("#"):
        chars = html5.get(name + ";")
    else:
        chars = html.unescape(f"&{name};")
        if chars == "\ufffd" and name.lower() not in ("#65533", "#xfffd"):
            return None
    return chars if chars and not any(unicodedata.category(char) in ("Cc", "Cs") for char in chars) else None


def _invisible(text: str) -> list[_Edit]:
    """Characters without width go, ligatures of type are spelt out (œ and æ are letters and stay)."""
    return [(m.start(), m.end(), _LIGATURES.get(m.group(), "")) for m in re.finditer(_INVISIBLE, text)]


def _accents(text: str) -> list[_Edit]:
    """Letters with their accents behind them, composed; an accent that the letter already has is dropped."""
    edits = []
    for found in re.finditer(_ACCENTS, text):
        start, end = max(found.start() - 1, 0), found.end()
        if end - start <= _MOST_ACCENTS and (composed := _compose(text[start:end])) != text[start:end]:
            edits.append((start, end, composed))
    return edits


def _compose(cluster: str) -> str:
    kept = dict.fromkeys(unicodedata.normalize("NFD", cluster))
    return unicodedata.normalize("NFC", "".join(kept))


def _links(layer: _Layer, final: _Layer, links: "list[LinkSpan]") -> list[Link]:
    """The links, at their places in the final text; one whose text is gone is dropped."""
    placed = (
        (*_place(final, layer.starts[link.start], layer.ends[link.end - 1]), link.url)
        for link in links
        if link.start < link.end
    )
    return [Link(start, end, url) for start, end, url in placed if start < end]


def _repairs(source: str, final: _Layer, mended: list[tuple[int, int]]) -> list[Repair]:
    placed = ((*_place(final, start, end), source[start:end]) for start, end in mended)
    return [Repair(start, end, was) for start, end, was in placed if start < end]


def _place(final: _Layer, start: int, end: int) -> tuple[int, int]:
    """Offsets into the source -> offsets into the final text."""
    return bisect_left(final.starts, start), bisect_left(final.starts, end)
