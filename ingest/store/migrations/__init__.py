"""How a store comes from one version of its tables to the next: Alembic's scripts, run by `open.py`."""
