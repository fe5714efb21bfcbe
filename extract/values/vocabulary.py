"""What the value parsers share: when a value says nothing, and their word lists.

The lists stand in `patterns/vocabulary_values.toml` and are read when first asked for.
"""

import tomllib
from functools import lru_cache
from importlib import resources

from ..fold import fold

_PLACEHOLDERS = frozenset(("null", "nan", "none", "neant", "non renseigne", "non renseignee", "non precise"))


def squeezed(value: str) -> str | None:
    """`value` with single spaces; None where it says nothing: empty, only signs (`/`), or a placeholder (`null`)."""
    text = " ".join(value.split())
    said = any(char.isalnum() for char in text) and fold(text).strip(" .:-") not in _PLACEHOLDERS
    return text if said else None


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, str]]:
    file = resources.files("offres.patterns").joinpath("vocabulary_values.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@lru_cache(maxsize=16)
def words(table: str, name: str) -> frozenset[str]:
    """The folded words of the list `name` in `table`."""
    return frozenset(_tables()[table][name].split())
