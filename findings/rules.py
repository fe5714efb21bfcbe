"""`offres rule`: what a code means, why it matters, an example and what to write instead."""

import json
from collections.abc import Sequence
from difflib import get_close_matches

from ..checks import RULES, Rule
from ..checks.document import SEVERITIES, page, sections
from ..checks.rule import Lang, Text, say
from ..ingest.convert import WrongUsage

INSTEAD = Text("Instead:", "À la place :")
EXAMPLE = Text("Example:", "Exemple :")


def told(code: str | None, form: str, lang: Lang, *, every: bool) -> str:
    """One rule by its code or name, or all; raises WrongUsage where there is none of that name."""
    if every == (code is not None):
        raise WrongUsage("rule: give a code such as OF203, or --all")
    rules = RULES if code is None else (_rule(code),)
    if form == "json":
        return json.dumps([_object(rule) for rule in rules], ensure_ascii=False, indent=2) + "\n"
    if form == "markdown":
        return page(lang) if every else sections(rules, lang)
    return _texts(rules, lang)


def _rule(code: str) -> Rule:
    named = {key: rule for rule in RULES for key in (rule.code.lower(), rule.name)}
    if (rule := named.get(code.lower())) is not None:
        return rule
    near = get_close_matches(code.lower(), named, n=1)
    hint = f"did you mean {named[near[0]].code} {named[near[0]].name}?" if near else "offres rule --all lists them"
    raise WrongUsage(f"no rule is called {code!r}; {hint}")


def _object(rule: Rule) -> dict[str, object]:
    texts = {key: getattr(rule, key)._asdict() for key in ("what", "why", "instead")}
    return {"code": rule.code, "name": rule.name, "severity": rule.severity, "example": rule.example, **texts}


def _texts(rules: Sequence[Rule], lang: Lang) -> str:
    return "\n".join(_text(rule, lang) for rule in rules)


def _text(rule: Rule, lang: Lang) -> str:
    example = "".join(f"    {line}".rstrip() + "\n" for line in rule.example.splitlines())
    head = f"{rule.code} {rule.name} ({say(SEVERITIES[rule.severity], lang)})"
    what, why, instead = (say(text, lang) for text in (rule.what, rule.why, rule.instead))
    return f"{head}\n\n{what}\n{why}\n\n{say(EXAMPLE, lang)}\n\n{example}\n{say(INSTEAD, lang)} {instead}\n"
