"""`samples/formats/`: one posting in every format gives the same offer. `bench/render.py --samples` writes the files."""

import json
import shutil
from pathlib import Path

import pytest

from golden import bare, offer_of
from offres import parse
from offres.bench.rendering.compare import compare, folded

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
FILES = sorted((SAMPLES / "formats").iterdir())
LARGEST = 60_000  # bytes; the repository holds small files only
SCANS = [path for path in FILES if ".scan." in path.name]
READ = [path for path in FILES if path not in SCANS]


@pytest.fixture(scope="module")
def expected():
    return bare(json.loads((SAMPLES / "01-inline-apiculture.json").read_text("utf-8")))


@pytest.mark.parametrize("path", READ, ids=lambda path: path.name)
def test_a_posting_gives_its_offer_in_every_format(path: Path, expected) -> None:
    if path.suffix == ".doc" and not any(map(shutil.which, ("soffice", "libreoffice", "antiword"))):
        pytest.skip("needs LibreOffice or antiword")
    offers = [offer_of(record) for record in parse(path) if record.offer]
    if len(offers) > 1:  # a mail's own words are a text too
        assert expected in offers
    else:
        assert offers == [expected]


@pytest.mark.slow
@pytest.mark.parametrize("path", SCANS, ids=lambda path: path.name)
def test_a_scan_gives_nearly_all_of_its_offer(path: Path, expected) -> None:
    if not shutil.which("tesseract"):
        pytest.skip("needs tesseract")
    (record,) = parse(path)
    compared = compare(folded(expected), folded(offer_of(record)))
    assert compared.counts["scalars"].share >= 0.97, compared.differences
    assert compared.counts["missions"].share >= 0.90, compared.differences


def test_every_kind_of_file_is_there_and_small() -> None:
    kinds = {"doc", "docx", "eml", "html", "odt", "pdf", "png", "rtf", "tiff", "zip"}
    assert {path.suffix[1:] for path in FILES} == kinds
    assert [path.name for path in FILES if path.stat().st_size > LARGEST] == []
