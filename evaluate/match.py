"""The golden posting of each record.

The two are one posting when they have the same name (the file's, without folders and extension) and the same number in
the file. So one golden file judges every form of its posting: the text, the PDF, the scan. Where golden postings share
name and number, as JSON Lines over several folders may, the same `source.uri` decides.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .errors import DuplicatePosting, NoMatch
from .load import Gold, Posting

Key = tuple[str, int]


class Codes(NamedTuple):
    """The findings' codes of a file: expected, and said by all of its records."""

    gold: frozenset[str]
    said: frozenset[str]


@dataclass(frozen=True, slots=True)
class Case:
    """One posting to score: what is expected, and what the record says."""

    key: Key
    label: str
    """How reports call it: the record's uri, and the posting's number where it is not the first."""
    gold: dict[str, Any]
    said: dict[str, Any]
    family: str | None
    answered: bool = True
    """False where there is no record."""
    codes: Codes | None = None


@dataclass(slots=True)
class Match:
    """The cases in the order of their names, and what has no partner."""

    cases: list[Case] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Golden postings without a record; each is a case, all of it missed."""
    surplus: list[str] = field(default_factory=list)
    """Records for which the gold expects no posting, scored as all wrong: one too many of a file that it knows, or,
    where asked for, of a file that it does not know."""
    unknown: list[str] = field(default_factory=list)
    """Records of files that the gold does not know, not scored."""
    open: list[str] = field(default_factory=list)
    """Records of files that are not judged."""


def match(gold: Gold, records: Iterable[Posting], place: str, *, strict_set: bool = False) -> Match:
    """Pair golden postings with records; `place` is where the records came from.

    Raises DuplicatePosting, and NoMatch where not one record has a golden posting.
    """
    known = _by_key(gold.postings)
    records = sorted(records, key=lambda record: (record.uri or "", record.number))
    _refuse_twice(records)
    said_codes = _codes_of_files(records)
    matched = Match()
    met: set[str] = set()
    for record in records:
        golden = _golden(known.get(_key(record), []), record)
        if golden:
            met.add(golden.place)
        elif not _expects_nothing(record, gold, matched, strict_set=strict_set):
            continue
        codes = _codes(gold, record, said_codes[record.uri or ""])
        offer = golden.offer if golden else {}
        matched.cases.append(Case(_key(record), _label(record), offer, record.offer, record.family, codes=codes))
    if not met:
        raise NoMatch(place, "no record has a golden posting")
    _add_missing(matched, gold, met)
    return matched


def _key(posting: Posting) -> Key:
    return posting.name, posting.number


def _label(record: Posting) -> str:
    return f"{record.uri}#{record.number}" if record.number else record.uri or record.place


def _by_key(postings: Iterable[Posting]) -> dict[Key, list[Posting]]:
    known: dict[Key, list[Posting]] = defaultdict(list)
    for posting in postings:
        for other in known[_key(posting)]:
            if other.uri == posting.uri:
                raise DuplicatePosting(posting.place, f"it is meant for the same posting as {other.place}")
        known[_key(posting)].append(posting)
    return known


def _refuse_twice(records: Iterable[Posting]) -> None:
    seen: dict[tuple[str | None, int], str] = {}
    for record in records:
        first = seen.setdefault((record.uri, record.number), record.place)
        if first != record.place:
            raise DuplicatePosting(record.place, f"it is a record of the same posting as {first}")


def _golden(candidates: list[Posting], record: Posting) -> Posting | None:
    same = [golden for golden in candidates if golden.uri == record.uri]
    if len(same or candidates) > 1:
        places = " and ".join(golden.place for golden in candidates)
        raise DuplicatePosting(record.place, f"{places} could both be its golden posting")
    return next(iter(same or candidates), None)


def _codes_of_files(records: Iterable[Posting]) -> dict[str, frozenset[str]]:
    codes: dict[str, frozenset[str]] = defaultdict(frozenset)
    for record in records:
        codes[record.uri or ""] |= record.codes
    return codes


def _codes(gold: Gold, posting: Posting, said: frozenset[str]) -> Codes | None:
    """Findings are expected of a file, and stand with its first posting."""
    if posting.number or posting.name not in gold.findings:
        return None
    return Codes(gold.findings[posting.name], said)


def _expects_nothing(record: Posting, gold: Gold, matched: Match, *, strict_set: bool) -> bool:
    """Note a record without a golden posting; whether the gold says that there should be none."""
    if record.name in gold.open:
        matched.open.append(_label(record))
        return False
    scored = strict_set or record.name in gold.files
    (matched.surplus if scored else matched.unknown).append(_label(record))
    return scored


def _add_missing(matched: Match, gold: Gold, met: set[str]) -> None:
    for golden in gold.postings:
        if golden.place not in met:
            matched.missing.append(golden.place)
            codes = _codes(gold, golden, frozenset())
            matched.cases.append(Case(_key(golden), golden.place, golden.offer, {}, None, answered=False, codes=codes))
    matched.cases.sort(key=lambda case: (case.key, case.label))
