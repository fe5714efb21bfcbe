"""Summaries of runs of `offres ingest`, made by hand, and what is parsed of the files that tell of them."""

from offres.ingest.monitor import openmetrics
from offres.ingest.monitor.summary import checked

STORE = "postgresql://offres@db/offres"
HOSTILE = (
    "</td><script>window.__hit=1</script><img src=x onerror=window.__hit=2>\"'& \u202eesrever\u202c \x00\x1b\u200b ]]>"
)


def summary(**changes):
    """A run that was done, with one of everything."""
    told = {
        "id": 7,
        "status": "done",
        "started": "2031-03-04T02:00:00+00:00",
        "finished": "2031-03-04T02:03:12+00:00",
        "seconds": 192.4,
        "rate": 41.2,
        "host": "nuit",
        "pid": 12,
        "store": STORE,
        "sources": ["/srv/offres"],
        "version": "0.1.0",
        "fingerprint": "0123456789abcdef",
        "schema": "0001",
        "seen": 8000,
        "new": 210,
        "changed": 12,
        "unchanged": 7775,
        "failed": 3,
        "vanished": 4,
        "returned": 1,
        "offers_new": 201,
        "versions_new": 215,
        "deadlines_changed": 2,
        "open_offers": 1200,
        "open_failures": {"OF901": 2, "OF904": 1},
        "failures": [{"uri": "/srv/offres/a.pdf", "code": "OF902", "message": "the file is encrypted. Save it anew."}],
        "suspicious": ["/mnt/absent"],
        "unlisted": [{"source": "s3://bucket/", "code": "OF901", "message": "no such bucket."}],
        "deadline_changes": [
            {"reference": "3134-31-0042/SR", "title": "Jardinier", "before": "2031-07-04", "after": "2031-07-25"}
        ],
        "new_offers": [
            {"reference": "12/SR", "title": "Fontainier", "employer": "Ville", "deadline": "2031-04-01", "uri": "b.txt"}
        ],
        "new_employers": [{"employer": "Ville", "offers": 200}, {"employer": None, "offers": 1}],
    }
    return told | changes


def broken(status="failed", finished="2031-03-05T02:00:01+00:00", **changes):
    """A run that published nothing."""
    about = {"store": STORE, "sources": ["/srv/offres"], "started": "2031-03-05T02:00:00+00:00", "finished": finished}
    return {"status": status, "message": "the store cannot be reached.", **about, **changes}


def metrics(told, before=""):
    return openmetrics.text(checked(told), before)


def samples(text):
    """`name` or `name label=value` -> value, as the strict parser of prometheus_client reads them."""
    from prometheus_client.openmetrics.parser import text_string_to_metric_families

    return {
        " ".join([one.name, *(f"{key}={value}" for key, value in one.labels.items() if key != "store")]): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }
