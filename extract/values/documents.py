"""Documents: the pieces that an application must hold.

In: a section's text, its folded form and the offsets of its lines. Out: `Found`s, each item as printed without bullet
and closing `;` `,` `.`; one of a sentence also without its article and footnote mark. They stand as bullets, as short
lines, in brackets after `candidatures` or `dossier`, or in a sentence after `adresser`, `joindre`, `comprenant`, or
at its start before `à adresser`; an item counts where its first word is known, in brackets also between two such items,
a bullet also where the line that leads into its list speaks of documents.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .phones import Found
from .vocabulary import words

_BULLET = re.compile(
    r"[ ]{0,8}(?:[-*•·▪●◦►➤✔✓♦°>¦?■□o](?: ?-)?(?= )|[-•·▪●◦►➤✔✓](?=\w)|[0-9]{1,2}[.)](?= )|[a-z]\)) {0,4}"
)
_LEAD_IN = re.compile(
    r"\b(?:documents?|pieces?|elements?|justificatifs?) (?:\w{1,14} ){0,3}"
    r"(?:suivant|a (?:fournir|transmettre|joindre)|requis"
    r"|demande|obligatoire)"
    r"|\b(?:candidatures?|dossiers?)\b(?:[^.:\n]|[.:](?=\S)){0,120}\b(?:compos|constitu|compren|comport|contien)\w{1,4}\b[^.:\n]{0,60}:"
    r"|\b(?:joindre|fournir)\b[^.\n]{0,40}:"
    r"|\bdocuments? a (?:transmettre|fournir|joindre)\b"
)
_NOT_A_DOCUMENT = re.compile(
    r"(?:par )?(?:e-?mail|mel|courriel|voie|depot|adresse|courrier|tel|telephone|site|internet|contact)\b|[^\n]{0,80}@"
)
_VERB = re.compile(r"\b(?:sont|est|seront|sera|doit|doivent|devra|devront|peut|peuvent|ne)\b")
_OWNER = re.compile(
    r"(?:pour les [a-z]{1,20}(?: [a-z]{1,20})?, ?)?(?:(?:ainsi que|et|ou|puis|plus) )?"
    r"(?:(?:la|le|les|un|une|des|du|de la|votre|vos|ton|ta|tes|son|sa|ses|leur|leurs)\b(?:\(e?s\))? |l'|d'une? "
    r"|d'|de )?"
)
_NUMBER = re.compile(r"(?:deux|trois|quatre|cinq|[0-9]{1,2}) ")
_FIRST = re.compile(r"[a-z]+(?:\.[a-z]\b|-[a-z]+)?")
_BRACKETED = re.compile(r"\b(?:candidatures?|dossiers?(?: de candidature)?|pieces?|documents?)\b[^().\n]{0,60}\(")
_IN_SENTENCE = re.compile(
    r"\b(?:documents?|pieces?|elements?|justificatifs?) [^.:;,\n]{0,40}:"
    r"|\b(?:adresse|envoie|transmets)(?:-(?:nous|moi))?(?= (?:ton|ta|tes|un|une)\b)|\benvoi d[e']"
    r"|\b(?:adresse[rz]|envo(?:yer|yez)|transmett(?:re|ez)|parvenir|joindre|fournir|accompagnee?s?|composee?s?"
    r"|constituee?s?|comprenant|comprend|comportant|comporter|comporte|munie?s?|depose[rz])\b(?: ?:)?"
)
_STOP = re.compile(
    r"\. | (?:par|avant|sous|via|sur|jusqu|doit|doivent|precisant|est|sont|devra|devront|au plus)\b"
    r"| a (?:l'|la (?:dir|drh|mai)|(?:envoye|adresse|transmett|faire|joindre|depose|retourne)"
    r"|m\.|monsieur|madame|mme|notre|cette)| (?:au|aux) | a ?(?=:|$)| (?:a )?(?=[\w.%+-]{1,64}@)|@|\n|: "
)
# What stands behind an enumeration that begins a sentence: `CV et lettre de motivation (sont) à adresser ...`.
_SENT = re.compile(
    r" (?:sont |est |seront |devront etre |doivent etre )?"
    r"(?:a (?:adresser|envoyer|transmettre|deposer|faire parvenir|retourner|remettre)"
    r"|(?:adress|envoy|transmis|depos)\w{0,4})\b"
)
_WHOSE = re.compile(r"(?:votre|vos|ton|ta|tes|une?) ")
_NOUN = re.compile(
    r"(?P<noun>(?!(?:avec|pour|sous|dans|ainsi|dont|afin|lors|moins|plus|hors)\b)[a-z-]{4,20})"
    r"(?: [a-z]{3,15})? (?:d(?:e|es|u)\b|d')"
)
_PARTICIPLE = re.compile(r"(?:ant|ée?s?)(?!\w)", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?] (?=[A-ZÀ-Ý])")
_SEPARATOR = re.compile(
    r"(?P<bracket>[()])|[,;+&]| / | ainsi que "
    r"| (?:et|ou) (?:(?:la|le|les|un|une|votre|vos|ton|ta|tes|son|sa|ses|des|de|d'un|d'une) |l'|d')?"
    r"(?:(?:deux|trois|quatre|cinq) )?(?P<next>[a-z.-]{1,30})"
)
_MARK = re.compile(r"(?:[\s;,.:]| ?\((?:[0-9]|\*)\))$")
_MAX_ITEM = 400
_MAX_LINE = 120
_MAX_LIST = 1500


def find_documents(text: str, folded: str, lines: Sequence[tuple[int, int]], *, listed: bool = False) -> list[Found]:
    """The documents asked for, in order; `listed` says that the section's heading speaks of documents."""
    found: list[Found] = []
    begun = False  # a list of bullets that began with a document
    for start, end in lines:
        bullet = _BULLET.match(folded, start, end)
        if bullet and not _NOT_A_DOCUMENT.match(folded, bullet.end(), end):
            item = _item(text, folded, bullet.end(), end, sure=listed)
            begun = begun or listed or bool(item and _is_asked_for(folded, *item))
            found += _as_printed(text, bullet.end(), end) if item and begun else []
        elif bullet:
            continue
        elif folded[start:end].strip():
            said = _said_in_line(text, folded, start, end, listed=listed)
            begun = False
            listed = leads_to_documents(folded[start:end]) or (listed and bool(said))
            found += said
    return found


