"""Golden postings and records in a folder of their own."""

import json
from pathlib import Path

import pytest


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("gold").mkdir()
    return tmp_path


@pytest.fixture
def gold(place):
    """Write golden files: `gold(a={...}, b=[...])`."""

    def write(**files):
        for name, value in files.items():
            Path(f"gold/{name}.json").write_text(json.dumps(value), "utf-8")
        return "gold"

    return write


@pytest.fixture
def records(place):
    """Write records as JSON Lines."""

    def write(*found, name="records.jsonl"):
        Path(name).write_text("".join(json.dumps(each) + "\n" for each in found), "utf-8")
        return name

    return write


@pytest.fixture
def findings(place):
    """Write the codes that are expected of a file."""

    def write(name, *codes):
        Path(f"gold/{name}.findings.json").write_text(json.dumps(codes), "utf-8")

    return write
