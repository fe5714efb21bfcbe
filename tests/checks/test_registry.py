"""What holds for every rule: the codes of the contract, documented in both languages; the order of findings."""

import dataclasses
import locale
import random
import string

import pytest

from offres.checks import RULES, run
from offres.checks.registry import BATCH_RULES, FILE_RULES, MODULES
from offres.checks.rule import LANGS, Hit, finding
from offres.extract import errors
from offres.extract.record import Finding

CONTRACT = {
    "OF101": ("missing-title", "error"),
    "OF102": ("missing-reference", "error"),
    "OF103": ("missing-deadline", "error"),
    "OF104": ("missing-missions", "error"),
    "OF105": ("missing-employer", "warning"),
    "OF106": ("missing-location", "warning"),
    "OF107": ("empty-field", "warning"),
    "OF108": ("duplicate-field", "warning"),
    "OF109": ("structured-data-differs", "warning"),
    "OF201": ("invalid-date", "error"),
    "OF202": ("weekday-mismatch", "warning"),
    "OF203": ("deadline-before-publication", "error"),
    "OF204": ("initial-deadline-inconsistent", "warning"),
    "OF205": ("implausible-window", "warning"),
    "OF206": ("ambiguous-date", "warning"),
    "OF207": ("reference-date-mismatch", "warning"),
    "OF301": ("malformed-reference", "warning"),
    "OF302": ("duplicate-reference", "error"),
    "OF401": ("truncated-text", "warning"),
    "OF402": ("unclaimed-text", "info"),
    "OF403": ("repaired-text", "info"),
    "OF404": ("low-text-quality", "warning"),
    "OF405": ("mission-too-short", "info"),
    "OF406": ("wrong-extension", "info"),
    "OF501": ("unknown-family", "info"),
    "OF901": ("unreadable-file", "error"),
    "OF902": ("encrypted-file", "error"),
    "OF903": ("limit-exceeded", "error"),
    "OF904": ("no-text", "error"),
}


def test_every_code_of_the_contract_has_its_rule():
    assert {rule.code: (rule.name, rule.severity) for rule in RULES} == CONTRACT


def test_rules_are_sorted_and_unique():
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_modules_are_sorted_by_code():
    codes = [module.RULE.code for module in MODULES]
    assert codes == sorted(codes)


def test_a_rule_stands_in_the_module_of_its_name():
    for module in MODULES:
        assert module.__name__ == f"offres.checks.{module.RULE.name.replace('-', '_')}"
        assert module.__doc__ == f"{module.RULE.code} {module.RULE.name}."
    assert [rule.name for rule in BATCH_RULES] == ["duplicate-reference"]


def test_file_rules_are_the_typed_errors():
    raised = (errors.UnreadableFile, errors.EncryptedFile, errors.LimitExceeded, errors.NoText)
    assert [(rule.code, rule.name) for rule in FILE_RULES] == [(error.code, error.name) for error in raised]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_documented_in_both_languages(rule):
    assert rule.example.strip()
    for text in (rule.what, rule.why, rule.instead):
        assert text.en != text.fr
        for said in text:
            assert said.endswith(".")
            assert len(said.split()) > 3
            assert " ".join(said.split()) == said


@pytest.mark.parametrize(("rule", "message"), [(rule, text) for rule in RULES for text in rule.messages])
def test_messages_fill_in_both_languages(rule, message):
    english, french = ({name for _, name, _, _ in string.Formatter().parse(said) if name} for said in message)
    assert english == french
    values = dict.fromkeys(english - {"field"}, "{x}")
    for lang in LANGS:
        found = finding(rule, Hit("deadline", None, message, values), lang)
        assert isinstance(found, Finding)
        assert found.message.count("{x}") == len(values)
        assert ("deadline" in found.message) >= ("field" in english)


def test_every_rule_has_messages():
    assert all(rule.messages for rule in RULES)


def everything(make_case):
    """A case with much wrong in it."""
    text = "Géomètre\nLieu :\nClôture : vendredi 19 juin 2024 ou 2O/06/25\nreste\n- semer ;\n"
    seen = [
        ("repaired", "deadline", "2O/06/25"),
        ("ambiguous-date", "deadline", "2O/06/25"),
        ("empty-field", "location", "Lieu :"),
        ("invalid-date", "start.date", "2O/06/25"),
    ]
    random.shuffle(seen)
    spans = {"deadline": "vendredi 19 juin 2024", "unclaimed[0]": "reste", "missions[0].text": "semer"}
    return make_case(
        text, seen=seen, spans=spans, deadline="2024-06-19", location=None, family=None, missions=[{"text": "semer"}]
    )


def test_findings_are_in_the_order_of_the_text(make_case):
    found = run(everything(make_case))
    order = [(one.span.start if one.span else -1, one.code) for one in found]
    assert order == sorted(order)
    assert len({one.code for one in found}) > 8
    assert all(run(everything(make_case)) == found for _ in range(5))


def test_spans_hold_the_text_they_point_to(make_case):
    case = everything(make_case)
    for one in run(case):
        assert one.span is None or case.text[one.span.start : one.span.end] == one.span.text


def test_languages_differ_in_the_message_only(make_case):
    case = everything(make_case)
    for english, french in zip(run(case), run(case, "fr"), strict=True):
        assert english.message != french.message
        assert english.model_copy(update={"message": ""}) == french.model_copy(update={"message": ""})


def test_messages_do_not_depend_on_the_locale(make_case):
    before, kept = run(everything(make_case)), locale.setlocale(locale.LC_ALL)
    for name in ("fr_FR.UTF-8", "de_DE.UTF-8", "C"):
        try:
            locale.setlocale(locale.LC_ALL, name)
        except locale.Error:
            continue
        try:
            assert run(everything(make_case)) == before
        finally:
            locale.setlocale(locale.LC_ALL, kept)


class Page:
    """A page on which everything stands in one place."""

    def place(self, start, end):
        return 3, (10.0, 20.0, 90.0, 32.0)

    def close(self):
        raise AssertionError("a check closes nothing")


def test_findings_stand_on_their_page(make_case):
    case = make_case(seen=[("ambiguous-date", "deadline", "20 juin 2025")])
    (found,) = run(dataclasses.replace(case, spans={}, paper=Page()))
    assert (found.span.text, found.span.page, found.span.bbox) == ("20 juin 2025", 3, (10.0, 20.0, 90.0, 32.0))
