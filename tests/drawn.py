"""PDFs drawn for a test: text at places, as reportlab writes it; the upper left corner of the page as displayed is the origin."""

import io

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas

WIDTH, HEIGHT = 595, 842
LEFT, TOP, LEADING = 72, 80, 13


def pdf(*pages, password=None, owner=None, rotation=0, crop=None):
    """The bytes of a PDF: each page is a list of (x, y, text[, font[, size]]), or of lines set one below the other."""
    encrypt = StandardEncryption(password, ownerPassword=owner) if password is not None else None
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream, pagesize=(WIDTH, HEIGHT), encrypt=encrypt, invariant=1)
    for page in pages:
        if rotation:
            sheet.setPageRotation(rotation)
        if crop:
            sheet.setCropBox(crop)
        for x, y, text, *style in lines(page):
            font, size = [*style, "Helvetica", 11][:2] if len(style) != 1 else [style[0], 11]
            sheet.setFont(font, size)
            sheet.saveState()
            sheet.translate(
                *{0: (x, HEIGHT - y), 90: (y, x), 180: (WIDTH - x, y), 270: (HEIGHT - y, WIDTH - x)}[rotation]
            )
            sheet.rotate(rotation)
            sheet.drawString(0, 0, text)
            sheet.restoreState()
        sheet.showPage()
    sheet.save()
    return stream.getvalue()


def lines(page):
    """Text alone stands at the left, each line below the one before; a line that begins with ** is bold."""
    for number, line in enumerate(page):
        if isinstance(line, str):
            bold = line.startswith("**")
            yield LEFT, TOP + number * LEADING, line.removeprefix("**"), "Helvetica-Bold" if bold else "Helvetica"
        else:
            yield line
