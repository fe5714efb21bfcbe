"""Word 97, by way of LibreOffice and antiword; they are left out, visibly, where these are missing."""

import shutil
import subprocess
import sys
import time

import pytest

from offres.extract.errors import EncryptedFile, LimitExceeded, MissingTool, UnreadableFile
from offres.extract.read.office import doc as reader
from offres.extract.read.office.docbook import blocks_of
from offres.extract.read.office.flow import pieces_of
from offres.extract.read.sniff import DOC, sniff
from wordfiles import b, docx, lines, p, tbl

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")


def stream(version=0xC1, flags=0, sign=b"\xec\xa5"):
    """An Office file of which only the head of the main stream is there."""
    head = sign + version.to_bytes(2, "little") + bytes(6) + flags.to_bytes(2, "little")
    return OLE + bytes(512) + head.ljust(512, b"\0") + "WordDocument".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "error", "cause"),
    [
        pytest.param(stream(flags=0x0100), EncryptedFile, "password", id="encrypted"),
        pytest.param(stream(0x65, 0x8100, b"\xdc\xa5"), EncryptedFile, "password", id="an older one"),
        pytest.param(OLE, UnreadableFile, "main part is missing", id="no main stream"),
        pytest.param(b"", UnreadableFile, "main part is missing", id="empty"),
        pytest.param(stream(0x1234), UnreadableFile, "main part is missing", id="an unknown version"),
    ],
)
def test_refused(data, error, cause):
    with pytest.raises(error, match=cause):
        reader.read(data)


def test_without_a_program_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(MissingTool, match="LibreOffice or antiword") as caught:
        reader.read(stream())
    assert "apt install antiword" in caught.value.remedy


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells what a program has started")
def test_a_program_over_the_time_limit_ends_with_its_children(monkeypatch, tmp_path):
    monkeypatch.setattr(reader, "TIME_LIMIT", 1)
    child = f"import time; time.sleep(4); open({str(tmp_path / 'late')!r}, 'w')"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with pytest.raises(LimitExceeded, match="over 1 seconds"):
        reader._run([sys.executable, "-c", parent])
    time.sleep(4)
    assert not (tmp_path / "late").exists()


BOOK = """<?xml version="1.0"?>
<!DOCTYPE book PUBLIC "-//OASIS//DTD DocBook XML V4.1.2//EN"
    "http://example.org/docbookx.dtd">
<book><bookinfo><date>2031-03-03</date></bookinfo><chapter><title/>{}</chapter></book>"""


@pytest.mark.parametrize(
    ("book", "expected"),
    [
        ("<para>\na\n</para>", [("plain", "a")]),
        ("<para>\na\nb\n</para>", [("plain", "a"), ("plain", "b")]),
        ("<para>\n<emphasis role='bold'>Missions</emphasis>\n</para>", [("heading", "Missions")]),
        ("<para>\n<emphasis role='bold'>Lieu :</emphasis> a<superscript>1</superscript>\n</para>", [("plain", "Lieu : a1")]),
        ("<sect1><title>Missions</title><para>a</para><sect2><title>Paie</title></sect2></sect1>", [("heading", "Missions"), ("plain", "a"), ("heading", "Paie")]),
        ("<itemizedlist><listitem><para>a</para><para>b</para><itemizedlist><listitem><para>c</para></listitem></itemizedlist></listitem></itemizedlist>", [("bullet", "a"), ("plain", "b"), ("bullet", "c")]),
        ("<orderedlist numeration='loweralpha'><listitem><para>a</para></listitem></orderedlist>", [("bullet", "a")]),
        ("<para><informaltable><tgroup><colspec/><tbody><row><entry>\nLieu :\n</entry><entry>\na\n</entry></row></tbody></tgroup></informaltable></para>", [("plain", "Lieu : a")]),
        ("<para><informaltable><row><entry>\na\nb\n</entry><entry>\nc\n</entry></row></informaltable></para>", [("plain", "a"), ("plain", "b"), ("plain", "c")]),
    ],
)  # fmt: skip
def test_what_antiword_writes(book, expected):
    pieces = pieces_of(blocks_of(BOOK.format(book).encode()))
    assert [(piece.kind, piece.text) for piece in pieces] == expected


LONG = "- arroser les serres ; " * 20  # antiword reads nothing shorter


@pytest.fixture(scope="module")
def word97(tmp_path_factory):
    """A file of Word 97, made by LibreOffice."""
    office = shutil.which("soffice") or pytest.skip("soffice is not installed")
    folder = tmp_path_factory.mktemp("doc")
    body = p("Jardinier") + tbl(["Lieu :", "Koné"]) + p(b("Missions")) + p(LONG) + p("- tailler")
    (folder / "a.docx").write_bytes(docx(body))
    target = ["--convert-to", "doc", "--outdir", str(folder), str(folder / "a.docx")]
    subprocess.run([office, f"-env:UserInstallation={folder.as_uri()}/profile", "--headless", *target], check=True, capture_output=True)  # fmt: skip
    return (folder / "a.doc").read_bytes()


EXPECTED = [("plain", "Jardinier"), ("plain", "Lieu : Koné"), ("heading", "Missions", 7), ("bullet", LONG.removeprefix("- ").strip(), 0, "dash"), ("bullet", "tailler", 0, "dash")]  # fmt: skip


@pytest.mark.slow
def test_by_libreoffice(word97):
    assert sniff(word97) == DOC
    document = reader.read(word97)
    assert lines(document) == EXPECTED
    assert (document.reading.media_type, document.reading.reader) == (DOC, "doc: libreoffice")
    with pytest.raises(UnreadableFile):
        reader.read(word97[: len(word97) * 9 // 10])


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("antiword") is None, reason="antiword is not installed")
def test_by_antiword(word97, monkeypatch):
    monkeypatch.setattr(reader, "_office", lambda: None)
    document = reader.read(word97)
    assert lines(document) == EXPECTED
    assert document.reading.reader == "doc: antiword"
