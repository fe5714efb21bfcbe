"""Golden postings and records from their files; what is no such thing is an error with its file and line.

Records: JSON Lines, a JSON file (a record or a list of records), or a folder of JSON files. Golden postings: a folder
of `NAME.json` (an offer, or a list of offers, one a posting; `null` where the file is not judged) with
`NAME.findings.json` beside it where the findings' codes are known; or JSON Lines of records, or of offers that have
their `source` among their keys.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from ..extract.record import Offer
from .errors import InvalidInput, UnreadableInput

FINDINGS = ".findings.json"
_T = TypeVar("_T")


class _Source(BaseModel):
    uri: str
    posting: Annotated[int, Field(ge=0)] = 0
    family: str | None = None


class _Finding(BaseModel):
    code: str


class _Record(BaseModel):
    """What of a record is looked at."""

    offer: Offer | None = None
    findings: list[_Finding] = []
    source: _Source


_CODES, _OFFER, _RECORD = TypeAdapter(list[str]), TypeAdapter(Offer), TypeAdapter(_Record)


@dataclass(frozen=True, slots=True)
class Posting:
    """One posting of either side."""

    place: str
    """The file, and the line where the file has several, for messages."""
    name: str
    """The name that both sides share: that of the posting's file, without folders and extension."""
    number: int
    """The index of the posting in its file."""
    offer: dict[str, Any]
    """Empty where there is none."""
    uri: str | None = None
    family: str | None = None
    codes: frozenset[str] = frozenset()


@dataclass(slots=True)
class Gold:
    """All golden postings."""

    postings: list[Posting] = field(default_factory=list)
    findings: dict[str, frozenset[str]] = field(default_factory=dict)
    """The codes expected of a file, by its name."""
    files: set[str] = field(default_factory=set)
    """The names of all files that are judged."""
    open: set[str] = field(default_factory=set)
    """The names of the files that are not judged."""


class _Document(NamedTuple):
    place: str
    value: Any


def load_records(path: str) -> list[Posting]:
    """The records of a file or folder; raises an EvaluationError."""
    records = [_record(*each) for document in _documents(path) for each in _each(document)]
    if not records:
        raise UnreadableInput(path, "there is no record in it")
    return records


def _each(document: _Document) -> list[_Document]:
    """The items of a list, or the one value."""
    if not isinstance(document.value, list):
        return [document]
    return [_Document(f"{document.place}#{number}", value) for number, value in enumerate(document.value)]


def load_gold(path: str) -> Gold:
    """The golden postings of a folder or file; raises an EvaluationError."""
    gold = Gold()
    for document in _documents(path):
        if document.place.endswith(FINDINGS):
            gold.findings[_base(document.place, FINDINGS)] = _codes(*document)
        elif isinstance(document.value, dict) and "source" in document.value:
            _add(gold, [_record(*document)])
        else:
            _add_file(gold, *document)
    for name in sorted(gold.findings.keys() - gold.files - gold.open):
        raise InvalidInput(f"{name}{FINDINGS}", f"there is no {name}.json to which these findings belong")
    if not (gold.postings or gold.files or gold.open):
        raise UnreadableInput(path, "there is no golden posting in it")
    return gold


def _add(gold: Gold, postings: list[Posting]) -> None:
    gold.postings += postings
    gold.files.update(posting.name for posting in postings)


def _add_file(gold: Gold, place: str, value: Any) -> None:
    """A golden file: the offers of one file of postings."""
    if not place.endswith(".json"):
        raise InvalidInput(place, "a golden posting in JSON Lines needs its `source` with the `uri`")
    name = _base(place, ".json")
    if value is None:
        gold.open.add(name)
        return
    gold.files.add(name)
    for number, (where, offer) in enumerate(_each(_Document(place, value))):
        gold.postings.append(Posting(where, name, number, _dumped(_validated(_OFFER, where, offer))))


def _codes(place: str, value: Any) -> frozenset[str]:
    codes = _validated(_CODES, place, value)
    return frozenset(codes)


def _base(place: str, ending: str) -> str:
    return Path(place).name.removesuffix(ending)


def _record(place: str, value: Any) -> Posting:
    """A record, or an offer that has a `source` among its keys."""
    if isinstance(value, dict) and "source" in value and "offer" not in value:
        value = {"offer": {key: part for key, part in value.items() if key != "source"}, "source": value["source"]}
    record = _validated(_RECORD, place, value)
    source = record.source
    codes = frozenset(finding.code for finding in record.findings)
    name = os.path.splitext(source.uri.rpartition("/")[2])[0]
    return Posting(place, name, source.posting, _dumped(record.offer), source.uri, source.family, codes)


def _dumped(offer: Offer | None) -> dict[str, Any]:
    return offer.model_dump(mode="json") if offer else {}


def _validated(form: TypeAdapter[_T], place: str, value: Any) -> _T:
    """JSON as its form has it: no type is bent, no unknown key passes in silence."""
    try:
        return form.validate_json(json.dumps(value), strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise InvalidInput(place, f"{key}: {first['msg']}" if key else str(first["msg"])) from None


def _documents(path: str) -> Iterator[_Document]:
    """The JSON values of a file, or of all `.json` files of a folder, in the sorted order of their names."""
    if not os.path.isdir(path):
        yield from _read(Path(path))
        return
    root = Path(path)
    found = [file for file in root.rglob("*.json") if file.is_file()]
    for file in sorted(found, key=lambda file: file.as_posix()):
        if not any(part.startswith(".") for part in file.relative_to(root).parts):
            yield from _read(file)


def _read(path: Path) -> Iterator[_Document]:
    place = path.as_posix()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableInput(place, f"it cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise InvalidInput(place, f"it is not UTF-8 (byte {error.start})") from None
    if path.suffix == ".json":
        yield _Document(place, _parsed(text, place))
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _Document(f"{place}:{number}", _parsed(line, place, number))


def _parsed(text: str, file: str, line: int | None = None) -> Any:
    """The value of a line of JSON Lines, or of a whole file."""
    place = file if line is None else f"{file}:{line}"
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise InvalidInput(f"{file}:{line or error.lineno}", f"no JSON: {error.msg}") from None
    except ValueError as error:
        raise InvalidInput(place, str(error)) from None
    except RecursionError:
        raise InvalidInput(place, "it is nested too deeply") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key `{key}` stands there twice")
        found[key] = value
    return found


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")
