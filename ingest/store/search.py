"""Full-text search over the offers: the same words find the same offers, in the same order, in both databases.

SQLite looks into a full-text index (FTS5) that triggers keep to `texts`; PostgreSQL into an index of expressions (GIN).
What they compare are the words of `words.py`, so that neither's own ideas of words, accents and operators count.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Integer, Select, cast, func, literal_column, select, text, true

from .tables import texts
from .words import Term

INDEX = "texts_search"
_VECTOR = "to_tsvector('simple', texts.folded)"

_FTS5 = (
    """CREATE VIRTUAL TABLE texts_search USING fts5(
        folded, content="texts", content_rowid='offer_id', tokenize="unicode61 remove_diacritics 2")""",
    """CREATE TRIGGER texts_added AFTER INSERT ON texts BEGIN
        INSERT INTO texts_search (rowid, folded) VALUES (new.offer_id, new.folded);
    END""",
    """CREATE TRIGGER texts_removed AFTER DELETE ON texts BEGIN
        INSERT INTO texts_search (texts_search, rowid, folded) VALUES ('delete', old.offer_id, old.folded);
    END""",
    """CREATE TRIGGER texts_changed AFTER UPDATE ON texts BEGIN
        INSERT INTO texts_search (texts_search, rowid, folded) VALUES ('delete', old.offer_id, old.folded);
        INSERT INTO texts_search (rowid, folded) VALUES (new.offer_id, new.folded);
    END""",
)
_GIN = (f"CREATE INDEX {INDEX} ON texts USING gin ({_VECTOR.replace('texts.', '')})",)


def create(connection: Connection) -> None:
    """Make the index; the table `texts` is there."""
    for statement in _FTS5 if connection.dialect.name == "sqlite" else _GIN:
        connection.exec_driver_sql(statement)


def matching(dialect: str, terms: Sequence[Term]) -> Select[tuple[int, int]]:
    """The ids of the offers that have all terms, and how many of the terms stand in the title; at least one term."""
    in_title = sum(
        (cast(_in_title(dialect, term), Integer) for term in terms), start=cast(literal_column("0"), Integer)
    )
    return select(texts.c.offer_id, in_title.label("in_title")).where(_has_all(dialect, terms))


def _has_all(dialect: str, terms: Sequence[Term]) -> ColumnElement[bool]:
    if dialect == "sqlite":
        match = text(f"{INDEX} MATCH :wanted").bindparams(wanted=_for_fts5(terms))
        return texts.c.offer_id.in_(select(literal_column("rowid")).select_from(text(INDEX)).where(match))
    wanted = func.to_tsquery(literal_column("'simple'"), _for_postgresql(terms))
    return literal_column(_VECTOR).op("@@", return_type=true().type)(wanted)


def _for_fts5(terms: Sequence[Term]) -> str:
    return " AND ".join(f'"{" ".join(term.words)}"{" *" if term.prefix else ""}' for term in terms)


def _for_postgresql(terms: Sequence[Term]) -> str:
    return " & ".join("(" + " <-> ".join(term.words) + (":*" if term.prefix else "") + ")" for term in terms)


def _in_title(dialect: str, term: Term) -> ColumnElement[bool]:
    end = func.char(10) if dialect == "sqlite" else func.chr(10)
    place = func.instr(texts.c.folded, end) if dialect == "sqlite" else func.strpos(texts.c.folded, end)
    title = func.substr(texts.c.folded, 1, place - 1)
    return (" " + title + " ").like(f"% {' '.join(term.words)}{'' if term.prefix else ' '}%")
