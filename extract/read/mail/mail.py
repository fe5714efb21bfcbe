"""Mails as files: bytes in, out what they hold: the mail's own text, its attachments, mails in it; a mailbox's mails.

A page saved as "web archive" (MHTML) is such a file: its text is the page. What the standard library's parser makes of
a broken mail is taken; only nesting without end is refused, and more parts than a mail has. Other forms of the same
text (an invitation's calendar entry) and signatures are no members.
"""

import re
from codecs import lookup
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32
from typing import Any, TypeAlias

from ...errors import EncryptedFile, LimitExceeded, NoText, OffresError, UnreadableFile
from .. import sniff
from ..decode import decode
from ..reader import Member
from .letter import Enclosure, Letter, Passage, head_of, members_of

_Part: TypeAlias = "Message[Any, Any]"

_MOST_PARTS = 1000
_LONGEST_FIELD = 4000  # characters of a field's value that are read
_MAILBOX = re.compile(rb"^From \S+ .*\d{4}\r?\n(?=[A-Za-z][A-Za-z-]*:)", re.MULTILINE)
_SIGNATURES = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})
_SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_BODIES = frozenset({"text/plain", sniff.HTML})
_BROKEN = (LookupError, ValueError, TypeError, AttributeError, RecursionError)  # what the parser lets out


def members(data: bytes) -> Iterator[Member]:
    """What a mail holds, see `letter.py`; of a mailbox with several mails, those.

    Raises EncryptedFile (S/MIME, PGP), LimitExceeded, NoText, and UnreadableFile where nothing of it makes sense.
    """
    mails = _mails(data)
    if len(mails) > 1:
        for number, mail in enumerate(mails, 1):
            yield Member(f"mail-{number}.eml", mail, sniff.MAIL)
    else:
        yield from members_of(_read(data))


def _mails(data: bytes) -> list[bytes]:
    """The mails of a mailbox; the file itself where it is none."""
    if not data.startswith(b"From "):
        return [data]
    starts = [found.start() for found in _MAILBOX.finditer(data)]
    if len(starts) > _MOST_PARTS:
        raise LimitExceeded(f"the mailbox has more than {_MOST_PARTS:,} mails", remedy="Split it.")
    return [data[start:end] for start, end in zip(starts, [*starts[1:], len(data)], strict=True)]


def _read(data: bytes) -> Letter:
    try:
        message = message_from_bytes(data, policy=_AsWritten())
        letter = Letter(head_of(*((name, _field(message, name)) for name in ("from", "to", "subject", "date"))))
        _Taker(letter).take(message)
    except OffresError:
        raise
    except RecursionError as error:
        raise LimitExceeded("its parts are nested without end", remedy="Save its attachments as files.") from error
    except _BROKEN as error:
        cause = f"its parts make no sense ({type(error).__name__})"
        raise UnreadableFile(cause, remedy="Save its text and its attachments as files.") from error
    return letter


class _AsWritten(Compat32):
    """Fields as they are written: raw bytes in them are told apart here, and not made U+FFFD."""

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 -- the parser's own signature
        """The value as it stands."""
        return value


