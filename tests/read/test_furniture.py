"""What is furniture of a page, and what only looks so."""

import pytest

from offres.extract.read.paged.furniture import PageSize, Placed, find_furniture

A4 = PageSize(595, 842)


def placed(*lines):
    found = []
    for number, (text, page, top, *emphasis) in enumerate(lines):
        found.append(Placed(number, text, page, (72, top, 300, top + 10), bool(emphasis)))
    return found


@pytest.mark.parametrize(
    ("lines", "pages", "expected"),
    [
        ([("1/2", 1, 800)], 2, {0}),
        ([("1", 1, 800)], 1, {0}),
        ([("- 2 -", 2, 800)], 2, {0}),
        ([("Page 1 sur 1", 1, 800)], 1, {0}),
        ([("Page 3 sur 12", 1, 800)], 1, {0}),
        ([("Avis de vacance – Page 1 sur 2", 1, 800)], 2, {0}),
        ([("Ville de Valmer - Ressources - 1", 1, 800)], 1, {0}),
        ([("2027", 1, 800)], 2, set()),
        ([("1/2", 1, 400)], 2, set()),
        ([("Référence : 3134-31-0042/SR du 16/10/2031", 1, 90)], 1, set()),
        ([("Date limite : 01/02", 1, 90)], 1, set()),
        ([("Mairie", 1, 30), ("Mairie", 2, 31)], 2, {0, 1}),
        ([("Mairie", 1, 30), ("Mairie", 2, 60)], 2, set()),
        ([("Mairie", 1, 30), ("Préfecture", 2, 30)], 2, set()),
        ([("Avis 4 – suite 1", 1, 800), ("Avis 4 – suite 2", 2, 800)], 2, {0, 1}),
        ([("Référence : 3134-31-0001/SR", 1, 90), ("Référence : 3134-31-0002/SR", 2, 90)], 2, set()),
        ([("Jardinier", 1, 80, True), ("Jardinier", 2, 80, True)], 2, set()),
        ([("Publication des postes", 1, 30), ("Jardinier", 1, 60, True)], 1, {0}),
        ([("Jardinier", 1, 30, True), ("Ville de Valmer", 1, 60)], 1, set()),
        ([("Employeur : Ville", 1, 30), ("Jardinier", 1, 60, True)], 1, set()),
        (
            [("Jardinier", 1, 60), ("Employeur : Ville", 1, 80), ("Fontainier", 2, 60), ("Employeur : Ville", 2, 80)],
            2,
            set(),
        ),
        ([("Ville", 1, 30), ("Avis", 1, 45), ("Ville", 2, 30), ("Avis", 2, 45), ("suite", 2, 75)], 2, {0, 1, 2, 3}),
        ([("Jardinier", 1, 60), ("Ville", 1, 80), ("Ville", 2, 80)], 2, {1, 2}),
        ([("Ville", 1, 780), ("Jardin", 1, 800), ("Ville", 2, 780), ("Voirie", 2, 800)], 2, set()),
        ([("11/26/31, 8:52 PM", 1, 20), ("Annonces", 1, 20), ("Jardinier", 1, 60)], 2, {0, 1}),
        ([("03/03/2031 à 08:52", 1, 20)], 2, {0}),
        ([("https://emploi.exemple.nc/12", 1, 800), ("1/2", 1, 800)], 2, {0, 1}),
        ([("https://emploi.exemple.nc/12", 1, 780), ("1/2", 1, 800)], 2, {1}),
    ],
)
def test_furniture(lines, pages, expected):
    assert find_furniture(placed(*lines), [A4] * pages) == expected
