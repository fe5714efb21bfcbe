"""A store opens in Datasette as it is: every page answers, with facets, search and questions, and nothing is written."""

import asyncio
import json

import pytest
from datasette.app import Datasette

from command import offres
from offres.ingest.store import views
from offres.ingest.store.datasette import FACETS, HIDDEN, SORTED
from offres.ingest.store.questions import QUESTIONS
from offres.ingest.store.tables import metadata
from stores import Filling


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = Filling()
    found = [("OF201", "error", "deadline: impossible")]
    made.offer(
        "Éducatrice", employer="Province Sud", deadline="2999-03-28", family="board", reference={"number": "31-7"}
    )
    made.offer("Jardinier", ("b.txt", {"deadline": "2999-04-25"}, [("deadline", "2999-03-28", "2999-04-25")]),
               employer="Ville", deadline="2999-03-28", uri="c.txt")  # fmt: skip
    made.offer("Aide sociale", employer="Ville", uri="d.txt", doubtful=True, findings=found)
    made.fail("x.pdf")
    folder = tmp_path_factory.mktemp("datasette")
    made.fill(f"sqlite:///{folder}/offres.db")
    return folder / "offres.db"


@pytest.fixture(scope="module")
def told():
    done = offres("schema", "--datasette", "offres")
    assert done.exit_code == 0
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def ask(store, told):
    """A page of the store, by its path: the response."""
    shown = Datasette([str(store)], metadata=told)

    def asked(path):
        return asyncio.run(shown.client.get(path))

    return asked


PAGES = ["/", "/offres", *(f"/offres/{name}" for name in (*metadata.tables, *views.COMMENTS))]
QUESTION_PAGES = [f"/offres/{question.name}?reference=31-7" for question in QUESTIONS]


@pytest.mark.parametrize(
    "path", [*PAGES, *QUESTION_PAGES, "/offres/offers/1", "/offres/versions/2", "/-/metadata.json"]
)
def test_every_page_answers(ask, path):
    assert ask(path).status_code == 200


def rows(ask, path):
    response = ask(path)
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.parametrize("name", sorted(FACETS))
def test_facets(ask, name):
    facets = rows(ask, f"/offres/{name}.json")["facet_results"]
    assert set(facets) == set(FACETS[name])


def test_a_facet_counts(ask):
    values = rows(ask, "/offres/open_offers.json")["facet_results"]["employer"]["results"]
    assert [(value["value"], value["count"]) for value in values] == [("Ville", 2), ("Province Sud", 1)]


@pytest.mark.parametrize(
    ("path", "titles"),
    [
        ("offers.json?_search=educatrice", ["Éducatrice"]),
        ("offers.json?_search=Éducatrice", ["Éducatrice"]),
        ("open_offers.json?_search=ville", ["Aide sociale", "Jardinier"]),
        ("offers.json?_search=%22)%20OR%20(", []),
        ("doubtful_offers.json?_search=aide", ["Aide sociale"]),
    ],
)
def test_search(ask, path, titles):
    found = rows(ask, f"/offres/{path}&_shape=objects")["rows"]
    assert [row["title"] for row in found] == titles


def test_descriptions_and_hidden_tables(ask):
    tables = {table["name"]: table["hidden"] for table in rows(ask, "/offres.json")["tables"]}
    assert all(tables[name] for name in HIDDEN)
    assert not tables["offers"]
    page = ask("/offres/open_offers").text
    assert views.COMMENTS["open_offers"] in page
    assert views.COLUMNS["days_left"] in page
    assert metadata.tables["offers"].columns["deadline"].comment in ask("/offres/offers").text


def test_the_file_in_docs_is_what_the_command_prints(root):
    printed = offres("schema", "--datasette", "offres").stdout
    assert (root / "docs/datasette.json").read_text(encoding="utf-8") == printed


def test_settings_name_what_there_is(told):
    columns = {table.name: set(table.columns.keys()) for table in metadata.sorted_tables}
    columns |= {view: {*views.OF_OFFERS, *views.COLUMNS} for view in views.COMMENTS}
    for name, facets in FACETS.items():
        assert set(facets) <= columns[name]
    for name, setting in SORTED.items():
        assert set(setting.values()) <= columns[name]
    assert set(told["databases"]["offres"]["tables"]) == {*columns, "offres_schema"}


@pytest.mark.parametrize("sql", ["DELETE FROM offers", "DROP TABLE offers", "INSERT INTO offers (id) VALUES (9)"])
def test_nothing_is_written(ask, store, sql):
    before = store.read_bytes()
    assert ask(f"/offres.json?sql={sql}").status_code == 400
    assert store.read_bytes() == before
