"""What becomes of one file: where it failed and why, and what it is, as facts."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from command import POSTING, write
from offres.extract import pipeline
from offres.extract.errors import NoText
from offres.ingest.find import file_of
from offres.ingest.work import RECORDS, Facts, convert_file


def outcomes(path, **options):
    return list(convert_file(file_of(str(path)), **options))


def stumble(*_, **__):
    raise KeyError("no such thing")


def empty(*_, **__):
    raise NoText("nothing", remedy="Write")


@pytest.mark.parametrize(
    ("path", "code", "stage", "message"),
    [
        ("none.txt", "OF901", "open", "there is no file or folder of this name. Check the path."),
        ("void.txt", "OF901", "read", "the file is empty. Get the file again"),
        ("blank.txt", "OF904", "read", "the file holds only white space"),
        ("broken.zip", "OF901", "read", "it is damaged or breaks off"),
        (".", "OF901", "list", "it is a folder. Name a file in it"),
    ],
)
def test_a_failure_says_where_it_came_to_that(folder, path, code, stage, message):
    write("void.txt", "")
    write("blank.txt", "  \n")
    Path("broken.zip").write_bytes(b"PK\x03\x04 and no more")
    (outcome,) = outcomes(path)
    assert (outcome.error.code, outcome.error.stage) == (code, stage)
    assert outcome.error.message.startswith(message)
    assert outcome.error.message.rstrip(".") in outcome.failure


@pytest.mark.parametrize(
    ("raised", "code", "told"), [(stumble, "OF901", "unexpected KeyError"), (empty, "OF904", "nothing. Write")]
)
def test_what_goes_wrong_behind_the_reader_is_parsing(folder, monkeypatch, raised, code, told):
    monkeypatch.setattr(pipeline, "records_of", raised)
    (outcome,) = outcomes("b.txt")
    assert (outcome.error.code, outcome.error.stage) == (code, "parse")
    assert told in outcome.error.message


def test_what_goes_wrong_with_the_form_is_writing(folder):
    class Form:
        lang = "en"

        def lines(self, records, text, leaf=None):
            return RECORDS.lines(records, text) if leaf is None else stumble()

    (outcome,) = outcomes("b.txt", form=Form())
    assert outcome.error.stage == "write"


def facts(path, media_type):
    data = Path(path).read_bytes()
    return Facts(hashlib.sha256(data).hexdigest(), len(data), media_type)


def test_a_document_comes_with_its_facts(folder):
    heard = []
    (outcome,) = outcomes("b.txt", about=heard.append)
    assert (outcome.facts, outcome.error, heard) == (facts("b.txt", "text/plain"), None, [])


@pytest.mark.parametrize("path", ["c.zip", "c.zip!/in/b.txt"])
def test_a_container_is_told_once_by_its_own_facts(folder, path):
    with zipfile.ZipFile("c.zip", "w") as packed:
        for number, name in enumerate(("a.txt", "in/b.txt")):
            packed.writestr(name, POSTING * (number + 1))
    heard = []
    found = outcomes(path, about=heard.append)
    assert heard == [facts("c.zip", "application/zip")]
    assert {outcome.facts.size for outcome in found} <= {len(POSTING.encode()), 2 * len(POSTING.encode())}
