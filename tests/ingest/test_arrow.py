"""Documents and records as Arrow batches: the records are those of `offres convert`, and a document costs itself alone."""

import io
import os
import sys
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest

from command import POSTING, offres, write
from offres.extract.errors import PatternError
from offres.ingest.arrow import Converter, convert_batches, schema
from offres.ingest.guard import Limits
from offres.output.arrow import lines_of

pytestmark = pytest.mark.slow  # each test starts a process that reads

LIMITS = Limits(3, 1500)
HOOK = """
import os, time
from offres.extract.read import text_file

read = text_file.read

def hooked(data):
    if data.startswith(b"ABORT"):
        os.abort()
    if data.startswith(b"LOOP"):
        time.sleep(600)
    if data.startswith(b"MEMORY"):
        bytearray(10**11)
    return read(data)

text_file.read = hooked
"""


def batch(**columns):
    return pa.RecordBatch.from_pydict(columns)


def converted(*batches, limits=LIMITS):
    return list(convert_batches(iter(batches), limits))


def lines(found):
    return [line for records in found for line in lines_of(records)]


def column(found, name):
    return [value for records in found for value in records.column(name).to_pylist()]


def zipped(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, data in members.items():
            packed.writestr(f"{name}.txt", data)
    return stream.getvalue()


FILES = {
    "a.txt": POSTING.encode(),
    "b.zip": zipped(one=POSTING, two=POSTING.replace("0042", "0043")),
    "empty.txt": b"",
    "torn.pdf": b"%PDF-1.7 torn",
    "z.txt": POSTING.replace("0042", "0044").encode(),
}


@pytest.fixture
def expected(tmp_path, monkeypatch):
    """The records of `offres convert`, with the files there."""
    monkeypatch.chdir(tmp_path)
    for name, data in FILES.items():
        Path(name).write_bytes(data)
    return offres("convert", *FILES).stdout_bytes.splitlines(keepends=True)


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param({"uri": [*FILES], "content": [*FILES.values()]}, id="with their bytes"),
        pytest.param({"uri": [*FILES]}, id="read from where they are"),
        pytest.param({"uri": [*FILES], "content": [FILES["a.txt"], None, b"", None, None]}, id="some with their bytes"),
        pytest.param({"more": [1] * 5, "content": [*FILES.values()], "uri": [*FILES]}, id="further columns"),
    ],
)
def test_the_records_are_those_of_convert(expected, columns):
    found = converted(batch(**columns))
    assert lines(found) == expected
    assert column(found, "uri") == ["a.txt", "b.zip", "b.zip", "empty.txt", "torn.pdf", "z.txt"]
    failed = [failure and failure.split(" ")[1] for failure in column(found, "failure")]
    assert failed == [None, None, None, "OF901", "OF901", None]
    assert [offer is None for offer in column(found, "offer")] == [False, False, False, True, True, False]
    assert all(records.schema == schema() for records in found)


def test_bytes_that_came_along_are_read_and_not_the_file(expected):
    assert expected
    found = converted(batch(uri=["a.txt"], content=[POSTING.replace("0042", "0999").encode()]))
    assert column(found, "offer")[0]["reference"]["number"] == "3134-31-0999/SR"


def test_batches_come_in_their_order_and_empty_ones_give_none(expected):
    ones = [batch(uri=[name], content=[data]) for name, data in FILES.items()]
    assert lines(converted(*ones, ones[0].slice(0, 0))) == expected
    assert converted() == []


def test_many_records_go_out_in_several_batches(monkeypatch):
    monkeypatch.setattr("offres.ingest.arrow._FULL", 10_000)
    found = converted(batch(uri=[f"{number}.txt" for number in range(20)], content=[POSTING.encode()] * 20))
    assert len(found) > 2
    assert column(found, "uri") == [f"{number}.txt" for number in range(20)]


@pytest.mark.parametrize("uri", [None, ""])
def test_a_row_without_a_name_fails_alone(uri):
    found = converted(batch(uri=pa.array([uri, "a.txt"], pa.string()), content=pa.array([None, POSTING], pa.binary())))
    assert [failure is None for failure in column(found, "failure")] == [False, True]


def test_a_table_without_a_name_for_each_document_is_wrong_usage():
    with pytest.raises(KeyError, match="uri"):
        converted(batch(content=[b"x"]))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of memory and signals are Linux's")
def test_a_document_that_kills_its_reader_or_never_ends_costs_itself(tmp_path, monkeypatch):
    write(tmp_path / "sitecustomize.py", HOOK)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    texts = [POSTING, "ABORT", POSTING, "LOOP", "MEMORY", POSTING]
    found = converted(batch(uri=["a", "b", "c", "d", "e", "f"], content=[text.encode() for text in texts]))
    told = dict(zip(column(found, "uri"), column(found, "failure"), strict=True))
    assert {uri for uri, failure in told.items() if failure is None} == {"a", "c", "f"}
    assert "ended with signal SIGABRT" in told["b"]
    assert "took over 3 seconds" in told["d"]
    assert "took more memory than 1,500 MB" in told["e"]


def test_own_packs_are_known(tmp_path):
    pack = 'name = "valmer"\nversion = 1\n'
    (tmp_path / "valmer.toml").write_text(pack + "wrong", encoding="utf-8")
    with pytest.raises(PatternError):
        list(convert_batches([], LIMITS, [str(tmp_path)]))


def test_a_process_is_kept_from_call_to_call_and_ends_at_the_end():
    table = pa.Table.from_batches([batch(uri=["a", "b"], content=[POSTING.encode()] * 2)])
    with Converter(LIMITS) as converter:
        first, second = list(converter(table)), list(converter(table))
        (worker,) = converter._pool._workers
        pid = worker._process.pid
    assert lines(first[0].to_batches()) == lines(second[0].to_batches())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
