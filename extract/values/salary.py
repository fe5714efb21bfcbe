"""Salary: the wording of a pay line -> bounds, currency, period, gross or net.

In: the value of a label such as `Rémunération`, with the label, or one sentence about pay. Out: a plain dictionary
shaped like `record.Salary`. A number counts as an amount only where the text says so: by a currency, by `k`, by `brut`
or `net` after it, by `mensuel de` before it, or by being the other end of such a range. So `35h`, `13 mois`, `IB 356`,
`5 %`, dates and telephone numbers never do. The first amount or range that is not a bonus is the salary; what is not
said stays None.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from ..fold import fold
from .vocabulary import squeezed

_MAX_RATIO = 20  # `28 à 32 000 €`: the lower bound is short for thousands, or not; above this ratio we do not know
_THOUSAND = 1000
_MAX_READ = 20_000  # characters; no pay line is longer

_NUMBER = re.compile(
    r"(?<![0-9a-z])(?<![0-9][.,'])"
    r"(?:[1-9][0-9]{0,2}(?:[ .'][0-9]{3}){1,3}(?:[.,][0-9]{1,2})?|[0-9]{1,9}(?:[.,][0-9]{1,2})?)"
    r"(?![0-9])(?![.,'][0-9])"
)
_GROUPING = re.compile(r"[ .'](?=[0-9]{3}(?![0-9]))")
_UNIT = re.compile(
    r" ?(?P<k>k(?![a-df-wyz]))? ?"
    r"(?P<currency>€|(?:euros?|eur|(?<=k)e|(?<=k )e|xpf|f\.? ?cfp|cfp|f\.? ?pacifique|francs?(?: cfp| pacifique)?|f)"
    r"(?![a-z]))?(?:\(s\))?"
)
_CURRENCY_BEFORE = re.compile(r"(€|eur|euros?|xpf|f\.? ?cfp) ?$")
_NOT_MONEY_AFTER = re.compile(
    r" ?(?:%|h(?:eures?)?(?![a-z])|mois|ans?(?![a-z])|jours?|semaines?|points?|pts|e?me?r?\b)"
)
_NOT_MONEY_BEFORE = re.compile(
    r"(?:\b(?:ib|im|inm|indices?(?: bruts?| majores?)?|echelons?|grilles?|grades?|coef\.?|bac)|n°) ?[+:]? ?$"
)
_BONUS_BEFORE = re.compile(
    r"(?:primes?|indemnites?|tickets?|cheques?|bonus|forfait|remboursement|mutuelle)[^0-9]{0,25}$"
)
_BONUS_AFTER = re.compile(r" ?(?:brute?s? |nette?s? )?(?:de |d'|en )(?:prime|indemnite|bonus|cheque|ticket)")
_SAID = r"(?:[ ,/]{0,2}(?:bruts?|nets?|mensuels?|annuels?|horaires?|par mois|par an|mois|an|heure|h)\b)"
_PAY_AFTER = re.compile(r" (?:euros? )?(?:bruts?|nets?)\b")
_PAY_BEFORE = re.compile(r"(?:mensuel|annuel|horaire)(?:le)?s? (?:brute?|nette?)? ?(?:de |: ?)$")
_RANGE = re.compile(rf"{_SAID}{{0,4}} ?(?:(?P<and>et)|a|au|-|/|jusqu'a) ?(?:de |€ ?)?")
_LOWER_BEFORE = re.compile(r"(?:a partir de|a compter de|des|au moins|minimum(?: de)?|\bmini?\.?) ?:? ?$")
_UPPER_BEFORE = re.compile(r"(?:jusqu'a|maximum(?: de)?|\bmaxi?\.?|au plus) ?:? ?$")
_LOWER_AFTER = re.compile(rf"{_SAID}{{0,4}} ?\(?(?:minimum|mini?\b|(?:et|ou) plus\b)")
_UPPER_AFTER = re.compile(rf"{_SAID}{{0,4}} ?\(?(?:maximum|maxi?\b)")
_PERIODS = {
    "hour": re.compile(r"\bhoraire\b|/ ?h(?:eure)?\b|\bpar heure\b|\bl'heure\b"),
    "month": re.compile(r"\bmensuel|/ ?mois\b|\bpar mois\b"),
    "year": re.compile(r"\bannuel|/ ?an(?:nee)?\b|\bpar an(?:nee)?\b|\bl'an(?:nee)?\b"),
}
_GROSS = re.compile(r"\bbrute?s?\b")
_NET = re.compile(r"\bnet(?:te)?s?\b")


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number of the text; `paid` where the text says that it is money."""

    low: float | None
    high: float | None
    start: int
    end: int
    thousands: bool
    currency: str | None
    paid: bool


