"""Lists are paired before they are scored: in order, each item once, as well as can be."""

from functools import partial
from itertools import product

import pytest

from offres.evaluate.align import align
from offres.evaluate.values import Kind, liken

by_text = partial(liken, (Kind.TEXT,))

ARROSER, TAILLER, NETTOYER = "arroser les serres", "tailler les haies", "nettoyer le bassin"


@pytest.mark.parametrize(
    ("gold", "said", "pairs"),
    [
        ("", "", []),
        ("a", "", [(0, None)]),
        ("", "a", [(None, 0)]),
        ("abc", "abc", [(0, 0), (1, 1), (2, 2)]),
        ("abc", "ac", [(0, 0), (1, None), (2, 1)]),
        ("ac", "abc", [(0, 0), (None, 1), (1, 2)]),
        ("aab", "ab", [(0, 0), (1, None), (2, 1)]),  # each item once
        ("ab", "ba", [(0, None), (1, 0), (None, 1)]),  # in order: one of the two is out of place
        ("abcd", "xbcy", [(0, None), (None, 0), (1, 1), (2, 2), (3, None), (None, 3)]),
        ("ab", "xy", [(0, None), (1, None), (None, 0), (None, 1)]),  # not alike: no pair
        ("a", "b", [(0, 0)]),  # but what is left alone on both sides is one
        ("abc", "axc", [(0, 0), (1, 1), (2, 2)]),
    ],
)
def test_items_that_are_equal_or_not(gold, said, pairs):
    assert align([(char,) for char in gold], [(char,) for char in said], by_text) == pairs


@pytest.mark.parametrize(
    ("gold", "said", "pairs"),
    [
        ([ARROSER], [ARROSER.upper()], [(0, 0)]),
        ([ARROSER, TAILLER], [TAILLER.upper()], [(0, None), (1, 0)]),
        ([ARROSER, TAILLER], ["arroser les", TAILLER], [(0, 0), (1, 1)]),  # torn off, and still the same item
        ([ARROSER, TAILLER], [NETTOYER], [(0, None), (1, None), (None, 0)]),
        # A strictly equal pair goes before a softly equal one, whatever stands nearer
        ([ARROSER], [ARROSER.upper(), ARROSER], [(None, 0), (0, 1)]),
        # and a softly equal one before one that is only near
        ([ARROSER], ["arroser les bois", ARROSER.upper()], [(None, 0), (0, 1)]),
    ],
)
def test_items_that_are_nearly_equal(gold, said, pairs):
    assert align([(text,) for text in gold], [(text,) for text in said], by_text) == pairs


@pytest.mark.parametrize("turned", [False, True])
def test_no_pairing_in_order_has_more_equal_pairs(turned):
    """Against the longest common subsequence, by trying every subset, for all short lists of three letters."""
    for gold, said in product(words(4), words(3)):
        one, other = (said, gold) if turned else (gold, said)
        pairs = align([(char,) for char in one], [(char,) for char in other], by_text)
        equal = sum(i is not None and j is not None and one[i] == other[j] for i, j in pairs)
        assert equal == max(len(common) for common in subsequences(one) & subsequences(other)), (one, other)
        assert [i for i, _ in pairs if i is not None] == list(range(len(one)))
        assert [j for _, j in pairs if j is not None] == list(range(len(other)))


def words(length):
    return ["".join(letters) for letters in product("abc", repeat=length)]


def subsequences(text):
    found = {""}
    for char in text:
        found |= {each + char for each in found}
    return found
