"""Every pattern has examples, every example is read by its pattern, and no counter-example is.

An example is a line as it would stand in a header (for labels) or in a body (for headings); braces hold the value.
"""

import re
from typing import Any

import pytest

from offres.extract.document import Document
from offres.extract.errors import PatternError
from offres.extract.evidence import read_fact
from offres.extract.family import _Signs
from offres.extract.fold import fold
from offres.extract.read.text import read_lines
from offres.extract.segment import segment
from offres.extract.segments import Segments
from offres.extract.settled import Settled
from offres.patterns.forms import Form, Matcher, first_words, variants
from offres.patterns.load import _evidence, load_patterns, shipped_packs
from offres.patterns.pack import EvidenceEntry

PACKS = {name: pack.model_dump() for name, pack in shipped_packs().items()}
BEFORE = "Agent polyvalent\n\nRéférence : 3134-27-0456/SR\n\n"
AFTER = "\n\n# Missions :\n\n- tenir l'accueil ;\n"


def entries(kind: str) -> list[tuple[str, dict[str, Any]]]:
    return [(name, entry) for name, pack in PACKS.items() for entry in pack.get(kind, [])]


def examples(kind: str, key: str) -> list[Any]:
    return [pytest.param(entry, text, id=f"{name}-{text[:50]}") for name, entry in entries(kind) for text in entry[key]]


def segments_of(text: str) -> tuple[Segments, Document]:
    document = Document(text, text)
    return segment(document, read_lines(document), load_patterns()), document


def header_with(line: str) -> tuple[Segments, Document]:
    before = (
        BEFORE
        if "Référence" not in line.split(":", maxsplit=1)[0]
        else "Agent polyvalent\n\nEmployeur : Ville de Roquesane\n\n"
    )
    return segments_of(before + re.sub(r"[{}]", "", line).replace("**", "") + AFTER)


def read_values(line: str, field: str) -> list[str]:
    found, document = header_with(line)
    return [
        " ".join(document.text[start:end] for start, end in entry.parts)
        for entry in found.entries
        if entry.form.name == field
        and entry.label[0] >= (document.text.index("\n\n", 18) if "Référence" in line else len(BEFORE))
    ]


@pytest.mark.parametrize(("entry", "line"), examples("label", "examples"))
def test_label_is_read_from_its_example(entry: dict[str, Any], line: str) -> None:
    wanted = re.search(r"\{(.*)\}", line)
    assert wanted is not None, "an example marks its value with braces"
    values = read_values(line, entry["field"])
    assert len(values) == 1
    assert values[0].startswith(wanted[1])


@pytest.mark.parametrize(("entry", "line"), examples("label", "counter"))
def test_label_is_not_read_from_its_counter_example(entry: dict[str, Any], line: str) -> None:
    assert read_values(line, entry["field"]) == []


@pytest.mark.parametrize(("entry", "line"), examples("heading", "examples"))
def test_heading_opens_its_section(entry: dict[str, Any], line: str) -> None:
    plain = f"# {line.strip('*')}" if line.startswith("**") else line
    found, document = segments_of(f"{BEFORE}# Avantages\n\nUn cadre agréable.\n\n{plain}\n\nDe quoi faire.\n")
    section = found.sections[-1]
    assert section.kind == entry["kind"]
    assert section.heading is not None
    assert document.text[section.heading[0] : section.heading[1]] in plain


@pytest.mark.parametrize(("entry", "line"), examples("heading", "counter"))
def test_counter_example_opens_no_section(entry: dict[str, Any], line: str) -> None:
    found, _ = segments_of(f"{BEFORE}# Avantages\n\nUn cadre agréable.\n\n{line}\n\nDe quoi faire.\n")
    assert [section.kind for section in found.sections] == ["benefits"]


def shows(entry: dict[str, Any], line: str) -> bool:
    """Whether a posting that holds the line shows the evidence."""
    text = f"Agent polyvalent\n\nVille de Roquesane\n\n{line}\n\nUn agent est attendu.\n"
    found, document = segments_of(text)
    evidence = _evidence(EvidenceEntry(**entry))
    return _Signs(document, found, Settled()).show(evidence)


