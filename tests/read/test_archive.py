"""Archives: what is in them, in which order and under which uri; damaged, hostile and nested ones."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from functools import partial

import pytest

from command import POSTING
from offres import parse
from offres.extract.pipeline import parse_each
from offres.extract.read import archive, files, reader, sniff
from offres.extract.read.member_names import decoded, in_order

TEXT = POSTING.encode()
squeezed = partial(gzip.compress, mtime=0)


def zipped(*members, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as packed:
        for name, data in members:
            packed.writestr(zipfile.ZipInfo(name), data, method)
    return stream.getvalue()


def tarred(*members, end=None):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as packed:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
    return stream.getvalue()[:end]


def gzipped(name, data):
    stream = io.BytesIO()
    with gzip.GzipFile(name, "wb", fileobj=stream, mtime=0) as packed:
        packed.write(data)
    return stream.getvalue()


def told(data, uri="a.zip"):
    """The uri of each document, and the code of its failure or its title."""
    return [
        (parsed.uri, parsed.error.code if parsed.error else parsed.records[0].offer.title)
        for parsed in parse_each(data, uri)
    ]


def causes(data, uri="a.zip"):
    return {parsed.uri: parsed.error.cause for parsed in parse_each(data, uri) if parsed.error}


TWO = [("b/2.txt", TEXT), ("a.txt", TEXT)]
TITLE = "Jardinier du parc botanique"


@pytest.mark.parametrize(
    ("data", "paths"),
    [
        pytest.param(zipped(*TWO), ["a.txt", "b/2.txt"], id="zip"),
        pytest.param(zipped(*TWO, method=zipfile.ZIP_STORED), ["a.txt", "b/2.txt"], id="zip, stored"),
        pytest.param(zipped(*TWO, method=zipfile.ZIP_LZMA), ["a.txt", "b/2.txt"], id="zip, LZMA"),
        pytest.param(b"MZ" + zipped(*TWO), None, id="a program that unpacks itself is no archive"),
        pytest.param(tarred(*TWO), ["a.txt", "b/2.txt"], id="tar"),
        pytest.param(squeezed(tarred(*TWO)), ["a.txt", "b/2.txt"], id="tar.gz"),
        pytest.param(bz2.compress(tarred(*TWO)), ["a.txt", "b/2.txt"], id="tar.bz2"),
        pytest.param(lzma.compress(tarred(*TWO)), ["a.txt", "b/2.txt"], id="tar.xz"),
        pytest.param(gzipped("poste.txt", TEXT), ["poste.txt"], id="gz with a name"),
        pytest.param(squeezed(TEXT), ["content"], id="gz without a name"),
        pytest.param(bz2.compress(TEXT), ["content"], id="bz2"),
        pytest.param(lzma.compress(TEXT), ["content"], id="xz"),
        pytest.param(zipped(("b/", b""), ("b/1", TEXT)), ["b/1"], id="folders are no documents"),
        pytest.param(
            zipped(("__MACOSX/._a.txt", b"x"), (".git/x", b"x"), ("b/.DS_Store", b"x"), ("b/1", TEXT)),
            ["b/1"],
            id="what is hidden is left out",
        ),
        pytest.param(zipped(("../../etc/a", TEXT), ("/etc/a", TEXT)), ["etc/a", "etc/a~2"], id="labels only"),
        pytest.param(zipped(("Z", TEXT), ("a", TEXT), ("é", TEXT)), ["Z", "a", "é"], id="by code point"),
        pytest.param(zipped(("in.zip", zipped(*TWO))), ["in.zip!/a.txt", "in.zip!/b/2.txt"], id="nested"),
        pytest.param(zipped(("x.zip!/a", TEXT), ("x.zip", zipped(("a", TEXT)))), ["x.zip!/a", "x.zip%21/a"], id="!/"),
    ],
)
def test_members(data, paths):
    if paths is None:
        assert sniff.sniff(data) == sniff.TEXT
    else:
        assert told(data) == [(f"a.zip!/{path}", TITLE) for path in paths]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Offre d'été n° 3.txt".encode(), "Offre d'été n° 3.txt"),
        ("Offre d'été n° 3.txt".encode("cp850"), "Offre d'été n° 3.txt"),
        ("Offre d’été n° 3.txt".encode("cp1252"), "Offre d’été n° 3.txt"),
        (b"Offre.txt", "Offre.txt"),
        ("DÉLÉGUÉ.DOC".encode("cp850"), "DÉLÉGUÉ.DOC"),
        ("DÉLÉGUÉ.DOC".encode("cp1252"), "DÉLÉGUÉ.DOC"),
    ],
)
def test_names_of_unknown_encoding(name, expected):
    assert decoded(name) == expected


@pytest.mark.parametrize(
    ("names", "paths"),
    [
        (["a.txt", "a.txt", "a~2.txt"], ["a.txt", "a~2.txt", "a~2~2.txt"]),
        (["C:\\Offres\\a.txt"], ["C:/Offres/a.txt"]),
        (["./a", "b//c", "/"], ["a", "b/c", "unnamed"]),
        (["a\x1b[2J\n.txt", "a\udce9"], ["a\ufffd1B[2J\ufffd0A.txt", "a\ufffdE9"]),
    ],
)
def test_paths_are_clean_and_unique(names, paths):
    assert [path for path, _ in in_order((name, None) for name in names)] == paths


def test_names_in_a_zip_of_a_french_windows():
    data = bytearray(zipped(("cafe.txt", TEXT)))
    assert told(bytes(data.replace(b"cafe.txt", "café.txt".encode("cp850")))) == [("a.zip!/café.txt", TITLE)]
    assert told(tarred(("café.txt", TEXT)).replace("é".encode(), b"\xe9\0"), "a.tar")[0][0].startswith("a.tar!/café")


def flagged(data):
    """The ZIP with its member `secret.txt` marked as behind a password."""
    changed = bytearray(data)
    for sign, flags, name in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        at = -1
        while (at := changed.find(sign, at + 1)) >= 0:
            if changed[at + name :].startswith(b"secret.txt"):
                changed[at + flags] |= 1
    return bytes(changed)


def with_method(data, method):
    return data.replace(b"PK\x03\x04\x14\0\0\0\0\0", b"PK\x03\x04\x14\0\0\0" + bytes([method, 0])).replace(
        b"PK\x01\x02\x14\x03\x14\0\0\0\0\0", b"PK\x01\x02\x14\x03\x14\0\0\0" + bytes([method, 0])
    )


def linked():
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as packed:
        for name, kind in (
            ("b", tarfile.SYMTYPE),
            ("c", tarfile.LNKTYPE),
            ("d", tarfile.CHRTYPE),
            ("e", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            packed.addfile(info)
        info = tarfile.TarInfo("a")
        info.size = len(TEXT)
        packed.addfile(info, io.BytesIO(TEXT))
    return stream.getvalue()


STORED = zipped(("a", TEXT), ("b", TEXT), method=zipfile.ZIP_STORED)
DAMAGED = STORED.replace(b"Jardinier", b"Jardiniex", 1)
CUT = tarred(("a", TEXT), ("b", TEXT * 100), end=8000)


@pytest.mark.parametrize(
    ("data", "expected", "cause"),
    [
        (flagged(zipped(("a", TEXT), ("secret.txt", TEXT))), [("a", TITLE), ("secret.txt", "OF902")], "password"),
        (with_method(STORED, 97), [("a", "OF901"), ("b", "OF901")], "packed in a way that is not read"),
        (DAMAGED, [("a", "OF901"), ("b", TITLE)], "damaged"),
        (linked(), [("a", TITLE), *((name, "OF901") for name in "bcde")], "and no file"),
        (STORED[:-30], [("", "OF901")], "damaged or breaks off"),
        (b"PK\x03\x04 nothing of the kind", [("", "OF901")], "damaged or breaks off"),
        (zipped(), [("", "OF901")], "a ZIP archive with nothing in it"),
        (zipped((".hidden", b"x")), [("", "OF901")], "a ZIP archive with nothing in it"),
        (tarred(), [("", "OF9")], ""),
        (CUT, [("a", TITLE), ("b", "OF901"), ("", "OF901")], "breaks off"),
        (squeezed(CUT)[:-4], [("a", TITLE), ("b", "OF901"), ("", "OF901")], "breaks off"),
        (squeezed(TEXT)[:-20], [("", "OF901")], "breaks off"),
        (squeezed(TEXT)[:12], [("", "OF901")], "breaks off"),
        (b"\x1f\x8b\x08\x00", [("", "OF901")], "breaks off"),
        (zipped(("a", TEXT), ("b", b"")), [("a", TITLE), ("b", "OF901")], "empty"),
        (zipped(("a", TEXT), ("b.zip", STORED[:-30])), [("a", TITLE), ("b.zip", "OF901")], "damaged"),
    ],
)
def test_damage_costs_only_what_it_hits(data, expected, cause):
    found = told(data)
    assert [uri for uri, _ in found] == ["a.zip" + (f"!/{path}" if path else "") for path, _ in expected]
    assert all(said.startswith(code) for (_, said), (_, code) in zip(found, expected, strict=True))
    assert all(cause in text for text in causes(data).values())


def nested(depth, name="a.txt", data=TEXT):
    for _ in range(depth):
        name, data = "in.zip", zipped((name, data))
    return data


@pytest.mark.parametrize(("depth", "code"), [(3, TITLE), (4, "OF903")])
def test_depth(depth, code):
    inner = "!/in.zip" * (min(depth, 4) - 1)
    assert told(nested(depth)) == [(f"a.zip{inner}" + ("!/a.txt" if depth == 3 else ""), code)]


# Bombs: each is told by what it declares, or stops at a limit that its error names


def lying():
    """A ZIP whose member declares 100 bytes and has more."""
    data = zipped(("a", b"x" * 5000))
    return data.replace((5000).to_bytes(4, "little"), (100).to_bytes(4, "little"))


def overlapping():
    """A ZIP whose directory names one member many times."""
    data = zipped(("a", TEXT * 40))
    at, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    count = 2000
    tail = bytearray(data[end:])
    tail[8:10] = tail[10:12] = count.to_bytes(2, "little")
    tail[12:16] = (count * (end - at)).to_bytes(4, "little")
    return data[:at] + data[at:end] * count + bytes(tail)


INNER = zipped(("a", TEXT), ("b", TEXT))


@pytest.mark.parametrize(
    ("data", "expected", "cause"),
    [
        pytest.param(
            zipped(("a", bytes(11_000_000)), ("b", TEXT)),
            [("a", "OF903"), ("b", TITLE)],
            "over 200 times as many",
            id="ratio",
        ),
        pytest.param(
            zipped(("a", bytes(3_000_000)), ("b", TEXT)), [("a", "OF903"), ("b", TITLE)], "at most 2,000,000", id="size"
        ),
        pytest.param(overlapping(), [("", "OF903")], "share their bytes", id="members over each other"),
        pytest.param(lying(), [("a", "OF901")], "damaged", id="a size that is a lie"),
        pytest.param(squeezed(bytes(3_000_000)), [("", "OF903")], "at most 2,000,000", id="gzip without an end"),
    ],
)
def test_bombs(monkeypatch, data, expected, cause):
    for module in (files, archive):
        monkeypatch.setattr(module, "LARGEST_FILE", 2_000_000)
    assert told(data) == [("a.zip" + (f"!/{path}" if path else ""), code) for path, code in expected]
    assert all(cause in text for text in causes(data).values())


@pytest.mark.parametrize(
    ("limits", "data", "expected"),
    [
        pytest.param({"UNPACKED": 1000, "TIMES": 0}, zipped(*[(str(n), TEXT) for n in range(9)]), [("", "OF903")], id="declared"),
        pytest.param({"UNPACKED": 1000, "TIMES": 0}, tarred(*[(str(n), TEXT) for n in range(9)]), [("", "OF903")], id="declared in a tar"),
        pytest.param(
            {"UNPACKED": 3 * len(INNER) + len(TEXT), "TIMES": 0},
            zipped(*[(f"{n}.zip", INNER) for n in range(3)]),
            [("0.zip!/a", TITLE), ("0.zip!/b", TITLE), ("", "OF903")],
            id="nested, together",
        ),
        pytest.param({"UNPACKED": 30_000, "TIMES": 0}, squeezed(tarred(*[(str(n), TEXT) for n in range(90)])), [("", "OF903")], id="tar.gz"),
        pytest.param({"MOST_MEMBERS": 2}, zipped(*[(str(n), TEXT) for n in range(3)]), [("", "OF903")], id="members"),
        pytest.param({"MOST_MEMBERS": 2}, tarred(*[(str(n), TEXT) for n in range(4)]), [("", "OF903")], id="members of a tar"),
    ],
)  # fmt: skip
def test_budget_of_a_file(monkeypatch, limits, data, expected):
    for name, value in limits.items():
        for module in (files, reader, archive):
            monkeypatch.setattr(module, name, value, raising=False)
    assert told(data) == [("a.zip" + (f"!/{path}" if path else ""), code) for path, code in expected]


def test_a_large_archive_is_not_held_in_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_FILE", 2000)
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(*[(f"{n:02}", TEXT) for n in range(20)]))
    assert path.stat().st_size > 2000
    records = parse(path, uri="a.zip")
    assert [record.source.uri for record in records] == [f"a.zip!/{n:02}" for n in range(20)]
    (tmp_path / "b.zip").write_bytes(path.read_bytes()[:-40])
    (parsed,) = parse_each(tmp_path / "b.zip")
    assert (parsed.error.code, parsed.records[0].source.bytes) == ("OF901", path.stat().st_size - 40)


def test_what_cannot_be_read_says_what_it_is():
    (record,) = next(parse_each(b"PK\x03\x04", "a.docx")).records
    assert (record.source.media_type, record.source.bytes) == (sniff.ZIP, 4)
