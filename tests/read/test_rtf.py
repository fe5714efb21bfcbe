r"""RTF, as tables of control words -> lines; and what is wrong or hostile."""

import pytest

from offres.extract.errors import LimitExceeded, NoText, OffresError, UnreadableFile
from offres.extract.read.office import rtf as reader
from offres.extract.read.sniff import RTF, sniff
from wordfiles import lines

HEAD = r"""{\rtf1\ansi\ansicpg1252\deff0\uc1
{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\froman\fcharset2 Symbol;}{\f2\fnil\fcharset2 Wingdings;}{\f3\fnil\fcharset204 Arial Cyr;}}
{\colortbl;\red0\green0\blue0;}
{\stylesheet{\s0\f0 Normal;}{\s2\sbasedon0\f1\b Heading 2;}{\s3\outlinelevel0\f2 Rubrique;}{\s4 Title;}{\*\cs5 Strong;}}
{\info{\author Mairie}}{\*\generator Riched20;}
"""  # fmt: skip


def rtf(body, head=HEAD):
    return f"{head}{body}}}".encode("latin-1")


def read(body, head=HEAD):
    return reader.read(rtf(body, head))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(r"\pard a\par\pard b\par", "a\n\nb", id="paragraphs"),
        pytest.param(r"\pard a\line b", "a\nb", id="line ends"),
        pytest.param("\\pard a\\\nb\\\r\nc", "a\n\nb\n\nc", id="ends of paragraphs as signs"),
        pytest.param("\\pard a\r\nb \nc\\par", "ab c", id="line ends of the file"),
        pytest.param(r"Lieu\tab a\par Corps\tab b\par c", "Lieu\ta\nCorps\tb\n\nc", id="lines of columns"),
        pytest.param(r"\'e9t\'e9 \f3\'c0\f0", "été А", id="code pages"),
        pytest.param(r"\u233\'e9t\u233?, \uc2\u8217\'92'l{\u8211 ab}c", "été, ’l–c", id="Unicode and what stands for it"),
        pytest.param(r"\uc0\u233 t\uc1\u-10179?\u-8704?", "ét😀", id="characters of two halves"),
        pytest.param(r"\u-8704?a", "\ufffda", id="half a character"),
        pytest.param(r"\{a\}\\ 25\_10\~\emdash\endash\lquote\rquote\ldblquote\rdblquote\bullet\-", "{a}\\ 25-10\u00a0—–‘’“”•", id="signs"),
        pytest.param(r"a{\v cach\'e9}{\deleted \'f4t\'e9\par }b{\v0 c}\v d\plain e", "abce", id="hidden and deleted"),
        pytest.param(r"\f2\'28\f0 25.61.04", "☎25.61.04" , id="symbols"),
        pytest.param(r"\bin5 {{{{{a", "a", id="bytes"),
        pytest.param(r"{\pict\wmetafile8 0102}{\*\inconnu x}{\object{\*\objdata 00}{\result a}}", "a", id="pictures and objects"),
        pytest.param(r"{\field{\*\fldinst PAGE}{\fldrslt 3}}", "3", id="field"),
        pytest.param(r"{\shp{\*\shpinst\shpleft0{\sp{\sn x}{\sv 1}}{\shptxt\pard Encadr\'e9\par}}{\shprslt{\pict 00}\par Encadr\'e9}}a\par", "Encadré\n\na", id="text box"),
        pytest.param(r"a{\*\do\dobxpage{\dptxbx{\dptxbxtext\pard Encadr\'e9\par}}}\par", "a\n\nEncadré", id="old text box"),
        pytest.param(r"{\*\bkmkstart x}a{\xe b}{\upr{c}{\*\ud{d}}}", "ac", id="marks and indexes"),
        pytest.param("a\\u0?\\u7?\\'07b", "ab", id="control characters"),
        pytest.param(r"a}} \par b", "a", id="behind the end"),
    ],
)  # fmt: skip
def test_text(body, expected):
    assert read(body).source == expected


def test_old_encodings():
    assert read(r"\'8e", r"{\rtf1\mac ").source == "é"
    assert read(r"\'82", r"{\rtf1\pca ").source == "é"
    assert read(r"\'e9", r"{\rtf1\ansicpg99999 ").source == "é"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"\pard\s2 Missions\par", [("heading", "Missions", 2)]),
        (r"\pard\s3 Missions\par", [("heading", "Missions", 1)]),
        (r"\pard\s4 Jardinier\par", [("heading", "Jardinier", 1)]),
        (r"\pard\s3\outlinelevel9 Missions\par", [("plain", "Missions")]),
        (r"\pard\outlinelevel2 Missions\par\pard a\par", [("heading", "Missions", 3), ("plain", "a")]),
        (r"\pard\b Missions\b0\par", [("heading", "Missions", 7)]),
        (r"{\b Lieu : }Kon\'e9\par", [("plain", "Lieu : Koné")]),
        (r"{\b Lieu}\plain  :\par", [("plain", "Lieu :")]),
    ],
)
def test_headings(body, expected):
    assert lines(read(body)) == expected


def item(label, text, level=0):
    return rf"{{\listtext\pard\plain {label}\tab}}\ilvl{level}\ls1 {text}\par"


@pytest.mark.parametrize(
    ("body", "source", "markers"),
    [
        (item(r"\f1\'b7", "a") + item("o", "b", 1) + item(r"\f2\'a7", "c", 2), "• a\n  o b\n    ▪ c", ["•", "o", "▪"]),
        (item(r"\u61623\'3f", "a") + item("-", "b"), "• a\n- b", ["•", "dash"]),
        (item("1.", "a") + item("a)", "b", 1) + item("1.2.", "c", 1) + item("IV -", "d"), "1. a\n  a) b\n  1.2. c\nIV - d", ["number", "letter", "number", "number"]),
        (item("-", "a") + item("-", "b") + r"\pard\li720\fi-360 - c\par\pard\li1440 o d\par", "- a\n- b\n  - c\n    o d", ["dash", "dash", "dash", "letter"]),
        (r"{\pntext\f1\'B7\tab}{\*\pn\pnlvlblt\pnf1{\pntxtb\'B7}}a\par{\pntext\f1\'B7\tab}b\par", "• a\n• b", ["•", "•"]),
    ],
)  # fmt: skip
def test_lists(body, source, markers):
    document = read(r"\pard " + body)
    assert document.source == source
    assert [line.marker for line in document.lines] == markers


def row(*cells, more=""):
    defined = more or "".join(rf"\cellx{1000 * (number + 1)}" for number in range(len(cells)))
    return rf"\trowd{defined}" + "".join(rf"\pard\intbl {cell}\cell" for cell in cells) + r"\row "


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(row("Lieu :", r"Kon\'e9") + row("Corps :", "agent") + r"\pard a\par", "Lieu : Koné\n\nCorps : agent\n\na", id="cells"),
        pytest.param(row("a", "") + row("b", "c"), "a\nb | c", id="an empty cell"),
        pytest.param(row("a", "b", more=r"\clvmgf\cellx1\cellx2") + row("x", "c", more=r"\clvmrg\cellx1\cellx2"), "a | b\nc", id="a cell over two rows"),
        pytest.param(row(r"Lieu : a\par Corps : b", r"Date : c\par Grade : d"), "Lieu : a\n\nCorps : b\n\nDate : c\n\nGrade : d", id="columns in two cells"),
        pytest.param(r"\trowd\cellx1\cellx2\pard\intbl a\par\pard\intbl\itap2 b\nestcell{\nonesttables\par}c\nestcell{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}{\nonesttables\par}\pard\intbl\cell\pard\intbl d\cell\row", "a\n\nb | c\n\nd", id="a table in a cell"),
        pytest.param(r"\trowd\cellx1 a\cell b\cell\row", "a | b", id="cells that do not say so"),
        pytest.param(r"\pard\intbl a\par\pard b\par", "a\n\nb", id="a cell without an end"),
        pytest.param(r"\cell\row\nestrow a", "a", id="ends without a beginning"),
        pytest.param(r"\pard\intbl\itap9999 a\par", "a", id="deep tables"),
    ],
)  # fmt: skip
def test_tables(body, expected):
    assert read(body).source == expected


def test_links():
    document = read(r'{\field{\*\fldinst {HYPERLINK "mailto:rh@exemple.nc"}}{\fldrslt{\ul \'e9crire}}} ou {\field{\*\fldinst HYPERLINK x}{\fldrslt l\'e0}}')  # fmt: skip
    assert document.source == "écrire ou là"
    assert [(document.text[link.start : link.end], link.url) for link in document.links] == [("écrire", "mailto:rh@exemple.nc")]  # fmt: skip


def test_headers_and_footers_are_furniture_and_stand_once():
    body = r"{\header\pard Ville\par}{\headerf\pard Ville\par}{\footer\pard Page {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}\pard a\par"
    assert lines(read(body)) == [("rule", "Ville"), ("plain", "a"), ("rule", "Page 1")]


def test_notes_stand_at_the_end_with_their_marks():
    body = r"Dur\'e9e{\super\chftn}{\footnote\pard{\super\chftn} Un\par} : 5 ans ({\super\chftn{\*\footnote\chftn Deux}}) *{\footnote * Trois}"
    assert read(body).source == "Durée (1) : 5 ans (2) *\n\n(1)  Un\n\n(2) Deux\n\n* Trois"


def test_what_it_is_said_to_be():
    data = rtf("a")
    assert sniff(data) == RTF
    reading = reader.read(data).reading
    assert (reading.media_type, reading.reader, reading.encoding, reading.pages) == (RTF, "rtf", "cp1252", None)


@pytest.mark.parametrize(
    ("data", "error", "cause"),
    [
        pytest.param(rtf("{" * 600 + "a" + "}" * 600), LimitExceeded, "groups in groups", id="deep groups"),
        pytest.param(rtf(""), NoText, "no text", id="no text"),
        pytest.param(b"{\\rtf1 a", UnreadableFile, "cut off", id="no end"),
        pytest.param(b"{\\rtf1 a\\", UnreadableFile, "cut off", id="ends in a word"),
        pytest.param(b"{\\rtf1 a\\bin99999999 b}", UnreadableFile, "cut off", id="more bytes than there are"),
    ],
)
def test_refused(data, error, cause):
    with pytest.raises(error, match=cause):
        reader.read(data)


def test_many_words_are_refused(monkeypatch):
    monkeypatch.setattr(reader, "MOST_TOKENS", 1000)
    with pytest.raises(LimitExceeded, match="over 1,000 control words"):
        reader.read(rtf(r"\b" * 1001))


def test_truncated_anywhere_gives_a_typed_error():
    data = rtf(row("Lieu :", "a") + item(r"\f1\'b7", "b") + r"{\footnote c}\par")
    for size in range(5, len(data)):
        with pytest.raises(OffresError):
            reader.read(data[:size])
