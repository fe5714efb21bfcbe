"""Copy a store with everything in it into an empty database of the other kind, or of the same: FROM_URL TO_URL.

One transaction: all of it is there at the end, or nothing. The old store is only read, as it was when the copy began.
"""

import sys

from sqlalchemy import func, insert, select

from offres.ingest.store.open import engine, prepare, reading, shown, typed
from offres.ingest.store.tables import metadata, runs

ROWS = 1000  # in memory at a time


def move(old_url: str, new_url: str) -> dict[str, int]:
    """The number of rows that were copied, by table; ends with a message where that must not be."""
    with reading(old_url) as old, typed(new_url), engine(new_url).begin() as new:
        prepare(new, new_url)
        if new.execute(select(func.count()).select_from(runs)).scalar():
            sys.exit(f"{shown(new_url)}: holds runs already. Name an empty database.")
        if old.execute(select(runs.c.id).where(runs.c.status == "running")).first():
            sys.exit(f"{shown(old_url)}: a run is at work, or was killed. Let offres ingest end it first.")
        copied = {}
        for table in metadata.sorted_tables:
            rows = old.execution_options(yield_per=ROWS).execute(select(table).order_by(*table.primary_key)).mappings()
            for some in rows.partitions(ROWS):
                new.execute(insert(table), [dict(row) for row in some])
            copied[table.name] = new.execute(select(func.count()).select_from(table)).scalar_one()
            if copied[table.name] != old.execute(select(func.count()).select_from(table)).scalar_one():
                sys.exit(f"{table.name}: not all rows were copied. Nothing was kept.")
        return copied


if __name__ == "__main__":
    for name, count in move(*sys.argv[1:]).items():
        sys.stdout.write(f"{name} {count}\n")
