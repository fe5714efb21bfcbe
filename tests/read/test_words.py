"""Words on a page, drawn as pictures of our own making -> lines in reading order: one character is 6 by 12 points."""

import math
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offres.extract.read.paged.words import Word, lines_of

WIDE, HIGH = 6, 12
WORD = re.compile(r"\S+")


def words_of(picture):
    """The words of a picture; a line that begins with `~` stands half a line lower."""
    words = []
    for row, line in enumerate(picture.strip("\n").split("\n")):
        down = HIGH / 2 if line.startswith("~") else 0
        for found in WORD.finditer(line.replace("~", " ", 1) if down else line):
            top = row * HIGH + down + 1
            words.append(Word(found.group(), (found.start() * WIDE, top, found.end() * WIDE, top + HIGH - 2)))
    return words


def texts(picture):
    return [line.text for line in lines_of(words_of(picture), 1)]


def rows(picture):
    return [(line.cell, line.text) for line in lines_of(words_of(picture), 1)]


def lines(text):
    return [line.strip() for line in text.strip().split("\n")]


CASES = {
    "a title and running text": (
        """
              Jardinier du parc

La commune entretient douze serres et quatre
parcs  ouverts   toute  l'année  aux  visiteurs
et aux écoles.
        """,
        """
        Jardinier du parc
        La commune entretient douze serres et quatre
        parcs ouverts toute l'année aux visiteurs
        et aux écoles.
        """,
    ),
    "two labels a row, both wrap": (
        """
                     Jardinier

Employeur : Ville de      Corps : Technicien du
Sainte-Rose-du-Lagon      deuxième grade
Direction : Parcs         Lieu : Nouméa, serre
                          numéro deux

Détails de l'offre :
La ville entretient douze serres et quatre parcs.
        """,
        """
        Jardinier
        Employeur : Ville de
        Sainte-Rose-du-Lagon
        Direction : Parcs
        Corps : Technicien du
        deuxième grade
        Lieu : Nouméa, serre
        numéro deux
        Détails de l'offre :
        La ville entretient douze serres et quatre parcs.
        """,
    ),
    "the left wraps alone": (
        """
Durée de résidence exigée pour    Poste à pourvoir : de suite
le recrutement (1) : 5 ans
Lieu : Koné                       Direction : Parcs
        """,
        """
        Durée de résidence exigée pour
        le recrutement (1) : 5 ans
        Lieu : Koné
        Poste à pourvoir : de suite
        Direction : Parcs
        """,
    ),
    "rows that are seen: a wrapped cell beside a white one": (
        """
Employeur : Ville de        Service des parcs
Sainte-Rose-du-Lagon

Direction des serres        Lieu : Nouméa

Corps : agent               Grade : premier
        """,
        """
        Employeur : Ville de
        Sainte-Rose-du-Lagon
        Service des parcs
        Direction des serres
        Lieu : Nouméa
        Corps : agent
        Grade : premier
        """,
    ),
    "two cells with a column each, out of step": (
        """
Employeur : Ville de       Durée de résidence : au
Sainte-Rose                moins 5 ans
Direction : Parcs          Poste à pourvoir : 3 mars
Lieu : Koné                Date limite : vendredi 28
                           mars 2031
        """,
        """
        Employeur : Ville de
        Sainte-Rose
        Direction : Parcs
        Lieu : Koné
        Durée de résidence : au
        moins 5 ans
        Poste à pourvoir : 3 mars
        Date limite : vendredi 28
        mars 2031
        """,
    ),
    "columns whose lines stand half a line apart": (
        """
Employeur : Ville de
~                           Durée de résidence : au
Sainte-Rose du Lagon
~                           moins égale à 5 ans
Direction : Parcs et
~                           Poste à pourvoir : 3 mars
jardins
~                           Lieu : Koné
        """,
        """
        Employeur : Ville de
        Sainte-Rose du Lagon
        Direction : Parcs et
        jardins
        Durée de résidence : au
        moins égale à 5 ans
        Poste à pourvoir : 3 mars
        Lieu : Koné
        """,
    ),
    "tab stops: the value on the right goes on at the margin": (
        """
Employeur : Port autonome de la Baie   Corps : Technicien de
2e grade de navigation
Direction : Exploitation     Lieu : Quai des Caboteurs
Durée de résidence exigée : au moins 5 ans    Poste : dès
maintenant
        """,
        """
        Employeur : Port autonome de la Baie
        Corps : Technicien de
        2e grade de navigation
        Direction : Exploitation
        Lieu : Quai des Caboteurs
        Durée de résidence exigée : au moins 5 ans
        Poste : dès
        maintenant
        """,
    ),
    "tab stops in one place": (
        """
Employeur : Ville               Corps : Technicien des parcs et
jardins
Direction : Serres              Lieu : Koné
        """,
        """
        Employeur : Ville
        Corps : Technicien des parcs et
        jardins
        Direction : Serres
        Lieu : Koné
        """,
    ),
    "labels beside values": (
        """
Employeur :                       Ville de Sainte-Rose-du-Lagon
Durée de résidence exigée pour    au moins égale à 5 ans
le recrutement (1) :
Date limite :                     vendredi 28 mars 2031, avant
                                  minuit
        """,
        """
        Employeur :
        Ville de Sainte-Rose-du-Lagon
        Durée de résidence exigée pour
        le recrutement (1) :
        au moins égale à 5 ans
        Date limite :
        vendredi 28 mars 2031, avant
        minuit
        """,
    ),
    "labels without a colon beside values": (
        """
Employeur         Ville de Sainte-Rose-du-Lagon
Corps             Technicien
Lieu              Koné, serre numéro deux
        """,
        """
        Employeur
        Ville de Sainte-Rose-du-Lagon
        Corps
        Technicien
        Lieu
        Koné, serre numéro deux
        """,
    ),
    "side headings": (
        """
MISSIONS        Arroser les serres de fougères et les
                haies du parc ;
                Tailler les arbres de la place.

PROFIL          Connaître les plantes de la région, leurs
                maladies et leurs soins.

CONTACT         Service des parcs
        """,
        """
        MISSIONS
        Arroser les serres de fougères et les
        haies du parc ;
        Tailler les arbres de la place.
        PROFIL
        Connaître les plantes de la région, leurs
        maladies et leurs soins.
        CONTACT
        Service des parcs
        """,
    ),
    "two columns of running text under a title": (
        """
                  La gazette du parc

Les serres ont été ouvertes au    fougères à deux cents visiteurs
public pendant toute la saison    et à trois écoles de la commune
sèche, malgré le vent et malgré   voisine. Les haies du parc sont
les travaux de la grande allée    taillées deux fois par an, avant
qui mène aux bassins. Pendant     et après la saison des pluies,
ces mois la ville a montré ses    par des agents de la commune qui
plantes rares et ses grandes      connaissent chaque arbre. Toutes
orchidées, ainsi que toutes les   les visites sont gratuites pour
        """,
        """
        La gazette du parc
        Les serres ont été ouvertes au
        public pendant toute la saison
        sèche, malgré le vent et malgré
        les travaux de la grande allée
        qui mène aux bassins. Pendant
        ces mois la ville a montré ses
        plantes rares et ses grandes
        orchidées, ainsi que toutes les
        fougères à deux cents visiteurs
        et à trois écoles de la commune
        voisine. Les haies du parc sont
        taillées deux fois par an, avant
        et après la saison des pluies,
        par des agents de la commune qui
        connaissent chaque arbre. Toutes
        les visites sont gratuites pour
        """,
    ),
    "short lines below a header are not of its left column": (
        """
Employeur : Ville         Corps : Technicien
Direction : Parcs         Lieu : Nouméa
Missions :
- arroser ;
- tailler.
Profil :
        """,
        """
        Employeur : Ville
        Direction : Parcs
        Corps : Technicien
        Lieu : Nouméa
        Missions :
        - arroser ;
        - tailler.
        Profil :
        """,
    ),
    "a list in the left column, longer than the right one": (
        """
Employeur : Ville de        Lieu : Nouméa
Sainte-Rose
Durée de résidence :        Poste : vacant
- technicien : 3 ans
- ingénieur : 5 ans

Détails de l'offre : la ville entretient ses serres.
        """,
        """
        Employeur : Ville de
        Sainte-Rose
        Lieu : Nouméa
        Durée de résidence :
        - technicien : 3 ans
        - ingénieur : 5 ans
        Poste : vacant
        Détails de l'offre : la ville entretient ses serres.
        """,
    ),
    "a long header is no running text": (
        """
Employeur : Ville de La Baie     Corps : Technicien premier
et communes associées            grade des infrastructures
Direction des infrastructures    Service de la voirie et des
et du cadre de vie               espaces plantés
Durée de résidence exigée pour   Lieu de travail : Ateliers
le recrutement (1) : 10 ans      municipaux, La Baie
Poste à pourvoir : susceptible   Date de dépôt : vendredi 30
d'être vacant le 3 mai 2031      avril 2031
Date limite : vendredi 11 juin   Modification de la date de
2031                             clôture du 21/05/2031

Détails de l'offre :

La section entretient cent soixante kilomètres de voies.
        """,
        """
        Employeur : Ville de La Baie
        et communes associées
        Direction des infrastructures
        et du cadre de vie
        Durée de résidence exigée pour
        le recrutement (1) : 10 ans
        Poste à pourvoir : susceptible
        d'être vacant le 3 mai 2031
        Date limite : vendredi 11 juin
        2031
        Corps : Technicien premier
        grade des infrastructures
        Service de la voirie et des
        espaces plantés
        Lieu de travail : Ateliers
        municipaux, La Baie
        Date de dépôt : vendredi 30
        avril 2031
        Modification de la date de
        clôture du 21/05/2031
        Détails de l'offre :
        La section entretient cent soixante kilomètres de voies.
        """,
    ),
    "bullets and numbers are no column": (
        """
Missions :
-     arroser les serres ;
-     tailler les haies du parc, et cela
      pendant toute l'année ;
1.    compter les fougères ;
2.    rendre compte.
        """,
        """
        Missions :
        - arroser les serres ;
        - tailler les haies du parc, et cela
        pendant toute l'année ;
        1. compter les fougères ;
        2. rendre compte.
        """,
    ),
    "a wide gap in one line of running text": (
        """
La  ville   entretient  des  serres
et des   parcs, douze   en tout, et
toutes les allées de la commune.
        """,
        """
        La ville entretient des serres
        et des parcs, douze en tout, et
        toutes les allées de la commune.
        """,
    ),
    "a date at the right above a header": (
        """
NOUVELLE-BAIE                        Le 3 mars 2031

             Jardinier du parc et des serres

Employeur : Ville         Corps : Technicien
        """,
        """
        NOUVELLE-BAIE
        Le 3 mars 2031
        Jardinier du parc et des serres
        Employeur : Ville
        Corps : Technicien
        """,
    ),
    "wide letter-spacing": (
        """
    A V I S   D E   V A C A N C E   D E   P O S T E

Employeur : Ville
        """,
        """
        AVIS DE VACANCE DE POSTE
        Employeur : Ville
        """,
    ),
    "the columns nearly touch in one line": (
        """
Référence : 3134-31-0042 du 3 mars Durée de résidence :
Employeur : Ville de Sainte-Rose   Direction : Parcs
Corps : Technicien du deuxième     Lieu : Koné
grade des parcs
        """,
        """
        Référence : 3134-31-0042 du 3 mars
        Employeur : Ville de Sainte-Rose
        Corps : Technicien du deuxième
        grade des parcs
        Durée de résidence :
        Direction : Parcs
        Lieu : Koné
        """,
    ),
}


