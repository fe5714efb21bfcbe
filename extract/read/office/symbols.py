"""Symbol fonts: the codes of Symbol and Wingdings -> the signs that they print.

Such a font puts its signs where other fonts have letters, or at U+F000 above them.
"""

PRIVATE = 0xF000  # where symbol fonts stand in Unicode
BULLET = "•"
_SYMBOL = {
    0x2D: "-", 0xB7: "•", 0xA7: "♣", 0xA8: "♦", 0xAE: "→", 0xDE: "⇒", 0xA3: "≤", 0xB3: "≥", 0xB0: "°", 0xB1: "±",
    0xB4: "×", 0xBE: "—", 0xB9: "≠", 0xBB: "≈", 0xD6: "√", 0xE5: "Σ", 0xA0: "€",
}  # fmt: skip
_WINGDINGS = {
    0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x2B: "✉", 0x46: "☞", 0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x70: "❑",
    0x71: "❑", 0x72: "❑", 0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0x9E: "·", 0xA1: "○",
    0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇒", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip


def is_symbol_font(font: str) -> bool:
    """Whether a font prints signs in the place of letters."""
    return font.lower().startswith(("symbol", "wingdings", "webdings"))


def sign(code: int, font: str) -> str:
    """What a code of a symbol font prints; a bullet where it is not known, as most are."""
    known = _SYMBOL if font.lower().startswith("symbol") else _WINGDINGS
    return known.get(code & 0xFF, BULLET)


def bullet(char: str, font: str) -> str:
    """The bullet that a list names by a character and a font."""
    if not char:
        return BULLET
    code = ord(char[0])
    if PRIVATE <= code <= PRIVATE + 0xFF or (code <= 0xFF and is_symbol_font(font)):  # noqa: PLR2004 -- a byte
        return sign(code, font)
    return BULLET if 0xE000 <= code < PRIVATE else char  # noqa: PLR2004 -- where Unicode's private signs begin
