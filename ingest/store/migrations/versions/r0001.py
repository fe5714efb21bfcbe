"""The tables of the first version."""

from alembic import op

from offres.ingest.store import search, views
from offres.ingest.store.tables import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables, views and indexes."""
    connection = op.get_bind()
    metadata.create_all(connection)
    views.create(connection)
    search.create(connection)
