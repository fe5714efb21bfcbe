"""DOCX, as tables of XML -> lines; and what is wrong or hostile."""

import contextlib
import io
import zipfile

import pytest

from offres.extract.errors import EncryptedFile, LimitExceeded, NoText, OffresError, UnreadableFile
from offres.extract.read.office import docx as reader
from offres.extract.read.sniff import DOCX, sniff
from wordfiles import W, b, docx, lines, p, package, r, tbl


def read(body="", **parts):
    return reader.read(docx(body, **parts))


STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrique"><w:name w:val="Rubrique"/><w:basedOn w:val="Titre2"/></w:style>
<w:style w:type="paragraph" w:styleId="Plan"><w:name w:val="Plan"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Gras"><w:name w:val="Gras"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Cache"><w:name w:val="Cache"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Puce"><w:name w:val="List Bullet"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Puce2"><w:name w:val="List Bullet 2"/><w:basedOn w:val="Puce"/></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/><w:rPr><w:b/></w:rPr></w:style>
"""


def styled(style, content="Missions"):
    return p(content, f'<w:pStyle w:val="{style}"/>')


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (styled("Titre2"), [("heading", "Missions", 2)]),
        (styled("Rubrique"), [("heading", "Missions", 2)]),
        (styled("Plan"), [("heading", "Missions", 3)]),
        (styled("Title"), [("heading", "Missions", 1)]),
        (styled("Gras"), [("heading", "Missions", 7)]),
        (styled("B"), [("heading", "Missions", 7)]),
        (styled("Inconnu"), [("plain", "Missions")]),
        (p("Missions", '<w:pStyle w:val="Titre2"/><w:outlineLvl w:val="9"/>'), [("plain", "Missions")]),
        (p("Missions", '<w:outlineLvl w:val="0"/>'), [("heading", "Missions", 1)]),
        (styled("Titre2", "a" * 251), [("plain", "a" * 251)]),
        (p(b("Missions") + r("  ")), [("heading", "Missions", 7)]),
        (p(r("Missions", '<w:rStyle w:val="Strong"/>')), [("heading", "Missions", 7)]),
        (styled("Gras", r("Missions", '<w:b w:val="0"/>')), [("plain", "Missions")]),
        (styled("Gras", r("Missions", '<w:rStyle w:val="Strong"/>')), [("plain", "Missions")]),
        (p(b("Employeur : ") + r("Ville de Valmer")), [("plain", "Employeur : Ville de Valmer")]),
        (p(b("a" * 121)), [("plain", "a" * 121)]),
        (p(b("- tailler")), [("bullet", "tailler", 0, "dash")]),
    ],
)  # fmt: skip
def test_headings(body, expected):
    assert lines(read(body, styles=STYLES)) == expected


def level(number, form, text, more=""):
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'


DOT = "\uf0b7"
SYMBOL = '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>'
NUMBERING = f"""
<w:abstractNum w:abstractNumId="0">{level(0, "bullet", DOT, SYMBOL)}{level(1, "bullet", "o")}{level(2, "bullet", "-")}
{level(3, "bullet", "§", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>')}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "%2)")}{level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")}
{level(3, "upperRoman", "%4 -")}</w:abstractNum>
<w:abstractNum w:abstractNumId="2">{level(0, "decimal", "Article %1", '<w:pStyle w:val="Plan"/>')}{level(1, "none", "")}</w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="Puce"/></w:abstractNum>
<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="Tourne"/></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">{level(0, "lowerRoman", "%1)")}</w:lvlOverride></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num>
"""
LOOP = '<w:style w:styleId="Tourne"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'


def item(text, num, depth=None, style=""):
    nesting = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    return p(text, f'{style}<w:numPr>{nesting}<w:numId w:val="{num}"/></w:numPr>')


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (item("a", 1, 0) + item("b", 1, 1) + item("c", 1, 2) + item("d", 1, 3), ["• a", "  o b", "    - c", "      ▪ d"]),
        (item("a", 2, 0) + item("b", 2, 0) + item("c", 2, 1) + item("d", 2, 1) + item("e", 2, 0) + item("f", 2, 1), ["1. a", "2. b", "  a) c", "  b) d", "3. e", "  a) f"]),
        (item("a", 2, 1) + item("b", 2, 2) + item("c", 2, 3), ["a) a", "  1.1.1 b", "    I - c"]),
        (item("a", 2, 0) + item("b", 3, 0) + item("c", 3, 0) + item("d", 2, 0), ["1. a", "5. b", "6. c", "7. d"]),
        (item("a", 4, 0), ["i) a"]),
        (item("a", 5, 0) + item("b", 5, 1), ["Article 1 a", "b"]),
        (item("a", 5, None, '<w:pStyle w:val="Plan"/>'), ["Article 1 a"]),
        (item("a", 6, 0) + item("b", 7, 0) + item("c", 0, 0) + item("d", 99, 0) + item("e", 1, 42), ["• a", "b", "c", "d", "e"]),
        (styled("Puce", "a") + styled("Puce2", "b"), ["• a", "• b"]),
        (styled("Puce", "a") + item("b", 0, 0, '<w:pStyle w:val="Puce"/>'), ["• a", "b"]),
        (item("Gérer : <w/>".replace("<w/>", "") , 1, 0) + item("", 1, 0) + item("b", 1, 0), ["• Gérer :", "• b"]),
        (p(r("a") + "<w:r><w:br/></w:r>" + r("suite") + "<w:r><w:br/></w:r>" + r("- b"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'), ["• a suite", "- b"]),
    ],
)  # fmt: skip
def test_lists(body, expected):
    document = read(body, styles=STYLES + LOOP, numbering=NUMBERING)
    assert [line for line in document.source.split("\n") if line] == expected


def run(content):
    return f"<w:r>{content}</w:r>"


def indented(text, left, more=""):
    return p(text, f'<w:ind w:left="{left}" {more}/>')


SECOND = (
    '<w:style w:type="paragraph" w:styleId="Puce9"><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
)
AT = '<w:pPr><w:ind w:left="{}" w:hanging="360"/></w:pPr>'
PLACED = f"""<w:abstractNum w:abstractNumId="0">{level(0, "bullet", "•", AT.format(360))}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">{level(0, "bullet", "•", AT.format(643))}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="9"><w:abstractNumId w:val="1"/></w:num>"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(styled("Puce", "a") + styled("Puce9", "b") + styled("Puce", "c"), ["• a", "  • b", "• c"], id="a list further in"),
        pytest.param(styled("Puce9", "a") + styled("Puce", "b"), ["• a", "• b"], id="a list further out"),
        pytest.param(item("a", 1, 0) + p("b", '<w:numPr><w:numId w:val="9"/></w:numPr><w:ind w:left="360"/>'), ["• a", "• b"], id="an indent of its own"),
        pytest.param(indented("- a", 340) + indented("- b", 680) + indented("- c", 340), ["- a", "  - b", "- c"], id="typed bullets"),
        pytest.param(indented("- a", 360, 'w:hanging="360"') + indented("- b", 0, 'w:firstLine="360"'), ["- a", "  - b"], id="the first line counts"),
        pytest.param(p("- a") + p(run("<w:tab/>") + r("o b")), ["- a", "  o b"], id="tabs before typed bullets"),
        pytest.param(indented("- a", 340) + indented("texte", 680) + indented("- b", 680), ["- a", "texte", "- b"], id="a paragraph between"),
        pytest.param(styled("Puce", "a") + indented("- b", 720) + styled("Puce", "c"), ["• a", "  - b", "• c"], id="typed below counted"),
    ],
)  # fmt: skip
def test_nesting_is_where_signs_stand(body, expected):
    document = read(body, styles=STYLES + SECOND, numbering=PLACED)
    assert [line for line in document.source.split("\n") if line] == expected


