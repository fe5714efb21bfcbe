"""What a line or value looks like, by its folded text: a date, a name, prose, something that goes on.

These are judgements of form that hold for all postings; the words of labels and headings are in `patterns/`.
"""

import re

LONG_LINE = 160  # characters: a header line this long is prose; only lists of corps come near it
LONG_VALUE = 200  # characters: a labelled line of the body longer than this is prose that begins like a label
HEAD = 130  # characters of a line that are folded to look for a label: the longest form has 90

_WEEKDAY = "(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
# What a value on the line after its label must look like.
_VALUE = {
    "date": re.compile(r"(?=.{0,90}$).*(?:\d|null|immediat)"),
    "number": re.compile(r"(?=.{0,60}$).*\d|un\b|deux\b|n[°o]"),
    "category": re.compile(r"(?:categorie )?[abc]\b(?!\s?[a-z])"),
    "residency": re.compile(
        r".*\d+ ?ans?\b|.*moins egale?|inferieure?|au moins|/|sans |null|neant|pour le recrutement"
    ),
    "start": re.compile(r"(?=.{0,150}$)(?!.*:$)"),
    "vacancy": re.compile(r"(?=.{0,90}$).*\b(?:vacante?|susceptible|pourvoir|cree|creation)\b"),
    "name": re.compile(r"(?=.{1,170}$)(?!.*:$)(?!https?:|www\.)"),
    "text": re.compile(r"(?=.{1,170}$)(?!.*:$)"),
}
# What may follow a label without a colon on its own line.
_BARE = {
    "date": re.compile(rf"(?:le |du |au )?(?:\d{{1,2}}|1er|{_WEEKDAY})(?![a-z])"),
    "number": re.compile(r"(?:n ?[°o] ?)?[a-z]{0,6}-?\d[\w./-]*(?: du .{6,30})?$"),
    "category": re.compile(r"[abc]\b(?: ?(?:[/,+]|et|ou) ?[abc])*$"),
    "residency": re.compile(r"(?:au moins|inferieure?|\d+ ans|/|sans condition)"),
    "start": re.compile(
        r"(?:immediat|des que possible|vacant|susceptible|au plus|(?:a compter |a partir )?(?:du |le |au )?(?:\d|1er)"
        rf"|{_WEEKDAY})"
    ),
}
# A value that ends in a word or sign that asks for more.
_DANGLING = re.compile(
    r"(?:\b(?:de|du|des|d'|la|le|les|l'|et|ou|a|au|aux|en|pour|par|avec|sur|dans|cadre de|titre de)|[,/(’'–&-])$"
)
_CONTINUES = re.compile(r"[a-z(/]|[-–] ?[a-z]")
_SENTENCE = re.compile(
    r".{60,}[a-z0-9)][.!]$|.{25,}\b(?:est|sont|sera|seront|a pour|recrute|comprend)\b.{15,}[.:;,]?$", re.DOTALL
)


def fits(shape: str, folded: str) -> bool:
    """Whether a line may be a value of this shape."""
    return _VALUE[shape].match(folded) is not None


def follows_bare(shape: str | None, folded: str) -> bool:
    """Whether what follows a label without a colon may be its value."""
    expression = _BARE.get(shape or "")
    return expression is not None and expression.match(folded.lstrip()) is not None


def dangles(folded: str) -> bool:
    """Whether a value ends in a word or sign that asks for more."""
    return _DANGLING.search(folded) is not None


def carries_on(folded: str) -> bool:
    """Whether a line begins as the rest of another does: small letters (as printed), brackets, a slash."""
    return _CONTINUES.match(folded) is not None


def is_sentence(folded: str) -> bool:
    """Whether a line is a sentence and no name."""
    return _SENTENCE.match(folded) is not None


def is_prose(folded: str) -> bool:
    """Whether a header line is prose: the body has begun without a heading."""
    return len(folded) > LONG_LINE or (is_sentence(folded) and len(folded.split()) > 8)  # noqa: PLR2004 -- 8 words: no label value is a longer sentence
