"""`offres review`: files in, one page out; the pages of PDFs as pictures."""

import io
import re

import pytest
from drawn import pdf
from PIL import Image

from command import many, offres, write
from offres.findings import page
from offres.findings.located import Posting, Shown
from offres.ingest.pictures import MOST_PIXELS, pictures
from offres.output.review import Picture

PAGE = [(72, 80, "Jardinier du parc"), (72, 120, "Employeur : Ville de Sainte-Rose"), (72, 140, "Missions :")]


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")


def test_a_page_of_a_folder(folder):
    done = offres("review", ".")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "2 files, 2 records, 0 failed, written to review.html" in done.stderr
    text = (folder / "review.html").read_text(encoding="utf-8")
    assert "Fontainier du parc botanique" in text
    assert text.count('<script type="application/json" id="posting') == 2


def test_the_bytes_do_not_depend_on_the_workers(folder):
    many(40)
    (folder / "c.pdf").write_bytes(pdf(PAGE))
    for jobs in (1, 2):
        assert offres("review", ".", "-o", f"../{jobs}.html", "--jobs", jobs).exit_code == 0
    assert (folder / "../1.html").read_bytes() == (folder / "../2.html").read_bytes()


def test_a_pdf_brings_its_pages(folder):
    (folder / "c.pdf").write_bytes(pdf(PAGE, PAGE))
    assert offres("review", "c.pdf").exit_code == 0
    text = (folder / "review.html").read_text(encoding="utf-8")
    assert text.count("data:image/png;base64,") == 2
    assert re.search(r'\["value","Employer",1,\[', text)


@pytest.mark.parametrize(
    ("arguments", "variables", "expected"),
    [
        ((), {"LC_ALL": "fr_FR.UTF-8"}, "fr"),
        ((), {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "fr_NC"}, "fr"),
        ((), {"LC_ALL": "", "LC_MESSAGES": "en_GB", "LANG": "fr_FR"}, "en"),
        ((), {"LC_ALL": "C", "LANG": "fr_FR"}, "en"),
        (("--lang", "fr"), {"LC_ALL": "C"}, "fr"),
        (("--lang", "en"), {"LC_ALL": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_language(folder, monkeypatch, arguments, variables, expected):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    write("d.txt", "Jardinier\n\nRéférence : 12\n")
    assert offres("review", "d.txt", *arguments).exit_code == 0
    text = (folder / "review.html").read_text(encoding="utf-8")
    assert f'<html lang="{expected}">' in text
    assert ("Aucune date limite" in text or "date limite" in text) == (expected == "fr")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("nowhere/*.txt",), 2, "no file to read"),
        (("a.md", "-o", "a.md"), 2, "writing would destroy it"),
        (("a.md", "-o", "missing/review.html"), 2, "does not exist"),
        (("a.md", "-o", "."), 2, "is a folder"),
        (("a.md", "-o", "new/"), 2, "is a folder"),
        (("a.md", "--lang", "de"), 2, "--lang"),
        (("a.md", "broken.pdf"), 1, "OF901"),
    ],
)
def test_what_goes_wrong_is_said(folder, arguments, code, told):
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    before = (folder / "a.md").read_bytes()
    done = offres("review", *arguments)
    assert done.exit_code == code
    assert told in done.stderr
    assert (folder / "a.md").read_bytes() == before


def test_a_file_that_failed_is_on_the_page(folder):
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    offres("review", "broken.pdf")
    assert "broken.pdf" in (folder / "review.html").read_text(encoding="utf-8")


def ink(drawn, box):
    """Whether there is ink in a box of the page, and the share of the page's ink that lies in it."""
    image = Image.open(io.BytesIO(drawn.data)).convert("L").point(lambda shade: 255 if shade < 128 else 0)
    across, down = image.width / drawn.width, image.height / drawn.height
    x0, top, x1, bottom = image.getbbox()
    return (x0 / across, top / down, x1 / across, bottom / down), box


@pytest.mark.parametrize(
    "turned", [{}, {"rotation": 90}, {"rotation": 180}, {"rotation": 270}, {"crop": (36, 36, 559, 806)}]
)
def test_a_picture_shows_the_page_as_the_boxes_are_counted(tmp_path, turned):
    from offres import parse

    data = pdf([(100, 300, "Jardinier", "Helvetica", 30)], **turned)
    (drawn,) = pictures(data, 5)
    place = parse(data)[0].spans["title"].bbox
    seen, box = ink(drawn, place)
    assert seen[0] == pytest.approx(box[0], abs=2.5)
    assert seen[2] == pytest.approx(box[2], abs=2.5)
    assert box[1] - 2 <= seen[1] < seen[3] <= box[3] + 2


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nnothing", pdf(PAGE, password="x")])
def test_what_cannot_be_drawn_gives_no_picture(data):
    assert list(pictures(data, 5)) == []


def test_a_photograph_is_a_jpeg(tmp_path):
    noise = Image.effect_noise((400, 400), 90)
    noise.save(tmp_path / "a.png")
    from reportlab.pdfgen import canvas

    sheet = canvas.Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 400))
    sheet.drawImage(str(tmp_path / "a.png"), 0, 0)
    sheet.save()
    (drawn,) = pictures((tmp_path / "a.pdf").read_bytes(), 5)
    assert drawn.media_type == "image/jpeg"


def test_a_huge_page_is_drawn_smaller(tmp_path):
    from reportlab.pdfgen import canvas

    sheet = canvas.Canvas(str(tmp_path / "a.pdf"), pagesize=(14000, 14000))
    sheet.showPage()
    sheet.save()
    (drawn,) = pictures((tmp_path / "a.pdf").read_bytes(), 5)
    width, height = Image.open(io.BytesIO(drawn.data)).size
    assert width * height <= MOST_PIXELS * 1.01


def test_pages_are_limited_by_document():
    assert len(list(pictures(pdf(*[PAGE] * (page.MOST_PAGES + 2)), page.MOST_PAGES))) == page.MOST_PAGES


def test_pages_are_limited_in_all(monkeypatch):
    monkeypatch.setattr(page, "MOST_PAGES_IN_ALL", 3)
    two = tuple(Picture(number, 1.0, 1.0, "image/png", b"") for number in (1, 2))
    found = [Posting(name, "0", None, 0, (), shown=Shown(b"{}", "x", two)) for name in "abc"]
    assert [len(posting.pictures) for posting in page.pages(iter(found))] == [2, 1, 0]
    assert page.Shows("en").lines([], "") == ()


def test_every_code_has_its_advice():
    assert page.advice("fr")["OF202"].why.startswith("Le jour")
    assert page.advice("en").keys() == page.advice("fr").keys()
