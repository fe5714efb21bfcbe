"""Raised digits: a footnote's mark behind a word (`Valmer` with a small 1), or a power (`m` with a small 2).

In: a text and what is known of its characters. Out: the same text, of the same length, those digits as what they are
(`¹`), so that they are no part of the word or number before them.
"""

import re
from collections.abc import Callable

SMALL = 0.8  # of the size of what it stands behind: marks have 0.5 to 0.7
HIGH = 0.12  # of that size: how far a mark stands above the baseline at least
_LAST_DIGIT = re.compile(r"[0-9](?![\w)])")  # one in brackets is set apart already
RAISED = tuple("⁰¹²³⁴⁵⁶⁷⁸⁹")
_AS_RAISED = str.maketrans("0123456789", "".join(RAISED))


def with_raised(text: str, size_at: Callable[[int], float], height_at: Callable[[int], float]) -> str:
    """The text with its raised digits; `height_at`: where a character's baseline is, upwards."""
    found = [match.start() for match in _LAST_DIGIT.finditer(text)]
    if not found:
        return text
    base = max((0, len(text) // 2, len(text) - 1), key=size_at)
    size, height = size_at(base), height_at(base)
    letters = list(text)
    for last in found:
        at = last
        while at >= 0 and letters[at].isdecimal() and size_at(at) < SMALL * size:
            if height_at(at) - height < HIGH * size:
                break
            letters[at] = letters[at].translate(_AS_RAISED)
            at -= 1
    return "".join(letters)
