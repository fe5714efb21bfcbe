"""What the dates of a posting say of each other: which of them is the likelier wrong one, and what would fit instead.

In: the dates as printed, with their weekdays, and the reference's date and year. Out: the field that the facts speak
against, the value that one slip of the pen away agrees with all of them where there is one, and the facts; nothing
where they do not decide. No value is changed: each stays as printed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from .dates import printed_weekdays
from .rule import Said, Text, Weekday, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

Field = Literal["published", "deadline", "initial_deadline", "issued", "year"]
FIELDS: tuple[Field, ...] = get_args(Field)

USUAL_DAYS = 21
USUAL_WINDOW = range(14, 36)  # days from publication to deadline: 21 in three of four notices, these in others
POSSIBLE_WINDOW = range(3, 366)  # the rest is OF205
NEAR = timedelta(days=60)  # the reference's date and its year agree with a publication so near, as in OF207
CONTRADICTION, AGREEMENT = -4, 3  # a weekday, or the reference's date, outweighs what is merely usual

NOUNS: dict[Field, Text] = {  # all feminine in French, as the sentences need it
    "published": Text("publication date", "la date de publication"),
    "deadline": Text("deadline", "la date limite"),
    "initial_deadline": Text("replaced deadline", "la date limite remplacée"),
    "issued": Text("reference's date", "la date de la référence"),
    "year": Text("number's year", "l'année du numéro"),
}
FITS = Text(
    "The {noun} is likelier wrong; {value} would fit ({why}). Correct it.",
    "C'est plutôt {noun} qui est fausse ; {value} conviendrait ({why}). Corrigez-la.",
)
WRONG = Text(
    "The {noun} is likelier wrong ({why}). Correct it.", "C'est plutôt {noun} qui est fausse ({why}). Corrigez-la."
)
OPEN = Text("Check both.", "Vérifiez les deux.")

AS_PRINTED = Text("a {weekday}, as printed", "un {weekday}, comme imprimé")
WEEKDAY = Text("{day} is a {weekday}, as printed", "{day} : un {weekday}, comme imprimé")
NOT_WEEKDAY = Text("{day} is no {weekday}", "{day} : pas un {weekday}")
ISSUED = Text("the reference is of {day}", "la référence est du {day}")
YEAR = Text("the number is of {year}", "le numéro est de {year}")
USUAL = Text(
    "{days} days from publication to deadline, as usual", "{days} jours de la publication à la date limite, d'usage"
)
WINDOW = Text("{days} days from publication to deadline", "{days} jours de la publication à la date limite")


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of one posting and the weekdays printed with them."""

    published: date | None = None
    deadline: date | None = None
    initial_deadline: date | None = None
    issued: date | None = None
    year: int | None = None
    published_weekday: Weekday | None = None
    deadline_weekday: Weekday | None = None


class Verdict(NamedTuple):
    """The likelier wrong field, what would fit instead where that is certain, and why."""

    field: Field
    value: date | int | None
    why: Text
    window: Text = Text("", "")
    """The window that `value` makes, as the end of a clause."""


def advice(case: Case, fields: tuple[Field, ...]) -> Text:
    """What to do about dates that contradict each other: the end of a message."""
    verdict = weigh(dates_of(case), fields)
    if verdict is None:
        return OPEN
    template = WRONG if verdict.value is None else FITS
    return fill(template, noun=NOUNS[verdict.field], value=verdict.value or 0, why=verdict.why)


def weigh(dates: Dates, fields: tuple[Field, ...] = FIELDS) -> Verdict | None:
    """Which of the fields is wrong; None where several fit equally well, or none better than what is printed."""
    slips = [slip for field in fields for slip in _slips(dates, field) if _agrees(slip.dates)]
    best = max((_weight(slip.dates) for slip in slips), default=0)
    if not slips or best <= _weight(dates):
        return None
    slips = [slip for slip in slips if _weight(slip.dates) == best]
    if len({slip.field for slip in slips}) > 1:
        return None
    years = [slip for slip in slips if slip.is_year]  # seven of eleven wrong weekdays are a wrong year
    likeliest = years or slips
    field = likeliest[0].field
    if len(likeliest) > 1:
        facts = _speaks_against(dates, field)
        return Verdict(field, None, _joined(facts)) if facts else None
    fitting = likeliest[0].dates
    facts = _speaks_for(fitting, field)
    return Verdict(field, getattr(fitting, field), _joined(facts), _window(fitting)) if facts else None


def confirmed(dates: Dates, field: Field) -> int | None:
    """The days from publication to deadline, where all but the weekday confirms a date: then the weekday is wrong."""
    if not dates.published or not dates.deadline:
        return None
    days = (dates.deadline - dates.published).days
    issued = field == "published" and dates.issued == dates.published and days in USUAL_WINDOW
    return days if issued or days == USUAL_DAYS else None


def dates_of(case: Case) -> Dates:
    """The dates of a posting as they are weighed."""
    offer, reference = case.offer, case.offer.reference
    return Dates(
        published=offer.published,
        deadline=offer.deadline,
        initial_deadline=offer.initial_deadline,
        issued=reference.issued if reference else None,
        year=reference.year if reference else None,
        published_weekday=_weekday(case, "published"),
        deadline_weekday=_weekday(case, "deadline"),
    )


def fill(template: Text, **values: Said) -> Text:
    """A template with its values, in both languages."""
    return Text(
        template.en.format(**{key: say(value, "en") for key, value in values.items()}),
        template.fr.format(**{key: say(value, "fr") for key, value in values.items()}),
    )


