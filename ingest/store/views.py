"""Views that answer the usual questions in SQL."""

from sqlalchemy import Connection


def create(connection: Connection) -> None:
    """Make the views of a new store."""
