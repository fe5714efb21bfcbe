"""Names of members in archives -> paths inside the archive: readable, clean, each once, in the order of the paths.

A name is a label and nothing else: no file is ever written under it. So `..`, `.`, a drive's root and a leading slash
are left out, and characters that are no text are written as U+FFFD and two hexadecimal digits.
"""

import os
import re
from collections.abc import Iterable
from typing import TypeVar

HIDDEN = ("__MACOSX",)  # what macOS adds; names that begin with a dot are left out too, as in folders

_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\udc80-\udcff]")
_FRENCH = frozenset("éèêëàâäùûüîïôöçœæÉÈÊËÀÂÄÙÛÜÎÏÔÖÇŒÆ’°«»")
_CODE_PAGES = ("cp850", "cp1252")  # of DOS and Windows in French; the first where both read as well

T = TypeVar("T")


def decoded(name: bytes) -> str:
    """A name of unknown encoding: UTF-8 where it is that, else the code page that gives more letters of French."""
    try:
        return name.decode()
    except UnicodeDecodeError:
        readings = [name.decode(page, "surrogateescape") for page in _CODE_PAGES]
        return max(readings, key=lambda text: sum(character in _FRENCH for character in text))


def in_order(named: Iterable[tuple[str, T]]) -> list[tuple[str, T]]:
    """The members with their paths, sorted by code point; without what is hidden, a repeated path with a number."""
    taken: dict[str, T] = {}
    for name, member in named:
        path = _clean(name)
        if not _is_hidden(path):
            taken[_free(path, taken)] = member
    return sorted(taken.items(), key=lambda item: item[0])


def _clean(name: str) -> str:
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    if not parts:
        return "unnamed"
    folders = (re.sub("!$", "%21", part) for part in parts[:-1])  # `!/` stands behind an archive only
    return _NO_TEXT.sub(_marked, "/".join([*folders, parts[-1]]))


def _marked(found: re.Match[str]) -> str:
    return f"\ufffd{ord(found[0]) & 0xFF:02X}"


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") or part in HIDDEN for part in path.split("/"))


def _free(path: str, taken: dict[str, T]) -> str:
    stem, extension = os.path.splitext(path)
    number = 1
    while path in taken:
        number += 1
        path = f"{stem}~{number}{extension}"
    return path
