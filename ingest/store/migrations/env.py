"""What Alembic runs: the scripts that a store lacks, over the connection that `open.py` hands in."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table=context.config.attributes["version_table"],
    render_as_batch=True,  # SQLite cannot change most things of a table in place
)
context.run_migrations()
