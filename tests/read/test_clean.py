"""Cleaning: what is undone, what stays, and the way back to the source."""

import re

import ftfy
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from offres.extract.document import Document
from offres.extract.read import clean as clean_module
from offres.extract.read.clean import clean

NBSP = "\xa0"

UNDONE = {
    # accents, invisible characters, ligatures
    "Re\u0301fe\u0301rence a\u0300 garc\u0327on": "Référence à garçon",
    "\u0041\u0302GE": "ÂGE",
    "autorite\u0301\u0301 et autorité\u0301": "autorité et autorité",
    "e\u200b\u0301te\u0301": "été",
    "adminis\u00adtratif": "administratif",
    "zéro\u200blargeur\u2060 \ufeffet \u200emarques\u202c": "zérolargeur et marques",
    "oﬃce, ﬁche, ﬂux, aﬀaire, buﬄe, ﬆage": "office, fiche, flux, affaire, buffle, stage",
    # entities
    "l&#39;offre &amp; l&rsquo;agent": "l'offre & l’agent",
    "d&amp;#39;accueil, d&amp;amp;#39;accueil": "d'accueil, d'accueil",
    "R&eacute;f&#233;rence &#xE0; &Agrave;": "Référence à À",
    "10&nbsp;000&#160;F": f"10{NBSP}000{NBSP}F",
    "R&amp;amp;D": "R&D",
    "&laquo;&nbsp;A&nbsp;&raquo;": f"«{NBSP}A{NBSP}»",
    "adminis&shy;tratif": "administratif",
    "e&#769;te&#769;": "été",
    "&lt;b&gt;Poste&lt;/b&gt;": "Poste",
    # tags
    "un<br>deux<br/>trois<BR />quatre": "un\ndeux\ntrois\nquatre",
    "un<br>\ndeux": "un\ndeux",
    "un<br><br>deux": "un\n\ndeux",
    "| A<br>B | C |\nx<br>y": "| A B | C |\nx\ny",
    "<b>Lieu :</b> Bourail <em>nord</em> <i>a</i><u>b</u> <strong>c</strong>": "Lieu : Bourail nord ab c",
    r"Réf:\_12": "Réf:_12",
    "1<sup>er</sup> et 2<sub>n</sub>": "1er et 2n",
    '<span style="color: red">Poste</span> <font size=2>à</font> temps': "Poste à temps",
    "<p>Un</p><p>Deux</p>\n<div class='x'>Trois</div>": "Un\nDeux\nTrois",
    "<div><div>Un</div></div>Deux": "Un\nDeux",
    "avant<!-- une note\nsur deux lignes -->après": "avantaprès",
    "x<!--page 2-->": "x",
    # bold, emphasis and their kin
    "**Corps :** adjoint": "Corps : adjoint",
    "**Corps : **adjoint": "Corps : adjoint",
    "**Corps **\n**Grade ** : B": "Corps \nGrade  : B",
    "** Missions **\ntexte": " Missions \ntexte",
    "**Date limite de candidature : v**endredi": "Date limite de candidature : vendredi",
    "Employeur** : ville": "Employeur : ville",
    "**Employeur : ville": "Employeur : ville",
    "***Très*** important": "Très important",
    "**a****b**": "ab",
    "# **Détails de l'offre**": "# Détails de l'offre",
    "- **Gérer** le parc": "- Gérer le parc",
    "* **Gérer** le parc": "* Gérer le parc",
    "| **Lieu** | *Thio* |": "| Lieu | Thio |",
    "__Profil__ : __sens du service__.": "Profil : sens du service.",
    "**__Profil__**": "Profil",
    "*Poste à temps plein* (*urgent*), *« cité »*": "Poste à temps plein (urgent), « cité »",
    "_Poste à temps plein_ (_urgent_)": "Poste à temps plein (urgent)",
    "_le fichier a_b.pdf_": "le fichier a_b.pdf",
    "~~12 mai~~ 19 mai": "12 mai 19 mai",
    "la commande `make tout`": "la commande make tout",
    "``a b``": "a b",
    # backslashes
    r"l\'offre d\'emploi \- \* \_ \# 1\.": "l'offre d'emploi - * _ # 1.",
    r"Grade\*\* et 2 \* 3 \*non\*": "Grade** et 2 * 3 *non*",
    "ligne un\\\nligne deux\\  \nfin\\": "ligne un\nligne deux  \nfin",
    r"l\\'offre": "l'offre",
    # links and images
    "voir [la fiche](https://exemple.nc/f.pdf) jointe": "voir la fiche jointe",
    "![](_page_0_Picture_1.jpeg)\nPoste": "\nPoste",
    "a ![logo (bleu)](logo_(1).png) b": "a  b",
    "[](https://exemple.nc)": "https://exemple.nc",
    "[![logo](l.png)](https://exemple.nc)": "https://exemple.nc",
    "[**Postuler** ici](https://exemple.nc 'x')": "[Postuler ici](https://exemple.nc 'x')",
    '[**Postuler** ici](https://exemple.nc "titre")': "Postuler ici",
    "[ancre](#bas) et [vide]()": "ancre et vide",
    "<https://exemple.nc/a_b>": "https://exemple.nc/a_b",
    '<a href="https://exemple.nc">le site</a>': "le site",
    # mojibake
    "RÃ©fÃ©rence, lâ€™offre, Ã  pourvoir": "Référence, l’offre, à pourvoir".replace("à ", "à ", 1),
    "RÃƒÂ©fÃƒÂ©rence lÃ¢â‚¬â„¢offre": "Référence l’offre",
    "Â« citÃ©e Â» nÂ° 4 â€“ 300 â‚¬": "« citée » n° 4 – 300 €",
    "HÃ”TEL DÃ‰PARTEMENTAL, CHÃ‚TEAU": "HÔTEL DÉPARTEMENTAL, CHÂTEAU",
    "lâ\x80\x99Ã©tÃ©": "l’été",
    "â€¢ cÅ“ur ; â— point ; ï‚· puce ; ðŸŽ¯ but".replace("â—", "â—\x8f"): "• cœur ; ● point ; \uf0b7 puce ; 🎯 but",
    "eÌ\x81teÌ\x81, ï¬\x81che": "été, fiche",
    "ï»¿Poste": "Poste",
    "salaire Ã  dÃ©battre, voilÃ .": "salaire à débattre, voilà.",
    "salaire ï¿½ discuter": "salaire \ufffd discuter",
    "R√©f√©rence l‚Äôoffre √† pourvoir n¬∞ 4": "Référence l’offre à pourvoir n° 4",
    "R&Atilde;&copy;f": "Réf",
}

