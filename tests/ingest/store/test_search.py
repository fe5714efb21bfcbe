"""Full-text search: the same queries find the same offers in both databases, and no text is an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from offres.extract.record import Attribute, ItemList, Offer, Paragraph, Reference, Section
from offres.ingest.store import search
from offres.ingest.store.open import engine, reading
from offres.ingest.store.tables import texts
from offres.ingest.store.words import LONGEST_WORD, MOST_BYTES, MOST_WORDS, Term, folded, terms, words
from stores import Filling

MISSIONS = [
    {
        "kind": "missions",
        "heading": "Missions",
        "blocks": [{"type": "list", "items": ["suivre l'aide sociale", "cœur"]}],
    }
]
LONG = "x" * (LONGEST_WORD + 5)
OFFERS = (
    ("Éducateur spécialisé", {"sections": MISSIONS}),
    ("Assistante d'aide sociale", {"employer": "Mairie de Nouméa"}),
    ("Chef d'équipe H/F", {"employer": "Aide à l'enfance", "service": "Action sociale"}),
    ("Aide-soignant", {"reference": {"number": "3134-31-0042/SR"}, "location": "Koné"}),
    (f"Ingénieur 1e5 0x1f {LONG}", {"attributes": [{"label": "BAP", "value": "Ελλάδα ²"}]}),
)


def fill(store):
    filling = Filling()
    for title, values in OFFERS:
        filling.offer(title, **values)
    return filling.fill(store)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request, tmp_path_factory):
    """A store that all queries share."""
    if request.param == "postgresql":
        return fill(request.getfixturevalue("postgresql").base())
    return fill(f"sqlite:///{tmp_path_factory.mktemp('search')}/offres.db")


def found(connection, wanted):
    """The offers that are found, those with the most hits in the title first."""
    looked = terms(wanted)
    if not looked:
        return []
    rows = connection.execute(search.matching(connection.dialect.name, looked)).all()
    return [offer for offer, _ in sorted(rows, key=lambda row: (-row.in_title, row.offer_id))]


QUERIES = [
    ("aide", [2, 4, 1, 3]),
    ("AÍDE", [2, 4, 1, 3]),
    ('"aide sociale"', [2, 1]),
    ("«aide sociale»", [2, 1]),
    ("“aide sociale”", [2, 1]),
    ("aide sociale", [2, 1, 3]),
    ('"sociale aide"', []),
    ("educ*", [1]),
    ("Éduc*", [1]),
    ('"aide soc*"', [2, 1]),
    ('"aide soc"*', [2, 1]),
    ("soci*", [2, 1, 3]),
    ("coeur", [1]),
    ("CŒUR", [1]),
    ("cœ*", [1]),
    ("d'équipe", [3]),
    ("d’équipe", [3]),
    ("h/f", [3]),
    ("aide-soignant", [4]),
    ("3134-31-0042/SR", [4]),
    ("noumea koné", []),
    ("noumea", [2]),
    ("1e5", [5]),
    ("0x1f", [5]),
    (LONG, [5]),
    (LONG[:LONGEST_WORD], [5]),
    ("ελλαδα", [5]),
    ("2", [5]),
]
HOSTILE = [
    ("", []),
    ("   ", []),
    ("*", []),
    ("***", []),
    ('"', []),
    ('""', []),
    ('"*"', []),
    ("'", []),
    ("%", []),
    ("_", []),
    ("\x00", []),
    ("()&|!<->:*", []),
    ('"aide', [2, 4, 1, 3]),
    ('aide" OR "1"="1', []),
    ("aide'; DROP TABLE offers; --", []),
    ("NEAR(aide sociale, 2)", []),
    ("aide NOT sociale", []),
    ("folded:aide", []),
    ("^aide", [2, 4, 1, 3]),
    ("aide:*", [2, 4, 1, 3]),
    ("aide & !sociale", [2, 1, 3]),
    ("-aide", [2, 4, 1, 3]),
    ("\ud800 aide", [2, 4, 1, 3]),
    ("aide " * 2000, [2, 4, 1, 3]),
    ("x" * 10_000, [5]),  # cut, as that word of the offer is
    (LONG * 300, [5]),
]


@pytest.mark.parametrize(("wanted", "offers"), QUERIES + HOSTILE, ids=lambda value: repr(value)[:30])
def test_what_is_found(filled, wanted, offers):
    with reading(filled) as connection:
        assert found(connection, wanted) == offers


def test_both_databases_cut_words_alike(postgresql):
    """PostgreSQL's parser sees numbers, addresses and versions in texts; in words of ours it must see words alone."""
    made = engine(postgresql.base())
    with made.connect() as connection:

        @given(st.lists(st.text(st.sampled_from("e0x1a.éœ-_/:@+ 'дß½"), min_size=1), min_size=1, max_size=8))
        def cut(parts):
            expected = words(" ".join(parts))
            sql = text("SELECT unnest(tsvector_to_array(to_tsvector('simple', :folded)))")
            assert set(connection.execute(sql, {"folded": " ".join(expected)}).scalars()) == set(expected)

        cut()
    made.dispose()


