"""OF302 duplicate-reference: asked of all records of a file, batch or store together, not of one case.

In: records. Out: for each record, in the order given, the finding it gets or None. What a record gets depends on which
records there are, never on their order. For more records than memory holds there is `references.References`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal, NamedTuple

from ..extract.fold import fold
from .rule import Hit, Lang, Rule, Said, Text, finding, quote, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..extract.record import Finding, Offer, Record, Span

SAME = 0.8  # ratio from which two texts are one text read or worded twice; 1 in 1,000 unrelated titles reaches it
OTHER = 0.65  # under it two are; of pairs of unrelated titles 1 in 100 reaches it. Between the two the missions decide
MISSION_CHARS = 400  # enough of the missions to know them again
SAME_MISSIONS = 200  # so many characters of missions are no coincidence
NAMED = 3  # other bearers that a message names
LED_TO = 10  # other bearers that a finding leads to
TOLD_APART = 50  # postings under one number that are told apart; a number on more of them is none
SHOWN_CHARS = 40  # of a value in a difference

MESSAGE = Text(
    "reference.number: {number} is also the number of {others}. They differ in {differences}. Give one of the "
    "postings its own number.",
    "reference.number : {number} est aussi le numéro de {others}. Elles diffèrent par : {differences}. Donnez à l'une "
    "des annonces son propre numéro.",
)

RULE = Rule(
    code="OF302",
    name="duplicate-reference",
    severity="error",
    what=Text(
        "Two different postings of one file, batch or store bear the same number; each of them gets the finding. "
        "Different is another title or employer. Copies and later editions of one posting are not different: other "
        "dates, a count before the title, H/F, a title reworded over the same missions change nothing.",
        "Deux annonces différentes d'un fichier, d'un lot ou d'une base portent le même numéro ; chacune reçoit le "
        "constat. Différent veut dire autre intitulé ou autre employeur. Copies et éditions ultérieures d'une "
        "annonce ne sont pas différentes : d'autres dates, un nombre devant l'intitulé, H/F, un intitulé reformulé "
        "sur les mêmes missions n'y changent rien.",
    ),
    why=Text(
        "Applications quote the number: they reach the wrong post, and one record overwrites the other.",
        "Les candidatures citent le numéro : elles arrivent au mauvais poste, et un enregistrement écrase l'autre.",
    ),
    example="Chef de cuisine\nRéférence : 3134-25-7777/SR\n\n(autre annonce)\nGéomètre\nRéférence : 3134-25-7777/SR",
    instead=Text(
        "Give the second posting its own number: `Référence : 3134-25-7778/SR`.",
        "Donnez à la seconde annonce son numéro : `Référence : 3134-25-7778/SR`.",
    ),
    messages=(MESSAGE,),
)

_COUNT = re.compile(r"^\d+ (?:postes? )?")
_GENDER = re.compile(r"\b(?:h\s*/\s*f|f\s*/\s*h)\b|[(·.-](?:e|ne|ere|trice|euse|rice|le|ve|s|es)\b\)?")
_BLANK = re.compile(r"[._]{2,}|…|x{3,}", re.IGNORECASE)  # `3134-25-……/SR`: a number that was never filled in
_WORDS = re.compile(r"[a-z0-9]+")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_COMMON_WORDS = "a au aux commune d de des du en et l la le les mairie maire ville"
_COMMON = frozenset(_COMMON_WORDS.split())


Relation = Literal["copy", "edition", "contradiction", "other"]
"""How two bearers of one number stand to each other: one posting twice (in two formats, say); one posting whose dates
were changed later, as its publication or `initialement prévue` tells; one posting with two deadlines, of which nothing
tells which is in force; two postings."""


class Facts(NamedTuple):
    """The values that a difference of two postings shows, as printed; dates in ISO form."""

    title: str
    employer: str
    location: str
    corps: str
    published: str
    deadline: str
    initial_deadline: str


class Bearer(NamedTuple):
    """What there is to know of a posting that bears a number. Texts are folded, but for those to be shown."""

    uri: str
    posting: int
    key: tuple[object, ...]
    number: str
    title: str
    employer: str
    missions: str
    shown: str
    facts: Facts
    span: Span | None
    deadline_span: Span | None = None


def duplicate_references(records: Sequence[Record], lang: Lang = "en") -> list[Finding | None]:
    """For each record the finding that it gets, in the order of `records`."""
    bearers = [bearer(record) for record in records]
    found = duplicates(one for one in bearers if one)
    return [finding(RULE, found[one], lang) if one in found else None for one in bearers]


def duplicates(bearers: Iterable[Bearer]) -> dict[Bearer | None, Hit]:
    """The bearers of one number that are different postings, each with its hit."""
    groups: defaultdict[tuple[object, ...], set[Bearer]] = defaultdict(set)
    for one in bearers:
        groups[one.key].add(one)
    found: dict[Bearer | None, Hit] = {}
    for group in groups.values():
        postings = postings_of(group) if len(group) > 1 else []
        if len(postings) > 1:
            for number, posting in enumerate(postings):
                others = [other[0] for place, other in enumerate(postings) if place != number]
                found.update((one, _hit(one, others)) for one in posting)
    return found


def bearer(record: Record) -> Bearer | None:
    """The record's part in the comparison; None where it bears no number."""
    key = number_key(record.offer) if record.offer else None
    return described(record, record.offer, key) if record.offer and key is not None else None