@pytest.mark.parametrize(("picture", "expected"), CASES.values(), ids=CASES)
def test_reading_order(picture, expected):
    assert texts(picture) == lines(expected)


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        pytest.param(
            """
Poste          Service         Lieu
Jardinier      Parcs           Koné
Agent des      Serres          Nouméa
serres

Un texte en dessous, sur toute la largeur.
            """,
            [((0, 0), "Poste"), ((0, 1), "Service"), ((0, 2), "Lieu"), ((1, 0), "Jardinier"), ((1, 1), "Parcs"), ((1, 2), "Koné"), ((2, 0), "Agent des"), ((2, 0), "serres"), ((2, 1), "Serres"), ((2, 2), "Nouméa"), (None, "Un texte en dessous, sur toute la largeur.")],
            id="several posts",
        ),
        pytest.param(
            """
Employeur :      Ville de
                 Sainte-Rose
Lieu :           Koné
            """,
            [((0, 0), "Employeur :"), ((0, 1), "Ville de"), ((0, 1), "Sainte-Rose"), ((1, 0), "Lieu :"), ((1, 1), "Koné")],
            id="label and value",
        ),
        pytest.param(
            """
Employeur : Ville de      Corps : Technicien
Sainte-Rose

La ville entretient douze serres et quatre parcs ouverts.
            """,
            [(None, "Employeur : Ville de"), (None, "Sainte-Rose"), (None, "Corps : Technicien"), (None, "La ville entretient douze serres et quatre parcs ouverts.")],
            id="whole lines are no cells",
        ),
    ],
)  # fmt: skip
def test_rows_of_tables(picture, expected):
    assert rows(picture) == expected


