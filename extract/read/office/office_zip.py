"""The package of a DOCX or ODT: a ZIP of XML parts, with its dangers looked at before anything is unpacked.

A part is read within the size that the ZIP's directory declares, which is held against a limit first. A part with a
DOCTYPE is refused: no word processor writes one, entity bombs and external entities need one.
"""

import io
import zipfile
import zlib
from typing import Any

from lxml import etree

from ...errors import EncryptedFile, LimitExceeded, OffresError, UnreadableFile
from ..bounds import most_bytes

LARGEST = 200_000_000  # bytes of a package unpacked
SUSPECT = 10_000_000  # bytes unpacked from which on the ratio is looked at
RATIO = 100  # times that a package may grow; XML of word processors shrinks to a tenth, at best to a fortieth
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    KeyError,
    MemoryError,
)
_AGAIN = "Open it in a word processor and save it again, or get the file again"

Element = Any  # lxml has no types of its own


class Package:
    """The parts of one file."""

    def __init__(self, data: bytes) -> None:
        """Raise LimitExceeded for a bomb, UnreadableFile for what is no whole ZIP."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = frozenset(self._zip.namelist())
        except _BROKEN as error:
            raise broken("the file is cut off or damaged", error) from error
        unpacked = sum(info.file_size for info in self._zip.infolist())
        if unpacked > min(LARGEST, most_bytes(LARGEST)) or unpacked > max(SUSPECT, RATIO * len(data)):
            raise LimitExceeded(
                f"it would unpack to {unpacked:,} bytes, from {len(data):,}", remedy="Save its text in a new document"
            )

    def read(self, name: str) -> bytes:
        """The bytes of a part; raises UnreadableFile where it is missing or damaged, EncryptedFile."""
        if name not in self.names:
            raise broken(f"its part {name} is missing")
        try:
            if self._zip.getinfo(name).flag_bits & 1:
                raise EncryptedFile("its parts are encrypted", remedy="Save it without its password")
            return self._zip.read(name)
        except _BROKEN as error:
            raise broken(f"its part {name} is damaged", error) from error

    def xml(self, name: str) -> Element:
        """The root of a part; raises what `read` does, and UnreadableFile for broken XML."""
        return parse_xml(self.read(name), name)

    def xml_or_none(self, name: str | None) -> Element | None:
        """The root of a part that a package may do without."""
        return self.xml(name) if name in self.names and name is not None else None


def parse_xml(data: bytes, name: str) -> Element:
    """The root of an XML part; raises UnreadableFile for a DOCTYPE and for broken XML."""
    head = data.replace(b"\0", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4] else data
    if b"<!DOCTYPE" in head:
        raise broken(f"its part {name} has a DOCTYPE, which may hide anything")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,  # LibreOffice writes some twice
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken(f"the XML of its part {name} is broken", error) from error


def broken(cause: str, error: Exception | None = None) -> OffresError:
    """The error of a package that cannot be read."""
    detail = f" ({error})" if error is not None and str(error) else ""
    return UnreadableFile(f"{cause}{detail}", remedy=_AGAIN)
