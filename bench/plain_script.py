"""The plain script that `offres` is measured against: what one writes in an afternoon, and it does well on clean pages.

About ten regular expressions on lines `Label : value`, dateparser for the dates, the first line as title, bullets as
missions, a small pydantic model, JSON. It imports nothing of offres. `python bench/plain_script.py FILE...` prints one
JSON object a file, in the form that the corpus scorer reads.
"""

import re
import sys
from datetime import date
from pathlib import Path

import dateparser
from pydantic import BaseModel

_SETTINGS = {"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
_BULLET = re.compile(r"^\s*[-•*–]\s+(.+?)[\s;,.]*$", re.MULTILINE)
_MISSIONS = re.compile(r"^\W*(?:missions|activités)[^\n]*\n(.*?)(?=^#|\Z)", re.IGNORECASE | re.MULTILINE | re.DOTALL)
_PARTED = re.compile(r"\s*(?:,|/|\bou\b)\s*")


def _label(words: str) -> re.Pattern[str]:
    return re.compile(rf"^[#*\s]*(?:{words})[*\s]*:[*\s]*(\S[^\n]*?)[*\s]*$", re.IGNORECASE | re.MULTILINE)


_REFERENCE = _label(r"r[ée]f[ée]rence|r[ée]f\.?")
_EMPLOYER = _label(r"employeur|collectivit[ée]|organisme")
_CORPS = _label(r"corps[^:\n]*|cadre\s+d[’'`]\s*emplois?[^:\n]*")
_DIRECTION = re.compile(r"^[#*\s]*(direction\b[^\n]*?)[*\s]*$", re.IGNORECASE | re.MULTILINE)
_LOCATION = _label(r"lieux?\s+de\s+travail|localisation")
_PUBLISHED = _label(r"date\s+de\s+d[ée]p[ôo]t[^:\n]*|date\s+de\s+publication")
_DEADLINE = _label(r"date\s+limite[^:\n]*|date\s+de\s+cl[ôo]ture[^:\n]*")
_START = _label(r"poste\s+[àa]\s+pourvoir[^:\n]*|prise\s+de\s+fonctions?")


class Reference(BaseModel):
    """The reference's number and date."""

    number: str
    issued: date | None = None


class Mission(BaseModel):
    """One bullet."""

    text: str


class Offer(BaseModel):
    """What the script finds."""

    title: str | None = None
    reference: Reference | None = None
    employer: str | None = None
    corps: str | None = None
    domains: list[str] = []
    department: str | None = None
    location: str | None = None
    published: date | None = None
    deadline: date | None = None
    start: str | None = None
    missions: list[Mission] = []


class Source(BaseModel):
    """Where it came from."""

    uri: str


class Result(BaseModel):
    """One line of output."""

    offer: Offer
    source: Source


def parse(text: str) -> Offer:
    """The offer of one posting."""
    corps, *domains = _PARTED.split(_value(_CORPS, text) or "")
    section = _MISSIONS.search(text)
    return Offer(
        title=next((line.strip(" #*") for line in text.splitlines() if line.strip(" #*")), None),
        reference=_reference(_value(_REFERENCE, text)),
        employer=_value(_EMPLOYER, text),
        corps=corps or None,
        domains=domains,
        department=_value(_DIRECTION, text),
        location=_value(_LOCATION, text),
        published=_date(_value(_PUBLISHED, text)),
        deadline=_date(_value(_DEADLINE, text)),
        start=_value(_START, text),
        missions=[Mission(text=bullet) for bullet in _BULLET.findall(section[1])] if section else [],
    )


def _value(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return found[1].strip() if found else None


def _reference(value: str | None) -> Reference | None:
    if not value:
        return None
    number, _, issued = value.partition(" du ")
    return Reference(number=number.strip(), issued=_date(issued))


def _date(value: str | None) -> date | None:
    found = dateparser.parse(value, languages=["fr"], settings=_SETTINGS) if value else None
    return found.date() if found else None


def as_line(data: bytes, uri: str) -> str:
    """One posting's bytes -> one line of JSON."""
    return Result(offer=parse(data.decode("utf-8-sig", errors="replace")), source=Source(uri=uri)).model_dump_json()


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(as_line(Path(name).read_bytes(), name))
