"""A mail, however it was stored -> what it holds: its own text and each attachment, as members of a container.

The mail's text is one document under the mail's own uri; beside attachments a text of white space alone is none, nor is
a note that only says that a document (PDF, Word, ODT, RTF) is attached, see `is_cover_note`. Its
sender, receivers, subject and date stand above it as furniture: they are there to be read, and change nothing of the
posting; so do a greeting, a signature and the fields of a mail that was forwarded, see `mail_note.py`. Of a text in two
forms the HTML is taken, unless it says less than half of the plain one. Pictures that the HTML shows (`cid:`) are part
of it and no members; what is not shown is one.
"""

import html
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...errors import EncryptedFile, NoText, OffresError
from .. import sniff
from ..reader import INSIDE, Member
from ..web.html_furniture import MAIL_HEAD
from .mail_note import is_cover_note

LONGEST_NAME = 120  # characters of an attachment's name, and of a header's value ten times as many
_UNSEEN = re.compile(r"<(script|style|head)\b", re.IGNORECASE)
_UNSEEN_END = re.compile(r"</(?:script|style|head)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*+>")
_PGP = "-----BEGIN PGP MESSAGE-----"
_FULL_HTML = 0.5  # of the plain text's length
_BREAKS = re.compile(r"</(?:p|div|tr|li|h\d)\s*>|<br\b[^>]*>", re.IGNORECASE)
_DOCUMENTS = frozenset({"pdf", "docx", "doc", "odt", "rtf"})
_EXTENSIONS = {
    "application/pdf": "pdf", "text/plain": "txt", "text/html": "html", "application/msword": "doc", "image/png": "png",
    "image/jpeg": "jpg", "image/tiff": "tif", "image/gif": "gif", "application/rtf": "rtf", "application/zip": "zip",
    sniff.DOCX: "docx", sniff.ODT: "odt", sniff.MAIL: "eml", "text/calendar": "ics", "text/vcard": "vcf",
}  # fmt: skip


@dataclass(slots=True)
class Passage:
    """A stretch of the mail's text, in the forms in which it is there."""

    text: str = ""
    html: str = ""


@dataclass(slots=True)
class Enclosure:
    """What is attached, or shown in the text: `media_type` as the mail says, `cid` and `location` what shows it."""

    name: str
    data: bytes
    media_type: str
    cid: str = ""
    location: str = ""
    letter: "Letter | None" = None  # a mail in the mail, of which there are no bytes
    error: OffresError | None = None


@dataclass(slots=True)
class Letter:
    """A mail: the fields of its head, its text, its attachments in order; `rtf`: a text that has no other form."""

    head: list[tuple[str, str]] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    enclosures: list[Enclosure] = field(default_factory=list)
    rtf: bytes = b""


def members_of(letter: Letter, path: str = "") -> Iterator[Member]:
    """The members of a mail; `path` is that of the mail itself, in a mail. Raises EncryptedFile, NoText."""
    body = _body(letter, path)
    kept = [enclosure for enclosure in letter.enclosures if not _is_shown(enclosure, letter.passages)]
    if body is None and not kept:
        raise NoText("the mail has neither text nor attachments")
    if body is not None and not (any(map(_is_posting_file, kept)) and _is_note(letter)):
        yield body
    for enclosure, name in zip(kept, _names(kept), strict=True):
        inner = f"{path}{INSIDE}{name}" if path else name
        if enclosure.letter is not None:
            yield from _inner(enclosure.letter, inner)
        else:
            known = sniff.MAIL if enclosure.media_type == sniff.MAIL else None
            yield Member(inner, enclosure.data, known, enclosure.error)


def _inner(letter: Letter, path: str) -> Iterator[Member]:
    """The members of a mail in the mail; what it cannot give costs itself alone."""
    try:
        yield from members_of(letter, path)
    except OffresError as error:
        yield Member(path, b"", sniff.MAIL, error)


# ---- the text --------------------------------------------------------------------------------------------------------


