"""Word processors' files of a few lines of XML, made in memory."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = f'<Relationship Id="main" Type="{_R}/officeDocument" Target="word/document.xml"/>'
_CONTENT_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""


def package(parts):
    """The bytes of a ZIP of named parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(body, links=(), extra=None, relations=(), **parts):
    """A DOCX of a body and further parts, each the inner XML of its root: `styles="<w:style .../>"`, `header1=...`."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}
    files = {"word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"}
    relations = list(relations)
    for name, content in parts.items():
        root = roots.get(name) or ("hdr" if name.startswith("header") else "ftr")
        files[f"word/{name}.xml"] = f"<w:{root} {_NAMESPACES}>{content}</w:{root}>"
        relations.append(f'<Relationship Id="{name}" Type="{_R}/{name.rstrip("0123456789")}" Target="{name}.xml"/>')
    for number, url in enumerate(links):
        relations.append(
            f'<Relationship Id="link{number}" Type="{_R}/hyperlink" Target="{url}" TargetMode="External"/>'
        )
    files["[Content_Types].xml"] = _CONTENT_TYPES
    files["_rels/.rels"] = f'<Relationships xmlns="{_PACKAGE}">{_MAIN}</Relationships>'
    files["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_PACKAGE}">{"".join(relations)}</Relationships>'
    return package(files | (extra or {}))


def p(content="", properties=""):
    """A paragraph of runs, or of a text."""
    runs = content if content.startswith("<") or not content else r(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def r(text, properties=""):
    """A run."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def b(text):
    """A bold run."""
    return r(text, "<w:b/>")


def tbl(*rows):
    """A table of rows of cells; a cell is a text or paragraphs, a pair its properties and that."""
    lines = ["<w:tr>" + "".join(_tc(cell) for cell in row) + "</w:tr>" for row in rows]
    return "<w:tbl>" + "".join(lines) + "</w:tbl>"


def _tc(cell):
    properties, content = cell if isinstance(cell, tuple) else ("", cell)
    inner = content if content.startswith("<w:") else p(content)
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inner}</w:tc>"


def lines(document):
    """What a document's lines are: kind, text, and what else there is to say of them."""
    seen = []
    for line in document.lines:
        more = {"heading": [line.level], "bullet": [line.indent // 2, line.marker]}.get(line.kind, [])
        seen.append((line.kind, document.text[line.start : line.end], *more))
    return seen


_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF_NAMESPACES = " ".join(
    [
        *(f'xmlns:{name}="{_ODF}{name}:1.0"' for name in ("office", "style", "text", "table")),
        f'xmlns:draw="{_ODF}drawing:1.0" xmlns:fo="{_ODF}xsl-fo-compatible:1.0"',
        f'xmlns:svg="{_ODF}svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"',
    ]
)
ODT_MIME = "application/vnd.oasis.opendocument.text"


def odt(body, automatic="", styles="", pages="", extra=None):
    """An ODT of a body, its automatic styles, the common styles, and what stands in its master page."""
    content = f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
    common = f"<office:styles>{styles}</office:styles><office:master-styles><style:master-page>{pages}</style:master-page></office:master-styles>"
    files = {
        "mimetype": ODT_MIME,
        "content.xml": f"<office:document-content {_ODF_NAMESPACES}>{content}</office:document-content>",
        "styles.xml": f"<office:document-styles {_ODF_NAMESPACES}>{common}</office:document-styles>",
    }
    return package(files | (extra or {}))


def flat_odt(body):
    """The same in one XML file."""
    return f'<?xml version="1.0"?>\n<office:document {_ODF_NAMESPACES} office:mimetype="{ODT_MIME}"><office:body><office:text>{body}</office:text></office:body></office:document>'.encode()
