"""`offres rule`: one rule or all, in both languages and three forms."""

import json

import pytest

from command import offres
from offres.checks import RULES
from offres.checks.document import page

BY_CODE = {rule.code: rule for rule in RULES}


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("code", BY_CODE)
def test_a_rule_is_told_in_full(code, lang):
    done = offres("rule", code, "--lang", lang)
    assert done.exit_code == 0
    assert done.stdout.startswith(f"{code} {BY_CODE[code].name} (")
    for text in (BY_CODE[code].what, BY_CODE[code].why, BY_CODE[code].instead):
        assert getattr(text, lang) in done.stdout
    for line in BY_CODE[code].example.splitlines():
        assert f"    {line}".rstrip() in done.stdout


def test_a_rule_is_found_by_its_name():
    assert offres("rule", "weekday-mismatch").stdout == offres("rule", "of202").stdout


@pytest.mark.parametrize(("lang", "name"), [("en", "findings.md"), ("fr", "constats.md")])
def test_the_documentation_is_the_same_text(root, lang, name):
    told = offres("rule", "--all", "--format", "markdown", "--lang", lang).stdout
    assert told == page(lang) == (root / "docs" / name).read_text("utf-8")


def test_all_rules():
    assert [line.split()[0] for line in offres("rule", "--all").stdout.splitlines() if line[:2] == "OF"] == list(
        BY_CODE
    )


def test_json_holds_both_languages():
    told = json.loads(offres("rule", "--all", "--format", "json").stdout)
    assert [rule["code"] for rule in told] == list(BY_CODE)
    assert told[0]["what"] == RULES[0].what._asdict()


def test_the_locale_says_which_language(monkeypatch):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert "À la place :" in offres("rule", "OF203").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "give a code such as OF203, or --all"),
        (["OF203", "--all"], "give a code such as OF203, or --all"),
        (["OF2O3"], "did you mean OF203 deadline-before-publication?"),
        (["nothing"], "offres rule --all lists them"),
    ],
)
def test_wrong_usage(arguments, message):
    done = offres("rule", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr
