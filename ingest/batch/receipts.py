"""What a batch has read: for each chunk a receipt, which says of each of its files what it was and what came of it.

A receipt is JSON Lines: the key and the parts of the chunk, then a line a file, in the order of their uris. The
records of its files stand in its parts one after the other, in the same order.
"""

import json
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, NamedTuple

from ...extract.errors import Stage, UnreadableFile

FOLDER, ENDING = "receipts/", ".json"


class Failed(NamedTuple):
    """A document that gave no record: its uri, the code and name of its finding, at which stage, cause and remedy."""

    uri: str
    code: str
    name: str
    stage: Stage
    message: str


class Entry(NamedTuple):
    """A file: what it was when it was read, how many records it gave, and its documents that failed.

    `stamp` is what the listing said of its state; `attempts`: how often it was tried, 1 where it did not fail before.
    """

    uri: str
    size: int
    stamp: str | None
    sha256: str
    media_type: str | None
    records: int
    failed: tuple[Failed, ...] = ()
    attempts: int = 1

    @property
    def was_had(self) -> bool:
        """Whether its bytes were had: a file that could not be opened may be as it was, and can be opened today."""
        return not any(
            failed.stage in {"list", "open"} and failed.code == UnreadableFile.code for failed in self.failed
        )


class Part(NamedTuple):
    """Where records stand, and how many they are."""

    name: str
    records: int


class Told(NamedTuple):
    """A message for the user, of a document that failed now; `tool`: what was missing to read it."""

    message: str
    tool: str | None


class Receipt(NamedTuple):
    """What came of a chunk.

    Of the run that made it: the files that were `read`, the postings and failures these `gave`, what to say of them.
    """

    name: str
    key: str
    parts: tuple[Part, ...]
    inputs: tuple[Entry, ...]
    read: int = 0
    gave: int = 0
    told: tuple[Told, ...] = ()

    @property
    def records(self) -> int:
        """How many records its files gave."""
        return sum(entry.records for entry in self.inputs)

    @property
    def failed(self) -> int:
        """How many documents failed."""
        return sum(len(entry.failed) for entry in self.inputs)

    def placed(self) -> Iterator[tuple[Entry, int, tuple[str, ...]]]:
        """Each file, the number of records before its own, and the parts that hold its own."""
        ends = list(accumulate(part.records for part in self.parts))
        begins = [end - part.records for end, part in zip(ends, self.parts, strict=True)]
        first = 0
        for entry in self.inputs:
            last = first + entry.records
            spans = zip(self.parts, begins, ends, strict=True)
            yield entry, first, tuple(part.name for part, begin, end in spans if begin < last and first < end)
            first = last


def name_of(chunk: str) -> str:
    """The name of a chunk's receipt."""
    return f"{FOLDER}{chunk}{ENDING}"


def is_receipt(name: str) -> bool:
    """Whether a name below a batch is that of a receipt."""
    return name.startswith(FOLDER) and name.endswith(ENDING)


def dumped(receipt: Receipt) -> bytes:
    """A receipt's bytes: what it says of the chunk, nothing of the run."""
    head = {"key": receipt.key, "parts": [part._asdict() for part in receipt.parts]}
    return b"".join(_line(told) for told in (head, *map(_told, receipt.inputs)))


def loaded(name: str, data: bytes) -> Receipt:
    """The receipt of these bytes; raises ValueError where they are none."""
    try:
        head, *inputs = map(json.loads, data.splitlines())
        return Receipt(name, head["key"], tuple(Part(**part) for part in head["parts"]), tuple(map(_entry, inputs)))
    except (KeyError, TypeError) as error:
        raise ValueError(f"{name} is no receipt") from error


def _told(entry: Entry) -> dict[str, Any]:
    return entry._asdict() | {"failed": [failed._asdict() for failed in entry.failed]}


def _entry(told: dict[str, Any]) -> Entry:
    return Entry(**told | {"failed": tuple(Failed(**failed) for failed in told["failed"])})


def _line(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(errors="backslashreplace") + b"\n"