def test_items_of_one_list_stand_together():
    document = read(
        p("Il faut :") + item("a", 1, 0) + item("b", 1, 1) + p("Puis") + item("c", 1, 0), numbering=NUMBERING
    )
    assert [line.blank for line in document.lines] == [True, True, False, True, True]
    assert lines(document)[1:3] == [("bullet", "a", 0, "•"), ("bullet", "b", 1, "o")]


FIELD = run('<w:fldChar w:fldCharType="begin"/>') + run('<w:instrText> HYPERLINK "https://rh.exemple.nc" </w:instrText>') + run('<w:fldChar w:fldCharType="separate"/>') + r("le site") + run('<w:fldChar w:fldCharType="end"/>')  # fmt: skip
BOX = f"<w:txbxContent>{p('Encadré')}</w:txbxContent>"
TWICE = run(f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>')  # fmt: skip
PICTURE = run(f'<mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>')  # fmt: skip


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(p("a") + p("b"), "a\n\nb", id="paragraphs"),
        pytest.param(p(r("a") + run("<w:br/>") + r("b") + run("<w:cr/>")), "a\nb", id="line ends"),
        pytest.param(p(r("a") + run("<w:br/><w:br/>") + r("b")), "a\n\nb", id="an empty line"),
        pytest.param(p(r("a") + run("<w:tab/>") + r("b")), "a\tb", id="tab"),
        pytest.param(p(r("2031") + run('<w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t>') + r(" 1")), "2031² 1", id="raised digits"),
        pytest.param(p(r("1") + run('<w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>er</w:t>') + r(" mai")), "1er mai", id="raised letters"),
        pytest.param(p(r("Lieu") + run("<w:tab/>") + r("a")) + p(r("Corps") + run("<w:tab/>") + r("b")) + p("c"), "Lieu\ta\nCorps\tb\n\nc", id="lines of columns"),
        pytest.param(p(run("<w:t>25</w:t><w:noBreakHyphen/><w:t>1</w:t><w:softHyphen/><w:t>0</w:t>")), "25-10", id="hyphens"),
        pytest.param(p(run("<w:t> a </w:t>") + run("<w:t>b</w:t>")), "ab", id="white space of XML"),
        pytest.param(p(run('<w:sym w:font="Wingdings" w:char="F028"/>') + r(" 25.61.04")), "☎ 25.61.04", id="symbol"),
        pytest.param(p(run('<w:sym w:font="Wingdings" w:char="D800"/><w:sym w:char="zz"/>') + r("a")), "a", id="no symbol"),
        pytest.param(p(r("\uf0b7", '<w:rFonts w:ascii="Symbol"/>') + r(" a")), "• a", id="a letter of a symbol font"),
        pytest.param(p(r("a") + r("caché", "<w:vanish/>") + r("caché", '<w:rStyle w:val="Cache"/>') + r("b", '<w:vanish w:val="false"/>')), "ab", id="hidden"),
        pytest.param(p(r("titre", "<w:caps/>")), "titre", id="capitals"),
        pytest.param(p(f"<w:ins>{r('mis')}</w:ins><w:del><w:r><w:delText>ôté</w:delText></w:r></w:del><w:moveFrom>{r('ici')}</w:moveFrom><w:moveTo>{r(' là')}</w:moveTo>"), "mis là", id="changes"),
        pytest.param(p(r("a "), "<w:rPr><w:del/></w:rPr>") + p("b") + p("c"), "a b\n\nc", id="a deleted paragraph end"),
        pytest.param(p("a", "<w:rPr><w:del/></w:rPr>"), "a", id="a deleted last paragraph end"),
        pytest.param(f"<w:sdt><w:sdtContent>{p('a')}</w:sdtContent></w:sdt>" + p(f"<w:sdt><w:sdtContent>{r('b')}</w:sdtContent></w:sdt>"), "a\n\nb", id="controls"),
        pytest.param(p(f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Cliquez ici')}</w:sdtContent></w:sdt>" + r("b")), "b", id="an empty control"),
        pytest.param(p(FIELD), "le site", id="field"),
        pytest.param(p(run('<w:fldChar w:fldCharType="begin"/>') + run("<w:instrText>PAGE</w:instrText>")) + p("b"), "b", id="an unfinished field"),
        pytest.param(p(f'<w:fldSimple w:instr="PAGE">{r("3")}</w:fldSimple>'), "3", id="simple field"),
        pytest.param(p(TWICE + r("a")), "Encadré\n\na", id="a box that is there twice"),
        pytest.param(p(r("a") + PICTURE), "a\n\nEncadré", id="a box behind the text"),
        pytest.param(p(run('<w:pict><v:textpath string="Offre"/></w:pict>')), "Offre", id="letters in art"),
        pytest.param(p("<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>"), "x=2", id="formula"),
        pytest.param(p(run("<w:drawing><a:p><a:r><a:t>a</a:t></a:r><a:r><a:t>b</a:t></a:r></a:p></w:drawing>")), "ab", id="drawing"),
        pytest.param(p("<w:smartTag><w:customXml><w:bdo>" + r("a") + "</w:bdo></w:customXml></w:smartTag>") + f"<w:ins>{p('b')}</w:ins><w:customXml>{p('c')}</w:customXml>", "a\n\nb\n\nc", id="wrappers"),
        pytest.param(p("<w:ruby><w:rt>" + r("x") + "</w:rt><w:rubyBase>" + r("a") + "</w:rubyBase></w:ruby>"), "a", id="ruby"),
        pytest.param(p("a") + p("") + p("   ") + p("b"), "a\n\nb", id="empty paragraphs"),
    ],
)  # fmt: skip
def test_text(body, expected):
    assert read(body, styles=STYLES).source == expected


COVERED = ("<w:vMerge/>", "x")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(tbl(["Lieu : a", "Corps : b"], ["Date : c", "Grade : d"]), "Lieu : a | Corps : b\nDate : c | Grade : d", id="cells"),
        pytest.param(tbl(["Lieu :", "Koné"], ["Corps :", "agent"], ["Date :", ""]), "Lieu : Koné\n\nCorps : agent\n\nDate :", id="labels with a colon and values"),
        pytest.param(tbl(["Lieu :", "Koné", "Corps :", "agent"]), "Lieu : Koné\n\nCorps : agent", id="two pairs in a row"),
        pytest.param(tbl([p(b("Lieu")), "Koné"], [p(b("Corps")), p(b("agent"))]), "Lieu\nKoné\n\nCorps | agent", id="bold labels"),
        pytest.param(tbl(["Lieu :", "Corps :", "Date :"], ["a", "b", ""], ["c", "d", "e"]), "Lieu : | Corps : | Date :\na | b\nc | d | e", id="posts"),
        pytest.param(tbl([p(b("Savoirs")), p(b("Savoir-faire"))], [p("a") + p("b"), "c"]), "Savoirs\n\na\n\nb\n\nSavoir-faire\n\nc", id="heads over texts"),
        pytest.param(tbl(["Lieu :", "Date :"], ["a", p("b") + p("c")]), "Lieu : a\n\nDate :\n\nb\n\nc", id="labels over values"),
        pytest.param(tbl(["a", "b"], ["c", p("d") + p("e")]), "a | b\n\nc\n\nd\n\ne", id="no heads"),
        pytest.param(tbl(["a", "b"]) + p("c") + tbl(["d", "e"]), "a | b\n\nc\n\nd | e", id="tables"),
        pytest.param(tbl(["a", ""], ["", ""], ["b", "c"]), "a\nb | c", id="empty cells"),
        pytest.param(tbl([('<w:vMerge w:val="restart"/>', "a"), "b"], [COVERED, "c"]), "a | b\nc", id="a cell over two rows"),
        pytest.param(tbl([('<w:gridSpan w:val="2"/>', "a")], ["b", "c"]), "a\n\nb | c", id="a cell over two columns"),
        pytest.param(tbl([('<w:hMerge w:val="restart"/>', "a"), ("<w:hMerge/>", "a")]), "a", id="old merged cells"),
        pytest.param(tbl([p("Lieu : a") + p("Corps : b"), p("Date : c") + p("Grade : d")]), "Lieu : a\n\nCorps : b\n\nDate : c\n\nGrade : d", id="columns in two cells"),
        pytest.param(tbl(["Pièces :", p("a") + p("b")], ["Lieu :", "Koné"]), "Pièces :\n\na\n\nb\n\nLieu : Koné", id="a value of several paragraphs"),
        pytest.param(tbl([p(r("Durée exigée") + run("<w:br/>") + r("sur titre :")), "5 ans"]), "Durée exigée\nsur titre :\n\n5 ans", id="a label in two lines"),
        pytest.param(tbl(["Missions", item("a", 1, 0) + item("b", 1, 0)]), "Missions\n\n• a\n• b", id="a list in a cell"),
        pytest.param(tbl(["a", tbl(["b", "c"]) + p("")]), "a\n\nb | c", id="a table in a cell"),
        pytest.param(tbl([p("a") + p("b")]), "a\n\nb", id="a table of one cell"),
        pytest.param("<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>" + p("a") + "</w:tc></w:sdtContent></w:sdt><w:tc>" + p("b") + "</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>", "a | b", id="controls around rows and cells"),
        pytest.param("<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p("a") + "</w:tc></w:tr><w:tr><w:tc>" + p("b") + "</w:tc></w:tr></w:tbl>", "b", id="a deleted row"),
    ],
)  # fmt: skip
def test_tables(body, expected):
    assert read(body, numbering=NUMBERING).source == expected