def boxed(words, xs, ys):
    """Lines drawn across a page at `ys` and down it at `xs`."""
    drawn = [(min(xs), y, max(xs), y + 0.5) for y in ys] + [(x, min(ys), x + 0.5, max(ys)) for x in xs]
    return [(line.cell, line.text, line.column) for line in lines_of(words, 1, drawn)]


def test_drawn_cells():
    words = words_of("""
             Jardinier

 Employeur : Ville de   Corps : Technicien du
 Sainte-Rose            deuxième grade
 Direction : Parcs      Lieu : Nouméa

 Détails de l'offre : la ville entretient ses serres.
    """)
    assert boxed(words, (0, 138, 330), (24, 48, 60)) == [
        (None, "Jardinier", (6, 318)),
        ((0, 0), "Employeur : Ville de", (6, 132.5)),
        ((0, 0), "Sainte-Rose", (6, 132.5)),
        ((0, 1), "Corps : Technicien du", (144, 324.5)),
        ((0, 1), "deuxième grade", (144, 324.5)),
        ((1, 0), "Direction : Parcs", (6, 132.5)),
        ((1, 1), "Lieu : Nouméa", (144, 324.5)),
        (None, "Détails de l'offre : la ville entretient ses serres.", (6, 318)),
    ]


def test_columns_are_bounds():
    """What wraps is told from the right bound of its column: its widest line."""
    found = lines_of(words_of(CASES["two labels a row, both wrap"][0]), 1)
    bounds = {line.text: line.column for line in found}
    assert bounds["Sainte-Rose-du-Lagon"] == (0, 120)
    assert bounds["deuxième grade"][0] == 156
    assert bounds["Jardinier"] == bounds["La ville entretient douze serres et quatre parcs."] == (0, 294)


