"""docs/store.md: its reference is that of the code, and its SQL runs in both databases."""

import re

import pytest
from sqlalchemy import text

from offres.ingest.store.open import reading
from offres.ingest.store.questions import QUESTIONS
from offres.ingest.store.reference import reference
from stores import Filling


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs/store.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request, tmp_path_factory):
    made = Filling()
    made.offer("Jardinier", ("b.txt", {"deadline": "2999-04-25"}, [("deadline", "2999-03-28", "2999-04-25")]),
               employer="Ville", deadline="2999-03-28", published="2031-03-03", reference={"number": "31-7"})  # fmt: skip
    made.offer(
        "Aide", uri="d.txt", findings=[("OF302", "error", "reference.number: taken")], reference={"number": "31-7"}
    )
    made.run()
    made.offer("Gone", uri="e.txt", deadline="2999-01-01", vanished_run=2)
    made.rows["postings"].append({"document_id": 4, "posting": 1, "version_id": 3})
    made.fail("x.pdf")
    if request.param == "postgresql":
        return made.fill(request.getfixturevalue("postgresql").base())
    return made.fill(f"sqlite:///{tmp_path_factory.mktemp('docs')}/offres.db")


ANSWERS = {
    "next_deadlines": [("Jardinier",)],
    "open_offers_by_employer": [(None, 1), ("Ville", 1)],
    "moved_deadlines": [("31-7", "2999-03-28", "2999-04-25")],
    "new_in_the_last_run": [(3,)],
    "history": [("a.txt",), ("b.txt",), ("d.txt",)],
    "in_several_documents": [(1, 2), (2, 2)],
    "frequent_findings": [("OF302", 1)],
    "one_number_two_offers": [("31-7", 1)],
    "vanished_too_early": [(3, "Gone")],
    "failures_by_cause": [("OF901", 1)],
    "published_by_month": [("2031-03", 1)],
}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_questions_have_answers(filled, question):
    parameters = {"reference": "31-7"} if ":reference" in question.sql else {}
    with reading(filled) as connection:
        rows = connection.execute(text(question.sql), parameters).all()
    for row, expected in zip(rows, ANSWERS[question.name], strict=True):
        assert set(expected) <= set(row)


def test_the_page_ends_with_the_reference(page):
    assert page.endswith(reference()), "docs/store.md ends with what ingest/store/reference.py gives"


def test_every_sql_of_the_page_is_a_question_or_for_duckdb(page):
    shown = re.findall(r"```sql\n(.*?)```", page, flags=re.DOTALL)
    assert [sql for sql in shown if not sql.startswith("-- DuckDB")] == [f"{each.sql};\n" for each in QUESTIONS]
