"""Where a batch or a report is written: a folder, here or under a URL, as names with bytes.

`place("out/")` is a folder of this machine, `place("s3://bucket/out/")` one of any file system that fsspec knows. What
stands under a name is whole: it is written aside and renamed, or, where nothing can be renamed (object stores), in one
request that counts when its last byte has arrived. What a killed run was writing is no name; `tidy` removes it.

A place is small and can be sent to another process or machine. What cannot be read or written it raises as `OSError`.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from ..extract.errors import OffresError
from ..extract.read.url import filesystem, local, scrubbed, shown
from ..output.atomic import aside_name, is_aside, replacing


class Place(Protocol):
    """What every place offers. A name is a path below it, with `/` between its parts."""

    @property
    def uri(self) -> str:
        """The place for messages, without secrets; it ends with `/`."""

    def names(self) -> set[str]:
        """What is there now, in all folders below; nothing where the place itself is not there."""

    def read(self, name: str) -> bytes:
        """What stands under a name; raises FileNotFoundError."""

    def write(self, name: str, data: bytes) -> None:
        """Put bytes under a name, all at once, in the place of those that stood there; folders are made."""

    def remove(self, name: str) -> None:
        """Remove a name; one that is not there is removed already."""

    def tidy(self) -> None:
        """Remove what killed runs were writing. Only where nobody else writes now: it would be theirs."""


def place(url_or_path: str) -> Place:
    """The place that a path, a `file://` URL or any other URL names; nothing is made or asked for yet.

    Raises OSError where a library is missing (it says how to install it) or no library knows the scheme.
    """
    path = local(url_or_path)
    if path is not None:
        return Local(os.path.abspath(path))
    with _as_os_error():
        filesystem(url_or_path)
    return Remote(url_or_path)


@dataclass(frozen=True, slots=True)
class Local:
    """A folder of this machine, by its whole path."""

    folder: str

    @property
    def uri(self) -> str:
        """The folder's path."""
        return f"{Path(self.folder).as_posix().rstrip('/')}/"

    def names(self) -> set[str]:
        """What is there now."""
        return {name for name in self._all() if not is_aside(_last(name))}

    def read(self, name: str) -> bytes:
        """What stands under a name."""
        return self._path(name).read_bytes()

    def write(self, name: str, data: bytes) -> None:
        """Write aside, bring to the disk, rename."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as stream:
            stream.write(data)

    def remove(self, name: str) -> None:
        """Remove a name."""
        self._path(name).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Remove what killed runs were writing."""
        for name in filter(lambda name: is_aside(_last(name)), self._all()):
            self.remove(name)

    def _path(self, name: str) -> Path:
        return Path(self.folder, *_parts(name))

    def _all(self) -> Iterator[str]:
        for folder, _, files in os.walk(self.folder, onerror=_unless_gone):
            below = Path(folder).relative_to(self.folder).as_posix()
            yield from files if below == "." else (f"{below}/{name}" for name in files)


@dataclass(frozen=True, slots=True)
class Remote:
    """A folder under a URL that fsspec opens. Credentials are found as its libraries do; each process opens its own."""

    url: str

    @property
    def uri(self) -> str:
        """The URL without its secrets."""
        return f"{shown(self.url).rstrip('/')}/"

    def names(self) -> set[str]:
        """What is there now: libraries keep listings, so what they keep is dropped first."""
        return {name for name in self._all() if not is_aside(_last(name))}

    def read(self, name: str) -> bytes:
        """What stands under a name."""
        below = _parts(name)
        with _as_os_error():
            system, path = self._at(below)
            data: bytes = system.cat_file(path)
            return data

    def write(self, name: str, data: bytes) -> None:
        """Write aside and rename, where the file system can; else in one request."""
        below = _parts(name)
        with _as_os_error():
            system, path = self._at(below)
            if _renames(system):
                _write_aside(system, path, data)
            else:
                system.pipe_file(path, data)

    def remove(self, name: str) -> None:
        """Remove a name."""
        below = _parts(name)
        with _as_os_error(), suppress(FileNotFoundError):
            system, path = self._at(below)
            system.rm_file(path)

    def tidy(self) -> None:
        """Remove what killed runs were writing; object stores drop that themselves."""
        for name in filter(lambda name: is_aside(_last(name)), self._all()):
            self.remove(name)

    def _at(self, below: list[str]) -> tuple[Any, str]:
        system, root = filesystem(self.url)
        return system, "/".join((root.rstrip("/"), *below))

    def _all(self) -> list[str]:
        with _as_os_error():
            system, root = filesystem(self.url)
            system.invalidate_cache()
            try:
                paths: list[str] = system.find(root)
            except FileNotFoundError:
                return []
        start = f"{root.rstrip('/')}/"
        return [path.removeprefix(start) for path in paths if path.startswith(start) and path != start]


def _renames(system: Any) -> bool:
    """Whether a file system renames; the `mv` that fsspec gives to all copies and removes."""
    from fsspec import AbstractFileSystem

    return type(system).mv is not AbstractFileSystem.mv


def _write_aside(system: Any, path: str, data: bytes) -> None:
    folder = path.rpartition("/")[0]
    aside = f"{folder}/{aside_name()}"
    system.makedirs(folder, exist_ok=True)
    try:
        system.pipe_file(aside, data)
        try:
            system.mv(aside, path)
        except FileExistsError:  # some servers rename to free names only
            system.rm_file(path)
            system.mv(aside, path)
    except BaseException:
        with suppress(Exception):
            system.rm_file(aside)
        raise


def _parts(name: str) -> list[str]:
    parts = name.split("/")
    if not all(parts) or {".", ".."} & {*parts}:
        raise ValueError(f"{name!r} is no name below a place")
    return parts


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _unless_gone(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):  # a folder that is not there, or no more, has no names
        raise error


@contextmanager
def _as_os_error() -> Iterator[None]:
    """Whatever a library raises becomes an OSError."""
    try:
        yield
    except OSError:
        raise
    except OffresError as error:
        raise OSError(f"{error.uri}: {error.cause}. {error.remedy}") from error
    except Exception as error:
        raise OSError(scrubbed(f"{type(error).__name__}: {error}")) from error
