"""Pieces of a page become a document: its text, its lines, and the place of each character."""

import pytest

from offres.extract.document import Link, Reading
from offres.extract.read.pieces import BoxPaper, Piece, Run, compose

READING = Reading(reader="test")


def lines(document):
    return [(line.kind, document.text[line.start : line.end], line.blank) for line in document.lines]


@pytest.mark.parametrize(
    ("pieces", "source", "expected"),
    [
        ([], "", []),
        ([Piece("  "), Piece("Un\nDeux ")], "Un Deux", [("plain", "Un Deux", True)]),
        (
            [Piece("Missions", "heading", level=1), Piece("arroser", "bullet", blank=False)],
            "Missions\n- arroser",
            [("heading", "Missions", True), ("bullet", "arroser", False)],
        ),
        ([Piece("a", "bullet"), Piece("b", "bullet", nesting=1, label="2.", blank=False)], "- a\n  2. b", [("bullet", "a", True), ("bullet", "b", False)]),
        ([Piece("• tailler")], "• tailler", [("bullet", "tailler", True)]),
        ([Piece("# tailler")], "# tailler", [("plain", "# tailler", True)]),
        ([Piece("Lieu : Koné\tCorps : agent")], "Lieu : Koné\tCorps : agent", [("cell", "Lieu : Koné", True), ("cell", "Corps : agent", True)]),
        ([Piece("a", "cell", row=1), Piece("b", "cell", row=1), Piece("c", "cell", row=2, blank=False)], "a | b\nc", [("cell", "a", True), ("cell", "b", True), ("cell", "c", False)]),
        ([Piece("Page 1/2", "rule"), Piece("R\u0301ef &amp; suite")], "Page 1/2\n\nR\u0301ef &amp; suite", [("rule", "Page 1/2", True), ("plain", "Ŕef & suite", True)]),
        ([Piece("Gérer"), Piece("2031-03-03", fact="datePosted")], "Gérer\n\ndatePosted: 2031-03-03", [("plain", "Gérer", True), ("rule", "datePosted: 2031-03-03", True)]),
    ],
)  # fmt: skip
def test_pieces_written_down(pieces, source, expected):
    document = compose(pieces, READING)
    assert document.source == source
    assert lines(document) == expected


def test_links_and_facts_are_where_their_text_is():
    pieces = [
        Piece("é\u0301x", links=[Link(0, 3, "a")]),
        Piece(" page ", links=[Link(1, 5, "b")]),
        Piece("v", fact="title"),
    ]
    document = compose(pieces, READING)
    assert [(document.text[link.start : link.end], link.url) for link in document.links] == [("éx", "a"), ("page", "b")]
    assert [document.source[fact.start : fact.end] for fact in document.facts] == ["v"]


RUNS = [
    Run(0, 5, 1, box=(10, 20, 60, 30), edges=(10, 20, 30, 40, 50, 60)),
    Run(6, 9, 1, box=(65, 19, 95, 30)),
    Run(10, 12, 2, box=(10, 40, 30, 50)),
]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 5, (1, (10, 20, 60, 30))),
        (1, 3, (1, (20, 20, 40, 30))),
        (1, 7, (1, (20, 19, 95, 30))),
        (7, 8, (1, (65, 19, 95, 30))),
        (4, 12, (1, (50, 19, 95, 30))),
        (10, 12, (2, (10, 40, 30, 50))),
        (5, 6, None),
        (20, 21, None),
    ],
)
def test_boxes(start, end, expected):
    assert BoxPaper(RUNS).place(start, end) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 5, [(1, (10, 20, 60, 30))]),
        (4, 12, [(1, (50, 19, 95, 30)), (2, (10, 40, 30, 50))]),
        (9, 12, [(2, (10, 40, 30, 50))]),
        (5, 6, []),
    ],
)
def test_boxes_on_each_page(start, end, expected):
    assert list(BoxPaper(RUNS).places(start, end)) == expected


def test_runs_follow_their_text():
    document = compose([Piece("x"), Piece(" Koné ", runs=[Run(1, 5, 1, box=(0, 0, 40, 10))])], READING, BoxPaper)
    start = document.source.index("Koné")
    assert document.paper is not None
    assert document.paper.place(start, start + 4) == (1, (0, 0, 40, 10))
    assert document.paper.place(0, 1) is None
