import io

import pytest
from PIL import Image

from offres import parse
from offres.extract.errors import LimitExceeded, MissingTool, NoText, UnreadableFile
from offres.extract.read.paged import image, ocr, tesseract
from offres.extract.read.sniff import sniff
from scans import DPI, needs_tesseract, page

SIZE = (800, 330)
LINES = ["Chef de la subdivision nord", "Lieu de travail : Lifou"]


def saved(picture, kind, **options):
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def tiff(*pictures):
    return saved(pictures[0], "TIFF", save_all=True, append_images=pictures[1:], dpi=(DPI, DPI))


@needs_tesseract
@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("PNG", "image/png"),
        ("JPEG", "image/jpeg"),
        ("TIFF", "image/tiff"),
        ("GIF", "image/gif"),
        ("BMP", "image/bmp"),
        ("WEBP", "image/webp"),
    ],
)
def test_an_image_is_read(kind, media_type):
    options = {} if kind in ("GIF", "WEBP") else {"dpi": (DPI, DPI)}
    data = saved(page(LINES, SIZE), kind, **options)
    assert sniff(data) == media_type
    document = image.read(data)
    assert document.source.split("\n") == LINES
    assert document.reading.media_type == media_type
    assert document.reading.reader == "image: ocr"
    assert document.reading.ocr
    assert document.reading.pages == 1
    assert document.reading.quality > 0.8


@needs_tesseract
def test_each_frame_of_a_tiff_is_a_page():
    document = image.read(tiff(page(LINES[:1]), page(LINES[1:])))
    assert document.reading.pages == 2
    start = document.source.index("Lifou")
    place = document.paper.place(start, start + 4)
    assert place is not None
    assert place[0] == 2


@needs_tesseract
def test_a_photograph_is_turned_as_the_camera_says():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held on its side
    sideways = page(LINES, SIZE).transpose(Image.Transpose.ROTATE_90)
    document = image.read(saved(sideways, "JPEG", exif=exif, dpi=(DPI, DPI)))
    assert document.source.split("\n") == LINES


@needs_tesseract
def test_a_posting_comes_with_pages_and_boxes():
    lines = ["Chef de la subdivision nord", "Employeur : Province Nord", "Lieu de travail : Lifou"]
    (record,) = parse(saved(page(lines, SIZE), "PNG", dpi=(DPI, DPI)))
    assert record.offer.employer == "Province Nord"
    assert record.source.ocr
    span = record.spans["employer"]
    assert span.page == 1
    assert span.bbox is not None


@pytest.mark.parametrize(
    ("size", "dpi", "expected"),
    [
        ((1654, 2339), (200, 200), 200),
        ((1654, 2339), None, 200.1),
        ((3024, 4032), (72, 72), 344.9),
        ((1654, 2339), (1, 1), 200.1),
        ((1654, 2339), (0, 0), 200.1),
        ((1654, 2339), (float("inf"), 1), 200.1),
        ((1, 1), None, 1),
    ],
    ids=["named", "not named", "a camera's", "no resolution", "nothing", "not finite", "one pixel"],
)
def test_the_resolution(size, dpi, expected):
    picture = Image.new("1", size)
    if dpi is not None:
        picture.info["dpi"] = dpi
    assert image._resolution(picture) == pytest.approx(expected, abs=0.1)


# What cannot be read


@pytest.fixture
def _with_tesseract(monkeypatch):
    monkeypatch.setattr(ocr, "available", lambda: None)
    monkeypatch.setattr(tesseract, "words", lambda picture, dpi, mode: [])
    monkeypatch.setattr(tesseract, "quarters", lambda picture, dpi: 0)


@pytest.mark.usefixtures("_with_tesseract")
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP"])
@pytest.mark.parametrize("part", [0.02, 0.1, 0.5, 0.9])
def test_a_truncated_image_is_named(kind, part):
    data = saved(Image.effect_noise((200, 200), 60), kind)
    with pytest.raises(UnreadableFile, match="damaged or cut off"):
        image.read(data[: int(len(data) * part)])


@pytest.mark.usefixtures("_with_tesseract")
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP"])
def test_a_corrupt_image_is_an_error_of_ours_or_read(kind):
    data = saved(Image.effect_noise((60, 60), 60), kind)
    outcomes = set()
    for at in range(0, min(len(data), 400), 3):
        try:
            image.read(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        except (UnreadableFile, LimitExceeded, NoText) as error:
            outcomes.add(error.code)
    assert outcomes <= {"OF901", "OF903", "OF904"}
    assert "OF901" in outcomes


@pytest.mark.usefixtures("_with_tesseract")
@pytest.mark.parametrize("kind", ["PNG", "TIFF", "GIF"])
def test_a_bomb_is_refused(kind):
    data = saved(Image.new("1", (64, 64)), kind)
    side = 65_000
    if kind == "PNG":
        data = data[:16] + side.to_bytes(4, "big") * 2 + data[24:]
        data = data[:29] + _crc(data[12:29]) + data[33:]
    elif kind == "GIF":
        data = data[:6] + side.to_bytes(2, "little") * 2 + data[10:]
    else:
        data = saved(Image.new("1", (20_000, 20_000)), kind, compression="group4")
    assert len(data) < 100_000
    with pytest.raises(LimitExceeded, match="pixels"):
        image.read(data)


def _crc(chunk):
    import zlib

    return zlib.crc32(chunk).to_bytes(4, "big")


@pytest.mark.usefixtures("_with_tesseract")
def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(image, "MOST_PAGES", 2)
    with pytest.raises(LimitExceeded, match="3 pages"):
        image.read(tiff(*[Image.new("1", (8, 8))] * 3))


@pytest.mark.usefixtures("_with_tesseract")
def test_a_page_without_text_is_named():
    with pytest.raises(NoText, match="no text can be read"):
        image.read(saved(Image.new("L", (300, 300), 255), "PNG"))


def test_what_is_missing_is_named(monkeypatch):
    missing = MissingTool("tesseract", "a scan", "Install it")
    monkeypatch.setattr(ocr, "available", lambda: missing)
    with pytest.raises(MissingTool):
        image.read(saved(Image.new("L", (30, 30)), "PNG"))


@pytest.mark.parametrize(
    "data",
    [b"BM 75 000 Noum\xc3\xa9a : agent", b"BM", b"RIFF", b"RIFF1234WEB"],
    ids=["a text", "two letters", "four letters", "half a sign"],
)
def test_text_that_begins_like_an_image_is_text(data):
    assert sniff(data) == "text/plain"
