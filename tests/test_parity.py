"""The same posting gives the same offer in every format: a part of `bench/parity.py`, held to its bars."""

import shutil
from pathlib import Path

import pytest

from offres.bench.parity import measure, sources
from offres.bench.rendering.formats import chosen, render
from offres.bench.rendering.office import office

LONG, WRAPPED = "30", "31"  # over a page, with long lists; with values that wrap in any column
pytestmark = pytest.mark.slow


def missed(folder: Path, kind: str, *postings: str) -> dict[str, list[str]]:
    """The formats of a kind that miss a bar, with what differs."""
    paths, names = sources(postings), chosen([kind])
    files = render(paths, names, folder)
    assert len(files) == len(paths) * len(names)
    return {row.name: row.differences for row in measure(paths, names, files) if row.missed}


@pytest.mark.parametrize("kind", ["txt", "md", "docx", "html", "eml-body", "eml-docx", "zip"])
def test_a_format_gives_the_offer_of_the_written_posting(kind: str, tmp_path: Path) -> None:
    assert missed(tmp_path, kind, LONG, WRAPPED) == {}


# Of `.doc` one layout: for each file LibreOffice is started, which takes a second.
@pytest.mark.parametrize("kind", ["pdf", "odt", "rtf", "doc-table", "eml-pdf"])
def test_a_format_that_libreoffice_writes_gives_the_offer_of_the_written_posting(kind: str, tmp_path: Path) -> None:
    if office() is None:
        pytest.skip("needs LibreOffice")
    assert missed(tmp_path, kind, *([LONG, WRAPPED] if kind == "pdf" else [WRAPPED])) == {}


def test_a_scan_gives_nearly_all_of_the_offer(tmp_path: Path) -> None:
    if office() is None or not shutil.which("tesseract"):
        pytest.skip("needs LibreOffice and tesseract")
    assert missed(tmp_path, "scan-pdf-table", LONG, WRAPPED) == {}
