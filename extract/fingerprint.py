"""By what a record was made: the code, the packs in use, and the libraries that decide how a document is read.

Two processes with the same fingerprint make the same record of the same bytes, whatever folder or machine they stand
in. Programs of the system (tesseract, LibreOffice) are no part of it.
"""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .. import __version__

ROOMS = ("extract", "patterns", "checks")  # whose code decides what stands in a record
LIBRARIES = ("dateparser", "lxml", "pdfminer.six", "pdfplumber", "phonenumbers", "pillow", "pypdfium2", "rapidfuzz")
DIGITS = 16


def fingerprint() -> str:
    """16 hexadecimal digits, the same as long as the same bytes give the same record; of this process's packs."""
    from ..patterns.load import packs_in_use

    return _of(packs_in_use())


@cache
def _of(folders: tuple[str, ...]) -> str:
    told = hashlib.sha256()
    for part in (__version__, *_code(), *_versions(), *_packs(folders)):
        told.update(f"{len(part.encode())}:{part}".encode())
    return told.hexdigest()[:DIGITS]


def _code() -> Iterator[str]:
    """The names and texts of all modules and patterns that ship."""
    root = Path(__file__).resolve().parent.parent
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.*")):
            if path.suffix in {".py", ".toml"}:
                yield path.relative_to(root).as_posix()
                yield path.read_text("utf-8")


def _versions() -> Iterator[str]:
    for library in LIBRARIES:
        try:
            yield f"{library} {version(library)}"
        except PackageNotFoundError:  # it is there all the same, put there by other means
            yield f"{library} of unknown version"


def _packs(folders: Sequence[str]) -> Iterator[str]:
    """What the packs of installed packages and of the folders hold, without their comments."""
    from ..patterns.found import installed_packs, own_packs

    return (pack.model_dump_json() for pack in (*installed_packs(), *own_packs(folders)))