KEPT = [
    "",
    "Poste à pourvoir : dès que possible\n\n- un\n* deux\n# Titre\n| a | b |\n|---|---|\n---\n",
    "---\ntitre: x\n---\nPoste",
    "« œuvre » – l’État… 1ᵉʳ ⁽¹⁾ N°\u20114 “x” ¼ CURRICULUM VITÆ",
    "ÂGE, CHÂTEAU, Â, SÃO TOMÉ, «MAÇÃ», JOÃO, «CAFÉ», ‘ÉTÉ’, ÉCOLE…, GARÇON",
    "bâtiment, maïs, Noël, gâteau… tâche’ Ånes",
    "rh_mairie@ville_sud.nc, _rh@ville.nc, fichier_a_b.pdf, https://x.nc/_a_/b_c",
    "<rh@mairie.nc> ou < 5 ans et a <b et c> d, <10 ans>",
    "Nom : ______ né le __/__/____ à ______",
    "Salaire (*) selon profil (**) et grade",
    "arrêté n°2023-03*APN du 27, 2*3*4, Grade* et Corps*",
    "* * *\n***\n*****\n** note",
    "*selon profil, sans fin",
    "AT&T; R&D &inconnu; & &amp &#0; &#xD800; &#7; &#99999999; ?a=1&b=2",
    "l`offre d`emploi",
    "~ 3 mois, ~~~",
    r"C:\dossier\_commun \\serveur\_rh\fiche a\b \| x",
    "[ ] Oui [x] Non [1] et [réf][1], [H/F](CDI), (a)[b]",
    "~~ a ~~",
    "L'agent [h/f] (temps plein)",
    "|  a \\| b |",
    "ligature œ et æ, IJ ĳ",
    "Vue\u2028ligne",
]


@pytest.mark.parametrize(("source", "text"), UNDONE.items())
def test_undone(source: str, text: str) -> None:
    document = clean(source)
    assert document.text == text
    check_map(document)


