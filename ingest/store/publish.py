"""What is staged -> the tables that readers see, in the one transaction that its caller holds."""

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import delete

from . import doubts, numbers, vanish
from .apply import Moved, Origin, Postings
from .corrections import renew
from .documents import Documents
from .plan import Plan, Wish
from .runs import Run
from .staging import Document, read_back
from .tables import staged

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Published:
    """What came of a run."""

    def __init__(self, counts: Counter[str], moved: list[Moved]) -> None:
        self.counts, self.moved = counts, moved


def publish(connection: "Connection", run: Run, plan: Plan, wish: Wish) -> Published:
    """Apply all that was read and all that the sources no longer list; counts that add up."""
    documents = Documents(connection, run.id, run.fingerprint, retry=wish.retry)
    postings = Postings(connection, run.id)
    _apply(connection, documents, postings)
    connection.execute(delete(staged))
    counts = documents.counts + postings.counts
    counts["unchanged"] += plan.unchanged
    counts["vanished"] += vanish.vanish(connection, run.id, plan.vanished)
    counts["returned"] += vanish.give_back(connection, run.id, plan.returned)
    vanish.vanish_documents(connection, run.id, documents.vanished)
    back = vanish.offers_in(connection, documents.returned)
    vanish.look_again(connection, run.id, postings.left | postings.found | back)
    renew(connection, postings.corrected)
    numbers.compare(connection, postings.shared)
    doubts.compare(connection, run.id)
    moved = [one for _, one in sorted(postings.moved.items()) if one.before != one.after]
    counts["deadlines_changed"] = len(moved)
    counts["seen"] = sum(counts[kind] for kind in ("new", "changed", "unchanged", "failed"))
    return Published(counts, moved)


def _apply(connection: "Connection", documents: Documents, postings: Postings) -> None:
    """All documents; those whose postings were read from copies, and are read by other code now, after the others."""
    later: dict[int, Origin] = {}
    for chunk in read_back(connection):
        known = documents.load(chunk)
        postings.load(known, chunk)
        read: list[tuple[Origin, Document]] = []
        for one in chunk:
            if not isinstance(one, Document):
                documents.end(one)
            elif origin := documents.take(one):
                if origin.again and not postings.owns(origin, len(one.postings)):
                    later[one.id] = origin
                else:
                    read.append((origin, one))
        documents.write()
        _take(postings, read)
    for chunk in read_back(connection, later):
        postings.load([later[one.id].id for one in chunk if isinstance(one, Document)], chunk)
        _take(postings, [(later[one.id], one) for one in chunk if isinstance(one, Document)])


def _take(postings: Postings, read: list[tuple[Origin, Document]]) -> None:
    for origin, one in read:
        postings.take(origin, one.postings)
    postings.write()
