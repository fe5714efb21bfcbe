"""What is scored: every key of the offer, in its order, with the way in which it is compared.

The header is what labels and the lines above the body say, the body what stands under headings; both as the record has
them. `sections.kind` measures the sequence of the kinds alone, whatever stands in the sections; it enters no average.
"""

from dataclasses import dataclass
from typing import Any

from .values import Kind, Value, plain

HEADER, BODY, FINDINGS = "header", "body", "findings"
EXACT, TEXT = Kind.EXACT, Kind.TEXT


@dataclass(frozen=True, slots=True)
class Field:
    """One key of the offer: a scalar, a list of scalars, or a list of objects with `keys`."""

    name: str
    group: str
    kinds: tuple[Kind, ...]
    keys: tuple[str, ...] = ()
    """The keys of an object that are compared, each by its kind; for scalars none."""
    path: str = ""
    """Where it stands in the offer, when not under its name."""
    averaged: bool = True

    def values(self, offer: dict[str, Any]) -> list[Value]:
        """Its values in an offer: none or one for a scalar, the items for a list."""
        found: Any = offer
        for key in (self.path or self.name).split("."):
            found = (found or {}).get(key)
        items = found if isinstance(found, list) else [] if found in (None, "") else [found]
        return [self._value(item) for item in items]

    def _value(self, item: Any) -> Value:
        return tuple(plain(item.get(key)) for key in self.keys) if self.keys else (plain(item),)


def _scalars(group: str, kind: Kind, *names: str) -> list[Field]:
    return [Field(name, group, (kind,)) for name in names]


def _objects(name: str, group: str, /, **kinds: Kind) -> Field:
    return Field(name, group, tuple(kinds.values()), tuple(kinds))


FIELDS = (
    *_scalars(HEADER, TEXT, "title"),
    *_scalars(HEADER, EXACT, "reference.number", "reference.issued", "reference.issuer", "reference.year"),
    *_scalars(HEADER, EXACT, "reference.sequence", "reference.suffix", "reference.also"),
    *_scalars(HEADER, TEXT, "employer", "department", "service", "corps", "domains", "grades"),
    *_scalars(HEADER, EXACT, "category"),
    *_scalars(HEADER, TEXT, "occupation"),
    *_scalars(HEADER, EXACT, "occupation_code"),
    *_scalars(HEADER, TEXT, "location"),
    *_scalars(HEADER, EXACT, "residency.min_years", "residency.max_years"),
    *_scalars(HEADER, TEXT, "residency.route"),
    _objects("residency.by_corps", HEADER, corps=TEXT, min_years=EXACT, max_years=EXACT),
    *_scalars(HEADER, EXACT, "published", "deadline", "deadline_time", "initial_deadline"),
    *_scalars(HEADER, EXACT, "start.kind", "start.date"),
    *_scalars(HEADER, TEXT, "start.text"),
    *_scalars(HEADER, EXACT, "openings", "contract.kinds", "contract.duration_months"),
    *_scalars(HEADER, TEXT, "contract.text"),
    *_scalars(HEADER, EXACT, "working_time.kind", "working_time.hours_per_week"),
    *_scalars(HEADER, TEXT, "working_time.text"),
    *_scalars(HEADER, EXACT, "salary.min", "salary.max", "salary.currency", "salary.period", "salary.gross"),
    *_scalars(HEADER, TEXT, "salary.text"),
    _objects("attributes", HEADER, label=TEXT, value=TEXT),
    _objects("missions", BODY, text=TEXT, group=TEXT),
    _objects("contacts", BODY, name=TEXT, role=TEXT, phones=EXACT, emails=EXACT),
    *_scalars(BODY, EXACT, "application.emails", "application.url"),
    *_scalars(BODY, TEXT, "application.address", "application.documents"),
    Field("sections.kind", BODY, (EXACT,), ("kind",), path="sections", averaged=False),
    _objects("sections", BODY, kind=EXACT, heading=TEXT, blocks=TEXT),
)

CODES = Field("findings", FINDINGS, (EXACT,), averaged=False)
"""The codes of the findings, a set; not part of the offer."""
