"""Which files a URL means: a file, a folder or a pattern on any file system that fsspec knows, or a listing of the web.

The rules are those of folders (`find.py`). Listings are those of now: what libraries keep is dropped first. A folder
that cannot be listed fails the source; what was listed before is kept.
"""

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any

from ..extract.errors import OffresError
from ..extract.read.reader import INSIDE, extensions
from ..extract.read.server import AT_ONCE, asked, length, reaching, within
from ..extract.read.url import PACKED, filesystem, is_web, links, shown
from .find import File, Found, marked, reason_to_skip

# What says of a file's state differs from library to library; the surer one comes first.
_STAMPS = ("ETag", "etag", "md5Hash", "content_md5", "CRC")
_DATES = ("LastModified", "last_modified", "updated", "mtime", "modified", "last_write_time", "created")
SECONDS = 60.0  # that a server may take to say what it knows of a file
_MAGIC = re.compile(r"[*?\[]")
_MEMBER = re.compile("(?i)(?:" + "|".join(map(re.escape, sorted(extensions()))) + ")(?=!/)")


def listed(url: str, source: str, found: Found) -> Iterator[File]:
    """The files that a URL means; what is skipped or cannot be listed is noted in `found`.

    Raises an OffresError where the URL cannot be listed.
    """
    if is_web(url):
        from .listing import is_listing, linked

        yield from linked(url, source, found) if is_listing(url) else [file_at(url)._replace(source=source)]
        return
    with reaching(url):
        yield from _in_file_system(url, source, found)


def file_at(url: str) -> File:
    """The file under a URL, or the document in it: `https://host/a.zip!/b.pdf`."""
    end = next((match.end() for match in _MEMBER.finditer(url)), len(url))
    outer, inside = _whole(url[:end]), url[end + len(INSIDE) :].rstrip("/")
    return File(outer, f"{shown(outer)}{INSIDE}{inside}", inside) if inside else File(outer, shown(outer))


def stamped(files: Iterable[File]) -> list[File]:
    """The files, those of the web with size, stamp and date as their server tells them in answer to HEAD, if it does.

    Several are asked at once; none raises: what is wrong is told when the file is read.
    """
    files = list(files)
    unknown = [index for index, file in enumerate(files) if file.stamp is None and is_web(file.path)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for index, file in zip(unknown, pool.map(_stamped, [files[index] for index in unknown]), strict=True):
            files[index] = file
    return files


def _stamped(file: File) -> File:
    try:
        with reaching(file.path):
            return within(SECONDS, partial(_asked_for_state, file))
    except OffresError:
        return file


def _asked_for_state(file: File) -> File:
    with asked(file.path, "HEAD") as answer:
        date = answer.headers.get("Last-Modified")
        stamp = answer.headers.get("ETag") or date
        return file._replace(size=length(answer) or None, stamp=stamp, modified=_seconds(date))


def _whole(url: str) -> str:
    if is_web(url):
        from .listing import tidied

        return tidied(url)
    first, *others = links(url)
    return "::".join([f"{first}://", *others]) if first in PACKED else url


def _in_file_system(url: str, source: str, found: Found) -> Iterator[File]:
    file = file_at(url)
    system, path = filesystem(file.path)
    system.invalidate_cache()
    magic = _MAGIC.search(path)
    if magic and not file.inside and not system.exists(path):
        at = path.rfind("/", 0, magic.start()) + 1
        below = _Folder(path[:at], _up_to_magic(file.path), source, found)
        for told in _matches(system, path, path[:at]):
            yield from below.files([told] if told["type"] != "directory" else _all(system, told["name"]))
    elif file.path.endswith("/") or (told := _told(system, path))["type"] == "directory":
        yield from _Folder(path, file.path, source, found).files(_all(system, path))
    else:
        yield _with_state(file, told, source)


def _told(system: Any, path: str) -> dict[str, Any]:
    """What is said of a file; of one that is not there nothing: reading it fails, and says so."""
    try:
        told: dict[str, Any] = system.info(path)
    except FileNotFoundError:
        return {"type": "file"}
    return told


def _all(system: Any, path: str) -> Iterable[dict[str, Any]]:
    """What is said of all files below a folder; raises where a folder cannot be listed."""
    from fsspec import AbstractFileSystem
    from fsspec.asyn import AsyncFileSystem

    own = {getattr(getattr(system, name, None), "__func__", None) for name in ("find", "_find")}
    if own & {AbstractFileSystem.find, AsyncFileSystem._find}:  # noqa: SLF001 they pass over folders that fail
        return _walked(system, path)
    told: dict[str, dict[str, Any]] = system.find(path, detail=True)
    return told.values()


def _walked(system: Any, folder: str) -> Iterator[dict[str, Any]]:
    waiting = [folder]
    while waiting:
        folder = waiting.pop()
        for told in system.ls(folder, detail=True):
            if told["type"] != "directory":
                yield told
            elif told["name"].rstrip("/") != folder.rstrip("/"):
                waiting.append(told["name"])


def _matches(system: Any, pattern: str, above: str) -> Iterable[dict[str, Any]]:
    told: dict[str, dict[str, Any]] = system.glob(pattern, detail=True)
    if not told:
        system.info(above)  # raises where there is no match because there is no folder
    return told.values()


def _up_to_magic(url: str) -> str:
    first, *others = links(url)
    magic = _MAGIC.search(first)
    return "::".join([first[: first.rfind("/", 0, magic.start()) + 1] if magic else first, *others])


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder by its path in a file system, and by its URL."""

    path: str
    url: str
    source: str
    found: Found

    def files(self, all_told: Iterable[dict[str, Any]]) -> Iterator[File]:
        """Those that are read, of what is said of files."""
        for told in all_told:
            name = told["name"].removeprefix(self.path).lstrip("/")
            if told["type"] == "directory" or _is_hidden(name):
                continue
            if reason := reason_to_skip(name):
                self.found.skipped[reason] += 1
            else:
                url = self._url(name)
                yield _with_state(File(url, marked(shown(url))), told, self.source)

    def _url(self, name: str) -> str:
        """Of a chain the first URL leads on; of `simplecache::s3://...`, the first that is one."""
        chain = links(self.url)
        at = next(index for index, link in enumerate(chain) if "://" in link)
        chain[at] = f"{chain[at]}{'' if chain[at].endswith('/') else '/'}{name}"
        return "::".join(chain)


def _is_hidden(name: str) -> bool:
    """Whether a name, or a folder in it, is left out; one that ends with `/` is a mark that some stores keep."""
    return not name or name.endswith("/") or any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))


def _with_state(file: File, told: dict[str, Any], source: str) -> File:
    stamp = next((str(told[key]).strip('"') for key in _STAMPS if told.get(key)), None)
    date = next((told[key] for key in _DATES if told.get(key)), None)
    modified = _seconds(date)
    if stamp is None and date is not None:
        stamp = str(date) if modified is None else repr(modified)
    return file._replace(size=told.get("size"), stamp=stamp, modified=modified, source=source)


def _seconds(date: Any) -> float | None:
    """A date as a library or a server tells it, in seconds since 1970."""
    try:
        if isinstance(date, str):
            date = parsedate_to_datetime(date) if "," in date else datetime.fromisoformat(date)
        if isinstance(date, datetime):
            return (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()
        return float(date)
    except (TypeError, ValueError):
        return None
