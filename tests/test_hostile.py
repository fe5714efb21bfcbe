"""Texts made to hurt: time grows with length and not with its square, odd line ends and many postings lose nothing."""

import gc
import re
import time

import pytest

from accounting import line_kinds, lines_of, wrong_spans
from offres import parse_text

HEADER = (
    "# Jardinier\n\nRéférence : 3134-27-0456/SR du 5 avril 2027\nEmployeur : Ville de Valmer\n"
    "Date de dépôt de l'offre : lundi 5 avril 2027\nDate limite de candidature : vendredi 30 avril 2027\n\n"
)
SMALL, TIMES = 20_000, 6
QUADRATIC = 0.5 * TIMES**2  # linear gives 6, quadratic 36


def text_of(piece, size):
    """Pieces with a running number, until they have `size` characters."""
    pieces = []
    while size > 0:
        pieces.append(piece.format(n=len(pieces), k=len(pieces) % 10_000))
        size -= len(pieces[-1])
    return "".join(pieces)


def seconds(text):
    """The processor time of a text; what the collector of the whole test process takes is left out."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        parse_text(text)
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("Employeur : x{n}\n", id="one label with ever new values"),
        pytest.param("Référence : 3134-25-{k:04}/SR\n", id="references"),
        pytest.param("Ligne {n}\n\n", id="loose lines"),
        pytest.param("18 juillet 2025\n", id="dates alone"),
        pytest.param("123\n\n", id="furniture without an end"),
        pytest.param("La ville de Valmer {n} recrute un agent\n\n", id="announcements"),
        pytest.param("# Missions :\n- faire {n}\n\nligne {n}\n\n", id="sections"),
        pytest.param(
            "# Agent **{n}**\n\nRéférence : 3134-25-{k:04}/SR\nEmployeur : A\nLieu de travail : B\n"
            "Date limite de candidature : 18/07/2025\n\n- RÃ©fÃ©rence **d**\n\n",
            id="postings with repairs",
        ),
    ],
)
def test_time_grows_with_length(piece):
    seconds(text_of(piece, 1000))  # patterns are compiled when first met
    small, large = text_of(piece, SMALL), text_of(piece, TIMES * SMALL)
    assert seconds(large) < QUADRATIC * max(seconds(small), 0.02)


@pytest.mark.parametrize("end", ["\r", "\r\n", "\v", "\f", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("body", ["# Missions :\n- planter ;\n- tailler.\n", "- planter **ici** ;\n- tailler.\n"])
def test_any_line_end_is_one(end, body):
    text = HEADER + body
    printed = text.replace("\n", end)
    (plain,), records = parse_text(text), parse_text(printed)
    assert [record.offer for record in records] == [plain.offer]
    assert wrong_spans(printed, records) == []
    assert line_kinds(printed, records) == line_kinds(text, [plain])


@pytest.mark.parametrize("title", ["# Agent", "**Agent**", "| Agent |", "<b>Agent</b>", "![](logo.png) Agent"])
def test_each_line_belongs_to_one_posting(title):
    text = HEADER + "# Missions :\n- planter.\n\n" + HEADER.replace("0456", "0457").replace("# Jardinier", title)
    records = parse_text(text)
    assert len(records) == 2
    containers = re.compile(r"(?:header|furniture|unclaimed)\[|sections\[\d+\]\.(?:heading|blocks)")
    for start, end in lines_of(text):
        owners = {
            number
            for number, record in enumerate(records)
            for path, span in record.spans.items()
            if containers.match(path) and span.start < end and start < span.end
        }
        assert len(owners) == 1, text[start:end]


@pytest.mark.parametrize("line", ["-" * 100_000 + "x", "- " * 50_000 + "x", "|-:" * 30_000 + "x", "=" * 100_000 + "x"])
def test_a_long_line_that_is_nearly_a_rule_is_told_at_once(line):
    (record,) = parse_text(f"{HEADER}\n{line}\n\n# Missions :\n\n- planter ;\n")
    assert [mission.text for mission in record.offer.missions] == ["planter"]
