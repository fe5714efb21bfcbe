"""Records as Arrow and Parquet: the same lines come back, the same records give the same bytes, a file is whole or absent."""

import sys
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, StringConstraints

from command import offres, process, write
from offres import parse, parse_text
from offres.extract.errors import UnreadableFile
from offres.extract.pipeline import failure_record, source_of
from offres.extract.record import Record
from offres.output import arrow, line, parquet, writer

SAMPLES = sorted(path for path in (Path(__file__).parents[2] / "samples").iterdir() if path.suffix in {".txt", ".md"})
FAILED = line(failure_record(UnreadableFile("it is empty"), source_of(b"", "vide.txt")))
PAGED = Path(__file__).parents[2] / "bench/two-pages/17-complete-capitainerie.table.pdf"


SCALARS = {
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: st.dates(),
}


def values(kind):  # noqa: PLR0911 one return a kind
    """Any value of what a model says: all of the record's form, not only what postings give."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        patterns = [part.pattern for part in inner[1:] if isinstance(part, StringConstraints)]
        return st.from_regex(patterns[0].replace(r"\d", "[0-9]"), fullmatch=True) if patterns else values(inner[0])
    if origin in (Union, UnionType):
        return st.one_of(*(st.none() if part is NoneType else values(part) for part in inner))
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is list:
        return st.lists(values(inner[0]), max_size=3)
    if origin is tuple:
        return st.tuples(*map(values, inner))
    if origin is dict:
        return st.dictionaries(values(inner[0]), values(inner[1]), max_size=3)
    if issubclass(kind, BaseModel):
        return models(kind)
    return SCALARS[kind]


def models(model):
    fields = {}
    for name, field in model.model_fields.items():
        constraints = tuple(part for part in field.metadata if isinstance(part, StringConstraints))
        fields[name] = values(Annotated[(field.annotation, *constraints)] if constraints else field.annotation)
    return st.fixed_dictionaries(fields).map(lambda found: model(**found))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_the_lines_of_every_sample_come_back(path):
    lines = [line(record) for record in parse(path)]
    assert list(arrow.lines_of(arrow.table_of(lines))) == lines
    assert list(parquet.lines_of(parquet.to_parquet(lines))) == lines


@given(st.lists(models(Record), max_size=3))
def test_the_lines_of_any_records_come_back(made):
    lines = [line(record) for record in made]
    assert list(arrow.lines_of(arrow.table_of(lines))) == lines
    assert list(parquet.lines_of(parquet.to_parquet(lines))) == lines


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([], id="none"),
        pytest.param([FAILED], id="a file that could not be read"),
        pytest.param([FAILED, *(line(record) for record in parse(PAGED)), FAILED], id="with pages and boxes"),
    ],
)
def test_records_without_an_offer_or_with_boxes_come_back(lines):
    assert list(parquet.lines_of(parquet.to_parquet(lines))) == lines


def test_the_columns_are_the_keys_of_the_record():
    schema = arrow.schema()
    assert schema.names == list(Record.model_fields)
    offer = schema.field("offer").type
    assert offer.field("deadline").type == pa.date32()
    assert offer.field("salary").type.field("min").type == pa.float64()
    assert offer.field("sections").type.value_type.field("blocks").type.value_type.field("items").nullable
    span = schema.field("spans").type.value_type
    assert [span.field(number).name for number in range(3)] == ["path", "start", "end"]
    assert (schema.field("offer").nullable, schema.field("source").nullable) == (True, False)


def test_further_columns_are_left_out():
    table = arrow.table_of([FAILED]).append_column("more", pa.array([1]))
    assert list(arrow.lines_of(table)) == [FAILED]


def test_the_same_records_give_the_same_bytes_in_another_process(tmp_path):
    write(tmp_path / "a.txt")
    for name, seed in (("a", "1"), ("b", "2")):
        done = process("convert", "a.txt", "-o", f"{name}.parquet", cwd=tmp_path, env={"PYTHONHASHSEED": seed})
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    assert not pq.read_metadata(tmp_path / "a.parquet").schema.to_arrow_schema().metadata


def test_row_groups_are_cut_by_size_and_keep_the_order(monkeypatch):
    lines = [
        line(record) for number in range(30) for record in parse_text(f"Jardinier {number}\nRéférence : {number}\n")
    ]
    monkeypatch.setattr(parquet, "GROUP", 5 * len(lines[0]))
    data = parquet.to_parquet(lines)
    assert pq.read_metadata(pa.BufferReader(data)).num_row_groups > 3
    assert list(parquet.lines_of(data)) == lines


def test_convert_writes_parquet_by_the_name_of_the_output(folder):
    assert offres("convert", ".", "-o", "x.parquet").exit_code == 0
    assert offres("convert", ".", "-o", "x.jsonl").exit_code == 0
    assert b"".join(parquet.lines_of("x.parquet")) == Path("x.jsonl").read_bytes()


def stopped(out):
    with writer(out, sys.stdout.buffer) as target:
        target.write("a", [FAILED])
        raise KeyboardInterrupt


def test_a_file_half_written_never_stands_for_a_whole(tmp_path):
    out = tmp_path / "x.parquet"
    out.write_bytes(b"what stood there")
    with pytest.raises(KeyboardInterrupt):
        stopped(str(out))
    assert out.read_bytes() == b"what stood there"
    assert [path.name for path in tmp_path.iterdir()] == ["x.parquet"]


def test_a_value_that_no_column_holds_is_an_error_of_the_output(tmp_path):
    huge = FAILED.replace(b'"bytes":0', b'"bytes":9223372036854775808')
    with pytest.raises(OSError, match="cannot hold"):
        parquet.to_parquet([huge])


def test_where_pyarrow_is_missing_the_message_says_what_to_install(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    done = offres("convert", ".", "-o", "x.parquet")
    assert done.exit_code == 1
    assert "pip install 'offres[parquet]'" in done.output
    assert not Path("x.parquet").exists()
