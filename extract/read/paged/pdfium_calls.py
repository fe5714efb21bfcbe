"""pdfium's calls that are made for each line of a page, by plain addresses: half the time that pypdfium2's own take.

They read what is in memory and write into the buffers here: one thread a process, as pdfium itself wants it.
"""

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from ...document import Box

_NAME = 128  # bytes of a font's name
_int, _double, _address = ctypes.c_int, ctypes.c_double, ctypes.c_void_p


def address(handle: Any) -> int:
    """The address of a function of pdfium, or that a handle of its points to."""
    return ctypes.cast(handle, _address).value or 0


def _call(name: str, result: Any, *arguments: Any) -> Any:
    """One of pdfium's functions; it does not let go of the interpreter for the microsecond that it takes."""
    return ctypes.PYFUNCTYPE(result, _address, *arguments)(address(getattr(pdfium, name)))


_count_rects = _call("FPDFText_CountRects", _int, _int, _int)
_get_rect = _call("FPDFText_GetRect", _int, _int, _address, _address, _address, _address)
_get_origin = _call("FPDFText_GetCharOrigin", _int, _int, _address, _address)
_get_font = _call("FPDFText_GetFontInfo", _int, _int, _address, _int, _address)
font_size = _call("FPDFText_GetFontSize", _double, _int)

_sides = (_double * 4)()
_places = [ctypes.addressof(_sides) + number * ctypes.sizeof(_double) for number in range(4)]
_name = ctypes.create_string_buffer(_NAME)
_name_place = ctypes.addressof(_name)
_flags = _int()
_flags_place = ctypes.addressof(_flags)


def rects(textpage: int, start: int, count: int) -> list[Box]:
    """The boxes of a stretch of characters as pdfium has them, one an object: left, top, right, bottom."""
    found: list[Box] = []
    for number in range(_count_rects(textpage, start, count)):
        _get_rect(textpage, number, *_places)
        found.append(tuple(_sides[:]))  # type: ignore[arg-type]
    return found


def origin(textpage: int, at: int) -> tuple[float, float]:
    """Where a character stands on its line."""
    _get_origin(textpage, at, _places[0], _places[1])
    return _sides[0], _sides[1]


def font(textpage: int, at: int) -> tuple[bytes, int]:
    """The name and the flags of a character's font."""
    length = _get_font(textpage, at, _name_place, _NAME, _flags_place)
    return (_name.value if 1 < length <= _NAME else b""), _flags.value
