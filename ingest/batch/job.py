"""What is to be done with each piece of a batch: where to, in which form, within which limits, by which code."""

import hashlib
import json
from dataclasses import dataclass
from typing import Literal

from ..guard import Limits

PartFormat = Literal["jsonl", "parquet"]
KEY_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Job:
    """The same for all pieces of a batch; small, and can be sent to another machine.

    `key` stands for the code, the packs and the limits: what was made under another one is made again.
    """

    out: str  # a folder or a URL
    form: PartFormat
    limits: Limits
    packs: tuple[str, ...]
    key: str
    retry: bool = False  # whether files that failed are tried again


class OtherCode(Exception):
    """This process would make other records than the one that planned the batch."""


def job(out: str, form: PartFormat, limits: Limits, *, retry: bool = False) -> Job:
    """The job of this process's code and packs."""
    from ...patterns.load import packs_in_use

    return Job(out, form, limits, packs_in_use(), key(limits), retry)


def key(limits: Limits) -> str:
    """What records depend on besides their files, as hexadecimal digits."""
    from ...extract.fingerprint import fingerprint

    return hashlib.sha256(json.dumps([fingerprint(), *limits]).encode()).hexdigest()[:KEY_DIGITS]


def prepare(wanted: Job) -> None:
    """Have this process know the job's packs; raises OtherCode where its records would be others."""
    from ...patterns.load import packs_in_use, use_packs

    if packs_in_use() != wanted.packs:
        use_packs(wanted.packs)
    if key(wanted.limits) != wanted.key:
        raise OtherCode(
            "this process has another version of offres, of its packs or of a library than the one that began the "
            "batch. Install the same everywhere."
        )
