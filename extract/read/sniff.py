"""Bytes -> their media type, told from the content; the name says only whether it differs.

Few bytes settle most files. A ZIP is looked into (DOCX, ODT and others are such), an old Office file is told by the
streams that it names, a web page, a mail and a rich text by how they begin. All else is text, which `decode` judges.
"""

import io
import os
import re
import zipfile
from typing import IO

TEXT, HTML, RTF, PDF = "text/plain", "text/html", "application/rtf", "application/pdf"
ZIP, TAR, GZIP = "application/zip", "application/x-tar", "application/gzip"
BZIP2, XZ = "application/x-bzip2", "application/x-xz"
MAIL_TEXT = "text/x-mail"  # a mail's own text, given by its container; no file is of this type
MAIL, OUTLOOK = "message/rfc822", "application/vnd.ms-outlook"
DOC, OLE = "application/msword", "application/x-ole-storage"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
PNG, JPEG, TIFF = "image/png", "image/jpeg", "image/tiff"
GIF, BMP, WEBP = "image/gif", "image/bmp", "image/webp"
IMAGES = (PNG, JPEG, TIFF, GIF, BMP, WEBP)
ENCRYPTED = "application/encrypted"  # an Office file behind a password
EMPTY = "application/x-empty"

NAMES = {  # what a message calls them
    TEXT: "text", HTML: "a web page", RTF: "an RTF document", PDF: "a PDF", ZIP: "a ZIP archive", TAR: "a tar archive",
    GZIP: "a gzip archive", MAIL: "a mail", OUTLOOK: "an Outlook mail", DOC: "a Word 97 document",
    OLE: "an old Microsoft Office file", DOCX: "a DOCX document", ODT: "an ODT document", PNG: "a PNG image",
    JPEG: "a JPEG image", TIFF: "a TIFF image", GIF: "a GIF image", BMP: "a BMP image", WEBP: "a WebP image",
    "application/x-7z-compressed": "a 7z archive", "application/vnd.rar": "a RAR archive",
    BZIP2: "a bzip2 archive", XZ: "an xz archive",
    "application/vnd.sqlite3": "an SQLite database", "application/x-executable": "a program", "application/xml": "XML",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "an Excel workbook",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "a PowerPoint presentation",
    "application/vnd.oasis.opendocument.spreadsheet": "an ODS spreadsheet", "application/epub+zip": "an EPUB book",
}  # fmt: skip

