"""The styles and lists of an ODT: weight, what is hidden, and the sign or number of an item."""

import re
from dataclasses import dataclass
from functools import reduce

from .blocks import NOWHERE, Indent, Item
from .counters import counted, signed, written
from .office_zip import Element
from .symbols import BULLET, bullet

FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_DEEPEST = 50  # styles based on each other; one that is based on itself says nothing new
_TITLES = frozenset({"title", "titre"})
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LEVELS = 10
_LENGTH = re.compile(r"(-?[0-9]{0,6}(?:\.[0-9]{1,9})?(?<=[0-9]))(in|cm|mm|pt|pc)")
_TWIPS = {"in": 1440, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pt": 20, "pc": 240}
_OUTLINE = "outline"  # the name by which the numbers of headings are asked for


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says: None where it says nothing."""

    bold: bool | None = None
    hidden: bool | None = None
    level: int = 0  # of a heading
    own: Indent = NOWHERE  # of the style itself
    indent: Indent = NOWHERE


class Styles:
    """The styles of a document, each worked out when it is first asked for."""

    def __init__(self, *roots: Element | None) -> None:
        self._elements: dict[tuple[str | None, str | None], Element] = {}
        for root in roots:
            for style in root.iter(STYLE + "style") if root is not None else ():
                self._elements[style.get(STYLE + "family"), style.get(STYLE + "name")] = style
        self._known: dict[tuple[str, str | None], Look] = {}

    def of(self, family: str, name: str | None) -> Look:
        """What a style of a family (`paragraph`, `text`) says, with all that it is based on."""
        key = family, name
        if key not in self._known:
            chain = self._chain(family, name)
            indents = [_indent(style.find(STYLE + "paragraph-properties")) for style in chain]
            self._known[key] = Look(
                _first(chain, FO + "font-weight", _BOLD),
                _first(chain, TEXT + "display", frozenset({"none"})),
                int(any((style.get(STYLE + "name") or "").lower() in _TITLES for style in chain)),
                indents[0] if indents else NOWHERE,
                reduce(Indent.or_else, indents, NOWHERE),
            )
        return self._known[key]

    def list_of(self, name: str | None) -> str | None:
        """The list style that a paragraph style names."""
        chain = self._chain("paragraph", name)
        return next((found for style in chain if (found := style.get(STYLE + "list-style-name"))), None)

    def _chain(self, family: str, name: str | None) -> list[Element]:
        """A style and those that it is based on."""
        chain: list[Element] = []
        while (style := self._elements.get((family, name))) is not None and len(chain) < _DEEPEST:
            chain.append(style)
            name = style.get(STYLE + "parent-style-name")
        return chain


def _first(chain: list[Element], name: str, on: frozenset[str]) -> bool | None:
    for style in chain:
        properties = style.find(STYLE + "text-properties")
        if properties is not None and (said := properties.get(name)) is not None:
            return said in on
    return None


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = ""  # "" where it has no number
    sign: str = ""  # "" where it counts
    before: str = ""
    after: str = ""
    shown: int = 1  # how many levels its number names
    start: int = 1
    indent: Indent = NOWHERE


class Lists:
    """The list styles of a document, and how far each list has counted."""

    def __init__(self, *roots: Element | None) -> None:
        self._styles: dict[str | None, dict[int, _Level]] = {}
        for root in roots:
            for style in root.iter(TEXT + "list-style", TEXT + "outline-style") if root is not None else ():
                name = _OUTLINE if style.tag == TEXT + "outline-style" else style.get(STYLE + "name")
                self._styles[name] = {number: level for each in style for number, level in _level(each)}
        self._counts: dict[str | None, list[int | None]] = {}

    def begin(self, name: str | None, nesting: int) -> None:
        """A list that does not go on from an earlier one begins: its level and those below count anew."""
        counts = self._counts.setdefault(name, [None] * _LEVELS)
        counts[nesting:] = [None] * (_LEVELS - min(nesting, _LEVELS))

    def item(self, name: str | None, nesting: int, start: int | None = None) -> Item | None:
        """The next item of a list, counted; None where it has no sign."""
        levels = self._styles.get(name, {})
        level = levels.get(nesting)
        if nesting >= _LEVELS or (level is None and name in self._styles):
            return None
        if level is None or level.sign:
            sign, indent = (BULLET, NOWHERE) if level is None else (level.sign, level.indent)
            return signed(nesting, sign, name or "", indent)
        counts = self._counts.setdefault(name, [None] * _LEVELS)
        above = counts[nesting]
        counts[nesting] = start if start is not None else level.start if above is None else above + 1
        counts[nesting + 1 :] = [None] * (_LEVELS - nesting - 1)
        if not level.form:
            return None
        numbers = [self._written(levels, counts, n) for n in range(max(nesting - level.shown + 1, 0), nesting + 1)]
        label = f"{level.before}{'.'.join(numbers)}{level.after}".strip()
        return counted(nesting, label, level.form, name or "", level.indent)

    def heading(self, level: int) -> Item | None:
        """The number of a heading, where headings are counted."""
        return self.item(_OUTLINE, level - 1) if _OUTLINE in self._styles and level > 0 else None

    @staticmethod
    def _written(levels: dict[int, _Level], counts: list[int | None], place: int) -> str:
        level = levels.get(place, _Level())
        count = counts[place]
        return written(level.start if count is None else count, level.form or "decimal")


def _level(element: Element) -> list[tuple[int, _Level]]:
    """A level of a list style with its number from 0; none where the element is no level."""
    number = whole(element.get(TEXT + "level"))
    if number is None or not 1 <= number <= _LEVELS:
        return []
    kind = element.tag.removeprefix(TEXT)
    indent = _level_indent(element.find(STYLE + "list-level-properties"))
    if kind == "list-level-style-bullet":
        properties = element.find(STYLE + "text-properties")
        font = "" if properties is None else properties.get(STYLE + "font-name") or properties.get(FO + "font-family")
        sign = bullet(element.get(TEXT + "bullet-char", ""), (font or "").strip("'\""))
        return [(number - 1, _Level(sign=sign, indent=indent))]
    if kind == "list-level-style-image":
        return [(number - 1, _Level(sign=BULLET, indent=indent))]
    form = _FORMS.get(element.get(STYLE + "num-format", ""), "")
    before, after = element.get(STYLE + "num-prefix", ""), element.get(STYLE + "num-suffix", "")
    shown, start = whole(element.get(TEXT + "display-levels")), whole(element.get(TEXT + "start-value"))
    return [(number - 1, _Level(form, "", before, after, shown or 1, 1 if start is None else start, indent))]


def _indent(properties: Element | None) -> Indent:
    """Where a paragraph's properties put its text."""
    if properties is None:
        return NOWHERE
    return Indent(_twips(properties.get(FO + "margin-left")), _twips(properties.get(FO + "text-indent")))


def _level_indent(properties: Element | None) -> Indent:
    """Where a level of a list puts its text, in the way of today or of old."""
    if properties is None:
        return NOWHERE
    label = properties.find(STYLE + "list-level-label-alignment")
    if label is not None:
        return _indent(label)
    return Indent(_twips(properties.get(TEXT + "space-before")), 0)


def _twips(length: str | None) -> int | None:
    """A length in twips; None for what is none, such as a share in percent."""
    found = _LENGTH.fullmatch(length or "")
    return round(float(found.group(1)) * _TWIPS[found.group(2)]) if found else None


def whole(text: str | None) -> int | None:
    """A whole number; None where it is none."""
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,9}", text) else None
