"""What `offres patterns ...` does: folders of packs in, text out."""

import json
from collections.abc import Sequence

from ..patterns.found import all_packs, own_packs
from ..patterns.load import load_patterns
from ..patterns.pack import Pack
from .check import Report, check
from .listing import described, pack_of, table
from .skeleton import new_pack


def listed(folders: Sequence[str]) -> str:
    """All packs, one a line."""
    return table(all_packs(folders))


def shown(name: str, folders: Sequence[str]) -> str:
    """One pack in full."""
    packs = all_packs(folders)
    return described(pack_of(packs, name), packs)


def tested(own: Sequence[str], folders: Sequence[str]) -> Report:
    """The examples of all packs; where folders are `own`, forms without an example are told of their packs only.

    The examples of the other packs are tried too: a new label may take away what they read.
    """
    packs = list(all_packs(folders).values())
    names = {pack.name for pack in own_packs(own)} if own else {pack.name for pack in packs}
    return check(packs, load_patterns(*folders), [pack for pack in packs if pack.name in names])


def made(name: str, folder: str, folders: Sequence[str]) -> str:
    """Write the skeleton of a pack; what to do next."""
    path = new_pack(name, folder, all_packs(folders))
    return f"{path.as_posix()} written. Test it: offres patterns test {folder}\n"


def schema_text() -> str:
    """The JSON Schema of a pack; the same bytes on every machine."""
    return json.dumps(Pack.model_json_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