@pytest.mark.parametrize(
    ("row", "kinds"),
    [
        ([p(b("Missions")), p("a") + p("b")], ["heading", "plain", "plain"]),
        ([p("Employeur :"), p(b("Ville")) + p(b("de Valmer"))], ["plain", "plain", "plain"]),
        ([p(b("Missions")) + p("a"), p(b("Profil")) + p("b")], ["heading", "plain", "heading", "plain"]),
        ([p(b("Missions"))], ["heading"]),
        ([p(b("Lieu")), p("a")], ["plain", "plain"]),
        ([p(b("Lieu")), p(b("a"))], ["cell", "cell"]),
    ],
)
def test_bold_in_tables(row, kinds):
    assert [line.kind for line in read(tbl(row)).lines] == kinds


def test_links():
    body = p('<w:hyperlink r:id="link0">' + r("écrire") + "</w:hyperlink>" + r(" ou ") + FIELD) + p(
        '<w:hyperlink w:anchor="x">' + r("là") + "</w:hyperlink>"
    )
    document = read(body, links=["mailto:rh@exemple.nc"])
    assert [(document.text[link.start : link.end], link.url) for link in document.links] == [("écrire", "mailto:rh@exemple.nc"), ("le site", "https://rh.exemple.nc")]  # fmt: skip


