"""The pieces of a Word file that python-docx has no call for, as Word itself writes them."""

from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import Table
from docx.text.paragraph import Paragraph

_W = nsdecls("w")
_SYMBOLS = ("\uf0b7", "\uf0a7", "\uf0d8")  # Symbol's bullet, Wingdings' square and arrow, in Word's private code points
_FONTS = ("Symbol", "Wingdings", "Wingdings")
_SYMBOL_LIST = 90  # the number of the list definition; python-docx's template uses those below
_EMU = 12700  # English metric units a point


def add_symbol_list(document: Document) -> int:
    """Define a list whose bullets are characters of symbol fonts; gives its number for `as_item`."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{symbol}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{360 * (n + 1)}" w:hanging="360"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:hint="default"/></w:rPr></w:lvl>'
        for n, (symbol, font) in enumerate(zip(_SYMBOLS, _FONTS, strict=True))
    )
    abstract = (
        f'<w:abstractNum {_W} w:abstractNumId="{_SYMBOL_LIST}">'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
    )
    numbering = document.part.numbering_part.element
    first = numbering.find("{*}num")
    numbering.insert(numbering.index(first), parse_xml(abstract))
    numbering.append(
        parse_xml(f'<w:num {_W} w:numId="{_SYMBOL_LIST}"><w:abstractNumId w:val="{_SYMBOL_LIST}"/></w:num>')
    )
    return _SYMBOL_LIST


def as_item(paragraph: Paragraph, number: int, depth: int) -> None:
    """Make a paragraph an item of the list `number` at a depth from 0."""
    paragraph._p.get_or_add_pPr().append(  # noqa: SLF001 - python-docx offers no other way to the element
        parse_xml(f'<w:numPr {_W}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def add_field(paragraph: Paragraph, code: str) -> None:
    """Append a field (`PAGE`, `NUMPAGES`) in the long form that Word writes, with the result 1."""
    for inner in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(parse_xml(f"<w:r {_W}>{inner}</w:r>"))  # noqa: SLF001 - see as_item


def add_borders(table: Table) -> None:
    """A thin line around and between all cells, set in the table and not by its style."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    properties = table._tbl.tblPr  # noqa: SLF001 - see as_item
    look = properties.find(qn("w:tblLook"))
    assert look is not None  # python-docx writes one; borders stand before it
    look.addprevious(parse_xml(f"<w:tblBorders {_W}>{lines}</w:tblBorders>"))


def text_box(paragraphs: Iterator[Paragraph], width: float, height: float) -> Any:
    """A paragraph that holds a text box of so many points: DrawingML, and VML for readers that know no other.

    The paragraphs are moved into the box, and copied into its VML twin.
    """
    content = "".join(_taken(paragraph) for paragraph in paragraphs)
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    cx, cy = round(width * _EMU), round(height * _EMU)
    return parse_xml(
        f"""<w:p {_W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
    xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
    xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
    xmlns:w10="urn:schemas-microsoft-com:office:word"><w:r><mc:AlternateContent>
<mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0"
    layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="margin"><wp:posOffset>0</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>
<wp:extent cx="{cx}" cy="{cy}"/><wp:wrapTopAndBottom/><wp:docPr id="1" name="Zone de texte 1"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>
<a:ln w="6350"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>
<wps:txbx>{inner}</wps:txbx><wps:bodyPr wrap="square" lIns="91440" tIns="45720" rIns="91440" bIns="45720"/></wps:wsp>
</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape id="_x0000_s1026" type="#_x0000_t202" filled="t" stroked="t"
    style="position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;z-index:2">
<v:textbox>{inner}</v:textbox><w10:wrap type="topAndBottom"/></v:shape></w:pict></mc:Fallback>
</mc:AlternateContent></w:r></w:p>"""
    )


def _taken(paragraph: Paragraph) -> str:
    """The XML of a paragraph, which is taken out of the document."""
    from lxml import etree

    element = paragraph._p  # noqa: SLF001 - see as_item
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
    return str(etree.tostring(element, encoding="unicode"))
