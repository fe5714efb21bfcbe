"""A store is made, found again, and refused where it is none of ours."""

import os
import re
import sqlite3
import warnings

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from offres.ingest.store.errors import StoreError, WrongStore
from offres.ingest.store.lock import writing
from offres.ingest.store.open import VERSION_TABLE, engine, prepare, reading, shown
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


def test_the_tables_are_those_that_the_migrations_make(prepared):
    made = engine(prepared)
    with made.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        with warnings.catch_warnings(action="ignore"):  # of indexes that it cannot compare
            found = compare_metadata(context, metadata)
    made.dispose()
    # indexes are of each database's own kind
    assert [one for one in found if "index" not in str(one[0]) and "texts_search" not in str(one)] == []


def test_the_indexes_are_those_of_the_tables(prepared, tmp_path, request):
    is_file = prepared.startswith("sqlite")
    other = f"sqlite:///{tmp_path}/other.db" if is_file else request.getfixturevalue("postgresql").base()
    named = []
    for url in (prepared, other):
        made = engine(url)
        with made.begin() as connection:
            if url == other:
                metadata.create_all(connection)
            found = inspect(connection)
            indexes = [
                (index["name"], index["unique"]) for table in metadata.tables for index in found.get_indexes(table)
            ]
            named.append(sorted(one for one in indexes if one[0] != "texts_search"))
        made.dispose()
    assert named[0] == named[1]


def test_a_database_of_something_else_is_not_touched(store):
    made = engine(store)
    with made.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE accounts (id INTEGER)")
    with pytest.raises(WrongStore, match="a database of something else, and not touched"), writing(store):
        pass
    with pytest.raises(WrongStore, match="a database of something else"), reading(store):
        pass
    with made.connect() as connection:
        assert inspect(connection).get_table_names() == ["accounts"]
    made.dispose()


def test_a_store_of_a_newer_offres_is_refused(prepared):
    made = engine(prepared)
    with made.begin() as connection:
        connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    made.dispose()
    for opened in (writing, reading):
        with pytest.raises(WrongStore, match="was written by a newer version of offres"), opened(prepared):
            pass


BAD_URLS = {
    "": "is no store",
    "offres.db": "is no store",
    "sqlite://": "names no file",
    "sqlite:///:memory:": "names no file",
    "mysql://host/base": "not in mysql",
    "sqlite:////nowhere/at/all/offres.db": "the folder /nowhere/at/all does not exist",
}


@pytest.mark.parametrize("url", BAD_URLS)
def test_urls_that_name_no_store(url):
    with pytest.raises(WrongStore, match=re.escape(BAD_URLS[url])), writing(url):
        pass


@pytest.mark.parametrize("content", [b"no database at all, " * 300, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_told_and_left(tmp_path, content):
    (tmp_path / "offres.db").write_bytes(content)
    url = f"sqlite:///{tmp_path}/offres.db"
    with pytest.raises(StoreError, match=r"offres.db: .*(not a database|malformed)"), writing(url):
        pass
    with pytest.raises(StoreError), reading(url):
        pass
    assert (tmp_path / "offres.db").read_bytes() == content


def test_a_store_that_another_program_writes(tmp_path, monkeypatch):
    monkeypatch.setattr("offres.ingest.store.open.PATIENCE", 0.1)
    url = f"sqlite:///{tmp_path}/offres.db"
    with writing(url):
        pass
    other = sqlite3.connect(tmp_path / "offres.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="database is locked"), writing(url) as connection, connection.begin():
        connection.exec_driver_sql("DELETE FROM staged")
    other.close()


def test_a_store_that_may_not_be_written(tmp_path):
    url = f"sqlite:///{tmp_path}/closed/offres.db"
    (tmp_path / "closed").mkdir()
    with writing(url):
        pass
    (tmp_path / "closed" / "offres.db").chmod(0o444)
    (tmp_path / "closed").chmod(0o555)
    if os.access(tmp_path / "closed", os.W_OK):
        pytest.skip("this user may write everything")
    with pytest.raises(StoreError, match="may this user write"), writing(url):
        pass


def test_a_server_that_is_not_there_is_told_without_the_password(tmp_path):
    url = f"postgresql://reader:s3cr%C3%A9t-wort@/offres?host={tmp_path}"
    for opened in (writing, reading):
        with pytest.raises(StoreError) as refused, opened(url):
            pass
        assert "s3cr" not in str(refused.value)
        assert "Is the server there" in str(refused.value)
    assert "***" in shown(url)


def test_a_reader_does_not_make_a_store(tmp_path):
    with pytest.raises(WrongStore, match="there is no such store"), reading(f"sqlite:///{tmp_path}/offres.db"):
        pass
    assert list(tmp_path.iterdir()) == []
