"""PDF: bytes in, a Document out, by the lowest step of the reading ladder that reads each page.

1. pdfium, in the order of the content stream. 2. pdfplumber, where geometry must decide the order. 3. OCR, where a page
has no text or broken text. `reading.reader` says which step read which page, and why.
"""

from ..document import Document, Reading
from ..errors import NoText
from .pdf_pages import Pages, PdfPaper
from .pdf_stream import read_page
from .pieces import compose
from .printed import PrintedLine, pieces_of
from .sniff import PDF


def read(data: bytes) -> Document:
    """The document of a PDF; raises EncryptedFile, LimitExceeded, NoText, UnreadableFile."""
    pages = Pages(data)
    try:
        return _read(pages)
    except BaseException:
        pages.close()
        raise


def _read(pages: Pages) -> Document:
    lines: list[PrintedLine] = []
    sizes = []
    for number in range(1, pages.count + 1):
        sheet = pages.sheet(number)
        sizes.append(sheet.size)
        lines += read_page(sheet)
    if not lines:
        raise NoText("no page of the PDF has text", remedy="")
    reading = Reading(PDF, "pdf: pdfium", pages=pages.count)
    return compose(pieces_of(lines, sizes), reading, lambda runs: PdfPaper(pages, runs))
