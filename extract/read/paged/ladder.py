"""The steps of the PDF's reading ladder above the first: which pages they read, why, and what came of it.

In: a page that step 1 does not read well, its lines by step 1, and the reason. Out: its lines by a higher step; at the
end, the `Reading` that says so. The libraries of a step are loaded when a page first needs it.
"""

import ctypes
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import pypdfium2.raw as pdfium

from ...document import Reading
from ...errors import MissingTool, NoText, OffresError
from ..sniff import PDF
from .pdf_pages import Pages, Sheet
from .printed import PrintedLine

LEAST_DPI, MOST_DPI = 200.0, 300.0  # dots per inch of the image that is read: the scan's own within these
MOST_PIXELS = 36_000_000  # of such an image: A3 at 300 dpi has 17 million
NEEDLESS = 200  # characters: a page with so many needs no look at its images
_DOUBTFUL = 0.5  # the quality of a page whose text is broken, where there is no OCR to read it


@dataclass
class Ladder:
    """One document's way up."""

    data: bytes
    _read: dict[str, dict[str, list[int]]] = field(default_factory=dict)  # step -> reason -> pages
    _by_ocr: list[PrintedLine] = field(default_factory=list)
    _plumber: Any = None
    _missing: MissingTool | None = None
    _ocr_used: bool = False
    _doubtful: bool = False  # a page's text is broken, and there is no OCR

    def layout(self, sheet: Sheet, lines: list[PrintedLine], reason: str) -> list[PrintedLine]:
        """Step 2: by the page's geometry; where pdfplumber cannot read the page, step 1's lines stay."""
        layout = import_module(".pdf_layout", __package__)
        if len(sheet.text) > layout.MOST_CHARS:
            self._note("not by pdfplumber", "too many characters", sheet.number)
            return lines
        try:
            if self._plumber is None:
                self._plumber = _plumber(self.data)
            page = self._plumber.pages[sheet.number - 1]
            try:
                found: list[PrintedLine] = layout.read_page(page)
            finally:
                page.close()
        except OffresError:
            raise
        except Exception as error:  # noqa: BLE001 -- pdfminer raises anything on damaged pages; step 1 has read it
            self._note("not by pdfplumber", type(error).__name__, sheet.number)
            return lines
        if not found:
            return lines
        self._note("pdfplumber", reason, sheet.number)
        return found

    def ocr(self, pages: Pages, sheet: Sheet, lines: list[PrintedLine], reason: str) -> list[PrintedLine]:
        """Step 3: by the page's image; without OCR, step 1's doubtful lines stay, or the page remains unread."""
        if pdfium.FPDFPage_CountObjects(sheet.page) <= 0:
            return []  # a blank page
        ocr = import_module(".ocr", __package__)
        if (missing := ocr.available()) is not None:
            self._missing = missing
            self._note("not read", f"{reason}, {missing.tool} is not installed", sheet.number)
            self._doubtful = self._doubtful or bool(lines)
            return lines
        dpi = min(_resolution(sheet), (MOST_PIXELS / (sheet.size.width * sheet.size.height)) ** 0.5 * 72)
        image = pages.document[sheet.number - 1].render(scale=dpi / 72, grayscale=True).to_pil()
        found: list[PrintedLine] = ocr.read_image(image, sheet.number, dpi)
        self._ocr_used = True
        self._note("ocr", reason, sheet.number)
        self._by_ocr += found
        return found

    def nothing_read(self) -> NoText:
        """The error of a document of which no page gave a line."""
        if self._missing is not None:
            return NoText(f"no page has text, and {self._missing.tool} is not installed", remedy=self._missing.remedy)
        found = ", and OCR found none" if self._ocr_used else ""
        return NoText(f"no page has text{found}", remedy="Get the posting as text, or as a better scan")

    def reading(self, pages: int) -> Reading:
        """How the document was read."""
        steps = [step for step in ("pdfplumber", "ocr") if step in self._read]
        read = {page for step in steps for numbers in self._read[step].values() for page in numbers}
        told = [] if len(read) == pages else ["pdfium"]
        for step in (*steps, *(step for step in self._read if step not in steps)):
            reasons = [f"{_pages(numbers)}: {reason}" for reason, numbers in self._read[step].items()]
            told.append(f"{step} ({', '.join(reasons)})")
        quality: float | None = _DOUBTFUL if self._doubtful else None
        if self._by_ocr:
            quality = import_module(".ocr", __package__).quality(self._by_ocr)
        return Reading(PDF, f"pdf: {'; '.join(told)}", pages=pages, ocr=self._ocr_used, quality=quality)

    def close(self) -> None:
        """Let go of what pdfplumber holds."""
        if self._plumber is not None:
            self._plumber.close()

    def _note(self, step: str, reason: str, page: int) -> None:
        self._read.setdefault(step, {}).setdefault(reason, []).append(page)


def shows_images(sheet: Sheet) -> bool:
    """Whether a page with little text shows an image."""
    return len(sheet.text) <= NEEDLESS and next(_images(sheet), None) is not None


def _images(sheet: Sheet) -> Iterator[Any]:
    for number in range(min(pdfium.FPDFPage_CountObjects(sheet.page), NEEDLESS)):
        thing = pdfium.FPDFPage_GetObject(sheet.page, number)
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_IMAGE:
            yield thing


def _resolution(sheet: Sheet) -> float:
    """The dots per inch of the page's finest image, within what is worth reading."""
    width, height, matrix = ctypes.c_uint(), ctypes.c_uint(), pdfium.FS_MATRIX()
    finest = 0.0
    for image in _images(sheet):
        sized = pdfium.FPDFImageObj_GetImagePixelSize(image, width, height)
        if sized and pdfium.FPDFPageObj_GetMatrix(image, matrix):
            finest = max(finest, 72 * width.value / max(math.hypot(matrix.a, matrix.b), 1.0))
    return min(max(finest, LEAST_DPI), MOST_DPI)


def _plumber(data: bytes) -> Any:
    import pdfplumber

    return pdfplumber.open(io.BytesIO(data))


def _pages(numbers: list[int]) -> str:
    """`page 1`, `pages 1-3, 5`."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][-1] == number - 1:
            spans[-1][1:] = [number]
        else:
            spans.append([number])
    return f"{'page' if len(numbers) == 1 else 'pages'} " + ", ".join("-".join(map(str, span)) for span in spans)
