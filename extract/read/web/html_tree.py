"""Bytes of a web page -> its elements: the encoding told, broken markup mended by the parser, hostile nesting refused.

The encoding is that of a byte order mark, else UTF-8 wherever the bytes are valid UTF-8 (a page that says otherwise is
wrong), else what the page declares, else what `decode` reads from the letters.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import TYPE_CHECKING

from ...errors import LimitExceeded, NoText
from ..decode import Decoded, decode

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEAD = 4096  # bytes in which a page declares its encoding; the standard says 1,024, pages with long heads do not care
_BOMS = (BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
# Of the encodings that a French page declares, those that it may truly have where it is not UTF-8. Browsers read
# Latin-1 as cp1252, and so does this.
_ENCODINGS = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "iso_8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252",
    "us-ascii": "cp1252", "ascii": "cp1252", "windows-1252": "cp1252", "cp1252": "cp1252", "x-cp1252": "cp1252",
    "iso-8859-15": "iso-8859-15", "iso8859-15": "iso-8859-15", "latin-9": "iso-8859-15", "latin9": "iso-8859-15",
    "macintosh": "mac-roman", "mac": "mac-roman", "x-mac-roman": "mac-roman", "ibm850": "cp850", "cp850": "cp850",
}  # fmt: skip
_LONG_TAG = 20_000  # characters
_ATTRIBUTE = re.compile(r"""[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*+"|'[^']*+'|[^\s"'>]+))?""")
_MOST_TAGS = 500_000  # a page has some thousands; this many take 400 MB
_MOST_ATTRIBUTES = 2000  # of one tag; the parser's time grows with their square


def decode_page(data: bytes) -> Decoded:
    """The text of a page and the name of its encoding; raises as `decode` does."""
    if data.startswith(_BOMS) or b"\0" in data[:_HEAD]:
        return decode(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    found = _DECLARED.search(data, 0, _HEAD)
    declared = (found[1] or found[2]).decode("ascii", "replace").lower() if found else ""
    if (encoding := _ENCODINGS.get(declared)) is not None:
        return Decoded(data.decode(encoding, "replace"), encoding)
    return decode(data)


def parse_page(text: str) -> "Element":
    """The root element of a page; raises LimitExceeded for nesting without end, NoText where there is no element."""
    from lxml import etree, html  # here, as most batches hold no web page

    if text.count("<") > _MOST_TAGS:
        raise LimitExceeded(f"it has more than {_MOST_TAGS:,} tags", remedy="Save the posting as text")
    _refuse_attributes(text)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise NoText("the web page has no content") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise LimitExceeded("its tags are nested without end", remedy="Save the posting as text")
    return root


def _refuse_attributes(text: str) -> None:
    begin = text.find("<")
    while begin >= 0:
        end = text.find(">", begin)
        end = len(text) if end < 0 else end
        if end - begin > _LONG_TAG and sum(1 for _ in _ATTRIBUTE.finditer(text, begin + 1, end)) > _MOST_ATTRIBUTES:
            cause = f"a tag has more than {_MOST_ATTRIBUTES:,} attributes"
            raise LimitExceeded(cause, remedy="Save the posting as text")
        begin = text.find("<", end)