def read_salary(value: str, *, label: str = "") -> dict[str, Any] | None:
    """`value` -> {"min", "max", "currency", "period", "gross", "text"}; None where it says nothing (`/`, `null`).

    What the value leaves open of period and gross, its printed `label` may say (`Salaire annuel brut`).
    """
    text = squeezed(value)
    if text is None:
        return None
    said = fold(text[:_MAX_READ])
    result: dict[str, Any] = dict.fromkeys(("min", "max", "currency", "period", "gross"))
    amounts = _amounts(said)
    if amounts and (bounds := _bounded(said, amounts)) is not None:
        clause = said[: amounts[1].start] if len(amounts) > 1 and amounts[1].start > bounds.end else said
        result |= {"min": bounds.low, "max": bounds.high, "currency": bounds.currency}
        named = fold(label)
        result["period"] = _period(clause) if _names_period(clause) else _period(named)
        result["gross"] = _gross(clause) if _GROSS.search(clause) or _NET.search(clause) else _gross(named)
    return result | {"text": text}


def _amounts(said: str) -> list[_Amount]:
    """Single amounts and ranges, in order, bonuses left out."""
    numbers = [number for match in _NUMBER.finditer(said) if (number := _number(said, match)) is not None]
    found: list[_Amount] = []
    index = 0
    while index < len(numbers):
        first = numbers[index]
        joined = _join(said, first, numbers[index + 1]) if index + 1 < len(numbers) else None
        index += 2 if joined else 1
        amount = joined or first
        bonus = _BONUS_BEFORE.search(said, max(0, amount.start - 40), amount.start) or _BONUS_AFTER.match(
            said, amount.end
        )
        if amount.paid and not bonus:
            found.append(amount)
    return found


def _number(said: str, match: re.Match[str]) -> _Amount | None:
    unit = _UNIT.match(said, match.end())
    thousands = bool(unit and unit["k"])
    printed = unit["currency"] if unit else None
    end = unit.end() if unit and (thousands or printed) else match.end()
    before = said[max(0, match.start() - 24) : match.start()]
    if end == match.end() and _NOT_MONEY_AFTER.match(said, end):
        return None
    if _NOT_MONEY_BEFORE.search(before):
        return None
    if printed is None and (ahead := _CURRENCY_BEFORE.search(before)):
        printed = ahead[1]
    paid = thousands or printed is not None or bool(_PAY_AFTER.match(said, end)) or bool(_PAY_BEFORE.search(before))
    amount = _value(match[0]) * (_THOUSAND if thousands else 1)
    return _Amount(amount, amount, match.start(), end, thousands, _currency(printed), paid)


def _value(printed: str) -> float:
    return float(_GROUPING.sub("", printed).replace(",", "."))


def _currency(printed: str | None) -> str | None:
    """The ISO code; None for a bare `F`, which does not say whose francs they are."""
    if printed is None:
        return None
    if printed.startswith(("€", "e")):
        return "EUR"
    return "XPF" if printed == "xpf" or printed.endswith(("cfp", "pacifique")) else None


def _join(said: str, first: _Amount, last: _Amount) -> _Amount | None:
    """The range that two numbers make, or None."""
    between = _RANGE.fullmatch(said, first.end, last.start)
    if between is None or not (first.paid or last.paid):
        return None
    if between["and"] and "entre" not in said[max(0, first.start - 12) : first.start]:
        return None
    low = first.low
    if last.thousands and not first.thousands and low is not None and low < _THOUSAND:
        low *= _THOUSAND
    return replace(last, low=low, start=first.start, currency=last.currency or first.currency, paid=True)


def _bounded(said: str, amounts: list[_Amount]) -> _Amount | None:
    """The first amount with the bounds that `à partir de` and `jusqu'à` leave it; None where it makes no sense."""
    first = amounts[0]
    if first.low == first.high:
        side = _side(said, first)
        if side == "upper":
            first = replace(first, low=None)
        elif side == "lower":
            follows = len(amounts) > 1 and _side(said, amounts[1]) == "upper"
            first = replace(amounts[1], low=first.low) if follows else replace(first, high=None)
    return first if _plausible(first.low, first.high) else None


def _side(said: str, amount: _Amount) -> str | None:
    before = said[max(0, amount.start - 20) : amount.start]
    if _LOWER_BEFORE.search(before) or _LOWER_AFTER.match(said, amount.end):
        return "lower"
    if _UPPER_BEFORE.search(before) or _UPPER_AFTER.match(said, amount.end):
        return "upper"
    return None


def _plausible(low: float | None, high: float | None) -> bool:
    if low is None or high is None:
        return (low or high or 0) > 0
    return 0 < low <= high <= low * _MAX_RATIO


def _names_period(clause: str) -> bool:
    return any(pattern.search(clause) for pattern in _PERIODS.values())


def _period(clause: str) -> str | None:
    named = [period for period, pattern in _PERIODS.items() if pattern.search(clause)]
    return named[0] if len(named) == 1 else None


def _gross(clause: str) -> bool | None:
    gross, net = _GROSS.search(clause) is not None, _NET.search(clause) is not None
    return gross if gross != net else None
