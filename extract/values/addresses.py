"""Postal addresses: where applications go by post.

In: a section's text, its folded form and the offsets of its lines. Out: the address that takes letters, as a `Found`
whose value is joined with single spaces. It ends with a postcode and a town; it begins after the words that announce
it (`par voie postale :`, `à adresser à`), or with the first of the short lines above. Without a street, a box or such
an announcement, five digits before a capital are no address.
"""

import re
from collections.abc import Sequence

from .phones import Found

_WRAP = r"[^\S\r\n]?\r?\n[^\S\r\n]{0,12}"  # a line's end within the address, and the next line's indent
_POSTCODE = re.compile(rf"(?<![\w.,/-])(?:[0-9]{{5}}|[0-9]{{2}} [0-9]{{3}})(?:[ ,]{{1,2}}|{_WRAP})(?=[^\W\d_])")
_TOWN_WORD = re.compile(r"(?:[dlDL]['’])?[^\W\d_]{1,40}(?:['’‑-][^\W\d_]{1,40}){0,6}")
_TOWN_LINK = frozenset(("sur", "sous", "en", "de", "du", "des", "la", "le", "les", "et", "aux", "au", "lez"))
_TOWN_GAP = re.compile(rf"[^\S\r\n]{{1,2}}(?!\s)|{_WRAP}(?=c[eé]dex\b)", re.IGNORECASE)
_TOWN_WRAP = re.compile(rf"[^\S\r\n]{{1,2}}(?!\s)|{_WRAP}")  # `Le` stands for no town
_CEDEX_NUMBER = re.compile(r"[^\S\r\n]{1,2}[0-9]{1,2}(?!\w|[.,/-]\w)")
_MAX_TOWN_WORDS = 9
_STREET = re.compile(
    r"(?:\b[0-9]{1,4}(?: ?(?:bis|ter|[a-d]\b))?,? )?\b(?:b\.?p\.?|c\.?s\.?|tsa|boite postale"
    r"|rue|avenue|av\.?|bd|boulevard|place|allee|chemin|route|quai|impasse|immeuble|lotissement|square|cours|esplanade|promenade|voie|lieu-dit|zone|za|zi|zac"
    r"|hotel (?:de|du)|residence|rt ?1|centre administratif)\b"
)
_BY_POST = re.compile(r"voie postale|\bcourriers?\b|\bpar la poste\b|adresses? postales?|\bpli\b")
_BY_HAND = re.compile(r"\bdepot\b|\bdepos\w{1,4}\b|\bsur place\b|\bremise?s?\b")
_SENDING = re.compile(
    r"(?:\b(?:voie postale|courrier(?: postal)?|poste|adresse(?: postale)?|depot physique)\b(?: \([^)\n]{1,30}\))?"
    r"(?: a l'adresse)?(?: suivante)? ?[:,-]?"
    r"|\b(?:adress(?:er|ez|ees?)|envo(?:yer|yez|yees?)|transm(?:ettre|ises?)|parvenir|depos(?:er|ees?)|remises?) "
    r"(?:[^:\n]{0,60}? )??a(?:ux?)?\b(?! jour)(?: la\b| les?\b| l'(?=\w))?|:) ?"
)
_ABOUT_SENDING = re.compile(rf"{_BY_POST.pattern}|{_BY_HAND.pattern}|\badress|\benvo[iy]")
_NOT_A_LINE = re.compile(
    r"@|https?:|www\.|[:!?]\s{0,3}$|\b(?:tel|fax|mail|candidatures?|candidate?s?|dossiers?|doivent"
    r"|doit|sont|est|merci|veuillez|poste|avant)\b"
)
_BULLET = re.compile(r"[ \-*•·▪●◦>]{0,6}")
_MAX_LINE = 90
_MAX_ADDRESS = 200
_MAX_LINES_ABOVE = 5


def find_address(text: str, folded: str, lines: Sequence[tuple[int, int]]) -> Found | None:
    """The postal address of the section; one for letters before one for handing in."""
    found: list[tuple[bool, Found]] = []
    for index, (line_start, line_end) in enumerate(lines):
        start = line_start
        for match in _POSTCODE.finditer(folded, line_start, line_end):
            end = _town_end(text, match.end(), line_end)
            if match.start() < start or end is None:
                continue
            first = _start(folded, lines, index, max(start, match.start() - _MAX_ADDRESS), match.start())
            if first is not None:
                letter = _BY_POST.search(folded, max(0, first - _MAX_LINE), first) is not None
                found.append((letter, Found(first, end, " ".join(text[first:end].split()))))
            start = end
    letters = [address for letter, address in found if letter]
    return letters[0] if letters else found[0][1] if found else None


def _town_end(text: str, position: int, line_end: int) -> int | None:
    """Where the town that begins at `position` ends, its `Cedex 09` included."""
    end = None
    for _ in range(_MAX_TOWN_WORDS):
        word = _TOWN_WORD.match(text, position, line_end)
        if word is None:
            break
        said = word[0].lower()
        if said in ("cedex", "cédex"):
            number = _CEDEX_NUMBER.match(text, word.end(), line_end)
            return number.end() if number else word.end()
        if word[0][0].isupper() or word[0][1:2] in ("'", "’"):
            end = word.end()
        elif said not in _TOWN_LINK or end is None:
            break
        gap = (_TOWN_WRAP if said in _TOWN_LINK else _TOWN_GAP).match(text, word.end(), line_end)
        if gap is None:
            break
        position = gap.end()
    return end


def _start(folded: str, lines: Sequence[tuple[int, int]], index: int, start: int, postcode: int) -> int | None:
    """Where the address that ends in line `index` begins; None where nothing says that it is one."""
    announced = None
    for announced in _SENDING.finditer(folded, start, postcode):  # noqa: B007 - the last one is wanted
        pass
    if announced is not None:
        first = _skip(folded, announced.end(), postcode)
        sends = _ABOUT_SENDING.search(folded, start, announced.end()) is not None
    else:
        first, sends = _block(folded, lines, index, start)
    street = _STREET.search(folded, first, postcode)
    if _NOT_A_LINE.search(folded, first, postcode):
        return street.start() if street else None
    return first if street or sends else None


def _block(folded: str, lines: Sequence[tuple[int, int]], index: int, start: int) -> tuple[int, bool]:
    """The start of the short lines that lead to line `index`, and whether the line above them is about sending."""
    top = index
    if start == lines[index][0]:
        while top > 0 and index - top < _MAX_LINES_ABOVE and _is_address_line(folded, lines[top - 1]):
            top -= 1
    above = lines[top - 1] if top else (0, 0)
    begin = start if top == index else lines[top][0]
    return _skip(folded, begin, lines[index][1]), _ABOUT_SENDING.search(folded, *above) is not None


def _skip(folded: str, start: int, end: int) -> int:
    bullet = _BULLET.match(folded, start, end)
    return bullet.end() if bullet else start


def _is_address_line(folded: str, line: tuple[int, int]) -> bool:
    """Whether a line can belong to the block above a postcode."""
    start, end = line
    if end - start > _MAX_LINE or _NOT_A_LINE.search(folded, start, end):
        return False
    said = folded[start:end].strip()
    return said[-1:].isalnum() or said.endswith((",", ")"))
