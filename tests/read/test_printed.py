"""Printed lines become pieces: furniture, joins, bullets, headings, what stands apart."""

import pytest

from offres.extract.read.paged.furniture import PageSize
from offres.extract.read.paged.printed import PrintedLine, pieces_of
from offres.extract.read.pieces import Run

A4 = PageSize(595, 842)
CHAR = 5.0  # points: the width of a character at 10 points
COLUMN = (72.0, 523.0)
FULL = "La direction entretient les ouvrages du domaine public maritime et portuaire, et en a la"  # 88 characters: 512


def line(text, y, x=72.0, page=1, *, bold=False, size=10.0, column=COLUMN, cell=None):
    box = (x, y, x + CHAR * len(text), y + size)
    return PrintedLine(text, page, box, column, [Run(0, len(text), page, at=int(y) * 100)], bold, size, cell)


def paragraph(*texts, y=200.0, **more):
    return [line(text, y + 12 * number, **more) for number, text in enumerate(texts)]


def told(lines, pages=(A4,)):
    return [(piece.kind, piece.text, piece.blank) for piece in pieces_of(lines, pages)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], []),
        (paragraph(FULL, "garde."), [("plain", f"{FULL} garde.", True)]),
        (paragraph("Court", "garde."), [("plain", "Court", True), ("plain", "garde.", False)]),
        (paragraph(FULL, "Lieu de travail : Koné"), [("plain", FULL, True), ("plain", "Lieu de travail : Koné", False)]),
        (paragraph(FULL, "- garder"), [("plain", f"{FULL} - garder", True)]),
        (paragraph("• " + FULL[:86], "garde ;", "• tailler"), [("bullet", f"{FULL[:86]} garde ;", True), ("bullet", "tailler", False)]),
        ([line("• " + FULL[:86], 200), line("garde ;", 212, x=82)], [("bullet", f"{FULL[:86]} garde ;", True)]),
        ([line(FULL, 200), line("garde.", 230)], [("plain", FULL, True), ("plain", "garde.", True)]),
        ([line(FULL, 200), line("garde.", 212, size=14)], [("plain", FULL, True), ("plain", "garde.", False)]),
        ([line(FULL, 200, cell=(1, 0)), line("garde.", 212, cell=(2, 0))], [("plain", FULL, True), ("plain", "garde.", False)]),
        (paragraph("Date : vendredi 1er", "octobre 2031", column=(72.0, 180.0)), [("plain", "Date : vendredi 1er octobre 2031", True)]),
        (paragraph("Corps : Ingénieur en", "Chef", column=(72.0, 180.0)), [("plain", "Corps : Ingénieur en Chef", True)]),
        (paragraph("Service social (1) :", "au moins 5 ans", column=(72.0, 180.0)), [("plain", "Service social (1) :", True), ("plain", "au moins 5 ans", False)]),
        (paragraph(FULL + ".", "(1) Note de bas"), [("plain", FULL + ".", True), ("plain", "(1) Note de bas", False)]),
    ],
)  # fmt: skip
def test_wrapped_lines(lines, expected):
    assert told(lines) == expected


def test_a_paragraph_goes_on_over_a_page_break_and_its_furniture():
    lines = [
        line("• " + FULL[:86], 700),
        line("Avis – Page 1 sur 2", 800),
        line("Publication", 30, page=2),
        line("garde ;", 80, x=82, page=2),
        line("• tailler", 92, page=2),
        line("Avis – Page 2 sur 2", 800, page=2),
    ]
    first = [line("Publication", 30)]
    assert told(first + lines, (A4, A4)) == [
        ("rule", "Publication", True),
        ("bullet", f"{FULL[:86]} garde ;", True),
        ("rule", "Avis – Page 1 sur 2", True),
        ("rule", "Publication", True),
        ("bullet", "tailler", False),
        ("rule", "Avis – Page 2 sur 2", True),
    ]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        (f"{FULL[:80]} infor-", "mation.", f"{FULL[:80]} information."),
        (f"{FULL[:80]} infor\u00ad", "mation.", f"{FULL[:80]} information."),
        (f"{FULL[:80]} savoir-", "faire.", f"{FULL[:80]} savoir-faire."),
        (f"{FULL[:80]} Nouvelle-", "Calédonie.", f"{FULL[:80]} Nouvelle-Calédonie."),
    ],
)
def test_hyphens_and_their_runs(before, after, joined):
    (piece,) = pieces_of(paragraph(before, after), (A4,))
    assert piece.text == joined
    first, second = piece.runs
    assert second.start == first.end
    assert piece.text[second.start : second.end] == after


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([line("\uf0b7 tailler", 200)], [("•", "•", 0, "tailler")]),
        ([line("\uf0a7 tailler", 200)], [("•", "•", 0, "tailler")]),
        ([line("- tailler", 200)], [("-", "dash", 0, "tailler")]),
        ([line("2. tailler", 200)], [("2.", "number", 0, "tailler")]),
        (
            [line("• a", 200, x=90), line("o b", 212, x=110), line("• c", 224, x=90), line("• d", 236, x=91)],
            [("•", "•", 0, "a"), ("o", "letter", 1, "b"), ("•", "•", 0, "c"), ("•", "•", 0, "d")],
        ),
    ],
)
def test_bullets(lines, expected):
    pieces = pieces_of(lines, (A4,))
    assert [(piece.label, piece.marker, piece.nesting, piece.text) for piece in pieces] == expected
    assert all(piece.kind == "bullet" for piece in pieces)


def test_the_run_of_an_item_begins_behind_its_bullet():
    (piece,) = pieces_of([line("• tailler", 200)], (A4,))
    (run,) = piece.runs
    assert (run.start, run.end, run.at) == (0, 7, 20002)


@pytest.mark.parametrize(
    ("text", "style", "level"),
    [
        ("Missions", {"bold": True}, 7),
        ("Missions", {"bold": True, "size": 12.0}, 1),
        ("Missions", {"size": 12.0}, 1),
        ("Missions :", {"bold": True}, 7),
        ("Missions", {}, 0),
        ("Lieu : Koné", {"bold": True}, 0),
        ("Il garde le parc.", {"bold": True}, 0),
    ],
)
def test_headings(text, style, level):
    body = paragraph(FULL, FULL, FULL, y=300.0)
    piece = pieces_of([line(text, 200, **style), *body], (A4,))[0]
    assert (piece.kind, piece.level) == ("heading" if level else "plain", level)


def test_where_all_is_bold_nothing_is_a_heading_for_it():
    pieces = pieces_of(paragraph("Missions", "Lieu", "Profil", bold=True), (A4,))
    assert {piece.kind for piece in pieces} == {"plain"}


@pytest.mark.parametrize(
    ("cells", "kinds"),
    [
        ([("Employeur", (1, 0)), ("Ville", (1, 1))], ["cell", "cell"]),
        ([("Employeur : Ville", (1, 0)), ("Lieu : Koné", (1, 0)), ("Corps : agent", (1, 1))], ["plain"] * 3),
        ([("Employeur", (1, 0)), ("• Ville", (1, 1))], ["plain", "bullet"]),
        ([("Employeur", (1, 0)), ("Ville", (2, 0))], ["plain", "plain"]),
    ],
)
def test_cells(cells, kinds):
    lines = [line(text, 200 + 20 * n, cell=cell) for n, (text, cell) in enumerate(cells)]
    assert [piece.kind for piece in pieces_of(lines, (A4,))] == kinds