@pytest.mark.parametrize(("entry", "line"), examples("evidence", "examples"))
def test_evidence_stands_in_its_example(entry: dict[str, Any], line: str) -> None:
    assert shows(entry, line)


@pytest.mark.parametrize(("entry", "line"), examples("evidence", "counter"))
def test_evidence_does_not_stand_in_its_counter_example(entry: dict[str, Any], line: str) -> None:
    assert not shows(entry, line)


@pytest.mark.parametrize(("entry", "number"), examples("reference", "examples"))
def test_reference_form_matches_its_example(entry: dict[str, Any], number: str) -> None:
    assert re.fullmatch(entry["pattern"], number)


@pytest.mark.parametrize(("entry", "number"), examples("reference", "counter"))
def test_reference_form_leaves_its_counter_example(entry: dict[str, Any], number: str) -> None:
    assert not re.fullmatch(entry["pattern"], number)


@pytest.mark.parametrize(("entry", "sentence"), examples("prose", "examples"))
def test_prose_pattern_finds_what_the_braces_hold(entry: dict[str, Any], sentence: str) -> None:
    found = re.search(entry["pattern"], fold(re.sub(r"[{}]", "", sentence)))
    assert found
    groups = {value for value in found.groupdict().values() if value}
    assert {fold(piece) for piece in re.findall(r"\{([^}]*)\}", sentence)} <= groups


@pytest.mark.parametrize(("entry", "sentence"), examples("prose", "counter"))
def test_prose_pattern_leaves_its_counter_example(entry: dict[str, Any], sentence: str) -> None:
    assert not re.search(entry["pattern"], fold(sentence))


@pytest.mark.parametrize(
    ("name", "entry"),
    [*entries("label"), *entries("heading"), *entries("reference"), *entries("prose"), *entries("evidence")],
)
def test_no_pattern_without_examples_and_counter_examples(name: str, entry: dict[str, Any]) -> None:
    assert entry["examples"], name
    assert entry["counter"], name


@pytest.mark.parametrize("kind", ["label", "heading"])
def test_each_form_is_found_where_it_is_printed(kind: str) -> None:
    matcher = load_patterns().labels
    for _, entry in entries(kind):
        for text in (v for form in entry["forms"] for v in variants(form)):
            printed = fold(re.sub(r"\((\w+)\)", r"\1", text).replace("*", "x")) + " :"
            hit = matcher.at(printed)
            assert hit is not None, text
            assert hit.end == len(printed) - 2, text


def test_a_form_stands_in_one_entry_only() -> None:
    seen: dict[str, str] = {}
    for _, entry in [*entries("label"), *entries("heading")]:
        name = entry.get("field") or entry["kind"]
        for form in (fold(v) for text in entry["forms"] for v in variants(text)):
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
        for _, entry in entries(kind):
            for form in (v for text in entry["forms"] for v in variants(text)):
                line = fold(re.sub(r"\((\w+)\)", r"\1", form).replace("*", "x")) + tail
                word = re.match(r"[a-z0-9]+", line)
                assert word is not None
                plain = matcher.match(word.group(), line)
                hit = matcher.at(line)
                assert (hit and (hit.form, hit.end, hit.after, hit.colon)) == plain, line


def read_property(entry: dict[str, Any], text: str) -> str | None:
    read = read_fact(entry["shape"], text, load_patterns().vocabulary["nothing"])
    return read and read[0]


@pytest.mark.parametrize(("entry", "text"), examples("property", "examples"))
def test_property_is_read_from_its_example(entry: dict[str, Any], text: str) -> None:
    wanted = re.search(r"\{(.*)\}", text)
    assert wanted is not None, "an example marks its value with braces"
    assert read_property(entry, re.sub(r"[{}]", "", text)) == wanted[1]


@pytest.mark.parametrize(("entry", "text"), examples("property", "counter"))
def test_property_is_not_read_from_its_counter_example(entry: dict[str, Any], text: str) -> None:
    assert read_property(entry, text) is None