class _Slip(NamedTuple):
    """The dates with one of them changed as a slip of the pen would."""

    field: Field
    is_year: bool
    dates: Dates


def _slips(dates: Dates, field: Field) -> Iterator[_Slip]:
    printed = getattr(dates, field)
    if isinstance(printed, int):
        near = {printed - 1, printed + 1, *_years(dates)} - {printed}
        yield from (_Slip(field, True, _with(dates, field, year)) for year in sorted(near))
    elif printed is not None:
        for day in sorted(_one_slip_away(printed, _years(dates))):
            yield _Slip(field, day.year != printed.year, _with(dates, field, day))


def _with(dates: Dates, field: Field, value: date | int) -> Dates:
    changed: dict[str, Any] = {field: value}
    return replace(dates, **changed)


def _years(dates: Dates) -> set[int]:
    days = (dates.published, dates.deadline, dates.initial_deadline, dates.issued)
    return {day.year for day in days if day} | ({dates.year} if dates.year else set())


def _one_slip_away(day: date, years: set[int]) -> set[date]:
    """The dates with another year, another month, the next day, or one digit of the day wrong, lost or too many."""
    slips = [(year, day.month, day.day) for year in (day.year - 1, day.year + 1, *years)]
    slips += [(day.year, month, day.day) for month in range(1, 13)]
    slips += [(day.year, day.month, other) for other in range(1, 32) if _is_slip(day.day, other)]
    return {slip for parts in slips if (slip := _date(*parts))} - {day}


def _is_slip(one: int, other: int) -> bool:
    near = abs(one - other) == 1 or one // 10 == other // 10 or one % 10 == other % 10
    return near or other // 10 == one or one // 10 == other


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _agrees(dates: Dates) -> bool:
    """Whether nothing of it contradicts anything else."""
    return CONTRADICTION not in _marks(dates)


def _weight(dates: Dates) -> int:
    """How well the dates go together; it compares readings of one posting only."""
    return sum(_marks(dates))


def _marks(dates: Dates) -> list[int]:
    published, deadline, initial = dates.published, dates.deadline, dates.initial_deadline
    marks = [
        AGREEMENT if weekday == day.weekday() else CONTRADICTION
        for day, weekday in ((published, dates.published_weekday), (deadline, dates.deadline_weekday))
        if day and weekday is not None
    ]
    if initial and deadline and initial > deadline:
        marks.append(CONTRADICTION)
    if published:
        marks += [_mark_of_issue(dates, published)]
        marks += [_mark_of_window((day - published).days) for day in (initial, deadline) if day]
    return marks


def _mark_of_issue(dates: Dates, published: date) -> int:
    issued, year = dates.issued, dates.year
    if issued and abs(issued - published) > NEAR:
        return CONTRADICTION
    if year and not year_agrees(year, published):
        return CONTRADICTION
    return (AGREEMENT if issued == published else 0) + (1 if year else 0)


def year_agrees(year: int, published: date) -> bool:
    """The publication is in a number's year, or in the first weeks after it."""
    return year == published.year or (year == published.year - 1 and published - date(year, 12, 31) <= NEAR)


def _mark_of_window(days: int) -> int:
    if days not in POSSIBLE_WINDOW:
        return CONTRADICTION
    return 1 if days in USUAL_WINDOW else 0


def _speaks_for(dates: Dates, field: Field) -> list[Text]:
    """The facts that a fitting value has on its side."""
    published, deadline = dates.published, dates.deadline
    weekday: Weekday | None = getattr(dates, f"{field}_weekday", None)
    facts = [fill(AS_PRINTED, weekday=weekday)] if weekday is not None else []
    if field in ("issued", "year"):
        facts += _weekday_facts(dates, "published")
    if field == "published" and published and dates.issued == published:
        facts.append(fill(ISSUED, day=published))
    elif field == "published" and published and dates.year == published.year:
        facts.append(fill(YEAR, year=published.year))
    end = dates.initial_deadline if field == "initial_deadline" else deadline
    if published and end:
        facts.append(_window_fact((end - published).days))
    return facts


def _window(dates: Dates) -> Text:
    if not dates.published or not dates.deadline:
        return Text("", "")
    fact = _window_fact((dates.deadline - dates.published).days)
    return Text(f", {fact.en}", f", {fact.fr}")


def _window_fact(days: int) -> Text:
    return fill(USUAL if days in USUAL_WINDOW else WINDOW, days=days)


def _speaks_against(dates: Dates, field: Field) -> list[Text]:
    """The facts on the side of the other dates, where none is certain to replace this one."""
    facts = _weekday_facts(dates, "published") + _weekday_facts(dates, "deadline")
    if field != "published" and dates.published and dates.issued == dates.published:
        facts.append(fill(ISSUED, day=dates.published))
    return facts


def _weekday_facts(dates: Dates, field: str) -> list[Text]:
    day: date | None = getattr(dates, field)
    weekday: Weekday | None = getattr(dates, f"{field}_weekday", None)
    if day is None or weekday is None:
        return []
    return [fill(WEEKDAY if weekday == day.weekday() else NOT_WEEKDAY, day=day, weekday=weekday)]


def _joined(facts: list[Text]) -> Text:
    return Text("; ".join(fact.en for fact in facts), " ; ".join(fact.fr for fact in facts))


def _weekday(case: Case, path: str) -> Weekday | None:
    """The one weekday printed with a date."""
    found = set(printed_weekdays(case.spans.get(path)))
    return found.pop() if len(found) == 1 else None
