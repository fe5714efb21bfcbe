"""The last part of docs/store.md, made from the tables, views and questions: there is no second description."""

from collections.abc import Iterator
from typing import Any

from . import views
from .datasette import HIDDEN
from .questions import QUESTIONS
from .tables import metadata


def reference() -> str:
    """Markdown: the questions with their SQL, the views, the tables with their columns."""
    return "\n".join([*_questions(), *_views(), *_tables()])


def _questions() -> Iterator[str]:
    yield "## Questions in SQL\n"
    yield "Both databases take them; Datasette has a page for each. `:reference` stands for what is asked for.\n"
    for _, title, sql in QUESTIONS:
        yield f"{title}\n\n```sql\n{sql};\n```\n"


def _views() -> Iterator[str]:
    yield "## Views\n"
    yield "| view | what |\n|---|---|"
    yield from (f"| `{name}` | {told} |" for name, told in views.COMMENTS.items())
    yield "\nTheir columns are those of `offers` that matter to a reader, and:\n"
    yield "| column | what |\n|---|---|"
    yield from (f"| `{name}` | {told} |" for name, told in views.COLUMNS.items())
    yield ""


def _tables() -> Iterator[str]:
    yield "## Tables\n"
    for table in metadata.sorted_tables:
        note = " For the writer alone." if table.name in HIDDEN and "alone" not in (table.comment or "") else ""
        yield f"### `{table.name}`\n\n{table.comment}{note}\n"
        yield "| column | type | what |\n|---|---|---|"
        yield from map(_column, table.columns)
        yield ""


def _column(column: Any) -> str:
    marks = ["key"] if column.primary_key else []
    marks += [f"of `{key.column.table.name}`" for key in column.foreign_keys]
    marks += [] if column.nullable else ["never null"] if not column.primary_key else []
    kind = {"Moment": "time", "DateTime": "time", "Boolean": "true or false", "Integer": "number"}.get(
        type(column.type).__name__, type(column.type).__name__.lower()
    )
    return f"| `{column.name}` | {', '.join([kind, *marks])} | {column.comment} |"
