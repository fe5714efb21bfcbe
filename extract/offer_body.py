"""The body of a posting -> sections, missions, contacts and ways to apply, with their places.

In: the sections of `Segments`. Out: the keys `sections`, `missions`, `contacts` and `application` of a `Draft`.
"""

import re
from collections.abc import Sequence
from typing import Any

from .document import Document, Link
from .draft import Draft
from .segments import Block, Item, Range, SectionDraft, Segments
from .settled import join
from .values.application import read_application
from .values.contacts import read_contacts

_WORD = re.compile(r"[^\W\d_]{2}")


def add_body(document: Document, segments: Segments, region: str, out: Draft) -> None:
    """Add what the body says to a draft; `region` is where a telephone number without a country is from."""
    _BodyBuilder(document, segments, region, out).run()


def item_text(text: str, parts: Sequence[Range]) -> str:
    """A list item without its closing `;` `,` `.`; an ellipsis stays."""
    joined = join(text, parts)
    return joined.rstrip(" ;,") if joined.endswith("...") else joined.rstrip(" ;,.") or joined


class _BodyBuilder:
    def __init__(self, document: Document, segments: Segments, region: str, out: Draft) -> None:
        self.document, self.text = document, document.text
        self.segments = segments
        self.region = region
        self.out = out
        self.missions: list[dict[str, Any]] = []
        self.texts: dict[int, list[str]] = {}  # the items' texts of each block, by its identity: read twice

    def run(self) -> None:
        self.out.offer["sections"] = [self._section(n, draft) for n, draft in enumerate(self.segments.sections)]
        for draft in self.segments.sections:
            if draft.kind == "missions":
                self._missions(draft)
            elif draft.kind == "contact":
                self._contacts(draft)
            elif draft.kind == "application":
                self._application(draft)
        self.out.offer["missions"] = self.missions

    # ---- sections -------------------------------------------------------------------------------------------------

    def _section(self, number: int, draft: SectionDraft) -> dict[str, Any]:
        heading = None
        if draft.heading:
            heading = join(self.text, [draft.heading])
            self.out.spans[f"sections[{number}].heading"] = draft.heading
        blocks = []
        for index, block in enumerate(draft.blocks):
            blocks.append(self._block(block))
            first, last = block.items[0].parts[0], block.items[-1].parts[-1]
            self.out.spans[f"sections[{number}].blocks[{index}]"] = (first[0], last[1])
        return {"kind": draft.kind, "heading": heading, "blocks": blocks}

    def _block(self, block: Block) -> dict[str, Any]:
        if block.kind == "paragraph":
            text = join(self.text, block.items[0].parts)
            self.texts[id(block)] = [text]
            return {"type": "paragraph", "text": text}
        items = self.texts[id(block)] = [item_text(self.text, item.parts) for item in block.items]
        return {"type": "list", "items": items}

    # ---- missions -------------------------------------------------------------------------------------------------

    def _missions(self, draft: SectionDraft) -> None:
        """One mission a bullet; a section that is prose only gives one a paragraph."""
        bullets = any(block.kind == "list" for block in draft.blocks)
        lead: str | None = None
        for block in draft.blocks:
            if block.kind == "list":
                self._list(block, lead)
            else:
                lead = self.texts[id(block)][0]
                if not bullets:
                    self._mission(block.items[0].parts, lead, None)

    def _list(self, block: Block, lead: str | None) -> None:
        texts = self.texts[id(block)]
        for item, text in zip(block.items, texts, strict=True):
            self._mission(item.parts, text, lead if item.parent is None else texts[item.parent])

    def _mission(self, parts: Sequence[Range], text: str, group: str | None) -> None:
        if not _WORD.search(text):  # `/`: there is none
            return
        self.out.spans[f"missions[{len(self.missions)}].text"] = (parts[0][0], parts[-1][1])
        self.missions.append({"text": text, "group": group})

    # ---- contacts and application ---------------------------------------------------------------------------------

    def _contacts(self, draft: SectionDraft) -> None:
        base, text, lines = self._extract(draft)
        contacts = self.out.offer.setdefault("contacts", [])
        for read in read_contacts(text, lines, self.region):
            if read.value in contacts:
                continue
            for path, (start, end) in read.spans.items():
                self.out.spans[f"contacts[{len(contacts)}].{path}"] = (base + start, base + end)
            contacts.append(read.value)

    def _application(self, draft: SectionDraft) -> None:
        """How to apply; a second section adds what the first left open."""
        base, text, lines = self._extract(draft)
        heading = self.text[draft.heading[0] : draft.heading[1]] if draft.heading else ""
        read = read_application(text, lines, self._links(base, base + len(text)), heading=heading)
        if read is None:
            return
        if "application" not in self.out.offer:
            self.out.offer["application"] = {"emails": [], "url": None, "address": None, "documents": []}
        known = self.out.offer["application"]
        for path, (start, end) in read.spans.items():
            key = path.partition("[")[0]
            self._add_to(known, key, path, read.value, (base + start, base + end))

    def _add_to(self, known: dict[str, Any], key: str, path: str, value: dict[str, Any], place: Range) -> None:
        if isinstance(known[key], list):
            item = value[key][int(path[len(key) + 1 : -1])]
            if item not in known[key]:
                self.out.spans[f"application.{key}[{len(known[key])}]"] = place
                known[key].append(item)
        elif known[key] is None:
            known[key] = value[key]
            self.out.spans[f"application.{key}"] = place

    def _extract(self, draft: SectionDraft) -> tuple[int, str, list[Range]]:
        """The text of a section and where it begins, with the offsets of its paragraphs and items in it."""
        places = [self._whole(block, item) for block in draft.blocks for item in block.items]
        if not places:
            return 0, "", []
        base = places[0][0]
        return base, self.text[base : places[-1][1]], [(start - base, end - base) for start, end in places]

    def _whole(self, block: Block, item: Item) -> Range:
        """A paragraph or item, an item with its marker."""
        start, end = item.parts[0][0], item.parts[-1][1]
        return (self.text.rfind("\n", 0, start) + 1 if block.kind == "list" else start), end

    def _links(self, start: int, end: int) -> list[Link]:
        inside = (link for link in self.document.links if start <= link.start and link.end <= end)
        return [Link(link.start - start, link.end - start, link.url) for link in inside]
