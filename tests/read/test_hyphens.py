"""Words cut at the end of a line."""

import pytest

from offres.extract.read.paged.hyphens import rejoined


@pytest.mark.parametrize(
    ("before", "after", "words", "expected"),
    [
        ("une infor-", "mation", (), "une infor"),
        ("une infor\x02", "mation", (), "une infor"),
        ("une infor\ufffe", "mation", (), "une infor"),
        ("une infor\u00ad", "mation", (), "une infor"),
        ("le savoir-", "faire exigé", (), "le savoir-"),
        ("le sous-", "directeur", (), "le sous-"),
        ("le sous-\u00ad"[:-1], "directeur", ("sousdirecteur",), "le sous"),
        ("un abri-", "bus", ("abri-bus",), "un abri-"),
        ("un abri-", "bus", (), "un abri"),
        ("Nouvelle-", "Calédonie", (), "Nouvelle-"),
        ("Nouvelle\ufffe", "Calédonie", (), "Nouvelle-"),
        ("3134-31-", "0042/SR", (), "3134-31-"),
        ("le DRH-", "adjoint", (), "le DRH-"),
        ("est-", "ce", (), "est-"),
        ("recrutement@ville-", "exemple.nc", (), "recrutement@ville-"),
        ("https://emploi.ville-", "exemple.nc", (), "https://emploi.ville-"),
        ("jean-", "paul.w@exemple.nc", (), "jean-"),
        ("Lieutenant ou Adjudant/", "Adjudant-chef", (), "Lieutenant ou Adjudant/"),
        ("Corps /", "Domaine", (), None),
        ("quai –", "port", (), None),
        ("quai -", "port", (), None),
        ("le port", "de Valmer", (), None),
        ("infor-", "(mation)", (), None),
    ],
)
def test_rejoined(before, after, words, expected):
    assert rejoined(before, after, lambda: frozenset(words)) == expected
