"""Words of a page -> strips, and strips -> bands: what stands on one baseline, before anything is known of columns.

A strip is a chain of words of one baseline with no wide gap between them; it never crosses a gutter between columns.
A band is all strips of about the same height on the page. Lengths are fractions of the height of a usual word, so that
they hold for any size of type and for boxes of OCR, which are about three quarters as high as those of fonts.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from ...document import Box

WIDE = (
    0.8  # a gap in heights that may part columns: a space is 0.3, the least gap of Word's table cells 0.9 at 12 points
)
_OVERLAP = 0.5  # of the lower of two words: what shares a baseline; a superscript shares more, the next line less
TIGHT = 0.45  # heights: the least gap between two columns in a single line; a space is 0.3, in justified text more
_SAME_START = 0.2  # heights by which the starts of a column's lines differ at most
_STARTS = 2  # lines of which the others show a column
_MARKER_GAP = 4.0  # between a bullet or number and its text: tab stops at 18 to 36 points
_TOUCH = -0.5  # boxes of words may overlap by so much: italics, OCR
_UNLIKE = (
    2.5  # heights: a word so much higher than a usual one is a logo or a drop cap, and no neighbour of small words
)
_MANY = 16  # strips looked at for a word: they come from left to right, so that the nearest are the last
_SLOPING = 0.002  # rise over run; less is less than a fifth of a line over a page's width
_LONG = 15.0  # heights: shorter strips tell no slope
_STEEPEST = 0.1
_FARTHEST = 1e5  # points: more than the largest page; what is none (nan) is not less either
LABEL = re.compile(r"[^\W\d_a-zß-öø-ÿ][^:]{1,90}:(?!\S*[/\d])")  # a capital, then a colon: none of a time, an address
_MARKER = re.compile(r"[^\w\s]{1,2}|[oO§]|(?:\d{1,2}|[a-zA-Z])[.)°]|\(?\d{1,2}\)|[\ue000-\uf8ff]")
LEAST_HEIGHT = 0.1  # points: what is lower is not printed to be read


@dataclass(slots=True)
class Word:
    """A word as printed: its box in points from the page's upper left corner, the size and weight of its type.

    `edges`: the x of each character's left side and of the last one's right side. `confidence`: OCR's, from 0 to 1.
    """

    text: str
    box: Box
    size: float = 0.0
    bold: bool = False
    edges: Sequence[float] | None = None
    confidence: float | None = None


@dataclass(slots=True)
class Strip:
    """Words of one baseline, from left to right; the bounds are those after levelling, as columns are upright."""

    words: list[Word]
    x0: float
    top: float
    x1: float
    bottom: float
    tail: Box = field(default=(0.0, 0.0, 0.0, 0.0))  # of the last word, levelled

    @property
    def middle(self) -> float:
        """The height of its middle on the page."""
        return (self.top + self.bottom) / 2

    @property
    def text(self) -> str:
        """Its words, to be looked at."""
        return " ".join(word.text for word in self.words)

    def add(self, word: Word, box: Box) -> None:
        """Put a word behind the others."""
        self.words.append(word)
        self.x0, self.x1 = min(self.x0, box[0]), max(self.x1, box[2])
        self.top, self.bottom = min(self.top, box[1]), max(self.bottom, box[3])
        self.tail = box


Band = list[Strip]  # from left to right


def sound_words(words: Iterable[Word]) -> list[Word]:
    """The words that hold text, from left to right; a box that is none (turned round, not finite) is mended."""
    sound = []
    for word in words:
        if not word.text.strip():
            continue
        x0, top, x1, bottom = (value if abs(value) < _FARTHEST else 0.0 for value in word.box)
        word.box = (min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom))
        sound.append(word)
    sound.sort(key=lambda word: (word.box[0], word.box[1], word.box[2], word.box[3], word.text))
    return sound


def usual_height(words: Sequence[Word]) -> float:
    """The median height of the words that hold a letter or digit; never 0."""
    heights = [word.box[3] - word.box[1] for word in words if any(char.isalnum() for char in word.text)]
    heights = [height for height in heights if height > 0]
    return max(median(heights), LEAST_HEIGHT) if heights else 10.0


def strips_of(words: Sequence[Word], unit: float) -> list[Strip]:
    """The strips of words that come from left to right, levelled where the page was scanned aslant."""
    strips = _chain(words, unit, 0.0)
    slope = _slope(strips, unit)
    return _chain(words, unit, slope) if abs(slope) >= _SLOPING else strips


def cut_at_columns(strips: Sequence[Strip], unit: float) -> list[Strip]:
    """The strips, those cut in two that cross from one column into the next where the gap is hardly wider than a space.

    The next column begins with what looks like a label, where other strips begin too or where the type turns bold.
    """
    left = min((strip.x0 for strip in strips), default=0.0) + _MARKER_GAP * unit
    starts = sorted(strip.x0 for strip in strips if strip.x0 > left)
    return [part for strip in strips for part in _cut(strip, starts, unit)]


def _cut(strip: Strip, starts: Sequence[float], unit: float) -> list[Strip]:
    for n in range(1, len(strip.words)):
        if not turns_bold(strip.words[n - 1], strip.words[n]) and not _begins_column(strip, n, starts, unit):
            continue
        rest = _part(strip, n, len(strip.words))
        if LABEL.match(rest.text):
            return [_part(strip, 0, n), *_cut(rest, starts, unit)]
    return [strip]


def _begins_column(strip: Strip, n: int, starts: Sequence[float], unit: float) -> bool:
    start = strip.words[n].box[0]
    if start - strip.words[n - 1].box[2] < TIGHT * unit or (n == 1 and is_marker(_part(strip, 0, 1))):
        return False
    near = bisect_left(starts, start - _SAME_START * unit)
    return bisect_right(starts, start + _SAME_START * unit) - near >= _STARTS


def turns_bold(before: Word, word: Word) -> bool:
    """Whether bold type begins with a word: that of a label behind a value."""
    return word.bold and not before.bold and any(char.isalnum() for char in before.text)


def _part(strip: Strip, start: int, end: int) -> Strip:
    """Some words of a strip; as high as all of it, which has been levelled."""
    words = strip.words[start:end]
    left, right = min(word.box[0] for word in words), max(word.box[2] for word in words)
    return Strip(words, left, strip.top, right, strip.bottom)


def bands_of(strips: Iterable[Strip]) -> list[Band]:
    """The bands of a page or column, from top to bottom."""
    bands: list[Band] = []
    for strip in sorted(strips, key=lambda strip: (strip.middle, strip.x0)):
        if bands and _are_one_band(bands[-1], strip):
            bands[-1].append(strip)
        else:
            bands.append([strip])
    for band in bands:
        band.sort(key=lambda strip: (strip.x0, strip.top))
    return bands


def _are_one_band(band: Band, strip: Strip) -> bool:
    low, high = sorted((band[0], strip), key=lambda each: each.bottom - each.top)
    if overlap(low, high) < _OVERLAP or (_is_text(low) and high.bottom - high.top > _UNLIKE * (low.bottom - low.top)):
        return False
    # Strips that stand one over the other are two lines set solid.
    return not any(other.x0 < strip.x1 and strip.x0 < other.x1 and overlap(other, strip) < 1 for other in band)


def _is_text(strip: Strip) -> bool:
    """Whether a strip is more than a dash or a point, which are low."""
    return any(char.isalnum() for char in strip.text)


def overlap(one: Strip, other: Strip) -> float:
    """How much of the lower one's height both share: 1 where one lies within the height of the other."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    least = min(one.bottom - one.top, other.bottom - other.top)
    return shared / least if least > 0 else float(shared >= 0)


