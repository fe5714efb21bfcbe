"""What the store holds: tables and columns, each with a comment, the same in SQLite and PostgreSQL.

Ids are given by the writer, highest + 1, and there is one writer: a run that was killed and begun again gives the same
rows as one that was not.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    func,
)


class Moment(TypeDecorator[datetime]):
    """A time in UTC; SQLite has no time zones, so there it is written without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database."""
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 as called
        """From the database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _id(comment: str = "Given by the writer: highest + 1.") -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=False, comment=comment)


def _run(name: str, comment: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey("runs.id"), nullable=null, comment=comment)


def _count(name: str, comment: str) -> Column[int]:
    return Column(name, Integer, nullable=False, default=0, server_default="0", comment=comment)


def _text(name: str, comment: str, *, null: bool = True, **options: Any) -> Column[str]:
    return Column(name, Text, nullable=null, comment=comment, **options)


metadata = MetaData()

runs = Table(
    "runs",
    metadata,
    _id(),
    _text("status", "running, done or failed.", null=False),
    Column("started", Moment, nullable=False, comment="When it was begun."),
    Column("finished", Moment, comment="When it ended; null while it runs, or where it was killed."),
    _text("host", "The machine that did it.", null=False),
    Column("pid", Integer, nullable=False, comment="Its process there."),
    _count("restarts", "How often it was killed and gone on with."),
    _text("sources", "The sources, as given: a JSON list.", null=False),
    _text("version", "The version of offres.", null=False),
    _text("fingerprint", "Of the code, patterns and libraries that it read with.", null=False),
    _count("seen", "Documents that the sources listed: new + changed + unchanged + failed."),
    _count("new", "Documents that no run had seen before, and that could be read."),
    _count("changed", "Documents whose bytes were others than before, and that could be read."),
    _count("unchanged", "Documents whose bytes were the same; also those that had failed before."),
    _count("failed", "Documents, new or changed, that could not be read."),
    _count("reread", "Unchanged documents that were read again, by --refresh or --retry."),
    _count("vanished", "Documents that their source no longer had."),
    _count("returned", "Documents that had vanished, and were there again."),
    _count("offers_new", "Offers that came to be known."),
    _count("versions_new", "Versions that were added to offers known before."),
    _count("deadlines_changed", "Offers whose deadline is another than before the run."),
    _text("message", "Why it failed."),
    comment="A row for each time that `offres ingest` wrote into the store.",
)

files = Table(
    "files",
    metadata,
    _id(),
    _text("uri", "Its path or URL, as the source listed it.", null=False),
    _text("source", "The source that listed it, as given on the command line.", null=False),
    Column("size", BigInteger, comment="Bytes, as listed; null where the listing does not say."),
    _text("stamp", "What else the listing says of its state: a time or an ETag."),
    Column("modified", Moment, comment="When it was last changed, where the listing says so."),
    _count("documents", "How many documents it held when it was last read: itself, or what is in it."),
    _run("run", "The run that last wrote this row."),
    _run("vanished_run", "The run whose source no longer had it; null while it is there.", null=True),
    comment="A row for each file that a source listed: a document, or one that holds documents (zip, tar, mail).",
)

documents = Table(
    "documents",
    metadata,
    _id(),
    _text("uri", "Of the file, or of a document in it: `archive.zip!/posting.pdf`.", null=False),
    Column("file_id", Integer, ForeignKey("files.id"), nullable=False, index=True, comment="The file that holds it."),
    _text("file", "The uri of that file.", null=False),
    _text("source", "The source that listed that file.", null=False),
    Column("size", BigInteger, comment="Bytes of the document."),
    Column("modified", Moment, comment="When the file was last changed, where the listing says so."),
    _text("sha256", "Of the document's bytes.", null=False),
    _text("media_type", "Told from the content, not from the name."),
    _text("status", "read or failed.", null=False),
    _count("postings", "How many postings it showed when it was last read."),
    _text("fingerprint", "Of the code, patterns and libraries by which it was last read.", null=False),
    _run("first_run", "The run that saw it first."),
    _run("run", "The run that last wrote this row."),
    _run("vanished_run", "The run whose source no longer had it; null while it is there.", null=True),
    comment="A row for each document: the file itself, or one that a container holds.",
)

