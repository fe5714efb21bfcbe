"""PDFs drawn by the tests -> lines in reading order, by step 2 of the ladder alone."""

import io

import pdfplumber
import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from offres.extract.errors import LimitExceeded
from offres.extract.read.paged import pdf_layout

HEIGHT = A4[1]


def drawn(draw, **options):
    """A PDF of one page that `draw` draws, with places counted from the page's upper left corner."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, **options)
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def put(canvas, x, y, text):
    canvas.drawString(x, HEIGHT - y, text)


def read(data):
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [line for page in pdf.pages for line in pdf_layout.read_page(page)]


LEFT = ["Employeur : Ville de Sainte-Rose-du-", "Lagon", "Direction : Direction des parcs et", "jardins"]
RIGHT = ["Durée de résidence : au moins égale à", "5 ans", "Date limite : vendredi 28 mars", "2031"]
BODY = [
    "Détails de l'offre :",
    "La ville entretient douze serres et quatre parcs, ouverts toute l'année aux visiteurs et aux écoles, qui",
    "sont nombreux.",
]


def header(canvas, *, by_row):
    """Two columns that wrap, drawn line by line across both, or one after the other."""
    left, right = [(60, n, text) for n, text in enumerate(LEFT)], [(300, n, text) for n, text in enumerate(RIGHT)]
    places = [place for pair in zip(left, right, strict=True) for place in pair] if by_row else left + right
    for x, n, text in places:
        put(canvas, x, 100 + 13 * n + 6 * (n // 2), text)
    for n, text in enumerate(BODY):
        put(canvas, 60, 180 + 13 * n, text)


def borders(canvas):
    for y in (88, 120, 152):
        canvas.line(54, HEIGHT - y, 540, HEIGHT - y)
    for x in (54, 294, 540):
        canvas.line(x, HEIGHT - 88, x, HEIGHT - 152)


def test_columns_without_borders_drawn_line_by_line():
    lines = read(drawn(lambda canvas: header(canvas, by_row=True)))
    assert [line.text for line in lines] == LEFT + RIGHT + BODY
    assert {line.cell for line in lines} == {None}


def test_cells_with_borders():
    def draw(canvas):
        header(canvas, by_row=True)
        borders(canvas)

    lines = read(drawn(draw))
    rows = [*LEFT[:2], *RIGHT[:2], *LEFT[2:], *RIGHT[2:]]
    assert [line.text for line in lines] == rows + BODY
    assert [line.cell for line in lines] == [*2 * [(0, 0)], *2 * [(0, 1)], *2 * [(1, 0)], *2 * [(1, 1)], *3 * [None]]
    assert {line.column for line in lines[:2]} == {(60, 288)}


def test_tab_stops_wrap_to_the_margin():
    texts = [
        [(60, "Employeur : Port autonome de la Baie-des-Pins"), (305, "Corps : Technicien de la navigation et des")],
        [(60, "sécurités")],
        [(60, "Direction : Exploitation portuaire"), (290, "Lieu de travail : quai des Caboteurs")],
    ]

    def draw(canvas):
        for n, line in enumerate(texts):
            for x, text in line:
                put(canvas, x, 100 + 14 * n, text)
        put(
            canvas, 60, 170, "Le port règle l'entrée, le séjour et la sortie de mille deux cents navires, jour et nuit."
        )

    assert [line.text for line in read(drawn(draw))][:5] == [text for line in texts for _, text in line]


def test_size_weight_and_place():
    def draw(canvas):
        canvas.setFont("Helvetica-Bold", 14)
        put(canvas, 60, 80, "Jardinier du parc")
        canvas.setFont("Helvetica", 10)
        put(canvas, 60, 100, "Lieu : Koné")

    title, line = read(drawn(draw))
    assert (title.text, title.size, title.bold) == ("Jardinier du parc", 14, True)
    assert (line.text, line.size, line.bold) == ("Lieu : Koné", 10, False)
    assert line.runs[0].box == pytest.approx((60, 92, 78.9, 102), abs=0.2)
    assert line.runs[0].edges == pytest.approx([60, 65.56, 67.78, 73.34, 78.9], abs=0.1)


@pytest.mark.parametrize(
    ("turn", "place"),
    [
        pytest.param(0, (100, HEIGHT - 60), id="upright"),
        pytest.param(90, (60, 100), id="turned by 90 degrees"),
        pytest.param(180, (A4[0] - 100, 60), id="turned by 180 degrees"),
        pytest.param(270, (A4[0] - 60, HEIGHT - 100), id="turned by 270 degrees"),
    ],
)
def test_places_are_those_of_the_page_as_displayed(turn, place):
    """A page that is turned and cut: a word drawn at (100, 60) of the whole sheet as displayed."""

    def draw(canvas):
        canvas.translate(*place)
        canvas.rotate(turn)
        canvas.drawString(0, 0, "Koné")

    document = pypdfium2.PdfDocument(drawn(draw))
    document[0].set_cropbox(30, 40, 580, 800)
    document[0].set_rotation(turn)
    buffer = io.BytesIO()
    document.save(buffer)
    (line,) = read(buffer.getvalue())
    cut = {0: (30, HEIGHT - 800), 90: (40, 30), 180: (A4[0] - 580, 40), 270: (HEIGHT - 800, A4[0] - 580)}[turn]
    assert line.text == "Koné"
    assert line.box[0] == pytest.approx(100 - cut[0], abs=0.1)
    assert line.box[3] == pytest.approx(60 - cut[1], abs=3)


def test_text_printed_twice_is_read_once():
    def draw(canvas):
        put(canvas, 60, 80, "Jardinier")
        put(canvas, 60.3, 80, "Jardinier")

    assert [line.text for line in read(drawn(draw))] == ["Jardinier"]


def test_a_tab_stop_without_a_gap():
    """The bold label right behind a value is a word of its own."""

    def draw(canvas):
        put(canvas, 60, 80, "Employeur : Ville du Nord")
        at = 60 + canvas.stringWidth("Employeur : Ville du Nord", "Helvetica", 10)
        canvas.setFont("Helvetica-Bold", 10)
        put(canvas, at, 80, "Corps :")

    assert [line.text for line in read(drawn(draw))] == ["Employeur : Ville du Nord", "Corps :"]


def test_bullets_of_the_standard_fonts():
    """reportlab prints them with a code that the font's encoding leaves free."""
    lines = read(drawn(lambda canvas: put(canvas, 60, 80, "• tailler les haies")))
    assert [line.text for line in lines] == ["• tailler les haies"]


def test_text_up_the_page_comes_last_and_text_outside_is_not_seen():
    def draw(canvas):
        canvas.saveState()
        canvas.translate(30, HEIGHT - 400)
        canvas.rotate(90)
        canvas.drawString(0, 0, "NOUVELLE-BAIE")
        canvas.restoreState()
        put(canvas, 60, 380, "Lieu : Koné")
        put(canvas, 700, 100, "ailleurs")

    assert [line.text for line in read(drawn(draw))] == ["Lieu : Koné", "NOUVELLE-BAIE"]


def test_a_page_of_nothing():
    assert read(drawn(lambda canvas: canvas.line(0, 0, 100, 100))) == []


def test_a_crowded_page_is_refused(monkeypatch):
    monkeypatch.setattr(pdf_layout, "MOST_CHARS", 20)
    with pytest.raises(LimitExceeded, match="page 1 has 30"):
        read(drawn(lambda canvas: put(canvas, 60, 80, "Jardinier du parc des fougères")))


def test_pages_are_let_go():
    with pdfplumber.open(io.BytesIO(drawn(lambda canvas: header(canvas, by_row=True)))) as pdf:
        page = pdf.pages[0]
        assert pdf_layout.read_page(page)
        assert "_objects" not in vars(page)