_MAGIC = (
    (b"%PDF-", PDF),
    (b"{\\rtf", RTF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"\x1f\x8b\x08", GZIP),
    (b"BZh", BZIP2),
    (b"\xfd7zXZ\x00", XZ),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"\x7fELF", "application/x-executable"),
)
_MAGIC_STARTS = tuple(magic for magic, _ in _MAGIC)
_HEAD = 1024  # bytes within which a PDF and a web page show what they are
_PART_NAMES = (  # a part that a ZIP of this kind always has
    ("word/document.xml", DOCX),
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_WORD_PART = re.compile(r"word/document[0-9]+\.xml")  # some programs call the main part so
_STREAMS = (  # names in the directory of an old Office file, in UTF-16
    ("EncryptedPackage", ENCRYPTED),
    ("__properties_version1.0", OUTLOOK),
    ("WordDocument", DOC),
)
_PAGE = re.compile(rb"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b", re.DOTALL)
_FRAGMENT = re.compile(rb"<(?:div|p|table|h[1-6]|section|article|dl|ul|ol|main|header|title|script|style|span)[\s>]")
_CLOSED = 3  # closing tags in the head of a piece of a web page
_MAIL_FIRST = re.compile(rb"(?:From |[A-Za-z][A-Za-z0-9-]{1,40}:)")
_MAIL_FIELD = re.compile(
    rb"^(from|to|cc|subject|date|mime-version|received|message-id|return-path|delivered-to|content-type|x-[a-z-]+):",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL_SIGNS = frozenset({b"mime-version", b"message-id", b"received", b"return-path", b"from"})
_MAIL_FIELDS = 3  # so many of these fields at the top, and one of the signs
_TAR_SIGN = slice(257, 262)
_BMP_HEADER = 26  # bytes that the shortest has

BY_EXTENSION = {
    ".pdf": {PDF}, ".docx": {DOCX}, ".docm": {DOCX}, ".doc": {DOC}, ".odt": {ODT}, ".rtf": {RTF}, ".html": {HTML},
    ".htm": {HTML}, ".xhtml": {HTML}, ".eml": {MAIL}, ".mht": {MAIL}, ".mhtml": {MAIL}, ".msg": {OUTLOOK},
    ".png": {PNG}, ".jpg": {JPEG}, ".jpeg": {JPEG}, ".tif": {TIFF}, ".tiff": {TIFF}, ".gif": {GIF}, ".bmp": {BMP},
    ".webp": {WEBP}, ".zip": {ZIP}, ".tar": {TAR}, ".tgz": {GZIP}, ".gz": {GZIP}, ".tbz2": {BZIP2}, ".bz2": {BZIP2},
    ".txz": {XZ}, ".xz": {XZ}, ".txt": {TEXT}, ".text": {TEXT}, ".md": {TEXT}, ".markdown": {TEXT},
}  # fmt: skip


def sniff(data: bytes) -> str:
    """The media type of a file's bytes."""
    if not data:
        return EMPTY
    head = data[:_HEAD].lstrip()
    if head.startswith(_MAGIC_STARTS):
        return _sniff_magic(data, head)
    if head[:1] == b"<" and (kind := _sniff_markup(head)):
        return kind
    if b"%PDF-" in head and b"\0" not in head[: head.index(b"%PDF-")]:
        return PDF
    if data[_TAR_SIGN] == b"ustar":
        return TAR
    return _sniff_image(data) or _sniff_text(head)


def kind_of(stream: IO[bytes]) -> str:
    """The media type of what a stream holds, from its beginning alone (a DOCX is a ZIP); the stream is at its start."""
    stream.seek(0)
    kind = sniff(stream.read(_HEAD))
    stream.seek(0)
    return kind


def sniff_stream(stream: IO[bytes]) -> str:
    """The media type of a file that is too large to be held in memory."""
    kind = kind_of(stream)
    return _sniff_zip(stream) if kind == ZIP else kind


def differs(uri: str | None, media_type: str) -> str | None:
    """The extension of a name that promises another type than the content's; None where it agrees or promises none."""
    extension = os.path.splitext(uri or "")[1].lower()
    promised = BY_EXTENSION.get(extension)
    return extension if promised and media_type not in promised else None


def _sniff_magic(data: bytes, head: bytes) -> str:
    kind = next(kind for magic, kind in _MAGIC if head.startswith(magic))
    return _sniff_zip(io.BytesIO(data)) if kind == ZIP else _sniff_ole(data) if kind == OLE else kind


def _sniff_image(data: bytes) -> str | None:
    """Images whose first bytes a text may have too; none has four zero bytes, or a length, where they have it."""
    if data[:2] == b"BM" and data[6:10] == bytes(4) and len(data) > _BMP_HEADER:
        return BMP
    return WEBP if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


def _sniff_zip(stream: IO[bytes]) -> str:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = frozenset(archive.namelist())
            kind: str | None = next((kind for part, kind in _PART_NAMES if part in names), None)
            if kind is None and any(_WORD_PART.fullmatch(name) for name in names):
                kind = DOCX
            if kind is None and "mimetype" in names and archive.getinfo("mimetype").file_size < _HEAD:
                kind = archive.read("mimetype").decode("ascii", "replace").strip() or None
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError, KeyError):
        return ZIP  # what is wrong with it is said by who opens it
    return kind or ZIP


def _sniff_ole(data: bytes) -> str:
    return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), OLE)


def _sniff_markup(head: bytes) -> str | None:
    lower = head.lower()
    if _PAGE.match(lower):
        return HTML
    if lower.startswith(b"<?xml"):
        if b"<office:document " in lower:
            return ODT
        return HTML if b"<html" in lower else "application/xml"
    return HTML if _FRAGMENT.match(lower) and lower.count(b"</") >= _CLOSED else None


def _sniff_text(head: bytes) -> str:
    """A mail begins with its fields; a web page may begin behind a byte order mark, or in UTF-16."""
    if _MAIL_FIRST.match(head):
        fields = {name.lower() for name in _MAIL_FIELD.findall(head)}
        if len(fields) >= _MAIL_FIELDS and fields & _MAIL_SIGNS:
            return MAIL
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:3] == b"\xef\xbb\xbf":
        plain = head.replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \t\r\n")
        if plain[:1] == b"<":
            return _sniff_markup(plain) or TEXT
    return TEXT