def _as_printed(text: str, start: int, end: int) -> list[Found]:
    """A bullet of the list, whole, but for its closing marks."""
    item = text[start:end].strip().rstrip(" ;,.")
    begin = start + text[start:end].index(item[:1])
    return [Found(begin, begin + len(item), " ".join(item.split()))] if item else []


def leads_to_documents(folded: str) -> bool:
    """Whether a heading or a line announces a list of documents."""
    return _LEAD_IN.search(folded) is not None


def _said_in_line(text: str, folded: str, start: int, end: int, *, listed: bool) -> list[Found]:
    """The documents of a line that is no bullet: in brackets, else after a verb, else the line itself."""
    found: list[Found] = []
    position = start
    for match in _BRACKETED.finditer(folded, start, end):
        if match.start() >= position:
            close = _closing(folded, match.end(), end)
            found += _bracketed(text, folded, match.end(), close or match.end())
            position = close or match.end() + _MAX_LIST
    if found:
        return found
    found = _sent(text, folded, start, end, listed=listed)
    verbs = [verb.span() for verb in _IN_SENTENCE.finditer(folded, start, end)]
    for (_, begin), (following, _) in pairwise([*verbs, (end, end)]):
        found += _enumerated(text, folded, begin, _stop(folded, begin, following))
    if found or end - start > _MAX_LINE or _VERB.search(folded, start, end):
        return found
    if _begins_with_document(folded, start, end, listed=listed):
        return _enumerated(text, folded, start, _stop(folded, start, end))
    return []


