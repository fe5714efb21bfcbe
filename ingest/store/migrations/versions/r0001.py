"""The tables of the first version, as they were then; what they mean is said by `tables.py` of today."""

from typing import Any

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Integer, Text, UniqueConstraint, text

from offres.ingest.store import search, views
from offres.ingest.store.tables import Moment, metadata

revision = "0001"
down_revision = None

MOMENT = Moment()
Parts = list[Column[Any] | UniqueConstraint]


def tables() -> dict[str, Parts]:
    """The columns of each table, in the order that references need."""
    return {
        "runs": [
            Column("id", Integer(), primary_key=True, autoincrement=False),
            Column("status", Text(), nullable=False),
            Column("started", MOMENT, nullable=False),
            Column("finished", MOMENT),
            Column("host", Text(), nullable=False),
            Column("pid", Integer(), nullable=False),
            Column("restarts", Integer(), nullable=False, server_default="0"),
            Column("sources", Text(), nullable=False),
            Column("version", Text(), nullable=False),
            Column("fingerprint", Text(), nullable=False),
            Column("seen", Integer(), nullable=False, server_default="0"),
            Column("new", Integer(), nullable=False, server_default="0"),
            Column("changed", Integer(), nullable=False, server_default="0"),
            Column("unchanged", Integer(), nullable=False, server_default="0"),
            Column("failed", Integer(), nullable=False, server_default="0"),
            Column("reread", Integer(), nullable=False, server_default="0"),
            Column("vanished", Integer(), nullable=False, server_default="0"),
            Column("returned", Integer(), nullable=False, server_default="0"),
            Column("offers_new", Integer(), nullable=False, server_default="0"),
            Column("versions_new", Integer(), nullable=False, server_default="0"),
            Column("deadlines_changed", Integer(), nullable=False, server_default="0"),
            Column("message", Text()),
        ],
        "staged": [
            Column("id", Integer(), primary_key=True, autoincrement=False),
            Column("file", Text(), nullable=False),
            Column("uri", Text()),
            Column("sha256", Text()),
            Column("told", Text(), nullable=False),
        ],
        "files": [
            Column("id", Integer(), primary_key=True, autoincrement=False),
            Column("uri", Text(), nullable=False),
            Column("source", Text(), nullable=False),
            Column("size", BigInteger()),
            Column("stamp", Text()),
            Column("modified", MOMENT),
            Column("documents", Integer(), nullable=False, server_default="0"),
            Column("run", Integer(), ForeignKey("runs.id"), nullable=False),
            Column("vanished_run", Integer(), ForeignKey("runs.id")),
        ],
        "offers": [
            Column("id", Integer(), primary_key=True, autoincrement=False),
            Column("key", Text(), nullable=False),
            Column("number", Text()),
            Column("reference", Text()),
            Column("title", Text()),
            Column("employer", Text()),
            Column("department", Text()),
            Column("service", Text()),
            Column("corps", Text()),
            Column("category", Text()),
            Column("location", Text()),
            Column("published", Date()),
            Column("deadline", Date()),
            Column("deadline_time", Text()),
            Column("start_kind", Text()),
            Column("start_date", Text()),
            Column("openings", Integer()),
            Column("contract", Text()),
            Column("family", Text()),
            Column("version", Integer(), nullable=False),
            Column("versions", Integer(), nullable=False),
            Column("errors", Integer(), nullable=False, server_default="0"),
            Column("warnings", Integer(), nullable=False, server_default="0"),
            Column("doubtful", Boolean(), nullable=False),
            Column("first_run", Integer(), ForeignKey("runs.id"), nullable=False),
            Column("run", Integer(), ForeignKey("runs.id"), nullable=False),
            Column("vanished_run", Integer(), ForeignKey("runs.id")),
        ],
        "documents": [
            Column("id", Integer(), primary_key=True, autoincrement=False),
            Column("uri", Text(), nullable=False),
            Column("file_id", Integer(), ForeignKey("files.id"), nullable=False),
            Column("file", Text(), nullable=False),
            Column("source", Text(), nullable=False),
            Column("size", BigInteger()),
            Column("modified", MOMENT),
            Column("sha256", Text(), nullable=False),
            Column("media_type", Text()),
            Column("status", Text(), nullable=False),
            Column("postings", Integer(), nullable=False, server_default="0"),
            Column("fingerprint", Text(), nullable=False),
            Column("first_run", Integer(), ForeignKey("runs.id"), nullable=False),
            Column("run", Integer(), ForeignKey("runs.id"), nullable=False),
            Column("vanished_run", Integer(), ForeignKey("runs.id")),
        ],
        "texts": [
            Column("offer_id", Integer(), ForeignKey("offers.id"), primary_key=True, autoincrement=False),
            Column("folded", Text(), nullable=False),
        ],
        "failures": [
            Column("document_id", Integer(), ForeignKey("documents.id"), primary_key=True, autoincrement=False),
            Column("uri", Text(), nullable=False),
            Column("file", Text(), nullable=False),
            Column("code", Text(), nullable=False),
            Column("name", Text(), nullable=False),
            Column("stage", Text(), nullable=False),
            Column("message", Text(), nullable=False),
            Column("attempts", Integer(), nullable=False, server_default="0"),
            Column("first_run", Integer(), ForeignKey("runs.id"), nullable=False),
            Column("run", Integer(), ForeignKey("runs.id"), nullable=False),
        ],
        "versions": [
            Column("id", Integer(), primary_key=True, autoincrement=False),
            Column("offer_id", Integer(), ForeignKey("offers.id"), nullable=False),
            Column("number", Integer(), nullable=False),
            Column("sha256", Text(), nullable=False),
            Column("document_id", Integer(), ForeignKey("documents.id"), nullable=False),
            Column("posting", Integer(), nullable=False),
            Column("published", Date()),
            Column("deadline", Date()),
            Column("modified", MOMENT),
            Column("record", Text(), nullable=False),
            Column("fingerprint", Text(), nullable=False),
            Column("run", Integer(), ForeignKey("runs.id"), nullable=False),
            Column("late", Boolean(), nullable=False),
            Column("previous", Integer(), ForeignKey("versions.id")),
            UniqueConstraint("offer_id", "number", name="versions_number"),
            UniqueConstraint("offer_id", "sha256", name="versions_offer"),
        ],
        "changes": [
            Column("version_id", Integer(), ForeignKey("versions.id"), primary_key=True, autoincrement=False),
            Column("field", Text(), primary_key=True),
            Column("before", Text()),
            Column("after", Text()),
        ],
        "findings": [
            Column("version_id", Integer(), ForeignKey("versions.id"), primary_key=True, autoincrement=False),
            Column("number", Integer(), primary_key=True, autoincrement=False),
            Column("code", Text(), nullable=False),
            Column("name", Text(), nullable=False),
            Column("severity", Text(), nullable=False),
            Column("field", Text()),
            Column("message", Text(), nullable=False),
            Column("start", Integer()),
            Column("end", Integer()),
            Column("page", Integer()),
            Column("of_store", Boolean(), nullable=False),
        ],
        "postings": [
            Column("document_id", Integer(), ForeignKey("documents.id"), primary_key=True, autoincrement=False),
            Column("posting", Integer(), primary_key=True, autoincrement=False),
            Column("version_id", Integer(), ForeignKey("versions.id"), nullable=False),
        ],
    }


