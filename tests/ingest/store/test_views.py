"""The views, on the day of whoever asks."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from offres.ingest.store.open import reading
from stores import Filling


def ahead(days):
    return (date.today() + timedelta(days=days)).isoformat()  # noqa: DTZ011 the day of this process is meant


@pytest.fixture
def filled(store):
    filling = Filling()
    filling.offer("Ended", deadline=ahead(-1))
    filling.offer("Today", deadline=ahead(0), uri="b.txt")
    filling.offer("Sixth day", deadline=ahead(6))
    filling.offer("Seventh day", deadline=ahead(7))
    filling.offer(
        "Without", doubtful=True, findings=[("OF201", "error", "b"), ("OF402", "info", "c"), ("OF103", "error", "a")]
    )
    filling.offer("Gone", deadline=ahead(3), doubtful=True, vanished_run=1)
    filling.offer("Moved", ("c.txt", {"deadline": ahead(1)}, ()), deadline=ahead(-5))
    return filling.fill(store)


def titles(url, view):
    with reading(url) as connection:
        return connection.execute(text(f"SELECT title FROM {view} ORDER BY id")).scalars().all()


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("open_offers", ["Today", "Sixth day", "Seventh day", "Without", "Moved"]),
        ("deadlines_this_week", ["Today", "Sixth day", "Moved"]),
        ("doubtful_offers", ["Without"]),
    ],
)
def test_which_offers(filled, view, expected):
    assert titles(filled, view) == expected


def test_columns(filled):
    with reading(filled) as connection:
        rows = connection.execute(text("SELECT * FROM open_offers ORDER BY id")).mappings().all()
        (doubtful,) = connection.execute(text("SELECT * FROM doubtful_offers")).mappings().all()
    assert [row["days_left"] for row in rows] == [0, 6, 7, None, 1]
    assert [row["uri"] for row in rows] == ["b.txt", "a.txt", "a.txt", "a.txt", "c.txt"]
    assert (doubtful["found"], doubtful["messages"]) == ("OF103, OF201", "b\na")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Noumea", "Europe/Paris", "UTC", "Pacific/Tahiti"])
def test_today_is_that_of_whoever_asks(store, monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        today = datetime.now(UTC).astimezone().date()
        filling = Filling()
        for days in (-1, 0, 1):
            filling.offer(str(days), deadline=(today + timedelta(days=days)).isoformat())
        filling.fill(store)
        with reading(store) as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SET TIME ZONE '{zone}'"))
            rows = connection.execute(text("SELECT title, days_left FROM open_offers ORDER BY id")).all()
        assert [tuple(row) for row in rows] == [("0", 0), ("1", 1)]
    finally:
        monkeypatch.undo()
        time.tzset()
