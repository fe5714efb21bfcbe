"""Which files are meant."""

import os

import pytest

from offres.ingest.find import file_of, find

POSIX = pytest.mark.skipif(os.name == "nt", reason="needs links and pipes of POSIX")


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("b/2.txt", "b/1.MD", "b/c/3", "b/x.pdf", "b/.h.txt", "a.text", ".git/config"):
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
        (["b/x.pdf"], ["b/x.pdf"]),
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
    assert found.skipped == {".pdf": 1, "link to a folder": 1, "no regular file": 2}


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
