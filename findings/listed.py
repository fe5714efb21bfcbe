"""Findings as a list for programs and spreadsheets: JSON in a form of its own, with its schema, and CSV."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, Literal

from pydantic import BaseModel, ConfigDict, Field

from ..extract.record import Severity
from ..output.cells import row
from ..output.schema import DIALECT
from .located import Found, Posting, fingerprint
from .report import Report

PLACE = ("page", "line", "column", "end_line", "end_column")
COLUMNS = ("uri", "posting", *PLACE, "code", "name", "severity", "field", "message", "text")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Where(_Model):
    """Where a finding stands in the text that `offres text` prints; lines and columns count from 1."""

    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last character."""
    line: int
    """The line of the first character."""
    column: int
    """Its place in the line."""
    end_line: int
    """The line of the last character."""
    end_column: int
    """The place after it in the line."""
    text: str
    """What stands there."""
    page: int | None
    """The page, from 1, of a paged source."""
    bbox: tuple[float, float, float, float] | None
    """`[x0, top, x1, bottom]` in points, on a paged source."""


class Listed(_Model):
    """One finding."""

    code: str = Field(pattern=r"^OF\d{3}$")
    """The stable code."""
    name: str
    """The stable name."""
    severity: Severity
    """`error`, `warning` or `info`."""
    message: str
    """What is wrong, with the values concerned, and what to do; in the language of the report."""
    field: str | None
    """The path of the value concerned in the record's `offer`."""
    uri: str
    """The document."""
    sha256: str
    """The digest of its bytes."""
    posting: int
    """The index of the posting in the document, from 0."""
    place: Where | None
    """Null where nothing stands that could be pointed at."""
    fingerprint: str = Field(pattern=r"^[0-9a-f]{32}$")
    """The same as long as file, code, field and text are, wherever the text stands; the baseline's."""


class Summary(_Model):
    """How much was found."""

    documents: int
    """Documents read."""
    postings: int
    """Postings in them, a document that could not be read counted as one."""
    with_findings: int
    """Documents with findings."""
    errors: int
    """Findings that are errors."""
    warnings: int
    """Findings that are warnings."""
    infos: int
    """Findings that are neither."""
    known: int
    """Findings that the baseline knows; they are not listed."""


class Listing(_Model):
    """What `offres check --format json` prints."""

    version: Literal["1.0"]
    """The version of this form."""
    lang: Literal["en", "fr"]
    """The language of the messages."""
    summary: Summary
    """How much was found."""
    findings: list[Listed]
    """Sorted by document, by place in it, by code."""


def schema_text() -> str:
    """The JSON Schema (2020-12) of the listing."""
    told = {"$schema": DIALECT, **Listing.model_json_schema(mode="serialization")}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def write_json(report: Report, stream: BinaryIO) -> None:
    """The listing, one finding a line."""
    totals = report.totals
    summary = Summary(
        documents=totals.documents,
        postings=totals.postings,
        with_findings=totals.with_findings,
        errors=totals.severities["error"],
        warnings=totals.severities["warning"],
        infos=totals.severities["info"],
        known=totals.known,
    )
    head = f'{{"version":"1.0","lang":"{report.lang}","summary":{summary.model_dump_json()},"findings":['
    stream.write(head.encode())
    stream.writelines(
        (",\n" if number else "\n").encode() + one.model_dump_json().encode()
        for number, one in enumerate(_listed(report))
    )
    stream.write(b"\n]}\n")


def write_csv(report: Report, stream: BinaryIO) -> None:
    """One finding a row, under a header; a cell that a spreadsheet would compute begins with an apostrophe."""
    stream.write(row(COLUMNS))
    for one in _listed(report):
        told: dict[str, Any] = {**one.model_dump(exclude={"place"}), **(one.place.model_dump() if one.place else {})}
        stream.write(row(told.get(column) for column in COLUMNS))


def _listed(report: Report) -> Iterator[Listed]:
    return (_one(posting, found) for posting in report.postings() for found in posting.findings)


def _one(posting: Posting, found: Found) -> Listed:
    place = found.place
    return Listed(
        **{key: getattr(found, key) for key in ("code", "name", "severity", "message", "field")},
        uri=posting.uri,
        sha256=posting.sha256,
        posting=posting.number,
        place=Where(**{key: getattr(place, key) for key in Where.model_fields}) if place else None,
        fingerprint=fingerprint(posting.uri, found),
    )
