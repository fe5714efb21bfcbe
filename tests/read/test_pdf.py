"""PDFs become documents: the order of lines, boxes, and each way in which a PDF can be unreadable."""

import importlib.util
import shutil

import pypdfium2
import pytest
from drawn import pdf

import offres
from offres.extract import errors
from offres.extract.pipeline import parse_each
from offres.extract.read.paged import ladder, pdf_layout
from offres.extract.read.paged.pdf import read

POSTING = [
    "**Jardinier ou jardinière du parc botanique",
    "Référence : 3134-31-0042/SR du 3 mars 2031",
    "Employeur : Ville de Sainte-Rose-du-Lagon",
    "Lieu de travail : Sainte-Rose",
    "Date limite de candidature : Vendredi 28 mars 2031",
    "**Missions :",
    "• arroser les serres de fougères ;",
    "• tailler les haies du parc.",
]


def cropped(data, page, box):
    """What pdfium reads inside a box of the page as displayed."""
    document = pypdfium2.PdfDocument(data)
    sheet = document[page - 1]
    left, bottom, right, top = sheet.get_bbox()
    x0, y0, x1, y1 = box
    turn = pypdfium2.raw.FPDFPage_GetRotation(sheet)
    placed = {
        0: (left + x0, top - y1, left + x1, top - y0),
        1: (left + y0, bottom + x0, left + y1, bottom + x1),
        2: (right - x1, bottom + y0, right - x0, bottom + y1),
        3: (right - y1, top - x1, right - y0, top - x0),
    }[turn]
    return sheet.get_textpage().get_text_bounded(*placed)


def plain(text):
    return "".join(text.replace("•", "").split())


def text_of(*pages, **how):
    document = read(pdf(*pages, **how))
    document.close()
    return document.source


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"rotation": 90},
        {"rotation": 180},
        {"rotation": 270},
        {"crop": (30, 40, 580, 830)},
        {"crop": (30, 40, 580, 830), "rotation": 90},
        {"password": ""},
    ],
)
def test_the_box_of_each_span_holds_its_text(how):
    data = pdf(["Avis - Page 1 sur 2"], POSTING, **how)
    (record,) = offres.parse(data)
    assert (record.source.reader, record.source.pages, record.source.media_type) == (
        "pdf: pdfium",
        2,
        "application/pdf",
    )
    assert record.offer.reference.number == "3134-31-0042/SR"
    assert [mission.text for mission in record.offer.missions] == [
        "arroser les serres de fougères",
        "tailler les haies du parc",
    ]
    boxed = {path: span for path, span in record.spans.items() if span.bbox}
    assert {"title", "reference.number", "employer", "location", "deadline", "missions[1].text"} <= boxed.keys()
    for path, span in boxed.items():
        assert plain(cropped(data, span.page, span.bbox)) == plain(span.text), path


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            [(72, 100, "Employeur : Ville"), (320, 100, "Lieu de travail : Koné")],
            "Employeur : Ville\nLieu de travail : Koné",
        ),
        ([(72, 100, "Employeur :"), (320, 100, "Ville de Valmer")], "Employeur : Ville de Valmer"),
        (
            [(72, 100, "Corps : Technicien"), (72, 113, "supérieur"), (320, 100, "Lieu : Koné")],
            "Corps : Technicien\nsupérieur\nLieu : Koné",
        ),
        (
            [(72, 100, "Avis"), (72, 300, "Missions :"), (72, 313, "garder"), (72, 200, "Employeur : Ville")],
            "Avis\n\nEmployeur : Ville\n\nMissions :\ngarder",
        ),
        (
            [(90, 100, "garder le parc"), (90, 113, "tailler les haies"), (76, 100, "•"), (76, 113, "•")],
            "• garder le parc\n• tailler les haies",
        ),
        ([(72, 100, "inférieure à 3 ans"), (158.5, 100, "Date de dépôt :", "Helvetica-Bold")], "inférieure à 3 ans\nDate de dépôt :"),
        (
            [(72, 100, "garder"), (130, 100, "le"), (165, 100, "parc"), (212, 100, "toute"), (264, 100, "la nuit")],
            "garder le parc toute la nuit",
        ),
        ([(72, 100, "Poste"), (130, 100, "Lieu"), (300, 100, "Grade"), (420, 100, "Date")], "Poste\nLieu\nGrade\nDate"),
        ([(72, 800, "3134-31-0042"), (72, 100, "Avis")], "Avis\n\n3134-31-0042"),
    ],
)  # fmt: skip
def test_order(page, expected):
    assert text_of(page) == expected


