"""Two offers -> the values in which they differ, by path: `deadline`, `reference.issued`, `missions[2].text`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, NamedTuple


class Change(NamedTuple):
    """A value that is another; None where there is none."""

    field: str
    before: str | None
    after: str | None


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """The differences of two offers, in the order of their keys, each path once.

    An item of a list that went has its old place, one that came its new place; where both are the same place, it is one
    change.
    """
    found: dict[str, Change] = {}
    for change in _differences("", before, after):
        known = found.get(change.field)
        if known:
            before_it = known.before if change.before is None else change.before
            change = Change(change.field, before_it, known.after if change.after is None else change.after)  # noqa: PLW2901 put together
        found[change.field] = change
    return [change for change in found.values() if change.before != change.after]


def _differences(path: str, before: Any, after: Any) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys((*before, *after)):
            yield from _differences(f"{path}.{key}" if path else key, before.get(key), after.get(key))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _in_lists(path, before, after)
    else:
        yield Change(path, _shown(before), _shown(after))


def _in_lists(path: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Change]:
    """Items are laid beside each other where they are the same; of those between, the first with the first."""
    here, there = list(map(_key, before)), list(map(_key, after))
    for kind, start, end, other_start, other_end in SequenceMatcher(None, here, there).get_opcodes():
        if kind == "equal":
            continue
        pairs = zip_longest(range(start, end), range(other_start, other_end))
        for place, other in pairs:
            if place is None:
                yield Change(f"{path}[{other}]", None, _shown(after[other]))
            elif other is None:
                yield Change(f"{path}[{place}]", _shown(before[place]), None)
            else:
                yield from _differences(f"{path}[{other}]", before[place], after[other])


def _key(item: Any) -> str:
    return item if isinstance(item, str) else json.dumps(item, sort_keys=True)


def _shown(value: Any) -> str | None:
    """A value as a text: as it is, or as JSON."""
    if value is None or value == []:
        return None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.replace("\0", "\ufffd")
