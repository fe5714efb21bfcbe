"""The review page in Chromium: filters, links both ways, keys, pages, hostile text, use by everybody."""

import pytest

from chromium import chromium, opened
from offres.extract.record import Mission, Span
from offres.output.review import Posting
from reviewed import TEXT, finding, gardener, page, picture, record, span

HOSTILE = (
    "</script><script>window.__hit=1</script><img src=x onerror=window.__hit=2>&lt;b&gt;&amp; "
    "\u202eesrever\u202c \x00\x1b\u200b <!-- ]]> <svg onload=window.__hit=3> {{page}} [[list]] 𝒳"
)
CROSSING = "Jardinier des serres et du parc"


def hostile():
    spans = {"title": Span(start=0, end=len(HOSTILE), text=HOSTILE)}
    told = [finding(message=HOSTILE, name=HOSTILE, at=Span(start=4, end=40, text=HOSTILE[4:40]))]
    return record(HOSTILE, spans, told, HOSTILE, title=HOSTILE, employer=HOSTILE)


def crossing():
    spans = {"title": "Jardinier des serres", "employer": "serres et du parc", "service": "des"}
    offer = {"title": "Jardinier des serres", "employer": "serres et du parc", "service": "des"}
    return record(CROSSING, spans, **offer)


def printed():
    box = (100.0, 200.0, 260.5, 214.25)
    spans = {
        "title": Span(start=0, end=9, text="Jardinier", page=1, bbox=box),
        "employer": Span(start=22, end=42, text="Ville de Sainte-Rose", page=2, bbox=(50.0, 60.0, 300.0, 75.0)),
    }
    flaw = finding(at=Span(start=0, end=9, text="Jardinier", page=1, bbox=box))
    return Posting(gardener(9, title="Imprimé", spans=spans, findings=[flaw]), TEXT, (picture(1), picture(2)))


POSTINGS = [
    gardener(
        0, findings=[finding(at=span(TEXT, "12/SR")), finding("OF203", "error", name="deadline-before-publication")]
    ),
    gardener(1, employer="Hôpital du Nord", title="Aide-soignante"),
    Posting(crossing(), CROSSING),
    Posting(hostile(), HOSTILE),
    printed(),
    gardener(5, missions=[Mission(text="semer")], findings=[finding("OF405", "info", name="mission-too-short")]),
]


@pytest.fixture(scope="module")
def browser():
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("review") / "review.html"
    path.write_bytes(page(POSTINGS))
    return path


@pytest.fixture
def shown(browser, written):
    """The page, which says nothing on the console and asks for nothing, whatever is done with it."""
    tab = opened(browser, written, viewport={"width": 1440, "height": 900})
    yield tab
    assert tab.said == []
    assert tab.evaluate("window.__hit") is None
    tab.close()


def listed(tab):
    return [int(button.get_attribute("id")[3:]) for button in tab.query_selector_all("#list li:not([hidden]) button")]


def row(tab, path):
    return tab.locator(f'.value[data-path="{path}"]')


def lit(tab):
    return "".join(tab.locator(".text .lit").all_text_contents())


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"by-code": "OF203"}, [0]),
        ({"by-code": "OF107"}, [0, 3, 4]),
        ({"by-severity": "error"}, [0]),
        ({"by-severity": "info"}, [5]),
        ({"by-severity": "clean"}, [1, 2]),
        ({"by-employer": "Hôpital du Nord (1)"}, [1]),
        ({"by-code": "OF107", "by-severity": "error"}, [0]),
        ({"by-code": "OF405", "by-severity": "error"}, []),
        ({"by-text": "hopital AIDE"}, [1]),  # without accents, words in any order
        ({"by-text": "du parc"}, [2]),  # in the posting's text
        ({"by-text": "semer"}, [5]),  # in a value
        ({"by-text": "nowhere"}, []),
    ],
)
def test_filters(shown, chosen, expected):
    for name, value in chosen.items():
        if name == "by-text":
            shown.fill("#by-text", value)
        elif name == "by-employer":
            shown.select_option("#by-employer", label=value)
        else:
            shown.select_option(f"#{name}", value)
    shown.wait_for_timeout(200 if "by-text" in chosen else 0)
    assert listed(shown) == expected
    assert shown.text_content("#count") == f"{len(expected)} posting{'s' * (len(expected) != 1)} of 6"
    assert shown.is_visible("#none") == (not expected)
    shown.click("#clear")
    shown.wait_for_timeout(20)
    assert listed(shown) == list(range(6))


def test_a_value_leads_to_its_place_and_back(shown):
    row(shown, "employer").hover()
    assert lit(shown) == "Ville de Sainte-Rose"
    row(shown, "reference.number").click()
    assert shown.evaluate("document.activeElement.textContent").endswith("12/SR")
    assert "active" in row(shown, "reference.number").get_attribute("class")
    place = shown.locator(".text [role=button]", has_text="3 mars 2031")
    place.hover()
    assert "lit" in row(shown, "reference.issued").get_attribute("class")
    place.click()
    assert shown.evaluate("document.activeElement.dataset.path") == "reference.issued"


