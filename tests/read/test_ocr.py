import shutil
import subprocess

import pytest
from PIL import Image

from offres.extract.errors import LimitExceeded, MissingTool, UnreadableFile
from offres.extract.read.paged import ocr, tesseract
from offres.extract.read.paged.printed import PrintedLine
from scans import DPI, needs_tesseract, page

LINES = ["Direction des routes", "Chef de la subdivision nord", "Lieu de travail : Lifou, Province Nord"]
TURNS = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}


@pytest.fixture
def _fresh():
    tesseract.missing.cache_clear()
    yield
    tesseract.missing.cache_clear()


def texts(image, dpi=DPI):
    return [line.text for line in ocr.read_image(image, 1, dpi)]


@needs_tesseract
@pytest.mark.parametrize("angle", [0, 1.2, -2.5])
def test_a_page_is_read(angle):
    assert texts(page(LINES).rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)) == LINES


@needs_tesseract
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read(turn):
    lines = LINES * 4  # tesseract tells the turn of no shorter page
    assert texts(page(lines, (1000, 1000)).transpose(TURNS[turn])) == lines


@needs_tesseract
@pytest.mark.parametrize("mode", ["1", "RGB", "RGBA", "P", "I;16", "CMYK"])
def test_a_page_of_any_mode_is_read(mode):
    assert texts(_as_mode(page(LINES[:1], (700, 250)), mode)) == LINES[:1]


def _as_mode(image, mode):
    if mode == "I;16":
        return image.convert("I").point(lambda grey: grey * 257).convert("I;16")
    if mode == "RGBA":  # black on nothing: the letters are only in the transparency
        clear = Image.new(mode, image.size)
        clear.putalpha(image.point(lambda grey: 255 - grey))
        return clear
    return image.convert(mode)


@needs_tesseract
@pytest.mark.parametrize("dpi", [100, 400])
def test_a_page_of_another_resolution_is_read_and_has_its_boxes_in_points(dpi):
    image = page(LINES)
    scaled = image.resize((image.width * dpi // DPI, image.height * dpi // DPI), Image.Resampling.BICUBIC)
    lines = ocr.read_image(scaled, 1, dpi)
    assert [line.text for line in lines] == LINES
    assert lines[0].box[0] == pytest.approx(80 * 72 / DPI, abs=2)


@needs_tesseract
@pytest.mark.parametrize("angle", [0.0, 3.0])
def test_a_box_lies_where_the_word_is_on_the_page_as_it_came(angle):
    image = Image.new("L", (1600, 900), 255)
    image.paste(page(["Vao"], (400, 200)), (900, 600))
    image.paste(page(LINES, (1200, 400)), (0, 0))
    turned = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    alone = Image.new("L", image.size, 255)
    alone.paste(page(["Vao"], (400, 200)), (900, 600))
    ink = alone.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255).point(lambda grey: 255 * (grey < 128)).getbbox()
    line = next(line for line in ocr.read_image(turned, 3, DPI) if line.text == "Vao")
    (run,) = line.runs
    assert (run.start, run.end, run.page) == (0, len("Vao"), 3)
    assert run.box == pytest.approx([side * 72 / DPI for side in ink], abs=4)


@needs_tesseract
@pytest.mark.parametrize(
    "image",
    [
        Image.new("L", (800, 1100), 255),
        Image.new("L", (800, 1100), 0),
        Image.new("L", (1, 1), 255),
        Image.new("L", (2, 3000), 0),
        Image.new("L", (3000, 1), 0),
    ],
    ids=["white", "black", "one pixel", "a column", "a row"],
)
def test_nothing_printed_gives_no_lines(image):
    assert texts(image) == []


@needs_tesseract
def test_noise_gives_little_and_is_not_trusted():
    lines = ocr.read_image(Image.effect_noise((300, 300), 90), 1, DPI)
    quality = ocr.quality(lines)
    assert quality is None or quality < 0.6


@needs_tesseract
def test_nothing_is_missing_here():
    assert ocr.available() is None


# What is missing, and what fails


@pytest.mark.usefixtures("_fresh")
def test_a_missing_tesseract_is_named_with_the_command(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    error = ocr.available()
    assert isinstance(error, MissingTool)
    assert error.tool == "tesseract"
    assert "apt-get install tesseract-ocr tesseract-ocr-fra" in error.remedy
    assert "brew install tesseract tesseract-lang" in error.remedy
    with pytest.raises(MissingTool):
        ocr.read_image(page(LINES), 1, DPI)


@pytest.mark.usefixtures("_fresh")
def test_a_missing_language_is_named_with_the_command(monkeypatch):
    _answer(monkeypatch, stdout=b"List of available languages (2):\neng\nosd\n")
    error = ocr.available()
    assert isinstance(error, MissingTool)
    assert error.tool == "tesseract's French"
    assert "tesseract-ocr-fra" in error.remedy


@pytest.mark.usefixtures("_fresh")
def test_a_page_that_takes_too_long_is_a_limit(monkeypatch):
    def run(*args, timeout, **kwargs):
        raise subprocess.TimeoutExpired(args[0], timeout)

    monkeypatch.setattr(shutil, "which", lambda name: "/bin/tesseract")
    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(LimitExceeded, match="OCR of a page took over"):
        ocr.read_image(page(LINES), 1, DPI)


@pytest.mark.usefixtures("_fresh")
def test_a_tesseract_that_fails_is_quoted(monkeypatch):
    _answer(monkeypatch, stderr=b"Warning\nError during processing.\n\n", returncode=1)
    with pytest.raises(UnreadableFile, match="Error during processing"):
        ocr.read_image(page(LINES), 1, DPI)


def _answer(monkeypatch, stdout=b"", stderr=b"", returncode=0):
    monkeypatch.setattr(shutil, "which", lambda name: "/bin/tesseract")
    monkeypatch.setattr(
        subprocess, "run", lambda *args, **kwargs: subprocess.CompletedProcess(args, returncode, stdout, stderr)
    )


# The confidence


def line(page_number, text, confidence):
    return PrintedLine(text, page_number, (0, 0, 1, 1), (0, 1), confidence=confidence)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], None),
        ([line(1, "texte d'un PDF", None)], None),
        ([line(1, "...", 0.1)], None),
        ([line(1, "abc", 0.9), line(1, "a", 0.5)], 0.8),
        ([line(1, "a" * 100, 0.95), line(2, "a" * 100, 0.4)], 0.4),
        ([line(1, "a" * 100, 0.95), line(2, "tampon", 0.2)], 0.95),
        ([line(1, "avis", 0.9), line(2, "tampon", 0.2)], 0.2),
    ],
    ids=["no lines", "no OCR", "no letters", "by letters", "the worst page", "few words of a page", "few words only"],
)
def test_quality(lines, expected):
    assert ocr.quality(lines) == expected
