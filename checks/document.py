"""The documentation of all rules as Markdown: docs/findings.md and docs/constats.md, which a test holds equal to it."""

from collections.abc import Iterable

from .registry import RULES
from .rule import Lang, Rule, Text, say

HEAD = Text(
    "# Findings\n\nMade from the rules in `checks/`; edit them there. [En français](constats.md).\n\n"
    "| code | name | severity |\n",
    "# Constats\n\nPage tirée des règles de `checks/` ; c'est là qu'elle se modifie. [In English](findings.md).\n\n"
    "| code | nom | gravité |\n",
)
SEVERITIES = {
    "error": Text("error", "erreur"),
    "warning": Text("warning", "avertissement"),
    "info": Text("info", "information"),
}


def page(lang: Lang = "en") -> str:
    """The page: a table of the codes, then what each rule does, why, an example and what to write instead."""
    rows = (
        f"| [{r.code}](#{r.code.lower()}-{r.name}) | {r.name} | {say(SEVERITIES[r.severity], lang)} |" for r in RULES
    )
    return say(HEAD, lang) + "|---|---|---|\n" + "".join(f"{row}\n" for row in rows) + "\n" + sections(RULES, lang)


def sections(rules: Iterable[Rule], lang: Lang) -> str:
    """The rules' parts of the page."""
    return "\n".join(_section(rule, lang) for rule in rules)


def _section(rule: Rule, lang: Lang) -> str:
    what, why, instead = (say(text, lang) for text in (rule.what, rule.why, rule.instead))
    example = f"\n```text\n{rule.example}\n```\n" if rule.example else ""
    return f"## {rule.code} {rule.name}\n\n{what} {why}\n{example}\n{instead}\n"
