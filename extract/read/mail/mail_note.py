"""Which lines of a mail's text are the mail's and not the posting's: furniture of the document.

In: the lines of a text, in order. Out: the numbers of those lines. They are: the fields of a mail that was forwarded,
and the note above them; a greeting with the sentences that follow it; a closing formula with the signature below. Of a
text that would be furniture for the most part, the greeting alone is.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_FIELD = re.compile(
    r"\*?(?:(?P<sender>de|from)|(?P<subject>objet|subject)|envoy[ée](?: le)?|sent|date|[àa]|to|cc|cci|importance"
    r"|pi[èe]ces? jointes?|r[ée]pondre [àa])\*?[ \u00a0]?:",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"[-_*]{2,}.{0,60}[-_*]{2,}|(?:d[ée]but du message|begin forwarded).{0,30}:|le .{5,120} (?:a [ée]crit|wrote) ?:",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:bonjour|bonsoir)\b[^.:]{0,60}[,.!:]?|(?:ch[eè]re?s?|mesdames|messieurs|madame|monsieur)\b[^.:]{0,60}[,!]",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:(?:bien|tr[èe]s) )?(?:cordialement|cdlt|respectueusement|sinc[èe]rement)\b.{0,40}"
    r"|(?:sinc[èe]res )?salutations\b.{0,40}|bonne (?:fin de )?(?:journ[ée]e|r[ée]ception|soir[ée]e)\b.{0,40}|-- ?",
    re.IGNORECASE,
)
_ATTACHED = re.compile(r"\b(?:ci[- ]?joint|pi[èe]ces? jointe|en pj\b|\bpj\b|jointe?s?\b|attach[ée])", re.IGNORECASE)
_LABELLED = re.compile(r"[^:.!?]{2,60}:\s*\S")
_FIELDS = 3  # of a forwarded mail, with its sender and its subject
_LONGEST_SEPARATOR = 160  # characters
_SIGNATURE = 12  # lines at most, from the closing formula to the end
_SHORT_NOTE = 400  # characters: a mail of a greeting and no more is a note to what is attached
_SENTENCE_ENDS = (".", ":", "!", ",", "…", "?")


class Said(NamedTuple):
    """A line of the text; `blank`: it is parted from the line above."""

    text: str
    blank: bool


def note_lines(lines: Sequence[Said]) -> set[int]:
    """The numbers of the lines that are the mail's own."""
    forwarded = _forwarded(lines)
    found = set(forwarded)
    begin = max(forwarded, default=-1) + 1
    if forwarded and _size(lines[begin:]) > _size([line for n, line in enumerate(lines[:begin]) if n not in found]):
        found.update(range(begin))
    end = _closing(lines, begin)
    found.update(range(end, len(lines)))
    greeting = set(_greeting(lines, begin, end))
    left = _size(lines[begin:end]) - sum(len(lines[number].text) for number in greeting)
    if greeting and left < _size(lines[begin:end]) / 2 and _size(lines[begin:end]) > _SHORT_NOTE:
        greeting = {begin}
    return found | greeting


def is_cover_note(text: str) -> bool:
    """Whether a mail's text says no more than what is attached: a few sentences, a greeting, a signature.

    Not where a line of it looks like a label with its value: then it may say something of the posting itself.
    """
    parts = [(part, number == 0) for block in text.split("\n\n") for number, part in enumerate(block.splitlines())]
    lines = [Said(part.strip(), blank) for part, blank in parts if part.strip()]
    if _size(lines) > _SHORT_NOTE or _ATTACHED.search(text) is None:
        return False
    return not any(_says_fact(line.text) for line in lines[: _closing(lines, 0)])


def _says_fact(text: str) -> bool:
    """Whether a line looks like a label with its value, `Date limite : 30 avril 2031`, and not `Ci-joint : l'offre`."""
    return any(_ATTACHED.search(found.group()) is None for found in _LABELLED.finditer(text))


def _size(lines: Sequence[Said]) -> int:
    return sum(len(line.text) for line in lines)


def _forwarded(lines: Sequence[Said]) -> list[int]:
    """The fields of forwarded mails, with the separator above them."""
    found: list[int] = []
    number = 0
    while number < len(lines):
        block = list(_fields(lines, number))
        names = {match.lastgroup for n in block if (match := _FIELD.match(lines[n].text))}
        above = [number - 1] if number and _separates(lines[number - 1].text) else []
        whole = len(block) >= _FIELDS and {"sender", "subject"} <= names
        if whole or (above and len(block) > 1 and "sender" in names):
            found += above + block
        number += max(len(block), 1)
    return found


def _separates(text: str) -> bool:
    return len(text) <= _LONGEST_SEPARATOR and _SEPARATOR.fullmatch(text) is not None


def _fields(lines: Sequence[Said], start: int) -> Iterator[int]:
    """The lines from `start` that are fields, one after the other."""
    for number in range(start, len(lines)):
        if not _FIELD.match(lines[number].text):
            return
        yield number


def _greeting(lines: Sequence[Said], begin: int, end: int) -> Iterator[int]:
    """A greeting, and the paragraphs of sentences that follow it."""
    if begin >= end or not _GREETING.fullmatch(lines[begin].text):
        return
    yield begin
    start = begin + 1
    while start < end:
        stop = next((n for n in range(start + 1, end) if lines[n].blank), end)
        if not lines[stop - 1].text.endswith(_SENTENCE_ENDS) or not lines[start].text.endswith(_SENTENCE_ENDS):
            return
        yield from range(start, stop)
        start = stop


def _closing(lines: Sequence[Said], begin: int) -> int:
    """Where the closing formula begins, near the end; the end where there is none."""
    for number in range(max(begin, len(lines) - _SIGNATURE), len(lines)):
        if _CLOSING.fullmatch(lines[number].text):
            return number
    return len(lines)
