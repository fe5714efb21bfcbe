"""The whole way: paths, bytes and texts in, records or typed errors out."""

import hashlib
import os
import time
from pathlib import Path

import pytest

from offres import EncryptedFile, LimitExceeded, NoText, OffresError, UnreadableFile, __version__, parse, parse_text
from offres.extract.pipeline import failure_record, read_document, source_of

TEXT = "Jardinier\nRéférence : 3134-27-0456/SR du 5 avril 2027\nEmployeur : Régie d’été de Valmer\nLieu de travail : Koné\n"
DATA = TEXT.encode()


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "offre.txt"
    file.write_bytes(DATA)
    return file


@pytest.mark.parametrize("source", [pytest.param(str, id="str"), pytest.param(Path, id="Path"), pytest.param(Path.read_bytes, id="bytes")])  # fmt: skip
def test_every_kind_of_source_gives_the_same_offer(path, source):
    (record,) = parse(source(path))
    (expected,) = parse_text(TEXT)
    assert record.offer == expected.offer
    assert record.spans == expected.spans
    assert record.findings == expected.findings


@pytest.mark.parametrize(
    ("source", "given", "uri"),
    [
        pytest.param(str, None, "path", id="path: itself"),
        pytest.param(Path, None, "path", id="Path: itself"),
        pytest.param(str, "s3://offres/1", "s3://offres/1", id="path with a uri"),
        pytest.param(Path.read_bytes, None, None, id="bytes: none"),
        pytest.param(Path.read_bytes, "s3://offres/1", "s3://offres/1", id="bytes with a uri"),
    ],
)  # fmt: skip
def test_uri(path, source, given, uri):
    (record,) = parse(source(path), uri=given)
    assert record.source.uri == (path.as_posix() if uri == "path" else uri)


def test_uri_of_a_relative_path_stays_relative(path, monkeypatch):
    monkeypatch.chdir(path.parent)
    assert parse("offre.txt")[0].source.uri == "offre.txt"


@pytest.mark.parametrize("uri", [None, "note 7"])
def test_uri_of_a_text(uri):
    assert parse_text(TEXT, uri=uri)[0].source.uri == uri


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(DATA, "utf-8", id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + DATA, "utf-8", id="UTF-8 with BOM"),
        pytest.param(TEXT.encode("utf-16"), "utf-16", id="UTF-16"),
        pytest.param(TEXT.encode("cp1252"), "cp1252", id="cp1252"),
        pytest.param(TEXT.encode("mac-roman"), "mac", id="Mac Roman"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), "utf-8", id="line ends of Windows"),
    ],
)
def test_bytes_of_any_encoding(data, encoding):
    (record,) = parse(data)
    assert record.offer is not None
    assert record.offer.employer == "Régie d’été de Valmer"
    assert (record.source.encoding or "").replace("_", "-").startswith(encoding)
    assert (record.source.sha256, record.source.bytes) == (hashlib.sha256(data).hexdigest(), len(data))


def test_the_source_of_a_text():
    source = parse_text(TEXT)[0].source
    assert (source.sha256, source.bytes) == (hashlib.sha256(DATA).hexdigest(), len(DATA))
    assert (source.encoding, source.media_type, source.reader) == (None, "text/plain", "text")
    assert (source.pages, source.ocr, source.posting) == (None, False, 0)
    assert source.family == "nouvelle-caledonie"
    assert source.extractor == f"offres {__version__}"


def test_a_lone_surrogate_has_bytes_too():
    assert parse_text("Jardinier \ud800\n")[0].source.bytes == len(b"Jardinier \n") + 3


def test_spans_point_into_the_text_as_decoded():
    data = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    (record,) = parse(data)
    text = read_document(data).source
    assert not text.startswith("\ufeff")
    assert all(text[span.start : span.end] == span.text for span in record.spans.values())


# What cannot be read, the error, its code.
UNREADABLE = [
    pytest.param(b"", OffresError, "OF9", id="empty"),
    pytest.param(b" \n\t\r\n", NoText, "OF904", id="blank"),
    pytest.param(b"\xef\xbb\xbf", OffresError, "OF9", id="BOM alone"),
    pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", UnreadableFile, "OF901", id="PDF"),
    pytest.param(b"PK\x03\x04\x14\x00\x06\x00", UnreadableFile, "OF901", id="ZIP"),
    pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", UnreadableFile, "OF901", id="image"),
    pytest.param(bytes(range(256)) * 4, UnreadableFile, "OF901", id="binary"),
    pytest.param(b"x" * 5_000_001, LimitExceeded, "OF903", id="too large"),
]


