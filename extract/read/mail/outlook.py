"""Outlook's mails (.msg): bytes in, out what they hold, as of a mail in a file of its own.

The file is a compound file whose streams are the mail's properties; olefile opens it. A text that is there as RTF
alone is given as the RTF that it is, unpacked. Mails inside the mail have no bytes of their own, and are read
where they stand.
"""

import io
import struct
from codecs import lookup
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_string
from typing import Any

from ...errors import EncryptedFile, LimitExceeded, MissingTool, OffresError, UnreadableFile
from .. import sniff
from ..decode import decode
from ..reader import DEEPEST, Member
from .letter import Enclosure, Letter, Passage, head_of, members_of

_BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error, RecursionError)
_MOST_STREAMS = 10_000
_ATTACHMENT = "__attach_version1.0_"
_PROPERTIES = "__properties_version1.0"
_TEXT, _BYTES, _STORAGE = "001F", "0102", "000D"  # types of a property, as in its stream's name; 001E is an 8-bit text
_OLD_TEXT = "001E"
_SUBJECT, _HEADERS, _CLASS, _SENDER, _SENDER_MAIL, _TO = "0037", "007D", "001A", "0C1A", "0C1F", "0E04"
_BODY, _HTML, _RTF = "1000", "1013", "1009"
_DATA, _NAME, _SHORT_NAME, _MIME, _CID, _LOCATION = "3701", "3707", "3704", "370E", "3712", "3713"
_SENT, _CODEPAGES = 0x0039, (0x3FDE, 0x3FFD)  # fixed properties
_HEADS = (32, 24, 8)  # bytes before the properties of a mail, of a mail in a mail, of an attachment


def members(data: bytes) -> Iterator[Member]:
    """What a mail holds, see `letter.py`; raises MissingTool, EncryptedFile, LimitExceeded, NoText, UnreadableFile."""
    try:
        import compressed_rtf  # noqa: F401 -- both are of the extra
        import olefile
    except ImportError as error:
        raise MissingTool("olefile with compressed-rtf", "an Outlook mail", "pip install 'offres[msg]'") from error
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            paths = [tuple(path) for path in ole.listdir()]
            if len(paths) > _MOST_STREAMS or sum(ole.get_size(list(path)) for path in paths) > 2 * len(data):
                raise LimitExceeded("its streams are more than the file can hold", remedy="Save the mail as .eml")
            letter = _Storage(ole, frozenset(paths), ()).letter()
    except OffresError:
        raise
    except _BROKEN as error:
        cause = f"it is a broken Outlook mail ({type(error).__name__})"
        raise UnreadableFile(cause, remedy="Save the mail as .eml") from error
    yield from members_of(letter)


@dataclass(frozen=True, slots=True)
class _Storage:
    """A folder of the compound file: a mail, or an attachment."""

    ole: Any
    paths: frozenset[tuple[str, ...]]
    at: tuple[str, ...]

    def letter(self, depth: int = 0) -> Letter:
        """The mail that this folder is."""
        if depth >= DEEPEST:
            raise LimitExceeded(f"it stands in {DEEPEST} containers already", remedy="Save it as a file")
        kind = self.text(_CLASS).upper()
        if "SMIME" in kind and "SIGNED" not in kind:
            raise EncryptedFile("the mail is encrypted (S/MIME)", remedy="Save it decrypted")
        letter = Letter(self._head(), [Passage(self.text(_BODY), self._html())])
        if not any((passage.text + passage.html).strip() for passage in letter.passages):
            letter.rtf = _unpacked(self.binary(_RTF))
        names = {path[len(self.at)] for path in self.paths if path[: len(self.at)] == self.at}
        for name in sorted(name for name in names if name.startswith(_ATTACHMENT)):
            letter.enclosures.append(self._inside(name).enclosure(depth + 1))
        return letter

    def _inside(self, name: str) -> "_Storage":
        return _Storage(self.ole, self.paths, (*self.at, name))

    def enclosure(self, depth: int) -> Enclosure:
        """The attachment that this folder is."""
        name = self.text(_NAME) or self.text(_SHORT_NAME)
        found = Enclosure(name, self.binary(_DATA), self.text(_MIME).lower(), self.text(_CID), self.text(_LOCATION))
        inner = self._inside(f"__substg1.0_{_DATA}{_STORAGE}")
        if (*inner.at, _PROPERTIES) in self.paths:
            found.media_type, found.name = sniff.MAIL, f"{(name or inner.text(_SUBJECT)).replace('/', '-')}.msg"
            try:
                found.letter = inner.letter(depth)
            except OffresError as error:
                found.error = error
        elif not found.data:
            found.error = UnreadableFile("it is a link, or an object of another program", remedy="Save it as a file")
        return found

    # ---- properties ---------------------------------------------------------------------------------------------

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream; None where there is none."""
        path = (*self.at, name)
        return bytes(self.ole.openstream(list(path)).read()) if path in self.paths else None

    def binary(self, number: str) -> bytes:
        """A property that is bytes."""
        return self.stream(f"__substg1.0_{number}{_BYTES}") or b""

    def text(self, number: str) -> str:
        """A property that is text."""
        if (wide := self.stream(f"__substg1.0_{number}{_TEXT}")) is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        return self._decoded((self.stream(f"__substg1.0_{number}{_OLD_TEXT}") or b"").rstrip(b"\0"))

    def _html(self) -> str:
        return self._decoded(self.binary(_HTML)) or self.text(_HTML)

    def _decoded(self, data: bytes) -> str:
        """8-bit text: UTF-8 where it is that, else in the mail's code page, else by its letters."""
        if not data.strip(b"\0\r\n\t "):
            return ""
        pages = [f"cp{page}" for number in _CODEPAGES if (page := self._number(number))]
        for encoding in ("utf-8", *pages):
            try:
                return str(data, lookup(encoding).name)
            except (UnicodeDecodeError, LookupError):
                continue
        return decode(data).text

    def _number(self, number: int) -> int:
        """A property of a fixed size, of the mail that this folder is; 0 where it is not there."""
        stream = self.stream(_PROPERTIES) or b""
        head = _HEADS[0] if not self.at else _HEADS[2] if self.at[-1].startswith(_ATTACHMENT) else _HEADS[1]
        for at in range(head, len(stream) - 15, 16):
            _, known, _, value = struct.unpack_from("<HHIQ", stream, at)
            if known == number:
                return int(value)
        return 0

    def _head(self) -> list[tuple[str, str]]:
        """Sender, receivers, subject and date; from the headers where it has been sent over the net."""
        headers = message_from_string(self.text(_HEADERS))
        sender = " ".join(filter(None, (self.text(_SENDER), f"<{mail}>" if (mail := self.text(_SENDER_MAIL)) else "")))
        date = str(headers.get("Date", "")) or _day(self._number(_SENT))
        return head_of(("from", sender), ("to", self.text(_TO)), ("subject", self.text(_SUBJECT)), ("date", date))


def _day(ticks: int) -> str:
    """A Windows time, tenths of microseconds since 1601, in UTC; "" for none."""
    try:
        moment = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return ""
    return moment.strftime("%Y-%m-%d %H:%M UTC") if ticks else ""


def _unpacked(data: bytes) -> bytes:
    """Outlook's compressed RTF -> RTF; raises ValueError where it is broken."""
    from compressed_rtf import decompress

    try:
        return bytes(decompress(data)) if data else b""
    except Exception as error:  # the library raises nothing narrower
        raise ValueError("broken RTF") from error
