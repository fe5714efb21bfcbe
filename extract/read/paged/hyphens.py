"""Words cut at a line's end by a hyphen: whether it belongs to the word or only to the line's end; or behind a slash.

In: the end of a line, the beginning of the next, the words of the document in lower case. Out: what to put right before
the next line, or None where no word is cut.
"""

import re
from collections.abc import Callable, Container

_HYPHENS = frozenset("-‐‑\x02\ufffe\u00ad")  # the last three: what PDF readers give for one at a line's end
_CUT = re.compile(r"(?P<first>[^\W_]+(?:['’-][^\W_]+)*)(?P<hyphen>[-‐‑\x02\ufffe\u00ad])$")
_REST = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ADDRESS = re.compile(r"@|://|www\.", re.IGNORECASE)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# First and second halves of compounds that are written with a hyphen.
_FIRST = _words(
    "après arrière au auteur aide agent avant bas cadre celle celui ceux chef ci compte contre court deçà delà "
    "demi dix elle entre est eux ex garde grand haut hors ingénieur jusque là libre long lui maître médico mi "
    "micro moi moyen non nord nous ouest outre par petit peut porte post pro quasi quatre quelques sage sans "
    "savoir semi socio soi sous sud super sus technico tout trente quarante cinquante soixante vice vingt vis "
    "vous à"
)
_SECOND = _words(
    "ce ci là dire faire être même mêmes moi nous vous il ils elle elles on un uns deux trois quatre cinq six "
    "sept huit neuf dix dessous dessus delà major adjoint parole maladie nord sol est ouest sud à"
)


def rejoined(before: str, after: str, words: Callable[[], Container[str]]) -> str | None:
    """The line `before` as it stands right in front of `after`: with its hyphen, or without.

    A word that the document has elsewhere, in one piece or with a hyphen, decides; then what kind of word it is: a
    capital or a digit below the hyphen keeps it, and so do the halves of common compounds.
    """
    if before[-1] == "/":
        return before if before[-2:-1].isalnum() and after[0].isalpha() else None
    if before[-1] not in _HYPHENS:
        return None
    cut, rest = _CUT.search(before), _REST.match(after)
    if cut is None or rest is None:
        return None
    return f"{before[:-1]}-" if _keeps_hyphen(before, after, cut["first"], rest.group(), words) else before[:-1]


def _keeps_hyphen(before: str, after: str, first: str, second: str, words: Callable[[], Container[str]]) -> bool:
    if _ADDRESS.search(before.rsplit(None, 1)[-1]) or "@" in after.split(None, 1)[0]:
        return True
    if not second[0].islower() or not first[-1].isalpha() or first.isupper():
        return True
    known = words()
    if f"{first}-{second}".lower() in known or f"{first}{second}".lower() in known:
        return f"{first}-{second}".lower() in known
    return re.split(r"['’-]", first)[-1].lower() in _FIRST or re.split(r"['’-]", second)[0].lower() in _SECOND