def _sent(text: str, folded: str, start: int, end: int, *, listed: bool) -> list[Found]:
    """The documents that begin a sentence and of which it says that they are to be sent."""
    found: list[Found] = []
    for first in (start, *(full_stop.end() for full_stop in _SENTENCE.finditer(text, start, end))):
        whose = _WHOSE.match(folded, first, end)
        begin = whose.end() if whose else first
        if _begins_with_document(folded, begin, end, listed=listed):
            stop = _stop(folded, begin, min(end, begin + _MAX_LIST))
            found += _enumerated(text, folded, begin, stop) if _SENT.match(folded, stop, end) else []
    return found


def _begins_with_document(folded: str, start: int, end: int, *, listed: bool) -> bool:
    first = _FIRST.match(folded, start, end)
    return first is not None and first[0] in words("application", "documents" if listed else "sure")


def _stop(folded: str, start: int, end: int) -> int:
    """Where the enumeration that begins at `start` ends at the latest."""
    stop = _STOP.search(folded, start, end)
    return stop.start() if stop else end


def _closing(folded: str, start: int, end: int) -> int | None:
    """Where the bracket that was opened before `start` is closed; None where it is not, or too far away."""
    depth = 1
    for position in range(start, min(end, start + _MAX_LIST)):
        depth += {"(": 1, ")": -1}.get(folded[position], 0)
        if depth == 0:
            return position
    return None


def _bracketed(text: str, folded: str, start: int, end: int) -> list[Found]:
    """The documents in a bracket: the known ones, and a noun with its complement between two of these."""
    found = _enumerated(text, folded, start, end)
    between = []
    for before, after in pairwise(found):
        for piece in _pieces(folded, before.end, after.start):
            item = _item(text, folded, *piece, sure=True)
            between += [document for document in item if _is_noun(text, folded, document)]
    return sorted([*found, *between], key=lambda document: document.start)


def _is_noun(text: str, folded: str, item: Found) -> bool:
    """Whether an unknown item has the form `rapport de ...`, and not `signé de ...` or `précisant de ...`."""
    noun = _NOUN.match(folded, item.start, item.end)
    return noun is not None and not _PARTICIPLE.search(text, noun.start(), noun.end("noun"))


def _enumerated(text: str, folded: str, start: int, end: int) -> list[Found]:
    """The known documents of an enumeration, split at commas and the like outside of brackets."""
    found: list[Found] = []
    for piece in _pieces(folded, start, min(end, start + _MAX_LIST)):
        found += _item(text, folded, *piece, sure=False)
    return found


def _pieces(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    depth = 0
    for cut in _SEPARATOR.finditer(folded, start, end):
        depth = max(0, depth + {"(": 1, ")": -1}.get(cut["bracket"] or "", 0))
        if depth or cut["bracket"] or (cut["next"] and cut["next"] not in words("application", "after_and")):
            continue
        yield start, cut.start()
        start = cut.start() if cut["next"] else cut.end()
    yield start, end


def _item(text: str, folded: str, start: int, end: int, *, sure: bool) -> list[Found]:
    """One item without article and closing marks; nothing where its first word is unknown, unless it is `sure`."""
    while start < end and folded[start].isspace():
        start += 1
    owner = _OWNER.match(folded, start, end)
    named = owner.end() if owner else start
    while end > named and (mark := _MARK.search(folded, max(named, end - 6), end)):
        end = mark.start()
    number = _NUMBER.match(folded, named, end)
    first = _FIRST.match(folded, number.end() if number else named, end)
    if end <= named or end - named > _MAX_ITEM:
        return []
    if first is None or first[0] not in words("application", "documents") or not _says_which(first, end):
        return [Found(start, end, " ".join(text[start:end].split()))] if sure else []
    begin = start if folded.startswith("pour les", start) else named
    return [Found(begin, end, " ".join(text[begin:end].split()))]


def _is_asked_for(folded: str, item: Found) -> bool:
    first = _FIRST.search(folded, item.start, item.end)
    return first is not None and first[0] in words("application", "after_and")


def _says_which(first: re.Match[str], end: int) -> bool:
    """`Demande` or `fiche` alone names no document; `CV` does."""
    return first.end() < end or first[0] in words("application", "alone")
