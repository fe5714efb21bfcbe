"""A posting as its author thinks of it: title, header lines, body; and how it is read from restricted Markdown.

The Markdown is that of `samples/*.md`: `# title`, header lines `Label : value` with a blank line between, then
`# Heading` sections of paragraphs and of bullets `- ` or `1. `, nested by four spaces. A list under a header line
belongs to it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_LABELLED = re.compile(r"(?P<label>[^:]{2,110}?)\s?:(?:\s+(?P<value>.*))?$")
_ITEM = re.compile(r"(?P<indent> *)(?P<marker>[-*•]|\d+[.)])\s+(?P<text>.+)")
_INDENT = 4


@dataclass
class Item:
    """One item of a list, with the list below it."""

    text: str
    ordered: bool = False
    children: list["Item"] = field(default_factory=list)


@dataclass
class Heading:
    """A heading of the body."""

    text: str


@dataclass
class Paragraph:
    """A paragraph of the body."""

    text: str


@dataclass
class Bullets:
    """A list of the body."""

    items: list[Item]


@dataclass
class HeaderLine:
    """A header line: a label with its value, a value alone, or a label with a list."""

    label: str | None
    value: str
    items: list[Item] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The line as it is printed, without its list."""
        return f"{self.label} : {self.value}".rstrip() if self.label else self.value


Block = Heading | Paragraph | Bullets


@dataclass
class Posting:
    """One posting; `name` is the stem of the file it was read from."""

    name: str
    title: str
    header: list[HeaderLine]
    body: list[Block]

    @property
    def reference(self) -> HeaderLine:
        """The line that stands under the title, outside of the header's table."""
        return self.header[0]

    @property
    def table(self) -> list[HeaderLine]:
        """The header lines that a layout may set into columns."""
        return self.header[1:]


def read_posting(path: Path) -> Posting:
    """The posting of a Markdown file; raises ValueError where it begins with no `# title` or has no header."""
    blocks = list(_blocks(path.read_text("utf-8")))
    if not blocks or not isinstance(blocks[0], Heading):
        raise ValueError(f"{path.name} does not begin with a `# title`")
    first = next((n for n, block in enumerate(blocks[1:], 1) if isinstance(block, Heading)), len(blocks))
    header = _header(blocks[1:first])
    if not header:
        raise ValueError(f"{path.name} has no header line between its title and its first heading")
    return Posting(path.stem, blocks[0].text, header, blocks[first:])


def _blocks(text: str) -> Iterator[Block]:
    bullets: list[Item] = []
    for line in text.splitlines():
        if found := _ITEM.match(line):
            _level(bullets, len(found["indent"]) // _INDENT).append(Item(found["text"], found["marker"][0].isdigit()))
            continue
        if not line.strip():
            continue
        if bullets:
            yield Bullets(bullets)
            bullets = []
        yield Heading(line.lstrip("# ")) if line.startswith("#") else Paragraph(line.strip())
    if bullets:
        yield Bullets(bullets)


def _level(items: list[Item], depth: int) -> list[Item]:
    for _ in range(depth if items else 0):
        items = items[-1].children
    return items


def _header(blocks: list[Block]) -> list[HeaderLine]:
    lines: list[HeaderLine] = []
    for block in blocks:
        if isinstance(block, Bullets):
            lines[-1].items = block.items
        elif found := _LABELLED.match(block.text):
            lines.append(HeaderLine(found["label"], found["value"] or ""))
        else:
            lines.append(HeaderLine(None, block.text))
    return lines
