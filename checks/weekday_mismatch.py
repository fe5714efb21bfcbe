"""OF202 weekday-mismatch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .dates import PrintedDate, printed_dates, printed_weekdays
from .rule import Hit, Rule, Said, Text, Weekday, quote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from .case import Case

MESSAGE = Text(
    '{field}: "{printed}" is a {actual}, not a {weekday}. Check the date.',
    "{field} : « {printed} » est un {actual}, pas un {weekday}. Vérifiez la date.",
)
OTHER_YEAR = Text(
    '{field}: "{printed}" is a {actual}; {other} would be a {weekday}. Check the date.',
    "{field} : « {printed} » est un {actual} ; le {other} serait un {weekday}. Vérifiez la date.",
)

RULE = Rule(
    code="OF202",
    name="weekday-mismatch",
    severity="warning",
    what=Text(
        "The weekday printed with a date is not that date's. Where the same day of another year bears that weekday "
        "and lies no farther from the posting's other dates, the message names it.",
        "Le jour de la semaine imprimé avec une date n'est pas le sien. Si le même jour d'une autre année porte ce "
        "nom, sans être plus loin des autres dates de l'annonce, le message le donne.",
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
    messages=(MESSAGE, OTHER_YEAR),
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
    others = [other.date for other in printed_dates(case) if other.field != printed.field]
    likelier = _same_day_of_another_year(printed.date, weekday, others)
    if likelier is None:
        return Hit(printed.field, printed.span, MESSAGE, values)
    return Hit(printed.field, printed.span, OTHER_YEAR, {**values, "other": likelier})


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
