"""The page of `offres check --format html` and `offres review`: what counts, what only the batch shows; in Chromium."""

import base64
import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from drawn import pdf
from PIL import Image

from chromium import chromium, opened
from command import POSTING, many, offres, process, write
from offres import parse
from scans import DPI, needs_tesseract
from scans import page as drawn

WRONG_DAY = POSTING.replace("Vendredi 28 mars", "Lundi 28 mars").replace("0042", "0043")  # OF202
LATER = POSTING.replace("28 mars", "4 avril")  # OF108 beside POSTING
OTHER = POSTING.replace("Jardinier du parc botanique", "Électricien").replace("arroser les serres", "câbler")  # OF302
NO_PLACE = POSTING.replace("Lieu de travail : Sainte-Rose\n", "").replace("0042", "0044")  # OF106


@pytest.fixture
def batch(tmp_path, monkeypatch):
    """A current folder with postings of which three share a number."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    for name, text in {"a": POSTING, "b": LATER, "c": OTHER, "d": WRONG_DAY, "e": NO_PLACE}.items():
        write(f"p/{name}.txt", text)
    return tmp_path


def data(text, name):
    return json.loads(re.search(f'<script type="application/json" id="{name}">(.*?)</script>', text)[1])


def found(path):
    """The codes of each posting of a page, in its order."""
    text = Path(path).read_text("utf-8")
    count = text.count('<script type="application/json" id="posting')
    return [[finding[0] for finding in data(text, f"posting{number}")["findings"]] for number in range(count)]


ALL = [["OF302", "OF108"], ["OF302", "OF108"], ["OF302"], ["OF202"], ["OF106"]]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ALL),
        (["--select", "OF302"], [["OF302"], ["OF302"], ["OF302"], [], []]),
        (["--ignore", "OF3,OF1"], [[], [], [], ["OF202"], []]),
        (["--severity", "error"], [["OF302"], ["OF302"], ["OF302"], [], []]),
        (["--select", "OF4"], [[], [], [], [], []]),
    ],
)
def test_the_findings_that_count_are_on_the_page(batch, options, expected):
    done = offres("check", "p", "--format", "html", "-o", "page.html", *options)
    assert (done.exit_code, done.stdout, done.stderr) == (any(expected), "", "")
    assert found("page.html") == expected


def test_known_findings_are_not_on_the_page(batch):
    offres("check", "p", "--baseline", "known.json", "--write-baseline", "--format", "html")
    assert offres("check", "p", "--baseline", "known.json", "--format", "html", "-o", "page.html").exit_code == 0
    assert found("page.html") == [[], [], [], [], []]
    write("p/e.txt", WRONG_DAY.replace("0043", "0044"))
    assert offres("check", "p", "--baseline", "known.json", "--format", "html", "-o", "page.html").exit_code == 1
    assert found("page.html") == [[], [], [], [], ["OF202"]]


def test_both_commands_write_the_same_page(batch):
    offres("review", "p", "-o", "review.html")
    offres("check", "p", "--format", "html", "--severity", "info", "-o", "check.html", "-j", "2")
    assert Path("review.html").read_bytes() == Path("check.html").read_bytes()
    assert found("review.html") == ALL


def test_the_page_may_go_to_a_pipe_but_not_to_a_terminal(batch):
    piped = process("check", "p", "--format", "html")
    assert (piped.returncode, piped.stdout.startswith(b"<!DOCTYPE html>"), piped.stderr) == (1, True, b"")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "offres", "check", "p", "--format", "html"]
    done = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert b"write it to a file with -o check.html" in done.stderr


def test_the_language_of_a_page(batch):
    write("p/f.txt", "")
    offres("check", "p", "--format", "html", "-o", "page.html", "--lang", "fr")
    text = Path("page.html").read_text("utf-8")
    assert '<html lang="fr">' in text
    assert "Le fichier est endommagé" in data(text, "posting5")["findings"][0][3]


def test_the_settings_may_ask_for_a_page(batch):
    write("offres.toml", '[offres.check]\nformat = "html"\nselect = ["OF202"]\n')
    assert offres("check", "p", "-o", "page.html").exit_code == 1
    assert found("page.html") == [[], [], [], ["OF202"], []]


def test_a_finding_of_the_batch_leads_to_the_other_postings(batch):
    offres("review", "p", "-o", "page.html")
    text = Path("page.html").read_text("utf-8")
    others = data(text, "index")["others"]
    led = [[[others[at] for at in finding[5]] for finding in data(text, f"posting{n}")["findings"]] for n in range(4)]
    a, b, c = [0, "p/a.txt"], [1, "p/b.txt"], [2, "p/c.txt"]
    assert led == [[[c], [b]], [[c], [a]], [[a]], [[]]]


def test_two_postings_of_one_file_lead_to_each_other(batch):
    write("two.txt", POSTING + "- semer ;\n" * 8 + "\n" + OTHER)
    offres("check", "two.txt", "--select", "OF302", "--format", "html", "-o", "page.html")
    text = Path("page.html").read_text("utf-8")
    assert found("page.html") == [["OF302"], ["OF302"]]
    assert data(text, "index")["others"] == [[1, "two.txt (Posting 1)"], [0, "two.txt"]]


def test_the_bytes_do_not_depend_on_the_workers(batch):
    many(40, "p/many")
    write("p/many/last.txt", OTHER.replace("0042", "0007"))
    for jobs in (1, 2):
        offres("check", "p", "--format", "html", "-o", f"{jobs}.html", "--jobs", jobs)
    assert Path("1.html").read_bytes() == Path("2.html").read_bytes()


# In Chromium


@pytest.fixture(scope="module")
def browser():
    with chromium() as one:
        yield one


def test_the_way_to_the_other_posting_and_back_by_keyboard(browser, batch):
    offres("check", "p", "--format", "html", "-o", "page.html")
    tab = opened(browser, batch / "page.html", viewport={"width": 1440, "height": 900})
    assert tab.locator(".text .flag").all_text_contents() == ["✕OF302", "▲OF108"]
    ways = tab.locator(".findings .way").all_text_contents()
    assert ways == ["Other posting: Électricien – p/c.txt", "Other posting: Jardinier du parc botanique – p/b.txt"]
    tab.locator(".way").first.focus()
    tab.keyboard.press("Enter")
    assert tab.text_content("h2") == "Électricien"
    assert tab.get_attribute("#row2", "aria-current") == "true"
    assert tab.evaluate("document.activeElement.textContent").endswith("p/a.txt")
    tab.keyboard.press("Enter")
    assert tab.text_content("h2") == "Jardinier du parc botanique"
    assert tab.evaluate("document.activeElement.textContent").endswith("p/c.txt")
    tab.locator(".way").nth(1).click()
    assert tab.url.endswith("#posting1")
    tab.click("button.finding >> nth=1")
    assert "Vendredi 4 avril 2031" in tab.evaluate("document.activeElement.textContent")
    assert tab.said == []
    tab.close()


# Pages

SCANNED = ["Chef de la subdivision nord", "Employeur : Province Nord", "Lieu de travail : Lifou"]
HEAD = ["Jardinier du parc botanique", "Référence : 3134-31-0042/SR du 3 mars 2031", "Employeur : Ville de Sainte-Rose"]
FOOT = ["- arroser les serres de fougères et tailler les haies du parc, chaque matin de la semaine, avec"]
REST = ["soin et sans bruit, puis ranger les outils dans la remise du jardinier en chef de la commune ;", "- ranger."]


def saved(name, *pages, **options):
    more = {"save_all": True, "append_images": pages[1:]} if pages[1:] else {}
    pages[0].save(name, dpi=(DPI, DPI), **more, **options)


def two_pages():
    """A PDF whose first mission goes over the end of a page."""
    first = [(72, 80 + 15 * number, line) for number, line in enumerate([*HEAD, "Missions :"])]
    last = [(72, 755 + 15 * number, line) for number, line in enumerate(FOOT)]
    return pdf([*first, *last], [(72, 80 + 15 * number, line) for number, line in enumerate(REST)])


def ink_of(tab, number, rows):
    """Where there is ink between two heights of a page, in points."""
    address, width = tab.locator(".paper img").nth(number).get_attribute("src"), tab.locator(".paper").nth(number)
    image = Image.open(io.BytesIO(base64.b64decode(address.split(",")[1]))).convert("L")
    scale = image.width / float(width.evaluate("paper => parseFloat(paper.style.width) * 3 / 4"))
    band = image.crop((0, round(rows[0] * scale), image.width, round(rows[1] * scale)))
    x0, top, x1, bottom = band.point(lambda grey: 255 * (grey < 128)).getbbox()
    return [bound / scale for bound in (x0, top + round(rows[0] * scale), x1, bottom + round(rows[0] * scale))]


def box_of(tab, number, label):
    """A box on a page, in pixels of the page as it is shown; and how many of them a point has."""
    paper = tab.locator(".paper").nth(number)
    sheet = paper.locator("img").bounding_box()
    box = paper.locator(f'.box[aria-label="{label}"]').bounding_box()
    unit = sheet["width"] / float(paper.evaluate("paper => parseFloat(paper.style.width) * 3 / 4"))
    left, top = box["x"] - sheet["x"], box["y"] - sheet["y"]
    return [left, top, left + box["width"], top + box["height"]], unit


@needs_tesseract
@pytest.mark.parametrize("name", ["scan.png", "scan.jpg", "scan.tiff", "scan.pdf"])
def test_boxes_of_a_scan_lie_on_its_ink(browser, batch, name):
    page = drawn(SCANNED)
    if name == "scan.pdf":
        page.convert("RGB").save(name, resolution=DPI)
    else:
        saved(name, page)
    assert offres("review", name, "-o", "page.html").exit_code == 0
    tab = opened(browser, batch / "page.html", viewport={"width": 1440, "height": 900})
    assert tab.is_visible(".pages")
    (record,) = parse(name)
    for path, label, rows in (("title", "Title", (25, 45)), ("location", "Place of work", (61, 82))):
        box, unit = box_of(tab, 0, label)
        ink = [bound * unit for bound in ink_of(tab, 0, rows)]
        assert box == pytest.approx([bound * unit for bound in record.spans[path].bbox], abs=2)
        assert [box[1], box[2]] == pytest.approx([ink[1], ink[2]], abs=2)
        assert ink[3] <= box[3] + 2  # a line is as high as its letters reach down
    tab.click('.value[data-path="location"]')
    assert tab.evaluate("document.activeElement.getAttribute('aria-label')") == "Place of work"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.dataset.path") == "location"
    assert tab.said == []
    tab.close()


@needs_tesseract
def test_a_tiff_of_several_pages(browser, batch):
    saved("scan.tiff", drawn(SCANNED[:1]), drawn(SCANNED[1:]), compression="tiff_deflate")
    offres("review", "scan.tiff", "-o", "page.html")
    tab = opened(browser, batch / "page.html", viewport={"width": 1440, "height": 900})
    assert tab.locator(".paper img").count() == 2
    box, unit = box_of(tab, 1, "Employer")
    assert box[2] == pytest.approx(ink_of(tab, 1, (25, 45))[2] * unit, abs=2)
    assert tab.said == []
    tab.close()


def test_a_place_over_two_pages_has_a_box_on_each(browser, batch):
    Path("two.pdf").write_bytes(two_pages())
    offres("review", "two.pdf", "-o", "page.html")
    tab = opened(browser, batch / "page.html", viewport={"width": 1440, "height": 900})
    mission = tab.locator('.value[data-path="missions[0].text"]')
    assert mission.locator(".said").text_content().startswith("arroser les serres")
    mission.hover()
    assert tab.locator(".box.lit").count() == 2
    for number, rows in ((0, (745, 760)), (1, (70, 85))):
        box, unit = box_of(tab, number, f"Mission 1, Page {number + 1}")
        ink = [bound * unit for bound in ink_of(tab, number, rows)]
        assert box[2] == pytest.approx(ink[2], abs=2)
        assert box[1] - 2 <= ink[1] < ink[3] <= box[3] + 2
    assert tab.locator('.box[aria-label="Mission 2"]').count() == 1
    mission.focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.getAttribute('aria-label')") == "Mission 1, Page 1"
    tab.locator('.box[aria-label="Mission 1, Page 2"]').focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.dataset.path") == "missions[0].text"
    assert tab.said == []
    tab.close()


def test_a_hostile_image_is_told_and_the_rest_is_shown(batch):
    Image.new("1", (16_000, 10_000)).save("huge.png")
    Image.effect_noise((400, 400), 90).save("cut.png")
    Path("cut.png").write_bytes(Path("cut.png").read_bytes()[:4_000])
    done = offres("review", "huge.png", "cut.png", "p/a.txt", "-o", "page.html")
    assert done.exit_code == 1
    assert "3 files, 3 records, 2 failed, written to page.html" in done.stderr
    assert found("page.html") == [["OF901"], ["OF903"], []]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_everybody_can_use_it(browser, batch, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    Path("two.pdf").write_bytes(two_pages())
    offres("check", "p", "two.pdf", "--format", "html", "-o", "page.html", "--lang", "fr", "--severity", "info")
    tab = opened(browser, batch / "page.html", viewport={"width": width, "height": 900}, color_scheme=scheme)
    for way in ("#row0", "#row5"):
        tab.click(way)
        violations = Axe().run(tab).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in violations] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()
