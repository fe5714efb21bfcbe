"""Bytes -> text: which encoding a posting was saved in.

A byte order mark or valid UTF-8 settles it at once. For the rest the standard decoders are tried and the accented
letters and signs that each gives are scored by how French uses them: `é` inside a word of small letters speaks for a
decoder, `È` between small letters, a sign inside a word or a C1 control speaks against it. On short French texts this
tells more encodings apart than the general detectors do.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from dataclasses import dataclass
from itertools import islice

from ..errors import NoText, UnreadableFile


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, without a byte order mark and with its line ends as they are, and the encoding's name."""

    text: str
    encoding: str


_BOMS = (  # the longer ones first: UTF-32-LE begins like UTF-16-LE
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF8, "utf-8-sig"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
_BOM_STARTS = tuple(mark for mark, _ in _BOMS)

_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x20), 0x7F])
_CONTROL_SHARE = 1 / 30  # compressed data has 0.11; text of a PDF with \x02 at each hyphenated line end under 0.013
_HEAD = 256  # bytes of every file that are looked at for control characters
_WIDE_SHARE = 0.2  # of a UTF-16 text's units; French text in UTF-16 has a zero byte in over 0.9 of them
_NOTHING = "\0\ufeff\ufffe\u200b"  # beside white space, characters that are no text

# The multi-byte sequences that French text in UTF-8 holds: Latin-1, Latin Extended-A's œ Œ Ÿ, decomposed accents,
# superscript letters, typographic signs, private-use bullets, ligatures, emoji. Other valid ones (D5 8E is `’é` in Mac
# Roman) prove nothing.
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2\xc3\xc5\xcc][\x80-\xbf]|\xe2[\x80-\x9f][\x80-\xbf]|\xef[\x80-\x83\xac\xbb\xbf][\x80-\xbf]"
    rb"|\xca[\xb0-\xb3\xbc]|\xcb\xa2|\xe1[\xb4-\xb6][\x80-\xbf]|\xf0\x9f[\x80-\xbf][\x80-\xbf]"
)
_UTF8_CUT = re.compile(rb"(?:[\xc2\xc3\xc5]|\xe2[\x80-\x9f]?|\xe1[\xb4-\xb6]|\xf0\x9f[\x80-\xbf]?)\Z")
_HIGH = re.compile(rb"[\x80-\xff]")
_UTF8_SHARE = 0.5  # of sequences against bad bytes; a single-byte French text holds next to none

_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_CP1252 = {byte: char for byte in range(0x80, 0xA0) if (char := bytes([byte]).decode("cp1252", "ignore"))}
_LATIN9_BYTES = re.compile(rb"[\xa4\xa6\xa8\xb4\xb8\xbc-\xbe]")
_C1_BYTES = re.compile(rb"[\x80-\x9f]")

_SMALL = frozenset("éèàêçùâîôûëïœüæÿ")
_CAPITAL = frozenset("ÉÈÀÊÇÙÂÎÔÛËÏŒÜÆŸ")
_INITIAL = frozenset("ÉÀÊÂÎÔŒ")  # those that begin a capitalised word
_JOINING = frozenset("’‑")  # signs that stand between two letters
_SIGNS = frozenset("’‑«»“”‘–—…•·°€\xa0²³´™©®§½¼¾±×†■□●►→✓")
_GOOD, _FAIR, _ODD, _WRONG, _BROKEN = 2.0, 1.0, -1.0, -3.0, -5.0
_ENOUGH = 200  # characters beyond ASCII that settle it; a posting of 3 KB holds about so many
_CLEAR_LEAD = 1.5  # by which cp850, the rarest, must lead


def decode(data: bytes) -> Decoded:
    """The text of a file's bytes, with the name of its encoding.

    Names: "utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252", "latin-1" (no byte that
    tells cp1252 from it), "iso-8859-15", "mac-roman", "cp850". A UTF-8 text with a few broken bytes stays UTF-8, with
    U+FFFD for them. Raises UnreadableFile for an empty or a binary file, NoText where there is only white space.
    """
    if not data:
        raise UnreadableFile("the file is empty")
    decoded = _decode_marked(data) if data.startswith(_BOM_STARTS) else _decode_unmarked(data)
    if _is_blank(decoded.text):
        raise NoText("the file holds only white space")
    return decoded


def _is_blank(text: str) -> bool:
    return all(char.isspace() or char in _NOTHING for char in text)


def _refuse_controls(data: bytes) -> None:
    """Raise where control characters are too many for a text."""
    count = len(data) - len(data.translate(None, _CONTROLS))
    if count > len(data) * _CONTROL_SHARE:
        raise UnreadableFile(f"the file is not text but binary data ({count} control characters in {len(data)} bytes)")


