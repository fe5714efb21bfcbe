"""Which packs there are: those that ship with the package, those of installed packages, those of the user's folders.

In: folders. Out: validated packs by name: the common one first, then the others that ship, by name, then those of
installed packages and of the folders. A mistake raises PatternError naming the file.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from importlib.resources import files
from pathlib import Path

from ..extract.errors import PatternError
from .pack import Pack, read_pack

COMMON = "common"
GROUP = "offres.patterns"  # of entry points; the value is a module or package with *.toml beside it
_NO_PACKS = {"vocabulary_values.toml"}


def all_packs(folders: Sequence[str] = ()) -> dict[str, Pack]:
    """All packs by name; a name that two packs bear raises PatternError."""
    known = dict(shipped_packs())
    for pack in (*installed_packs(), *own_packs(folders)):
        if pack.name in known:
            raise PatternError(_taken(pack, known[pack.name]))
        known[pack.name] = pack
    return known


@cache
def shipped_packs() -> dict[str, Pack]:
    """The packs that ship with the package, by name: the common one first, then in the order of their names."""
    found = [entry for entry in files(__package__).iterdir() if entry.name.endswith(".toml")]
    packs = [read_pack(entry.read_text("utf-8"), entry.name) for entry in found if entry.name not in _NO_PACKS]
    return {pack.name: pack for pack in sorted(packs, key=lambda pack: (pack.name != COMMON, pack.name))}


@cache
def installed_packs() -> tuple[Pack, ...]:
    """The packs of installed packages, by the name of the entry point."""
    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    return tuple(pack for point in points for pack in _packs_of(point))


def own_packs(folders: Iterable[str]) -> Iterator[Pack]:
    """The packs of the folders, in the order of the folders and then of their names."""
    for folder in folders:
        if not os.path.isdir(folder):
            raise PatternError(f"{folder}: there is no such folder of patterns")
        found = sorted(Path(folder).glob("*.toml"))
        if not found:
            raise PatternError(f"{folder}: holds no pack (*.toml); `offres patterns new NAME {folder}` makes one")
        yield from map(read_file, found)


def read_file(path: Path) -> Pack:
    """The pack of a file, which bears the pack's name; raises PatternError."""
    try:
        pack = read_pack(path.read_text("utf-8"), path.as_posix())
    except OSError as error:
        raise PatternError(f"{path.as_posix()}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise PatternError(f"{path.as_posix()}: is not UTF-8") from error
    return _named(pack, path.stem)


def _packs_of(point: EntryPoint) -> Iterator[Pack]:
    told = f"the installed package {point.dist.name if point.dist else '?'}"
    try:
        found = [entry for entry in files(point.module).iterdir() if entry.name.endswith(".toml")]
    except (ImportError, TypeError, OSError) as error:
        raise PatternError(f"{told}: its entry point {point.name} = {point.value!r} cannot be read: {error}") from error
    if not found:
        raise PatternError(f"{told}: its entry point {point.name} = {point.value!r} holds no pack (*.toml)")
    for entry in sorted(found, key=lambda entry: entry.name):
        yield _named(read_pack(entry.read_text("utf-8"), f"{point.module}/{entry.name}"), Path(entry.name).stem)


def _named(pack: Pack, stem: str) -> Pack:
    if pack.name != stem:
        raise PatternError(f"{pack.file()}:1: name: is {pack.name!r}, and the file bears another; rename one of them")
    return pack


def _taken(pack: Pack, other: Pack) -> str:
    ships = shipped_packs().get(pack.name) is other
    owner = "a pack that ships with offres" if ships else f"the pack {other.file()}"
    return f"{pack.place()}: name: {pack.name!r} is the name of {owner}; give it another, and let it inherit from it"
