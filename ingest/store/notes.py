"""Findings that come from the rest of the store: noted beside those of the record, and counted with them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import case, delete, func, insert, select, update

from . import rows
from .form import ABOUT_THE_DEADLINE
from .tables import findings, offers, versions

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ...extract.record import Finding


def forget(connection: "Connection", code: str, ids: Iterable[int]) -> None:
    """Take such findings of a code from all versions of the offers."""
    for part in rows.cut(ids):
        of_these = select(versions.c.id).where(versions.c.offer_id.in_(part))
        is_meant = findings.c.of_store & (findings.c.code == code) & findings.c.version_id.in_(of_these)
        connection.execute(delete(findings).where(is_meant))


def note(connection: "Connection", version: int, told: "Finding") -> None:
    """Give a version a finding, unless it has one of that code and field from its own record."""
    same = (findings.c.code == told.code) & (findings.c.field == told.field)
    query = select(func.coalesce(func.max(findings.c.number), -1), func.sum(case((same, 1), else_=0)))
    last, known = connection.execute(query.where(findings.c.version_id == version)).one()
    if known:
        return
    span = told.span
    values = told.model_dump(include={"code", "name", "severity", "field", "message"})
    place = {"start": span.start, "end": span.end, "page": span.page} if span else {}
    connection.execute(insert(findings).values(version_id=version, number=last + 1, of_store=True, **values, **place))


def count(connection: "Connection", ids: Iterable[int]) -> None:
    """What the offers' rows say of the findings of their versions in force."""
    found = select(func.count()).select_from(findings).join(versions, versions.c.id == findings.c.version_id)
    found = found.where(versions.c.offer_id == offers.c.id, versions.c.number == offers.c.version)
    doubts = found.where(findings.c.field.in_(sorted(ABOUT_THE_DEADLINE)), findings.c.severity != "info")
    told = {
        "errors": found.where(findings.c.severity == "error").scalar_subquery(),
        "warnings": found.where(findings.c.severity == "warning").scalar_subquery(),
        "doubtful": doubts.scalar_subquery() > 0,
    }
    for part in rows.cut(ids):
        connection.execute(update(offers).where(offers.c.id.in_(part)).values(told))
