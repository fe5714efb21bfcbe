"""Headings that are written as items: a bold `1. Missions` or `❖ Profil` that no other item of its list stands beside.

In: the blocks of a text. Out: such a paragraph has the level of a bold line; a sign typed by hand is its item's.
"""

from collections.abc import Sequence

from ...document import Link
from ..text import BOLD_LEVEL, LONGEST_HEADING, typed_bullet
from .blocks import Block, Item, Paragraph, Table, TextLine

COUNTED = frozenset({"number", "letter"})


def find_heads(blocks: Sequence[Block]) -> None:
    """Give the paragraphs that are headings their level; one that ends the text heads nothing."""
    filled = [block for block in blocks if isinstance(block, Table) or block.has_text]
    for above, block, below in zip([None, *filled], filled, filled[1:], strict=False):
        if isinstance(block, Paragraph) and not block.level and _is_bold(block) and (item := _item(block)) is not None:
            _judge(block, item, above, below)


def _judge(paragraph: Paragraph, item: Item, above: Block | None, below: Block) -> None:
    beside = [_item(block) for block in (above, below)]
    if any(other is not None and _key(other) == _key(item) for other in beside):
        return
    if item.marker not in COUNTED and beside[1] is not None and _start(below) > _start(paragraph):
        return  # an item with items of its own below
    if paragraph.item is None:
        line = paragraph.lines[0]
        paragraph.lines[0] = _cut(line, line.text.index(item.label) + len(item.label))
        paragraph.item = item
    paragraph.level = BOLD_LEVEL


def _is_bold(paragraph: Paragraph) -> bool:
    line = paragraph.lines[0]
    return len(paragraph.lines) == 1 and line.bold and len(line.text) <= LONGEST_HEADING


def _item(block: Block | None) -> Item | None:
    """What makes a paragraph an item, a sign typed by hand too."""
    if not isinstance(block, Paragraph) or block.item is not None:
        return block.item if isinstance(block, Paragraph) else None
    text = next((line.text for line in block.lines if line.text.strip()), "")
    typed = typed_bullet(text)
    return Item(label=text[: typed.start].strip(), marker=typed.marker) if typed is not None else None


def _key(item: Item) -> tuple[str, int]:
    """What the items of one level of a list share."""
    return item.of or item.marker, item.level


def _start(block: Block) -> int:
    """Where a paragraph begins; items whose place is not known are as deep as their level."""
    assert isinstance(block, Paragraph)
    return block.indent or (block.item.level if block.item is not None else 0)


def _cut(line: TextLine, start: int) -> TextLine:
    links = [Link(max(link.start - start, 0), link.end - start, link.url) for link in line.links if link.end > start]
    return TextLine(line.text[start:], line.bold, links)
