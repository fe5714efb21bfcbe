"""What Datasette is told about a store: titles, descriptions, facets and questions. `offres schema --datasette NAME`.

The descriptions are the comments of `tables.py` and `views.py`. The search of the offers looks into the same index as
`offres offers --search`, with Datasette's own words: it does not know that `œ` is `oe`.
"""

import json
from typing import Any

from . import views
from .questions import QUESTIONS
from .search import INDEX
from .tables import metadata, offers

HIDDEN = ("files", "staged", "texts", "offres_schema")  # the writer's own, and the words that are searched
TITLE = "Job offers"
FACETS = {
    "offers": ("employer", "category", "family", "doubtful"),
    "documents": ("status", "media_type", "source"),
    "findings": ("code", "severity", "field"),
    "failures": ("code", "stage"),
    "versions": ("late",),
    "changes": ("field",),
    "runs": ("status",),
    "open_offers": ("employer", "category", "location"),
    "deadlines_this_week": ("employer", "days_left"),
    "doubtful_offers": ("found", "employer"),
}
SORTED = {
    "offers": {"sort": "deadline"},
    "runs": {"sort_desc": "id"},
    "versions": {"sort_desc": "id"},
    "open_offers": {"sort": "deadline"},
    "deadlines_this_week": {"sort": "deadline"},
    "doubtful_offers": {"sort": "deadline"},
}
LABELS = {"offers": "title", "documents": "uri", "runs": "started"}
SEARCHED = ("offers", *views.COMMENTS)


def metadata_text(database: str) -> str:
    """The metadata as JSON, for a store that Datasette knows as `database` (`offres` for `offres.db`)."""
    return json.dumps(_metadata(database), ensure_ascii=False, indent=2) + "\n"


def _metadata(database: str) -> dict[str, Any]:
    described: dict[str, Any] = {table.name: _of_table(table) for table in metadata.sorted_tables}
    described |= {view: _of_view(view) for view in views.COMMENTS}
    for name in HIDDEN:
        described.setdefault(name, {})["hidden"] = True
    questions = {name: {"title": title, "sql": sql} for name, title, sql in QUESTIONS}
    about = {"description": "What offres ingest wrote. Begin with open_offers.", "source": "offres"}
    return {"title": TITLE, "databases": {database: {**about, "tables": described, "queries": questions}}}


def _of_table(table: Any) -> dict[str, Any]:
    columns = {column.name: column.comment for column in table.columns}
    label = {"label_column": LABELS[table.name]} if table.name in LABELS else {}
    return {"description": table.comment, "columns": columns, **label, **_settings(table.name)}


def _of_view(name: str) -> dict[str, Any]:
    columns = {column.name: column.comment for column in offers.columns if column.name in views.OF_OFFERS}
    return {"description": views.COMMENTS[name], "columns": columns | views.COLUMNS, **_settings(name)}


def _settings(name: str) -> dict[str, Any]:
    search = {"fts_table": INDEX, "fts_pk": "id"} if name in SEARCHED else {}
    facets = {"facets": list(FACETS[name])} if name in FACETS else {}
    return {**facets, **SORTED.get(name, {}), **search}
