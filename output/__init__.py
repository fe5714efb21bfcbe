"""Records out: one writer a format, behind one contract.

What comes in: for each file its `uri` and its records as JSON lines, UTF-8, each ended by a newline (`line` makes them;
a record travels in this form, because it is the canonical one and the cheapest to hand from process to process). The
files come in the sorted order of their uri, each once, and a file has at least one record.

What goes out: the format's bytes, and nothing that depends on more than the records. A writer knows no reader, no
pattern and no rule. What it cannot write it raises as `OSError`; it never leaves a part in the place of a whole.

`writer` chooses: `jsonl` to a stream or a file, `parquet` to a file of that name, `folder` for one JSON file a posting.
"""

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from ..extract.record import Record


class Writer(Protocol):
    """What every format offers."""

    def write(self, uri: str, lines: Sequence[bytes]) -> None:
        """Write the records of one file."""


def line(record: "Record") -> bytes:
    """A record's canonical bytes: compact JSON in UTF-8 and a newline."""
    return record.model_dump_json().encode() + b"\n"


def is_folder(out: str) -> bool:
    """Whether `-o OUT` means a folder: it is one, or it ends as one."""
    separators = tuple(filter(None, (os.sep, os.altsep)))
    return out.endswith(separators) or os.path.isdir(out)


def writer(out: str | None, stdout: BinaryIO) -> AbstractContextManager[Writer]:
    """The writer for `-o OUT`, chosen by its name; without it, JSON Lines to `stdout`."""
    from . import folder, jsonl, parquet

    if out is None:
        return jsonl.to_stream(stdout)
    if is_folder(out):
        return folder.to_folder(out)
    return parquet.to_file(out) if out.endswith(".parquet") else jsonl.to_file(out)