@pytest.mark.parametrize("source", KEPT)
def test_kept(source: str) -> None:
    assert clean(source) == Document(source, source)


@pytest.mark.parametrize(
    ("source", "linked", "url"),
    [
        ("voir [la fiche](https://a.nc/f_(1).pdf).", "la fiche", "https://a.nc/f_(1).pdf"),
        ("[**r\\_h**@a.nc](mailto:r\\_h@a.nc)", "r_h@a.nc", "mailto:r_h@a.nc"),
        ("[](mailto:rh@a.nc)", "mailto:rh@a.nc", "mailto:rh@a.nc"),
        ("**Site :** <https://a.nc/b>", "https://a.nc/b", "https://a.nc/b"),
        ("<A class='x' HREF='https://a.nc?b=1&amp;c=2'>le <b>site</b></a>.", "le site", "https://a.nc?b=1&c=2"),
        ("Ã© [fiÂ°che](http://a.nc)", "fi°che", "http://a.nc"),
    ],
)
def test_links(source: str, linked: str, url: str) -> None:
    document = clean(source)
    (link,) = document.links
    assert document.text[link.start : link.end] == linked
    assert link.url == url


@pytest.mark.parametrize("source", ["[a](#b)", "[a]()", "<a name='x'>b</a>", "<a href='https://a.nc'></a>x", "</a>x"])
def test_no_links(source: str) -> None:
    assert clean(source).links == []


def test_repairs_tell_what_was_printed() -> None:
    document = clean("**RÃ©fÃƒÂ©rence** ï¿½ l&#39;heure")
    assert document.text == "Référence \ufffd l'heure"
    assert [(document.text[r.start : r.end], r.was) for r in document.repairs] == [
        ("é", "Ã©"),
        ("é", "ÃƒÂ©"),
        ("\ufffd", "ï¿½"),
    ]


@pytest.mark.parametrize(
    ("source", "found", "printed"),
    [
        ("**Date limite : v**endredi 3", "vendredi", "v**endredi"),
        ("la re\u0301fe\u0301rence", "référence", "re\u0301fe\u0301rence"),
        ("lÃ¢â‚¬â„¢offre", "’", "Ã¢â‚¬â„¢"),
        ("lâ€™offre", "l’o", "lâ€™o"),
        ("un oﬃcier", "f", "ﬃ"),
        ("l&amp;#39;offre", "'", "&amp;#39;"),
        ("Ã©Ã¨", "è", "Ã¨"),
        ("a<br>b", "\n", "<br>"),
    ],
)
def test_way_back(source: str, found: str, printed: str) -> None:
    document = clean(source)
    at = document.text.index(found)
    start, end = document.place(at, at + len(found))
    assert source[start:end] == printed


def check_map(document: Document) -> None:
    """What holds for every document."""
    source, text, origin = document.source, document.text, document.origin
    if origin is None:
        assert text == source
        return
    assert len(origin.starts) == len(origin.ends) == len(text)
    assert list(origin.starts) == sorted(origin.starts)
    assert list(origin.ends) == sorted(origin.ends)
    assert all(0 <= start < end <= len(source) for start, end in zip(origin.starts, origin.ends, strict=True))
    for link in document.links:
        assert 0 <= link.start < link.end <= len(text)
    for repair in document.repairs:
        assert 0 <= repair.start < repair.end <= len(text)
        start, end = document.place(repair.start, repair.end)
        assert source[start:end] in repair.was or repair.was in source[start:end]
    for at, (start, end) in enumerate(zip(origin.starts, origin.ends, strict=True)):
        if end - start == 1 and source[start] not in "ﬀﬁﬂﬃﬄﬅﬆÃ":
            assert text[at] == source[start]


PIECES = st.sampled_from(
    [
        "*", "**", "***", "_", "__", "~~", "`", "\\", "[",
        "](", ")", "![", "<", ">", "<br>", "<b>", "</b>", "<p>",
        "</p>", "<a href='http://a.nc'>", "</a>", "<!--", "-->", "<https://a.nc>", "[a](http://a.nc)", "![](a.png)", "|",
        "\n", "\r\n", " ", "  ", "mot", "été", "l’", "é", "a",
        "4", "(", ":", "- ", "* ", "&amp;", "&", "#39;", "&#39;",
        "&lt;", "Ã", "Ã©", "Â", "Â ", "ÃƒÂ©", "â€™", "â", "€",
        "™", "\xa0", "ï¿½", "√©", "‚Äô", "e\u0301", "\u0301", "\xad", "\u200b",
        "\ufeff", "ﬁ", "ï»¿", "C:\\", "rh_a@b.nc", "______", "\x00", "\ud7ff", "𝄞",
    ]
)  # fmt: skip
MESSES = st.lists(PIECES, max_size=30).map("".join)