def test_a_changed_or_removed_text_is_found_no_more(store):
    made = engine(fill(store))
    with made.begin() as connection:
        connection.execute(texts.update().where(texts.c.offer_id == 1).values(folded="plombier\n"))
        connection.execute(texts.delete().where(texts.c.offer_id == 2))
    made.dispose()
    with reading(store) as connection:
        assert found(connection, '"aide sociale"') == []
        assert found(connection, "plombier") == [1]


# Words


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("aide", [Term(("aide",), prefix=False)]),
        ("aide aide", [Term(("aide",), prefix=False)]),
        ("aide-soi*", [Term(("aide", "soi"), prefix=True)]),
        ('"un deux"*', [Term(("un", "deux"), prefix=True)]),
        ('a"b c"d', [Term(("a",), prefix=False), Term(("b", "c"), prefix=False), Term(("d",), prefix=False)]),
        ('"un deux', [Term(("un", "deux"), prefix=False)]),
    ],
)
def test_terms(wanted, expected):
    assert terms(wanted) == expected


@given(st.text())
def test_any_text_gives_terms_of_plain_words(wanted):
    assert all(word.isalnum() and len(word) <= LONGEST_WORD for term in terms(wanted) for word in term.words)


def test_an_offer_is_its_title_and_all_else():
    offer = Offer(
        title="Chargé d'études",
        employer="Région",
        reference=Reference(number="31-7/A", also=["B2"]),
        domains=["Eau"],
        attributes=[Attribute(label="Filière", value="Technique")],
        sections=[
            Section(kind="missions", heading="Vos missions", blocks=[Paragraph(text="Été"), ItemList(items=["à"])])
        ],
    )
    assert folded(offer) == "charge d etudes\nregion eau 31 7 a b2 technique vos missions ete a"


def test_an_offer_of_many_wide_words_fits_into_the_index(store):
    wide = [f"{chr(0x20000 + number)}{chr(0x2A000) * (LONGEST_WORD - 1)}" for number in range(MOST_WORDS)]
    filling = Filling()
    filling.offer(
        "Long", sections=[{"kind": "other", "heading": None, "blocks": [{"type": "paragraph", "text": " ".join(wide)}]}]
    )
    assert len(filling.rows["texts"][0]["folded"].encode()) <= MOST_BYTES
    with reading(filling.fill(store)) as connection:
        assert found(connection, wide[0]) == [1]
        assert found(connection, f"{wide[1]} long") == [1]
        assert found(connection, wide[-1]) == []


def test_the_words_of_one_offer_are_limited():
    offer = Offer(title="un deux", sections=[Section(kind="other", blocks=[Paragraph(text="mot " * 20_000)])])
    assert len(folded(offer).split()) == MOST_WORDS
    assert len(folded(Offer(title="mot " * 20_000)).split()) == MOST_WORDS
