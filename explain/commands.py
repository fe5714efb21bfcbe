"""What `offres explain` does: a file and folders of packs in, text out."""

from collections.abc import Sequence

from ..ingest.find import file_of
from ..patterns.found import all_packs
from ..patterns.load import compile_packs
from .render import as_json, as_text
from .run import explain


def explained(path: str, folders: Sequence[str], form: str) -> str:
    """The accounts of a file's documents, as `text` or `json`."""
    packs = all_packs(folders)
    accounts = explain(file_of(path), compile_packs(packs), packs)
    return as_json(accounts) if form == "json" else as_text(accounts)
