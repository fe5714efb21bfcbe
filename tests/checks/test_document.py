"""The page of all findings is the one that the rules make."""

from pathlib import Path

from offres.checks import RULES
from offres.checks.document import page

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "findings.md"


def test_the_page_is_current():
    """Make it anew with: python -c "from offres.checks.document import page; print(page(), end='')" > docs/findings.md."""
    assert PAGE.read_text("utf-8") == page()


def test_the_page_names_every_rule():
    assert all(f"## {rule.code} {rule.name}" in page() for rule in RULES)
