"""Pages as a scanner gives them: 200 dpi, turned by one degree, a little blurred, with noise; always the same."""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

DPI = 200
TURN = 1.0  # degrees
BLUR = 0.6  # radius, pixels
NOISE = 14.0  # standard deviation, of 255 levels
SEED = 20260105
_DATE = time.gmtime(1767600000)


def scanned(pdf: Path) -> list[Image.Image]:
    """The scan of each page of a PDF, grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_scanned(page.render(scale=DPI / 72, grayscale=True).to_pil(), n) for n, page in enumerate(document)]
    finally:
        document.close()


def _scanned(page: Image.Image, number: int) -> Image.Image:
    page = page.convert("L").rotate(TURN, Image.Resampling.BICUBIC, fillcolor=255)
    page = page.filter(ImageFilter.GaussianBlur(BLUR))
    noise = np.random.default_rng(SEED + number).normal(0, NOISE, (page.height, page.width))
    return Image.fromarray(np.clip(np.asarray(page) + noise - NOISE / 2, 0, 255).astype(np.uint8))


def as_fax(page: Image.Image) -> Image.Image:
    """The page in black and white, which needs a twentieth of the room."""
    return page.filter(ImageFilter.GaussianBlur(BLUR)).point(lambda grey: 255 * (grey > 150)).convert("1")


def write_pdf(pages: list[Image.Image], target: Path) -> None:
    """A PDF of images alone."""
    first, *rest = pages
    first.save(
        target,
        save_all=True,
        append_images=rest,
        resolution=DPI,
        quality=60,
        creationDate=_DATE,
        modDate=_DATE,
        producer="",
    )


def write_png(pages: list[Image.Image], target: Path) -> None:
    """A PNG of the first page."""
    pages[0].save(target, dpi=(DPI, DPI), optimize=True)


def write_tiff(pages: list[Image.Image], target: Path) -> None:
    """A TIFF of all pages."""
    first, *rest = pages
    compression = "group4" if first.mode == "1" else "tiff_deflate"
    first.save(target, save_all=True, append_images=rest, dpi=(DPI, DPI), compression=compression)


WRITERS: dict[str, Callable[[list[Image.Image], Path], None]] = {
    "pdf": write_pdf,
    "png": write_png,
    "tiff": write_tiff,
}