def is_marker(strip: Strip) -> bool:
    """Whether a strip is no more than a bullet or number before a text."""
    return len(strip.words) == 1 and _MARKER.fullmatch(strip.words[0].text) is not None


def _chain(words: Sequence[Word], unit: float, slope: float) -> list[Strip]:
    strips: list[Strip] = []
    shelves: dict[int, list[Strip]] = {}  # by height on the page, a unit each
    for word in words:
        box = _levelled(word.box, slope)
        shelf = int((box[1] + box[3]) / 2 // unit)
        near = [strip for key in (shelf - 1, shelf, shelf + 1) for strip in shelves.get(key, ())[-_MANY:]]
        strip = _before(near, box, unit)
        if strip is None:
            strip = Strip([word], *box, tail=box)
            strips.append(strip)
        else:
            strip.add(word, box)
        shelves.setdefault(shelf, []).append(strip)
    return strips


def _levelled(box: Box, slope: float) -> Box:
    fall = slope * (box[0] + box[2]) / 2
    return box[0], box[1] - fall, box[2], box[3] - fall


def _before(strips: Iterable[Strip], box: Box, unit: float) -> Strip | None:
    """The strip that a word goes on: the one on its baseline whose end is nearest."""
    best, least = None, 0.0
    for strip in strips:
        gap = box[0] - strip.tail[2]
        if _may_join(strip, box, gap, unit) and (best is None or abs(gap) < least):
            best, least = strip, abs(gap)
    return best


def _may_join(strip: Strip, box: Box, gap: float, unit: float) -> bool:
    tail = strip.tail
    high, low = tail[3] - tail[1], box[3] - box[1]
    if high < low:
        high, low = low, high
    if min(tail[3], box[3]) - max(tail[1], box[1]) < _OVERLAP * low or (high > _UNLIKE * unit and low < high / 2):
        return False
    if _TOUCH * unit <= gap <= WIDE * max(min(high, _UNLIKE * unit), WIDE * unit):
        return True
    return 0 < gap <= _MARKER_GAP * unit and is_marker(strip)


def _slope(strips: Iterable[Strip], unit: float) -> float:
    """How much the lines of a page fall from left to right: the median of its long strips, by their length."""
    slopes = [
        (_fall(strip.words), strip.x1 - strip.x0)
        for strip in strips
        if strip.x1 - strip.x0 > _LONG * unit and len(strip.words) > 2  # noqa: PLR2004 - two points are always a line
    ]
    slopes.sort()
    half = sum(length for _, length in slopes) / 2
    for slope, length in slopes:
        half -= length
        if half <= 0:
            return slope if abs(slope) <= _STEEPEST else 0.0
    return 0.0


def _fall(words: Sequence[Word]) -> float:
    """The slope of the line through the middles of words, by least squares."""
    xs = [(word.box[0] + word.box[2]) / 2 for word in words]
    ys = [(word.box[1] + word.box[3]) / 2 for word in words]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((at - x) ** 2 for at in xs)
    return sum((at - x) * (high - y) for at, high in zip(xs, ys, strict=True)) / spread if spread else 0.0
