"""ODT, as tables of XML -> lines; and what is wrong or hostile."""

import pytest

from offres.extract.errors import EncryptedFile, LimitExceeded, NoText, OffresError, UnreadableFile
from offres.extract.read.office import odt as reader
from offres.extract.read.sniff import ODT, sniff
from wordfiles import flat_odt, lines, odt, package


def read(body="", **parts):
    return reader.read(odt(body, **parts))


def p(content, style=""):
    name = f' text:style-name="{style}"' if style else ""
    return f"<text:p{name}>{content}</text:p>"


def h(content, level):
    return f'<text:h text:outline-level="{level}">{content}</text:h>'


def span(content, style):
    return f'<text:span text:style-name="{style}">{content}</text:span>'


def row(cells, more=""):
    return f"<table:table-row {more}>{''.join(map(cell, cells))}</table:table-row>"


def cell(content):
    if content is None:
        return "<table:covered-table-cell/>"
    return f"<table:table-cell>{content if content.startswith('<') else p(content)}</table:table-cell>"


def table(rows):
    return f"<table:table>{''.join(map(row, rows))}</table:table>"


def style(name, family, properties="", more=""):
    return f'<style:style style:name="{name}" style:family="{family}" {more}><style:text-properties {properties}/></style:style>'


STYLES = (
    style("Gras", "text", 'fo:font-weight="bold"')
    + style("Maigre", "text", 'fo:font-weight="normal"')
    + style("Cache", "text", 'text:display="none"')
    + style("Italique", "text", 'fo:font-style="italic"')
    + style("Fort", "paragraph", 'fo:font-weight="700"')
    + style("P1", "paragraph", "", 'style:parent-style-name="Fort"')
    + style("Title", "paragraph")
    + style("P2", "paragraph", "", 'style:parent-style-name="Title"')
    + style("A", "paragraph", "", 'style:parent-style-name="B"')
    + style("B", "paragraph", "", 'style:parent-style-name="A"')
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (h("Missions", 2), [("heading", "Missions", 2)]),
        (p("Jardinier", "Title"), [("heading", "Jardinier", 1)]),
        (p("Jardinier", "P2"), [("heading", "Jardinier", 1)]),
        (p("Missions", "P1"), [("heading", "Missions", 7)]),
        (p("Missions", "A"), [("plain", "Missions")]),
        (p(span("Missions", "Gras")), [("heading", "Missions", 7)]),
        (p(span(span("Missions", "Italique"), "Gras")), [("heading", "Missions", 7)]),
        (p(span("Missions", "Maigre"), "P1"), [("plain", "Missions")]),
        (p(span("Lieu : ", "Gras") + "Koné"), [("plain", "Lieu : Koné")]),
    ],
)
def test_headings(body, expected):
    assert lines(read(body, automatic=STYLES)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(p("a") + p("b"), "a\n\nb", id="paragraphs"),
        pytest.param(p('  a\n  b<text:s/><text:s text:c="2"/>c '), "a b   c", id="white space"),
        pytest.param(p("a<text:tab/>b") + p("c<text:tab/>d"), "a\tb\nc\td", id="lines of columns"),
        pytest.param(p("a<text:line-break/>b<text:soft-page-break/>c"), "a\nbc", id="line ends"),
        pytest.param(p(span("caché", "Cache") + "a"), "a", id="hidden"),
        pytest.param('<text:section text:display="none">' + p("a") + "</text:section><text:section>" + p("b") + "</text:section>", "b", id="hidden section"),
        pytest.param("<text:tracked-changes><text:changed-region><text:deletion>" + p("ôté") + "</text:deletion></text:changed-region></text:tracked-changes>" + p('a<text:change text:change-id="c"/><text:change-start/>b<text:change-end/>'), "ab", id="changes"),
        pytest.param(p("a<office:annotation>" + p("note") + "</office:annotation><text:placeholder>nom</text:placeholder>b"), "ab", id="comments and prompts"),
        pytest.param(p("a <text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby>"), "a b", id="ruby"),
        pytest.param(p("<draw:frame><draw:text-box>" + p("Encadré") + "</draw:text-box><svg:desc>photo</svg:desc></draw:frame>a"), "Encadré\n\na", id="text box"),
        pytest.param(p("a<draw:custom-shape>" + p("Forme") + "</draw:custom-shape>"), "a\n\nForme", id="shape"),
        pytest.param("<draw:frame><draw:text-box>" + p("Encadré") + "</draw:text-box></draw:frame>" + p("a"), "Encadré\n\na", id="a box of the page"),
        pytest.param("<text:table-of-content><text:index-body>" + p("Missions<text:tab/>1") + "</text:index-body></text:table-of-content>", "Missions\t1", id="index"),
        pytest.param(p("Page <text:page-number>1</text:page-number>"), "Page 1", id="field"),
    ],
)  # fmt: skip
def test_text(body, expected):
    assert read(body, automatic=STYLES).source == expected


