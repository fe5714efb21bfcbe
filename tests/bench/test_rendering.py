"""What parity is measured with: a posting's parts, the formats by name, the comparison."""

from pathlib import Path

import pytest

from offres import parse_text
from offres.bench.parity import POSTINGS, sources
from offres.bench.rendering.compare import LISTS, Count, compare
from offres.bench.rendering.formats import FORMATS, SMALL, chosen, render
from offres.bench.rendering.plain import as_markdown, as_text
from offres.bench.rendering.posting import Bullets, Heading, Item, Paragraph, read_posting

POSTING = """# Jardinier

Référence : 12

Direction des parcs

Durée de résidence exigée :

- jardinier : 5 ans

# Missions :

Il doit :

1. arroser
    - les serres
    - les haies
2. tailler
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "jardinier.md"
    path.write_text(POSTING, "utf-8")
    return path


def test_a_posting_is_read_into_its_parts(written: Path) -> None:
    posting = read_posting(written)
    assert (posting.name, posting.title, posting.reference.text) == ("jardinier", "Jardinier", "Référence : 12")
    assert [(line.label, line.value) for line in posting.table] == [
        (None, "Direction des parcs"),
        ("Durée de résidence exigée", ""),
    ]
    assert posting.table[1].items == [Item("jardinier : 5 ans")]
    under = [Item("les serres"), Item("les haies")]
    bullets = Bullets([Item("arroser", ordered=True, children=under), Item("tailler", ordered=True)])
    assert posting.body == [Heading("Missions :"), Paragraph("Il doit :"), bullets]
    assert as_markdown(posting) == POSTING


@pytest.mark.parametrize("text", ["Jardinier\n\nRéférence : 12\n", "# Jardinier\n\n# Missions\n\nArroser.\n", ""])
def test_a_text_that_is_no_written_posting_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"a\.md"):
        read_posting(tmp_path / "a.md")


@pytest.mark.parametrize("path", sources(POSTINGS), ids=lambda path: path.stem)
def test_text_and_markdown_say_what_the_sample_says(path: Path) -> None:
    posting = read_posting(path)
    (record,) = parse_text(path.read_text("utf-8"))
    for written in (as_text(posting), as_markdown(posting)):
        assert [other.offer for other in parse_text(written)] == [record.offer]


def test_a_file_is_the_same_each_time_and_kept_while_it_is_new(written: Path, tmp_path: Path) -> None:
    formats = [*chosen(["docx", "html", "eml-body", "eml-docx", "zip"]), "md"]
    first, again = (render([written], formats, tmp_path / name) for name in ("a", "b"))
    assert len(first) == len(formats)
    assert [path.read_bytes() for path in first.values()] == [path.read_bytes() for path in again.values()]
    times = [path.stat().st_mtime_ns for path in first.values()]
    assert [path.stat().st_mtime_ns for path in render([written], formats, tmp_path / "a").values()] == times


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (["docx-tabs"], ["docx-tabs"]),
        (["html"], ["html-dl", "html-table", "html-lines"]),
        (["eml", "eml-pdf"], ["eml-body", "eml-pdf", "eml-docx"]),
    ],
)
def test_formats_are_chosen_by_the_beginning_of_their_name(typed: list[str], names: list[str]) -> None:
    assert chosen(typed) == names
    assert set(SMALL) < set(FORMATS)


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(ValueError, match="no format 'doc-x'"):
        chosen(["doc-x"])


MISSIONS = [{"text": text, "group": None} for text in ("arroser", "tailler", "planter")]


@pytest.mark.parametrize(
    ("expected", "found", "scalars", "missions"),
    [
        ({"title": "a", "category": []}, {"title": "a", "service": None}, (1, 1), (0, 0)),
        ({"title": "a"}, None, (0, 1), (0, 0)),
        ({"title": "a"}, {"title": "a", "service": "b"}, (1, 2), (0, 0)),
        ({"start": {"kind": "date", "date": "2031"}}, {"start": {"kind": "date", "date": None}}, (1, 2), (0, 0)),
        ({"domains": ["a", "b"]}, {"domains": ["a"]}, (0, 1), (0, 0)),
        ({"missions": MISSIONS}, {"missions": MISSIONS[1:]}, (0, 0), (2, 3)),
        ({"missions": MISSIONS}, {"missions": [MISSIONS[1], MISSIONS[0], MISSIONS[2]]}, (0, 0), (2, 3)),
        ({"missions": MISSIONS}, {"missions": [*MISSIONS, MISSIONS[0]]}, (0, 0), (3, 4)),
    ],
)
def test_offers_are_compared_key_by_key(expected, found, scalars, missions) -> None:
    compared = compare(expected, found)
    assert compared.counts["scalars"] == Count(*scalars)
    assert compared.counts["missions"] == Count(*missions)
    assert compared.counts.keys() == {"scalars", *LISTS}
    assert bool(compared.differences) == (scalars[0] < scalars[1] or missions[0] < missions[1])
