"""Any text into a page: nothing in it is markup, runs, hides or turns what stands around it."""

import html
import json
import re
from typing import Any

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_LONE = re.compile("[\ud800-\udfff]")


def visible(text: str) -> str:
    """A text on one line, with each control, direction and zero-width character as `[U+202E]`."""
    return _HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", " ".join(text.split()))


def escaped(text: str) -> str:
    """A text for an element or a quoted attribute."""
    return html.escape(visible(text))


def as_json(value: Any) -> str:
    """JSON that can stand in a script element: no `<` in it, and no half of a surrogate pair."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return _LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", told)
