import pytest
from PIL import Image

from offres.extract.read.paged.ocr_words import words_of
from offres.extract.read.paged.tesseract import Seen

INK = Image.new("L", (600, 300))
BASE, HEIGHT = 200.0, 30.0  # of a line: where its letters stand, its height; pixels at 72 dpi, so also points


def seen(text, left, right, confidence=0.9, top=176.0, bottom=200.0, *, line=0, height=HEIGHT):
    return Seen(text, line, (left, top, right, bottom), height, confidence)


def blob(text, left, confidence=0.2):
    return seen(text, left, left + 11, confidence, 183.0, 194.0)


def texts(words):
    return [word.text for word in words_of(words, INK, 72)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([blob("+", 100), seen("Seconder", 150, 250)], ["•", "Seconder"]),
        ([blob("e", 100), seen("Seconder", 150, 250)], ["•", "Seconder"]),
        ([blob("«+", 100, 0.7), seen("Seconder", 150, 250)], ["•", "Seconder"]),
        ([blob("-", 100, 0.9), seen("Seconder", 150, 250)], ["-", "Seconder"]),
        ([blob("+", 100), seen("=", 120, 145, 0.1), seen("Seconder", 150, 250)], ["•", "Seconder"]),
        ([seen("Nord", 20, 90), blob("°", 300), seen("Sud", 350, 400)], ["Nord", "•", "Sud"]),
        ([seen("à", 100, 114), seen("valider", 122, 200)], ["à", "valider"]),
        ([blob("-", 100, 0.9)], ["-"]),
        ([seen("N-3", 100, 140), blob("—", 150, 0.8), seen("Page", 170, 220)], ["N-3", "—", "Page"]),
        ([seen("l'offre", 100, 160, 0.1), seen("=", 300, 310, 0.1)], ["l'offre"]),
        ([seen("Technicien", 100, 200), seen("ler", 210, 240, 0.4)], ["Technicien", "1er"]),
        ([seen("1!", 100, 120), seen("est", 130, 160)], ["Il", "est"]),
        ([seen("titre", 100, 150), seen("©)", 156, 170), seen(":", 180, 184)], ["titre", "(*)", ":"]),
        ([], []),
    ],
    ids=[
        "taken for a plus", "for a letter", "for two signs", "a dash stays", "room taken for a sign",
        "of the second column", "a short word", "alone", "a dash between words", "specks", "the first", "a pronoun", "a footnote", "none",
    ],
)  # fmt: skip
def test_bullets_and_specks(words, expected):
    assert texts(words) == expected


def test_words_of_a_line_are_as_high_as_their_type():
    low, high = words_of([seen("une", 100, 140, top=183), seen("Équipe", 150, 240, top=170, bottom=207)], INK, 72)
    assert (low.box[1], low.box[3]) == pytest.approx((high.box[1], high.box[3]), abs=1)
    assert low.box[1] < BASE - HEIGHT / 2 < BASE < low.box[3]


def test_sizes_that_hardly_differ_are_one():
    lines = [seen("courante", 100, 200, line=n, top=176 + n / 2) for n in range(4)]
    title = seen("Titre", 100, 200, line=9, top=164, height=HEIGHT * 1.5)
    sizes = [word.size for word in words_of([title, *lines], INK, 72)]
    assert len(set(sizes[1:])) == 1
    assert sizes[0] > sizes[1] * 1.3


def test_points_are_those_of_the_resolution():
    (word,) = words_of([seen("mot", 100, 200)], INK, 144)
    assert (word.box[0], word.box[2]) == pytest.approx((50, 100), abs=1)


@pytest.mark.parametrize(
    ("text", "gap", "expected"),
    [
        ("NordCorps", 12, ["Nord", "Corps"]),
        ("CVdétaillé", 12, ["CV", "détaillé"]),
        ("34200", 12, ["34", "200"]),
        ("98800123", 12, ["98800", "123"]),
        ("12345678901234567890", 12, ["12345678901234567890"]),
        ("NordCorps", 3, ["NordCorps"]),
        ("MacDonald", 0, ["MacDonald"]),
        ("ensemble", 12, ["ensemble"]),
    ],
)
def test_a_word_with_the_room_of_a_space_is_two(text, gap, expected):
    ink = INK.copy()
    ink.paste(255, (100, 176, 150, 200))
    ink.paste(255, (150 + gap, 176, 220, 200))
    words = words_of([seen(text, 100, 220)], ink, 72)
    assert [word.text for word in words] == expected


@pytest.mark.parametrize(
    ("blob", "left", "expected"),
    [
        ((110, 183, 121, 194), 150, ["•", "Seconder"]),
        ((110, 183, 121, 194), 110, ["•", "Seconder"]),
        ((110, 189, 121, 200), 150, ["Seconder"]),
        ((110, 176, 121, 200), 150, ["Seconder"]),
        ((110, 183, 140, 194), 150, ["Seconder"]),
        ((110, 190, 113, 193), 150, ["Seconder"]),
    ],
    ids=["left out", "taken for a part of the word", "a letter's height", "a bar", "a rule", "a speck"],
)
def test_bullets_are_found_by_their_ink(blob, left, expected):
    ink = INK.copy()
    ink.paste(255, blob)
    ink.paste(255, (150, 176, 250, 200))
    text = "«Seconder" if left < 150 and len(expected) > 1 else "Seconder"
    assert [word.text for word in words_of([seen(text, left, 250)], ink, 72)] == expected


def test_a_word_of_which_the_box_is_cut_is_as_wide_as_its_ink():
    ink = INK.copy()
    for left in (100, 110, 120, 140):
        ink.paste(255, (left, 180, left + 8, 200))
    cut, other = words_of([seen("sur", 100, 120, top=180), seen("l", 140, 148, top=180)], ink, 72)
    assert cut.box[2] == pytest.approx(129, abs=1)
    assert other.box[0] == pytest.approx(139, abs=1)