def test_diagrams():
    reference = '<w:drawing><d:relIds xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="d"/></w:drawing>'  # fmt: skip
    relation = '<Relationship Id="d" Type="http://x/diagramData" Target="diagrams/data1.xml"/>'
    data = '<x xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>Maire</a:t></a:r></a:p><a:p><a:r><a:t>Jardinier</a:t></a:r></a:p></x>'  # fmt: skip
    files = {"word/diagrams/data1.xml": data}
    assert read(p(run(reference)), relations=[relation], extra=files).source == "Maire\n\nJardinier"
    assert read(p(run(reference)) + p("a")).source == "a"


def test_headers_and_footers_are_furniture_and_stand_once():
    section = '<w:sectPr><w:headerReference w:type="{}" r:id="{}"/><w:footerReference r:id="footer1"/></w:sectPr>'
    body = p("a", section.format("first", "header1")) + p("b", section.format("default", "header2")) + section.format("even", "header3")  # fmt: skip
    page = p(r("Page ") + f'<w:fldSimple w:instr="PAGE">{r("1")}</w:fldSimple>')
    document = read(body, header1=p("Ville"), header2=p("Ville"), header3=tbl(["Logo", "Ville"]), footer1=page)
    assert lines(document) == [("rule", "Ville"), ("rule", "Logo"), ("rule", "Ville"), ("plain", "a"), ("plain", "b"), ("rule", "Page 1")]  # fmt: skip


