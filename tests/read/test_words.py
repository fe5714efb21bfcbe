"""Words on a page, drawn as pictures of our own making -> lines in reading order: one character is 6 by 12 points."""

import re

import pytest

from offres.extract.read.words import Word, lines_of

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
