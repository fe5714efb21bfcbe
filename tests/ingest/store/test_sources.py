"""Sources that are no folders: a listing of the web, a bucket; only what they say is other is fetched."""

import pytest

from bucket import bucket
from command import POSTING
from nights import LATER, Nights
from offres.ingest.place import place
from served import Answer

NEXT = POSTING.replace("0042", "0043")


@pytest.fixture
def nights(tmp_path):
    return Nights(tmp_path / "in", f"sqlite:///{tmp_path}/offres.db")


def fetched(site):
    found = [asked.removeprefix("GET ") for asked in site.asked if asked.startswith("GET /") and asked.endswith(".txt")]
    site.asked.clear()
    return sorted(found)


def tagged(text, tag):
    return Answer(text.encode(), headers={"ETag": f'"{tag}"', "Content-Type": "text/plain"})


def test_a_listing_of_the_web(nights, site):
    listing = site.page("/annonces/", "a.txt", "b.txt")
    site.answers |= {"/annonces/a.txt": tagged(POSTING, "1"), "/annonces/b.txt": tagged(NEXT, "1")}
    assert nights.ingest(listing).counts["new"] == 2
    assert fetched(site) == ["/annonces/a.txt", "/annonces/b.txt"]
    assert nights.ingest(listing).counts["unchanged"] == 2
    assert fetched(site) == []
    site.answers["/annonces/a.txt"] = tagged(LATER, "2")
    assert nights.ingest(listing).counts["deadlines_changed"] == 1
    assert fetched(site) == ["/annonces/a.txt"]
    site.page("/annonces/", "a.txt")
    assert nights.ingest(listing).counts["vanished"] == 1
    site.answers["/annonces/"] = Answer(b"", 503)
    summary = nights.ingest(listing)
    assert (len(summary.unlisted), summary.counts["vanished"]) == (1, 0)


def test_a_server_that_says_nothing_of_its_files(nights, site):
    listing = site.page("/annonces/", "a.txt")
    site.answers["/annonces/a.txt"] = Answer(POSTING.encode())
    nights.ingest(listing)
    before = nights.dump()
    fetched(site)
    assert nights.ingest(listing).counts["unchanged"] == 1
    assert fetched(site) == ["/annonces/a.txt"]
    after = nights.dump()
    assert {name for name in after if after[name] != before[name]} == {"runs"}


def test_a_bucket(nights):
    with bucket() as url:
        out = place(f"{url}/annonces")
        out.write("a.txt", POSTING.encode())
        out.write("b.txt", NEXT.encode())
        assert nights.ingest(f"{url}/annonces/").counts["new"] == 2
        out.write("a.txt", LATER.encode())
        summary = nights.ingest(f"{url}/annonces/")
        assert (summary.counts["changed"], summary.counts["unchanged"]) == (1, 1)
        assert summary.counts["deadlines_changed"] == 1
        out.remove("b.txt")
        assert nights.ingest(f"{url}/annonces/").counts["vanished"] == 1
        assert len(nights.ingest("s3://no-such-bucket/in/", f"{url}/annonces/").unlisted) == 1
    assert nights.rows("SELECT uri FROM documents ORDER BY uri") == [
        ("s3://bucket/annonces/a.txt",),
        ("s3://bucket/annonces/b.txt",),
    ]
