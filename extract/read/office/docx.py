"""DOCX: bytes in, a Document out: the running headers, the body, the notes, the running footers.

One walk over the parts of the package; see `docx_text` for what is taken and what is left out. A file of strict OOXML
is read as one of the usual kind: its namespaces have other names, and nothing else differs here.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...document import Document, Reading
from ...errors import NoText
from .. import sniff
from ..pieces import Piece, compose
from .blocks import Block
from .docx_lists import Lists
from .docx_styles import Styles, W
from .docx_text import Context, Story
from .flow import furniture_of, pieces_of
from .office_zip import Element, Package, broken, parse_xml

_MAIN = "word/document.xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)


def read(data: bytes) -> Document:
    """The document of a DOCX file."""
    return compose(_File(Package(data)).pieces(), Reading(sniff.DOCX, "docx"))


@dataclass(slots=True)
class _Relations:
    """What a part refers to: by id, and the first part of each kind."""

    links: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)


class _File:
    """The parts of one DOCX."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._known: dict[str, _Relations] = {}
        self._roots: dict[str, Element] = {}
        self._main = self._relations("").kinds.get("officeDocument", _MAIN)
        self._relates = self._relations(self._main)
        styles = Styles(self._kind("styles"))
        self._context = Context(styles, Lists(self._kind("numbering"), styles))

    def pieces(self) -> Iterator[Piece]:
        """The pieces of the whole file; raises NoText where there are none."""
        root = self._xml(self._main)
        if root is None:
            raise broken(f"its part {self._main} is missing")
        body = root.find(W + "body")
        pieces = pieces_of(self._blocks(body, self._main)) if body is not None else []
        pieces += pieces_of(self._notes())
        if not pieces:
            raise NoText("the document has no text", remedy="If it holds pictures of text, save it as PDF")
        yield from self._furniture(root, "headerReference")
        yield from pieces
        yield from self._furniture(root, "footerReference")

    def _blocks(self, root: Element, part: str, note: int | None = None) -> list[Block]:
        relates = self._relations(part)
        story = Story(self._context, relates.links, lambda key: self._xml(relates.parts.get(key)))
        story.note = note
        return story.blocks(root)

    def _notes(self) -> Iterator[Block]:
        """The notes that the body refers to, in the order of their marks; what they refer to in turn has no mark."""
        roots: dict[str, dict[str | None, Element]] = {}
        for (kind, note), number in list(self._context.notes.numbers.items()):
            if kind not in roots:
                root = self._kind(f"{kind}s")
                found = root.iterchildren(W + kind) if root is not None else ()
                roots[kind] = {element.get(W + "id"): element for element in found}
            if note in roots[kind]:
                yield from self._blocks(roots[kind][note], self._relates.kinds[f"{kind}s"], number)

    def _furniture(self, root: Element, reference: str) -> Iterator[Piece]:
        """The headers or footers of all sections, each distinct one once."""
        seen: set[tuple[str, ...]] = set()
        names = (self._relates.parts.get(element.get(_ID)) for element in root.iter(W + reference))
        for name in dict.fromkeys(names):
            part = self._xml(name)
            if part is None or name is None:
                continue
            pieces = furniture_of(self._blocks(part, name))
            text = tuple(piece.text for piece in pieces)
            if text not in seen:
                seen.add(text)
                yield from pieces

    def _kind(self, kind: str) -> Element | None:
        return self._xml(self._relates.kinds.get(kind))

    def _xml(self, name: str | None) -> Element | None:
        if name is None or name not in self._package.names:
            return None
        if name not in self._roots:
            self._roots[name] = self._parse(name)
        return self._roots[name]

    def _parse(self, name: str) -> Element:
        data = self._package.read(name)
        if _STRICT in data:
            for strict, usual in _USUAL:
                data = data.replace(strict, usual)
        return parse_xml(data, name)

    def _relations(self, part: str) -> _Relations:
        if part not in self._known:
            self._known[part] = self._read_relations(part)
        return self._known[part]

    def _read_relations(self, part: str) -> _Relations:
        folder, name = posixpath.split(part)
        root = self._package.xml_or_none(posixpath.join(folder, "_rels", f"{name}.rels"))
        relations = _Relations()
        for element in root.iter(_RELATION) if root is not None else ():
            target, key = element.get("Target", ""), element.get("Id", "")
            if element.get("TargetMode") == "External":
                relations.links[key] = target
                continue
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            relations.parts[key] = path
            relations.kinds.setdefault(posixpath.basename(element.get("Type", "")), path)
        return relations
