"""What a French date looks like: the expressions of `dates.py`, all of them on folded text unless said otherwise.

Every gap is bounded and every repetition without ambiguity, so that no text can make a match slow. The expressions that
are matched at a known place (`NUMERIC`, `WORDED`, `ISO`) do not look to the left; that is done in `dates.py`, and only
once something has matched.
"""

import re

MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin",
    "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
)  # fmt: skip
ABBREVIATIONS = {
    "janv": 1, "jan": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTH_NUMBERS = {**{name: number for number, name in enumerate(MONTHS, 1)}, **ABBREVIATIONS}
WEEKDAY_NUMBERS = {**{name: n for n, name in enumerate(WEEKDAYS)}, **{name[:3]: n for n, name in enumerate(WEEKDAYS)}}

MISREAD = "oli"
"""Letters that OCR reads for a digit, and that stand for one digit only: o for 0; l and i for 1. Not the bar, which is
a table's border more often."""
MISREAD_DIGITS = str.maketrans(MISREAD, "011")

_FULL = "|".join(MONTHS)
_SHORT = "|".join(ABBREVIATIONS)
_WEEKDAY = "|".join(WEEKDAYS)
_GAP = r" {0,8}(?:\r?\n {0,8})?"  # a date may be wrapped over one line break, not over a blank line
_NEAR = r" {0,3}(?:\r?\n {0,3})?"
_DIGIT = rf"[0-9{MISREAD}]"
_DAY = rf"(?:(?=[{MISREAD}]?[0-9]){_DIGIT}{{1,2}}|[li](?=er))"  # at least one true digit, or the `ler` of an OCR
# The er of 1er, and what OCR takes it for where it is raised: 1°, 1°", 1*
_ORDINAL = r"(?: ?er?|(?<=1)(?<![0-9].)[°*\"']{1,2})?"
_YEAR = rf"(?:[1li][89]|2[0o]){_DIGIT}{{2}}(?![0-9b-z_]|a[0-9a-z_])"
_MONTH = rf"(?:(?:{_FULL})(?![a-z])|(?:{_SHORT})(?![a-z])\.?)"
# Not the beginning of a longer number: 18-07-2025-0990, 2025-01-15/SR, 1.2.2025.4. But 01/03/2025-01/07/2025 is a
# range, and 18/07/2025à 12h00 a slip.
_ENDS = r"(?![0-9b-z_]|a[0-9a-z_])(?![/_][0-9a-z])(?!\.[0-9])(?!-[0-9]++(?![/.]))"

ANCHOR = re.compile(
    r"[0-9０-９lIO](?:(?<=[0-9０-９])(?<![0-9０-９].)"
    r"(?:[0-9０-９]?(?=\s{0,9}[-/.aAdDeEfFiIjJlLmMnNoOsSᵉᴱ°*\"'’”‐‑‒–—−／．])|[0-9０-９]{3}(?![0-9０-９]))"
    r"|(?<=[lIO])(?=[0-9]|er\s)(?<!\w.))"
)
"""On the text itself: where a date may begin, or the year of a month. A number of one or two digits before the head of
a month, a separator or a misread digit; one of four; a misread digit. The one pass over the whole text: it begins with
a set of characters and looks back afterwards, which lets `re` skip through prose at its fastest."""

ISO = re.compile(
    rf"(?P<year>(?:1[89]|20)[0-9]{{2}})(?P<sep>[-/.])(?P<month>[0-9]{{1,2}})(?P=sep)(?P<day>[0-9]{{1,2}})"
    rf"(?:{_ENDS}|(?=t[0-9]{{2}}:))"
)
NUMERIC = re.compile(
    rf"(?P<day>{_DAY}){_ORDINAL} {{0,2}}(?P<sep>[/.-]) {{0,2}}(?P<month>{_DIGIT}{{1,2}})"
    rf" {{0,2}}(?P=sep) {{0,2}}(?P<year>{_YEAR}|[0-9]{{2}}){_ENDS}"
)
WORDED = re.compile(
    rf"(?P<first>(?P<day>{_DAY}){_ORDINAL})"
    rf"(?:{_NEAR}(?:au|et|ou|-){_NEAR}(?:(?P<weekday2>{_WEEKDAY}){_NEAR})?(?P<day2>{_DAY}){_ORDINAL})?"
    rf"(?:[-/]|{_GAP})(?P<month>{_MONTH})(?:(?:[-/]|{_GAP})(?P<year>{_YEAR})|(?![0-9a-z_]))"
)
MONTH_BEFORE_YEAR = re.compile(rf"(?<![0-9a-z])(?<![0-9] )(?P<month>{_MONTH})(?:[-/]|{_GAP})\Z")
YEAR_OF_MONTH = re.compile(rf"(?:1[89]|20)[0-9]{{2}}{_ENDS}(?!/)")

WEEKDAY_BEFORE = re.compile(
    rf"(?<![a-z])(?:(?P<name>{_WEEKDAY})|(?P<short>lun|mar|mer|jeu|ven|sam|dim)\.)"
    r"[ ,]{0,4}(?:\r?\n {0,4})?(?:le )?\Z"
)
LEAD_IN = re.compile(r"(?<![a-z])(?:du|le|au|et|ou)\s*\Z")
JOINED = re.compile(rf"{_NEAR}(?:au|et|ou|-|jusqu'au){_NEAR}(?:le )?")
"""What stands between two dates of which the first may take its year from the second."""

NOT_A_DATE_BEFORE = re.compile(
    r"(?<![a-z])(?:tel|telephone|fax|mobile|version|v|ip|art|articles?|\+[0-9]{2,3}\)?)[ .:]*\Z"
)
"""Before numbers of the shape of a date: telephones, versions, articles of a text."""

TIME = re.compile(
    r" {0,3}(?:\r?\n {0,3})?[,(;-]? {0,3}(?:(?:a|avant|jusqu'a|t)\s{0,3})?(?P<hour>[01]?[0-9]|2[0-3])"
    r"(?:\s?(?:h(?:eures?)?)(?![a-z])\s?(?P<minute>[0-5][0-9])?|:(?P<minute2>[0-5][0-9]))(?![0-9])"
    r"(?!\s{0,3}(?:/|par |hebdo|de travail))"
)

LAW = re.compile(
    r"(?<![a-z])(?:lois?|decrets?|arretes?|deliberations?|ordonnances?|circulaires?|directives?|reglements?|accords?"
    r"|conventions?|decisions?|instructions?|avenants?|jorf|jonc|boen|bo|journal officiel|bulletin officiel)(?![a-z])"
)
CITATION_LEAD = re.compile(r"(?<![a-z])(?:du|de|d'|modifiee?s? le|completee?s? le)\s*\Z")
CITATION_GAP = re.compile(
    r"(?!.*(?:[;:!?]|\.\s|\n\s*\n))(?!.*\b(?:compter|partir|semaine|cours|periode|effet)\b).*", re.DOTALL
)
"""Between a law's noun and its date: no end of a sentence, and no word that makes the date one of its own."""
CITATION_CHAIN = re.compile(r"\s*(?:,|et|ou)?\s*(?:n\S{0,2}\s?[0-9]\S*\s+)?(?:du|modifiee?s? le|completee?s? le)\s+")
"""Between a cited date and the next of the same citation: `n° 47/CP du 9 mars 2011 et n° 114 du 24 mars 2016`."""
PERIOD = re.compile(rf"\s{{0,9}}(?:au|jusqu'au)\s{{1,9}}(?:(?:{_WEEKDAY})\s)?[0-9]")
"""After a date that begins a period, and so dates no law: `convention de stage du 1er mars 2025 au 31 août 2025`."""

PLAIN_VALUE = re.compile(
    rf"(?:(?P<weekday>{_WEEKDAY}) )?(?P<day>[0-9]{{1,2}})"
    rf"(?:(?:er)? (?P<name>{_FULL}) |/(?P<month>[0-9]{{1,2}})/)(?P<year>(?:19|20)[0-9]{{2}})"
)
"""What nearly every value of a date's field is. A short cut: what it matches, the expressions above read the same."""

# Whole values only: in prose each of them could be anything.
SHORT_NUMERIC = re.compile(r"(?P<day>[0-9]{1,2})[.-](?P<month>[0-9]{1,2})[.-](?P<year>[0-9]{2})")
SHORT_WORDED = re.compile(rf"(?P<day>[0-9]{{1,2}}){_ORDINAL} ?(?P<month>{_MONTH}) ?'?(?P<year>[0-9]{{2}})")
DAY_MONTH = re.compile(r"(?P<day>[0-9]{1,2}) ?/ ?(?P<month>[0-9]{1,2})")
REDUCED = re.compile(r"(?P<year>(?:1[89]|20)[0-9]{2})(?:-(?P<month>[0-9]{2}))?|(?P<m>[0-9]{1,2})[/-](?P<y>20[0-9]{2})")
VALUE_LEAD = re.compile(
    r"\s*(?:(?:jusqu'|avant|au plus tard|a (?:compter|partir)|des)\s*)?(?:(?:le|au|du|de|en|d')(?![a-z])\s*)?"
)
LOOSE = re.compile(r"[^0-9]*(?:[0-9]{1,2}[^0-9]+(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[^0-9]+[0-9]{1,2})[^0-9]*", re.ASCII)
"""A day and a year in either order and no other number: what a general parser may be asked about."""
NUMBER = re.compile(r"[0-9]+")
MONTH_LIKE = re.compile(r"(?<![a-z])(?:jan|fev|feb|mar|avr|apr|mai|may|jui|jul|jun|aou|aug|sep|oct|nov|dec)[a-z]*")
