"""A PDF's pages by pdfium: opened when they are needed, closed soon; where their text stands as it is displayed.

In: the bytes of a PDF. Out: `Pages`, which gives a `Sheet` for each page. pdfium is not thread-safe: it
has one thread a process.
"""

import ctypes
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ...document import Box
from ...errors import EncryptedFile, LimitExceeded, UnreadableFile
from ..bounds import most_pages
from ..pieces import BoxPaper, Run, union
from .furniture import PageSize
from .pdfium_calls import address, origin, rects

MOST_PAGES = 1000
_KEPT = 8  # pages that stay open: spans are placed page by page
_LOST = "\ufffd"  # a glyph that says of no letter what it is


@dataclass(slots=True)
class Sheet:
    """An open page: its number from 1, its text with one character for each of pdfium's, and the way it lies."""

    number: int
    page: Any  # pdfium's handles
    textpage: Any
    text: str
    size: PageSize
    turn: int  # how often it is turned clockwise by 90 degrees to be displayed
    frame: Box  # what is displayed of it, in the PDF's own coordinates: left, bottom, right, top
    address: int  # of the text page

    def upright(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A box in the PDF's coordinates -> in points from the upper left corner of the page as displayed."""
        x0, y0, x1, y1 = self.frame
        if self.turn == 0:
            return left - x0, y1 - top, right - x0, y1 - bottom
        if self.turn == 1:
            return bottom - y0, left - x0, top - y0, right - x0
        if self.turn == 2:  # noqa: PLR2004 -- upside down
            return x1 - right, bottom - y0, x1 - left, top - y0
        return y1 - top, x1 - right, y1 - bottom, x1 - left

    def close(self) -> None:
        """Let go of the page."""
        pdfium.FPDFText_ClosePage(self.textpage)
        pdfium.FPDF_ClosePage(self.page)


class Pages:
    """The pages of a document; raises EncryptedFile, LimitExceeded and UnreadableFile where it cannot be opened."""

    def __init__(self, data: bytes) -> None:
        self.document = _opened(data)
        self.count = len(self.document)
        most = most_pages(MOST_PAGES)
        if not 0 < self.count <= most:
            self.document.close()
            if not self.count:
                raise UnreadableFile("the PDF has no pages", remedy="Get the file again")
            raise LimitExceeded(
                f"it has {self.count:,} pages, and at most {most:,} are read",
                remedy="Split it into smaller files",
            )
        self._open: dict[int, Sheet] = {}
        self.close = weakref.finalize(self, _close, self._open, self.document)  # also where nobody asks for it

    def sheet(self, number: int) -> Sheet:
        """A page, from 1; of many the first that were opened are closed again."""
        sheet = self._open.get(number)
        if sheet is None:
            if len(self._open) >= _KEPT:
                self._open.pop(next(iter(self._open))).close()
            sheet = self._open[number] = _sheet(self.document, number)
        return sheet


def _close(sheets: dict[int, Sheet], document: pypdfium2.PdfDocument) -> None:
    """Let go of pages and document, in this order."""
    for sheet in sheets.values():
        sheet.close()
    sheets.clear()
    document.close()


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedFile("the PDF is behind a password", remedy="Save it without its password") from error
        if error.err_code == pdfium.FPDF_ERR_SECURITY:
            raise EncryptedFile("the PDF is encrypted in a way that is not known") from error
        raise UnreadableFile("the PDF is damaged or cut off", remedy="Get the file again") from error


def _sheet(document: pypdfium2.PdfDocument, number: int) -> Sheet:
    """A page opened by pdfium's own calls: pypdfium2's objects, each with its finalizer, take a tenth longer."""
    page = pdfium.FPDF_LoadPage(document, number - 1)
    textpage = pdfium.FPDFText_LoadPage(page) if page else None
    if not textpage:
        if page:
            pdfium.FPDF_ClosePage(page)
        raise UnreadableFile(f"page {number} of the PDF is damaged", remedy="Get the file again")
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, rect)
    width, height = rect.right - rect.left, rect.top - rect.bottom
    turn = pdfium.FPDFPage_GetRotation(page) % 4
    size = PageSize(height, width) if turn % 2 else PageSize(width, height)
    frame = rect.left, rect.bottom, rect.right, rect.top
    return Sheet(number, page, textpage, _text(textpage), size, turn, frame, address(textpage))


def _text(raw: Any) -> str:
    """All characters of a page, so that an offset is pdfium's number of the character."""
    count = pdfium.FPDFText_CountChars(raw)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(raw, 0, count, buffer)
    text = bytes(buffer).decode("utf-16-le", "replace")[:count]
    if written == count + 1 and len(text) == count and "\0" not in text:
        return text
    codes = (pdfium.FPDFText_GetUnicode(raw, number) for number in range(count))
    return "".join(chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else _LOST for code in codes)  # noqa: PLR2004


class PdfPaper(BoxPaper):
    """The way from the source's characters to boxes: pdfium is asked for a part of a run when it is wanted."""

    def __init__(self, pages: Pages, runs: Sequence[Run]) -> None:
        super().__init__(runs)
        self._pages = pages

    def box(self, run: Run, start: int, end: int) -> Box | None:
        """The box of the part of a run that a stretch of the source holds; as high as its line."""
        if run.at < 0:
            return super().box(run, start, end)
        sheet = self._pages.sheet(run.page)
        first, last = max(start, run.start) - run.start, min(end, run.end) - run.start
        if run.box is not None and not sheet.turn:
            x0, top, x1, bottom = run.box
            if first:
                x0 = origin(sheet.address, run.at + first)[0] - sheet.frame[0]
            if run.start + last < run.end:
                x1 = origin(sheet.address, run.at + last)[0] - sheet.frame[0]
            if x0 < x1:
                return x0, top, x1, bottom
        rects = rects_of(sheet, run.at + first, last - first)
        return union(rects) if rects else None

    def close(self) -> None:
        """Close the PDF."""
        self._pages.close()


def rects_of(sheet: Sheet, start: int, count: int) -> list[Box]:
    """The boxes of a stretch of a page's characters, one for each object of the page that prints them, in order."""
    found = rects(sheet.address, start, count)
    if sheet.turn:
        return [sheet.upright(*rect) for rect in found]
    x, _, _, y = sheet.frame
    return [(left - x, y - top, right - x, y - bottom) for left, top, right, bottom in found]
