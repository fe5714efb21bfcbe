"""The record: what the tool gives for one posting. Nothing but data, and the one definition of it.

The JSON Schema, the documentation of the keys and the table columns are made from these models. In: plain dictionaries
that `offer.py` built. Out: validated, frozen models. A value that is absent is None, an absent list is empty.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

ReducedDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Category = Literal["A", "B", "C"]
ContractKind = Literal[
    "civil_servant", "contractual", "permanent", "fixed_term", "internship", "apprenticeship", "temporary"
]
SectionKind = Literal[
    "description", "missions", "conditions", "profile", "education", "knowledge", "skills", "behaviours",
    "experience", "benefits", "employer", "contact", "application", "notes", "other",
]  # fmt: skip
Severity = Literal["error", "warning", "info"]
StartKind = Literal["immediate", "date", "expected", "other"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Reference(_Model):
    """The number under which the posting is filed."""

    number: str | None = None
    """The number as printed, without white space and a leading `N°`; null where the page leaves it blank."""
    issued: date | None = None
    """The date printed after the number (`du 27/06/2025`)."""
    issuer: str | None = None
    """For numbers of a known form, the issuer's part (`3134`)."""
    year: int | None = None
    """For numbers of a known form, the year (`25` is 2025)."""
    sequence: int | None = None
    """For numbers of a known form, the running number (`0990` is 990)."""
    suffix: str | None = None
    """For numbers of a known form, the part after the slash (`SR`)."""
    also: list[str] = []
    """Further numbers of the same posting, such as a company's own beside the board's."""


class CorpsResidency(_Model):
    """The length of residence asked of one corps."""

    corps: str
    """The corps or grade, as printed."""
    min_years: int | None = None
    """Years of residence, at least."""
    max_years: int | None = None
    """Years of residence, fewer than."""


class Residency(_Model):
    """The length of residence asked for, in New Caledonia's notices."""

    min_years: int | None = None
    """Years of residence, at least."""
    max_years: int | None = None
    """Years of residence, fewer than (`inférieure à 3 ans`)."""
    route: str | None = None
    """The way of recruitment that the condition is for (`sur titre`, `direct`)."""
    by_corps: list[CorpsResidency] = []
    """The condition of each corps, where the posting lists them so."""


class Start(_Model):
    """When the post is to be filled."""

    kind: StartKind
    """`immediate`, `date`, `expected` (susceptible d'être vacant) or `other`."""
    date: ReducedDate | None = None
    """The date, of the precision that is printed: `2025-09-01`, `2025-09` or `2025`; never completed."""
    text: str
    """The wording, as printed."""


class Contract(_Model):
    """The kind of employment."""

    kinds: list[ContractKind] = []
    """The kinds named, in the order of this list's values."""
    duration_months: int | None = None
    """The duration in months, where it is given."""
    text: str
    """The wording, as printed."""


class WorkingTime(_Model):
    """The working time."""

    kind: Literal["full_time", "part_time"] | None = None
    """Full or part time, where the posting says which."""
    hours_per_week: float | None = None
    """Hours a week."""
    text: str
    """The wording, as printed."""


class Salary(_Model):
    """The pay."""

    min: float | None = None
    """Lower bound; one amount sets both bounds, `à partir de` this one."""
    max: float | None = None
    """Upper bound; one amount sets both bounds, `jusqu'à` this one."""
    currency: str | None = None
    """ISO 4217: EUR, XPF."""
    period: Literal["hour", "month", "year"] | None = None
    """What the amounts are paid for."""
    gross: bool | None = None
    """True for `brut`, false for `net`."""
    text: str
    """The wording, as printed."""


class Mission(_Model):
    """One task of the post."""

    text: str
    """One bullet, without its marker and its closing `;` `,` `.`; or one paragraph, where the missions are prose."""
    group: str | None = None
    """The paragraph that leads into the list; for a nested bullet its parent's text; null right under the heading."""


class Contact(_Model):
    """A person or an office to ask."""

    name: str | None = None
    """The name, without `M.` or `Mme`."""
    role: str | None = None
    """The person's function, as printed."""
    phones: list[str] = []
    """Telephone numbers in E.164 (`+687246319`)."""
    emails: list[str] = []
    """E-mail addresses."""


class Application(_Model):
    """How to apply."""

    emails: list[str] = []
    """E-mail addresses that take applications."""
    url: str | None = None
    """The page that takes applications."""
    address: str | None = None
    """The postal address that takes applications."""
    documents: list[str] = []
    """The documents asked for, as printed."""


class Attribute(_Model):
    """A labelled fact that has no key of its own."""

    label: str
    """The label, without its colon."""
    value: str
    """The value, as printed."""


