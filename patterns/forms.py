"""Forms: a label or heading as it is printed -> a matcher that finds it in folded text.

A form is looked up by its first word, so that most lines of a posting cost one dictionary look-up; the expression of a
first word is compiled when it is first met. `[...]` is optional, `(s)` an optional ending, `|` in brackets an
alternative, `*` a few words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ..extract.errors import PatternError
from ..extract.fold import fold

# White space inside a label may hold a footnote mark, and a line break with its markup where the label is wrapped.
_SPACE = r"(?:\s?\(?\d\))?[\s#|*]+"
LONGEST_HEAD = 110  # characters up to a label's colon: the longest form has 90
MARK = 6  # characters after a colon in which a footnote mark may stand
REMEMBERED = 4096  # heads of lines
_WORD = re.compile(r"[a-z0-9]+")
# What may stand between a label and its value: a footnote mark (`Employeur¹ :` too), then a colon.
_TAIL = r"(?:\d(?=\s*(?::|$))|(?![a-z0-9]))(?:\s*(?:\(?\d\)|\(\*\)))*\s*:?(?:\s*\(?\d\)(?=\s|$))?"


@dataclass(frozen=True, slots=True)
class Form:
    """One printed form of a label or heading."""

    role: str  # "label" or "heading"
    name: str  # the field, or the kind of section
    text: str  # as written in the pattern file
    pattern: str  # which pattern of which file it belongs to
    bare: str | None = None  # what may follow without a colon
    value: str = "text"  # what a value on a following line must look like
    body: bool = True  # taken in the body too
    mid: bool = False  # so distinct that it needs no colon in the middle of a line
    bullet: bool = False  # taken in a list of the body too
    continues: tuple[str, ...] = ()  # what further lines of the value begin with
    inline: str | None = None  # of a heading: the field that a short text after its colon belongs to
    fact: bool = False  # of a heading: in the header, with a short text after its colon, it is an attribute


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found: the label ends at `end`, what follows it begins at `after`."""

    form: Form
    start: int
    end: int
    after: int
    colon: bool


def expression(text: str) -> str:
    """The regular expression of a form, over folded text."""
    out = []
    for token in re.findall(r"\(\w{1,3}\)| ?/ ?| +|[^/ ]", fold(text)):
        if token[0] == "(" and len(token) > 1:
            out.append(f"(?:{token[1:-1]}|\\({token[1:-1]}\\))?")
        elif token.strip() == "/":
            out.append(r"[\s#|*]*/[\s#|*]*")
        else:
            out.append(_TOKENS.get(token[0]) or re.escape(token))
    return "".join(out)


_TOKENS = {" ": _SPACE, "'": r"['\s]?", "-": r"[-\s]?", "*": r"[a-z' -]{0,45}(?<! )(?= ?[(:\d]|$)"}


def first_words(text: str) -> set[str]:
    """The first words that a form may begin with, folded."""
    head = fold(text).split(" ")[0].split("[")[0].split("/")[0]
    whole = _WORD.findall(re.sub(r"\(\w+\)", "", head))
    found = set(whole[:1])
    if "(" in head and len(whole) == 1:
        found.add(whole[0] + head[head.index("(") + 1 : head.index(")")])
    return found


class Matcher:
    """Finds the forms of labels and headings at a place of a folded text."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._forms: dict[str, list[tuple[str, Form]]] = {}
        self._compiled: dict[str, re.Pattern[str]] = {}
        for form in forms:
            self._add(form)
        for bucket in self._forms.values():
            bucket.sort(key=lambda pair: -len(pair[0]))
        self._remembered = lru_cache(maxsize=REMEMBERED)(self.match)
        self._prefixes: set[str] | None = None
        self.in_lists = tuple(w for w, bucket in self._forms.items() if any(form.bullet for _, form in bucket))

    def _add(self, form: Form) -> None:
        for text in variants(form.text):
            words = first_words(text)
            if not words:
                raise PatternError(f"{form.pattern}: the form {form.text!r} has no word to begin with")
            for word in words:
                self._forms.setdefault(word, []).append((text, form))

    def at(self, folded: str, pos: int = 0) -> Hit | None:
        """The longest form that begins at `pos`, or None.

        Nothing behind a label's colon changes what is found, but for a footnote mark right after it; so the text up to
        the colon is looked up, and what was found once is remembered: 0.7 us, not 4, for the labels that all postings
        share.
        """
        found = _WORD.match(folded, pos)
        word = found.group() if found else ""
        if word[-1:].isdigit() and word not in self._forms:
            word = word[:-1]  # a footnote's mark
        if word not in self._forms:
            return None
        colon = folded.find(":", pos, pos + LONGEST_HEAD)
        if colon >= 0 and ")" not in folded[colon : colon + MARK]:
            known = self._remembered(word, folded[pos : colon + 1])
        elif len(folded) - pos < LONGEST_HEAD:
            known = self._remembered(word, folded[pos:])
        else:
            known = self.match(word, folded[pos:])
        if known is None:
            return None
        form, end, after, has_colon = known
        return Hit(form, pos, pos + end, pos + after, has_colon)

    def match(self, word: str, text: str) -> tuple[Form, int, int, bool] | None:
        """The longest form that `text` begins with, of those that begin with `word`; its end, what follows, a colon."""
        found = self._expression(word).match(text)
        if found is None or found.lastindex is None:
            return None
        end = found.end(found.lastindex)
        form = self._forms[word][found.lastindex - 1][1]
        return form, end, found.end(), ":" in text[end : found.end()]

    def _expression(self, word: str) -> re.Pattern[str]:
        compiled = self._compiled.get(word)
        if compiled is None:
            alternatives = "|".join(f"({expression(text)})" for text, _ in self._forms[word])
            compiled = self._compiled[word] = re.compile(f"(?:{alternatives}){_TAIL}")
        return compiled

    def find(self, folded: str, pos: int) -> Iterator[Hit]:
        """The forms at or after `pos`, one for each word that begins one."""
        for word in _WORD.finditer(folded, pos):
            if word.group() in self._forms and (hit := self.at(folded, word.start())) is not None:
                yield hit

    def begins(self, folded: str) -> bool:
        """Whether a whole line is the beginning of a form that goes on, as where a label is wrapped."""
        word = _WORD.match(folded)
        if word is None or word.group() not in self._forms:
            return False
        if self._prefixes is None:
            self._prefixes = {p for bucket in self._forms.values() for text, _ in bucket for p in _prefixes(text)}
        return _key(re.sub(r"\(\d\)", " ", folded)) in self._prefixes


def variants(text: str) -> list[str]:
    """All the ways in which a form may be printed, its optional parts spelt out."""
    start = text.find("[")
    if start < 0:
        return [text]
    depth = 0
    cuts = [start]
    for index in range(start, len(text)):
        depth += {"[": 1, "]": -1}.get(text[index], 0)
        if depth == 1 and text[index] == "|":
            cuts.append(index)
        if depth == 0:
            cuts.append(index)
            break
    choices = ["", *(text[a + 1 : b] for a, b in pairwise(cuts))]
    return [v for choice in choices for v in variants(text[:start] + choice + text[cuts[-1] + 1 :])]


def _prefixes(text: str) -> Iterable[str]:
    words = _key(re.sub(r"\(\w\)", "", fold(text))).split()
    return (" ".join(words[:n]) for n in range(2, len(words)))


def _key(folded: str) -> str:
    """The words without the plural's ending, so that the forms of one label give one key."""
    return " ".join(word.rstrip("sx") or word for word in _WORD.findall(folded))
