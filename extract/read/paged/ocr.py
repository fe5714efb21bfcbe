"""The image of a page -> its lines as printed, by OCR: the last step of the reading ladder.

The page is straightened and smoothed, tesseract reads its words, and `words.py` makes lines of them as it does of a
PDF's words. Lines stand where they do on the straightened page; the boxes of their words are led back to the page as it
came.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...errors import MissingTool
from ..pace import page_read
from . import tesseract
from .ocr_words import words_of
from .ruling import PixelBox, drawn_lines, without
from .scan import Straight, ink_of, straightened
from .words import lines_of

if TYPE_CHECKING:
    from PIL.Image import Image

    from ...document import Box
    from .printed import PrintedLine
    from .tesseract import Seen

POOR = 0.6  # the confidence under which a page may lie on its side or upside down
FEW = 40  # letters and digits on a page: fewer may be all that is found of one that lies so
_JUDGED = 100  # letters and digits on a page, from which its confidence says something of the text


@dataclass(slots=True)
class _Tally:
    """How many letters and digits were read, and how sure tesseract is of each, added up."""

    letters: int = 0
    sure: float = 0.0

    def add(self, confidence: float, text: str) -> None:
        count = sum(map(str.isalnum, text))
        self.letters += count
        self.sure += confidence * count

    @property
    def mean(self) -> float:
        return self.sure / self.letters


@dataclass(slots=True)
class _Read:
    """One reading of a page."""

    page: Straight
    drawn: list[PixelBox]
    ink: "Image"
    words: "list[Seen]"
    tally: _Tally

    @property
    def is_poor(self) -> bool:
        return self.tally.letters < FEW or self.tally.mean < POOR


def available() -> MissingTool | None:
    """What a scan needs and is not installed here, with the command that does it; None where nothing is missing."""
    return tesseract.missing()


def read_image(image: "Image", page: int, dpi: float) -> "list[PrintedLine]":
    """The lines of a page (from 1) in reading order, none where nothing is printed.

    The image, of any mode, is the page at `dpi` pixels to the inch: best at the resolution that it was scanned with,
    from 200 to 300. Raises MissingTool, LimitExceeded where it takes too long, UnreadableFile where tesseract fails.
    """
    grey = _grey(image)
    best = _read(grey, dpi)
    if best.is_poor and (quarters := tesseract.quarters(grey, dpi)):
        best = max(best, _read(grey, dpi, quarters), key=lambda read: read.tally.sure)
    point = 72 / dpi
    drawn = [(x0 * point, top * point, x1 * point, bottom * point) for x0, top, x1, bottom in best.drawn]
    lines = lines_of(words_of(best.words, best.ink, dpi), page, drawn)
    for run in (run for line in lines for run in line.runs):
        if run.box is not None:
            run.box = best.page.back(run.box, point)
    page_read()
    return lines


def quality(lines: "Sequence[PrintedLine]") -> float | None:
    """The confidence of lines from OCR, from 0 to 1: of the worst page that has some text; None where there are none.

    Each letter and digit of a page counts alike.
    """
    pages: dict[int, _Tally] = {}
    for line in lines:
        if line.confidence is not None:
            pages.setdefault(line.page, _Tally()).add(line.confidence, line.text)
    known = [tally for tally in pages.values() if tally.letters]
    judged = [tally for tally in known if tally.letters >= _JUDGED] or known
    return min((round(tally.mean, 3) for tally in judged), default=None)


def _grey(image: "Image") -> "Image":
    """The image in grey; what is transparent is white."""
    from PIL import Image

    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return image if image.mode == "L" else image.convert("L")


def _read(grey: "Image", dpi: float, quarters: int = 0) -> _Read:
    page = straightened(grey, dpi, quarters)
    drawn = drawn_lines(page.image, dpi)
    text = without(page.image, drawn) if drawn else page.image
    words = tesseract.words(text, dpi, tesseract.ROWS)
    ink = ink_of(text)
    tally = _Tally()
    for word in words:
        word.box = _tight(word.box, ink)
        tally.add(word.confidence, word.text)
    return _Read(page, drawn, ink, words, tally)


def _tight(box: "Box", ink: "Image") -> "Box":
    """The box of the ink in a box: tesseract draws that of a line's first word too high now and then."""
    left, top = int(box[0]), int(box[1])
    found = ink.crop((left, top, round(box[2]), round(box[3]))).getbbox()
    return (left + found[0], top + found[1], left + found[2], top + found[3]) if found else box
