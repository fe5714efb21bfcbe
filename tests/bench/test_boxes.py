"""Counting the boxes that hold their value: a value that stands on the page, boxed rightly and wrongly."""

import pypdfium2
import pytest

from offres.bench.rendering.boxes import count_boxes
from offres.bench.rendering.compare import Count
from offres.extract.record import Record, Span

PLACE = "Pouembout"
RIGHT = 3.0  # points around the word, as a line's box has them


@pytest.fixture(scope="module")
def pdf(root):
    return root / "samples" / "formats" / "01-inline-apiculture.table.pdf"


@pytest.fixture(scope="module")
def box(pdf):
    """The box of the place of work, from the top left."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    text = page.get_textpage()
    index, length = text.search(PLACE, match_case=True).get_next()
    boxes = [text.get_charbox(n) for n in range(index, index + length)]
    left, bottom, right, top = boxes[0][0], min(b[1] for b in boxes), boxes[-1][2], max(b[3] for b in boxes)
    height = page.get_height()
    document.close()
    return (left - RIGHT, height - top - RIGHT, right + RIGHT, height - bottom + RIGHT)


def record(path="location", text=PLACE, page=1, bbox=None, offer=None):
    span = Span(start=0, end=len(text), text=text, page=page, bbox=bbox)
    return Record.model_validate(
        {
            "offer": offer or {"location": text},
            "spans": {path: span},
            "source": {"sha256": "", "bytes": 0, "extractor": ""},
        }
    )


@pytest.mark.parametrize(
    ("shift", "text", "page", "right"),
    [
        ((0, 0, 0, 0), PLACE, 1, 1),
        ((-40, -9, 40, 9), PLACE, 1, 1),
        ((-40, -9, 40, 9), f"{PLACE} et Voh", 1, 0),
        ((80, 0, 80, 0), PLACE, 1, 0),
        ((0, 30, 0, 30), PLACE, 1, 0),
        ((0, -300, 0, 300), PLACE, 1, 0),  # a box of half the page holds anything
        ((0, 0, 0, 0), PLACE, 9, 0),
        ((0, 0, 0, 0), PLACE, None, 0),
    ],
)
def test_a_box_holds_its_value(pdf, box, shift, text, page, right) -> None:
    differences: list[str] = []
    moved = tuple(a + b for a, b in zip(box, shift, strict=True))
    assert count_boxes(pdf, record(text=text, page=page, bbox=moved), differences) == Count(right, 1)
    assert len(differences) == 1 - right


def test_a_value_without_a_box_or_a_span_is_wrong(pdf) -> None:
    offer = {"location": PLACE, "employer": "Province Nord", "missions": [{"text": "arroser"}]}
    differences: list[str] = []
    assert count_boxes(pdf, record(bbox=None, offer=offer), differences) == Count(0, 2)
    assert len(differences) == 2


def test_spans_of_the_body_are_not_counted(pdf) -> None:
    offer = {"missions": [{"text": "arroser"}]}
    assert count_boxes(pdf, record("missions[0].text", "arroser", bbox=None, offer=offer), []) == Count(0, 0)
