"""All rules, and the run of their checks over one case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from . import (
    ambiguous_date,
    deadline_before_publication,
    duplicate_field,
    duplicate_reference,
    empty_field,
    file_errors,
    implausible_window,
    initial_deadline_inconsistent,
    invalid_date,
    low_text_quality,
    malformed_reference,
    missing_deadline,
    missing_employer,
    missing_location,
    missing_missions,
    missing_reference,
    missing_title,
    mission_too_short,
    reference_date_mismatch,
    repaired_text,
    structured_data_differs,
    truncated_text,
    unclaimed_text,
    unknown_family,
    weekday_mismatch,
    wrong_extension,
)
from .rule import Hit, Lang, Rule, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..extract.record import Finding
    from .case import Case


class RuleModule(Protocol):
    """What a rule's file holds."""

    RULE: Rule

    def check(self, case: Case, /) -> Iterator[Hit]:
        """What is wrong with the case."""


MODULES: tuple[RuleModule, ...] = (  # by code
    missing_title,  # OF101
    missing_reference,
    missing_deadline,
    missing_missions,
    missing_employer,
    missing_location,
    empty_field,
    duplicate_field,
    structured_data_differs,
    invalid_date,  # OF201
    weekday_mismatch,
    deadline_before_publication,
    initial_deadline_inconsistent,
    implausible_window,
    ambiguous_date,
    reference_date_mismatch,
    malformed_reference,  # OF301
    truncated_text,  # OF401
    unclaimed_text,
    repaired_text,
    low_text_quality,
    mission_too_short,
    wrong_extension,
    unknown_family,  # OF501
)
BATCH_RULES = (duplicate_reference.RULE,)  # asked of many records, not of one case
FILE_RULES = file_errors.RULES  # raised as errors, not checked

RULES: tuple[Rule, ...] = tuple(
    sorted((*(module.RULE for module in MODULES), *BATCH_RULES, *FILE_RULES), key=lambda rule: rule.code)
)
_CHECKS = tuple((module.RULE, module.check) for module in MODULES)


def run(case: Case, lang: Lang = "en") -> list[Finding]:
    """What is wrong or doubtful with one posting, in the order of the text (what has no place first), then by code."""
    hits = [(rule, hit) for rule, check in _CHECKS for hit in check(case)]
    return [finding(rule, hit, lang) for rule, hit in sorted(hits, key=_order)]


def _order(found: tuple[Rule, Hit]) -> tuple[int, str, str]:
    rule, hit = found
    return (hit.span.start if hit.span else -1, rule.code, hit.field or "")