def described(record: Record, offer: Offer, key: tuple[object, ...]) -> Bearer:
    """What there is to know of a posting for the comparison under a key."""
    uri = record.source.uri or ""
    named = ", ".join(name for name in (offer.title, offer.employer) if name)
    missions = " ".join(mission.text for mission in offer.missions)[:MISSION_CHARS]
    return Bearer(
        uri=uri,
        posting=record.source.posting,
        key=key,
        number=(offer.reference.number if offer.reference else None) or "",
        title=_title(offer.title or ""),
        employer=fold(offer.employer or ""),
        missions=fold(missions),
        shown=f'"{quote(named)}"' + (f" ({uri})" if uri else ""),
        facts=_facts(offer),
        span=record.spans.get("reference.number"),
        deadline_span=record.spans.get("deadline"),
    )


def number_key(offer: Offer) -> tuple[object, ...] | None:
    """What spellings of one number have in common (`3134-25-0777/SR`, `3134-25-777 / SR`); None without a number."""
    reference = offer.reference
    number = (reference.number or "") if reference else ""
    if reference is None or _BLANK.search(number) or not any(char.isdigit() for char in number):
        return None
    if reference.sequence is not None:
        return (reference.issuer, reference.year, reference.sequence, fold(reference.suffix or ""))
    return tuple(_WORDS.findall(fold(number)))


def relation(one: Bearer, other: Bearer) -> Relation:
    """How two bearers of one number stand to each other; OF302 is for `other` alone."""
    if different(one, other):
        return "other"
    here, there = one.facts, other.facts
    if not (here.deadline and there.deadline) or here.deadline == there.deadline:
        return "copy"
    told = here.initial_deadline or there.initial_deadline or here.published != there.published
    return "edition" if told else "contradiction"


def different(one: Bearer, other: Bearer) -> bool:
    """Whether two bearers of one number are two postings. What is missing on either side proves nothing."""
    employer = _employer_likeness(one.employer, other.employer)
    closest = min(_title_likeness(one.title, other.title), employer)
    if closest >= SAME:
        return False
    alike = _ratio(one.missions, other.missions) >= SAME
    if closest >= OTHER:
        return not alike
    shortest = min(len(one.missions), len(other.missions))
    return not (alike and employer >= SAME and shortest >= SAME_MISSIONS)  # its title was read otherwise, or a logo


def differences(one: Bearer, other: Bearer) -> Text:
    """The fields in which two bearers differ, with both values; what is missing on either side is no difference."""
    pairs = zip(Facts._fields, one.facts, other.facts, strict=True)
    unlike = [(field, here, there) for field, here, there in pairs if here and there and fold(here) != fold(there)]
    english = [f'{field} ("{_shown(here, "en")}", "{_shown(there, "en")}")' for field, here, there in unlike]
    french = [f"{field} (« {_shown(here, 'fr')} », « {_shown(there, 'fr')} »)" for field, here, there in unlike]
    if _ratio(one.missions, other.missions) < SAME:
        english.append("missions")
        french.append("missions")
    return Text(", ".join(english), ", ".join(french))


def _shown(value: str, lang: Lang) -> str:
    return say(date.fromisoformat(value), lang) if _ISO_DATE.fullmatch(value) else quote(value, SHOWN_CHARS)


def _facts(offer: Offer) -> Facts:
    dates = (offer.published, offer.deadline, offer.initial_deadline)
    texts = (offer.title, offer.employer, offer.location, offer.corps)
    return Facts(*(text or "" for text in texts), *(day.isoformat() if day else "" for day in dates))


def postings_of(group: Iterable[Bearer]) -> list[list[Bearer]]:
    """The bearers put together by posting: each joins the first posting whose first bearer is not different."""
    postings: list[list[Bearer]] = []
    for one in sorted(set(group), key=lambda one: (one.uri, one.posting, one[3:9])):
        same = next((posting for posting in postings if not different(posting[0], one)), None)
        if same is not None:
            same.append(one)
        elif len(postings) < TOLD_APART:
            postings.append([one])
        else:
            postings[-1].append(one)
    return postings


def _hit(one: Bearer, others: list[Bearer]) -> Hit:
    named = ", ".join(other.shown for other in others[:NAMED])
    more = f" (+{len(others) - NAMED})" if len(others) > NAMED else ""
    values: dict[str, Said] = {
        "number": one.number,
        "others": named + more,
        "differences": differences(one, others[0]),
    }
    led_to = tuple((other.uri, other.posting) for other in others[:LED_TO])
    return Hit("reference.number", one.span, MESSAGE, values, led_to)


def _title(title: str) -> str:
    """A title folded for comparison: without the count before it, the marks of gender and the punctuation."""
    words = " ".join(_WORDS.findall(_GENDER.sub(" ", fold(title))))
    return _COUNT.sub("", words)


def _title_likeness(one: str, other: str) -> float:
    """1.0 where either is missing or one holds all words of the other."""
    first, second = set(one.split()), set(other.split())
    if first <= second or second <= first:
        return 1.0
    return _ratio(one, other)


def _employer_likeness(one: str, other: str) -> float:
    """The likeness of the words that they do not share: `Province Sud` and `Province Nord` share no more than `d`."""
    first, second = set(_WORDS.findall(one)) - _COMMON, set(_WORDS.findall(other)) - _COMMON
    if first <= second or second <= first or _is_short_for(one, other) or _is_short_for(other, one):
        return 1.0
    return _ratio(" ".join(sorted(first - second)), " ".join(sorted(second - first)))


def _is_short_for(short: str, name: str) -> bool:
    """Whether the one is the other's initials: `CHT` of `Centre hospitalier territorial`."""
    return len(short) > 1 and short == "".join(word[0] for word in _WORDS.findall(name) if word not in _COMMON)


def _ratio(one: str, other: str) -> float:
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    bound = matcher.quick_ratio()  # never under the ratio
    return bound if bound < OTHER else matcher.ratio()
