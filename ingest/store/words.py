"""The words that full-text search compares, cut here and not by the databases, so that both find the same.

Out: words of letters and digits, lower case and without accents; `œ` is `oe`, and apostrophes and dashes part words.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from ...extract.record import ItemList, Offer

LONGEST_WORD = 40  # characters; what is longer is cut, in offers and in what is looked for
MOST_WORDS = 16_000  # of an offer: PostgreSQL counts the places of words up to 16,383
MOST_BYTES = 900_000  # of an offer: PostgreSQL's index takes no more than 1 MB of one
MOST_TERMS = 50  # of what is looked for

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_TERM = re.compile(r'"([^"]*)(?:"(\*)?|$)|«([^»]*)(?:»(\*)?|$)|“([^”]*)(?:”(\*)?|$)|([^\s"«“]+)')


class Term(NamedTuple):
    """Words that stand one after the other; with `prefix`, the last one may go on."""

    words: tuple[str, ...]
    prefix: bool


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    if not text.isascii():
        text = text.casefold().replace("œ", "oe").replace("æ", "ae")
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return [word[:LONGEST_WORD] for word in _WORD.findall(text.lower())]


def folded(offer: Offer) -> str:
    """An offer's words: those of the title on the first line, all others on the second."""
    title = words(offer.title or "")[:MOST_WORDS]
    others = words("\n".join(_texts(offer)))[: MOST_WORDS - len(title)]
    return _cut(f"{' '.join(title)}\n{' '.join(others)}")


def terms(wanted: str) -> list[Term]:
    """What is looked for: words, "phrases", beginnings* of words; each must be there. Any text is taken."""
    found = (_term(*match.groups()) for match in _TERM.finditer(wanted))
    return list(dict.fromkeys(term for term in found if term.words))


def _term(*groups: str | None) -> Term:
    text = next((group for group in (*groups[0::2],) if group is not None), "")
    return Term(tuple(words(text)), prefix=text.endswith("*") or any(groups[1::2]))


def _cut(text: str) -> str:
    """No more bytes than an index takes, and no part of a word at the end."""
    if len(text) * 4 <= MOST_BYTES or len(coded := text.encode()) <= MOST_BYTES:
        return text
    return coded[:MOST_BYTES].decode(errors="ignore").rpartition(" ")[0]


def _texts(offer: Offer) -> Iterator[str]:
    """All that an offer says besides its title; its missions stand in its sections."""
    single = (offer.employer, offer.department, offer.service, offer.corps, offer.occupation, offer.location)
    reference = [offer.reference.number or "", *offer.reference.also] if offer.reference else []
    yield from (*filter(None, single), *offer.domains, *offer.grades, *reference)
    yield from (attribute.value for attribute in offer.attributes)
    for section in offer.sections:
        yield section.heading or ""
        for block in section.blocks:
            yield from block.items if isinstance(block, ItemList) else (block.text,)
