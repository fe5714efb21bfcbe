"""How texts are sorted."""

from typing import Any

from sqlalchemy import collate


def by_code_point(dialect: str, column: Any) -> Any:
    """A column of texts to sort by, in the order of code points whatever the language of the database."""
    return collate(column, "BINARY" if dialect == "sqlite" else "C")
