"""The pages of a PDF as pictures, for a person to look at beside the record."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..output.review import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

RESOLUTION = 110  # dots to the inch: small print can be read, and a page of text takes some 50 kB
MOST_PIXELS = 4_000_000  # of a picture; a larger page is drawn smaller
_POINTS = 72  # to the inch
_SHADES = 16  # of a page of text
_QUALITY = 70  # of a page of photographs


def pictures(data: bytes, most: int) -> Iterator[Picture]:
    """The first pages of a PDF as they are displayed, at most so many; none where pdfium cannot draw it."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        for number in range(min(len(document), most)):
            page = document[number]
            width, height = page.get_size()
            scale = min(RESOLUTION / _POINTS, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
            media_type, drawn = _packed(page.render(scale=scale).to_pil())
            page.close()
            yield Picture(number + 1, round(width, 2), round(height, 2), media_type, drawn)
    except pypdfium2.PdfiumError:
        return
    finally:
        document.close()


def _packed(image: "Image") -> tuple[str, bytes]:
    """The smaller of a PNG with few colours, which is that of text, and a JPEG, which is that of photographs."""
    from PIL.Image import Dither, Quantize

    colours = image.convert("RGB")
    few = colours.quantize(_SHADES, method=Quantize.MEDIANCUT, dither=Dither.NONE)
    packed = [("image/png", _saved(few, "PNG", optimize=True))]
    if len(packed[0][1]) * 20 > image.width * image.height:  # text takes far less than a byte for twenty pixels
        packed.append(("image/jpeg", _saved(colours, "JPEG", quality=_QUALITY, optimize=True)))
    return min(packed, key=lambda pair: len(pair[1]))


def _saved(image: "Image", form: str, **options: int) -> bytes:
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()
