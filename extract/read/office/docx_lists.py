"""The lists of a DOCX: which sign or number a paragraph bears.

A paragraph names a `num`, that an `abstractNum`, that the format of each level; a `num` may put levels and starts of
its own in their place. All that share an `abstractNum` count on.
"""

import re
from dataclasses import dataclass

from .blocks import NOWHERE, Indent, Item
from .counters import counted, signed, written
from .docx_styles import VAL, Styles, W, indent_of, number, value
from .office_zip import Element
from .symbols import bullet

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 8  # links from list style to list style


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    font: str = ""
    legal: bool = False  # all counts in figures
    style: str | None = None  # the paragraph style that has this level
    indent: Indent = NOWHERE


@dataclass(slots=True)
class _List:
    key: str  # of the abstractNum, whose counts it shares
    levels: dict[int, _Level]
    starts: dict[int, int]  # what its `num` starts at


class Lists:
    """The lists of a document, and how far each has counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        nums = root.iterchildren(W + "num") if root is not None else ()
        self._nums = {num.get(W + "numId"): num for num in nums}
        abstracts = root.iterchildren(W + "abstractNum") if root is not None else ()
        self._abstracts = {abstract.get(W + "abstractNumId"): abstract for abstract in abstracts}
        self._known: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def item(self, num_id: str, level: int | None, style: str | None) -> Item | None:
        """The next item of a list, counted; None where the list has no sign, or is none."""
        if num_id not in self._known:
            self._known[num_id] = self._find(num_id)
        found = self._known[num_id]
        if found is None:
            return None
        if level is None:
            level = next((n for n, known in found.levels.items() if style is not None and known.style == style), 0)
        form = found.levels.get(level)
        if form is None or not 0 <= level < _LEVELS:
            return None
        counts = self._count(num_id, found, level)
        if form.form == "bullet":
            return signed(level, bullet(form.text, form.font), found.key, form.indent)
        label = _PLACE.sub(lambda place: _written(found, counts, int(place.group(1)) - 1, form), form.text).strip()
        return counted(level, label, form.form, found.key, form.indent) if label and form.form != "none" else None

    def _count(self, num_id: str, found: _List, level: int) -> list[int | None]:
        counts = self._counts.setdefault(found.key, [None] * _LEVELS)
        if level in found.starts and (num_id, level) not in self._begun:
            counts[level] = None
        self._begun.add((num_id, level))
        above = counts[level]
        counts[level] = found.starts.get(level, found.levels[level].start) if above is None else above + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return counts

    def _find(self, num_id: str, depth: int = 0) -> _List | None:
        num = self._nums.get(num_id)
        key = value(num, "abstractNumId")
        abstract = self._abstracts.get(key)
        if num is None or abstract is None or key is None:
            return None
        if (linked := value(abstract, "numStyleLink")) is not None and depth < _DEEPEST:
            target = self._styles.of(linked).num_id
            return self._find(target, depth + 1) if target is not None else None
        levels = {_index(level): _level(level) for level in abstract.iterchildren(W + "lvl")}
        starts: dict[int, int] = {}
        for override in num.iterchildren(W + "lvlOverride"):
            if (start := number(override, "startOverride")) is not None:
                starts[_index(override)] = start
            if (level := override.find(W + "lvl")) is not None:
                levels[_index(override)] = _level(level)
        return _List(key, levels, starts)


def _index(element: Element) -> int:
    text = element.get(W + "ilvl") or ""
    return int(text) if re.fullmatch("[0-8]", text) else 0


def _level(element: Element) -> _Level:
    fonts = element.find(f"{W}rPr/{W}rFonts")
    font = (fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "") if fonts is not None else ""
    start = number(element, "start")
    return _Level(
        _form(element),
        value(element, "lvlText") or "",
        1 if start is None else start,
        font,
        element.find(W + "isLgl") is not None,
        value(element, "pStyle"),
        indent_of(element.find(W + "pPr")),
    )


def _form(element: Element) -> str:
    """The format of a level's count, `mc:AlternateContent` aside: of that the last, which all know."""
    found = [form.get(VAL) for form in element.iter(W + "numFmt")]
    return found[-1] if found and found[-1] else "decimal"


def _written(found: _List, counts: list[int | None], place: int, form: _Level) -> str:
    level = found.levels.get(place, form)
    count = counts[place]
    return written(level.start if count is None else count, "decimal" if form.legal else level.form)
