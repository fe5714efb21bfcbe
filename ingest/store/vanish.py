"""What is no longer there is marked, never deleted; what is there again is unmarked."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from . import rows
from .tables import documents, failures, files, offers, postings, versions

if TYPE_CHECKING:
    from sqlalchemy import Connection


def vanish(connection: "Connection", run: int, ids: Iterable[int]) -> int:
    """Mark files, and the documents that they held; how many documents that could be read that are."""
    gone = list(ids)
    for part in rows.cut(gone):
        connection.execute(update(files).where(files.c.id.in_(part)).values(vanished_run=run, run=run))
    query = select(documents.c.id, documents.c.status).where(documents.c.vanished_run.is_(None))
    held = list(rows.having(connection, query, documents.c.file_id, gone))
    vanish_documents(connection, run, [row.id for row in held])
    return sum(row.status == "read" for row in held)


def vanish_documents(connection: "Connection", run: int, ids: Iterable[int]) -> None:
    """Mark documents, and the offers that no other document shows; nothing can be done about their failures."""
    gone = list(ids)
    for part in rows.cut(gone):
        connection.execute(update(documents).where(documents.c.id.in_(part)).values(vanished_run=run, run=run))
    rows.remove(connection, failures.c.document_id, gone)
    look_again(connection, run, offers_in(connection, gone))


def give_back(connection: "Connection", run: int, ids: Iterable[int]) -> int:
    """Unmark files, and the documents that vanished with them; how many documents these are."""
    back = list(ids)
    together = select(documents.c.id).join(files, files.c.id == documents.c.file_id)
    together = together.where(documents.c.vanished_run == files.c.vanished_run)
    held = [row.id for row in rows.having(connection, together, files.c.id, back)]
    for table, here in ((files, back), (documents, held)):
        for part in rows.cut(here):
            connection.execute(update(table).where(table.c.id.in_(part)).values(vanished_run=None, run=run))
    look_again(connection, run, offers_in(connection, held))
    return len(held)


def look_again(connection: "Connection", run: int, ids: Iterable[int]) -> None:
    """Mark those of the offers that no document shows, and unmark the others."""
    wanted = sorted(ids)
    showing = select(versions.c.offer_id).distinct()
    showing = showing.join(postings, postings.c.version_id == versions.c.id)
    showing = showing.join(documents, documents.c.id == postings.c.document_id).where(
        documents.c.vanished_run.is_(None)
    )
    shown = {row.offer_id for row in rows.having(connection, showing, versions.c.offer_id, wanted)}
    here, gone = (one for one in wanted if one in shown), (one for one in wanted if one not in shown)
    for part in rows.cut(here):
        was_gone = offers.c.id.in_(part) & offers.c.vanished_run.is_not(None)
        connection.execute(update(offers).where(was_gone).values(vanished_run=None, run=run))
    for part in rows.cut(gone):
        was_here = offers.c.id.in_(part) & offers.c.vanished_run.is_(None)
        connection.execute(update(offers).where(was_here).values(vanished_run=run, run=run))


def offers_in(connection: "Connection", ids: Iterable[int]) -> set[int]:
    """The offers that documents show."""
    query = select(versions.c.offer_id).join(postings, postings.c.version_id == versions.c.id)
    return {row.offer_id for row in rows.having(connection, query, postings.c.document_id, ids)}