def test_letters_printed_late_stand_where_they_are_seen():
    page = [(72, 100, "mardi 1"), (120, 100, "décembre 2031"), (108, 100, "er")]
    assert text_of(page) == "mardi 1er décembre 2031"


def test_two_postings_of_one_file_are_told_apart():
    second = [
        line.replace("0042", "0043").replace("Jardinier ou jardinière", "Gardien ou gardienne") for line in POSTING
    ]
    records = offres.parse(pdf(POSTING, second))
    assert [record.offer.reference.sequence for record in records] == [42, 43]
    assert [record.spans["title"].page for record in records] == [1, 2]


def test_what_is_drawn_twice_for_boldness_is_read_once():
    page = [(72 + shift, 100, "Employeur : Ville") for shift in (0, 0.3)]
    assert text_of(page) == "Employeur : Ville"


def test_a_large_line_is_a_heading():
    document = read(
        pdf(
            [
                (72, 100, "Jardinier", "Helvetica", 18),
                *[(72, 130 + 13 * n, "Il garde le parc"[: 6 + n]) for n in range(4)],
            ]
        )
    )
    document.close()
    assert [line.kind for line in document.lines] == ["heading", "plain", "plain", "plain", "plain"]


# ---- what cannot be read ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"%PDF-1.7\n", errors.UnreadableFile),
        (b"%PDF-1.7\nnothing of the sort", errors.UnreadableFile),
        (b"%PDF-1.4\ntrailer <</Root 1 0 R>>\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Type/Pages/Kids[]/Count 0>> endobj", errors.UnreadableFile),
        (pdf(POSTING, password="secret", owner="owner"), errors.EncryptedFile),
        (pdf([]), errors.NoText),
        (pdf([], []), errors.NoText),
    ],
)  # fmt: skip
def test_unreadable(data, error):
    with pytest.raises(error) as told:
        offres.parse(data, uri="a.pdf")
    assert told.value.uri == "a.pdf"
    assert told.value.cause


def test_every_truncation_gives_a_record_or_a_typed_error():
    data = pdf(POSTING, POSTING)
    lengths = [*range(9, len(data), 97), *range(len(data) - 40, len(data))]
    outcomes = {"record": 0, "error": 0}
    for length in lengths:
        try:
            records = offres.parse(data[:length])
        except offres.OffresError:
            outcomes["error"] += 1
        else:
            outcomes["record"] += bool(records)
    assert sum(outcomes.values()) == len(lengths)
    assert outcomes["error"]


@pytest.mark.parametrize("place", [0, 200, 700, 1500])
def test_damaged_bytes_give_a_record_or_a_typed_error(place):
    data = pdf(POSTING)
    damaged = data[:place] + b"%PDF-"[: 5 * (not place)] + bytes(64) + data[place + 64 :]
    parsed = list(parse_each(damaged, "a.pdf"))
    assert all(each.records or each.error for each in parsed)
    assert parsed


def test_too_many_pages(monkeypatch):
    monkeypatch.setattr("offres.extract.read.paged.pdf_pages.MOST_PAGES", 2)
    assert len(offres.parse(pdf(POSTING, POSTING[:1]))) == 1
    with pytest.raises(errors.LimitExceeded, match="3 pages"):
        offres.parse(pdf(POSTING, [], []))