def note(kind, number, text):
    return f'<w:{kind} w:id="{number}">{p(run(f"<w:{kind}Ref/>") + r(text))}</w:{kind}>'


def test_notes_stand_at_the_end_with_their_marks():
    body = p(r("Durée") + run('<w:endnoteReference w:id="4"/>') + r(" : 5 ans (") + run('<w:footnoteReference w:id="2"/>') + r(")"))  # fmt: skip
    footnotes = f'<w:footnote w:id="0" w:type="separator">{p("x")}</w:footnote>' + note("footnote", 2, "Deux") + note("footnote", 3, "Sans renvoi")  # fmt: skip
    document = read(body, footnotes=footnotes, endnotes=note("endnote", 4, "Un"))
    assert document.source == "Durée (1) : 5 ans (2)\n\n(1) Un\n\n(2) Deux"


def test_what_it_is_said_to_be():
    data = docx(p("a"))
    assert sniff(data) == DOCX
    reading = reader.read(data).reading
    assert (reading.media_type, reading.reader, reading.pages) == (DOCX, "docx", None)


def test_strict_namespaces():
    usual = docx(p("Missions", '<w:pStyle w:val="Titre2"/>'), styles=STYLES, links=["https://exemple.nc"])
    with zipfile.ZipFile(io.BytesIO(usual)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    strict = {name: part.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main").replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships") for name, part in parts.items()}  # fmt: skip
    assert lines(reader.read(package(strict))) == [("heading", "Missions", 2)]