@pytest.mark.parametrize(("data", "error", "code"), UNREADABLE)
def test_typed_errors_name_the_file(tmp_path, data, error, code):
    file = tmp_path / "offre.txt"
    file.write_bytes(data)
    with pytest.raises(error) as caught:
        parse(file)
    assert caught.value.uri == file.as_posix()
    assert caught.value.code.startswith(code)
    assert str(caught.value).startswith(f"{file.as_posix()}: {caught.value.code} {caught.value.name}: ")
    with pytest.raises(error) as caught:
        parse(data)
    assert caught.value.uri is None
    with pytest.raises(error) as caught:
        parse(data, uri="note 7")
    assert caught.value.uri == "note 7"


@pytest.mark.parametrize("name", ["missing.txt", "", "."])
def test_paths_that_are_no_file(tmp_path, name):
    with pytest.raises(UnreadableFile) as caught:
        parse(tmp_path / name)
    assert caught.value.uri == (tmp_path / name).as_posix()
    assert caught.value.remedy


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u00a0\u2003", "\u2028"])
def test_blank_texts(text):
    with pytest.raises(NoText) as caught:
        parse_text(text, uri="note 7")
    assert (caught.value.uri, caught.value.code) == ("note 7", "OF904")


@pytest.mark.parametrize("error", [UnreadableFile, EncryptedFile, LimitExceeded, NoText])
def test_failure_record(error):
    record = failure_record(error("it is so", remedy="Do this"), source_of(b"abc", "a.txt"))
    (finding,) = record.findings
    assert record.offer is None
    assert record.spans == {}
    assert (finding.code, finding.name, finding.severity) == (error.code, error.name, "error")
    assert "it is so" in finding.message
    assert "Do this" in finding.message
    assert (record.source.uri, record.source.bytes) == ("a.txt", 3)
    assert record.source.sha256 == hashlib.sha256(b"abc").hexdigest()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Recette de la soupe au potiron\n\nÉplucher, couper, cuire, mixer.\n", id="recipe"),
        pytest.param("x", id="letter"),
        pytest.param("# \n", id="heading with nothing"),
        pytest.param("|\n", id="pipe"),
        pytest.param("...\n", id="dots"),
    ],
)
def test_a_text_without_posting_gives_one_record_that_says_so(text):
    (record,) = parse_text(text)
    assert record.offer is not None
    assert record.source.family is None
    assert "OF501" in [finding.code for finding in record.findings]


@pytest.mark.parametrize("zone", ["Pacific/Noumea", "America/Los_Angeles", "UTC"])
def test_the_record_does_not_depend_on_the_time_zone(monkeypatch, zone):
    expected = parse_text(TEXT)
    set_zone = getattr(time, "tzset", lambda: None)  # not everywhere
    monkeypatch.setitem(os.environ, "TZ", zone)
    set_zone()
    try:
        assert parse_text(TEXT) == expected
    finally:
        monkeypatch.undo()
        set_zone()


def test_a_second_reading_gives_the_same():
    assert parse_text(TEXT) == parse_text(TEXT)


@pytest.mark.parametrize(
    ("second", "found"),
    [
        pytest.param("Comptable de la régie", ["OF302"], id="two posts under one number"),
        pytest.param("Jardinier du parc botanique", [], id="a copy is no other posting"),
    ],
)
def test_one_number_on_two_postings_of_a_file(second: str, found: list[str]) -> None:
    def posting(title: str) -> str:
        return (
            f"# {title}\n\nRéférence : 3134-27-0001/SR du 05/04/2027\n\nEmployeur : Ville de Roquesane\n\n"
            "Lieu de travail : Koné\n\nDate de dépôt de l'offre : lundi 5 avril 2027\n\n"
            "Date limite de candidature : vendredi 30 avril 2027\n\n# Détails de l'offre :\n\n"
            "Le service reçoit le public chaque jour de la semaine.\n\n# Missions :\n\n"
            f"- tenir le registre : {title} ;\n- classer les dossiers du service.\n\n# Profil du candidat\n\n- rigueur.\n\n"
        )

    records = parse_text(posting("Jardinier du parc botanique") + posting(second))
    assert [[f.code for f in record.findings if f.code == "OF302"] for record in records] == [found, found]
