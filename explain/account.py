"""What is told of a document. Nothing but data: its keys are those of `offres explain --format json`."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Taken:
    """What a line, or a part of it, was taken for."""

    role: str  # title, label, value, sentence, heading, item, paragraph, furniture, unclaimed
    name: str = ""  # of the field, or of the kind of section
    by: str = ""  # FILE:LINE of the pattern's entry; else the rule that did it
    form: str = ""  # of the label or heading, as the pattern has it
    note: str = ""  # a repair; or why the value is not the field's


@dataclass(frozen=True, slots=True)
class Considered:
    """What a line, or a part of it, could have been taken for, and why it was not."""

    role: str
    name: str
    by: str
    form: str
    reason: str


@dataclass(slots=True)
class LineAccount:
    """One line of the source that is not blank."""

    number: int  # from 1
    page: int | None  # of a paged source
    text: str
    taken: list[Taken] = field(default_factory=list)
    values: dict[str, object] = field(default_factory=dict)  # of the record, by path, that stand on the line
    considered: list[Considered] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sign:
    """A piece of evidence that stands in the posting."""

    weight: int
    what: str
    by: str


@dataclass(frozen=True, slots=True)
class FamilyAccount:
    """A family, and what speaks for it and against it."""

    name: str
    score: int
    threshold: int
    fallback: bool
    signs: list[Sign]


@dataclass(frozen=True, slots=True)
class PostingAccount:
    """One posting: its family, the families that were weighed, its lines, findings without a place."""

    posting: int
    family: str | None
    families: list[FamilyAccount]
    lines: list[LineAccount]
    findings: list[str]


@dataclass(frozen=True, slots=True)
class DocumentAccount:
    """One document of a file; `failure` where it could not be read."""

    uri: str | None
    reader: str
    media_type: str | None
    postings: list[PostingAccount] = field(default_factory=list)
    failure: str | None = None