class _Taker:
    """Sorts the parts of a mail into a letter."""

    def __init__(self, letter: Letter) -> None:
        self.letter = letter
        self._parts = 0

    def take(self, part: _Part) -> None:
        """Take a part with all that is in it."""
        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise LimitExceeded(f"it has more than {_MOST_PARTS:,} parts", remedy="Save its attachments as files.")
        kind = part.get_content_type()
        _refuse_sealed(part, kind)
        if kind == sniff.MAIL:
            self._mail(part)
        elif kind == "multipart/alternative" and _children(part):
            self._alternative(part)
        elif kind.startswith("multipart/") and _children(part):
            self._several(part)
        elif (
            (kind in _BODIES or kind.startswith("multipart/"))
            and not _name(part)
            and part.get_content_disposition() != "attachment"
        ):
            self._passage(part, kind)
        elif kind not in _SIGNATURES:
            self._enclosure(part, kind)

    def _several(self, part: _Part) -> None:
        """Parts one after the other; of a saved page the page alone, without what it is built from."""
        first, *others = _children(part)
        self.take(first)
        saved = part.get_content_type() == "multipart/related" and first.get("Content-Location") is not None
        for other in others:
            if not saved or other.get_content_type() == sniff.HTML:
                self.take(other)

    def _alternative(self, part: _Part) -> None:
        """One passage in several forms; what is attached to any of them is kept."""
        forms, self.letter.passages = self.letter.passages, []
        for child in _children(part):
            if child.get_content_type() != "text/calendar":
                self.take(child)
        found, self.letter.passages = self.letter.passages, forms
        text = "\n\n".join(passage.text for passage in found if passage.text)
        markup = "\n".join(passage.html for passage in found if passage.html)
        self.letter.passages.append(Passage(text, markup))

    def _passage(self, part: _Part, kind: str) -> None:
        text = _text(part)
        if kind == sniff.HTML:
            self.letter.passages.append(Passage(html=text))
            return
        if str(part.get_param("format", "")).lower() == "flowed":
            text = _unflowed(text, glue="" if str(part.get_param("delsp", "")).lower() == "yes" else " ")
        self.letter.passages.append(Passage(text))

    def _mail(self, part: _Part) -> None:
        """A mail in the mail, named after its subject."""
        inner = _children(part)
        subject = _field(inner[0], "subject") if inner else ""
        name = _name(part) or (f"{subject.replace('/', '-')}.eml" if subject else "")
        data = inner[0].as_bytes() if inner else _bytes(part)
        self.letter.enclosures.append(Enclosure(name, data, sniff.MAIL))

    def _enclosure(self, part: _Part, kind: str) -> None:
        name = _name(part)
        cid = str(part.get("Content-ID", "")).strip(" <>\t\r\n")
        enclosure = Enclosure(name, _bytes(part), kind, cid, str(part.get("Content-Location", "")).strip())
        if kind in _TNEF or name.lower() == "winmail.dat":
            enclosure.error = UnreadableFile(
                "it is Outlook's packing of text and attachments (TNEF), which is not read",
                remedy="Have the mail sent as HTML or plain text, or unpack the file",
            )
        self.letter.enclosures.append(enclosure)


def _refuse_sealed(part: _Part, kind: str) -> None:
    if kind == "multipart/encrypted":
        raise EncryptedFile("the mail is encrypted", remedy="Save it decrypted")
    if kind in _SMIME:
        if part.get_param("smime-type") in ("signed-data", "certs-only"):
            raise UnreadableFile("its signature holds the text in itself (S/MIME)", remedy="Save it as text")
        raise EncryptedFile("the mail is encrypted (S/MIME)", remedy="Save it decrypted")


# ---- what a part says ------------------------------------------------------------------------------------------------


def _children(part: _Part) -> list[_Part]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def _bytes(part: _Part) -> bytes:
    """The content of a part, its transfer encoding undone; of one that is parts itself, as it is written."""
    if part.is_multipart():
        return part.as_bytes().partition(b"\n\n")[2]
    content = part.get_payload(decode=True)
    if isinstance(content, bytes) and content:
        return content
    raw = part.get_payload()  # what says base64 and is none is text
    return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""


def _text(part: _Part) -> str:
    """The text of a part: UTF-8 where it is that, else in the encoding that is declared, else by its letters."""
    data = _bytes(part)
    for encoding in ("utf-8", _declared(part)):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    try:
        return decode(data).text
    except NoText:
        return ""


def _declared(part: _Part) -> str:
    """The declared encoding; Latin-1 is read as cp1252, as everywhere."""
    try:
        name = lookup(part.get_content_charset() or "ascii").name
    except (LookupError, ValueError):
        return "ascii"
    return "cp1252" if name == "iso8859-1" else name


def _field(message: _Part, name: str) -> str:
    return _words(message.get(name, ""))


def _name(part: _Part) -> str:
    return _words(part.get_filename(""))


def _words(value: Any) -> str:
    """A field's value, its encoded words and raw bytes undone."""
    text = str(value)[:_LONGEST_FIELD]
    with suppress(HeaderParseError, LookupError, ValueError):
        text = str(make_header(decode_header(text)))
    raw = text.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return decode(raw).text


def _unflowed(text: str, glue: str) -> str:
    """A text of `format=flowed`: a line that ends with a space goes on in the next one of the same quoting.

    `-- ` above a signature does not.
    """
    lines: list[list[str]] = []
    open_: str | None = None  # the marks of quoting of the line that goes on
    for raw in text.splitlines():
        line = raw.lstrip(">")
        marks, line = raw[: len(raw) - len(line)], line.removeprefix(" ")
        signature = line == "-- "
        if open_ == marks and not signature:
            lines[-1] += [glue, line.rstrip(" ")]
        else:
            lines.append([f"{marks} " if marks else "", line if signature else line.rstrip(" ")])
        open_ = marks if line.endswith(" ") and not signature else None
    return "\n".join("".join(pieces) for pieces in lines)