def test_pages_beyond_those_kept_open_are_placed_too(monkeypatch):
    monkeypatch.setattr("offres.extract.read.paged.pdf_pages._KEPT", 1)
    data = pdf(POSTING[:4], POSTING[4:])
    (record,) = offres.parse(data)
    for path in ("employer", "deadline", "missions[0].text"):
        span = record.spans[path]
        assert plain(cropped(data, span.page, span.bbox)) == plain(span.text)


# ---- the ladder ---------------------------------------------------------------------------------------------------

COLUMNS = [
    (72, 100, "Durée de résidence exigée pour le"),
    (320, 100, "Lieu de travail : Koné, quai du"),
    (72, 113, "recrutement (1) : 5 ans"),
    (320, 113, "phare"),
    (72, 139, "Missions :"),
    (72, 152, "garder le phare"),
]


def test_columns_printed_across_are_read_by_geometry():
    document = read(pdf(POSTING, COLUMNS))
    assert document.reading.reader == "pdf: pdfium; pdfplumber (page 2: columns interleave)"
    start = document.source.index("phare")
    page, box = document.paper.place(start, start + 5)
    assert (page, box[0], box[1] < 113 < box[3]) == (2, 320, True)
    document.close()


def test_where_pdfplumber_fails_the_stream_is_read_and_it_is_said(monkeypatch):
    def fail(_data):
        raise RuntimeError

    monkeypatch.setattr(ladder, "_plumber", fail)
    document = read(pdf(COLUMNS))
    document.close()
    assert document.reading.reader == "pdf: pdfium; not by pdfplumber (page 1: RuntimeError)"
    assert "phare" in document.source


def test_a_crowded_page_is_read_in_the_order_of_its_stream(monkeypatch):
    monkeypatch.setattr(pdf_layout, "MOST_CHARS", 100)
    document = read(pdf(COLUMNS))
    document.close()
    assert document.reading.reader == "pdf: pdfium; not by pdfplumber (page 1: too many characters)"


WITHOUT_A_MEANING = "\x80\x81\x82\x83\x84 \x85\x86\x87 " * 6


@pytest.mark.parametrize(
    ("numbers", "told"),
    [([1], "page 1"), ([1, 2, 3], "pages 1-3"), ([1, 3], "pages 1, 3"), ([2, 3, 7, 8, 9], "pages 2-3, 7-9")],
)
def test_how_pages_are_named(numbers, told):
    assert ladder._pages(numbers) == told


def scanned(*lines):
    """A page that is the image of its text."""
    import io

    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen import canvas

    page = pypdfium2.PdfDocument(pdf(list(lines)))[0]
    image = page.render(scale=200 / 72, grayscale=True).to_pil()
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream, pagesize=(595, 842), invariant=1)
    sheet.drawImage(ImageReader(image), 0, 0, 595, 842)
    sheet.save()
    return stream.getvalue()


def test_a_scan_without_ocr_says_what_to_install(monkeypatch):
    missing = errors.MissingTool("tesseract", "a scan", "Install it: apt-get install tesseract-ocr")
    monkeypatch.setattr("offres.extract.read.paged.ocr.available", lambda: missing)
    with pytest.raises(errors.NoText, match="tesseract is not installed") as told:
        offres.parse(scanned(*POSTING))
    assert "apt-get" in told.value.remedy


@pytest.mark.skipif(
    shutil.which("tesseract") is None or importlib.util.find_spec("PIL") is None, reason="tesseract is not installed"
)
def test_a_scan_is_read_by_ocr():
    (record,) = offres.parse(scanned(*POSTING))
    assert record.source.reader == "pdf: ocr (page 1: no text)"
    assert record.source.ocr
    assert record.offer.reference.number == "3134-31-0042/SR"
    span = record.spans["employer"]
    assert span.page == 1
    assert 72 < span.bbox[0] < 160
    assert 95 < span.bbox[1] < span.bbox[3] < 115