def _body(letter: Letter, path: str) -> Member | None:
    """The mail's own text under its head; None where there is none."""
    passages = [passage for passage in letter.passages if passage.text.strip() or _visible(passage.html)]
    if not passages:
        return Member(path, letter.rtf, sniff.RTF) if letter.rtf else None
    if any(passage.text.lstrip().startswith(_PGP) for passage in passages):
        raise EncryptedFile("the mail is encrypted with PGP", remedy="Save it decrypted.")
    if any(_is_html(passage) for passage in passages):
        text = _html_head(letter.head) + "\n".join(map(_as_html, passages))
        return Member(path, text.encode("utf-8", "replace"), sniff.HTML)
    head = "".join(f"{name}: {value}\n" for name, value in letter.head)
    text = f"{head}\n" + "\n\n".join(passage.text.strip("\r\n") for passage in passages) + "\n"
    return Member(path, text.encode("utf-8", "replace"), sniff.MAIL_TEXT)


def _is_html(passage: Passage) -> bool:
    return bool(passage.html) and len(_visible(passage.html)) >= _FULL_HTML * len(passage.text.strip())


def _as_html(passage: Passage) -> str:
    return passage.html if _is_html(passage) else f"<pre>{html.escape(passage.text)}</pre>"


def _visible(markup: str) -> str:
    """About the text that HTML shows."""
    seen, at = [], 0
    while found := _UNSEEN.search(markup, at):
        seen.append(markup[at : found.start()])
        end = _UNSEEN_END.search(markup, found.end())
        at = end.start() if end else len(markup)
    return html.unescape(_TAG.sub("", "".join([*seen, markup[at:]]))).strip()


def _html_head(head: Sequence[tuple[str, str]]) -> str:
    lines = "".join(f"<p>{name}: {html.escape(value)}</p>" for name, value in head)
    return f'<div class="{MAIL_HEAD}">{lines}</div>\n' if lines else ""


def _is_note(letter: Letter) -> bool:
    """Whether the text only says what is attached."""
    return is_cover_note("\n\n".join(_text_of(passage) for passage in letter.passages)) if letter.passages else False


def _text_of(passage: Passage) -> str:
    return _visible(_BREAKS.sub("\n\n", passage.html)) if _is_html(passage) else passage.text.replace("\r\n", "\n")


def _is_posting_file(enclosure: Enclosure) -> bool:
    """Whether an attachment is a text document: no picture of a signature, no visiting card, and not broken."""
    kind = os.path.splitext(enclosure.name.lower())[1].lstrip(".") or _EXTENSIONS.get(enclosure.media_type, "")
    return kind in _DOCUMENTS and enclosure.error is None and enclosure.letter is None


# ---- the attachments -------------------------------------------------------------------------------------------------


def _is_shown(enclosure: Enclosure, passages: Sequence[Passage]) -> bool:
    """Whether the HTML shows it: a picture in the text, a style sheet."""
    marks = [f"cid:{enclosure.cid}" if enclosure.cid else "", enclosure.location]
    shown = any(mark and mark in passage.html for mark in marks for passage in passages)
    return shown and (enclosure.media_type != sniff.HTML or not _visible(enclosure.data.decode("utf-8", "replace")))


def _names(enclosures: Sequence[Enclosure]) -> list[str]:
    """A name for each, told apart: `avis.pdf`, `avis (2).pdf`."""
    names: list[str] = []
    seen: dict[str, int] = {}
    for number, enclosure in enumerate(enclosures, 1):
        extension = _EXTENSIONS.get(enclosure.media_type, "bin")
        name = safe_name(enclosure.name) or f"{'mail' if extension == 'eml' else 'part'}-{number}.{extension}"
        count = seen[name] = seen.get(name, 0) + 1
        if count > 1:
            stem, dot = os.path.splitext(name)
            name = f"{stem} ({count}){dot}"
        names.append(name)
    return names


def safe_name(name: str) -> str:
    """A file's name without folders, control characters and marks of direction."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(
        char for char in last if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    )
    stem, extension = os.path.splitext(" ".join(plain.split()))
    return (stem[: LONGEST_NAME - len(extension)] + extension[:LONGEST_NAME]).strip(" .")


def head_of(*fields: tuple[str, str]) -> list[tuple[str, str]]:
    """The fields that are there, each on one line."""
    lines = [(name, " ".join(value.split())[: 10 * LONGEST_NAME]) for name, value in fields]
    return [(name, value) for name, value in lines if value]
