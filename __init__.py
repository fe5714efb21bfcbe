"""offres: French public-sector job postings in, validated records out.

    from offres import parse, parse_text
    records = parse("posting.txt")

`parse` and `parse_text` give a list of `Record`, one for each posting; what cannot be read raises an `OffresError`.
Packs of your own are known with `parse(path, patterns=load_patterns("my-packs/"))`; one that is wrong raises
`PatternError`.
"""

from typing import TYPE_CHECKING, Any

from .extract.errors import EncryptedFile, LimitExceeded, NoText, OffresError, PatternError, UnreadableFile

if TYPE_CHECKING:
    from .extract.pipeline import parse, parse_text
    from .extract.record import Offer, Record
    from .patterns.load import Patterns, load_patterns

__version__ = "0.1.0"

__all__ = [
    "EncryptedFile", "LimitExceeded", "NoText", "Offer", "OffresError", "PatternError", "Patterns", "Record",
    "UnreadableFile", "__version__", "load_patterns", "parse", "parse_text",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load what needs pydantic only when it is asked for: `offres --help` does without."""
    if name in {"parse", "parse_text"}:
        from .extract import pipeline

        return getattr(pipeline, name)
    if name in {"Offer", "Record"}:
        from .extract import record

        return getattr(record, name)
    if name in {"Patterns", "load_patterns"}:
        from .patterns import load

        return getattr(load, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
