"""Words cut by a hyphen at a line's end: whether the hyphen belongs to the word, or only to the line's end.

In: the end of a line, the beginning of the next, the words of the document in lower case. Out: what to put right before
the next line, or None where no word is cut.
"""

import re
from collections.abc import Callable, Container

_HYPHENS = frozenset("-‐‑\x02\ufffe\u00ad")  # the last three: what PDF readers give for one at a line's end
_CUT = re.compile(r"(?P<first>[^\W_]+(?:['’-][^\W_]+)*)(?P<hyphen>[-‐‑\x02\ufffe\u00ad])$")
_REST = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ADDRESS = re.compile(r"@|://|www\.", re.IGNORECASE)
# First and second halves of compounds that are written with a hyphen.
_FIRST = frozenset(
    [
        "après",
        "arrière",
        "auteur",
        "au",
        "avant",
        "aide",
        "agent",
        "cadre",
        "celui",
        "celle",
        "ceux",
        "chef",
        "ci",
        "compte",
        "contre",
        "court",
        "demi",
        "deçà",
        "délai",
        "dessous",
        "dessus",
        "dix",
        "par",
        "entre",
        "ex",
        "grand",
        "haut",
        "bas",
        "hors",
        "ingénieur",
        "jusque",
        "là",
        "libre",
        "lui",
        "elle",
        "eux",
        "nous",
        "vous",
        "long",
        "maître",
        "mi",
        "micro",
        "moi",
        "moyen",
        "non",
        "outre",
        "peut",
        "post",
        "pro",
        "quasi",
        "quatre",
        "quelques",
        "sans",
        "savoir",
        "semi",
        "socio",
        "sous",
        "soi",
        "sud",
        "nord",
        "est",
        "ouest",
        "super",
        "sus",
        "tout",
        "trente",
        "quarante",
        "cinquante",
        "soixante",
        "vingt",
        "vice",
        "vis",
        "à",
    ]
)
_SECOND = frozenset(
    [
        "ce",
        "ci",
        "là",
        "dire",
        "faire",
        "être",
        "même",
        "mêmes",
        "moi",
        "nous",
        "vous",
        "il",
        "ils",
        "elle",
        "elles",
        "on",
        "un",
        "uns",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "dessous",
        "dessus",
        "delà",
        "major",
        "adjoint",
        "parole",
        "maladie",
        "sol",
        "nord",
        "est",
        "ouest",
        "sud",
        "à",
    ]
)


def rejoined(before: str, after: str, words: Callable[[], Container[str]]) -> str | None:
    """The line `before` as it stands right in front of `after`: with its hyphen, or without.

    A word that the document has elsewhere, in one piece or with a hyphen, decides; then what kind of word it is: a
    capital or a digit below the hyphen keeps it, and so do the halves of common compounds.
    """
    if before[-1] not in _HYPHENS:
        return None
    cut, rest = _CUT.search(before), _REST.match(after)
    if cut is None or rest is None:
        return None
    with_hyphen = f"{before[:-1]}-"
    if _ADDRESS.search(before.rsplit(None, 1)[-1]) or "@" in after.split(None, 1)[0]:
        return with_hyphen
    first, second = cut["first"], rest.group()
    known = words()
    whole = f"{first}-{second}".lower() in known
    joined = first[-1].isalpha() and second[0].islower() and f"{first}{second}".lower() in known
    if whole or joined:
        return with_hyphen if whole else before[:-1]
    if not second[0].islower() or not first[-1].isalpha() or first.isupper():
        return with_hyphen
    last = re.split(r"['’-]", first)[-1].lower()
    then = re.split(r"['’-]", second)[0].lower()
    return with_hyphen if last in _FIRST or then in _SECOND else before[:-1]
