"""Raised digits of a page are no part of the word before them; digits of the text's size are left alone."""

from io import BytesIO

import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from offres import parse, parse_text
from offres.extract.read.paged.raised import with_raised

# The text, the size of each character (n: normal, s: small), its height (0: on the baseline, +: above, -: below).
CASES = [
    ("Valmer1", "nnnnnns", "000000+", "Valmer¹"),
    ("Valmer1", "nnnnnnn", "0000000", "Valmer1"),
    ("le 30 avril 20311", "n" * 16 + "s", "0" * 16 + "+", "le 30 avril 2031¹"),
    ("hectares12 :", "nnnnnnnnssnn", "00000000++00", "hectares¹² :"),
    ("120 m2", "nnnnns", "00000+", "120 m²"),
    ("CO2", "nns", "00-", "CO2"),
    ("Note 3", "nnnnns", "000000", "Note 3"),
    ("1er mars", "nssnnnnn", "0++00000", "1er mars"),
    ("36 mois(4)", "nnnnnnnsss", "0000000+++", "36 mois(4)"),
    ("1 avec deux", "snnnnnnnnnn", "+0000000000", "¹ avec deux"),
    ("2031", "ssss", "++++", "2031"),
    ("", "", "", ""),
]


@pytest.mark.parametrize(("text", "sizes", "heights", "expected"), CASES)
def test_with_raised(text, sizes, heights, expected):
    height = {"0": 100.0, "+": 104.0, "-": 97.0}
    read = with_raised(text, lambda at: 11.0 if sizes[at] == "n" else 7.0, lambda at: height[heights[at]])
    assert read == expected


def test_a_page_with_footnotes():
    style, out = getSampleStyleSheet(), BytesIO()
    lines = ["Employeur : Ville de Valmer<super size=6>1</super>", "Lieu de travail<super size=6>2</super> : Koné", "Date limite de candidature : 30 avril 2031<super size=6>3</super>"]  # fmt: skip
    story = [Paragraph("Jardinier", style["Title"]), *(Paragraph(line, style["Normal"]) for line in lines)]
    story += [Paragraph("Missions :", style["Heading2"]), Paragraph("- entretenir 40 m<super size=6>2</super> de serres", style["Normal"])]  # fmt: skip
    SimpleDocTemplate(out).build(story)
    (record,) = parse(out.getvalue())
    assert record.offer is not None
    assert (record.offer.employer, record.offer.location) == ("Ville de Valmer", "Koné")
    assert str(record.offer.deadline) == "2031-04-30"
    assert [mission.text for mission in record.offer.missions] == ["entretenir 40 m² de serres"]
    assert "OF403" not in {finding.code for finding in record.findings}


def test_marks_in_a_text():
    """A mark behind a label or a heading is no letter of it."""
    text = "Jardinier\nEmployeur¹ : Ville de Valmer²\nLieu de travail : Koné\nDate limite¹ : 30 avril 2031³\n\nMissions¹ :\n- tailler les haies du parc.\n"
    (record,) = parse_text(text)
    assert record.offer is not None
    assert (record.offer.employer, str(record.offer.deadline)) == ("Ville de Valmer", "2031-04-30")
    assert len(record.offer.missions) == 1
    assert "OF403" not in {finding.code for finding in record.findings}
