"""TOML -> compiled, validated patterns, lazily and once a process.

In: the pattern files of this folder. Out: `Patterns`. A mistake in a file raises PatternError naming file and entry.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ..extract.errors import PatternError
from ..extract.fold import fold
from .forms import Form, Matcher

_FIELD_KEYS = {"field", "forms", "tails", "bare", "value", "body", "mid", "bullet", "continues", "examples", "counter"}
_PACK_KEYS = {"name", "required", "region", "threshold", "evidence", "label", "heading", "reference", "prose"}
_FIELDS = {
    "title", "reference", "employer", "department", "service", "corps", "domains", "grades", "category", "occupation",
    "location", "residency", "published", "deadline", "initial_deadline", "start", "openings", "contract",
    "working_time", "salary", "attribute",
}  # fmt: skip
_KINDS = {
    "description", "missions", "conditions", "profile", "education", "knowledge", "skills", "behaviours", "experience",
    "benefits", "employer", "contact", "application", "notes", "other",
}  # fmt: skip
_CHOICES = {
    "field": _FIELDS,
    "kind": _KINDS,
    "value": {"date", "number", "category", "residency", "start", "vacancy", "name", "text"},
    "bare": {"date", "number", "category", "residency", "start", "capital", "keep", "name"},
}
_KIND_KEYS = {"kind", "forms", "inline", "fact", "examples", "counter"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sign that a posting belongs to a family: a label, by one of its forms or with a certain value."""

    label: str
    weight: int
    form: str | None = None
    value: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class ReferenceForm:
    """A form of reference number, with its parts as named groups."""

    pattern: re.Pattern[str]
    damaged: bool


@dataclass(frozen=True, slots=True)
class Family:
    """A family of postings: how it is recognised, and what its postings must hold."""

    name: str
    threshold: int
    evidence: tuple[Evidence, ...]
    references: tuple[ReferenceForm, ...]
    required: frozenset[str]
    region: str


@dataclass(frozen=True, slots=True)
class Patterns:
    """Everything that the pattern files say, ready for use."""

    labels: Matcher
    tails: Matcher
    reference_letters: frozenset[str]  # what a label of the reference may begin with, folded
    families: tuple[Family, ...]
    required: frozenset[str]  # what is asked of a posting that no family recognises
    references: tuple[ReferenceForm, ...]  # forms known wherever they stand
    prose: Mapping[str, tuple[re.Pattern[str], ...]]  # values in sentences, by where they stand
    vocabulary: Mapping[str, frozenset[str]]  # folded words and phrases
    starts: Mapping[str, re.Pattern[str]]  # vocabularies as expressions anchored at the start of folded text


@cache
def load_patterns() -> Patterns:
    """The patterns that ship with the package."""
    return compile_packs({name: read_pack(name) for name in ("common", "nouvelle-caledonie")})


def read_pack(name: str) -> dict[str, Any]:
    """One pattern file, as plain data."""
    try:
        return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PatternError(f"{name}.toml: {error}") from error


def compile_packs(packs: Mapping[str, dict[str, Any]]) -> Patterns:
    """Pattern files as plain data -> patterns. Entries of all packs work together; the first pack is the common one."""
    forms, tails = [], []
    for name, pack in packs.items():
        if unknown := set(pack) - _PACK_KEYS - {"vocabulary"}:
            raise PatternError(
                f"{name}.toml: unknown table {min(unknown)!r}; known are {', '.join(sorted(_PACK_KEYS))}"
            )
        for number, entry in enumerate([*pack.get("label", []), *pack.get("heading", [])]):
            forms += _forms(f"{name}.toml", number, entry, "forms")
            tails += _forms(f"{name}.toml", number, entry, "tails")
    vocabulary = _vocabulary(packs)
    return Patterns(
        labels=Matcher(forms),
        tails=Matcher(tails),
        reference_letters=frozenset(fold(form.text)[0] for form in forms if form.name == "reference"),
        families=tuple(_family(pack) for pack in packs.values() if "evidence" in pack),
        required=frozenset(next(iter(packs.values()))["required"]),
        references=_references(next(iter(packs.values()))),
        prose=_prose(packs),
        vocabulary=vocabulary,
        starts={key: _anchored(words) for key, words in vocabulary.items()},
    )


def _forms(file: str, number: int, entry: Mapping[str, Any], key: str) -> list[Form]:
    role = "label" if "field" in entry else "heading"
    known = _FIELD_KEYS if role == "label" else _KIND_KEYS
    name = entry.get("field") or entry.get("kind")
    if not name or not entry.get("forms"):
        raise PatternError(f"{file}: entry {number + 1} needs `field` or `kind`, and `forms`")
    if unknown := set(entry) - known:
        raise PatternError(f"{file}: {role} {name}: unknown key {min(unknown)!r}; known are {', '.join(sorted(known))}")
    _check_entry(f"{file}: {role} {number + 1} ({name})", entry)
    return [
        Form(
            role, name, text, f"{file}:{name}", entry.get("bare"), entry.get("value", "text"), entry.get("body", True),
            entry.get("mid", False), entry.get("bullet", False), tuple(map(fold, entry.get("continues", []))),
            entry.get("inline"), entry.get("fact", False),
        )
        for text in entry.get(key, [])
    ]  # fmt: skip


def _check_entry(where: str, entry: Mapping[str, Any]) -> None:
    """Refuse what would be read nowhere: a field, kind or shape that there is not, lists that are none."""
    for key, known in _CHOICES.items():
        if key in entry and entry[key] not in known:
            raise PatternError(f"{where}: unknown {key} {entry[key]!r}; known are {', '.join(sorted(known))}")
    for key in ("forms", "examples", "counter"):
        if not isinstance(entry.get(key), list) or not entry[key]:
            raise PatternError(f"{where}: {key!r} must be a list with at least one entry")
    for form in entry["forms"]:
        if form.count("[") != form.count("]") or form.count("(") != form.count(")"):
            raise PatternError(f"{where}: a bracket of the form {form!r} is not closed")


def _family(pack: Mapping[str, Any]) -> Family:
    evidence = tuple(
        Evidence(e["label"], e["weight"], e.get("form"), re.compile(e["value"]) if "value" in e else None)
        for e in pack["evidence"]
    )
    return Family(
        pack["name"],
        pack["threshold"],
        evidence,
        _references(pack),
        frozenset(pack["required"]),
        pack.get("region", "FR"),
    )


def _references(pack: Mapping[str, Any]) -> tuple[ReferenceForm, ...]:
    return tuple(ReferenceForm(re.compile(r["pattern"]), r.get("damaged", False)) for r in pack.get("reference", []))


def _prose(packs: Mapping[str, dict[str, Any]]) -> dict[str, tuple[re.Pattern[str], ...]]:
    entries = [entry for pack in packs.values() for entry in pack.get("prose", [])]
    return {
        where: tuple(re.compile(e["pattern"]) for e in entries if e["where"] == where)
        for where in ("opening", "application")
    }


def _vocabulary(packs: Mapping[str, dict[str, Any]]) -> dict[str, frozenset[str]]:
    merged: dict[str, set[str]] = {}
    for pack in packs.values():
        for key, words in pack.get("vocabulary", {}).items():
            merged.setdefault(key, set()).update(fold(word) for word in words)
    return {key: frozenset(words) for key, words in merged.items()}


def _anchored(words: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    ends = (re.escape(word) + ("(?![a-z])" if word[-1].isalpha() else "") for word in longest_first)
    return re.compile("(?:" + "|".join(ends) + ")")
