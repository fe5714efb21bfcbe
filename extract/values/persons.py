"""Names of persons in a contact section.

In: the text and its folded form. Out: `Person`s whose value is the name as printed, without `M.` or `Mme`. A name
stands after a civility, after a label or verb that asks for a person (`Contact RH : Paul Durand`), or, in the form
`Prénom NOM`, at the start of a line, after punctuation or joined to another name. A section's first words are one where
its heading asks for a person (`Personne à contacter`), or where a function follows them. Words that name functions and
offices end it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ..fold import fold
from .phones import Found
from .vocabulary import words

_MAX_WORDS = 5
_MAX_PARTICLES = 2  # `de la`
_FULL_NAME = 2  # words
_SPACE = r"[^\S\r\n]"
_CIVILITY = re.compile(
    rf"(?<![\w.'’-])(?:(?:M\.|Mr\.?|MM\.?|M|M(?:mes?|lles?|ME|LLE)\.?|Monsieur|Messieurs|Madame|Mesdames|Mademoiselle"
    rf"|MONSIEUR|MADAME|MADEMOISELLE){_SPACE}{{1,3}}|(?=(?:Drs?|Docteur|Pr|Professeur)\.?{_SPACE}))"
)
_TITLE = re.compile(rf"(?:Drs?|Docteur|Pr|Professeur)\.?{_SPACE}{{1,3}}")
_ASKED_FOR = re.compile(
    r"(?:\b(?:contacts?(?: rh| drh| recrutement)?|personnes? a contacter(?: est)?|interlocut(?:eur|rice)"
    r"|recruteu(?:r|se)|charge[a-z()]{0,4} (?:de|du) recrutement|personnes? en charge du recrutement) ?: ?"
    r"|\b(?:aupres d[e']|contacter|contactez|s'adresser a|joindre|a l'attention de) ?:? ?)"
)
_ASKS_FOR_A_PERSON = re.compile(
    r"\bpersonnes?\b|\bcontacts? (?:rh|drh|recrutement)\b|\binterlocut|\brecruteu"
    r"|\bcharge[a-z()]{0,4} (?:de|du) recrutement"
)
_FUNCTION = re.compile(r" ?(?:[,(:]| -) ?(?:(?:l[ae]|une?) |l')?(?P<first>[a-z]+(?:-[a-z]+)?)")
_LINE_START = re.compile(r"[\s\-*•·▪●◦>]{0,20}")
_WORD = re.compile(r"(?:[dlDL]['’])?[^\W\d_]{1,30}(?:['’‑-][^\W\d_]{1,30}){0,3}")
_GAP = re.compile(rf"\.?{_SPACE}{{1,2}}")
_PARTICLES = frozenset(
    ("de", "du", "des", "la", "le", "van", "von", "der", "den", "ben", "el", "al", "di", "da", "dos"),
)
_OPENING = re.compile(r"^[ \-*•·▪●◦>]{0,6}|[,:(] ?| - ", re.MULTILINE)
_JOINED = re.compile(r" ?(?:et|ou|,|/|-) ?(?:de )?")
_AFTER_BARE = re.compile(r" ?(?:$|[,(:;/\r\n-]|\b(?:tel|mob|port|mail|e-mail|courriel|au)\b)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Person(Found):
    """A name; `announced` where a civility or a label before it says that it is one."""

    announced: bool


def find_persons(text: str, folded: str, heading: str = "") -> list[Person]:
    """The names of `text`, in order, none overlapping another; `heading` is the folded heading above it."""
    found: dict[int, Person] = {}
    last = 0
    for match in _CIVILITY.finditer(text):
        least = _FULL_NAME if match[0].strip() == "M" else 1  # `M` alone may be anything
        if match.start() >= last and (name := _name(text, match.end(), least)):
            _keep(found, name)
            last = name.end
    for match in _ASKED_FOR.finditer(folded):
        _keep(found, _name(text, match.end(), _FULL_NAME))
    if heading:
        _keep(found, _headed_name(text, folded, heading))
    for match in _OPENING.finditer(folded):
        _keep(found, _printed_name(text, folded, match.end()))
    for name in list(found.values()):
        joined = _JOINED.match(folded, name.end)
        if joined:
            _keep(found, _printed_name(text, folded, joined.end()))
    return _apart(sorted(found.values(), key=lambda name: name.start))


def _keep(found: dict[int, Person], name: Person | None) -> None:
    if name is not None:
        found.setdefault(name.end, name)


def _apart(names: list[Person]) -> list[Person]:
    kept: list[Person] = []
    for name in names:
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def _name(text: str, start: int, least: int) -> Person | None:
    """The name that begins at `start`, of at least so many words."""
    title = _TITLE.match(text, start)
    parts = _parts(text, title.end() if title else start)
    if len(parts) < least or (title is None and len(parts) == 1 and len(parts[0][0]) == 1):
        return None
    end = parts[-1][1]
    return Person(start, end, " ".join(text[start:end].split()), announced=True)


def _headed_name(text: str, folded: str, heading: str) -> Person | None:
    """The name that a section begins with, where the heading or a function behind the name says that it is one."""
    begin = _LINE_START.match(folded)
    name = _name(text, begin.end() if begin else 0, _FULL_NAME)
    if name is None or not _AFTER_BARE.match(folded, name.end):
        return None
    function = _FUNCTION.match(folded, name.end)
    if function and function["first"] in words("contacts", "functions"):
        return name
    return name if _ASKS_FOR_A_PERSON.search(heading) and not name.value.isupper() else None


def _printed_name(text: str, folded: str, start: int) -> Person | None:
    """A name that nothing announces: `Prénom NOM`, with nothing but punctuation behind it."""
    parts = _parts(text, start)
    printed = [word for word, _ in parts]
    if len(parts) < _FULL_NAME or printed[0].isupper() or not (printed[-1].isupper() and len(printed[-1]) > 1):
        return None
    if fold(printed[0]) in words("contacts", "places"):
        return None
    end = parts[-1][1]
    if not _AFTER_BARE.match(folded, end):
        return None
    return Person(start, end, " ".join(text[start:end].split()), announced=False)


def _parts(text: str, start: int) -> list[tuple[str, int]]:
    """The words of a name from `start` on, each with its end; particles only where a word follows them."""
    parts: list[tuple[str, int]] = []
    position, waiting = start, 0
    while len(parts) < _MAX_WORDS and waiting <= _MAX_PARTICLES and (match := _WORD.match(text, position)):
        word, said = match[0], fold(match[0])
        if said in _PARTICLES:
            waiting += 1
        elif not _is_name_word(word, said) or _is_over(parts, word):
            break
        else:
            parts.append((word, match.end()))
            waiting = 0
        gap = _GAP.match(text, match.end())
        if gap is None or (gap[0].startswith(".") and len(word) > 1):
            break
        position = gap.end()
    return parts


def _is_name_word(word: str, said: str) -> bool:
    capital = word[0].isupper() or (word[1:2] in ("'", "’") and word[2:3].isupper())
    return capital and said not in _not_names()


@lru_cache(maxsize=1)
def _not_names() -> frozenset[str]:
    return frozenset().union(*(words("contacts", name) for name in ("functions", "offices", "not_a_name")))


def _is_over(parts: list[tuple[str, int]], word: str) -> bool:
    """After `Prénom NOM` a word in small letters is no part of the name."""
    printed = [part for part, _ in parts if len(part) > 1]
    return len(printed) > 1 and printed[-1].isupper() and not printed[0].isupper() and not word.isupper()
