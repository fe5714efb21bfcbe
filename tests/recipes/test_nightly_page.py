"""docs/nightly.md names the recipes, metrics and codes that there are."""

import re

import pytest

from offres.ingest.monitor.openmetrics import METRICS


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs/nightly.md").read_text(encoding="utf-8")


def test_every_recipe_is_named_and_every_link_leads_to_one(root, page):
    linked = {link for link in re.findall(r"\]\((recipes/[^)]+)\)", page) if not link.endswith("/")}
    there = {
        path.relative_to(root / "docs").as_posix()
        for path in (root / "docs/recipes").rglob("*")
        if path.is_file() and path.suffix not in {".dockerignore", ".pyc"}
    }
    assert linked == there


def test_the_metrics_to_alert_on_are_named(page):
    minor = {"documents_returned", "documents_reread", "deadlines_changed", "versions_new"}
    assert [metric.name for metric in METRICS if metric.name not in minor and f"`{metric.name}" not in page] == []
