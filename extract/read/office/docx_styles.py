"""The styles of a DOCX: what a paragraph is by its style, with all that the style is based on."""

import re
from dataclasses import dataclass
from functools import reduce

from .blocks import NOWHERE, Indent
from .office_zip import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = W + "val"
_BODY_LEVEL = 9  # the outline level of body text, counted from 0
_HEADING_NAME = re.compile(r"(?:heading|titre) ?([1-9])", re.IGNORECASE)
_DEEPEST = 50  # styles based on each other
_TITLES = frozenset({"title", "titre"})
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says: the level of a heading (0: none), bold, hidden, and the list whose item its paragraphs are."""

    style_id: str | None = None
    level: int = 0
    bold: bool = False
    hidden: bool = False
    num_id: str | None = None
    list_level: int | None = None
    indent: Indent = NOWHERE


class Styles:
    """The styles of a document, each worked out when it is first asked for."""

    def __init__(self, root: Element | None) -> None:
        found = root.iterchildren(W + "style") if root is not None else ()
        self._elements = {style.get(W + "styleId"): style for style in found}
        self._default = next((name for name, style in self._elements.items() if _is_default(style)), None)
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self.bold = toggle(defaults, "b") is True
        self._known: dict[str | None, Style] = {}

    def of(self, name: str | None) -> Style:
        """The style of a paragraph or run; the default one where it names none that exists."""
        if name not in self._known:
            self._known[name] = self._resolve(name)
        return self._known[name]

    def of_paragraph(self, name: str | None) -> Style:
        """The style of a paragraph; the default one where it names none that exists."""
        return self.of(name if name in self._elements else self._default)

    def _resolve(self, name: str | None) -> Style:
        chain = self._chain(name)
        num_id, list_level = next(
            (num for style in chain if (num := number_of(style.find(W + "pPr")))[0]), (None, None)
        )
        return Style(
            name,
            next((level for style in chain if (level := _level(style)) is not None), 0),
            _first(chain, "b"),
            _first(chain, "vanish"),
            num_id,
            list_level,
            reduce(Indent.or_else, (indent_of(style.find(W + "pPr")) for style in chain), NOWHERE),
        )

    def _chain(self, name: str | None) -> list[Element]:
        """A style and those that it is based on; one that is based on itself ends the chain."""
        chain: list[Element] = []
        seen: set[str | None] = set()
        while name in self._elements and name not in seen and len(chain) < _DEEPEST:
            seen.add(name)
            chain.append(self._elements[name])
            name = value(self._elements[name], "basedOn")
        return chain


def value(element: Element | None, name: str) -> str | None:
    """The value of a property: `<w:pStyle w:val="Titre1"/>`."""
    found = element.find(W + name) if element is not None else None
    return found.get(VAL) if found is not None else None


def number(element: Element | None, name: str) -> int | None:
    """The value of a property that is a number; None where it is none."""
    text = value(element, name)
    return int(text) if text is not None and re.fullmatch(r"-?[0-9]{1,9}", text) else None


def toggle(properties: Element | None, name: str) -> bool | None:
    """A property that is on or off; None where nothing is said."""
    found = properties.find(W + name) if properties is not None else None
    return None if found is None else found.get(VAL, "1") not in _OFF


def number_of(properties: Element | None) -> tuple[str | None, int | None]:
    """The list that a paragraph's properties name, and the level in it."""
    found = properties.find(W + "numPr") if properties is not None else None
    return value(found, "numId"), number(found, "ilvl")


def indent_of(properties: Element | None) -> Indent:
    """Where a paragraph's properties put its text."""
    found = properties.find(W + "ind") if properties is not None else None
    if found is None:
        return NOWHERE
    hanging = _twips(found.get(W + "hanging"))
    left = _twips(found.get(W + "left") or found.get(W + "start"))
    return Indent(left, _twips(found.get(W + "firstLine")) if hanging is None else -hanging)


def _twips(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch(r"-?[0-9]{1,6}", text) else None


def outline_level(properties: Element | None) -> int | None:
    """The level of a heading, from 1, that a paragraph's properties give it; 0 for body text."""
    level = number(properties, "outlineLvl")
    return None if level is None else level + 1 if 0 <= level < _BODY_LEVEL else 0


def _level(style: Element) -> int | None:
    level = outline_level(style.find(W + "pPr"))
    if level is not None:
        return level
    names = (value(style, "name") or "", style.get(W + "styleId") or "")
    for name in names:
        if found := _HEADING_NAME.fullmatch(name):
            return int(found.group(1))
    return 1 if _TITLES & {name.lower() for name in names} else None


def _first(chain: list[Element], name: str) -> bool:
    said = (toggle(style.find(W + "rPr"), name) for style in chain)
    return next((on for on in said if on is not None), False)


def _is_default(style: Element) -> bool:
    return style.get(W + "type") == "paragraph" and style.get(W + "default", "0") not in _OFF
