"""A pattern file, validated: the one definition of what a pack may hold.

In: a TOML file as text. Out: a `Pack`, plain data. A mistake raises PatternError naming the file, the line, the key and
the nearest known name. `offres patterns schema` prints the JSON Schema that these models give.
"""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, model_validator
from pydantic_core import ErrorDetails

from ..extract.errors import PatternError

FieldName = Literal[
    "title", "reference", "employer", "department", "service", "corps", "domains", "grades", "category", "occupation",
    "location", "residency", "published", "deadline", "initial_deadline", "start", "openings", "contract",
    "working_time", "salary", "attribute",
]  # fmt: skip
KindName = Literal[
    "description", "missions", "conditions", "profile", "education", "knowledge", "skills", "behaviours", "experience",
    "benefits", "employer", "contact", "application", "notes", "other",
]  # fmt: skip
Required = Literal["reference", "deadline", "employer", "location"]
ValueShape = Literal["date", "number", "category", "residency", "start", "vacancy", "name", "text"]
BareShape = Literal["date", "number", "category", "residency", "start", "capital", "keep", "name"]
VocabularyName = Literal[
    "furniture",
    "organisations",
    "corps",
    "nothing",
    "no_unit",
    "not_domains",
    "logos",
    "not_labels",
    "buttons",
    "parent_bodies",
]
NAME = r"^[a-z][a-z0-9-]*$"
REFERENCE_PARTS = ("issuer", "year", "sequence", "suffix")


def _closed(form: str) -> str:
    if form.count("[") != form.count("]") or form.count("(") != form.count(")"):
        raise ValueError(f"a bracket of the form {form!r} is not closed")
    return form


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from error
    return pattern


def _only(names: Collection[str], pattern: str) -> str:
    """The expression, whose named groups must be of the names."""
    for group in re.compile(_compiles(pattern)).groupindex:
        if group not in names:
            raise ValueError(f"unknown group{near_name(group, list(names))}")
    return pattern


def _reference_groups(pattern: str) -> str:
    return _only(REFERENCE_PARTS, pattern)


def _field_groups(pattern: str) -> str:
    return _only(get_args(FieldName), pattern)


FormText = Annotated[str, Field(min_length=1), AfterValidator(_closed)]
Expression = Annotated[str, AfterValidator(_compiles)]
Texts = Annotated[list[str], Field(min_length=1)]


class Entry(BaseModel):
    """What every entry holds besides: how it is tested."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, use_attribute_docstrings=True)

    examples: Texts
    """Lines or values that this entry must take; in a label's example braces hold the value."""
    counter: Texts
    """Lines or values that it must not take."""


class LabelEntry(Entry):
    """A label of the header."""

    field: FieldName
    """The field that it labels; `attribute` for a fact without a key of its own."""
    forms: Annotated[list[FormText], Field(min_length=1)]
    """The label as printed; `[...]` is optional, `(s)` an optional ending, `|` an alternative, `*` a few words."""
    tails: list[FormText] = []
    """Second halves of a label that is wrapped."""
    bare: BareShape | None = None
    """What may follow where there is no colon."""
    value: ValueShape = "text"
    """What a value on a following line must look like."""
    body: bool = True
    """Whether it is taken in the body too."""
    mid: bool = False
    """So distinct that it needs no colon in the middle of a line."""
    bullet: bool = False
    """Taken in a list of the body too."""
    continues: list[str] = []
    """What further lines of the value begin with."""


class HeadingEntry(Entry):
    """A heading of the body."""

    kind: KindName
    """The kind of section that it opens."""
    forms: Annotated[list[FormText], Field(min_length=1)]
    """The heading as it is printed, in the notation of a label's forms."""
    inline: FieldName | None = None
    """The field that a short text behind the heading's colon belongs to."""
    fact: bool = False
    """In the header, with a short text after its colon, this heading is a labelled fact."""


class ReferenceEntry(Entry):
    """A form of reference number."""

    pattern: Annotated[str, AfterValidator(_reference_groups)]
    """A regular expression with the parts as named groups: issuer, year, sequence, suffix."""
    damaged: bool = False
    """A form that is not regular, whose parts can still be told."""


