"""The store: offers, their versions and the documents that show them, in SQLite or PostgreSQL.

`tables` says what it holds, `open` opens it and brings it up to date, and one run at a time writes it (`nightly.py`).
Readers see what the last whole run published, and never half a run.
"""
