"""What URLs of file systems mean."""

import io
import os
import uuid
import zipfile
from datetime import UTC, datetime

import pytest

from bucket import bucket
from command import POSTING, offres, records, uris
from offres.extract.errors import UnreadableFile
from offres.ingest.find import File, file_of, find, source_of
from offres.ingest.place import place
from offres.ingest.remote import _seconds, stamped
from served import Answer

fsspec = pytest.importorskip("fsspec")

NAMES = (
    "a.txt",
    "b.PDF",
    "c",
    "x.css",
    ".hidden.txt",
    ".git/config",
    "sub/d été#1?.md",
    "sub/deep/e!.docx",
    "sub/%20.txt",
)
READ = ["a.txt", "b.PDF", "c", "sub/%20.txt", "sub/d été#1?.md", "sub/deep/e!.docx"]


class Walked(type(fsspec.filesystem("memory"))):
    """A file system that is listed folder by folder, as most are; one named `closed` cannot be."""

    protocol = "walked"
    find = fsspec.AbstractFileSystem.find

    @classmethod
    def _strip_protocol(cls, path):
        return super()._strip_protocol(path.replace("walked://", "memory://"))

    def ls(self, path, *args, **kwargs):
        if path.endswith("closed"):
            raise PermissionError(path)
        return super().ls(path, *args, **kwargs)


fsspec.register_implementation("walked", Walked, clobber=True)


@pytest.fixture(scope="module")
def s3():
    """A bucket of a server that speaks S3, by its URL."""
    with bucket() as url:
        yield url


@pytest.fixture(params=["memory", "s3"])
def folder(request):
    """A folder of a file system, by its URL, with files."""
    name = uuid.uuid4().hex
    root = f"memory://{name}" if request.param == "memory" else f"{request.getfixturevalue('s3')}/{name}"
    out = place(f"{root}/in")
    for one in NAMES:
        out.write(one, one.encode())
    return f"{root}/in"


def found_uris(*paths):
    return [file.uri for file in find(paths).files]


def test_a_folder_gives_what_is_read(folder):
    found = find([f"{folder}/"])
    assert [file.uri for file in found.files] == [f"{folder}/{name}" for name in READ]
    assert [file.path for file in found.files] == [file.uri for file in found.files]
    assert found.skipped == {".css": 1}
    assert {file.source for file in found.files} == {f"{folder}/"}
    assert [file.size for file in found.files] == [len(name.encode()) for name in READ]
    assert all(file.stamp and file.modified for file in found.files)
    assert (found.empty, found.failed) == ([], [])


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ([""], READ),
        (["/sub"], READ[3:]),
        (["/sub/"], READ[3:]),
        (["/*.txt"], ["a.txt"]),
        (["/s*"], READ[3:]),
        (["/**/*.docx"], ["sub/deep/e!.docx"]),
        (["/s?b/*.[mt]*"], ["sub/%20.txt", "sub/d été#1?.md"]),
        (["/sub/d été#1?.md"], ["sub/d été#1?.md"]),
        (["/x.css"], ["x.css"]),
        (["/.hidden.txt", "/a.txt", "/"], [".hidden.txt", *READ]),
        (["/gone.txt"], ["gone.txt"]),
        (["/*.odt"], []),
    ],
)
def test_paths(folder, paths, expected):
    assert found_uris(*(folder + path for path in paths)) == [f"{folder}/{name}" for name in expected]
    assert found_uris(*(folder + path for path in reversed(paths))) == [f"{folder}/{name}" for name in expected]


@pytest.mark.parametrize("path", ["/", "/*.txt"])
def test_listings_are_those_of_now(folder, path):
    before = find([folder + path]).files
    place(folder).write("later.txt", b"")
    place(folder).write("a.txt", b"changed")
    place(folder).remove("b.PDF")
    files = {file.uri.rpartition("/")[2]: file for file in find([folder + path]).files}
    assert "later.txt" in files
    assert "b.PDF" not in files
    assert files["a.txt"].size == 7
    assert files["a.txt"].stamp != next(file.stamp for file in before if file.uri.endswith("a.txt"))


def test_what_is_not_there(folder):
    (file,) = find([f"{folder}/gone.txt"]).files
    assert (file.size, file.stamp, file.source) == (None, None, f"{folder}/gone.txt")
    found = find([f"{folder}/*.odt", f"{folder}/a.txt"])
    assert (len(found.files), found.empty, found.failed) == (1, [f"{folder}/*.odt"], [])


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("walked://nowhere/", "the server has nothing under this URL"),
        ("walked://nowhere/*.txt", "the server has nothing under this URL"),
        ("nothing://bucket/", "cannot be fetched: ValueError"),
        ("oci://bucket/in/", "needs ocifs"),
        ("zip://*::memory://nowhere/a.zip", "the server has nothing under this URL"),
    ],
)
def test_a_failing_listing_hides_no_other(folder, url, told):
    found = find([url, f"{folder}/"])
    assert len(found.files) == len(READ)
    assert [failed.source for failed in found.failed] == [url]
    assert told in str(found.failed[0].error)
    assert found.failed[0].error.uri == url
    assert found.empty == []


