"""A folder to write to, here or under a URL."""

import os
import pickle
import uuid

import pytest

from offres.ingest.place import Local, Remote, place

fsspec = pytest.importorskip("fsspec")


class Renaming(type(fsspec.filesystem("memory"))):
    """A file system that renames, as servers do; it notes what was written and refuses to rename over a name."""

    protocol = "renaming"
    store, pseudo_dirs, written = {}, [""], []

    @classmethod
    def _strip_protocol(cls, path):
        return super()._strip_protocol(path.replace("renaming://", "memory://"))

    def pipe_file(self, path, value, **kwargs):
        self.written.append(path)
        super().pipe_file(path, value, **kwargs)

    def mv(self, old, new, **kwargs):
        if "stiff" in new and self.exists(new):
            raise FileExistsError(new)
        if "full" in new:
            raise PermissionError(new)
        self.store[new] = self.store.pop(old)


fsspec.register_implementation("renaming", Renaming, clobber=True)


@pytest.fixture(params=["path", "file", "memory", "renaming"])
def where(request, tmp_path):
    one = uuid.uuid4().hex
    return {
        "path": str(tmp_path / "a folder" / "out"),
        "file": (tmp_path / "a folder" / "out").as_uri(),
        "memory": f"memory://{one}/out",
        "renaming": f"renaming://{one}/out",
    }[request.param]


def test_what_is_written_is_there(where):
    out = place(where)
    assert out.names() == set()
    out.write("part-1.jsonl", b"one")
    out.write("receipts/part é #1?.json", b"two")
    out.write("part-1.jsonl", b"more")
    assert place(where + "/").names() == {"part-1.jsonl", "receipts/part é #1?.json"}
    assert (out.read("part-1.jsonl"), out.read("receipts/part é #1?.json")) == (b"more", b"two")
    out.remove("part-1.jsonl")
    out.remove("part-1.jsonl")
    assert out.names() == {"receipts/part é #1?.json"}


def test_it_can_be_sent(where):
    out = pickle.loads(pickle.dumps(place(where)))
    out.write("a", b"b")
    assert out == place(where)
    assert place(where).names() == {"a"}


def test_names_are_those_of_now(where):
    out, other = place(where), place(where)
    out.write("a/b", b"")
    assert out.names() == {"a/b"}
    other.write("a/c", b"")
    assert out.names() == {"a/b", "a/c"}
    other.remove("a/b")
    assert out.names() == {"a/c"}


def test_what_is_missing_is_told(where):
    with pytest.raises(FileNotFoundError):
        place(where).read("gone")
    place(where).write("there", b"")
    with pytest.raises(FileNotFoundError):
        place(where).read("gone")


@pytest.mark.parametrize("name", ["", "/a", "a//b", "../a", "a/../b", "a/", ".", "a/./b"])
def test_names_stay_below(where, name):
    for use in (place(where).read, place(where).remove, lambda name: place(where).write(name, b"")):
        with pytest.raises(ValueError, match="no name below a place"):
            use(name)


@pytest.mark.parametrize("leftover", [".offres-0123456789abcdef.part", "sub/.offres-0123456789abcdef.part"])
def test_what_a_killed_run_leaves_is_no_name(where, leftover):
    out = place(where)
    out.write("whole", b"")
    out.write(leftover, b"half")
    assert out.names() == {"whole"}
    out.tidy()
    assert out.names() == {"whole"}
    with pytest.raises(FileNotFoundError):
        out.read(leftover)


def test_where_a_file_system_renames_a_name_appears_whole():
    Renaming.written.clear()
    out = place(f"renaming://{uuid.uuid4().hex}/stiff")
    out.write("a", b"1")
    out.write("a", b"2")
    assert out.read("a") == b"2"
    assert all(path.rpartition("/")[2].startswith(".offres-") for path in Renaming.written)
    with pytest.raises(PermissionError):
        out.write("full", b"3")
    assert list(out._all()) == ["a"]


def test_a_failed_write_leaves_what_stood_there(tmp_path, monkeypatch):
    out = place(str(tmp_path))
    out.write("a", b"earlier")

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        out.write("a", b"later")
    assert out.read("a") == b"earlier"
    assert os.listdir(tmp_path) == ["a"]


def test_a_local_place_is_the_same_from_elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    out = place("out/")
    monkeypatch.chdir("/")
    out.write("a", b"")
    assert (tmp_path / "out/a").is_file()


@pytest.mark.parametrize(
    ("given", "kind", "uri"),
    [
        ("/a/b", Local, "/a/b/"),
        ("file:///a/b%20c/", Local, "/a/b c/"),
        ("file://localhost/a", Local, "/a/"),
        ("memory://a/b/", Remote, "memory://a/b/"),
        ("memory://me:pass@a/b", Remote, "memory://me@a/b/"),
    ],
)
def test_what_a_place_is_called(given, kind, uri):
    assert isinstance(place(given), kind)
    assert place(given).uri == uri


@pytest.mark.parametrize(
    ("given", "told"),
    [("nothing://a", "nothing"), ("oci://bucket/a", "oci://bucket/a: .* needs ocifs")],
)
def test_what_no_library_knows_is_told(given, told):
    with pytest.raises(OSError, match=told):
        place(given)


def test_a_file_is_no_place(tmp_path):
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(OSError):
        place(str(tmp_path / "a")).names()
