"""The documentation of all rules as one Markdown page: `docs/findings.md`, which a test holds equal to it."""

from .registry import RULES
from .rule import Rule


def page() -> str:
    """The page: a table of the codes, then what each rule does, why, an example and what to write instead."""
    table = "".join(f"| [{r.code}](#{r.code.lower()}-{r.name}) | {r.name} | {r.severity} |\n" for r in RULES)
    head = "# Findings\n\nMade from the rules in `checks/`; edit them there.\n\n"
    return head + "| code | name | severity |\n|---|---|---|\n" + table + "".join(map(_section, RULES))


def _section(rule: Rule) -> str:
    example = f"\n```text\n{rule.example}\n```\n" if rule.example else ""
    return f"\n## {rule.code} {rule.name}\n\n{rule.what.en} {rule.why.en}\n{example}\n{rule.instead.en}\n"