def test_a_bucket_that_is_not_there(s3):
    found = find(["s3://no-such-bucket/in/", "s3://no-such-bucket/*.txt", "s3://bucket/no-such-prefix/"])
    assert [failed.source for failed in found.failed] == ["s3://no-such-bucket/*.txt", "s3://no-such-bucket/in/"][::-1]
    assert all("nothing under this URL" in str(failed.error) for failed in found.failed)
    assert found.empty == ["s3://bucket/no-such-prefix/"]


def test_s3_says_by_its_etag_what_changed(s3):
    out = place(f"{s3}/stamps")
    out.write("a.txt", b"one")
    (before,) = find([f"{s3}/stamps/"]).files
    out.write("a.txt", b"two")
    (after,) = find([f"{s3}/stamps/a.txt"]).files
    out.write("a.txt", b"one")
    (again,) = find([f"{s3}/stamps/"]).files
    assert before.stamp == again.stamp != after.stamp
    assert len(before.stamp) == 32
    assert abs(before.modified - datetime.now(UTC).timestamp()) < 3600


def test_marks_of_folders_are_no_files(s3):
    system = fsspec.filesystem("s3")
    system.pipe_file("bucket/marks/sub/", b"")
    system.pipe_file("bucket/marks/sub/a.txt", b"")
    assert found_uris(f"{s3}/marks/") == [f"{s3}/marks/sub/a.txt"]


def test_names_with_colons(s3):
    place(f"{s3}/colons").write("a::b.txt", b"here")
    (file,) = find([f"{s3}/colons/"]).files
    assert fsspec.filesystem("s3").cat_file("bucket/colons/a::b.txt") == b"here"
    assert file.uri == f"{s3}/colons/a::b.txt"
    assert file.size == 4


def test_s3_as_a_place(s3):
    out = place(f"{s3}/place/")
    out.write("receipts/a.json", b"1")
    out.write("b", b"2" * 6_000_000)
    assert out.names() == {"receipts/a.json", "b"}
    assert len(out.read("b")) == 6_000_000
    out.remove("b")
    out.remove("b")
    assert out.names() == {"receipts/a.json"}
    assert place(f"{s3}/not-there").names() == set()
    for name in ("no-such-bucket", "bucket"):
        with pytest.raises(FileNotFoundError):
            place(f"s3://{name}/x").read("gone")
    with pytest.raises(OSError):
        place("s3://no-such-bucket/x").write("a", b"")


