"""Which files are meant."""

import os

import pytest

from offres.ingest.find import file_of, find

POSIX = pytest.mark.skipif(os.name == "nt", reason="needs links and pipes of POSIX")


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("b/2.txt", "b/1.MD", "b/c/3", "b/x.css", "b/.h.txt", "a.text", ".git/config"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    return tmp_path


def uris(*paths):
    return [file.uri for file in find(paths).files]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["."], ["a.text", "b/1.MD", "b/2.txt", "b/c/3"]),
        (["b/", "a.text"], ["a.text", "b/1.MD", "b/2.txt", "b/c/3"]),
        (["./b//c"], ["b/c/3"]),
        (["b/*.txt", "b/2.txt", "b/c/../2.txt"], ["b/2.txt"]),
        (["b/x.css"], ["b/x.css"]),
        (["b/.h.txt", ".git"], [".git/config", "b/.h.txt"]),
        (["gone"], ["gone"]),
        (["gone*"], []),
    ],
)
def test_paths(tree, paths, expected):
    assert uris(*paths) == expected
    assert uris(*reversed(paths)) == expected


def test_absolute_paths_stay_absolute(tree):
    assert uris(str(tree / "a.text")) == [(tree / "a.text").as_posix()]
    assert uris("a.text", str(tree)) != uris("a.text")


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["b/a.zip!/x/y.pdf"], [("b/a.zip", "b/a.zip!/x/y.pdf", "x/y.pdf")]),
        (["./b//a.zip!/x/"], [("./b//a.zip", "b/a.zip!/x", "x")]),
        (["b/a.zip!/in.zip!/y"], [("b/a.zip", "b/a.zip!/in.zip!/y", "in.zip!/y")]),
        (["b/a.zip!/[1].txt"], [("b/a.zip", "b/a.zip!/[1].txt", "[1].txt")]),
        (["b/odd!/a.txt"], [("b/odd!/a.txt", "b/odd!/a.txt", "")]),
        (["b/gone.zip!/a.txt"], [("b/gone.zip!/a.txt", "b/gone.zip!/a.txt", "")]),
        (["b/odd!/gone.txt"], [("b/odd!/gone.txt", "b/odd!/gone.txt", "")]),
        (["b/a.zip!/x/y", "b/a.zip"], [("b/a.zip", "b/a.zip", "")]),
        (["b/a.zip!/x/y", "b/a.zip!/xy", "b/a.zip!/x"], [("b/a.zip", "b/a.zip!/x", "x"), ("b/a.zip", "b/a.zip!/xy", "xy")]),
    ],
)  # fmt: skip
def test_documents_in_files(tree, paths, expected):
    for name in ("b/a.zip", "b/odd!/a.txt"):
        (tree / name).parent.mkdir(exist_ok=True)
        (tree / name).write_bytes(b"")
    assert [file[:3] for file in find(paths).files] == expected
    assert {file.container for file in find(paths).files} <= {"b/a.zip", "b/odd!/a.txt", *paths}


def test_folders_give_what_is_read(tree):
    for name in ("a.zip", "a.tar.gz", "a.TGZ", "a.docx.bak"):
        (tree / name).write_bytes(b"")
    found = find(["."])
    assert [file.uri for file in found.files][:3] == ["a.TGZ", "a.tar.gz", "a.text"]
    assert found.skipped == {".css": 1, ".bak": 1}


@POSIX
def test_links_and_pipes_in_folders(tree):
    (tree / "b/round").symlink_to(tree)
    (tree / "b/nowhere.txt").symlink_to("gone")
    (tree / "b/loop.txt").symlink_to("loop.txt")
    (tree / "b/same.txt").symlink_to("2.txt")
    os.mkfifo(tree / "b/pipe")
    (tree / "b/piped.txt").symlink_to("pipe")
    found = find(["b"])
    assert [file.uri for file in found.files] == [
        "b/1.MD",
        "b/2.txt",
        "b/c/3",
        "b/loop.txt",
        "b/nowhere.txt",
        "b/same.txt",
    ]
    assert found.skipped == {".css": 1, "link to a folder": 1, "no regular file": 2}


@POSIX
def test_uris_are_unicode_and_never_collide():
    names = [
        b"caf\xe9",
        b"caf\xe8",
        "caf\ufffdE9".encode(),
        "caf\ufffd00E9".encode(),
        "caf\ufffd".encode(),
        "café".encode(),
    ]
    made = [file_of(os.fsdecode(name)).uri for name in names]
    assert len(set(made)) == len(names)
    assert [uri.encode() for uri in made]
