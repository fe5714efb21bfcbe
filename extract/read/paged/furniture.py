"""Page furniture: which lines are running headers, running footers and page numbers. By place and form, no fields.

In: the printed lines at the margins of all pages, and the sizes of these. Out: the numbers of those that are furniture.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ...document import Box


class PageSize(NamedTuple):
    """Width and height of a page as it is displayed, in points."""

    width: float
    height: float


class Placed(NamedTuple):
    """What is looked at of a line."""

    number: int
    text: str
    page: int
    box: Box
    emphasis: bool  # larger than the text of the body, or bold


EDGE = 0.12  # of the page's height: in this margin running lines stand
_OUTER = 0.065  # and in this one also large or bold ones: a title stands lower
_BEGIN = 2  # characters with which running lines begin alike on all pages; numbers stand elsewhere
_SAME_HEIGHT = 4.0  # points
_TAIL = 3  # characters: a counting line ends with its number, and a bracket or a dash
_DIGITS = re.compile(r"\d+")
_ATEDGE = re.compile(r"^\d|\d\W?$")
_OF = re.compile(r"(?<![\d/.-])(\d{1,4}) ?(?:/|sur|de|of) ?(\d{1,4})\W*$", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:page|p\.|pg\.?|feuillet) ?(?:n ?° ?)?\d{1,4}(?: ?(?:/|sur|de|of) ?\d{1,4})?\W*$", re.IGNORECASE
)
_STAMP = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? (?:à )?\d{1,2}[:h]\d{2}(?: ?[AP]M)?")
_ADDRESS = re.compile(r"(?:https?|[fﬁ]i?le)://\S+")
_PARTED = re.compile(r"\s[-–—|·•] ?\d{1,4}$")
_BARE = re.compile(r"(?:[-–—|] ?)?(?:(?:page|p\.) ?)?\d{1,4}(?: ?(?:/|sur) ?\d{1,4})?(?: ?[-–—|])?\.?", re.IGNORECASE)


def find_furniture(lines: Sequence[Placed], pages: Sequence[PageSize]) -> set[int]:
    """The numbers of the lines that are running headers, running footers or page numbers."""
    margins = [line for line in lines if _may_run(line, pages[line.page - 1])]
    found = {line.number for line in margins if _counts_pages(line, len(pages))}
    found |= _printed_by_browser(margins)
    if len(pages) == 1 and (above := _above_title(lines, pages[0])) is not None:
        found.add(above)
    if len(pages) > 1:
        begins = Counter((line.text[:_BEGIN], line.page) for line in margins)
        often = Counter(begin for begin, _ in begins)
        groups = _same_place([line for line in margins if often[line.text[:_BEGIN]] > 1], pages)
        running = [group for group in groups if _repeats(group)]
        found |= {line.number for group in running for line in group}
        text = [line for line in lines if line.number not in found]
        for group in running:
            if all(_has_beyond(line, text, pages) for line in group):
                found -= {line.number for line in group}
    return found


def _has_beyond(line: Placed, text: Sequence[Placed], pages: Sequence[PageSize]) -> bool:
    """Whether text of the page stands nearer to its edge: the same label and value in several postings, a page each."""
    others = (other.box for other in text if other.page == line.page)
    if line.box[1] < pages[line.page - 1].height / 2:
        return any(box[3] <= line.box[1] for box in others)
    return any(box[1] >= line.box[3] for box in others)


def _may_run(line: Placed, size: PageSize) -> bool:
    """Whether a line may be a running one: a large or bold one at the top must stand in the outer margin."""
    top, bottom = line.box[1], line.box[3]
    return bottom > size.height * (1 - EDGE) or top < size.height * (_OUTER if line.emphasis else EDGE)


def _counts_pages(line: Placed, pages: int) -> bool:
    """`2`, `1/2`, `Avis de vacance - Page 1 sur 2`: its numbers agree with the page and the count."""
    if not _DIGITS.search(line.text, max(len(line.text) - _TAIL, 0)):
        return False
    bare = _BARE.fullmatch(line.text) is not None
    if (found := _OF.search(line.text)) is not None:
        number, count = int(found[1]), int(found[2])
        if bare or _NAMED.search(line.text):
            return 0 < number <= count  # a part of a longer document counts its pages
        return (number, count) == (line.page, pages)
    if bare or _NAMED.search(line.text) or _PARTED.search(line.text):
        return int(_DIGITS.findall(line.text)[-1]) == line.page
    return False


def _printed_by_browser(lines: Sequence[Placed]) -> set[int]:
    """What browsers print around a page: date and hour with the title beside them, the address with the page number."""
    found = set()
    for line in lines:
        if _STAMP.fullmatch(line.text):
            found |= {other.number for other in lines if _is_beside(line, other)}
        elif _ADDRESS.fullmatch(line.text) and any(
            _is_beside(line, other) and _BARE.fullmatch(other.text) for other in lines
        ):
            found.add(line.number)
    return found


def _is_beside(line: Placed, other: Placed) -> bool:
    return line.page == other.page and abs(line.box[3] - other.box[3]) < _SAME_HEIGHT


def _above_title(lines: Sequence[Placed], size: PageSize) -> int | None:
    """The plain line at the very top of a single page, where what follows is a title: a running header."""
    if [line.number for line in lines[:2]] != [0, 1]:
        return None
    first, second = lines[0], lines[1]
    outer = first.box[3] < size.height * _OUTER
    return first.number if outer and second.emphasis and not first.emphasis and ":" not in first.text else None


def _same_place(lines: Iterable[Placed], pages: Sequence[PageSize]) -> list[list[Placed]]:
    """Lines that are the same but for numbers, at the same height of several pages."""
    groups: dict[tuple[str, int], list[list[Placed]]] = defaultdict(list)
    for line in lines:
        size = pages[line.page - 1]
        above = line.box[1] < size.height / 2
        height = line.box[1] if above else size.height - line.box[1]
        rows = groups[_DIGITS.sub("0", line.text), above]
        for row in rows:
            other = row[0]
            size = pages[other.page - 1]
            if abs((other.box[1] if above else size.height - other.box[1]) - height) < _SAME_HEIGHT:
                row.append(line)
                break
        else:
            rows.append([line])
    return [row for rows in groups.values() for row in rows if len({line.page for line in row}) > 1]


def _repeats(group: Sequence[Placed]) -> bool:
    """The same text on all pages, or but for a number at its end or beginning that counts the pages."""
    numbers = [[found.group() for found in _DIGITS.finditer(line.text)] for line in group]
    for place, values in enumerate(zip(*numbers, strict=True)):
        if len(set(values)) > 1 and not (
            place in (0, len(numbers[0]) - 1)
            and all(_ATEDGE.search(line.text) for line in group)
            and not any(value.startswith("0") for value in values)
            and len({int(value) - line.page for value, line in zip(values, group, strict=True)}) == 1
        ):
            return False
    return True
