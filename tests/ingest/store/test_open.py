"""A store is made, found again, and refused where it is none of ours."""

import pytest
from sqlalchemy import inspect

from offres.ingest.store.open import engine, prepare, reading
from offres.ingest.store.tables import metadata


@pytest.fixture
def prepared(store):
    made = engine(store)
    with made.begin() as connection:
        prepare(connection, store)
    made.dispose()
    return store


def test_a_new_store_has_all_tables_and_their_columns(prepared):
    with reading(prepared) as connection:
        found = inspect(connection)
        for table in metadata.sorted_tables:
            assert {column["name"] for column in found.get_columns(table.name)} == set(table.columns.keys())


def test_every_table_and_column_has_a_comment():
    lacking = [table.name for table in metadata.sorted_tables if not table.comment]
    lacking += [
        f"{column.table}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if not column.comment
    ]
    assert lacking == []
