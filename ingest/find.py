"""Which files are meant: paths as the user gave them -> files, in the sorted order of their uri, each once.

A file given by name is always taken. A folder is walked; in it, files whose extension promises a type that is read and
files without an extension are taken, other files are counted as skipped, and what begins with a dot is left out.
`archive.zip!/a/b.pdf` is a document in a file. A name with `*`, `?` or `[` that does not exist is a pattern. A path
that does not exist is taken as well: reading it fails, and says so.
"""

import glob
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..extract.read.reader import INSIDE, extensions


class File(NamedTuple):
    """A file to read: where it is, its name in the records, and of a container the path in it that is meant."""

    path: str
    uri: str
    inside: str = ""

    @property
    def container(self) -> str:
        """The uri of the file at `path`."""
        return self.uri.removesuffix(f"{INSIDE}{self.inside}") if self.inside else self.uri


@dataclass
class Found:
    """What the paths came to."""

    files: list[File] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)  # what was left out in folders, and how often
    empty: list[str] = field(default_factory=list)  # patterns and folders that gave no file


def find(paths: Iterable[str]) -> Found:
    """The files that the paths mean."""
    found = Found()
    taken: list[File] = []
    for path in paths:
        before = len(taken)
        for match in _expanded(path):
            taken.extend(_walk(match, found.skipped) if os.path.isdir(match) else [file_of(match)])
        if len(taken) == before:
            found.empty.append(path)
    found.files = _once(sorted(taken, key=lambda file: file.uri))
    return found


def file_of(path: str) -> File:
    """A file under its uri: the path as given, with forward slashes and without a leading `./`.

    Bytes of a name that are not UTF-8 are written as U+FFFD and two hexadecimal digits, and U+FFFD itself as U+FFFD and
    `00`, so that two names never become one.
    """
    outer, inside = _parted(path)
    uri = re.sub("[\udc80-\udcff\ufffd]", _marked, Path(outer).as_posix())
    return File(outer, f"{uri}{INSIDE}{inside}", inside) if inside else File(path, uri)


def _parted(path: str) -> tuple[str, str]:
    """The longest part before a `!/` that is a file, and what stands behind it; all, where the path itself is there."""
    at = len(path)
    while at > 0 and not os.path.lexists(path[:at]):
        at = path.rfind(INSIDE, 0, at)
    is_inside = 0 < at < len(path) and os.path.isfile(path[:at])
    return (path[:at], path[at + len(INSIDE) :].rstrip("/")) if is_inside else (path, "")


def _marked(found: re.Match[str]) -> str:
    return "\ufffd00" if found[0] == "\ufffd" else f"\ufffd{ord(found[0]) - 0xDC00:02X}"


def _expanded(path: str) -> list[str]:
    if glob.has_magic(path) and not os.path.lexists(path) and not _parted(path)[1]:
        return glob.glob(path, recursive=True)
    return [path]


def _walk(folder: str, skipped: Counter[str]) -> Iterator[File]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        yield file_of(folder)  # reading it fails too, and says why
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, skipped)
        elif reason := _reason_to_skip(entry):
            skipped[reason] += 1
        else:
            yield file_of(entry.path)


def _reason_to_skip(entry: "os.DirEntry[str]") -> str | None:
    if os.path.isdir(entry.path):  # unlike the entry's own method it takes a link to itself
        return "link to a folder"  # following it could lead round in circles
    extension = os.path.splitext(entry.name)[1].lower()
    if extension and extension not in extensions():
        return extension
    if os.path.isfile(entry.path) or not os.path.exists(entry.path):
        return None  # a link that leads nowhere is a file that cannot be read
    return "no regular file"  # a pipe or a device: reading it could wait for ever


def _once(files: list[File]) -> list[File]:
    """Without the second and further mentions of a file, whatever the ways that lead to it."""
    folders: dict[str, str] = {}
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for file in files:
        folder, name = os.path.split(file.path)
        if folder not in folders:
            folders[folder] = os.path.realpath(folder or os.curdir)
        if not any((folders[folder], name, part) in seen for part in _around(file.inside)):
            seen.add((folders[folder], name, file.inside))
            kept.append(file)
    return kept


def _around(inside: str) -> list[str]:
    """A path in a container, and all that holds it: the container, folders and containers in it."""
    return ["", *(inside[: end.start()] for end in re.finditer("!?/", inside)), inside] if inside else [""]
