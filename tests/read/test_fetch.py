"""What stands under a URL."""

import gzip
import io
import os
import uuid
import zipfile

import pytest

from command import POSTING
from offres import parse
from offres.extract.errors import LimitExceeded, OffresError, UnreadableFile
from offres.extract.read import fetch, files, server
from offres.extract.read.files import opened
from served import Answer

fsspec = pytest.importorskip("fsspec")
pytest.importorskip("requests")


@pytest.fixture
def memory():
    """A folder in memory, by its URL."""
    name = f"/{uuid.uuid4().hex}"
    yield f"memory:/{name}"
    fsspec.filesystem("memory").rm(name, recursive=True)


def put(url, data):
    with fsspec.open(url, "wb") as stream:
        stream.write(data)


def packed(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_txt", ".txt"), data)
    return stream.getvalue()


def read(url):
    with opened(url) as (data, uri):
        return (data if isinstance(data, bytes) else data.read()), uri


@pytest.mark.parametrize("name", ["a.txt", "été à Nouméa.txt", "a%20b.txt", "a b.txt", "!a!.txt", "a#1.txt", "a?b.txt"])
def test_names_in_a_file_system_are_taken_as_they_are(memory, name):
    fsspec.filesystem("memory").pipe_file(f"{memory.removeprefix('memory:/')}/{name}", b"here")
    assert read(f"{memory}/{name}") == (b"here", f"{memory}/{name}")


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("/a%20b.txt", "/a%20b.txt"),
        ("/a b.txt", "/a%20b.txt"),
        ("/%C3%A9t%C3%A9.txt", "/%C3%A9t%C3%A9.txt"),
        ("/été.txt", "/%C3%A9t%C3%A9.txt"),
        ("/a!b(1)'.txt", "/a!b(1)'.txt"),
        ("/a%23b.txt", "/a%23b.txt"),
        ("/a.txt#p2", "/a.txt"),
        ("/offre?id=12", "/offre?id=12"),
        ("/100%25.txt", "/100%25.txt"),
    ],
)
def test_names_of_the_web_are_escaped(site, asked, path):
    site.answers[path] = Answer(b"here")
    assert read(site.url + asked)[0] == b"here"


def test_a_posting_is_parsed_from_its_url(site, memory):
    site.answers["/a.txt?id=1&token=f"] = Answer(POSTING.encode())
    put(f"{memory}/a.zip", packed(a_txt=POSTING))
    (here,) = parse(POSTING.encode())
    (web,) = parse(f"{site.url}/a.txt?id=1&token=f")
    (member,) = parse(f"{memory}/a.zip")
    (chained,) = parse(f"zip://a.txt::{memory}/a.zip")
    assert web.offer == member.offer == chained.offer == here.offer
    assert web.source.uri == f"{site.url}/a.txt?id=1"
    assert member.source.uri == f"{memory}/a.zip!/a.txt"
    assert chained.source.uri == f"zip://a.txt::{memory}/a.zip"


