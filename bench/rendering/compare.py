"""How far the offer of a rendering is that of the posting as it was written, counted key by key."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

_FOLDED = str.maketrans("’‘–—‑", "''---")
LISTS = ("missions", "contacts", "attributes", "sections")


@dataclass
class Count:
    """How many are right, of how many."""

    right: int = 0
    total: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.right + other.right, self.total + other.total)

    @property
    def share(self) -> float:
        """The part that is right; all, where there is nothing."""
        return self.right / self.total if self.total else 1.0

    def __str__(self) -> str:
        return f"{self.right}/{self.total}"


@dataclass
class Comparison:
    """The counts of one rendering, and its differences as lines to read."""

    counts: dict[str, Count]  # "scalars" and each of LISTS
    differences: list[str] = field(default_factory=list)


def compare(expected: dict[str, Any], found: dict[str, Any] | None) -> Comparison:
    """Compare two offers as JSON values; none found is an offer without any value.

    A scalar is a leaf that is not null in one of the two, so that a value found where none should be is wrong too; a
    list of names or numbers is one leaf. Of missions and the other lists, the equal items in the same order are right:
    one item lost costs one, not all that follow.
    """
    found = found or {}
    result = Comparison({"scalars": Count()})
    wanted, had = dict(scalars(expected)), dict(scalars(found))
    for path in sorted(wanted.keys() | had.keys()):
        right = wanted.get(path) == had.get(path)
        result.counts["scalars"] += Count(int(right), 1)
        if not right:
            result.differences.append(f"{path}: {wanted.get(path)!r} -> {had.get(path)!r}")
    for name in LISTS:
        result.counts[name] = _compare_list(name, expected, found, result.differences)
    return result


def folded(offer: dict[str, Any]) -> dict[str, Any]:
    """The offer with straight apostrophes and plain hyphens: which of two forms was printed no scan tells."""
    loaded: dict[str, Any] = json.loads(json.dumps(offer, ensure_ascii=False).translate(_FOLDED))
    return loaded


def scalars(offer: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The leaves of an offer that are not empty, with their paths, but for those of LISTS."""
    for key, value in offer.items():
        if not prefix and key in LISTS:
            continue
        if isinstance(value, dict):
            yield from scalars(value, f"{prefix}{key}.")
        elif value not in (None, []):
            yield prefix + key, value


def _compare_list(name: str, expected: dict[str, Any], found: dict[str, Any], differences: list[str]) -> Count:
    wanted, had = (
        [json.dumps(item, ensure_ascii=False) for item in offer.get(name) or []] for offer in (expected, found)
    )
    right = 0
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, wanted, had, autojunk=False).get_opcodes():
        if tag == "equal":
            right += i2 - i1
            continue
        differences += [f"{name} -  {item}" for item in wanted[i1:i2]]
        differences += [f"{name}  + {item}" for item in had[j1:j2]]
    return Count(right, max(len(wanted), len(had)))
