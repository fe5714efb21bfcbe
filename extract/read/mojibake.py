"""Mojibake undone: UTF-8 that was read as cp1252, Latin-1 or Mac Roman (`RÃ©fÃ©rence`), up to three times over.

Only sequences that French text holds are looked for, spelt as the bytes of UTF-8 look in the wrong encoding, so that
an honest `Â`, `Ã` or `É»` (CHÂTEAU, SÃO, «CAFÉ») stays. The repair works run by run and tells for each character
which characters it stood for.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

_TIMES = 3  # how often the wrong reading may have been made

# The sequences of UTF-8 bytes that French postings hold: a lead byte, then what may follow it.
_Follow = Sequence[int]
_ANY = range(0x80, 0xC0)
_COMMON: tuple[tuple[int, tuple[_Follow, ...]], ...] = (
    (0xC2, (_ANY,)),  # « » ° · no-break space
    (0xC3, (_ANY,)),  # accented letters
    (0xC5, ([0x8D, 0x92, 0x93, 0xA0, 0xA1, 0xB8, 0xBD, 0xBE],)),  # œ Œ Ÿ š ž ō
    (0xE2, (range(0x80, 0x9F), _ANY)),  # quotes, dashes, bullets, euro, arrows, dingbats
)
_RARE: tuple[tuple[int, tuple[_Follow, ...]], ...] = (
    (0xC4, ([0x81],)),  # ā
    (0xC6, ([0x92],)),  # ƒ, on the way back from a second wrong reading
    (0xCA, ([*range(0xB0, 0xB4), 0xBC],)),  # superscript letters, letter apostrophe
    (0xCB, ([0x86, 0x9C, 0xA2],)),  # ˆ ˜ on the way back, superscript s
    (0xCC, ([0x80, 0x81, 0x82, 0x88, 0xA7],)),  # decomposed accents
    (0xE1, (range(0xB4, 0xB7), _ANY)),  # superscript letters
    (0xEF, (range(0x80, 0x84), _ANY)),  # private-use bullets
    (0xEF, ([0xAC], range(0x80, 0x87))),  # ligatures
    (0xEF, ([0xB8], [0x8F])),  # emoji presentation
    (0xEF, ([0xBB], [0xBF])),  # byte order mark
    (0xEF, ([0xBF], [0xBD])),  # U+FFFD
    (0xF0, ([0x9F], _ANY, _ANY)),  # emoji
)


class Mended(NamedTuple):
    """One run of mojibake: `text[start:end]` stood for the characters of `pieces`, each (char, start, end)."""

    start: int
    end: int
    pieces: list[tuple[str, int, int]]


class _Codec(NamedTuple):
    """The signs of one wrong reading: what to look for, and the byte that each character was."""

    sequence: re.Pattern[str]
    bytes_of: dict[str, int]


def _images(encoding: str) -> dict[int, str]:
    """Byte -> the characters it is read as; a byte that the encoding leaves open is read as Latin-1, too."""
    images = {byte: bytes([byte]).decode(encoding, "ignore") for byte in range(0x80, 0x100)}
    if encoding == "cp1252":
        images.update({byte: images[byte] + chr(byte) for byte in range(0x80, 0xA0)})
    return images


# a Portuguese capital before a closing quote or a dash is no mojibake: «MAÇÃ»
_NO_PORTUGUESE = r"(?!(?<=[A-ZÀ-Ý]Ã)[»”’…–—\xa0](?!\w))"


def _codec(encoding: str, table: tuple[tuple[int, tuple[_Follow, ...]], ...]) -> _Codec:
    images = _images(encoding)
    sequences = (
        images[lead]
        + (_NO_PORTUGUESE if images[lead] == "Ã" else "")
        + "".join("[" + re.escape("".join(images[byte] for byte in follow)) + "]" for follow in follows)
        for lead, follows in table
    )
    # each begins with a plain character and no group stands around them, so that `re` can leap to the first of them
    return _Codec(re.compile("|".join(sequences)), {char: byte for byte, chars in images.items() for char in chars})


_CODECS = (_codec("cp1252", _COMMON + _RARE), _codec("mac-roman", _COMMON))
# `à` whose second half, a no-break space, became a plain one; only believed beside other mojibake
_LOST_SPACE = re.compile(r"(?<![A-ZÀ-Ý])Ã(?: (?=[ .,)])|(?=[ \t\r\n])|\Z)")
# what no repair may come to: the signs of a wrong reading's own
_NO_RESULT = frozenset("ƒ") | {chr(code) for code in range(0x80, 0xA0)}


def mend(text: str) -> list[Mended]:
    """The runs of mojibake in `text`, in order and disjoint, with what they stood for; [] where there are none."""
    for codec in _CODECS:
        runs = [run for start, end in _runs(text, codec) if (run := _mend_run(text, start, end, codec))]
        if runs:
            return _with_lost_spaces(text, runs) if codec is _CODECS[0] else runs
    return []


def _runs(text: str, codec: _Codec) -> list[tuple[int, int]]:
    """Where sequences stand, those that touch as one."""
    runs: list[tuple[int, int]] = []
    for found in codec.sequence.finditer(text):
        start, end = found.span()
        if runs and runs[-1][1] == start:
            start = runs.pop()[0]
        runs.append((start, end))
    return runs


def _mend_run(text: str, start: int, end: int, codec: _Codec) -> Mended | None:
    """One run, read again as often as it makes sense; None where it makes none."""
    pieces = [(text[at], at, at + 1) for at in range(start, end)]
    best = None
    for _ in range(_TIMES):
        mended = _read_again(pieces, codec)
        if len(mended) == len(pieces):
            break
        pieces = mended
        if not any(char in _NO_RESULT for char, _, _ in pieces):
            best = Mended(start, end, pieces)
    return best


def _read_again(pieces: list[tuple[str, int, int]], codec: _Codec) -> list[tuple[str, int, int]]:
    """One wrong reading undone: the characters' bytes read as UTF-8, each result with its place."""
    text = "".join(char for char, _, _ in pieces)
    mended: list[tuple[str, int, int]] = []
    done = 0
    for found in codec.sequence.finditer(text):
        mended += pieces[done : found.start()]
        done = found.end()
        char = bytes(codec.bytes_of[char] for char in found.group()).decode("utf-8", "replace")
        mended.append((char, pieces[found.start()][1], pieces[done - 1][2]))
    return mended + pieces[done:]


def _with_lost_spaces(text: str, runs: list[Mended]) -> list[Mended]:
    lost = [Mended(m.start(), m.end(), [("à", m.start(), m.end())]) for m in _LOST_SPACE.finditer(text)]
    return sorted(runs + lost) if lost else runs