@settings(max_examples=600, deadline=None)
@given(st.one_of(MESSES, st.text(max_size=60)))
@example("*a* **b** [c](http://d.e)")
@example("[![a](b)](http://c.d)[x](http://y.z)")
def test_the_map_holds(source: str) -> None:
    document = clean(source)
    check_map(document)
    if document.text:
        first, last = document.place(0, len(document.text))
        assert 0 <= first < last <= len(source)


@settings(max_examples=400, deadline=None)
@given(MESSES)
def test_the_first_look_misses_nothing(source: str) -> None:
    if not clean_module._TRIGGER.search(source):
        assert clean_module._clean_slowly(source) == Document(source, source)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(["**", "*", "_", "__", "~~", "`", "mot", "été", "7", " ", "\n", "\\", "| ", "e\u0301"]),
        max_size=25,
    )
)
def test_no_letter_is_lost(pieces: list[str]) -> None:
    source = "".join(pieces)
    document = clean(source)
    starts = document.origin.starts if document.origin else range(len(source))
    ends = document.origin.ends if document.origin else range(1, len(source) + 1)
    covered = {at for start, end in zip(starts, ends, strict=True) for at in range(start, end)}
    assert all(at in covered for at, char in enumerate(source) if char.isalnum())


FRENCH = "L’établissement « cœur d’îlot » : à pourvoir dès août, 12 € n° 3 – équipe…"


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("codec", ["latin-1", "sloppy-windows-1252"])
def test_mojibake_as_ftfy_mends_it(codec: str, times: int) -> None:
    broken = FRENCH
    for _ in range(times):
        broken = broken.encode("utf-8").decode(codec)
    assert clean(broken).text == FRENCH
    assert ftfy.fix_encoding(broken) == FRENCH


WORDS = [
    "été",
    "ÉTÉ",
    "bâti",
    "maïs",
    "Noël",
    "ÂGE",
    "HÔTEL",
    "à",
    "À",
    "où",
    "œuvre",
    "Œuvre",
    "CŒUR",
    "garçon",
    "naïve",
    "l",
    "É",
]
SIGNS = ["’", "«", "»", "–", "…", "°", "€", " ", "\xa0", ".", "(", ")", "\n", "“", "”", "•", "½", "3"]
MORE_SIGNS = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=3).map("".join)
FRENCH_TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), MORE_SIGNS).map("".join), min_size=1, max_size=15).map(
    "".join
)


@settings(max_examples=300, deadline=None)
@given(FRENCH_TEXTS)
def test_french_text_is_no_mojibake(source: str) -> None:
    assert clean(source) == Document(source, source)


@settings(max_examples=300, deadline=None)
@given(FRENCH_TEXTS, st.sampled_from(["latin-1", "sloppy-windows-1252"]))
def test_mojibake_of_any_french_text(source: str, codec: str) -> None:
    document = clean(source.encode("utf-8").decode(codec))
    assert document.text == source
    check_map(document)


HOSTILE = [*"*[<&_\\Ã`~]é", "**a ", "__a ", "_a ", " *a", "![", "<!--", "[](", "<a ", "&amp;", "<br>", "|<br>"]
HOSTILE += ["Ã©", "\u0301", "C:\\", "\\\\a", "[![](", "** ", "[](http://x("]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("tail", ["", "a" * 100_000, " " * 100_000])
def test_long_runs_are_cleaned(piece: str, tail: str) -> None:
    """The time that it takes is measured by bench/hostile.py."""
    check_map(clean(piece * ((20_000 - len(tail) // 10) // len(piece)) + tail))


def test_clean_twice_is_clean_once_without_escapes() -> None:
    for source, text in UNDONE.items():
        if not re.search(r"[\\&]", source):
            assert clean(text).text == text