def turned(words, degrees, jitter=0.0):
    """The words of a page that was scanned aslant, their boxes wrong by up to `jitter` points."""
    fall, rng = math.tan(math.radians(degrees)), random.Random(degrees)
    found = []
    for word in words:
        x0, top, x1, bottom = (side + rng.uniform(-jitter, jitter) for side in word.box)
        down = fall * (x0 + x1) / 2
        found.append(Word(word.text, (x0, top + down, x1, bottom + down)))
    return found


@pytest.mark.parametrize("degrees", [-1, 0.5, 1])
@pytest.mark.parametrize(
    "name",
    [
        "two labels a row, both wrap",
        "labels beside values",
        "two columns of running text under a title",
        "side headings",
    ],
)
def test_a_scan_turned_by_up_to_a_degree(name, degrees):
    picture, expected = CASES[name]
    words = turned(words_of(picture), degrees, jitter=0.7)
    assert [line.text for line in lines_of(words, 1)] == lines(expected)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("seed", range(3))
def test_small_errors_of_boxes_change_nothing(name, seed):
    picture, expected = CASES[name]
    words = turned(words_of(picture), 0, jitter=0.3)
    random.Random(seed).shuffle(words)
    assert [line.text for line in lines_of(words, 1)] == lines(expected)


def word(text, x0, top, x1, bottom, **more):
    return Word(text, (x0, top, x1, bottom), **more)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param([word("1", 0, 0, 6, 10), word("er", 6.2, 0, 12, 6), word("mars", 15, 0, 40, 10)], ["1er mars"], id="superscript"),
        pytest.param([word("titre", 0, 0, 30, 10), word("(1)", 32, -1, 42, 6), word(":", 45, 0, 48, 10)], ["titre (1) :"], id="raised note"),
        pytest.param([word("Lieu", 0, 0, 24, 10), word(":", 27, 3, 28, 9), word("Koné", 31, 0, 55, 10)], ["Lieu : Koné"], id="a colon's low box"),
        pytest.param([word("|||", 0, 0, 60, 90), word("Ville", 66, 10, 90, 20), word("de", 93, 10, 105, 20), word("Koné", 108, 10, 130, 20), word("Jardinier", 66, 60, 110, 70)], ["Ville de Koné", "|||", "Jardinier"], id="a logo read as a word"),
        pytest.param([word(" ", 0, 0, 3, 10), word("", 5, 0, 5, 10)], [], id="nothing to read"),
        pytest.param([word("b", math.nan, 0, math.inf, 10), word("a", 20, 10, 10, 0)], ["b a"], id="boxes that are none"),
        pytest.param([], [], id="no words"),
    ],
)  # fmt: skip
def test_words_of_all_kinds(words, expected):
    assert [line.text for line in lines_of(words, 1)] == expected


