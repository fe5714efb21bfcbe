"""What the review page is made of, before a browser sees it."""

import json
import re

import pytest

from offres.extract.record import Attribute, ItemList, Paragraph, Record, Salary, Section, Source, Span
from offres.output.review import Posting
from offres.output.review.plots import Told, plots
from offres.output.review.posting import leaves, marks_of, pieces
from offres.output.review.safe import as_json, escaped, visible
from offres.output.review.words import words_of
from reviewed import TEXT, finding, gardener, page, picture, record, span


def parsed(record):
    return json.loads(record.model_dump_json())


def cut(text, *places):
    spans = {f"missions[{number}].text": Span(start=a, end=b, text=text[a:b]) for number, (a, b) in enumerate(places)}
    return pieces(text, marks_of(parsed(record(text, spans))))


@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [
        ("abcdef", [(0, 6)], [["abcdef", [0]]]),
        ("abcdef", [(0, 4), (2, 6)], [["ab", [0]], ["cd", [0, 1]], ["ef", [1]]]),  # crossing
        ("abcdef", [(0, 6), (2, 4)], [["ab", [0]], ["cd", [0, 1]], ["ef", [0]]]),  # nested
        ("abcdef", [(1, 3), (1, 3)], [["a", []], ["bc", [0, 1]], ["def", []]]),  # the same place twice
        ("abcdef", [(0, 2), (4, 6)], [["ab", [0]], ["cd", []], ["ef", [1]]]),
        ("abcdef", [(0, 4), (1, 5), (2, 6)], [["a", [0]], ["b", [0, 1]], ["cd", [0, 1, 2]], ["e", [1, 2]], ["f", [2]]]),
        ("x\nabc\ny", [(2, 5)], [["abc", [0]]]),  # other postings of the file are left out
        ("x\nabc def\ny", [(4, 5)], [["ab", []], ["c", [0]], [" def", []]]),  # and whole lines are kept
        ("a\r\nb\rc", [(0, 6)], [["a\nb\nc", [0]]]),
        ("a\r\nb", [(0, 2), (2, 4)], [["a", [0]], ["\nb", [1]]]),  # a line end that is cut in two is one line end
        ("𝒳é\u202eab", [(0, 1), (1, 4)], [["𝒳", [0]], ["é\u202ea", [1]], ["b", []]]),  # characters, not UTF-16 units
        ("abc", [], [["abc", []]]),
        ("", [], []),
    ],
)
def test_the_source_is_cut_at_the_bounds_of_all_marks(text, places, expected):
    assert [piece for piece in cut(text, *places) if piece[0]] == expected


def test_a_mark_out_of_the_text_is_cut_off():
    spans = {"title": Span(start=1, end=9, text="x")}
    assert pieces("abc", marks_of(parsed(record("abc", spans)))) == [["a", []], ["bc", [0]]]


def test_each_value_is_one_row():
    offer = record(
        title="Jardinier",
        salary=Salary(min=1200.0, gross=True, text="1 200 €"),
        category=["B", "C"],
        attributes=[Attribute(label="Télétravail", value="non")],
        sections=[
            Section(kind="profile", heading="Profil", blocks=[Paragraph(text="Bref."), ItemList(items=["a", "b"])])
        ],
    )
    assert list(leaves(parsed(offer)["offer"])) == [
        ("title", "Jardinier"),
        ("category[0]", "B"),
        ("category[1]", "C"),
        ("salary.min", "1200"),
        ("salary.gross", "✓"),
        ("salary.text", "1 200 €"),
        ("attributes[0]", "Télétravail : non"),
        ("sections[0].kind", "profile"),
        ("sections[0].heading", "Profil"),
        ("sections[0].blocks[0].text", "Bref."),
        ("sections[0].blocks[1]", "• a\n• b"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "english", "french"),
    [
        ("deadline", "Deadline", "Date limite"),
        ("reference.number", "Reference, number", "Référence, numéro"),
        ("missions[2].text", "Mission 3", "Mission 3"),
        ("contacts[0].phones[1]", "Contact 1, phone 2", "Contact 1, téléphone 2"),
        ("unclaimed[0]", "Unclaimed text 1", "Texte non attribué 1"),
        ("something.new", "something, new", "something, new"),
    ],
)
def test_fields_have_names_for_a_person(path, english, french):
    assert (words_of("en").label(path), words_of("fr").label(path)) == (english, french)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", ["0 postings", "1 posting", "2 postings", "0 notes", "1 note"]),
        ("fr", ["0 annonce", "1 annonce", "2 annonces", "0 remarque", "1 remarque"]),
    ],
)
def test_numbers_agree_with_their_nouns(lang, expected):
    words = words_of(lang)
    assert [
        *(words.counted(number, "posting") for number in range(3)),
        *(words.counted(number, "info") for number in range(2)),
    ] == expected


