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
from .values.application import read_application, read_said_application
from .values.contacts import Read, read_contacts, read_said_contacts

_WRAPPED = re.compile(r" #{1,6} ")  # the mark of a heading's second line
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
        self.taken: set[Range] = set()  # the places of addresses that take applications
        self.texts: dict[int, list[str]] = {}  # the items' texts of each block, by its identity: read twice

    def run(self) -> None:
        self.out.offer["sections"] = [self._section(n, draft) for n, draft in enumerate(self.segments.sections)]
        self._missions([draft for draft in self.segments.sections if draft.kind == "missions"])
        self._ways_to_apply()
        self._contacts()
        self.out.offer["missions"] = self.missions

    # ---- sections -------------------------------------------------------------------------------------------------

    def _section(self, number: int, draft: SectionDraft) -> dict[str, Any]:
        heading = None
        if draft.heading:
            heading = _WRAPPED.sub(" ", join(self.text, [draft.heading]))
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

    def _missions(self, drafts: Sequence[SectionDraft]) -> None:
        """One mission a bullet; where the missions and activities are prose only, one a paragraph."""
        prose_only = all(block.kind == "paragraph" for draft in drafts for block in draft.blocks)
        for draft in drafts:
            lead: str | None = None
            for block in draft.blocks:
                if block.kind == "list":
                    self._list(block, lead)
                    continue
                lead = self.texts[id(block)][0]
                if prose_only and not block.head:
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

    # ---- application and contacts ---------------------------------------------------------------------------------

    def _ways_to_apply(self) -> None:
        """How to apply; a further section adds what the first left open, one about something else where it says so."""
        for draft in self._of_kinds("application"):
            base, text, lines = self._extract(draft)
            links = self._links(base, base + len(text))
            self._application(base, read_application(text, lines, links, heading=self._heading(draft)))
        for draft in self._of_kinds("contact", "notes", "other"):
            base, text, lines = self._extract(draft)
            links = self._links(base, base + len(text))
            heading = "" if draft.kind == "contact" else self._heading(draft)
            self._application(base, read_said_application(text, lines, links, heading=heading), said=True)

    def _application(self, base: int, read: Read | None, *, said: bool = False) -> None:
        if read is None:
            return
        known = self.out.offer.setdefault("application", {"emails": [], "url": None, "address": None, "documents": []})
        complete = said and bool(known["documents"])
        for path, (start, end) in read.spans.items():
            key = path.partition("[")[0]
            if not (complete and key == "documents"):
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

    def _contacts(self) -> None:
        """Whom to ask; sections about something else add persons and offices where they say so."""
        spans = self.out.spans
        self.taken = {place for path, place in spans.items() if path.startswith("application.emails")}
        for draft in self._of_kinds("contact"):
            base, text, lines = self._extract(draft)
            for read in read_contacts(text, lines, self.region, heading=self._heading(draft)):
                self._contact(base, read)
        for draft in self._of_kinds("application", "notes", "other"):
            base, text, lines = self._extract(draft)
            for read in read_said_contacts(text, lines, self.region, heading=self._heading(draft)):
                self._contact(base, read, said=True)

    def _contact(self, base: int, read: Read, *, said: bool = False) -> None:
        contacts = self.out.offer.setdefault("contacts", [])
        if read.value in contacts or self._takes_applications(base, read):
            return
        if said and any(_is_same(read.value, contact) for contact in contacts):
            return
        for path, (start, end) in read.spans.items():
            self.out.spans[f"contacts[{len(contacts)}].{path}"] = (base + start, base + end)
        contacts.append(read.value)

    def _takes_applications(self, base: int, read: Read) -> bool:
        """Whether a contact without name and number is but the addresses that were taken for applications."""
        emails = [(base + start, base + end) for path, (start, end) in read.spans.items() if path.startswith("emails")]
        nameless = read.value["name"] is None and not read.value["phones"]
        return nameless and bool(emails) and self.taken.issuperset(emails)

    def _of_kinds(self, *kinds: str) -> list[SectionDraft]:
        return [draft for draft in self.segments.sections if draft.kind in kinds]

    def _heading(self, draft: SectionDraft) -> str:
        return self.text[draft.heading[0] : draft.heading[1]] if draft.heading else ""

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


def _is_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two contacts share their name, a number or an address."""
    shared = any(set(one[key]) & set(other[key]) for key in ("phones", "emails"))
    return shared or (one["name"] is not None and one["name"] == other["name"])
