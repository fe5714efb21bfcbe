"""Views that answer the usual questions in SQL: which offers are open, which end soon, which are doubtful.

Today is the day of whoever asks: in SQLite that of the process (`TZ`), in PostgreSQL that of the session (`TimeZone`).
"""

from typing import NamedTuple

from sqlalchemy import Connection

COMMENTS = {
    "open_offers": "Offers that can be applied for today: there, and with a deadline of today or later, or with none.",
    "deadlines_this_week": "Open offers whose deadline is today or one of the six days after.",
    "doubtful_offers": "Offers that are there, whose deadline a person should look at, with what was found.",
}
COLUMNS = {
    "days_left": "Days from today to the deadline: 0 on the last day; null without a deadline.",
    "uri": "The document that the version in force was read from.",
    "found": "Of doubtful offers: the codes of the errors and warnings.",
    "messages": "Of doubtful offers: their messages, one a line.",
}


class _Sql(NamedTuple):
    """What the two databases write differently."""

    days_left: str
    joined: str  # {value}, {mark}, {rows}: texts of rows joined, in the order of the rows


_SQLITE = _Sql(
    "CAST(julianday(offers.deadline) - julianday(date('now', 'localtime')) AS INTEGER)",
    "(SELECT group_concat({value}, {mark}) FROM (SELECT {value} {rows}))",
)
_POSTGRESQL = _Sql(
    "offers.deadline - CURRENT_DATE",
    "(SELECT string_agg({value}, {mark}) FROM (SELECT {value} {rows}) AS found)",
)

OF_OFFERS = (
    *("id", "reference", "title", "employer", "department", "service", "location", "category", "family"),
    *("published", "deadline", "deadline_time", "version", "doubtful"),
)
_SELECT = f"""
    SELECT {", ".join(f"offers.{name}" for name in OF_OFFERS)}, {{days_left}} AS days_left, documents.uri{{more}}
    FROM offers
    JOIN versions ON versions.offer_id = offers.id AND versions.number = offers.version
    JOIN documents ON documents.id = versions.document_id
    WHERE offers.vanished_run IS NULL"""  # noqa: S608 names of ours
_OPEN = " AND (offers.deadline IS NULL OR {days_left} >= 0)"
_THIS_WEEK = " AND {days_left} BETWEEN 0 AND 6"
_DOUBTFUL = " AND offers.doubtful"
_BAD = "FROM findings WHERE version_id = versions.id AND severity <> 'info'"


def create(connection: Connection) -> None:
    """Make the views; the tables are there."""
    sql = _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL
    codes = sql.joined.format(value="code", mark="', '", rows=f"{_BAD} GROUP BY code ORDER BY code")
    mark = "char(10)" if sql is _SQLITE else "chr(10)"
    messages = sql.joined.format(value="message", mark=mark, rows=f"{_BAD} ORDER BY number")
    found = f", {codes} AS found, {messages} AS messages"
    for name, more, where in (
        ("open_offers", "", _OPEN),
        ("deadlines_this_week", "", _THIS_WEEK),
        ("doubtful_offers", found, _DOUBTFUL),
    ):
        selected = (_SELECT + where).format(days_left=sql.days_left, more=more)
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {selected}")
        if sql is _POSTGRESQL:
            connection.exec_driver_sql(f"COMMENT ON VIEW {name} IS '{COMMENTS[name]}'")
