"""How many pages a document may have and to how many bytes it may unpack, where the process was told other numbers.

Each reader has a bound of its own, which fits its type of file; who runs a batch may set another for all of them.
"""

from dataclasses import dataclass


@dataclass(slots=True)
class _Told:
    pages: int | None = None
    unpacked: int | None = None


_told = _Told()


def bound(pages: int | None, unpacked: int | None) -> None:
    """From now on this process reads documents of so many pages and unpacked bytes; None: as each reader has it."""
    _told.pages, _told.unpacked = pages, unpacked


def most_pages(usual: int) -> int:
    """The pages that a document may have; `usual` is the reader's own bound."""
    return usual if _told.pages is None else _told.pages


def most_bytes(usual: int) -> int:
    """The bytes that a file may unpack to; `usual` is the reader's own bound."""
    return usual if _told.unpacked is None else _told.unpacked
