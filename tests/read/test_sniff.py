"""The type of a file, told from its bytes."""

import io
import zipfile

import pytest

from offres.extract.read import sniff as s


def zipped(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return stream.getvalue()


def ole(stream_name):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + stream_name.encode("utf-16-le") + b"\0" * 100


PAGE = "<!DOCTYPE html><html lang='fr'><p>Employeur : Ville de Roquesane</p>"

TYPES = [
    (b"", s.EMPTY),
    (b"Jardinier\nEmployeur : Ville de Roquesane\n", s.TEXT),
    (b"\xff\xfeJ\0a\0r\0", s.TEXT),
    (b"<b>Poste</b> : jardinier\n", s.TEXT),
    (b"< 3 ans de pratique\n", s.TEXT),
    (b"Date : 3 mars 2031\nEmployeur : Ville\nSubject : fleurs\n", s.TEXT),
    (b"Subject: le poste\nDate: demain\nCorps: adjoint\n", s.TEXT),
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", s.PDF),
    (b"\r\n %PDF-1.7\n", s.PDF),
    (b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n%PDF-1.4\n", s.PDF),
    (rb"{\rtf1\ansi R\'e9f\'e9rence : 3134-27-0456/SR\par}", s.RTF),
    (b"PK\x03\x04\x14\x00\x06\x00", s.ZIP),
    (zipped(a="x"), s.ZIP),
    (zipped(word__document_xml="<w/>"), s.DOCX),
    (zipped(word__document2_xml="<w/>"), s.DOCX),
    (zipped(mimetype=s.ODT, content_xml="<o/>"), s.ODT),
    (zipped(xl__workbook_xml="<w/>"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (ole("WordDocument"), s.DOC),
    (ole("__properties_version1.0"), s.OUTLOOK),
    (ole("EncryptedPackage"), s.ENCRYPTED),
    (ole("Workbook"), s.OLE),
    (b"\x89PNG\r\n\x1a\n\x00\x00", s.PNG),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", s.JPEG),
    (b"II*\x00\x08\x00", s.TIFF),
    (b"MM\x00*\x00\x00", s.TIFF),
    (b"\x1f\x8b\x08\x00", s.GZIP),
    (b"a.txt".ljust(257, b"\0") + b"ustar\x0000", s.TAR),
    (b"From: a@exemple.nc\nTo: b@exemple.nc\nSubject: poste\n\nBonjour", s.MAIL),
    (b"Received: by x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx", s.MAIL),
    (PAGE.encode(), s.HTML),
    (b"\n<html lang='fr'>", s.HTML),
    (b"\xef\xbb\xbf" + PAGE.encode(), s.HTML),
    (PAGE.encode("utf-16"), s.HTML),
    (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">', s.HTML),
    (b"<!-- copie --><html>", s.HTML),
    (b'<?xml version="1.0"?><offre/>', "application/xml"),
    (b"<div><p>Employeur</p><p>Ville</p></div>", s.HTML),
]


@pytest.mark.parametrize(("data", "media_type"), TYPES)
def test_types(data, media_type):
    assert s.sniff(data) == media_type


@pytest.mark.parametrize(
    ("name", "media_type", "extension"),
    [
        ("a/b.pdf", s.PDF, None),
        ("a/b.PDF", s.DOCX, ".pdf"),
        ("b.txt", s.TEXT, None),
        ("b.txt", s.HTML, ".txt"),
        ("b.doc", s.RTF, ".doc"),
        ("b", s.PDF, None),
        ("b.annonce", s.PDF, None),
        (None, s.PDF, None),
        ("mail.eml!/piece.docx", s.PDF, ".docx"),
    ],
)
def test_a_name_that_promises_another_type(name, media_type, extension):
    assert s.differs(name, media_type) == extension


def test_every_type_has_a_name():
    kinds = {kind for _, kind in TYPES} - {s.EMPTY, s.ENCRYPTED}
    assert kinds <= s.NAMES.keys()