def test_the_main_part_may_have_another_name():
    with zipfile.ZipFile(io.BytesIO(docx(p("a")))) as archive:
        main = archive.read("word/document.xml")
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>'  # fmt: skip
    assert reader.read(package({"_rels/.rels": relations, "word/document2.xml": main})).source == "a"


# ---- wrong and hostile files ------------------------------------------------------------------------------------------

ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefg", "bcdefgh", strict=True)) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
DOCUMENT = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'


def main(content):
    return package({"word/document.xml": content})


def encrypted():
    data = bytearray(main(DOCUMENT.replace("&a;", "a")))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "error", "cause"),
    [
        pytest.param(main(b" " * 30_000_000), LimitExceeded, "would unpack to 30,000,000 bytes", id="bomb"),
        pytest.param(main(ENTITIES + DOCUMENT), UnreadableFile, "has a DOCTYPE", id="entity bomb"),
        pytest.param(main((ENTITIES + DOCUMENT).encode("utf-16")), UnreadableFile, "has a DOCTYPE", id="entity bomb in UTF-16"),
        pytest.param(main(OUTSIDE + DOCUMENT), UnreadableFile, "has a DOCTYPE", id="external entity"),
        pytest.param(main("<w:document"), UnreadableFile, "is broken", id="broken XML"),
        pytest.param(main("<x>" * 300 + "</x>" * 300), UnreadableFile, "is broken", id="deep XML"),
        pytest.param(main(b""), UnreadableFile, "is broken", id="empty part"),
        pytest.param(package({"word/styles.xml": "<x/>"}), UnreadableFile, "word/document.xml is missing", id="no main part"),
        pytest.param(encrypted(), EncryptedFile, "encrypted", id="encrypted members"),
        pytest.param(docx(""), NoText, "has no text", id="no text"),
        pytest.param(docx(p("")), NoText, "has no text", id="blank"),
        pytest.param(docx(p("a") + '<w:altChunk r:id="x"/>'), UnreadableFile, "altChunk", id="a foreign part"),
        pytest.param(b"PK\x03\x04", UnreadableFile, "cut off or damaged", id="no zip"),
    ],
)  # fmt: skip
def test_refused(data, error, cause):
    with pytest.raises(error, match=cause):
        reader.read(data)


def test_truncated_anywhere_or_damaged_gives_a_typed_error():
    data = docx(p("Jardinier") * 40, styles=STYLES, numbering=NUMBERING)
    for size in range(4, len(data), 37):
        with pytest.raises(OffresError):
            reader.read(data[:size])
    for at in range(30, len(data), 23):
        damaged = bytearray(data)
        damaged[at] ^= 0x55
        with contextlib.suppress(OffresError):  # what is damaged may be no part of the text
            assert "Jardinier" in reader.read(bytes(damaged)).source


def test_deep_tables_and_long_bodies_are_read():
    deep = p("fond")
    for _ in range(60):
        deep = tbl([deep])
    assert reader.read(docx(deep)).source == "fond"
    assert reader.read(docx("<w:p/>" * 200_000 + p("a"))).source == "a"


def test_made_by_python_docx(tmp_path):
    library = pytest.importorskip("docx")
    made = library.Document()
    made.add_heading("Jardinier", 0)
    made.add_heading("Missions", 2)
    made.add_paragraph("arroser", style="List Bullet")
    made.add_paragraph("tailler", style="List Number")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Lieu :", "Koné"
    made.sections[0].footer.paragraphs[0].text = "Page 1"
    made.save(tmp_path / "a.docx")
    document = reader.read((tmp_path / "a.docx").read_bytes())
    assert lines(document) == [("heading", "Jardinier", 1), ("heading", "Missions", 2), ("bullet", "arroser", 0, "•"), ("bullet", "tailler", 0, "number"), ("plain", "Lieu : Koné"), ("rule", "Page 1")]  # fmt: skip