def test_a_finding_stands_at_its_place_and_in_the_list(shown):
    assert shown.text_content(".text .flag") == "▲OF107"
    items = [item.text_content() for item in shown.query_selector_all(".findings .finding")]
    assert items == ["▲OF107 empty-field warningNo value.", "✕OF203 deadline-before-publication errorNo value."]
    shown.click(".findings summary")
    assert "Write the value." in shown.text_content(".findings dl")
    shown.click("button.finding")
    assert "12/SR" in shown.evaluate("document.activeElement.textContent")


def test_keys_alone_do_all(shown):
    shown.keyboard.press("j")
    assert shown.text_content("h2") == "Aide-soignante"
    shown.keyboard.press("k")
    assert shown.text_content("h2") == "Jardinier 0"
    row(shown, "title").focus()
    shown.keyboard.press("Enter")
    assert shown.evaluate("document.activeElement.textContent") == "Jardinier"
    shown.keyboard.press("ArrowDown")
    assert shown.evaluate("document.activeElement.textContent") == "Ville de Sainte-Rose"
    assert lit(shown) == "Ville de Sainte-Rose"
    shown.keyboard.press("Enter")
    assert shown.evaluate("document.activeElement.dataset.path") == "employer"
    shown.keyboard.press("/")
    assert shown.evaluate("document.activeElement.id") == "by-text"
    shown.locator("#row0").focus()
    shown.keyboard.press("ArrowDown")
    shown.keyboard.press("Enter")
    assert shown.text_content("h2") == "Aide-soignante"
    shown.keyboard.press("s")
    assert shown.is_visible("#plots")
    shown.keyboard.press("s")
    assert shown.is_hidden("#plots")


def test_crossing_and_nested_places_keep_all_that_lies_over_them(shown):
    shown.click("#row2")
    assert shown.locator(".text .piece").all_text_contents() == ["Jardinier ", "des", " ", "serres", " et du parc"]
    for path, text in (("title", "Jardinier des serres"), ("employer", "serres et du parc"), ("service", "des")):
        row(shown, path).hover()
        assert lit(shown) == text
    both = shown.locator(".text .piece", has_text="serres").first
    both.click()
    first = shown.evaluate("document.activeElement.dataset.path")
    both.click()
    assert {first, shown.evaluate("document.activeElement.dataset.path")} == {"title", "employer"}


def test_hostile_text_is_text(shown):
    shown.click("#row3")
    assert "ript><script>window.__hit=1</script><img src=x" in shown.text_content(".text")
    assert shown.locator(".text .hidden-character").all_text_contents() == [
        "U+202E", "U+202C", "U+0000", "U+001B", "U+200B",
    ]  # fmt: skip
    assert shown.locator("#posting script, #posting img, #list img, #list svg, #filters img").count() == 0
    shown.wait_for_timeout(50)


def test_boxes_lie_where_the_record_says(shown):
    shown.click("#row4")
    assert shown.is_visible(".pages")
    for mark, number, (x0, top, x1, bottom) in ((0, 0, (100, 200, 260.5, 214.25)), (1, 1, (50, 60, 300, 75))):
        paper = shown.locator(".paper").nth(number)
        paper.scroll_into_view_if_needed()
        sheet, box = paper.locator("img").bounding_box(), paper.locator(f'.box[data-mark="{mark}"]').bounding_box()
        across, down = sheet["width"] / 595, sheet["height"] / 842
        drawn = [box["x"] - sheet["x"], box["y"] - sheet["y"], box["width"], box["height"]]
        assert drawn == pytest.approx([x0 * across, top * down, (x1 - x0) * across, (bottom - top) * down], abs=2)
        assert across == pytest.approx(down, abs=0.005)


def test_boxes_are_linked_both_ways(shown):
    shown.click("#row4")
    row(shown, "employer").click()
    assert shown.evaluate("document.activeElement.getAttribute('aria-label')") == "Employer"
    shown.keyboard.press("Enter")
    assert shown.evaluate("document.activeElement.dataset.path") == "employer"
    row(shown, "title").hover()
    assert shown.locator(".box.lit").count() == 1
    assert shown.locator(".box.is-finding.is-warning .sign").text_content() == "▲"
    shown.click(".bar button >> text=Text")
    assert shown.is_visible(".text")
    assert shown.is_hidden(".pages")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_everybody_can_use_it(browser, written, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    tab = opened(browser, written, viewport={"width": width, "height": 900}, color_scheme=scheme)
    for way in ("#row0", "#row4", "#to-plots"):
        tab.click(way)
        found = Axe().run(tab).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()


def test_french(browser, tmp_path):
    path = tmp_path / "review.html"
    path.write_bytes(page(POSTINGS[:1], "fr"))
    tab = opened(browser, path)
    assert tab.get_attribute("html", "lang") == "fr"
    assert tab.text_content("#count") == "1 annonce sur 1"
    assert tab.text_content(".total") == "1 annonce, 1 erreur, 1 avertissement, 0 remarque"
    tab.fill("#by-text", "nulle part")
    tab.wait_for_timeout(200)
    assert tab.text_content("#count") == "0 annonce sur 1"
    assert row(tab, "deadline").text_content().startswith("Date limite")
    tab.close()


def test_nothing_to_show(browser, tmp_path):
    path = tmp_path / "review.html"
    path.write_bytes(page([]))
    tab = opened(browser, path)
    assert tab.is_visible("#none")
    assert tab.said == []
    tab.close()