def test_a_chain_over_the_web(site):
    pytest.importorskip("aiohttp")
    data = packed(a_txt=POSTING)
    site.answers |= {"/a.zip": Answer(data, ranges=True), "/whole.zip": Answer(data)}
    assert read(f"zip://a.txt::{site.url}/a.zip")[0] == POSTING.encode()
    with pytest.raises(UnreadableFile, match="as a whole only"):
        read(f"zip://a.txt::{site.url}/whole.zip")


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ([Answer(status=404)], "nothing under this URL"),
        ([Answer(status=410)], "nothing under this URL"),
        ([Answer(status=401)], "does not let this account read it"),
        ([Answer(status=403)], "does not let this account read it"),
        ([Answer(status=418)], "answers 418"),
        ([Answer(status=304)], "answers 304"),
        ([Answer(status=204)], "answers 204"),
        ([Answer(status=500)], "answers 500"),
        ([Answer(status=503, headers={"Retry-After": "0"})], "answers 503"),
        ([Answer(status=429)], "answers 429"),
        ([Answer(b"whole", cut=2)], "the connection broke off"),
        ([Answer(b"", length=10)], "the connection broke off"),
        ([Answer(status=302, headers={"Location": "/a"})], "round in circles"),
        ([Answer(status=302, headers={"Location": "file:///etc/passwd"})], "no URL that can be read"),
        ([Answer(status=302, headers={"Location": "http://gone.invalid/"})], "no server of this name"),
    ],
)
def test_what_a_server_refuses_is_told(site, answers, told):
    site.answers["*"] = answers
    with pytest.raises(UnreadableFile, match=told) as raised:
        read(f"{site.url}/a?signature=f00&id=1".replace("//127", "//me:pass@127"))
    assert raised.value.code == "OF901"
    assert raised.value.uri == f"{site.url}/a?id=1"
    assert raised.value.remedy
    assert "f00" not in str(raised.value)
    assert "pass" not in str(raised.value)
    assert raised.value.__cause__ is not None


@pytest.mark.parametrize(
    "first",
    [
        Answer(status=500),
        Answer(status=502),
        Answer(status=429, headers={"Retry-After": "0"}),
        Answer(b"whole", cut=2),
        Answer(b"whole", cut=0),
    ],
)
def test_a_server_is_asked_again(site, first):
    site.answers["/a"] = [first, first, Answer(b"whole")]
    assert read(f"{site.url}/a")[0] == b"whole"
    assert site.asked == ["GET /a"] * 3


@pytest.mark.parametrize("status", [404, 403, 418])
def test_a_server_that_refuses_is_not_asked_again(site, status):
    site.answers["/a"] = Answer(status=status)
    with pytest.raises(UnreadableFile):
        read(f"{site.url}/a")
    assert site.asked == ["GET /a"]


def test_a_busy_server_does_not_stop_a_run_for_as_long_as_it_likes(site, monkeypatch):
    monkeypatch.setattr(server, "LONGEST_PAUSE", 0.01)
    site.answers["/a"] = [Answer(status=503, headers={"Retry-After": "86400"}), Answer(b"whole")]
    assert read(f"{site.url}/a")[0] == b"whole"


def test_a_silent_server_is_given_up(site, monkeypatch):
    monkeypatch.setattr(server, "SILENT", 0.05)
    site.answers["/a"] = Answer(b"late", wait=0.4)
    with pytest.raises(UnreadableFile, match="did not answer in time"):
        read(f"{site.url}/a")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://127.0.0.1:1/a", "cannot be reached"),
        ("http://gone.invalid/a", "no server of this name"),
        ("http://[a/b?token=f00", "no URL that can be read"),
        ("http:///a", "no URL that can be read"),
        ("memory://nowhere/a", "nothing under this URL"),
        ("memory://nowhere", "nothing under this URL|cannot be fetched"),
        ("zip://a::memory://nowhere/a.zip", "nothing under this URL"),
        ("zip://gone.txt::https://me:f00@127.0.0.1:1/a.zip", "cannot be reached"),
        ("zip://gone.txt::http://gone.invalid/a.zip", "cannot be reached|no server of this name"),
        ("nothing://a", "cannot be fetched: ValueError"),
    ],
)
def test_what_cannot_be_reached_is_told(site, url, told):
    with pytest.raises(UnreadableFile, match=told) as raised:
        read(url)
    assert raised.value.uri
    assert "f00" not in str(raised.value)


def test_a_server_that_is_gone_is_not_asked_for_each_file(site, monkeypatch):
    asked = []
    monkeypatch.setattr(server, "names", lambda error: asked.append(error) or {"NewConnectionError"})
    for number in range(20):
        with pytest.raises(UnreadableFile, match="cannot be reached") as raised:
            read(f"http://me:f00@127.0.0.1:1/{number}.txt")
        assert raised.value.uri == f"http://127.0.0.1:1/{number}.txt"
    assert len(asked) == server.LOST
    monkeypatch.setattr(server, "LOST_FOR", 0)
    with pytest.raises(UnreadableFile):
        read("http://127.0.0.1:1/a.txt")
    assert len(asked) == server.LOST + 1


