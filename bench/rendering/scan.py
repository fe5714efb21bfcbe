"""Pages as a scanner gives them: 200 dpi, turned by one degree, a little blurred, with noise; always the same."""

import time
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

DPI = 200
TURN = 1.0  # degrees
BLUR = 0.6  # radius, pixels
NOISE = 14.0  # standard deviation, of 255 levels
SEED = 20260105
_DATE = time.gmtime(1767600000)
_PDF = {"resolution": DPI, "creationDate": _DATE, "modDate": _DATE}


def write(pdf: Path, target: Path, *, fax: bool) -> None:
    """The scan of a PDF's pages as PDF, PNG or TIFF, by the target's suffix; a PNG only where there is one page."""
    pages = _scanned(pdf)
    if fax:
        pages = [_as_fax(page) for page in pages]
    first, *rest = pages
    if target.suffix == ".png":
        if not rest:
            first.save(target, dpi=(DPI, DPI), optimize=True)
        return
    tiff = {"dpi": (DPI, DPI), "compression": "group4" if fax else "tiff_deflate"}
    settings: dict[str, Any] = _PDF if target.suffix == ".pdf" else tiff
    first.save(target, save_all=True, append_images=rest, **settings)


def _scanned(pdf: Path) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_page(page.render(scale=DPI / 72, grayscale=True).to_pil(), n) for n, page in enumerate(document)]
    finally:
        document.close()


def _page(page: Image.Image, number: int) -> Image.Image:
    page = page.convert("L").rotate(TURN, Image.Resampling.BICUBIC, fillcolor=255)
    page = page.filter(ImageFilter.GaussianBlur(BLUR))
    noise = np.random.default_rng(SEED + number).normal(0, NOISE, (page.height, page.width))
    return Image.fromarray(np.clip(np.asarray(page) + noise - NOISE / 2, 0, 255).astype(np.uint8))


def _as_fax(page: Image.Image) -> Image.Image:
    """The page in black and white, which needs a twentieth of the room."""
    return page.filter(ImageFilter.GaussianBlur(BLUR)).point(lambda grey: 255 * (grey > 150)).convert("1")
