"""Who claims which stretch of a posting: the title, each labelled value, each piece of a section, what is left over.

In: a `Posting` as the pipeline made it. Out: stretches of the document's text, each with what it was taken for.
"""

from collections.abc import Iterator, Mapping

from ..extract.document import Document
from ..extract.pipeline import Posting
from ..extract.segments import Entry, Range, SectionDraft
from .account import Taken

Claim = tuple[Range, Taken]

_BY_LOOKS = "rule: the first line above the labels that is no logo or letterhead"
_NO_TEXT = "rule: the format tells that it is none of the text: a line drawn, a running header, part of a site"
_REPEATED = "rule: a page number, or the letterhead printed again"
_TABLE = "a row of a table above the body"
_UNKNOWN = "rule: a heading that no pattern knows"
_FIRST = "rule: the body begins without a heading"


def claims_of(document: Document, posting: Posting, sentences: Mapping[str, str]) -> list[Claim]:
    """All claims of a posting; `sentences` is the place of each expression for values in sentences."""
    lost = {id(entry): why for entry, why in posting.settled.lost}
    found = [
        *_title(posting),
        *(
            claim
            for entry in posting.segments.entries
            for claim in _entry(document, entry, posting, lost.get(id(entry)))
        ),
        *_sentences(posting, sentences),
        *(claim for section in posting.segments.sections for claim in _section(section)),
        *_left_over(posting),
    ]
    return [(place, taken) for place, taken in found if place[0] < place[1]]


def _title(posting: Posting) -> Iterator[Claim]:
    labelled = posting.settled.entries.get("title")
    if labelled is None or posting.settled.title != labelled.parts:
        yield from ((place, Taken("title", "title", _BY_LOOKS)) for place in posting.settled.title)


def _entry(document: Document, entry: Entry, posting: Posting, lost: str | None) -> Iterator[Claim]:
    printed = ":" in entry.form.pattern
    by = entry.form.pattern if printed else f"rule: {entry.form.pattern}"
    form = entry.form.text.strip() if printed else ""
    note = "; ".join(filter(None, [_repaired(document, entry, posting), _unkept(lost)]))
    label = Taken("label", entry.form.name, by, form, note)
    alone = entry.label[0] < entry.label[1]
    if alone:
        yield entry.label, label
    for number, part in enumerate(entry.parts):
        same = not alone and not number
        on_its_line = alone and "\n" not in document.text[entry.label[1] : part[0]]
        yield part, label if same or on_its_line else Taken("value", entry.form.name, by, form, note)


def _repaired(document: Document, entry: Entry, posting: Posting) -> str:
    for _, (start, end) in posting.segments.mended:
        if entry.label[0] <= start < max(entry.label[1], entry.label[0] + 1):
            return f"the label is damaged: {document.text[start:end]!r}"
    return ""


def _unkept(why: str | None) -> str:
    return f"not kept, as another label gives the field: {why}" if why else ""


def _sentences(posting: Posting, places: Mapping[str, str]) -> Iterator[Claim]:
    for name, expression in posting.settled.sentences.items():
        if (value := posting.settled.values.get(name)) is not None:
            yield value.whole(), Taken("sentence", name, places.get(expression, ""))


def _section(section: SectionDraft) -> Iterator[Claim]:
    if section.heading is not None:
        by, form = (section.form.pattern, section.form.text) if section.form else (_UNKNOWN, "")
        yield section.heading, Taken("heading", section.kind, by, form)
    under = "" if section.heading or section.kind != "description" else _FIRST
    for block in section.blocks:
        taken = Taken("item" if block.kind == "list" else "paragraph", section.kind, under)
        yield from ((part, taken) for item in block.items for part in item.parts)


def _left_over(posting: Posting) -> Iterator[Claim]:
    rules = {(line.start, line.end) for line in posting.lines if line.kind == "rule"}
    why = posting.settled.loose
    for place in posting.settled.furniture:
        told = f"rule: {why[place[0]]}" if place[0] in why else _NO_TEXT if place in rules else _REPEATED
        yield place, Taken("furniture", by=told)
    for place in posting.settled.unclaimed:
        yield place, Taken("unclaimed", by=f"rule: {why.get(place[0], _TABLE)}")
