"""The pages of all findings are those that the rules make."""

from pathlib import Path

import pytest

from offres.checks import RULES
from offres.checks.document import page

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"


@pytest.mark.parametrize(("name", "lang"), [("findings.md", "en"), ("constats.md", "fr")])
def test_the_page_is_current(name, lang):
    """Make it anew with: python -c "from offres.checks.document import page; print(page('fr'), end='')"."""
    assert (DOCS / name).read_text("utf-8") == page(lang)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_page_names_every_rule(lang):
    assert all(f"## {rule.code} {rule.name}\n\n{getattr(rule.what, lang)} " in page(lang) for rule in RULES)
