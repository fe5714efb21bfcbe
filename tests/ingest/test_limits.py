"""The limits of pages and of unpacked size that a run sets, where a reader has another one."""

import io
import zipfile
from pathlib import Path

import pytest

from command import POSTING, process, records, write

pytestmark = pytest.mark.slow


def pdf(name, pages):
    from reportlab.pdfgen import canvas

    sheet = canvas.Canvas(name, invariant=1)
    for number in range(pages):
        sheet.drawString(72, 700, f"Jardinier du parc botanique, page {number}")
        sheet.showPage()
    sheet.save()


def tiff(name, pages):
    from PIL import Image

    frames = [Image.new("1", (40, 40), 1) for _ in range(pages)]
    frames[0].save(name, save_all=True, append_images=frames[1:])


def zipped(name, size):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", POSTING)
        for number in range(size // 1_000_000):
            packed.writestr(f"{number}.txt", ("x" * 99 + "\n") * 10_000)


def docx(name, size):
    word = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", word)
        packed.writestr("word/media/a.emf", bytes(size))
    Path(name).write_bytes(stream.getvalue())


CASES = [
    ("a.pdf", pdf, 3, ["--pages", "2"], "it has 3 pages, and at most 2 are read"),
    ("a.tiff", tiff, 3, ["--pages", "2"], "it has 3 pages, and at most 2 are read"),
    ("a.zip", zipped, 3_000_000, ["--unpacked", "2"], "and at most 2,000,000 are read"),
    ("a.docx", docx, 3_000_000, ["--unpacked", "2"], "it would unpack to 3,000"),
]


@pytest.mark.parametrize(("name", "make", "size", "limit", "cause"), CASES)
def test_a_document_over_a_limit_costs_itself(folder, name, make, size, limit, cause):
    make(name, size)
    done = process("convert", "b.txt", name, *limit)
    failed, good = records(done.stdout)
    assert (failed["findings"][0]["code"], done.returncode) == ("OF903", 1)
    assert cause in failed["findings"][0]["message"]
    assert good["offer"]


def test_within_the_limits_nothing_is_refused(folder):
    pdf("a.pdf", 3)
    zipped("a.zip", 3_000_000)
    done = process("convert", "a.pdf", "a.zip!/a.txt", "--pages", "3", "--unpacked", "4")
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(records(done.stdout)) == 2


@pytest.mark.parametrize("limit", [["--pages", "0"], ["--unpacked", "0"], ["--pages", "many"]])
def test_a_limit_that_is_none_is_wrong_usage(folder, limit):
    write("c.txt")
    assert process("convert", "c.txt", *limit).returncode == 2
