"""Pages of the web that list files."""

import contextlib
import socket
import time
from threading import Thread

import pytest

from offres.ingest import listing
from offres.ingest.find import find
from served import Answer

pytest.importorskip("requests")


def names(site, found):
    return [file.uri.removeprefix(site.url) for file in found.files]


def test_a_listing_and_those_below_it(site):
    site.page(
        "/l/", "a.txt", "./b.pdf", "sub/", "/l/c.md", f"{site.url}/l/d.docx", "e", "x.css", "y.css", ".hidden.txt"
    )
    site.page("/l/sub/", "f.txt", "../a.txt", "../", "/l/", "deep/", "?C=N;O=D", "?C=M&O=A")
    site.page("/l/sub/deep/", "g.txt?v=2", "g.txt?v=2#p3", "?C=S;O=A")
    found = find([f"{site.url}/l/"])
    assert names(site, found) == [
        "/l/a.txt", "/l/b.pdf", "/l/c.md", "/l/d.docx", "/l/e", "/l/sub/deep/g.txt?v=2", "/l/sub/f.txt",
    ]  # fmt: skip
    assert found.skipped == {".css": 2}
    assert (found.empty, found.failed) == ([], [])
    assert {file.source for file in found.files} == {f"{site.url}/l/"}
    assert {(file.size, file.stamp, file.modified) for file in found.files} == {(None, None, None)}
    assert len(site.asked) == 3


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("a b.txt", "/l/a%20b.txt"),
        ("a%20b.txt", "/l/a%20b.txt"),
        ("été.txt", "/l/%C3%A9t%C3%A9.txt"),
        ("%C3%A9t%C3%A9.txt", "/l/%C3%A9t%C3%A9.txt"),
        ("a%21!.txt", "/l/a%21!.txt"),
        ("a%23b.txt", "/l/a%23b.txt"),
        ("a%3Fb.txt", "/l/a%3Fb.txt"),
        ("100%25.txt", "/l/100%25.txt"),
        ("100%.txt", "/l/100%.txt"),
        (" \n a.txt\t", "/l/a.txt"),
        ("x/../a.txt", "/l/a.txt"),
        ("a.txt#page=3", "/l/a.txt"),
        ("odd!/a.txt", "/l/odd!/a.txt"),
        ("a.zip!/b.txt", "/l/a.zip!/b.txt"),
        ("./a::b.txt", "/l/a::b.txt"),
    ],
)
def test_names(site, href, expected):
    site.page("/l/", href)
    (file,) = find([f"{site.url}/l/"]).files
    assert (file.path, file.uri, file.inside) == (site.url + expected, site.url + expected, "")


@pytest.mark.parametrize(
    "href",
    [
        "../a.txt",
        "../../../../etc/passwd",
        "/a.txt",
        "/",
        "/lx/a.txt",
        "..",
        "%2e%2e/a.txt",
        "x/%2E%2E/%2e./a.txt",
        "//other.invalid/l/a.txt",
        "http://other.invalid/l/a.txt",
        "http://127.0.0.1:1/l/a.txt",
        "http://127.0.0.1.other.invalid/l/a.txt",
        "http://127.0.0.1@other.invalid/l/a.txt",
        "javascript:alert(1)",
        "JavaScript:void(0)//a.txt",
        "data:text/plain,a.txt",
        "mailto:a@b.invalid",
        "file:///etc/passwd",
        "ftp://127.0.0.1/l/a.txt",
        "s3://bucket/l/a.txt",
        "memory://l/a.txt",
        "zip://a.txt::file:///l/a.zip",
        "http://[l/a.txt",
        "http://127.0.0.1:port/l/a.txt",
        "#a.txt",
        "",
        "?",
        "?C=N;O=D",
        "//",
        "\\\\other.invalid\\a.txt/../../..",
    ],
)
def test_links_that_lead_elsewhere_are_none(site, href):
    site.page("/l/", href, "good.txt")
    found = find([f"{site.url}/l/"])
    assert [name for name in names(site, found) if not name.startswith("/l/%5C")] == ["/l/good.txt"]
    assert found.failed == []
    assert site.asked == ["GET /l/"]