def test_bold_type_behind_a_value_begins_a_label():
    texts = [("Employeur", True), (":", True), ("Ville", False), ("Corps", True), (":", True), ("agent", False)]
    words = [word(text, 40 * n, 0, 40 * n + 37, 10, bold=bold) for n, (text, bold) in enumerate(texts)]
    assert [line.text for line in lines_of(words, 1)] == ["Employeur : Ville", "Corps : agent"]


def test_a_line_has_the_size_weight_and_confidence_of_its_words():
    words = [
        word("Lieu", 0, 0, 24, 10, size=11, bold=True, confidence=0.5, edges=(0, 6, 12, 18, 24)),
        word("Nouméa", 28, 0, 60, 10, size=10, bold=True, confidence=1.0),
    ]
    (line,) = lines_of(words, 3)
    assert (line.page, line.box, line.size, line.bold, line.confidence) == (3, (0, 0, 60, 10), 10, True, 0.8)
    assert [(line.text[run.start : run.end], run.page, run.box, run.edges) for run in line.runs] == [
        ("Lieu", 3, (0, 0, 24, 10), (0, 6, 12, 18, 24)),
        ("Nouméa", 3, (28, 0, 60, 10), None),
    ]


@pytest.mark.parametrize(
    ("drawn", "cells"),
    [
        pytest.param([(0, 12, 60, 12.5)], [None, None], id="an underline"),
        pytest.param([(-2, -2, 300, -1.5), (-2, 60, 300, 60.5), (-2, -2, -1.5, 60.5), (300, -2, 300.5, 60.5)], [None, None], id="a frame around all"),
        pytest.param([(-2, -2, 130, 14), (130, -2, 300, 14)], [(0, 0), (0, 1)], id="rectangles side by side"),
        pytest.param([(-1, 0, 60, 11)], [None, None], id="a marker's stroke"),
        pytest.param([(x, 0, x, 50) for x in range(0, 6000, 5)] + [(0, y, 6000, y) for y in range(0, 51, 10)], [None, None], id="a drawing"),
    ],
)  # fmt: skip
def test_what_is_drawn(drawn, cells):
    words = [word("Lieu", 0, 1, 30, 11), word("de", 33, 1, 45, 11), word("Koné", 150, 1, 180, 11)]
    assert [line.cell for line in lines_of(words, 1, drawn)] == cells


NUMBER = st.one_of(
    st.integers(0, 50).map(lambda n: n * 12.0),
    st.floats(-1e4, 1e4),
    st.sampled_from([0.0, math.nan, math.inf, -math.inf, 1e300]),
)
BOX = st.tuples(NUMBER, NUMBER, NUMBER, NUMBER)
WORDS = st.lists(st.builds(Word, st.sampled_from(["Lieu", "de", ":", "-", "•", " ", "Koné,", "1."]), BOX), max_size=40)


@given(WORDS, st.lists(BOX, max_size=12))
def test_no_word_is_lost_or_doubled(words, drawn):
    expected = sorted(word.text for word in words if word.text.strip())
    found = lines_of(words, 1, drawn)
    assert sorted(line.text[run.start : run.end] for line in found for run in line.runs) == expected
    assert all(line.text.split() for line in found)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 30), st.integers(1, 9)), max_size=60), st.randoms())
def test_the_order_in_which_words_come_is_nothing(places, rng):
    words = [word("x" * size, x * 6, y * 12, (x + size) * 6, y * 12 + 10) for x, y, size in places]
    shuffled = list(words)
    rng.shuffle(shuffled)
    assert [line.text for line in lines_of(words, 1)] == [line.text for line in lines_of(shuffled, 1)]


def test_words_of_no_height_are_lines_too():
    words = [Word("Lieu", (0, 0, 0, 0)), Word("Lieu", (0, 0, 0, 2.2250738585e-313)), Word("Lieu", (0, 12, 0, 12))]
    assert [line.text[run.start : run.end] for line in lines_of(words, 1) for run in line.runs] == ["Lieu"] * 3
