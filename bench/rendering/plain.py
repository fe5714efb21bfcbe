"""A posting as text: wrapped, as a mail or a text file holds it, and as Markdown."""

import textwrap
from collections.abc import Iterator

from .posting import Block, Bullets, Heading, Item, Posting

WIDTH = 90


def as_text(posting: Posting) -> str:
    """Plain text, wrapped at 90 columns, with bullets `•` and `o`."""
    parts = [_wrapped(posting.title), _wrapped(posting.reference.text), ""]
    for line in posting.table:
        parts += [_wrapped(line.text), *_text_items(line.items)]
    for block in posting.body:
        parts += _text_block(block)
    return "\n".join(parts) + "\n"


def as_markdown(posting: Posting) -> str:
    """Markdown, one block a line."""
    parts = [f"# {posting.title}"]
    for line in posting.header:
        parts += [line.text, *(["\n".join(_markdown_items(line.items))] if line.items else [])]
    parts += map(_markdown_block, posting.body)
    return "\n\n".join(parts) + "\n"


def _wrapped(text: str, first: str = "", later: str = "") -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=first, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
    )


def _text_block(block: Block) -> list[str]:
    if isinstance(block, Bullets):
        return ["", *_text_items(block.items)]
    return ["", "", _wrapped(block.text)] if isinstance(block, Heading) else ["", _wrapped(block.text)]


def _text_items(items: list[Item], depth: int = 0) -> Iterator[str]:
    for number, item in enumerate(items, 1):
        marker = f"{number}." if item.ordered else "•o"[min(depth, 1)]
        margin = "    " * depth
        yield _wrapped(item.text, f"{margin}{marker} ", margin + " " * (len(marker) + 1))
        yield from _text_items(item.children, depth + 1)


def _markdown_block(block: Block) -> str:
    if isinstance(block, Bullets):
        return "\n".join(_markdown_items(block.items))
    return f"# {block.text}" if isinstance(block, Heading) else block.text


def _markdown_items(items: list[Item], depth: int = 0) -> Iterator[str]:
    for number, item in enumerate(items, 1):
        yield f"{'    ' * depth}{f'{number}.' if item.ordered else '-'} {item.text}"
        yield from _markdown_items(item.children, depth + 1)
