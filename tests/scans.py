"""Pages drawn as a scanner would give them, for the tests of OCR."""

import shutil
import subprocess

import pytest
from PIL import Image, ImageDraw, ImageFont

DPI = 200
A4 = (1654, 2339)  # pixels


def _has_french() -> bool:
    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return "fra" in listed.stdout.split()


needs_tesseract = pytest.mark.skipif(not _has_french(), reason="tesseract with French is not installed")


def page(lines, size=(1000, 700), points=12):
    """A page with lines of text from top to bottom; a line is a text, or (left, text) in pixels."""
    image = Image.new("L", size, 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(points * DPI / 72)
    top = 80
    for line in lines:
        left, text = line if isinstance(line, tuple) else (80, line)
        draw.text((left, top), text, fill=0, font=font)
        top += round(points * DPI / 72 * 1.5)
    return image
