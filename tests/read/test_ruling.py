import pytest
from PIL import Image, ImageDraw, ImageFilter

from offres.extract.read.paged.ruling import drawn_lines, without
from scans import DPI, page

TEXT = ["Direction des routes et des ponts", "Chef de la subdivision nord"] * 6


def ruled(lines, image=None, grey=150):
    """A page with lines drawn on it, (x0, y0, x1, y1)."""
    image = page(TEXT, (1000, 800)) if image is None else image
    draw = ImageDraw.Draw(image)
    for line in lines:
        draw.line(line, fill=grey, width=2)
    return image


TABLE = [(60, 60, 940, 60), (60, 300, 940, 300), (60, 700, 940, 700), (60, 60, 60, 700), (500, 60, 500, 700)]


def noisy(image):
    noise = Image.effect_noise(image.size, 60)
    return Image.blend(image.convert("L"), noise, 0.3).filter(ImageFilter.GaussianBlur(1))


@pytest.mark.parametrize("spoilt", [lambda image: image, noisy], ids=["clean", "noisy"])
def test_the_borders_of_a_table_are_found(spoilt):
    image = spoilt(ruled(TABLE, Image.new("L", (1000, 800), 235)))
    found = drawn_lines(image, DPI)
    across = sorted(round((top + bottom) / 2) for x0, top, x1, bottom in found if x1 - x0 > bottom - top)
    down = sorted(round((x0 + x1) / 2) for x0, top, x1, bottom in found if x1 - x0 < bottom - top)
    assert across == pytest.approx([60, 300, 700], abs=2)
    assert down == pytest.approx([60, 500], abs=2)


@pytest.mark.parametrize(
    "image",
    [
        page(TEXT),
        ruled([(60, 60, 940, 60), (60, 700, 940, 700)]),
        ruled([(500, 60, 500, 700)]),
        ruled([(60, 60, 940, 60), (700, 500, 700, 700)]),
        Image.new("L", (1000, 800), 255),
        Image.new("L", (1000, 800), 0),
        Image.effect_noise((1000, 800), 80),
        Image.new("L", (1, 1)),
        Image.new("L", (3, 900)),
        Image.new("L", (900, 3)),
    ],
    ids=[
        "text", "rules across", "a rule between columns", "lines that do not meet", "white", "black", "noise",
        "one pixel", "a column", "a row",
    ],
)  # fmt: skip
def test_what_is_no_table_has_none(image):
    assert drawn_lines(image, DPI) == []


def test_lines_are_painted_over_in_the_grey_of_the_paper():
    image = ruled(TABLE, Image.new("L", (1000, 800), 235))
    assert without(image, drawn_lines(image, DPI)).getextrema() == (235, 235)