INDEXES = (
    ("ix_offers_deadline", "offers", "deadline"),
    ("ix_offers_published", "offers", "published"),
    ("ix_documents_file_id", "documents", "file_id"),
    ("ix_failures_code", "failures", "code"),
    ("ix_versions_document_id", "versions", "document_id"),
    ("ix_versions_sha256", "versions", "sha256"),
    ("versions_previous", "versions", "previous"),
    ("ix_findings_code", "findings", "code"),
    ("ix_postings_version_id", "postings", "version_id"),
)
OF_ANY_LENGTH = (  # unique, looked up
    ("files", "uri", True, True),
    ("files", "source", False, True),
    ("offers", "key", True, False),
    ("offers", "number", False, True),
    ("documents", "uri", True, True),
)


def upgrade() -> None:
    """Make all tables, indexes and views."""
    for name, parts in tables().items():
        _comment(name, parts)
        op.create_table(name, *parts, comment=metadata.tables[name].comment if name in metadata.tables else None)
    for name, table, column in INDEXES:
        op.create_index(name, table, [column])
    for table, column, unique, looked_up in OF_ANY_LENGTH:
        _index(table, column, unique=unique, looked_up=looked_up)
    views.create(op.get_bind())
    search.create(op.get_bind())


def _comment(table: str, parts: Parts) -> None:
    known = dict(metadata.tables[table].columns.items()) if table in metadata.tables else {}
    for part in parts:
        if isinstance(part, Column) and part.name in known:
            part.comment = known[part.name].comment


def _index(table: str, column: str, *, unique: bool, looked_up: bool) -> None:
    """PostgreSQL's usual index takes no text over 2,700 bytes: there it is by hash, and unique by digest."""
    name = f"{table}_{column}"
    if op.get_bind().dialect.name == "sqlite":
        op.create_index(name, table, [column], unique=unique)
        return
    if looked_up:
        op.create_index(f"{name}_equal", table, [column], postgresql_using="hash")
    if unique:
        op.create_index(f"{name}_unique", table, [text(f"md5({column})")], unique=True)
