"""PDF: bytes in, a Document out, by the lowest step of the reading ladder that reads each page.

1. pdfium, in the order of the content stream. 2. pdfplumber, where geometry must decide the order. 3. OCR, where a page
has no text or broken text. `reading.reader` says which step read which pages, and why; what no step could read is said
there too.
"""

from ...document import Document
from ..pieces import compose
from .broken import is_broken
from .ladder import Ladder, shows_images
from .pdf_pages import Pages, PdfPaper, Sheet
from .pdf_stream import read_page
from .printed import PrintedLine, pieces_of
from .stream_order import wants_layout


def read(data: bytes) -> Document:
    """The document of a PDF; raises EncryptedFile, LimitExceeded, NoText, UnreadableFile."""
    pages = Pages(data)
    try:
        return _read(data, pages)
    except BaseException:
        pages.close()
        raise


def _read(data: bytes, pages: Pages) -> Document:
    lines: list[PrintedLine] = []
    sizes = []
    ladder = Ladder(data)
    try:
        for number in range(1, pages.count + 1):
            sheet = pages.sheet(number)
            sizes.append(sheet.size)
            lines += _lines_of(pages, sheet, ladder)
    finally:
        ladder.close()
    if not lines:
        raise ladder.nothing_read()
    return compose(pieces_of(lines, sizes), ladder.reading(pages.count), lambda runs: PdfPaper(pages, runs))


def _lines_of(pages: Pages, sheet: Sheet, ladder: Ladder) -> list[PrintedLine]:
    """The lines of a page, by the first step that does."""
    broken = is_broken(sheet.text) or (shows_images(sheet) and is_broken(sheet.text, images=True))
    lines = read_page(sheet)
    if broken:
        return ladder.ocr(pages, sheet, lines, broken)
    if (reason := wants_layout(lines)) is not None:
        return ladder.layout(sheet, lines, reason)
    return lines