def bullets(name, *levels):
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def indented(name, properties):
    return f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties {properties}/></style:style>'


def sign(number, char, font="", place=""):
    properties = f'<style:text-properties style:font-name="{font}"/>' if font else ""
    properties += f'<style:list-level-properties text:space-before="{place}"/>' if place else ""
    return f'<text:list-level-style-bullet text:level="{number}" text:bullet-char="{char}">{properties}</text:list-level-style-bullet>'


def count(number, form, before="", after=".", more=""):
    return f'<text:list-level-style-number text:level="{number}" style:num-format="{form}" style:num-prefix="{before}" style:num-suffix="{after}" {more}/>'


LISTS = (
    bullets("L", sign(1, "\uf0b7", "Symbol"), sign(2, "–"), sign(3, "§", "Wingdings"))
    + bullets("N", count(1, "1"), count(2, "a", "(", ")"), count(3, "1", more='text:display-levels="3"'), count(4, ""))
    + bullets("R", count(1, "I", "", " -", 'text:start-value="4"'))
    + style("Puce", "paragraph", "", 'style:list-style-name="L"')
    + bullets("L2", sign(1, "•", place="1.27cm"))
    + indented("Retrait1", 'fo:margin-left="20pt" fo:text-indent="-20pt"')
    + indented("Retrait2", 'fo:margin-left="1in" fo:text-indent="-5mm"')
    + indented("Retrait3", 'fo:margin-left="50%"')
)


def items(*contents, name="L", more=""):
    named = f'text:style-name="{name}"' if name else ""
    return (
        f"<text:list {named} {more}>"
        + "".join(f"<text:list-item>{each}</text:list-item>" for each in contents)
        + "</text:list>"
    )


GOES_ON = 'text:continue-numbering="true"'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (items(p("a") + items(p("b") + items(p("c"), name=""), name=""), p("d")), ["• a", "  – b", "    ▪ c", "• d"]),
        (items(items(p("a"), name="")), ["– a"]),
        (items(p("a"), p("b") + p("suite"), p("c")), ["• a", "• b", "suite", "• c"]),
        (items(p("a"), p("b"), name="N") + p("c") + items(p("d"), name="N", more=GOES_ON) + items(p("e"), name="N"), ["1. a", "2. b", "c", "3. d", "1. e"]),
        (items(p("a") + items(p("b"), p("c") + items(p("d"), name=""), name=""), p("e") + items(p("f"), name=""), name="N"), ["1. a", "  (a) b", "  (b) c", "    1.b.1. d", "2. e", "  (a) f"]),
        (items(p("a")) + items(p("b"), name="L2") + items(p("c")), ["• a", "  • b", "• c"]),
        (p("- a", "Retrait1") + p("- b", "Retrait2") + p("- c", "Retrait1"), ["- a", "  - b", "- c"]),
        (items(p("a"), p("b", "Retrait2"), p("c", "Retrait3")), ["• a", "• b", "• c"]),
        (items(p("a"), p("b"), name="R"), ["IV - a", "V - b"]),
        (items(p("a", "Puce"), name=""), ["• a"]),
        (items(p("a"), name="inconnu"), ["• a"]),
        ('<text:list text:style-name="L"><text:list-header>' + p("a") + "</text:list-header></text:list>", ["a"]),
        (items(h("Missions", 1), name="N"), ["1. Missions"]),
        (items(p("")) + p("a"), ["a"]),
    ],
)  # fmt: skip
def test_lists(body, expected):
    assert [line for line in read(body, automatic=LISTS).source.split("\n") if line] == expected


