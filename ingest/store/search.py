"""Full-text search over the offers."""

from sqlalchemy import Connection


def create(connection: Connection) -> None:
    """Make what the search of a new store needs."""
