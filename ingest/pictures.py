"""The pages of a PDF, scan or image as pictures, for a person to look at beside the record."""

import io
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ..extract.read import sniff
from ..output.review import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

RESOLUTION = 110  # dots to the inch: small print can be read, and a page of text takes some 50 kB
MOST_PIXELS = 4_000_000  # of a picture; a larger page is drawn smaller
_POINTS = 72  # to the inch
_SHADES = 16  # of a page of text
_QUALITY = 70  # of a page of photographs
_PLAIN = frozenset({"L", "RGB"})  # Pillow's modes that need no change


def pictures(data: bytes, media_type: str | None, most: int) -> Iterator[Picture]:
    """The first pages of a PDF or image as they are displayed, at most so many.

    None of another type, and none further where a page cannot be drawn: a picture is not worth a document.
    """
    draw = _of_pdf if media_type == sniff.PDF else _of_image if media_type in sniff.IMAGES else None
    try:
        yield from draw(data, most) if draw else ()
    except Exception:  # noqa: BLE001 -- damaged images raise anything, also out of memory
        return


def _of_pdf(data: bytes, most: int) -> Iterator[Picture]:
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


def _of_image(data: bytes, most: int) -> Iterator[Picture]:
    from ..extract.read.paged.image import opened, pages_of

    with opened(data) as image:
        for number, (page, dpi) in enumerate(islice(pages_of(image), most), 1):
            point = _POINTS / dpi
            width, height = round(page.width * point, 2), round(page.height * point, 2)
            yield Picture(number, width, height, *_packed(_reduced(page, dpi)))


def _reduced(page: "Image", dpi: float) -> "Image":
    """A page at the resolution of pictures, where its own is higher; what is transparent is white."""
    from PIL import Image

    if "A" in page.getbands() or "transparency" in page.info:
        page = page.convert("RGBA")
    elif page.mode not in _PLAIN:
        page = page.convert("L" if page.mode[0] in "1IF" else "RGB")  # one bit, or more than eight
    scale = min(1.0, RESOLUTION / dpi, (MOST_PIXELS / (page.width * page.height)) ** 0.5)
    size = (max(1, round(page.width * scale)), max(1, round(page.height * scale)))
    page = page.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return Image.alpha_composite(Image.new("RGBA", page.size, "white"), page) if page.mode == "RGBA" else page


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
