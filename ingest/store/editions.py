"""Which of two editions of one offer is the newer one."""

from datetime import datetime, timedelta
from typing import NamedTuple

APART = timedelta(days=1)  # that the times of two files must be, to say anything: copying sets them


class Edition(NamedTuple):
    """What tells the age of an edition; days in ISO form."""

    published: str | None
    deadline: str | None
    initial: str | None  # the deadline that was replaced
    issued: str | None  # the day of the reference
    modified: datetime | None  # of the file


def is_newer(one: Edition, other: Edition, *, otherwise: bool) -> bool:
    """Whether `one` is newer than `other`: by what they say, else by their files; `otherwise` where neither tells."""
    told = _by_content(one, other)
    if told is None and one.modified and other.modified and abs(one.modified - other.modified) > APART:
        told = one.modified > other.modified
    return otherwise if told is None else told


def _by_content(one: Edition, other: Edition) -> bool | None:
    """A later publication; a deadline that replaced the other's; a later day of the reference."""
    if one.published and other.published and one.published != other.published:
        return one.published > other.published
    replaces = bool(one.initial and one.initial == other.deadline and one.deadline != other.deadline)
    replaced = bool(other.initial and other.initial == one.deadline and one.deadline != other.deadline)
    if replaces != replaced:
        return replaces
    if one.issued and other.issued and one.issued != other.issued:
        return one.issued > other.issued
    return None
