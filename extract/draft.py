"""An offer in the making. Nothing but data."""

from dataclasses import dataclass, field
from typing import Any

from .segments import Range
from .settled import Seen


@dataclass(slots=True)
class Draft:
    """Plain data shaped like `Offer`, and the place of each value by its path, in the document's text."""

    offer: dict[str, Any] = field(default_factory=dict)
    spans: dict[str, Range] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    regular_reference: bool | None = None
