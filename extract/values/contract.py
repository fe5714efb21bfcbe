"""Contract: the wording of a kind of employment -> its kinds and its duration.

In: the value of a label such as `Type de contrat`; the label comes along where it carries the meaning (`Ouvert aux
contractuels : Oui`). Out: a plain dictionary shaped like `record.Contract`. `Saisonnier`, `Vacation` and `mission
ponctuelle` are temporary. A trial period, a renewal, an upper or lower limit is not the duration.
"""

import re
from typing import Any

from ..fold import fold
from .openings import NUMBER_WORDS
from .vocabulary import squeezed

KINDS = ("civil_servant", "contractual", "permanent", "fixed_term", "internship", "apprenticeship", "temporary")
"""The kinds, in the order of `record.ContractKind` (whose import costs pydantic's; a test compares the two)."""

_PATTERNS = {
    "civil_servant": r"fonctionnaires?\b|(?<!non )(?<!non-)\btitulaires?\b(?! d['u]|\(?s?\)? (?:de la |d'une? )"
    r"(?:licence|maitrise|formation|diplome|permis))|\bdetachement\b|\bmutation\b",
    "contractual": r"\bcontractuel(?:le)?s?\b|\bcontractuel\(|\bacdp\b|\bnon[ -]titulaires?\b",
    "permanent": r"\bcdi\b|\bduree indeterminee|\b(?:emplois?|postes?|contrat) permanents?\b",
    "fixed_term": r"\bcdd\b|\bduree determinee|\bcontrat de projet\b",
    "internship": r"(?<!periode de )\bstages?\b(?! d'essai)",
    "apprenticeship": r"\bapprenti(?:e|s|es|ssage)?\b|\balternan(?:ce|te?)\b|\bcontrat de professionnalisation\b",
    "temporary": r"\binterim(?:aires?)?\b|\btravail temporaire\b|\bsaisonni(?:er|ere)s?\b|\bvacations?\b"
    r"|\bvacataires?\b|\bmissions? ponctuelles?\b|\b(?:emplois?|postes?) (?:temporaire|non permanent|saisonnier)s?\b",
}
_COMPILED = {kind: re.compile(_PATTERNS[kind]) for kind in KINDS}
_NEGATED = re.compile(
    r"(?:\bnon|\bpas (?:de |d'|un |en )|\bhors|\bsauf|\bni|\bsans|\bvers (?:un |le )?|\bpossibilite (?:de |d'un )"
    r"|\b(?:evolutif|transformable|debouch\w{1,5}) (?:vers |en |sur )(?:un )?) ?$"
)
_CLOSED = re.compile(
    r"(?:non ouverte?|pas ouverte?|fermee?) aux (?:agents |candidats )?(?:contractuels|non[ -]titulaires)"
    r"|ouverte? aux (?:agents |candidats )?(?:contractuels|non[ -]titulaires) ?[:?-]? ?(?:non\b|\(non\))"
)
_ONLY = re.compile(
    r"(?:uniquement|exclusivement|seulement) aux (?:agents |candidats )?(?:contractuels|non[ -]titulaires)"
)
_OPEN = re.compile(
    r"ouverte? (?:\w{1,14} )?aux (?:agents |candidats |titulaires et )?(?:contractuels|non[ -]titulaires)"
)

_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_AMOUNT = rf"(?:[0-9]{{1,2}}|{_WORDS})"
_MORE = r"(?:\([a-z]{1,8}\)|\([0-9]{1,2}\))?"  # `six (6) mois`
_DURATION = re.compile(
    rf"(?<![\w.,/])(?:(?P<years>{_AMOUNT}) ?{_MORE} ?(?:ans?|annees?)\b"
    rf"(?: et (?:(?P<rest>{_AMOUNT}) mois|(?P<half>demie?))\b)?"
    rf"|(?P<months>{_AMOUNT}) ?{_MORE} ?mois\b)"
)
_RANGE_BEFORE = re.compile(rf"(?:{_AMOUNT}|ans?|mois) ?(?:a|-|/|ou|et|jusqu'a) ?$")
_RANGE_AFTER = re.compile(rf" ?(?:a|-|/|ou|jusqu'a) ?{_AMOUNT} ?(?:ans?|annees?|mois)")
_LIMIT_AFTER = re.compile(r" ?\(?(?:minimum|mini?\b|maximum|maxi?\b|au (?:moins|plus|minimum|maximum)|et plus|ou plus)")
_LIMIT_BEFORE = re.compile(
    r"(?:excede\w*|minimum(?: de)?|mini|maximum(?: de)?|maximale? de|minimale? de|limite d[e']|au moins|au plus|environ"
    r"|moins de|plus de|jusqu'a|entre) ?$"
)
_OTHER_BEFORE = re.compile(
    r"(?:\bsur|essai\w*(?: \w{1,12}){0,3}|renouvelables?(?: \w{1,12}){0,3}|preavis de) ?:? ?\(?$"
)
_OTHER_AFTER = re.compile(
    r" (?:de periode )?(?:d'|de |en )?(?:essai|experience|anciennete|residence|etude|preavis|service)"
)
_MONTHS_A_YEAR = 12


def read_contract(value: str) -> dict[str, Any] | None:
    """`value` -> {"kinds", "duration_months", "text"}; None where it says nothing (`/`, `null`)."""
    text = squeezed(value)
    if text is None:
        return None
    said = fold(text)
    return {"kinds": _kinds(said), "duration_months": _duration(said), "text": text}


def _kinds(said: str) -> list[str]:
    named = {kind for kind in KINDS if any(not _negated(said, match) for match in _COMPILED[kind].finditer(said))}
    if _CLOSED.search(said):
        named = (named - {"contractual"}) | {"civil_servant"}
    elif _ONLY.search(said):
        named = (named - {"civil_servant"}) | {"contractual"}
    elif _OPEN.search(said):
        named |= {"civil_servant", "contractual"}
    return [kind for kind in KINDS if kind in named]


def _negated(said: str, match: re.Match[str]) -> bool:
    return _NEGATED.search(said, max(0, match.start() - 30), match.start()) is not None


def _duration(said: str) -> int | None:
    """The one duration that is said, in months."""
    found: set[int] = set()
    for match in _DURATION.finditer(said):
        if _of_something_else(said, match):
            continue
        if _open_ended(said, match):
            return None
        found.add(_months(match))
    return found.pop() if len(found) == 1 and 0 not in found else None


def _of_something_else(said: str, match: re.Match[str]) -> bool:
    before = _OTHER_BEFORE.search(said, max(0, match.start() - 50), match.start())
    return before is not None or _OTHER_AFTER.match(said, match.end()) is not None


def _open_ended(said: str, match: re.Match[str]) -> bool:
    """Whether the duration is one end of a range, or a limit."""
    before = slice(max(0, match.start() - 30), match.start())
    if _RANGE_BEFORE.search(said[before]) or _LIMIT_BEFORE.search(said[before]):
        return True
    return bool(_RANGE_AFTER.match(said, match.end()) or _LIMIT_AFTER.match(said, match.end()))


def _months(match: re.Match[str]) -> int:
    if match["months"]:
        return _integer(match["months"])
    rest = _integer(match["rest"]) if match["rest"] else _MONTHS_A_YEAR // 2 if match["half"] else 0
    return _integer(match["years"]) * _MONTHS_A_YEAR + rest


def _integer(printed: str) -> int:
    return int(printed) if printed.isdecimal() else NUMBER_WORDS[printed]
