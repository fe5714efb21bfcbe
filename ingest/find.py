"""Which files are meant: paths and URLs as the user gave them -> files, in the sorted order of their uri, each once.

A file given by name is always taken. A folder is walked; in it, files whose extension promises a type that is read and
files without an extension are taken, other files are counted as skipped, and what begins with a dot is left out.
`archive.zip!/a/b.pdf` is a document in a file. A name with `*`, `?` or `[` that does not exist is a pattern. A path
that does not exist is taken as well: reading it fails, and says so. `remote.py` lists what is meant by a URL.
"""

import glob
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..extract.errors import OffresError, UnreadableFile
from ..extract.read.reader import INSIDE, extensions
from ..extract.read.url import is_url, local, shown


class File(NamedTuple):
    """A file to read: where it is, its name in the records, and of a container the path in it that is meant.

    What its listing says of its state is None where it says nothing: `size` in bytes; `stamp`, which differs when the
    content does (the two times of a file here, else an ETag or a date); `modified` in seconds since 1970. `source` is
    the path through which it was found, as `source_of` writes it.
    Where its bytes came with it, they are what is read, and its path is not looked at.
    """

    path: str
    uri: str
    inside: str = ""
    size: int | None = None
    stamp: str | None = None
    modified: float | None = None
    source: str = ""
    content: bytes | None = None

    @property
    def container(self) -> str:
        """The uri of the file at `path`."""
        return self.uri.removesuffix(f"{INSIDE}{self.inside}") if self.inside else self.uri


class Failed(NamedTuple):
    """A source whose listing, or that of a folder in it, failed: it may hold more files than were found."""

    source: str
    error: OffresError


@dataclass
class Found:
    """What the paths came to."""

    files: list[File] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)  # what was left out in folders, and how often
    empty: list[str] = field(default_factory=list)  # sources that gave no file
    failed: list[Failed] = field(default_factory=list)


def find(paths: Iterable[str]) -> Found:
    """The files that the paths mean."""
    found = Found()
    taken: list[File] = []
    for path in paths:
        source = source_of(path)
        before = len(taken), len(found.failed)
        try:
            for file in _meant(path, source, found):
                taken.append(file)  # noqa: PERF402 those before a failure stay
        except OffresError as error:
            found.failed.append(Failed(source, error))
        if before == (len(taken), len(found.failed)):
            found.empty.append(source)
    found.files = _once(sorted(taken, key=lambda file: (file.uri, file.source)))
    return found


def source_of(path: str) -> str:
    """A path as the name of a source: a URL without its secrets, else with forward slashes and without `./`."""
    where = local(path)
    return marked(shown(path) if where is None else Path(where).as_posix())


def file_of(path: str) -> File:
    """A file under its uri: the path as given, with forward slashes and without a leading `./`; of a URL, the URL.

    Bytes of a name that are not UTF-8 are written as U+FFFD and two hexadecimal digits, and U+FFFD itself as U+FFFD and
    `00`, so that two names never become one. A URL stands there without password, signature and tokens.
    """
    where = local(path)
    if where is None:
        from .remote import file_at

        return file_at(path)
    outer, inside = _parted(where)
    uri = marked(Path(outer).as_posix())
    return File(outer, f"{uri}{INSIDE}{inside}", inside) if inside else File(where, uri)


def reason_to_skip(name: str) -> str | None:
    """Why a file of a folder is not read, from its name."""
    extension = os.path.splitext(name)[1].lower()
    return extension if extension and extension not in extensions() else None


def _meant(path: str, source: str, found: Found) -> Iterator[File]:
    where = local(path)
    if where is None:
        from .remote import listed

        yield from listed(path, source, found)
        return
    for match in _expanded(where):
        if os.path.isdir(match):
            yield from _walk(match, source, found)
        else:
            yield _stated(file_of(match), source)


def _stated(file: File, source: str) -> File:
    """With what the system says of its state."""
    try:
        state = os.stat(file.path)
    except OSError:
        return file._replace(source=source)
    if not stat.S_ISREG(state.st_mode):
        return file._replace(source=source)
    return file._replace(size=state.st_size, stamp=_stamp(state), modified=state.st_mtime, source=source)


def _stamp(state: os.stat_result) -> str:
    """When the content changed, as the file says, and as the system knows: the first can be set back (`cp -p`)."""
    return f"{state.st_mtime_ns}.{state.st_ctime_ns}"


def _parted(path: str) -> tuple[str, str]:
    """The longest part before a `!/` that is a file, and what stands behind it; all, where the path itself is there."""
    at = len(path)
    while at > 0 and not os.path.lexists(path[:at]):
        at = path.rfind(INSIDE, 0, at)
    is_inside = 0 < at < len(path) and os.path.isfile(path[:at])
    return (path[:at], path[at + len(INSIDE) :].rstrip("/")) if is_inside else (path, "")


def marked(name: str) -> str:
    """A name as Unicode; no two become one."""
    return re.sub("[\udc80-\udcff\ufffd]", _mark, name)


def _mark(found: re.Match[str]) -> str:
    return "\ufffd00" if found[0] == "\ufffd" else f"\ufffd{ord(found[0]) - 0xDC00:02X}"


def _expanded(path: str) -> list[str]:
    if glob.has_magic(path) and not os.path.lexists(path) and not _parted(path)[1]:
        return glob.glob(path, recursive=True)
    return [path]


def _walk(folder: str, source: str, found: Found) -> Iterator[File]:
    uri = marked(Path(folder).as_posix())
    above = "" if uri == "." else uri if uri.endswith("/") else f"{uri}/"
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        found.failed.append(Failed(source, _unlisted(error, uri)))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, source, found)
            continue
        state = _state(entry.path)
        if reason := _reason_to_skip(entry.name, state):
            found.skipped[reason] += 1
        elif state:
            size, modified = state.st_size, state.st_mtime
            yield File(entry.path, above + marked(entry.name), "", size, _stamp(state), modified, source)
        else:
            yield File(entry.path, above + marked(entry.name), source=source)


def _state(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except OSError:
        return None  # a link that leads nowhere, or to itself, is a file that cannot be read


def _reason_to_skip(name: str, state: os.stat_result | None) -> str | None:
    if state and stat.S_ISDIR(state.st_mode):
        return "link to a folder"  # following it could lead round in circles
    if reason := reason_to_skip(name):
        return reason
    return None if state is None or stat.S_ISREG(state.st_mode) else "no regular file"  # which may have no end


def _unlisted(error: OSError, uri: str) -> UnreadableFile:
    cause = f"the folder cannot be listed: {error.strerror or type(error).__name__}"
    return UnreadableFile(cause, uri=uri, remedy="Give the account that runs offres the right to list it.")


def _once(files: list[File]) -> list[File]:
    """Without the second and further mentions of a file, whatever the ways that lead to it."""
    folders: dict[str, str] = {}
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for file in files:
        folder, name = ("", file.container) if is_url(file.path) else os.path.split(file.path)
        if folder not in folders:
            folders[folder] = os.path.realpath(folder or os.curdir)
        if not any((folders[folder], name, part) in seen for part in _around(file.inside)):
            seen.add((folders[folder], name, file.inside))
            kept.append(file)
    return kept


def _around(inside: str) -> list[str]:
    """A path in a container, and all that holds it: the container, folders and containers in it."""
    return ["", *(inside[: end.start()] for end in re.finditer("!?/", inside)), inside] if inside else [""]
