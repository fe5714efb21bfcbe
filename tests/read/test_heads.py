"""Bold items that are headings, and those that are not."""

import pytest

from offres.extract.document import Link
from offres.extract.read.office.blocks import Item, Paragraph, Table, TextLine
from offres.extract.read.office.flow import pieces_of


def bold(text, label="", marker="number", of="1", level=0, indent=None):
    item = Item(level, label, marker, of) if label else None
    return Paragraph([TextLine(text, bold=True)], item=item, indent=indent)


def plain(text, label="", of="2", level=0, indent=None):
    return Paragraph([TextLine(text)], item=Item(level, label, "dash", of) if label else None, indent=indent)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param([bold("Missions", "1."), plain("a")], ["heading 1. Missions", "plain a"], id="a number"),
        pytest.param([bold("Missions", "1."), plain("a", "-"), plain("b", "-")], ["heading 1. Missions", "bullet - a", "bullet - b"], id="a number above a list"),
        pytest.param([bold("Missions", "1."), plain("a", "-", indent=720), bold("Profil", "2."), plain("b")], ["heading 1. Missions", "bullet - a", "heading 2. Profil", "plain b"], id="two, each with its text"),
        pytest.param([bold("a", "1."), bold("b", "2."), plain("c")], ["bullet 1. a", "bullet 2. b", "plain c"], id="a list of bold items"),
        pytest.param([bold("a", "1.")], ["bullet 1. a"], id="nothing below"),
        pytest.param([bold("Profil", "❖", "❖"), plain("a")], ["heading ❖ Profil", "plain a"], id="a sign"),
        pytest.param([bold("Gérer", "•", "•"), plain("a", "-", "1", 1), bold("Suivre", "•", "•"), plain("b", "-", "1", 1)], ["bullet • Gérer", "bullet - a", "bullet • Suivre", "bullet - b"], id="items with items of their own"),
        pytest.param([bold("Gérer", "•", "•", indent=0), plain("a", "-", indent=360)], ["bullet • Gérer", "bullet - a"], id="an item with items further in"),
        pytest.param([bold("Profil", "❖", "❖", indent=360), plain("a", "-", indent=360)], ["heading ❖ Profil", "bullet - a"], id="a sign above a list beside it"),
        pytest.param([bold("1. Missions"), plain("a")], ["heading 1. Missions", "plain a"], id="typed"),
        pytest.param([bold("  ❖ Profil"), Table([[[plain("a")]]])], ["heading ❖ Profil", "plain a"], id="a typed sign above a table"),
        pytest.param([bold("- a"), bold("- b"), plain("c")], ["plain - a", "plain - b", "plain c"], id="typed items"),
        pytest.param([bold("1. " + "a" * 120), plain("b")], ["plain 1. " + "a" * 120, "plain b"], id="long"),
        pytest.param([bold("Missions", "1."), plain(""), plain("a")], ["heading 1. Missions", "plain a"], id="a gap below"),
        pytest.param([plain("Missions", "1.", "1"), plain("a")], ["bullet 1. Missions", "plain a"], id="not bold"),
    ],
)  # fmt: skip
def test_heads(blocks, expected):
    shown = []
    for piece in pieces_of(blocks):
        label = f"{piece.label} " if piece.label != "-" or piece.kind == "bullet" else ""
        shown.append(f"{piece.kind} {label}{piece.text.strip()}")
    assert shown == expected


def test_links_stay_where_they_were():
    line = TextLine("1. Voir la page", bold=True, links=[Link(8, 15, "https://exemple.nc")])
    piece = pieces_of([Paragraph([line]), plain("a")])[0]
    assert [piece.text[link.start : link.end] for link in piece.links] == ["la page"]
