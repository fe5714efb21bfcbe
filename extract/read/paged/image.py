"""Images of pages: bytes in, a Document out, by OCR. A TIFF has a page in each frame."""

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ...document import Document, Reading
from ...errors import LimitExceeded, NoText, UnreadableFile
from .. import sniff
from ..bounds import most_pages
from ..pieces import BoxPaper, compose
from . import ocr
from .furniture import PageSize
from .printed import PrintedLine, pieces_of

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 200  # each takes seconds
MOST_PIXELS = 150_000_000  # of a page: A3 at 600 dpi has 70 million

_PLAUSIBLE = (50.0, 1200.0)  # dpi
_LONGEST = 18.0  # inches of the longer side: A3 has 16.5, and cameras say 72 dpi whatever they took
_A4 = 11.69  # inches
_PAGES = "TIFF"  # the one format whose frames are pages; those of others are an animation or a preview
_REDUCED = 254, 1  # TIFF's tag of what a frame is, and the bit of a smaller copy of another
_DAMAGE = (OSError, EOFError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, struct.error)
_FORMATS = {
    "PNG": sniff.PNG, "JPEG": sniff.JPEG, "MPO": sniff.JPEG, "TIFF": sniff.TIFF, "GIF": sniff.GIF, "BMP": sniff.BMP,
    "WEBP": sniff.WEBP,
}  # fmt: skip
_OPENED = tuple(name for name in _FORMATS if name != "MPO")  # a JPEG of several pictures, opened as a JPEG


def read(data: bytes) -> Document:
    """The document of an image; raises LimitExceeded, MissingTool, NoText, UnreadableFile."""
    if (missing := ocr.available()) is not None:
        raise missing
    lines: list[PrintedLine] = []
    sizes: list[PageSize] = []
    with opened(data) as image:
        media_type = _FORMATS[image.format or ""]
        for page, dpi in pages_of(image):
            sizes.append(PageSize(page.width * 72 / dpi, page.height * 72 / dpi))
            lines += ocr.read_image(page, len(sizes), dpi)
    if not lines:
        raise NoText("no text can be read in the image", remedy="Scan the page again, at 200 to 300 dpi")
    reading = Reading(media_type, "image: ocr", pages=len(sizes), ocr=True, quality=ocr.quality(lines))
    return compose(pieces_of(lines, sizes), reading, BoxPaper)


def opened(data: bytes) -> "Image":
    """The image of a file's bytes, of one of the formats that are read; raises LimitExceeded, UnreadableFile."""
    from PIL import Image

    with _damage_named():
        return Image.open(io.BytesIO(data), formats=_OPENED)


@contextmanager
def _damage_named() -> Iterator[None]:
    """Gives what Pillow raises on damaged and on huge images its name."""
    from PIL.Image import DecompressionBombError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of large images, which are refused here, and of odd metadata
        try:
            yield
        except DecompressionBombError as error:
            raise _too_large() from error
        except _DAMAGE as error:
            raise UnreadableFile("the image is damaged or cut off", remedy="Get the file again") from error


def pages_of(image: "Image") -> "Iterator[tuple[Image, float]]":
    """The pages of an image, upright as the camera or scanner says, with their dots to the inch; raises as `opened`."""
    with _damage_named():
        frames = getattr(image, "n_frames", 1) if image.format == _PAGES else 1
    if frames > (most := most_pages(MOST_PAGES)):
        cause = f"it has {frames:,} pages, and at most {most:,} are read"
        raise LimitExceeded(cause, remedy="Split it into smaller files")
    for number in range(frames):
        with _damage_named():
            page = _page(image, number)
        if page is not None:
            yield page, _resolution(page)


def _page(image: "Image", number: int) -> "Image | None":
    from PIL import ImageOps

    image.seek(number)
    if image.width * image.height > MOST_PIXELS:
        raise _too_large()
    return None if number and _is_reduced(image) else ImageOps.exif_transpose(image)


def _is_reduced(frame: "Image") -> bool:
    tag, bit = _REDUCED
    kind = getattr(frame, "tag_v2", {}).get(tag, 0)
    return isinstance(kind, int) and bool(kind & bit)


def _too_large() -> LimitExceeded:
    cause = f"its image has more pixels than the {MOST_PIXELS:,} that are read"
    return LimitExceeded(cause, remedy="Save it at 300 dpi")


def _resolution(page: "Image") -> float:
    """The dots to the inch that the file names, where they make a page of it; else those of an A4 page."""
    longer = max(page.size)
    try:
        dpi = float(page.info.get("dpi", (0.0, 0.0))[0])
    except _DAMAGE:
        dpi = 0.0
    least, most = _PLAUSIBLE
    return dpi if least <= dpi <= most and longer / dpi <= _LONGEST else max(longer / _A4, 1.0)
