"""Batches from and to an object store: the same as in a folder of this machine."""

import json

import fsspec
import pytest

from bucket import bucket
from command import POSTING, process
from offres.ingest.place import place

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def s3():
    """A bucket of a server that speaks S3, by its URL."""
    with bucket() as url:
        yield url


def batch(source, out, *options):
    return process("convert", source, "--format", "jsonl", "-o", out, "--jobs", "2", *options)


def held(target):
    return {name: target.read(name) for name in target.names()}


def lines(data):
    return [json.loads(line) for line in data.splitlines()]


def test_a_batch_goes_from_bucket_to_bucket_and_reads_what_is_new(s3, folder):
    source = place(f"{s3}/in")
    for number in range(30):
        source.write(f"{number:02}.txt", POSTING.replace("0042", f"{number:04}").encode())
    source.write("void.txt", b"")
    first = batch(f"{s3}/in/", f"{s3}/out/", "--resume")
    assert (first.returncode, b"31 read now" in first.stderr) == (1, True), first.stderr
    target = place(f"{s3}/out")
    before = held(target)
    assert [line["uri"] for line in lines(before["failures.jsonl"])] == [f"{s3}/in/void.txt"]
    assert [line["records"] for line in lines(before["manifest.jsonl"])] == [1] * 30 + [0]
    again = batch(f"{s3}/in/", f"{s3}/out/", "--resume")
    assert (b"; 0 read now" in again.stderr, held(target)) == (True, before), again.stderr
    source.write("07.txt", POSTING.replace("0042", "0777").encode())
    changed = batch(f"{s3}/in/", f"{s3}/out/", "--resume")
    assert b"; 1 read now" in changed.stderr
    local = batch(f"{s3}/in/", "out/")
    assert local.returncode == 1
    assert held(place("out")) == held(target)


def test_a_source_that_cannot_be_listed_stands_among_the_failures_and_costs_no_record(s3, folder):
    fsspec.filesystem("s3").mkdir("other")
    place("s3://other/in").write("a.txt", POSTING.encode())
    paths = ["a.md", "s3://other/in/"]
    assert process("convert", *paths, "--format", "jsonl", "-o", "out/").returncode == 0
    before = held(place("out"))
    fsspec.filesystem("s3").rm("s3://other", recursive=True)
    done = process("convert", *paths, "--format", "jsonl", "-o", "out/", "--resume")
    assert (done.returncode, held(place("out"))) == (1, before)
    assert b"s3://other/in/: files of it that the batch holds are not found now (1)" in done.stderr
    done = process("convert", *paths, "--format", "jsonl", "-o", "new/")
    assert (done.returncode, b"1 file, 1 record" in done.stderr) == (1, True)
    (line,) = lines(place("new").read("failures.jsonl"))
    assert (line["uri"], line["stage"], line["code"]) == ("s3://other/in/", "list", "OF901")


def test_a_batch_to_a_bucket_that_is_not_there_says_so(s3, folder):
    done = batch("a.md", "s3://no-such-bucket/out/", "--resume")
    assert done.returncode == 1
    assert b"cannot write s3://no-such-bucket/out/: " in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_url_is_written_to_by_a_batch_alone(folder):
    done = process("convert", "a.md", "-o", "s3://bucket/out/")
    assert (done.returncode, b"add --format jsonl" in done.stderr) == (2, True)
