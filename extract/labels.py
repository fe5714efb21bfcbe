"""Judgements on labels: which further label a line holds, and what may follow one. Nothing of what is open.

In: folded text and the matcher. Out: a `Hit`, or whether a line is a name.
"""

import re

from ..patterns.forms import Hit, Matcher
from .shapes import LONG_LINE, follows_bare

ARTICLES = ("le ", "la ", "les ", "l'", "vos ", "votre ", "nos ", "notre ", "ton ", "tes ")
_UNITS_AFTER = {"corps": {"department", "service"}, "department": {"service"}}
_UNIT_NAME = re.compile(r"\s*(?:d[eu]s? |d'|generale? |provinciale? |territoriale? |technique|administrati)")
_SPLICED_WORDS = re.compile(r" [a-z' ]{2,40}(?:\(\d\))? ?:")


def begins_label(matcher: Matcher, folded: str) -> bool:
    """Whether a line or cell begins with a label, or is the first half of one that is wrapped."""
    hit = matcher.at(folded)
    if hit is None:
        return matcher.begins(folded)
    return hit.colon or hit.form.mid or hit.end == len(folded)


def is_name(first: str, rest: str) -> bool:
    """Whether an unlabelled `Direction ...` line, printed with `first`, is a name and no sentence."""
    ends = rest[-1] not in ".;" and not re.search(r" est |:.", rest)
    return first.isupper() and len(rest) < LONG_LINE and ends


def after_article(matcher: Matcher, folded: str) -> Hit | None:
    """`Le profil recherché`: a heading that is printed with an article; `folded` begins with one of ARTICLES."""
    hit = matcher.at(folded, len(next(article for article in ARTICLES if folded.startswith(article))))
    alone = hit is not None and hit.form.role == "heading" and not folded[hit.after :].strip(" .!?")
    return hit if alone else None


def glued_heading(matcher: Matcher, folded: str, hit: Hit) -> Hit | None:
    """The second of two headings that stand on one line, `Profil du candidat Savoir / Connaissance :`."""
    second = _after(matcher, folded, hit)
    whole = second is not None and second.form.role == "heading" and not folded[second.after :].strip(" .!?")
    return second if whole else None


def heading_as_value(matcher: Matcher, folded: str, hit: Hit) -> Hit | None:
    """`Emploi RESPNC : Missions :`: the label is empty, and the next heading stands on its line."""
    second = _after(matcher, folded, hit) if hit.colon else None
    whole = second is not None and second.form.role == "heading" and second.colon and second.after == len(folded)
    return second if whole else None


def _after(matcher: Matcher, folded: str, hit: Hit) -> Hit | None:
    """What begins right after a label."""
    return matcher.at(folded, len(folded) - len(folded[hit.after :].lstrip()))


def with_spliced_words(folded: str, hit: Hit) -> Hit:
    """`Durée de résidence ... du domaine équipement : 5 ans`: words torn into a label that is unmistakable."""
    if hit.colon or hit.form.value not in ("date", "residency") or not hit.form.mid:
        return hit
    if hit.form.value == "date" and "candidature" not in hit.form.text:
        return hit  # `Date limite de paiement :` is another label
    colon = _SPLICED_WORDS.match(folded, hit.end)
    return Hit(hit.form, hit.start, colon.end(), colon.end(), colon=True) if colon else hit


def next_label(matcher: Matcher, text: str, folded: str, base: int, first: Hit) -> Hit | None:
    """The next label on a line that begins at `base` of the text: printed with a capital, after white space."""
    for found in matcher.find(folded, first.after):
        apart = folded[found.start - 1] in " |.)/\n" and text[base + found.start].isupper()
        if apart and found.form.role == "label" and _is_second(folded, first, found):
            return found
    return None


def _is_second(folded: str, first: Hit, found: Hit) -> bool:
    """Whether a second label is one: by its colon, by what follows it, or as `attaché Direction des finances`."""
    if found.colon:
        return True
    name = found.form.name
    if found.form.bare in ("keep", "name"):
        unit = name in _UNITS_AFTER.get(first.form.name, ()) and _UNIT_NAME.match(folded, found.end) is not None
        return unit and folded[first.after : found.start].strip() != ""
    return found.form.mid and name != first.form.name and follows_bare(found.form.bare, folded[found.after :])
