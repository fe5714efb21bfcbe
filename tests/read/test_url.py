"""URLs as names of files."""

import os
import subprocess
import sys

import pytest

from offres.extract.errors import MissingTool, UnreadableFile
from offres.extract.read.url import filesystem, is_url, links, local, scrubbed, shown


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("https://host/a.pdf", True),
        ("s3://bucket/a b#é!?.txt", True),
        ("S3://bucket", True),
        ("zip://*.pdf::https://host/a.zip", True),
        ("simplecache::s3://bucket/a", True),
        ("a.txt", False),
        ("a::b.txt", False),
        ("C:/a.txt", False),
        ("c://a.txt", False),
        ("https:/host/a", False),
        ("://a", False),
        ("", False),
    ],
)
def test_what_is_a_url(name, expected):
    assert is_url(name) is expected


@pytest.mark.skipif(os.name == "nt", reason="names of POSIX")
def test_a_path_that_is_there_is_none(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s3:").mkdir()
    (tmp_path / "s3:" / "bucket").write_bytes(b"here")
    assert is_url("s3://bucket") is False
    assert local("s3://bucket") == "s3://bucket"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a/b", "a/b"),
        ("file:///a/b%20c/%C3%A9%23%25.txt", "/a/b c/é#%.txt"),
        ("file://localhost/a", "/a"),
        ("https://host/a", None),
        ("zip://a::file:///a.zip", None),
    ],
)
def test_paths_of_this_machine(name, expected):
    assert local(name) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://host/a.pdf", "https://host/a.pdf"),
        ("https://me:pass@host/a.pdf", "https://host/a.pdf"),
        ("https://ghp_token@host/a?id=1#p2", "https://host/a?id=1#p2"),
        ("https://me:p@ss@host/a@b", "https://host/a@b"),
        ("https://me:pass@host", "https://host"),
        ("https://me:pass@host?id=1", "https://host?id=1"),
        ("ftp://me:pass@host/a", "ftp://host/a"),
        ("sftp://me:pass@host/a", "sftp://me@host/a"),
        ("abfs://box@account.dfs.example/a", "abfs://box@account.dfs.example/a"),
        ("s3://key:secret@bucket/a?token=b.pdf", "s3://key@bucket/a?token=b.pdf"),
        ("https://h/offre?id=12&lang=fr", "https://h/offre?id=12&lang=fr"),
        ("https://h/a?X-Amz-Algorithm=A&X-Amz-Signature=f00&X-Amz-Date=1&v=2", "https://h/a?v=2"),
        ("https://h/a?x-goog-signature=f00&X-Goog-Credential=me", "https://h/a"),
        ("https://h/a?AWSAccessKeyId=A&Signature=s&Expires=17", "https://h/a"),
        ("https://h/a?Key-Pair-Id=K&Policy=p&Signature=s", "https://h/a"),
        ("https://h/a?sv=2031&st=1&se=2&sr=b&sp=r&sig=f00", "https://h/a"),
        ("https://h/a?sp=2&se=1", "https://h/a?sp=2&se=1"),
        ("https://h/a?access_token=f&id=1", "https://h/a?id=1"),
        ("https://h/a?API-KEY=f&apikey=g&pwd=h&password=i&client_secret=j&auth=k", "https://h/a"),
        ("https://h/a?%74oken=f", "https://h/a"),
        ("https://h/a?id=1&id=2&&x", "https://h/a?id=1&id=2&&x"),
        ("https://[::1]:80/a?token=f", "https://[::1]:80/a"),
        ("http://[a/b?token=f", "http://[a/b"),
        ("zip://a b.pdf::https://me:pass@host/a.zip?token=f", "zip://a b.pdf::https://host/a.zip"),
        ("simplecache::s3://key:secret@bucket/a", "simplecache::s3://key@bucket/a"),
        ("https://me:pass@h/a::b?token=f", "https://h/a::b"),
        ("a.txt", "a.txt"),
    ],
)
def test_secrets_are_not_shown(url, expected):
    assert shown(url) == expected
    assert shown(expected) == expected


def test_secrets_are_taken_out_of_texts():
    text = "cannot reach 'https://me:pass@host/a?token=f', nor s3://k:s@b/c"
    assert scrubbed(text) == "cannot reach 'https://host/a', nor s3://k@b/c"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("zip://a::https://h/b.zip", ["zip://a", "https://h/b.zip"]),
        ("zip::tar://a.zip::s3://b/c.tar", ["zip", "tar://a.zip", "s3://b/c.tar"]),
        ("s3://b/a::c.pdf", ["s3://b/a::c.pdf"]),
    ],
)
def test_chains(url, expected):
    assert links(url) == expected


@pytest.mark.parametrize(
    ("url", "kind", "told"),
    [
        ("oci://bucket/a", MissingTool, "oci:// needs ocifs"),
        ("nothing://a", UnreadableFile, "nothing"),
        ("zip://a::oci://key:secret@bucket/a.zip", MissingTool, "zip:// needs ocifs"),
    ],
)
def test_what_no_library_opens_is_told(url, kind, told):
    pytest.importorskip("fsspec")
    with pytest.raises(kind, match=told) as raised:
        filesystem(url)
    assert "secret" not in str(raised.value)
    assert raised.value.uri == shown(url)


WITHOUT = """
import sys
sys.modules[{library!r}] = None
from offres import OffresError, parse
try:
    parse({url!r})
except OffresError as error:
    print(type(error).__name__, error.remedy)
"""


@pytest.mark.parametrize(
    ("library", "url", "command"),
    [
        ("fsspec", "memory://a", "pip install 'offres[remote]'"),
        ("fsspec", "s3://b/a", "pip install 'offres[s3]'"),
        ("s3fs", "s3://b/a", "pip install 'offres[s3]'"),
        ("s3fs", "zip://a::s3://b/a.zip", "pip install 'offres[s3]'"),
        ("aiohttp", "zip://a::https://h.invalid/a.zip", "pip install 'offres[remote]'"),
        ("requests", "https://h.invalid/a", "pip install 'offres[remote]'"),
    ],
)
def test_a_missing_library_is_named_with_its_command(library, url, command):
    script = WITHOUT.format(library=library, url=url)
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == f"MissingTool {command}\n"