def test_both_languages_say_all():
    assert words_of("en").texts.keys() == words_of("fr").texts.keys()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\n c", "a b c"),
        ("a\u202eb", "a[U+202E]b"),
        ("a\x00b\ud800", "a[U+0000]b[U+D800]"),
        ("<script>&\"'", "&lt;script&gt;&amp;&quot;&#x27;"),
    ],
)
def test_a_text_on_the_page_is_text_only(text, shown):
    assert escaped(text) == shown
    visible(text).encode()


@pytest.mark.parametrize("text", ["</script><!--", "\ud83d", "\x00\u2028", "é𝒳", '"\\'])
def test_data_is_json_without_markup(text):
    told = as_json([text])
    assert "<" not in told
    told.encode()
    assert json.loads(told) == [text]


def test_same_input_gives_the_same_bytes():
    postings = [gardener(number, findings=[finding(at=span(TEXT, "12/SR"))]) for number in range(3)]
    assert page(postings) == page(postings) == page([parsed(one) for one in postings])


def test_pictures_of_a_file_stand_once():
    both = [Posting(gardener(), TEXT, (picture(),)), Posting(gardener(1), TEXT, (picture(),))]
    assert page(both).count(b"data:image/png;base64") == 1
    other = Posting(gardener(2), TEXT, (picture(data=b"other"),))
    assert page([*both, other]).count(b"data:image/png;base64") == 2


def test_a_name_that_looks_like_a_slot_stays_a_name():
    text = page([gardener(employer="[[list]] {{page}}")]).decode()
    assert "[[list]] {{page}}" in text
    assert text.count('id="row0"') == 1


def test_a_file_that_failed_is_in_the_list():
    about = Source(uri="broken.pdf", sha256="0", bytes=0, extractor="x")
    failed = Record(findings=[finding("OF901", "error", None, "It is damaged.")], source=about)
    text = page([Posting(failed, "")]).decode()
    assert "broken.pdf" in text
    assert "It is damaged." in text


def test_nothing_is_fetched_and_nothing_else_runs():
    text = page([gardener()]).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"https?://|\bsrc=|@import|url\(|<link| style=| on\w+=", text)


TOLD = [
    Told([("OF107", "empty-field")], "Ville", "2031-01-31", "2031-02-10"),
    Told([("OF107", "empty-field"), ("OF203", "x")], "<b>", "2031-03-01", "2031-02-01"),
    Told([], None, None, None),
]


def counts(html):
    return [
        re.findall(r"<th scope=row>(.*?)</th><td>(\d+)</td>", figure) for figure in html.split("<figure>")[1:]
    ]  # fmt: skip


def test_plots_count_what_there_is():
    by_code, by_month, by_employer, windows = counts(plots(TOLD, words_of("en")))
    assert by_code == [("OF107 empty-field", "2"), ("OF203 x", "1")]
    assert by_month == [("2031-01", "1"), ("2031-02", "0"), ("2031-03", "1"), ("without date", "1")]
    assert by_employer == [("(no employer)", "1"), ("&lt;b&gt;", "1"), ("Ville", "1")]
    assert [pair for pair in windows if pair[1] != "0"] == [("before", "1"), ("8–14", "1")]


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (["2031-12-31", "2032-01-01"], [("2031-12", "1"), ("2032-01", "1")]),
        (["1999-05-01", "2031-03-01", "2031-04-01"], [("1999", "1"), ("2031", "2")]),  # too many months: years
    ],
)
def test_months_become_years_where_they_are_many(published, expected):
    told = [Told([], None, day, None) for day in published]
    assert counts(plots(told, words_of("en")))[1] == expected


def test_employers_beyond_the_first_are_one_bar():
    told = [Told([], f"E{number:02}", None, None) for number in range(20)]
    assert counts(plots(told, words_of("fr")))[2][-1] == ("autres", "5")


def test_nothing_to_count_is_said():
    assert plots([], words_of("en")).count("Nothing to count.") == 4
