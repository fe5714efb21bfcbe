"""Every pattern that ships has examples, every example is read by its pattern, and no counter-example is.

How an example is tried is `packs/example.py`, the same for `offres patterns test`.
"""

import re
from typing import Any

import pytest

from offres.extract.errors import PatternError
from offres.extract.fold import fold
from offres.packs.check import check, entries, examples
from offres.patterns.forms import Form, Matcher, first_words, variants
from offres.patterns.found import shipped_packs
from offres.patterns.load import load_patterns

PACKS = list(shipped_packs().values())
CASES = [
    pytest.param(tried, entry, printed, id=f"{pack.place(table, number)}-{printed[:50]}")
    for pack in PACKS
    for table, number, entry in entries(pack)
    for printed, tried in examples(table, entry)
]


@pytest.mark.parametrize(("tried", "entry", "printed"), CASES)
def test_every_example_of_the_packs_that_ship_holds(tried: Any, entry: Any, printed: str) -> None:
    assert tried(entry, printed, load_patterns()) is None


def test_no_form_of_the_packs_that_ship_is_out_of_reach() -> None:
    report = check(PACKS, load_patterns(), PACKS)
    assert [str(failure) for failure in report.failures] == []
    assert report.tried == len(CASES) > 350


def test_no_pattern_without_examples_and_counter_examples() -> None:
    for pack in PACKS:
        for table, number, entry in entries(pack):
            assert entry.examples, pack.place(table, number)
            assert entry.counter, pack.place(table, number)


def forms(kind: str) -> list[str]:
    return [v for pack in PACKS for entry in getattr(pack, kind) for form in entry.forms for v in variants(form)]


def test_a_form_stands_in_one_entry_only() -> None:
    seen: dict[str, str] = {}
    for pack in PACKS:
        for entry, name in [*((e, e.field) for e in pack.label), *((e, e.kind) for e in pack.heading)]:
            for form in (fold(v) for text in entry.forms for v in variants(text)):
                assert seen.setdefault(form, name) == name, form


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lieu de travail", ["Lieu de travail"]),
        ("Corps[ / Domaine]", ["Corps", "Corps / Domaine"]),
        ("a[ b[ c| d]] e", ["a e", "a b e", "a b c e", "a b d e"]),
    ],
)
def test_variants(text: str, expected: list[str]) -> None:
    assert variants(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Métier(s)", {"metier", "metiers"}),
        ("N° d'offre", {"n"}),
        ("Lieu(x)", {"lieu", "lieux"}),
        ("À pourvoir", {"a"}),
    ],
)
def test_first_words(text: str, words: set[str]) -> None:
    assert first_words(text) == words


def test_a_form_without_a_word_is_named() -> None:
    with pytest.raises(PatternError, match="no word"):
        Matcher([Form("label", "title", "/", "mine.toml:title")])


TAILS = [
    "",
    " :",
    " : x",
    ":x",
    " (1) : /",
    " : (1) x",
    " : (1)",
    " x",
    " de la ville : x",
    "\n# : x",
    " " + "a" * 120 + " : x",
]


@pytest.mark.parametrize("tail", TAILS)
def test_what_is_remembered_is_what_is_matched(tail: str) -> None:
    """The remembered way and the plain one give the same for every form, whatever follows it."""
    matcher = load_patterns().labels
    for kind in ("label", "heading"):
        for form in forms(kind):
            line = fold(re.sub(r"\((\w+)\)", r"\1", form).replace("*", "x")) + tail
            word = re.match(r"[a-z0-9]+", line)
            assert word is not None
            plain = matcher.match(word.group(), line)
            hit = matcher.at(line)
            assert (hit and (hit.form, hit.end, hit.after, hit.colon)) == plain, line
