"""Files made to break, flood or stop a batch: each gives its error, and all others are converted."""

import gzip
import io
import itertools
import struct
import sys
import zipfile
import zlib

import pytest

from command import POSTING, process, records, write

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of memory are Linux's"),
]
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
MILLION = 1_000_000


def zipped(*members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members:
            packed.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def docx(document, *more):
    return zipped(("[Content_Types].xml", "<Types/>"), ("word/document.xml", document), *more)


def pdf(*objects, kids="3 0 R", count=1):
    """A PDF of these objects, from number 3; catalogue and page tree are made."""
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(), *objects]
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(bodies) + 1
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, len(data),
    )  # fmt: skip


def page(content=4):
    return (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F "
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>" % content
    )


def stream(data, times=1):
    for _ in range(times):
        data = zlib.compress(data, 9)
    return b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(data), b"/FlateDecode" * times, data)


def flood(size):
    """A stream of so many spaces, packed three times."""
    pack = zlib.compressobj(9)
    once = b"".join(pack.compress(b" " * MILLION) for _ in range(size // MILLION)) + pack.flush()
    data = zlib.compress(zlib.compress(once, 9), 9)
    return b"<</Length %d/Filter[/FlateDecode/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(data), data)


def png(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def nested(depth, breadth, data):
    for _ in range(depth):
        data = zipped(*[(f"{number}.zip", data) for number in range(breadth)])
    return data


TEXT_PAGE = stream(b"BT /F 12 Tf 50 700 Td (Jardinier) Tj ET")
ENTITIES = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in itertools.pairwise("abcdefghij")
)

# What each gives: the code and a part of the cause of its failure, by the media type of the reader that it is for; or
# None where it is enough that the batch goes on, since what is in it can be read.
HOSTILE = {
    "empty.pdf": (b"", "OF901", "empty"),
    "zeros": (bytes(100), "OF904", "white space"),
    "noise": (bytes(range(256)) * 40, "OF901", "binary data"),
    "program.txt": (b"\x7fELF" + bytes(200), "OF901", "a program"),
    "half.zip": (zipped(("a", POSTING))[:-30], "OF901", "damaged or breaks off"),
    "nested.zip": (nested(5, 2, zipped(("a.txt", POSTING))), "OF903", "stands in 3 containers"),
    "zeros.zip": (lambda: zipped(("a.txt", bytes(150 * MILLION))), "OF903", "over 200 times as many"),
    "endless.gz": (lambda: gzip.compress(bytes(201 * MILLION)), "OF903", "200,000,000"),
    "half.docx": (docx(WORD.format(""))[:-40], "OF901", ""),
    "flood.docx": (lambda: docx(WORD.format(" " * 300 * MILLION)), "OF903", ""),
    "entities.docx": (docx(ENTITIES + "]>" + WORD.format("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>")), "OF901", ""),
    "empty.docx": (docx(WORD.format("")), "OF904", ""),
    "deep.docx": (lambda: docx(WORD.format("<w:p>" * 100_000)), "OF901", ""),
    "deep.html": (lambda: b"<!doctype html>" + b"<div>" * MILLION + b"Jardinier", "OF903", "500,000 tags"),
    "deep.rtf": (lambda: rb"{\rtf1 " + b"{" * MILLION, "OF903", "groups in groups"),
    "deep.eml": (lambda: b"From: a@exemple.nc\nSubject: x\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n" * 2000, "OF903", "nested without end"),
    "garbage.pdf": (b"%PDF-1.7\n" + bytes(range(256)) * 100, "OF901", ""),
    "half.pdf": (pdf(page(), TEXT_PAGE)[:300], "OF901", ""),
    "loop.pdf": (pdf(kids="2 0 R"), "OF901", ""),
    "flood.pdf": (lambda: pdf(page(), flood(2000 * MILLION)), "OF903", "2,000 MB of memory"),
    "operators.pdf": (lambda: pdf(page(), stream(b"BT /F 12 Tf (a) Tj ET\n" * 2 * MILLION)), None, ""),
    "pages.pdf": (lambda: pdf(page(4), TEXT_PAGE, kids="3 0 R " * 10_000, count=10_000), "OF903", "10,000 pages"),
    "giga.png": (png(40_000, 40_000), "OF903", ""),
    "half.png": (png(200, 200)[:60], "OF901", ""),
    "half.jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "OF901", ""),
    "half.tiff": (b"II*\x00\x08\x00", "OF901", ""),
    "half.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"), "OF901", ""),
}  # fmt: skip


def test_each_fails_for_its_cause_and_all_others_are_converted(tmp_path):
    for name, (data, *_) in HOSTILE.items():
        (tmp_path / name).write_bytes(data() if callable(data) else data)
        write(tmp_path / f"{name}.txt", POSTING)
    done = process("convert", ".", "--memory", "2000", "--timeout", "60", cwd=tmp_path)
    found = {}
    for record in records(done.stdout):
        found.setdefault(record["source"]["uri"].partition("!/")[0], []).append(record)
    assert found.keys() == HOSTILE.keys() | {f"{name}.txt" for name in HOSTILE}
    assert {name: why for name in HOSTILE if (why := wrong(found[name], *HOSTILE[name][1:]))} == {}
    good = [found[f"{name}.txt"] for name in HOSTILE]
    assert [record["offer"]["title"] for (record,) in good] == ["Jardinier du parc botanique"] * len(HOSTILE)


def wrong(found, code, cause):
    """The messages of a file's records, where one of them does not say what it must."""
    if code is None:
        return []
    messages = [f"{one['code']} {one['message']}" for record in found for one in record["findings"][:1]]
    failed = all(record["offer"] is None for record in found)
    return [] if failed and all(text.startswith(code) and cause in text for text in messages) else messages
