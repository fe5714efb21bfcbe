"""OF202 weekday-mismatch."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from .dates import PrintedDate, printed_dates, printed_weekdays
from .evidence_dates import Field, confirmed, dates_of, weigh
from .rule import Hit, Rule, Said, Text, Weekday, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

MESSAGE = Text(
    '{field}: "{printed}" is a {actual}, not a {weekday}. Check the date.',
    "{field} : « {printed} » est un {actual}, pas un {weekday}. Vérifiez la date.",
)
OTHER_DATE = Text(
    '{field}: "{printed}" is a {actual}; {other} would be a {weekday}{why}. Check the date.',
    "{field} : « {printed} » est un {actual} ; le {other} serait un {weekday}{why}. Vérifiez la date.",
)
OTHER_WEEKDAY = Text(
    '{field}: "{printed}" is a {actual}, not a {weekday}; the posting\'s other dates agree with the date ({days} days '
    "from publication to deadline, as usual). The weekday is likelier wrong: correct it.",
    "{field} : « {printed} » est un {actual}, pas un {weekday} ; les autres dates de l'annonce confirment la date "
    "({days} jours de la publication à la date limite, d'usage). C'est plutôt le jour de la semaine qui est faux : "
    "corrigez-le.",
)

WEIGHED: dict[str, Field] = {"published": "published", "deadline": "deadline"}

RULE = Rule(
    code="OF202",
    name="weekday-mismatch",
    severity="warning",
    what=Text(
        "The weekday printed with a date is not that date's. Where a date one slip of the pen away (another year, "
        "month, or digit) bears that weekday and agrees with the posting's other dates, the message names it; where "
        "all other dates agree with the one printed, it says that the weekday is likelier wrong.",
        "Le jour de la semaine imprimé avec une date n'est pas le sien. Si une date à une faute de frappe près (année, "
        "mois ou chiffre) porte ce nom et s'accorde avec les autres dates de l'annonce, le message la donne ; si les "
        "autres dates confirment celle qui est imprimée, il dit que c'est plutôt le jour de la semaine qui est faux.",
    ),
    why=Text(
        "Day, month, year or weekday is wrong; most often the year, in January and February.",
        "Le jour, le mois, l'année ou le nom du jour est faux ; le plus souvent l'année, en janvier et février.",
    ),
    example="Date limite de candidature : Vendredi 21 février 2024",
    instead=Text(
        "Make both agree: `Date limite de candidature : vendredi 21 février 2025`.",
        "Faites concorder les deux : `Date limite de candidature : vendredi 21 février 2025`.",
    ),
    messages=(MESSAGE, OTHER_DATE, OTHER_WEEKDAY),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit for each date that none of the weekdays printed with it agrees with."""
    for printed in printed_dates(case):
        weekdays = printed_weekdays(printed.span)
        if weekdays and printed.date.weekday() not in weekdays:
            yield _hit(case, printed, weekdays[0])


def _hit(case: Case, printed: PrintedDate, weekday: Weekday) -> Hit:
    text = quote(printed.span.text) if printed.span else ""
    values: dict[str, Said] = {"printed": text, "actual": Weekday(printed.date.weekday()), "weekday": weekday}
    message, more = _weighed(case, printed) or _other_year(case, printed, weekday) or (MESSAGE, {})
    return Hit(printed.field, printed.span, message, values | more)


def _weighed(case: Case, printed: PrintedDate) -> tuple[Text, dict[str, Said]] | None:
    """What the posting's other dates say of its publication or its deadline."""
    field = WEIGHED.get(printed.field)
    if field is None:
        return None
    dates = dates_of(case)
    days = confirmed(dates, field)
    if days is not None:
        return OTHER_WEEKDAY, {"days": days}
    verdict = weigh(dates, (field,))
    if verdict is None or verdict.value is None:
        return MESSAGE, {}
    return OTHER_DATE, {"other": verdict.value, "why": verdict.window}


def _other_year(case: Case, printed: PrintedDate, weekday: Weekday) -> tuple[Text, dict[str, Said]] | None:
    others = [other.date for other in printed_dates(case) if other.field != printed.field]
    likelier = _same_day_of_another_year(printed.date, weekday, others)
    return (OTHER_DATE, {"other": likelier, "why": Text("", "")}) if likelier else None


def _same_day_of_another_year(day: date, weekday: Weekday, others: list[date]) -> date | None:
    """The same day and month with the right weekday, no farther from the posting's other dates than the printed one."""
    for year in (*(other.year for other in others), day.year + 1, day.year - 1):
        try:
            likelier = day.replace(year=year)
        except ValueError:  # 29 February
            continue
        if likelier.weekday() == weekday and _distance(likelier, others) <= _distance(day, others):
            return likelier
    return None


def _distance(day: date, others: list[date]) -> int:
    return sum(abs((day - other).days) for other in others)
