"""Category: the civil-service category A, B or C that a value names.

In: the value of a label `Catégorie`, or any text with the word in it. Out: the letters, in the order of the alphabet.
A letter counts after `catégorie`/`cat.`, or as a capital at the very start of the value with nothing but punctuation
behind it: `A définir`, `à`, `Agent`, `A3` give nothing.
"""

import re

_LETTER = r"[ABC](?![\w'’])\+?"
_LIST = rf"{_LETTER}(?:\s?(?:/|,|;|-|–|&|et|ou)\s?(?:de\s)?(?:[Cc]at(?:\.|[ée]gorie)\s?)?{_LETTER}){{0,5}}"
_NAMED = re.compile(
    rf"(?<!\w)(?i:cat(?:[ée]gories?|s?\.)?)\s?:?\s?(?P<list>{_LIST}|[abc](?![\w'’]))(?!\s?(?i:d[ée](?:finir|terminer)))"
)
_ALONE = re.compile(rf"(?P<list>{_LIST})\s?(?:$|[(:;,.–-])")
_ONE = re.compile(r"(?<!\w)[ABCabc](?!\w)")
_OUTSIDE = re.compile(r"(?i)\bhors[ -]cat")


def read_category(value: str) -> list[str]:
    """The categories that `value` names, sorted; empty where it names none."""
    text = " ".join(value.split())
    if _OUTSIDE.search(text):
        return []
    lists = [match["list"] for match in _NAMED.finditer(text)]
    if not lists and (alone := _ALONE.match(text)):
        lists = [alone["list"]]
    return sorted({letter.upper() for found in lists for letter in _ONE.findall(found)})
