"""The examples of docs/examples, run against the real Spark and Ray: their records are those of `offres convert`.

A document that kills the process that reads it costs itself alone there too.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile

import pyarrow.parquet as pq
import pytest

from command import many, offres, write
from offres.output.arrow import lines_of

pytestmark = pytest.mark.slow

HOOK = """
import os
from offres.extract.read import text_file

read = text_file.read
text_file.read = lambda data: os.abort() if data.startswith(b"ABORT") else read(data)
"""


@pytest.fixture
def short():
    """A folder whose name is short enough for Ray's sockets."""
    with tempfile.TemporaryDirectory(prefix="ray") as folder:
        yield folder


@pytest.mark.parametrize("engine", ["spark", "ray"])
def test_an_engine_gives_the_records_of_convert(engine, root, tmp_path, short, monkeypatch):
    if not importlib.util.find_spec({"spark": "pyspark", "ray": "ray"}[engine]):
        pytest.skip(f"needs {engine}: pip install 'offres[engines]'")
    if engine == "spark" and not shutil.which("java"):
        pytest.skip("needs Java")
    monkeypatch.chdir(tmp_path)
    many(20, "in")
    write("in/torn.pdf", "%PDF-1.7 torn")
    write("in/more/blank.txt", " ")  # an empty file Spark does not list
    write("in/deadly.txt", "ABORT")
    write("hook/sitecustomize.py", HOOK)
    source = str(tmp_path / "in")
    env = {"HOME": short, "RAY_TMPDIR": short, "SPARK_LOCAL_IP": "127.0.0.1", "PYTHONWARNINGS": "ignore"}
    env = os.environ | env | {"PYTHONPATH": str(tmp_path / "hook")}
    command = [sys.executable, str(root / f"docs/examples/{engine}_convert.py"), source, str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, env=env)
    assert done.returncode == 0, done.stderr
    table = pq.read_table(tmp_path / "out")
    told = dict(zip(*(table.column(name).to_pylist() for name in ("uri", "failure")), strict=True))
    (deadly,) = (failure for uri, failure in told.items() if uri.endswith("deadly.txt"))
    assert "the process that read it ended with signal SIGABRT" in deadly
    assert sum(failure is not None for failure in told.values()) == 3
    os.unlink("in/deadly.txt")
    found = [line.replace(b"file:", b"") for line in lines_of(table)]  # Spark names files by URL
    expected = offres("convert", source).stdout_bytes.splitlines(keepends=True)
    assert sorted(line for line in found if b"deadly.txt" not in line) == sorted(expected)
