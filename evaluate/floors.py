"""Floors: the least F1 that a field or an average may have. Raised by hand when a figure rises, and never lowered.

A TOML or JSON file of `"NAME" = MINIMUM`, strict, and of the same under `[soft]`. The names are those of the report:
fields, `micro.header`, `macro.all`; and `whole.header` and the like for the least share of whole records.
"""

import json
import tomllib
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from .errors import InvalidFloors
from .score import GROUPS, Scores

PLACES = 4  # of a printed ratio, rounded down: what prints as 1.0000 is 1
SOFT = "soft."


class Miss(NamedTuple):
    """A figure under its floor; None where there was nothing to measure."""

    name: str
    floor: Fraction
    figure: Fraction | None

    def __str__(self) -> str:
        figure = "not measured: nothing was expected or said" if self.figure is None else places(self.figure)
        return f"{self.name}: its floor is {places(self.floor)}, and it is {figure}"


def places(ratio: Fraction | None) -> str:
    """A ratio as it is printed, `-` for none."""
    return "-" if ratio is None else f"{int(ratio * 10**PLACES) / 10**PLACES:.{PLACES}f}"


def figures(scores: Scores) -> dict[str, Fraction | None]:
    """All that may have a floor, by its name."""
    found: dict[str, Fraction | None] = {}
    for prefix, soft in (("", False), (SOFT, True)):
        found |= {f"{prefix}{name}": tally.measures(soft=soft).f1 for name, tally in scores.fields.items()}
        for group in GROUPS:
            found[f"{prefix}micro.{group}"] = scores.micro(group).measures(soft=soft).f1
            found[f"{prefix}macro.{group}"] = scores.macro(group, soft=soft).f1
            found[f"{prefix}whole.{group}"] = scores.share(group, soft=soft)
    return found


def load_floors(path: str) -> dict[str, Fraction]:
    """The floors of a file; raises InvalidFloors."""
    try:
        text = Path(path).read_text("utf-8")
        parsed = json.loads(text, parse_float=Fraction) if path.endswith(".json") else _toml(text)
    except (OSError, ValueError, RecursionError) as error:
        raise InvalidFloors(path, str(error) or type(error).__name__) from None
    floors = _flattened(parsed, "") if isinstance(parsed, dict) else {"": parsed}
    known = figures(Scores())
    return {name: _floor(path, name, value, known) for name, value in floors.items()}


def missed(floors: dict[str, Fraction], scores: Scores) -> list[Miss]:
    """The figures that are under their floors, in the order of the file."""
    measured = figures(scores)
    found = [Miss(name, floor, measured[name]) for name, floor in floors.items()]
    return [miss for miss in found if miss.figure is None or miss.figure < miss.floor]


def _toml(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=Fraction)


def _flattened(table: dict[str, Any], prefix: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in table.items():
        found |= _flattened(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}": value}
    return found


def _floor(path: str, name: str, value: Any, known: dict[str, Any]) -> Fraction:
    if name not in known:
        near = get_close_matches(name, known, n=1)
        raise InvalidFloors(path, f"there is no figure `{name}`" + (f"; the nearest is `{near[0]}`" if near else ""))
    if isinstance(value, bool) or not isinstance(value, int | Fraction) or not 0 <= value <= 1:
        raise InvalidFloors(path, f"the floor of `{name}` is no number from 0 to 1")
    return Fraction(value)
