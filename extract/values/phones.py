"""Telephone numbers: text -> the numbers in it, in E.164.

In: a text and the region whose short forms it uses (`FR`, or `NC` for New Caledonia's six digits). Out: `Found`s with
offsets into that text. A cheap pattern proposes a place; only then is the library `phonenumbers` imported and asked
whether such a number exists. Six digits look like a date, a reference or an amount, so they need a telephone word, or,
with separators, a text that is known to be about contacts; in the shape of a date also a person or function before them
on the line. A fax is not a telephone.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ..fold import fold
from .vocabulary import words


@dataclass(frozen=True, slots=True)
class Found:
    """A value and where it stands: `text[start:end]`."""

    start: int
    end: int
    value: str


_SEP = r"[ .\-]{0,2}"
_CANDIDATE = re.compile(
    rf"""(?<![0-9+])(?<![0-9][ .,\-])(?:
        (?P<world>\(?(?:\+|00)\ ?(?:
            (?P<code>687|681|508|689|33|262|590|594|596)\ ?\)?{_SEP}(?:\(0\){_SEP})?
            (?P<rest>[0-9](?:{_SEP}[0-9]){{5,9}})
            |(?P<other>[1-9][0-9]{{0,2}}\ ?\)?{_SEP}[0-9](?:{_SEP}[0-9]){{5,11}})
        ))
        |(?<!\w)(?P<france>0[1-9](?:{_SEP}[0-9]{{2}}){{4}}|0[ .]?8[0-9]{{2}}(?:[ .]?[0-9]{{3}}){{2}})
        |(?<!\w)(?P<pairs>[2-9][0-9]{_SEP}[0-9]{{2}}{_SEP}[0-9]{{2}})
        |(?<!\w)(?P<threes>[2-9][0-9]{{2}}[ .][0-9]{{3}})
    )(?!\w|[ .,\-][0-9]|\ ?(?:%|€|eur|k€|xpf|f\.?\ ?cfp|f\b|francs))""",
    re.VERBOSE,
)
_LENGTHS = {"687": (6,), "681": (6,), "508": (6,), "689": (8, 6)}  # the others have nine digits after the code
_NINE = (9,)
_OVERSEAS = {
    "0262": "RE", "0263": "RE", "0692": "RE", "0693": "RE", "0269": "YT", "0639": "YT", "0590": "GP", "0690": "GP",
    "0691": "GP", "0594": "GF", "0694": "GF", "0596": "MQ", "0696": "MQ", "0697": "MQ",
}  # fmt: skip
_WINDOW = 48
_LINE_BEFORE = 200
_BETWEEN = r"[ \n.:/()\-+°*]{0,6}"
_FILLER = r"(?:n°?|no|numero|num|au|le|du|de|bureau|fixe|mobile|portable|direct|directe|ou|et|suivant|standard|pro)\b"
_PHONE_WORD = (
    r"(?:\b(?:tel|telephone|teleph|tph|mob|mobile|mobilis|portable|port|gsm|standard|appele[rz]|joindre|joignable"
    r"|contacte[rz]|ligne directe|numero vert)\b|[☎☏✆📞📱])"
)
_FAX = re.compile(rf"\b(?:fax|telefax|telecopieu?r?)\b(?:{_BETWEEN}{_FILLER}){{0,4}}{_BETWEEN}$")
_PHONE_AND_FAX = re.compile(rf"\btel(?:ephone)?\.?{_BETWEEN}(?:et )?(?:fax|telecopieu?r?)\b{_BETWEEN}$")
_PHONE = re.compile(rf"{_PHONE_WORD}(?:{_BETWEEN}{_FILLER}){{0,4}}{_BETWEEN}$")
_OTHER_NUMBER = re.compile(
    r"\b(?:ref|reference|references|siret|siren|iban|rib|bic|rcs|naf|ape|dossier|offre|compte|code postal|bp|n°|no"
    r"|numero|code|cedex)[ .:n°]{0,6}$"
)
_CHAINED = re.compile(r"[ \n]{0,2}(?:/|,|;|-|ou|et|&)?[ \n]{0,2}")
_DATE_SHAPE = re.compile(r"(?:0[1-9]|[12][0-9]|3[01])[.\-](?:0[1-9]|1[0-2])[.\-][0-9]{2}")
_PERSON = re.compile(r"(?:\b(?:mm?|mr|mmes?|mlle)\b\.?|\b(?:monsieur|madame|mademoiselle)\b) ")
_LINE_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_SET_OFF = re.compile(r"[\w)](?: ?[,:/(]| -) ?$")
_OF_DATES = re.compile(
    r"\b(?:dates?|limites?|clotures?|avant|depuis|jusqu|publie|depots?|echeance|entretiens?|partir)\b"
)
_ENDS_PHONE = re.compile(r" ?(?:$|[,;/()|\n-]|\.(?:\s|$)|(?:ou|et|poste|mail|e-mail|email|courriel|mel)\b)")


def find_phones(text: str, region: str, *, contact_context: bool = False) -> list[Found]:
    """The telephone numbers of `text`, in order; `contact_context` says that the text is a contact section."""
    folded = fold(text)
    found: list[Found] = []
    last_end, last_said = -1, None
    for match in _CANDIDATE.finditer(folded):
        said = _said_before(folded, match.start())
        if said is None and last_end >= 0 and _CHAINED.fullmatch(folded, last_end, match.start()):
            said = last_said
        last_end, last_said = match.end(), said
        if _acceptable(match, said, region, contact_context=contact_context) and (number := _number(match)):
            found.append(Found(match.start(), match.end(), number))
    return found


def _said_before(folded: str, start: int) -> str | None:
    """What introduces the number at `start`: `phone`, `fax`, `other` or nothing."""
    before = folded[max(0, start - _WINDOW) : start]
    if _PHONE_AND_FAX.search(before):
        return "phone"
    if _FAX.search(before):
        return "fax"
    if _PHONE.search(before):
        return "phone"
    return "other" if _OTHER_NUMBER.search(before) else None


def _acceptable(match: re.Match[str], said: str | None, region: str, *, contact_context: bool) -> bool:
    """Whether the place of a candidate lets it be a telephone number."""
    if said in ("fax", "other"):
        return False
    if match["world"] or said == "phone":
        return bool(match["world"] or match["france"]) or region == "NC"
    printed = match[0]
    if match["france"]:
        return contact_context or not printed.isdecimal()
    if region != "NC" or not contact_context or match["pairs"] is None or printed.isdecimal():
        return False
    return not _DATE_SHAPE.fullmatch(printed) or _follows_a_person(match)


def _follows_a_person(match: re.Match[str]) -> bool:
    """Whether a person or function, and no word of dates, stands before the number on its line, set off by a mark."""
    folded, start = match.string, match.start()
    before = folded[max(0, start - _LINE_BEFORE) : start].rpartition("\n")[2]
    if not _SET_OFF.search(before) or _OF_DATES.search(before) or not _ENDS_PHONE.match(folded, match.end()):
        return False
    if _PERSON.search(before):
        return True
    return any(word[0] in words("contacts", "functions") for word in _LINE_WORD.finditer(before))


def _number(match: re.Match[str]) -> str | None:
    """The number of a candidate in E.164, or None where no such number exists."""
    if match["world"]:
        if match["other"]:
            return _e164("+" + _digits(match["other"]), None)
        return _abroad(match["code"], _digits(match["rest"]))
    digits = _digits(match[0])
    return _e164(digits, _OVERSEAS.get(digits[:4], "FR") if match["france"] else "NC")


def _abroad(code: str, digits: str) -> str | None:
    lengths = _LENGTHS.get(code, _NINE)
    if lengths == _NINE and digits.startswith("0"):
        digits = digits[1:]
    return _e164(f"+{code}{digits}", None) if len(digits) in lengths else None


def _digits(printed: str) -> str:
    return "".join(char for char in printed if char in "0123456789")


@lru_cache(maxsize=4096)
def _e164(number: str, region: str | None) -> str | None:
    import phonenumbers  # heavy, and most texts hold no telephone number

    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