def test_a_server_that_is_back_is_asked(site):
    host = site.url.removeprefix("http://")
    server._lost[host] = (server.LOST - 1, 0.0)
    site.answers["/a"] = Answer(b"here")
    assert read(f"{site.url}/a")[0] == b"here"
    assert host not in server._lost


def test_a_redirect_is_followed(site):
    site.answers |= {"/a": Answer(status=301, headers={"Location": "/b"}), "/b": Answer(b"here")}
    assert read(f"{site.url}/a") == (b"here", f"{site.url}/a")


def test_a_damaged_archive_in_a_chain(memory):
    put(f"{memory}/a.zip", b"PK\x03\x04 cut")
    with pytest.raises(OffresError, match="BadZipFile"):
        read(f"zip://a.txt::{memory}/a.zip")


@pytest.mark.parametrize(("name", "unpacked"), [("a.html", True), ("a", True), ("a.txt.GZ", False), ("a.tgz", False)])
def test_what_is_packed_for_the_way(site, name, unpacked):
    data = gzip.compress(b"text", mtime=0)
    site.answers[f"/{name}"] = Answer(data, headers={"Content-Encoding": "gzip"})
    assert read(f"{site.url}/{name}")[0] == (b"text" if unpacked else data)


def test_a_bomb_packed_for_the_way_is_refused(site, small):
    site.answers["/a"] = Answer(gzip.compress(bytes(10_000_000)), headers={"Content-Encoding": "gzip"})
    with pytest.raises(LimitExceeded, match="at most 1,000 are read"):
        read(f"{site.url}/a")


@pytest.fixture
def small(monkeypatch):
    """Limits that a test may reach."""
    monkeypatch.setattr(files, "LARGEST_FILE", 1000)
    monkeypatch.setattr(fetch, "LARGEST_FILE", 1000)
    monkeypatch.setattr(fetch, "LARGEST_FETCHED", 30_000)
    monkeypatch.setattr(fetch, "IN_MEMORY", 100)
    monkeypatch.setattr(server, "CHUNK", 500)


@pytest.mark.parametrize("answer", [Answer(b"x" * 5000), Answer(b"x" * 1001), Answer(b"x" * 900, length=10**12)])
def test_gigantic_files_are_refused(site, memory, small, answer):
    site.answers["/a"] = answer
    put(f"{memory}/a", answer.body + b"x" * 200)
    for url in (f"{site.url}/a", f"{memory}/a"):
        with pytest.raises(LimitExceeded, match="bytes, and at most 1,000 are read"):
            read(url)


def test_a_large_archive_is_an_open_file(site, memory, small):
    data = packed(a_txt=POSTING, b=os.urandom(3000))
    site.answers["/a.zip"] = Answer(data)
    put(f"{memory}/a.zip", data)
    for url in (f"{site.url}/a.zip", f"{memory}/a.zip"):
        with opened(url) as (stream, _):
            assert not isinstance(stream, bytes)
            assert stream.read() == data
        assert [record.source.uri for record in parse(url)] == [f"{url}!/a.txt", f"{url}!/b"]


@pytest.mark.parametrize("length", [None, 10**12])
def test_an_archive_without_an_end_is_refused(site, small, length):
    site.answers["/a.zip"] = Answer(packed(b=os.urandom(40_000)), length=length)
    with pytest.raises(LimitExceeded, match="at most 30,000"):
        read(f"{site.url}/a.zip")


def test_sizes_are_limits_to_the_byte(site, small):
    site.answers["/a"] = Answer(b"x" * 1000)
    assert len(read(f"{site.url}/a")[0]) == 1000
