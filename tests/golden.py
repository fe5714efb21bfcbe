"""Comparing a record with its expected one, where keys that are null or empty may be left out."""

from typing import Any

from offres.extract.record import Record


def bare(value: Any) -> Any:
    """A value without its null and empty keys, nested ones too."""
    if isinstance(value, dict):
        kept = {key: bare(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in (None, [], {})} or None
    return [bare(item) for item in value] if isinstance(value, list) else value


def offer_of(record: Record) -> Any:
    """The offer of a record as the JSON shows it, bare."""
    assert record.offer is not None
    return bare(record.offer.model_dump(mode="json")) or {}


def codes(records: list[Record]) -> list[str]:
    """The codes of all findings, once each, sorted."""
    return sorted({finding.code for record in records for finding in record.findings})
