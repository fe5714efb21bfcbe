"""Bullets that a browser draws as small shapes are bullets; other shapes are none."""

import io

import pytest
from reportlab.pdfgen import canvas

from offres.extract.read.paged.pdf import read

LINES = ["Missions :", "arroser les serres de fougères ;", "tailler les haies du parc ;", "semer le gazon."]
LEFT, INSIDE, TOP, LEADING, SIZE = 72, 102, 700, 15, 10


def disc(sheet, x, y):
    sheet.circle(x, y, 1.5, stroke=0, fill=1)


def ring(sheet, x, y):
    sheet.circle(x, y, 1.5, stroke=1, fill=0)


def square(sheet, x, y):
    sheet.rect(x - 1.5, y - 1.5, 3, 3, stroke=0, fill=1)


def rule(sheet, x, y):
    sheet.line(x - 10, y, x + 10, y)


def picture(sheet, x, y):
    sheet.circle(x, y, 6, stroke=0, fill=1)


def speck(sheet, x, y):
    sheet.circle(x, y, 0.3, stroke=0, fill=1)


def page(draw, at=-9, inside=INSIDE, lines=LINES):
    """A heading, and items that stand in, each with a shape before it."""
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream, invariant=1)
    for number, line in enumerate(lines):
        x, y = (inside if number else LEFT), TOP - number * LEADING
        if number:
            draw(sheet, x + at, y + 3)
        sheet.setFont("Helvetica", SIZE)
        sheet.drawString(x, y, line)
    sheet.save()
    return stream.getvalue()


def kinds(data):
    document = read(data)
    document.close()
    return [line.kind for line in document.lines]


@pytest.mark.parametrize("draw", [disc, ring, square])
def test_shapes_that_are_bullets(draw):
    assert kinds(page(draw))[1:] == ["bullet"] * 3


@pytest.mark.parametrize(
    "how",
    [
        {"draw": rule},
        {"draw": picture},
        {"draw": speck},
        {"draw": disc, "at": -60},
        {"draw": disc, "at": 40},
        {"draw": disc, "inside": LEFT},
    ],
    ids=["rule", "picture", "speck", "far away", "inside the line", "not standing in"],
)
def test_shapes_that_are_none(how):
    assert "bullet" not in kinds(page(**how))


def test_text_bullets_stay_as_they_are():
    document = read(page(disc, lines=[LINES[0], *(f"- {line}" for line in LINES[1:])]))
    document.close()
    assert document.source.count("•") == 0
    assert [line.kind for line in document.lines][1:] == ["bullet"] * 3


def test_the_box_of_an_item_is_that_of_its_text():
    document = read(page(disc))
    start = document.source.index("arroser")
    assert document.paper is not None
    _, (x0, _, _, _) = document.paper.place(start, start + 7)
    document.close()
    assert x0 == pytest.approx(INSIDE, abs=1)