@pytest.mark.parametrize(
    "body",
    [
        b'<base href="http://other.invalid/x/"><a href="a.txt">x</a><a href="/l/b.txt">x</a>',
        b'<base href="http://[x/"><a href="a.txt">x</a>',
        b'<base href="javascript:1"><a href="/l/a.txt">x</a>',
    ],
)
def test_a_base_that_leads_elsewhere(site, body):
    site.answers["/l/"] = Answer(body)
    assert find([f"{site.url}/l/"]).files == []


def test_a_base_counts(site):
    site.answers["/l/"] = Answer(b'<base href="/l/2031/"><a href="a.txt">x</a><map><area href="b.txt"></map>')
    assert names(site, find([f"{site.url}/l/"])) == ["/l/2031/a.txt", "/l/2031/b.txt"]


@pytest.mark.parametrize(
    ("body", "headers", "expected"),
    [
        ('<a href="é.txt">'.encode(), {}, "/l/%C3%A9.txt"),
        ('<a href="é.txt">'.encode(), {"Content-Type": "text/html; charset=nonsense"}, "/l/%C3%A9.txt"),
        ('<a href="é.txt">'.encode("cp1252"), {"Content-Type": 'text/html; charset="windows-1252"'}, "/l/%C3%A9.txt"),
        ('<meta charset="cp1252"><a href="é.txt">'.encode("cp1252"), {}, "/l/%C3%A9.txt"),
    ],
)
def test_charsets(site, body, headers, expected):
    site.answers["/l/"] = Answer(body, headers=headers)
    assert names(site, find([f"{site.url}/l/"])) == [expected]


@pytest.mark.parametrize("body", [b"", b"   ", b"\0\xff", b"no links", b"%PDF-1.7", b"<a href>", b"<a>" * 5000, b"{}"])
def test_a_page_without_links_is_empty(site, body):
    site.answers["/l/"] = Answer(body)
    found = find([f"{site.url}/l/"])
    assert (found.files, found.empty, found.failed) == ([], [f"{site.url}/l/"], [])


def test_a_page_of_pages(site):
    site.page("/l/", "a.txt", "?page=2", "?page=1")
    site.page("/l/?page=1", "a.txt", "?page=2")
    site.page("/l/?page=2", "b.txt", "?page=3", "?page=1")
    site.page("/l/?page=3", "c.txt", "?page=4")
    site.page("/l/?page=4", "c.txt", "?page=5")
    assert names(site, find([f"{site.url}/l/"])) == ["/l/a.txt", "/l/b.txt", "/l/c.txt"]
    assert "GET /l/?page=5" not in site.asked


def test_a_calendar_without_an_end_ends(site):
    site.page("/l/", "a.txt", "?month=0")
    site.answers["*"] = lambda path: Answer(f'<a href="?month={int(path.partition("=")[2]) + 1}">'.encode())
    found = find([f"{site.url}/l/"])
    assert (names(site, found), found.failed) == (["/l/a.txt"], [])
    assert len(site.asked) == 2


def test_listings_in_listings_without_an_end_end(site):
    site.page("/l/", "a.txt", "on/")
    site.answers["*"] = Answer(b'<a href="on/">')
    found = find([f"{site.url}/l/"])
    assert names(site, found) == ["/l/a.txt"]
    assert "go deeper than 20 folders" in str(found.failed[0].error)
    assert len(site.asked) == 21


def test_listings_without_an_end_to_their_number_end(site, monkeypatch):
    monkeypatch.setattr(listing, "MOST_PAGES", 5)
    site.page("/l/", "0/", "a.txt")
    numbers = iter(range(1, 10_000))
    site.answers["*"] = lambda path: Answer(b'<a href="/l/%d/">x</a><a href="/l/%d.txt">' % ((next(numbers),) * 2))
    found = find([f"{site.url}/l/"])
    assert names(site, found) == ["/l/1.txt", "/l/2.txt", "/l/3.txt", "/l/4.txt", "/l/a.txt"]
    assert [str(failed.error) for failed in found.failed] == [
        f"{site.url}/l/: OF903 limit-exceeded: it leads to over 5 listings. Name the parts that you want, each by its URL."
    ]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Answer(status=404), "OF901 unreadable-file: the server has nothing under this URL"),
        (Answer(status=403), "OF901 unreadable-file: the server does not let this account read it"),
        (Answer(status=500), "OF901 unreadable-file: the server answers 500"),
        (Answer(b"<a href=a>", cut=2), "OF901 unreadable-file: the connection broke off"),
        (Answer(status=302, headers={"Location": "/login"}), "the server leads to another page, {}/login."),
        (Answer(status=302, headers={"Location": "/"}), "the server leads to another page, {}/."),
    ],
)
def test_a_listing_that_fails_hides_no_other(site, answer, told):
    site.page("/", "everything.txt")
    site.page("/login", "everything.txt")
    site.page("/good/", "a.txt", "bad/", "sub/")
    site.page("/good/sub/", "b.txt")
    site.answers |= {"/good/bad/": answer, "/bad/?token=f00": answer}
    bad, good = f"{site.url}/bad/", f"{site.url}/good/"
    found = find([f"{site.url}/bad/?token=f00", good])
    assert names(site, found) == ["/good/a.txt", "/good/sub/b.txt"]
    assert [failed.source for failed in found.failed] == [bad, good]
    assert [failed.error.uri for failed in found.failed] == [bad, f"{good}bad/"]
    assert all(told.format(site.url) in str(failed.error) for failed in found.failed)
    assert "f00" not in str(found.failed)
    assert found.empty == []