@pytest.fixture
def packed():
    """An archive, by its URL."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ("in/a.txt", "in/b é.txt", "c.css", "d.pdf", "__MACOSX/a.txt", ".e.txt"):
            archive.writestr(name, name)
    url = f"memory://{uuid.uuid4().hex}"
    place(url).write("a b.zip", stream.getvalue())
    return f"{url}/a b.zip"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("zip://*.pdf", ["d.pdf"]),
        ("zip://**/*.txt", ["in/a.txt", "in/b é.txt"]),
        ("zip://in", ["in/a.txt", "in/b é.txt"]),
        ("zip://in/", ["in/a.txt", "in/b é.txt"]),
        ("zip://", ["d.pdf", "in/a.txt", "in/b é.txt"]),
        ("zip", ["d.pdf", "in/a.txt", "in/b é.txt"]),
        ("zip://c.css", ["c.css"]),
    ],
)
def test_chains(packed, path, expected):
    found = find([f"{path}::{packed}"])
    assert [file.uri for file in found.files] == [f"zip://{name}::{packed}" for name in expected]
    assert all(file.stamp and file.size for file in found.files)


def test_chains_over_a_cache(folder):
    found = find([f"simplecache::{folder}/"])
    assert [file.uri for file in found.files] == [f"simplecache::{folder}/{name}" for name in READ]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://h/a.zip!/b/c.pdf", ("https://h/a.zip", "https://h/a.zip!/b/c.pdf", "b/c.pdf")),
        ("https://h/a.zip!/b é/", ("https://h/a.zip", "https://h/a.zip!/b é", "b é")),
        ("s3://b/in.TGZ!/a.eml!/b", ("s3://b/in.TGZ", "s3://b/in.TGZ!/a.eml!/b", "a.eml!/b")),
        ("s3://b/odd!/a.txt", ("s3://b/odd!/a.txt", "s3://b/odd!/a.txt", "")),
        ("https://me:f00@h/a.pdf?token=f#p", ("https://me:f00@h/a.pdf?token=f", "https://h/a.pdf", "")),
    ],
)
def test_documents_in_files(url, expected):
    file = file_of(url)
    assert file[:3] == expected
    assert file.container == source_of(file.path)


def test_a_document_in_a_file(packed):
    (file,) = find([f"{packed}!/in/a.txt"]).files
    assert (file.path, file.inside) == (packed, "in/a.txt")
    assert file.size
    assert found_uris(f"{packed}!/in/a.txt", packed) == [packed]


def test_a_url_of_this_machine_is_its_path(tmp_path):
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "é%.txt").write_bytes(b"here")
    (tmp_path / "a b" / "x.css").write_bytes(b"")
    (file,) = find([(tmp_path / "a b").as_uri()]).files
    assert file.uri == (tmp_path / "a b" / "é%.txt").as_posix()
    state = (tmp_path / "a b" / "é%.txt").stat()
    assert (file.size, file.stamp) == (4, f"{state.st_mtime_ns}.{state.st_ctime_ns}")
    assert found_uris((tmp_path / "a b").as_uri() + "/*.txt", str(tmp_path)) == [file.uri]


@pytest.mark.parametrize(
    ("headers", "stamp", "modified"),
    [
        ({"ETag": '"one"', "Last-Modified": "Mon, 03 Mar 2031 08:00:00 GMT"}, '"one"', 1930291200.0),
        ({"Last-Modified": "Mon, 03 Mar 2031 08:00:00 GMT"}, "Mon, 03 Mar 2031 08:00:00 GMT", 1930291200.0),
        ({"Last-Modified": "yesterday"}, "yesterday", None),
        ({}, None, None),
    ],
)
def test_stamps_of_the_web(site, headers, stamp, modified):
    site.page("/l/", "a.txt")
    site.answers["/l/a.txt"] = Answer(b"here", headers=headers)
    (file,) = stamped(find([f"{site.url}/l/"]).files)
    assert (file.stamp, file.modified, file.size) == (stamp, modified, 4)
    assert site.asked[1:] == ["HEAD /l/a.txt"]


@pytest.mark.parametrize("answer", [Answer(status=405), Answer(status=404), Answer(status=500)])
def test_a_server_that_does_not_say_costs_no_file(site, answer):
    site.page("/l/", *(f"{number}.txt" for number in range(20)))
    files = find([f"{site.url}/l/"]).files
    site.answers["/l/3.txt"] = answer
    site.answers["*"] = Answer(b"here", headers={"ETag": "x"})
    told = stamped([*files, File("http://gone.invalid/a", "http://gone.invalid/a"), File("a.txt", "a.txt")])
    assert [file.uri for file in told] == [*(file.uri for file in files), "http://gone.invalid/a", "a.txt"]
    assert [file.uri for file in told if not file.stamp] == [f"{site.url}/l/3.txt", "http://gone.invalid/a", "a.txt"]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (12.5, 12.5),
        (datetime(2031, 3, 3, tzinfo=UTC), 1930262400.0),
        (datetime(2031, 3, 3), 1930262400.0),  # noqa: DTZ001 as some libraries give it
        ("2031-03-03T00:00:00+00:00", 1930262400.0),
        ("Mon, 03 Mar 2031 00:00:00 GMT", 1930262400.0),
        ("Mon, 99 Mar 2031 00:00:00 GMT", None),
        ("soon", None),
        (None, None),
    ],
)
def test_dates(date, expected):
    assert _seconds(date) == expected


def test_a_folder_below_that_cannot_be_listed_fails_the_source():
    url = f"walked://{uuid.uuid4().hex}"
    for name in ("a.txt", "closed/b.txt"):
        place(url).write(name, b"")
    (failed,) = find([f"{url}/"]).failed
    assert failed.source == f"{url}/"
    assert "does not let this account" in str(failed.error)


@pytest.mark.parametrize("path", [".", "in", "*"])
def test_a_folder_of_this_machine_that_cannot_be_listed(tmp_path, monkeypatch, path):
    monkeypatch.chdir(tmp_path)
    for name in ("in/a.txt", "in/sub/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    scandir = os.scandir

    def closed(folder):
        if str(folder).endswith("sub"):
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", closed)
    found = find([path])
    assert [file.uri for file in found.files] == ["in/a.txt"]
    ((source, error),) = found.failed
    assert (source, error.uri) == (path, "in/sub")
    assert isinstance(error, UnreadableFile)
    assert "Permission denied" in str(error)


def test_a_bucket_is_converted_by_another_process(s3):
    out = place(f"{s3}/postings")
    out.write("a.txt", POSTING.encode())
    out.write("sub/été #1?.txt", POSTING.encode())
    ran = offres("convert", f"{s3}/postings/", f"{s3}/postings/gone.pdf")
    assert uris(ran.stdout) == [f"{s3}/postings/{name}" for name in ("a.txt", "gone.pdf", "sub/été #1?.txt")]
    assert [record["offer"] is None for record in records(ran.stdout)] == [False, True, False]
    assert ran.exit_code == 1