class ProseEntry(Entry):
    """A value that stands in a sentence."""

    where: Literal["opening", "application"]
    """In the lines before the first heading, or where it says how to apply."""
    pattern: Annotated[str, AfterValidator(_field_groups)]
    """A regular expression over folded text; its named groups are fields (of `application`: `deadline`)."""

    @model_validator(mode="after")
    def _has_its_group(self) -> Self:
        groups = re.compile(self.pattern).groupindex
        if not groups or (self.where == "application" and "deadline" not in groups):
            raise ValueError("has no group (?P<deadline>...)" if groups else "has no group (?P<FIELD>...)")
        return self


class PropertyEntry(Entry):
    """What a property of a web page's structured data (schema.org) means."""

    names: Texts
    """The property; names of things inside it are joined with a dot (`hiringOrganization.name`)."""
    field: FieldName
    """The field that it gives, where the text does not."""
    shape: Literal["date", "name"]
    """What its value must look like."""


class EvidenceEntry(Entry):
    """One sign that a posting belongs to this family; exactly one of label, heading and text."""

    weight: int
    """What it adds; a negative weight speaks against the family."""
    label: FieldName | None = None
    """A label of this field stands in the posting."""
    heading: KindName | None = None
    """A heading of this kind stands in the posting."""
    form: str | None = None
    """Only this form of the label or heading counts, written as in its entry."""
    value: Expression | None = None
    """Only a value that holds this regular expression counts (over the value as printed)."""
    text: Expression | None = None
    """The folded text of the posting holds this regular expression."""
    needs: list[str] = []
    """Of a `text`: folded words of which one must stand in the posting for the expression to be tried at all."""

    @model_validator(mode="after")
    def _has_one_sign(self) -> Self:
        if [self.label, self.heading, self.text].count(None) != 2:  # noqa: PLR2004 -- of three
            raise ValueError("needs exactly one of label, heading and text")
        return self

    def told(self) -> str:
        """The sign in words."""
        if self.text is not None:
            return f"the text holds {self.text}"
        what = f"a label of {self.label}" if self.label else f"a heading of {self.heading}"
        form = f" in the form «{self.form}»" if self.form else ""
        return f"{what}{form}" + (f" with a value that holds {self.value}" if self.value else "")


class Pack(BaseModel):
    """One family's patterns, or the common ones."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, use_attribute_docstrings=True)

    name: Annotated[str, Field(pattern=NAME)]
    """The family's name, which stands in a record's `source.family`; the file bears it too."""
    title: str = ""
    """What postings these are, in a line."""
    inherits: str | None = None
    """The pack that this one adds to: its forms of reference numbers are this family's too."""
    required: list[Required] = []
    """What a complete posting of this family must hold."""
    region: Literal["FR", "NC"] = "FR"
    """Where telephone numbers without a country code are at home."""
    threshold: int = 0
    """The sum of weights from which a posting belongs to the family."""
    fallback: bool = False
    """Only where no other family reaches its threshold."""
    evidence: list[EvidenceEntry] = []
    label: list[LabelEntry] = []
    heading: list[HeadingEntry] = []
    reference: list[ReferenceEntry] = []
    prose: list[ProseEntry] = []
    property: list[PropertyEntry] = []
    vocabulary: dict[VocabularyName, list[Annotated[str, Field(min_length=1)]]] = {}
    """Words and phrases, by what they are; see "Vocabularies" below."""

    _file: str = PrivateAttr("")
    _lines: list[str] = PrivateAttr(default_factory=list)
    _heads: dict[str, list[int]] = PrivateAttr(default_factory=dict)  # by table: the lines of its entries, from 1

    @model_validator(mode="after")
    def _can_be_recognised(self) -> Self:
        if self.evidence and self.threshold < 1:
            raise ValueError("threshold: must be at least 1 where there is evidence")
        return self

    def file(self) -> str:
        """The file that the pack was read from, as messages name it."""
        return self._file or f"{self.name}.toml"

    def place(self, table: str = "", number: int = 0, printed: str = "") -> str:
        """`FILE:LINE` of an entry, counted from 0, or of what is printed in it; `FILE:1` without one."""
        heads = self._heads.get(table, [])
        first = heads[number] if number < len(heads) else 1
        if printed:
            rest = range(first - 1, heads[number + 1] - 1 if number + 1 < len(heads) else len(self._lines))
            first = next((n + 1 for n in rest if printed.split("\n", maxsplit=1)[0] in self._lines[n]), first)
        return f"{self.file()}:{first}"


