"""`offres review`: files in, one page out; the pages of PDFs as pictures."""

import io
import re
import struct
import zlib

import pytest
from drawn import pdf
from PIL import Image

from command import many, offres, write
from offres.extract.read.sniff import JPEG, PDF, PNG, TEXT, TIFF, sniff
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
    assert re.search(r'\["value","Employer",\[\[1,\[', text)


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
    (drawn,) = pictures(data, PDF, 5)
    place = parse(data)[0].spans["title"].bbox
    seen, box = ink(drawn, place)
    assert seen[0] == pytest.approx(box[0], abs=2.5)
    assert seen[2] == pytest.approx(box[2], abs=2.5)
    assert box[1] - 2 <= seen[1] < seen[3] <= box[3] + 2


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nnothing", pdf(PAGE, password="x")])
def test_what_cannot_be_drawn_gives_no_picture(data):
    assert list(pictures(data, PDF, 5)) == []


def test_a_photograph_is_a_jpeg(tmp_path):
    noise = Image.effect_noise((400, 400), 90)
    noise.save(tmp_path / "a.png")
    from reportlab.pdfgen import canvas

    sheet = canvas.Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 400))
    sheet.drawImage(str(tmp_path / "a.png"), 0, 0)
    sheet.save()
    (drawn,) = pictures((tmp_path / "a.pdf").read_bytes(), PDF, 5)
    assert drawn.media_type == "image/jpeg"


def test_a_huge_page_is_drawn_smaller(tmp_path):
    from reportlab.pdfgen import canvas

    sheet = canvas.Canvas(str(tmp_path / "a.pdf"), pagesize=(14000, 14000))
    sheet.showPage()
    sheet.save()
    (drawn,) = pictures((tmp_path / "a.pdf").read_bytes(), PDF, 5)
    width, height = Image.open(io.BytesIO(drawn.data)).size
    assert width * height <= MOST_PIXELS * 1.01


def saved(image, form="PNG", **options):
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def clear(mode):
    """White paper with a black square, transparent around it."""
    image = Image.new("RGBA", (300, 400), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (60, 80, 120, 160))
    return image.convert(mode)


SQUARE = Image.new("L", (300, 400), 255)
SQUARE.paste(0, (60, 80, 120, 160))


@pytest.mark.parametrize(
    "data",
    [
        saved(SQUARE, dpi=(100, 100)),
        saved(SQUARE.convert("1"), dpi=(100, 100)),
        saved(SQUARE.convert("P"), dpi=(100, 100)),
        saved(SQUARE.convert("I;16").point(lambda grey: grey * 256), "TIFF", dpi=(100, 100)),
        saved(SQUARE.convert("CMYK"), "JPEG", dpi=(100, 100)),
        saved(SQUARE.resize((1200, 1600)), "JPEG", dpi=(400, 400)),
        saved(SQUARE.transpose(Image.Transpose.ROTATE_90), "JPEG", dpi=(100, 100), exif=b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"),
        saved(clear("RGBA"), dpi=(100, 100)),
        saved(clear("LA"), dpi=(100, 100)),
        saved(SQUARE, "GIF"), saved(SQUARE, "BMP", dpi=(100, 100)), saved(SQUARE, "WEBP", lossless=True),
    ],
)  # fmt: skip
def test_an_image_is_a_page(data):
    (drawn,) = pictures(data, sniff(data), 5)
    seen, _ = ink(drawn, None)
    unit = drawn.width / 300  # formats without a resolution are A4 pages
    assert unit == pytest.approx(72 / 100, abs=0.01) or drawn.height == pytest.approx(11.69 * 72, abs=0.1)
    assert drawn.height / unit == pytest.approx(400, abs=0.5)
    assert [bound / unit for bound in seen] == pytest.approx([60, 80, 120, 160], abs=2)


def test_each_frame_of_a_tiff_is_a_page():
    frames = [SQUARE.resize((300 + number, 400)) for number in range(4)]
    data = saved(frames[0], "TIFF", save_all=True, append_images=frames[1:], dpi=(72, 72))
    found = list(pictures(data, TIFF, 3))
    assert [(one.number, one.width) for one in found] == [(1, 300.0), (2, 301.0), (3, 302.0)]


def png_of(width, height):
    """A PNG that says of itself how large it is, with nothing in it."""
    head = b"\x89PNG\r\n\x1a\n"
    body = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", body), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    return head + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (png_of(40_000, 40_000), PNG),  # more pixels than Pillow opens
        (png_of(16_000, 10_000), PNG),  # more than are read
        (png_of(8_000, 8_000), PNG),  # none of them are there
        (saved(SQUARE)[:200], PNG),
        (saved(SQUARE, "JPEG")[:400], JPEG),
        (b"II*\0\x08\0\0\0" + b"\xff" * 40, TIFF),
        (b"", PNG),
        (b"Jardinier", TEXT),
        (b"", None),
    ],
)
def test_an_image_that_cannot_be_drawn_gives_no_picture(data, media_type):
    assert list(pictures(data, media_type, 5)) == []


def test_pages_before_a_damaged_one_are_drawn():
    data = saved(SQUARE, "TIFF", save_all=True, append_images=[SQUARE, SQUARE.resize((900, 900))])
    assert [one.number for one in pictures(data[: len(data) // 2], TIFF, 5)] == [1, 2]
    assert len(list(pictures(data, TIFF, 5))) == 3


def test_an_image_too_large_for_memory_gives_no_picture(monkeypatch):
    def refuse(image):
        raise MemoryError

    monkeypatch.setattr("PIL.ImageOps.exif_transpose", refuse)
    assert list(pictures(saved(SQUARE), PNG, 5)) == []


def test_pages_are_limited_by_document():
    assert len(list(pictures(pdf(*[PAGE] * (page.MOST_PAGES + 2)), PDF, page.MOST_PAGES))) == page.MOST_PAGES


def test_pages_are_limited_in_all(monkeypatch):
    monkeypatch.setattr(page, "MOST_PAGES_IN_ALL", 3)
    two = tuple(Picture(number, 1.0, 1.0, "image/png", b"") for number in (1, 2))
    found = [Posting(name, "0", None, 0, (), shown=Shown(b"{}", "x", two)) for name in "abc"]
    assert [len(posting.pictures) for posting in page.pages(iter(found))] == [2, 1, 0]
    assert page.Shows("en").lines([], "") == ()


def test_every_code_has_its_advice():
    assert page.advice("fr")["OF202"].why.startswith("Le jour")
    assert page.advice("en").keys() == page.advice("fr").keys()