def _decode_marked(data: bytes) -> Decoded:
    """A file with a byte order mark; broken characters become U+FFFD."""
    mark, encoding = next(pair for pair in _BOMS if data.startswith(pair[0]))
    codec = "utf-8" if encoding == "utf-8-sig" else encoding
    text = data[len(mark) :].decode(codec, "replace")
    if text.count("\0") > len(text) * _CONTROL_SHARE and not _is_blank(text):
        raise UnreadableFile("the file is not text but binary data behind a byte order mark")
    return Decoded(text, encoding)


def _decode_unmarked(data: bytes) -> Decoded:
    if b"\0" in data:
        return _decode_with_zeros(data)
    if len(data[:_HEAD].translate(None, _CONTROLS)) < len(data[:_HEAD]):
        _refuse_controls(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        _refuse_controls(data)
    return _decode_broken_utf8(data) or _decode_by_score(data)


def _decode_with_zeros(data: bytes) -> Decoded:
    """UTF-16 without a byte order mark, a text with a stray NUL, or binary data."""
    if not data.strip(b"\0\t\n\r "):
        raise NoText("the file holds only white space")
    units = len(data) // 2
    first, second = data[0::2].count(0), data[1::2].count(0)
    for encoding, zeros, others in (("utf-16-le", second, first), ("utf-16-be", first, second)):
        if zeros > units * _WIDE_SHARE and others * 10 < zeros:
            text = data.decode(encoding, "replace")
            _refuse_controls(text.encode("utf-8"))
            return Decoded(text, encoding)
    _refuse_controls(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_broken_utf8(data) or _decode_by_score(data)


def _decode_broken_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few bad bytes, or cut in the middle of a character; None where it is rather another encoding."""
    valid = len(_UTF8_SEQUENCE.findall(data))
    whole = _UTF8_CUT.sub(b"", data)
    bad = len(_HIGH.findall(_UTF8_SEQUENCE.sub(b"", whole)))
    if valid >= _UTF8_SHARE * (valid + bad):
        return Decoded(data.decode("utf-8", "replace"), "utf-8")
    return None


def _decode_by_score(data: bytes) -> Decoded:
    """The single-byte reading that looks most like French; the commoner encoding where two score alike."""
    western = Decoded(data.decode("latin-1").translate(_CP1252), "cp1252" if _C1_BYTES.search(data) else "latin-1")
    readings = [western]
    if western.encoding == "latin-1" and _LATIN9_BYTES.search(data):
        readings.append(Decoded(data.decode("iso-8859-15"), "iso-8859-15"))
    readings.append(Decoded(data.decode("mac-roman"), "mac-roman"))
    best = max(readings, key=_score)
    dos = Decoded(data.decode("cp850"), "cp850")
    return dos if _score(dos) > max(_score(best) + _CLEAR_LEAD, 0.0) else best


def _score(decoded: Decoded) -> float:
    """How French the characters beyond ASCII look in their places."""
    text = f" {decoded.text} "
    return sum(_score_at(text, found.start()) for found in islice(_NON_ASCII.finditer(text), _ENOUGH))


def _score_at(text: str, at: int) -> float:
    """The score of one character by what stands beside it."""
    before, char, after = text[at - 1], text[at], text[at + 1]
    if char in _SMALL:
        return _score_small(before, char, after)
    if char in _CAPITAL:
        return _score_capital(before, char, after)
    if char in _JOINING and before.isalpha() and after.isalpha():
        return _GOOD
    if char in _SIGNS:
        return _score_sign(before, char, after)
    if "\x80" <= char <= "\x9f":
        return _BROKEN
    return _WRONG if before.islower() or after.islower() else _ODD


def _score_sign(before: str, char: str, after: str) -> float:
    """A quote, a dash or another sign: wrong inside a word; `…` between spaces is rather a lone `à` of cp850."""
    if before.isalpha() and after.isalpha():
        return _WRONG
    return 0.0 if char == "…" and before == after == " " else _FAIR


def _score_capital(before: str, char: str, after: str) -> float:
    """An accented capital: right beside capitals or heading a word, wrong behind a small letter (`rÈfÈrence`)."""
    if before.islower() or (before.isalpha() and after.islower()):
        return _WRONG
    if before.isupper() or after.isupper() or char == "À" or (char in _INITIAL and after.islower()):
        return _GOOD
    return _FAIR if char == "É" or after.isalpha() else _ODD


def _score_small(before: str, char: str, after: str) -> float:
    """A small accented letter: right beside small letters or as a word, wrong between capitals or against a digit."""
    if after.isupper() or (before.isupper() and not after.islower() and after.isalpha()):
        return _WRONG
    if before.islower() or after.islower():
        return _GOOD
    if char == "à" and before.isspace() and after.isspace():
        return _GOOD
    return _FAIR if char in "àé" and not before.isdigit() else _ODD