class Paragraph(_Model):
    """A paragraph of a section."""

    type: Literal["paragraph"] = "paragraph"
    """Always `paragraph`."""
    text: str
    """The paragraph, wrapped lines joined."""


class ItemList(_Model):
    """A list of a section."""

    type: Literal["list"] = "list"
    """Always `list`."""
    items: list[str]
    """The items, without their markers and closing `;` `,` `.`."""


class Section(_Model):
    """A part of the body under one heading."""

    kind: SectionKind
    """What the part is about."""
    heading: str | None = None
    """The heading as printed; null for a body without one."""
    blocks: list[Annotated[Paragraph | ItemList, Field(discriminator="type")]] = []
    """Paragraphs and lists, in order."""


class Offer(_Model):
    """What the posting says, normalised."""

    title: str | None = None
    """The post's name, as printed, without markup."""
    reference: Reference | None = None
    """The number under which the posting is filed."""
    employer: str | None = None
    """The recruiting body."""
    department: str | None = None
    """The directorate, labelled or not."""
    service: str | None = None
    """The service or unit, labelled or not."""
    corps: str | None = None
    """The civil-service corps or cadre d'emplois."""
    domains: list[str] = []
    """The specialities after the corps, or the value of a label Domaine."""
    grades: list[str] = []
    """The grades, where the posting lists them."""
    category: list[Category] = []
    """The civil-service category."""
    occupation: str | None = None
    """The job in the official job register, its label."""
    occupation_code: str | None = None
    """The job's code in the register, where it is printed (`M1802`)."""
    location: str | None = None
    """The place of work."""
    residency: Residency | None = None
    """The length of residence asked for; null where the label is absent."""
    published: date | None = None
    """The date on which the posting was filed or published."""
    deadline: date | None = None
    """The last day to apply."""
    deadline_time: ClockTime | None = None
    """The hour of the deadline (`12:00`)."""
    initial_deadline: date | None = None
    """The deadline that a change of deadline replaced."""
    start: Start | None = None
    """When the post is to be filled."""
    openings: int | None = None
    """The number of posts."""
    contract: Contract | None = None
    """The kind of employment."""
    working_time: WorkingTime | None = None
    """The working time."""
    salary: Salary | None = None
    """The pay."""
    missions: list[Mission] = []
    """The tasks, activities included."""
    contacts: list[Contact] = []
    """Persons or offices to ask."""
    application: Application | None = None
    """How to apply."""
    attributes: list[Attribute] = []
    """Labelled facts that have no key of their own."""
    sections: list[Section] = []
    """The whole body, in order."""


class Span(_Model):
    """Where something stands in the source: `source_text[start:end] == text`, always."""

    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last character."""
    text: str
    """The source between the two."""
    page: int | None = None
    """The page, from 1, of a paged source."""
    bbox: tuple[float, float, float, float] | None = None
    """`[x0, top, x1, bottom]` in points, on a paged source."""


class Finding(_Model):
    """Something wrong or doubtful."""

    code: Annotated[str, StringConstraints(pattern=r"^OF\d{3}$")]
    """The stable code, such as `OF203`."""
    name: str
    """The stable name, such as `deadline-before-publication`."""
    severity: Severity
    """`error` (wrong or unusable), `warning` (a person should look) or `info`."""
    field: str | None = None
    """The path of the value concerned in `offer`."""
    message: str
    """What is wrong, with the values concerned, and what to do."""
    span: Span | None = None
    """The place concerned."""


class Source(_Model):
    """What was read, and how."""

    uri: str | None = None
    """Where the bytes came from; null for text handed over in Python."""
    sha256: str
    """The digest of the bytes."""
    bytes: int
    """The number of bytes."""
    media_type: str | None = None
    """The type, told from the content and not from the name."""
    encoding: str | None = None
    """The character encoding of a text."""
    pages: int | None = None
    """The number of pages of a paged source."""
    reader: str | None = None
    """The reader, or step of the reading ladder, that gave the text."""
    ocr: bool = False
    """True where the text was read by OCR by this tool."""
    family: str | None = None
    """The pattern family that the posting was recognised as."""
    posting: int = 0
    """The index of the posting in the file, from 0."""
    extractor: str
    """The tool and its version."""


class Record(_Model):
    """One posting."""

    schema_version: Literal["1.0"] = "1.0"
    """The version of this form."""
    offer: Offer | None = None
    """What the posting says; null where the file gave none."""
    spans: dict[str, Span] = {}
    """Where each value was found, by its path in `offer`; `header[n]`, `furniture[n]`, `unclaimed[n]` for the rest."""
    findings: list[Finding] = []
    """What is wrong or doubtful."""
    source: Source
    """What was read, and how."""