offers = Table(
    "offers",
    metadata,
    _id(),
    _text("key", "The offer's own: its number as in `number`, with #2 for another offer of that number.", null=False),
    _text("number", "What all spellings of its number have in common: JSON; null without a number."),
    _text("reference", "The number, as printed."),
    _text("title", "The post's name."),
    _text("employer", "The recruiting body."),
    _text("department", "The directorate."),
    _text("service", "The service or unit."),
    _text("corps", "Civil-service corps or cadre d'emplois."),
    _text("category", "Civil-service categories, such as `A, B`."),
    _text("location", "Place of work."),
    Column("published", Date, index=True, comment="Date of publication."),
    Column("deadline", Date, index=True, comment="Last day to apply."),
    _text("deadline_time", "Hour of the deadline, such as 12:00."),
    _text("start_kind", "immediate, date, expected or other."),
    _text("start_date", "A day, month or year: 2031-09-01, 2031-09, 2031."),
    Column("openings", Integer, comment="Number of posts."),
    _text("contract", "Kinds of employment, such as `civil_servant, contractual`."),
    _text("family", "The pattern family that the posting was recognised as."),
    Column("version", Integer, nullable=False, comment="The number of the version in force; all columns are of it."),
    Column("versions", Integer, nullable=False, comment="How many versions there are."),
    _count("errors", "Findings of severity error."),
    _count("warnings", "Findings of severity warning."),
    Column(
        "doubtful",
        Boolean,
        nullable=False,
        comment="An error or a warning concerns the deadline, a missing one included.",
    ),
    _run("first_run", "The run that saw it first."),
    _run("run", "The run that last wrote this row."),
    _run("vanished_run", "The run after which no document showed it; null while one does.", null=True),
    comment="A row for each offer: one job, however many documents and editions show it; as its version in force says.",
)

versions = Table(
    "versions",
    metadata,
    _id(),
    Column("offer_id", Integer, ForeignKey("offers.id"), nullable=False, comment="Whose version it is."),
    Column("number", Integer, nullable=False, comment="From 1, in the order of arrival."),
    _text("sha256", "Of the offer's JSON in the record.", null=False, index=True),
    Column(
        "document_id",
        Integer,
        ForeignKey("documents.id"),
        nullable=False,
        index=True,
        comment="The document that its record was read from.",
    ),
    Column("posting", Integer, nullable=False, comment="Which posting of that document, from 0."),
    Column("published", Date, comment="Date of publication."),
    Column("deadline", Date, comment="Last day to apply."),
    Column("modified", Moment, comment="When the file was last changed, where the listing said so."),
    _text("record", "The record, as `offres convert` writes it: JSON.", null=False),
    _text("fingerprint", "Of the code, patterns and libraries by which it was read.", null=False),
    _run("run", "The run that added it, or corrected it with --refresh."),
    Column("late", Boolean, nullable=False, comment="An older edition, that came after a newer one."),
    Column(
        "previous",
        Integer,
        ForeignKey("versions.id"),
        comment="The version that was in force before it; null for the first one and for a late one.",
    ),
    UniqueConstraint("offer_id", "number", name="versions_number"),
    UniqueConstraint("offer_id", "sha256", name="versions_offer"),
    comment="A row for each edition of an offer: what it says is another than in all editions before.",
)

changes = Table(
    "changes",
    metadata,
    Column("version_id", Integer, ForeignKey("versions.id"), primary_key=True, comment="The version that brought it."),
    _text(
        "field",
        "The path of the value in `offer`, such as `deadline` or `missions[2].text`.",
        null=False,
        primary_key=True,
    ),
    _text("before", "The value in the version that was in force before; null where there was none."),
    _text("after", "The value in this version; null where there is none any more."),
    comment="A row for each value that a version changed.",
)

