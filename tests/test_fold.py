"""Folding: one character out for each in, and what each becomes."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from offres.extract.fold import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("", "", id="empty"),
        pytest.param("Référence", "reference", id="accents"),
        pytest.param("ÉÈÊËÀÂÄÇÎÏÔÖÙÛÜŸ", "eeeeaaaciioouuuy", id="accented capitals"),
        pytest.param("Ñandú", "nandu", id="other languages"),
        pytest.param("l’été l‘été l´été l`été", "l'ete l'ete l'ete l'ete", id="apostrophes"),
        pytest.param("a‐b‑c‒d–e—f−g", "a-b-c-d-e-f-g", id="dashes"),
        pytest.param("«oui» “non” „si”", '"oui" "non" "si"', id="quotes"),
        pytest.param("Employeur： X", "employeur: x", id="full-width colon"),
        pytest.param("a\u00a0b\u202fc\u2009d\u3000e", "a b c d e", id="spaces"),
        pytest.param("a\tb\x0bc\x00d", "a b c d", id="tabs and controls"),
        pytest.param("a\nb\rc\u2028d\u2029e", "a\nb\rc\u2028d\u2029e", id="line ends stay"),
        pytest.param("1ᵉʳ 2ⁿᵈ ⁽¹⁾", "1er 2nd (1)", id="superscripts"),
        pytest.param("2 500³ m² 2031¹²", "2 500³ m2 2031¹²", id="raised digits behind a number are none of it"),
        pytest.param("ＡＢ１", "ab1", id="full width"),
        pytest.param("①", "1", id="digit in a circle"),
        pytest.param("1½", "1½", id="a fraction is not its digits"),
        pytest.param("3134-27-0456/SR", "3134-27-0456/sr", id="number"),
        pytest.param("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "!\"#$%&'()*+,-./:;<=>?@[\\]^_'{|}~", id="signs stay"),
        pytest.param("É", "e", id="one letter"),
        pytest.param("🎯 日本", "🎯 日本", id="no Latin letters"),
    ],
)
def test_what_folds_to_what(text, folded):
    assert fold(text) == folded


@given(st.text(st.characters(exclude_categories=[])))
def test_the_length_is_always_the_same(text):
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize("char", ["œ", "Æ", "ﬁ", "ß", "İ", "ŉ", "ǰ", "½", "…", "\u0301", "℡", "\ud800"])
def test_characters_that_others_make_longer(char):
    assert len(fold(f"a{char}b")) == 3


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_a_text_folds_piece_by_piece(one, other):
    assume(not (one[-1:].isdigit() and other[:1] in set("⁰¹²³⁴⁵⁶⁷⁸⁹")))  # a footnote's mark behind a number
    assert fold(one + other) == fold(one) + fold(other)
