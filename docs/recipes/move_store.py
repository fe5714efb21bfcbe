"""Copy a store with everything in it into an empty database of the other kind, or of the same: FROM_URL TO_URL.

One transaction: all of it is there at the end, or nothing. The old store is only read, as it was when the copy began.
"""

import sys

from sqlalchemy import Connection, Table, func, insert, select

from offres.ingest.store.open import engine, prepare, reading, shown, typed
from offres.ingest.store.tables import metadata, runs

ROWS = 1000  # in memory at a time


def move(old_url: str, new_url: str) -> dict[str, int]:
    """The number of rows that were copied, by table; ends with a message where that must not be."""
    made = engine(new_url)
    try:
        with reading(old_url) as old, typed(new_url), made.begin() as new:
            prepare(new, new_url)
            _refuse(old, old_url, new, new_url)
            return {table.name: _copied(table, old, new) for table in metadata.sorted_tables}
    finally:
        made.dispose()


def _refuse(old: Connection, old_url: str, new: Connection, new_url: str) -> None:
    if new.execute(select(runs.c.id)).first():
        sys.exit(f"{shown(new_url)}: holds runs already. Name an empty database.")
    if old.execute(select(runs.c.id).where(runs.c.status == "running")).first():
        sys.exit(f"{shown(old_url)}: a run is at work, or was killed. Let offres ingest end it first.")


def _copied(table: Table, old: Connection, new: Connection) -> int:
    rows = old.execution_options(yield_per=ROWS).execute(select(table).order_by(*table.primary_key)).mappings()
    for some in rows.partitions(ROWS):
        new.execute(insert(table), [dict(row) for row in some])
    before, after = (side.execute(select(func.count()).select_from(table)).scalar_one() for side in (old, new))
    if before != after:
        sys.exit(f"{table.name}: {after} of {before} rows arrived. Nothing was kept.")
    return int(after)


if __name__ == "__main__":
    for name, count in move(*sys.argv[1:]).items():
        sys.stdout.write(f"{name} {count}\n")