postings = Table(
    "postings",
    metadata,
    Column("document_id", Integer, ForeignKey("documents.id"), primary_key=True, comment="The document."),
    Column("posting", Integer, primary_key=True, comment="The posting's place in it, from 0."),
    Column(
        "version_id",
        Integer,
        ForeignKey("versions.id"),
        nullable=False,
        index=True,
        comment="The version of an offer that stands there.",
    ),
    comment="What each document shows now; of one that failed or vanished, what it showed last.",
)

findings = Table(
    "findings",
    metadata,
    Column("version_id", Integer, ForeignKey("versions.id"), primary_key=True, comment="The version that has it."),
    Column("number", Integer, primary_key=True, comment="Its place among the version's findings, from 0."),
    _text("code", "The stable code, such as OF203.", null=False, index=True),
    _text("name", "The stable name, such as deadline-before-publication.", null=False),
    _text("severity", "error, warning or info.", null=False),
    _text("field", "The path of the value concerned."),
    _text("message", "What is wrong, with the values concerned, and what to do.", null=False),
    Column("start", Integer, comment="Offset of the first character concerned, in the text that `offres text` prints."),
    Column("end", Integer, comment="Offset after the last one."),
    Column("page", Integer, comment="The page, from 1, of a paged document."),
    Column(
        "of_store", Boolean, nullable=False, comment="It comes from the rest of the store, and is not in the record."
    ),
    comment="A row for each thing that is wrong or doubtful with a version of an offer.",
)

failures = Table(
    "failures",
    metadata,
    Column("document_id", Integer, ForeignKey("documents.id"), primary_key=True, comment="The document."),
    _text("uri", "Its uri.", null=False),
    _text("file", "The uri of the file that holds it.", null=False),
    _text("code", "The code, such as OF901.", null=False, index=True),
    _text("name", "The name of that code, such as unreadable-file.", null=False),
    _text("stage", "open, read, parse or write.", null=False),
    _text("message", "Why it could not be read, and what to do.", null=False),
    _count("attempts", "How often these bytes were tried."),
    _run("first_run", "The run in which it failed first."),
    _run("run", "The run that tried it last."),
    comment="A row for each document that cannot be read; the row goes when the document can be read, or vanishes.",
)

texts = Table(
    "texts",
    metadata,
    Column("offer_id", Integer, ForeignKey("offers.id"), primary_key=True, comment="The offer."),
    _text("folded", "The words of its version in force, lower case and without accents.", null=False),
    comment="What full-text search looks in.",
)

staged = Table(
    "staged",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, comment="In the order of reading."),
    _text("file", "The uri of the file that was read.", null=False),
    _text("uri", "The uri of a document of it; null in the row that says that the file has no further one."),
    _text("sha256", "Of the document's bytes."),
    _text("told", "What came of it: lines of JSON.", null=False),
    comment="For the writer alone: what the run at work has read, and not yet published.",
)

Index("versions_previous", versions.c.previous)


def _unlimited(column: "Column[str]", *, unique: bool = False, looked_up: bool = True) -> None:
    """An index over texts of any length: PostgreSQL's own kind takes no more than 2,700 bytes."""
    name = f"{column.table.name}_{column.name}"
    Index(name, column, unique=unique).ddl_if(dialect="sqlite")
    if looked_up:
        Index(f"{name}_equal", column, postgresql_using="hash").ddl_if(dialect="postgresql")
    if unique:
        Index(f"{name}_unique", func.md5(column), unique=True).ddl_if(dialect="postgresql")


_unlimited(files.c.uri, unique=True)
_unlimited(files.c.source)
_unlimited(documents.c.uri, unique=True)
_unlimited(offers.c.key, unique=True, looked_up=False)
_unlimited(offers.c.number)