def test_counted_headings():
    second = count(2, "1", more='text:display-levels="2"')
    outline = f"<text:outline-style>{count(1, '1')}{second}</text:outline-style>"
    document = read(h("Missions", 1) + h("Paie", 2) + h("Profil", 1), styles=outline)
    assert document.source == "1. Missions\n\n1.1. Paie\n\n2. Profil"
    assert lines(document)[1] == ("heading", "Paie", 2)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["Lieu :", "Koné"], ["Corps :", "agent"]], "Lieu : Koné\n\nCorps : agent"),
        ([["a", None], ["b", "c"]], "a\nb | c"),
        ([["Pièces :", p("a") + p("b")]], "Pièces :\n\na\n\nb"),
        ([["Missions", items(p("a"), p("b"))]], "Missions\n\n• a\n• b"),
    ],
)
def test_tables(rows, expected):
    assert read(table(rows), automatic=LISTS).source == expected


def test_heads_and_repeated_rows_of_tables():
    body = "<table:table><table:table-column/><table:table-header-rows>" + row(["a", "b"]) + "</table:table-header-rows>" + row(["c", "d"], 'table:number-rows-repeated="1000000"') + "</table:table>"  # fmt: skip
    assert read(body).source == "a | b\nc | d"


def test_links():
    document = read(
        p('a <text:a xlink:href="mailto:rh@exemple.nc">écrire</text:a> <text:a xlink:href="#x">là</text:a>')
    )
    assert [(document.text[link.start : link.end], link.url) for link in document.links] == [("écrire", "mailto:rh@exemple.nc")]  # fmt: skip


def test_headers_and_footers_are_furniture_and_stand_once():
    pages = f"<style:header>{p('Ville')}</style:header><style:header-first>{p('Ville')}</style:header-first><style:header-left style:display=\"false\">{p('x')}</style:header-left><style:footer>{p('Page 1')}</style:footer>"  # fmt: skip
    assert lines(read(p("a"), pages=pages)) == [("rule", "Ville"), ("plain", "a"), ("rule", "Page 1")]


def test_notes_stand_at_the_end_with_their_marks():
    one, two = (f"<text:note><text:note-citation>9</text:note-citation><text:note-body>{p(note)}</text:note-body></text:note>" for note in ("Un", "Deux"))  # fmt: skip
    assert read(p(f"Durée{one} : 5 ans ({two})")).source == "Durée (1) : 5 ans (2)\n\n(1) Un\n\n(2) Deux"


def test_what_it_is_said_to_be():
    for data in (odt(p("a")), flat_odt(p("a"))):
        assert sniff(data) == ODT
        document = reader.read(data)
        assert (document.source, document.reading.media_type, document.reading.reader) == ("a", ODT, "odt")


DOCTYPE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("data", "error", "cause"),
    [
        pytest.param(package({"content.xml": b" " * 30_000_000}), LimitExceeded, "would unpack", id="bomb"),
        pytest.param(package({"content.xml": DOCTYPE}), UnreadableFile, "has a DOCTYPE", id="external entity"),
        pytest.param(package({"content.xml": "<x/>"}), UnreadableFile, "no text document", id="another kind"),
        pytest.param(package({"styles.xml": "<x/>"}), UnreadableFile, "content.xml is missing", id="no content"),
        pytest.param(odt(p("a"), extra={"META-INF/manifest.xml": "<manifest:encryption-data/>"}), EncryptedFile, "password", id="encrypted"),
        pytest.param(odt(p("")), NoText, "has no text", id="blank"),
        pytest.param(b'<?xml version="1.0"?><office:document ', UnreadableFile, "is broken", id="a flat one, cut off"),
    ],
)  # fmt: skip
def test_refused(data, error, cause):
    with pytest.raises(error, match=cause):
        reader.read(data)


def test_truncated_anywhere_gives_a_typed_error():
    data = odt(p("Jardinier") * 40, automatic=STYLES + LISTS)
    for size in range(4, len(data), 37):
        with pytest.raises(OffresError):
            reader.read(data[:size])


def test_deep_lists_and_spaces_are_read():
    deep = p("fond")
    for _ in range(80):
        deep = items(deep, name="L")
    assert (
        reader.read(
            odt(
                deep + p('a<text:s text:c="999999999"/>b'),
            )
        ).source
        == "fond\n\na" + " " * 200 + "b"
    )
