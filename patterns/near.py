"""Labels and headings that OCR or a slip of the hand damaged: the form that a line's head was meant to be.

In: the folded head of a line that no form matches exactly. Out: the one form that differs from it by little: by any
number of spaces, and by one letter put in, left out, changed or swapped with its neighbour, in a long form by two.
Where forms of two fields are as near, or the head is a French word of its own (`préférence`), there is none.
"""

import re
from collections.abc import Iterable
from functools import cached_property

from ..extract.fold import fold
from .forms import Form, Hit, variants

SHORTEST = 6  # letters of a form that is found though its spaces are damaged
CHANGED = 8  # letters from which one may differ: a shorter word becomes another one (`cours`, `garde`, `à savoir`)
LONG = 11  # letters from which two may differ
WORDS = 10  # of a head; the longest form has nine
REMEMBERED = 2048  # heads
_HEAD = re.compile(r"[^:\n]{5,100}?(?=\s*(?:\(?\d\)?\s*)?(?::|$))")
_ARTICLES = frozenset({"la", "le", "les", "un", "une", "des", "du", "de", "nos", "vos", "sa", "ses"})
_LETTERS = re.compile(r"[a-z0-9]+")
_OPTIONAL_ENDING = re.compile(r"\((\w{1,3})\)")


class Near:
    """Finds the form that a damaged head was meant to be."""

    def __init__(self, forms: Iterable[Form], words: Iterable[str]) -> None:
        self._all = [form for form in forms if form.bare != "name"]  # those are names themselves
        self._words = frozenset(squeeze(word) for word in words)
        self._found: dict[str, Form | None] = {}

    @cached_property
    def _forms(self) -> dict[str, Form]:
        """The forms by their letters; made when a head first asks for it, as most postings have none."""
        keys: dict[str, Form] = {}
        for form in self._all:
            for text in variants(form.text):
                for ending in ("", r"\1"):
                    key = squeeze(_OPTIONAL_ENDING.sub(ending, fold(text)))
                    if len(key) >= SHORTEST and "*" not in text:
                        keys.setdefault(key, form)
        return keys

    def at(self, folded: str, *, colon: bool) -> Hit | None:
        """The form that the line's head is meant to be; `colon`: only a head that a colon ends."""
        head = _HEAD.match(folded)
        if head is None or len(head.group().split()) > WORDS:
            return None
        after = folded.find(":", head.end()) + 1
        if (colon and not after) or (after and folded[head.end() : after - 1].strip(" ()0123456789")):
            return None
        words = head.group().split()
        if words[0] in _ARTICLES and squeeze(" ".join(words[1:])) in self._forms:
            return None  # a whole word more is no damage
        form = self._meant(squeeze(head.group()))
        return Hit(form, 0, head.end(), after or head.end(), colon=bool(after)) if form else None

    def nearest(self, folded: str) -> tuple[Form, int] | None:
        """The form that is the least unlike a line's head, and in how many letters it differs, where most are alike."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        head = _HEAD.match(folded)
        key = squeeze(head.group()) if head else ""
        if len(key) < SHORTEST:
            return None
        found = process.extractOne(key, list(self._forms), scorer=OSA.distance, score_cutoff=len(key) // 3)
        return (self._forms[found[0]], int(found[1])) if found else None

    def _meant(self, key: str) -> Form | None:
        if len(key) < SHORTEST or key in self._words:
            return None
        if key not in self._found:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            self._found[key] = self._search(key)
        return self._found[key]

    def _search(self, key: str) -> Form | None:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if key in self._forms:
            return self._forms[key]  # only its spaces are damaged
        if len(key) < CHANGED:
            return None
        most = 2 if len(key) >= LONG else 1
        near = process.extract(key, list(self._forms), scorer=OSA.distance, score_cutoff=most, limit=None)
        if not near:
            return None
        best = min(distance for _, distance, _ in near)
        forms = [self._forms[text] for text, distance, _ in near if distance == best]
        one = len({(form.role, form.name) for form in forms}) == 1
        return forms[0] if one else None


def squeeze(folded: str) -> str:
    """The letters and digits alone."""
    return "".join(_LETTERS.findall(folded))