def read_pack(text: str, file: str) -> Pack:
    """The pack of a file's text; raises PatternError."""
    try:
        pack = Pack.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise PatternError(f"{file}: {error}") from error
    except ValidationError as error:
        raise PatternError("\n".join(_told(file, text, detail) for detail in error.errors())) from error
    pack._file = file  # noqa: SLF001 -- it is this module's own
    pack._lines = text.splitlines()  # noqa: SLF001 -- the same
    for number, line in enumerate(pack._lines, 1):  # noqa: SLF001 -- the same
        if head := _HEAD.match(line):
            pack._heads.setdefault(head[1], []).append(number)  # noqa: SLF001 -- the same
    return pack


_HEAD = re.compile(r"\s*\[\[\s*(\w+)\s*\]\]")


# ---- mistakes, told so that a person finds them ---------------------------------------------------------------------

_TABLES: dict[str, type[BaseModel]] = {
    "label": LabelEntry,
    "heading": HeadingEntry,
    "reference": ReferenceEntry,
    "prose": ProseEntry,
    "property": PropertyEntry,
    "evidence": EvidenceEntry,
}


def _told(file: str, text: str, detail: ErrorDetails) -> str:
    place = tuple(part for part in detail["loc"] if part != "[key]")
    cause = _cause(place, detail)
    line = line_of(text, place or (cause.partition(":")[0],))  # what is wrong with the whole begins with its key
    return f"{file}:{line}: {_where(place)}{cause}"


def _where(place: Sequence[int | str]) -> str:
    """`label 3, forms: ` for the path of a key."""
    if len(place) > 1 and isinstance(place[1], int):
        entry = f"{place[0]} {place[1] + 1}"
        return f"{entry}: {place[2]}: " if len(place) > 2 else f"{entry}: "  # noqa: PLR2004 -- table, number, key
    return f"{place[0]}: " if place else ""


def _cause(place: Sequence[int | str], detail: ErrorDetails) -> str:
    kind, context = detail["type"], detail.get("ctx") or {}
    if kind == "extra_forbidden":
        return f"unknown {'table' if len(place) == 1 else 'key'}{near_name(str(place[-1]), _keys(place))}"
    if kind == "missing":
        return f"is missing; known keys are {', '.join(_keys(place))}"
    if kind == "literal_error":
        known = re.findall(r"'([^']+)'", str(context.get("expected", "")))
        return f"unknown name{near_name(str(detail['input']), known)}"
    if kind == "too_short":
        return "must hold at least one entry"
    return str(context.get("error") or detail["msg"])


def _keys(place: Sequence[int | str]) -> list[str]:
    model = _TABLES.get(str(place[0]), Pack) if len(place) > 1 else Pack
    return sorted(model.model_fields)


def near_name(name: str, known: Sequence[str]) -> str:
    """An unknown name, and the known one that it is nearest to; all known ones where none is near."""
    close = get_close_matches(name, known, 1)
    return f" {name!r}" + (f"; did you mean {close[0]!r}?" if close else f"; known are {', '.join(sorted(known))}")


def line_of(text: str, place: Sequence[int | str]) -> int:
    """The line, from 1, on which the key of a path stands in a TOML text; that of its table where it is not found."""
    lines = text.splitlines()
    start, end = 0, len(lines)
    if len(place) > 1 and isinstance(place[1], int):
        heads = [n for n, line in enumerate(lines) if (head := _HEAD.match(line)) and head[1] == place[0]]
        if place[1] < len(heads):
            start = heads[place[1]]
            end = next((n for n in range(start + 1, len(lines)) if lines[n].startswith("[")), len(lines))
    key = next((part for part in reversed(place) if isinstance(part, str)), "")
    written = re.compile(rf"\s*\[*\"?{re.escape(key)}\"?\]*\s*(?:=|$)")
    return next((n for n in range(start, end) if written.match(lines[n])), start) + 1


def literal_names(annotation: Any) -> tuple[str, ...]:
    """The names that a Literal allows."""
    return tuple(str(name) for name in get_args(annotation))


def inherited(name: str, packs: Mapping[str, Pack]) -> Iterator[Pack]:
    """A pack and those that it adds to, the most general last; raises PatternError for one that is not there."""
    seen: set[str] = set()
    current: str | None = name
    place = packs[name].place(printed="inherits") if name in packs else name
    while current is not None:
        if current in seen:
            raise PatternError(f"{place}: inherits in a circle: {', '.join(sorted(seen))}")
        if current not in packs:
            raise PatternError(f"{place}: inherits: no pack{near_name(current, list(packs))}")
        seen.add(current)
        yield packs[current]
        current = packs[current].inherits
