"""OF404 low-text-quality."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .rule import Hit, Rule, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

MIN_CONFIDENCE = 0.85  # tesseract's mean where one word in twenty is wrong; good scans have 0.89 and more
MIN_PLACES = 5  # fewer doubtful places in a posting are slips, whatever their share
MAX_SHARE = 0.01  # of the words

# Characters that were lost: U+FFFD, the same as mojibake, glyphs without a character in a PDF. One run is one place.
LOST_MARKS = ("\ufffd", "ï¿½", "(cid:")
LOST = re.compile("\ufffd+|(?:ï¿½)+|(?:\\(cid:\\d+\\))+")
# A digit or a symbol between two lower-case letters of one word: `empl0i`, `r?f?rence`. Left out, since they may stand
# there by right: - ' / . @ _ & + * | < > \ =
# It begins with the rare characters and only then looks around, so that a clean text costs one quick pass.
MIXED = re.compile(r"[0-9?¦~^¬§$#{}](?<=[a-zà-ÿœ].)(?=[a-zà-ÿœ])")

CONFIDENCE = Text(
    "The text was read by OCR with a confidence of {percent} % only. Compare the record with the original.",
    "Le texte a été lu par OCR avec une confiance de {percent} % seulement. Comparez l'enregistrement à l'original.",
)
DAMAGE = Text(
    "The text is damaged in {places} places of {words} words. Compare the record with the original, or get a better "
    "copy.",
    "Le texte est abîmé à {places} endroits sur {words} mots. Comparez l'enregistrement à l'original, ou demandez "
    "une meilleure copie.",
)

RULE = Rule(
    code="OF404",
    name="low-text-quality",
    severity="warning",
    what=Text(
        f"A scan or damage leaves the text doubtful: OCR confidence under {MIN_CONFIDENCE:.0%}, or over "
        f"{MAX_SHARE:.0%} of the words (and {MIN_PLACES} at least) with lost characters or with digits and symbols "
        "inside.",
        f"Une numérisation ou un dégât rend le texte douteux : confiance d'OCR sous {MIN_CONFIDENCE:.0%}, ou plus de "
        f"{MAX_SHARE:.0%} des mots (et au moins {MIN_PLACES}) avec des caractères perdus, des chiffres ou des "
        "symboles.",
    ),
    why=Text(
        "Where the words are damaged, names, dates and numbers are too, and there nothing shows it.",
        "Là où les mots sont abîmés, les noms, les dates et les numéros le sont aussi, sans que cela se voie.",
    ),
    example="L'agent charg? de la r?daction assure le secr?tariat, g?re le planning et pr?pare les r?unions.",
    instead=Text(
        "Scan again at 300 dpi or more, or get the posting as text in UTF-8.",
        "Numérisez à nouveau à 300 ppp ou plus, ou demandez l'annonce sous forme de texte en UTF-8.",
    ),
    messages=(CONFIDENCE, DAMAGE),
)


def check(case: Case) -> Iterator[Hit]:
    """One hit a posting, at the first damaged place where there is one."""
    if case.quality is not None and case.quality < MIN_CONFIDENCE:
        yield Hit(None, None, CONFIDENCE, {"percent": int(case.quality * 100)})
        return
    places = [*MIXED.finditer(case.text, *case.bounds)]
    if any(case.text.find(mark, *case.bounds) >= 0 for mark in LOST_MARKS):
        places += LOST.finditer(case.text, *case.bounds)
    if len(places) < MIN_PLACES:
        return
    words = len(case.text[slice(*case.bounds)].split())
    if len(places) > MAX_SHARE * words:
        first = min(places, key=lambda place: place.start())
        yield Hit(None, case.locate(*first.span()), DAMAGE, {"places": len(places), "words": words})