def test_a_server_that_is_not_there_hides_no_other(site):
    site.page("/l/", "a.txt")
    found = find(["http://gone.invalid/l/", f"{site.url}/l/", "http://127.0.0.1:1/l/"])
    assert names(site, found) == ["/l/a.txt"]
    assert [failed.source for failed in found.failed] == ["http://gone.invalid/l/", "http://127.0.0.1:1/l/"]


def dripping(first):
    """The URL of a server that sends a byte now and then after its first ones."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve():
        with listening, listening.accept()[0] as client, contextlib.suppress(OSError):
            client.sendall(first)
            while True:
                client.sendall(b"x")
                time.sleep(0.05)

    Thread(target=serve, daemon=True).start()
    return f"http://127.0.0.1:{listening.getsockname()[1]}/l/"


@pytest.mark.parametrize("first", [b"HTTP/1.1 200 OK\r\nX-", b"HTTP/1.1 200 OK\r\n\r\n<a href='a.txt'>", b""])
def test_a_page_without_an_end_in_time_is_given_up(site, monkeypatch, first):
    monkeypatch.setattr(listing, "SECONDS", 0.3)
    site.page("/l/", "a.txt")
    found = find([dripping(first), f"{site.url}/l/"])
    assert ["did not answer in time" in str(failed.error) for failed in found.failed] == [True]
    assert names(site, found) == ["/l/a.txt"]


def test_a_gigantic_page_is_refused(site, monkeypatch):
    monkeypatch.setattr(listing, "LARGEST_PAGE", 1000)
    site.page("/l/", *(f"{number}.txt" for number in range(100)))
    (failed,) = find([f"{site.url}/l/"]).failed
    assert failed.error.code == "OF903"


def test_a_listing_that_moved_within_its_server(site):
    site.answers["/l/"] = Answer(status=301, headers={"Location": "/l/index.html"})
    site.page("/l/index.html", "a.txt", "2031/")
    site.page("/l/2031/", "b.txt")
    assert names(site, find([f"{site.url}/l/"])) == ["/l/2031/b.txt", "/l/a.txt"]


def test_credentials_go_with_the_links_and_are_not_shown(site):
    site.page("/l/", "a.txt", f"{site.url}/l/sub/")
    site.page("/l/sub/", "b.txt")
    found = find([f"{site.url}/l/".replace("//", "//me:f00@")])
    assert names(site, found) == ["/l/a.txt", "/l/sub/b.txt"]
    assert [file.path for file in found.files] == [file.uri.replace("//", "//me:f00@") for file in found.files]
    assert found.files[0].source == f"{site.url}/l/"


def test_listings_that_hold_no_file_are_counted(site):
    site.page("/l/", "a.txt", "posting-1/", "posting-2/")
    site.page("/l/posting-1/", "/")
    site.page("/l/posting-2/")
    assert find([f"{site.url}/l/"]).skipped == {"listing without files": 2}


def test_a_file_that_is_found_twice_is_read_once(site):
    site.page("/l/", "a.txt?token=1", "a.txt?token=2", "b.txt")
    found = find([f"{site.url}/l/", f"{site.url}/l/b.txt", f"{site.url}/l/b.txt#x"])
    assert names(site, found) == ["/l/a.txt", "/l/b.txt"]
    assert found.files[1].source == f"{site.url}/l/"
