"""The report of a run: one page that asks for nothing, in both languages, with any text in it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from chromium import chromium
from offres.ingest.monitor.report import page
from offres.ingest.monitor.summary import checked
from offres.ingest.monitor.words import _WORDS, words_of
from watched import HOSTILE, broken, summary


def text_of(run, lang="en"):
    return page(checked(run), lang)


def hostile():
    return summary(
        sources=[HOSTILE],
        store=HOSTILE,
        host=HOSTILE,
        message=HOSTILE,
        version=HOSTILE,
        failures=[{"uri": HOSTILE, "code": code, "message": HOSTILE} for code in (HOSTILE, "OF901")],
        suspicious=[HOSTILE],
        unlisted=[{"source": HOSTILE, "code": HOSTILE, "message": HOSTILE}],
        deadline_changes=[{"reference": HOSTILE, "title": HOSTILE, "before": HOSTILE, "after": HOSTILE}],
        new_offers=[dict.fromkeys(("reference", "title", "employer", "deadline", "uri"), HOSTILE)],
        new_employers=[{"employer": HOSTILE, "offers": 1}],
    )


RUNS = {"done": summary(), "failed": broken(), "refused": broken("refused"), "hostile": hostile()}


@pytest.fixture(scope="module")
def browser():
    with chromium() as one:
        yield one


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("fr", "dark")])
def test_in_a_browser(browser, tmp_path, run, lang, scheme):
    """Nothing in it runs, nothing is asked for, and everybody can use it."""
    path = tmp_path / "report.html"
    path.write_text(text_of(run, lang), encoding="utf-8")
    tab = browser.new_page(color_scheme=scheme)
    said = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("request", lambda request: said.append(request.url) if request.url != path.as_uri() else None)
    tab.goto(path.as_uri())
    assert (said, tab.evaluate("window.__hit")) == ([], None)
    assert tab.locator("script, img, a").count() == 0
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert tab.locator("html").get_attribute("lang") == lang
    assert Axe().run(tab).response["violations"] == []
    tab.close()


def test_the_policy_lets_its_style_in(browser, tmp_path):
    path = tmp_path / "report.html"
    path.write_text(text_of(summary()), encoding="utf-8")
    tab = browser.new_page()
    tab.goto(path.as_uri())
    assert tab.evaluate("getComputedStyle(document.querySelector('.figures')).display") == "grid"
    tab.close()


def test_hostile_text_is_text():
    told = text_of(hostile())
    assert "<script" not in told.replace("&lt;script", "")
    assert not re.search("[\x00\x1b\u200b\u202e]", told)
    assert told.count("[U+202E]") >= 15


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", ["Ingestion report · run 7 · 2031-03-04", "8000 seen = 210 new + 12 changed + 7775 unchanged + 3 failed",
                "<b>2031-07-25</b> (later)", "Save the file without its password", "3 min 12 s", "(no employer)",
                "<b>/mnt/absent</b>This source is empty", "The first 1 of 201."]),
        ("fr", ["Rapport d&#x27;intégration · passage 7 · 2031-03-04",
                "8000 vus = 210 nouveaux + 12 modifiés + 7775 inchangés + 3 en échec", "(plus tard)",
                "Enregistrez le fichier sans mot de passe", "(sans employeur)", "Cette source est vide"]),
    ],
)  # fmt: skip
def test_what_it_tells(lang, expected):
    told = text_of(summary(), lang)
    assert [one for one in expected if one not in told] == []


@pytest.mark.parametrize(
    ("run", "expected", "absent"),
    [
        (broken(), "Failed: nothing was published", "<table"),
        (broken("refused"), "Refused: another run holds the store", "<table"),
        (summary(failed=0, failures=[], suspicious=[], unlisted=[]), ">✓</span> Done<", "To look at"),
        (summary(suspicious=[], unlisted=[]), "Done, with something to look at", "<h2>To look at"),
        (summary(failed=0), "Done, with something to look at", "[["),
        (summary(restarts=2), "2 times", "[["),
        (summary(deadline_changes=[]), "Done", "Deadlines that moved"),
        (summary(open_offers=None), "Done", "open offers in the store"),
    ],
)
def test_how_it_went(run, expected, absent):
    told = text_of(run)
    assert expected in told
    assert absent not in told


def test_both_languages_say_everything():
    fields = {key: set(re.findall(r"\{\w+\}", text)) for key, text in words_of("en").items()}
    assert {key: set(re.findall(r"\{\w+\}", text)) for key, text in words_of("fr").items()} == fields
    assert all(both[0] and both[1] for both in _WORDS.values())


def test_every_word_is_used(root):
    code = (root / "ingest/monitor/report.py").read_text(encoding="utf-8")
    assert [key for key in _WORDS if f'"{key}"' not in code and f"'{key}'" not in code and key != "refused"] == []
