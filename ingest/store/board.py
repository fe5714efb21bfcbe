"""The part of the store that some documents touch, loaded before they are applied and written back after.

`Offer` and `Version` are rows with what belongs to them; what is new or changed is noted here and goes to the store in
a few statements over many rows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, select

from . import rows
from .form import Posting, Told
from .tables import changes, findings, offers, postings, texts, versions

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from .changes import Change


class Slot(NamedTuple):
    """A place in a document where a posting stands."""

    document: int
    posting: int


@dataclass(slots=True, eq=False)
class Version:
    """An edition of an offer; its record is loaded when it is asked for."""

    id: int
    number: int
    sha256: str
    slot: Slot
    deadline: date | None
    modified: datetime | None
    fingerprint: str
    record: str | None = None


@dataclass(slots=True, eq=False)
class Offer:
    """An offer with its versions: `values` is its row."""

    values: dict[str, Any]
    versions: list[Version] = field(default_factory=list)
    is_new: bool = False

    @property
    def id(self) -> int:
        """Its id."""
        return int(self.values["id"])

    @property
    def current(self) -> Version:
        """The version in force."""
        number: int = self.values["version"]
        return self.versions[number - 1]

    def version_of(self, sha256: str) -> Version | None:
        """The version that says exactly this."""
        return next((version for version in self.versions if version.sha256 == sha256), None)


class Board:
    """What is loaded, and what is to be written."""

    def __init__(self, connection: "Connection", run: int) -> None:
        self._connection, self._run = connection, run
        self._offer, self._version = rows.highest(connection, offers.c.id), rows.highest(connection, versions.c.id)
        self.clear()

    def clear(self) -> None:
        """Forget all that is loaded; what was to be written is written."""
        self.offers: dict[int, Offer] = {}
        self.shown: dict[Slot, tuple[Offer, Version]] = {}
        self.numbered: dict[str, list[Offer]] = {}
        self.unnumbered: dict[str, Offer] = {}  # by what a version of theirs says
        self._changed: dict[int, Offer] = {}
        self._texts: dict[int, str] = {}
        self._new_texts: dict[int, str] = {}
        self._slots: dict[Slot, int] = {}
        self._new_slots: dict[Slot, int] = {}
        self._gone: list[Slot] = []
        self._rows: dict[str, list[Mapping[str, Any]]] = {"offers": [], "versions": [], "changes": [], "findings": []}
        self._corrected: list[Mapping[str, Any]] = []

    def load(self, documents: Iterable[int], told: Iterable[Posting]) -> None:
        """All offers that these documents show, or that these postings may belong to."""
        told = list(told)
        showing = select(postings.c.document_id, postings.c.posting, versions.c.offer_id, versions.c.id).join(versions)
        shown = list(rows.having(self._connection, showing, postings.c.document_id, documents))
        numbers = {one.number for one in told if one.number is not None}
        shas = {one.sha256 for one in told if one.number is None}
        of_text = select(versions.c.offer_id).join(
            offers, and_(offers.c.id == versions.c.offer_id, offers.c.number.is_(None))
        )
        wanted = {row.offer_id for row in shown}
        wanted |= {row.id for row in rows.having(self._connection, select(offers.c.id), offers.c.number, numbers)}
        wanted |= {row.offer_id for row in rows.having(self._connection, of_text, versions.c.sha256, shas)}
        self._load_offers(sorted(wanted))
        for row in shown:
            offer = self.offers[row.offer_id]
            version = next(one for one in offer.versions if one.id == row.id)
            self.shown[Slot(row.document_id, row.posting)] = offer, version

    def _load_offers(self, ids: Iterable[int]) -> None:
        ids = list(ids)
        for row in rows.having(self._connection, select(offers), offers.c.id, ids):
            self.offers[row.id] = Offer(dict(row._mapping))  # noqa: SLF001 SQLAlchemy's public name for it
        columns = [versions.c[name] for name in ("id", "offer_id", "number", "sha256", "document_id", "posting")]
        query = select(*columns, versions.c.deadline, versions.c.modified, versions.c.fingerprint)
        for row in rows.having(self._connection, query, versions.c.offer_id, ids):
            slot = Slot(row.document_id, row.posting)
            self.offers[row.offer_id].versions.append(
                Version(row.id, row.number, row.sha256, slot, row.deadline, row.modified, row.fingerprint)
            )
        for offer in self.offers.values():
            offer.versions.sort(key=lambda version: version.number)
            self.index(offer)

    def index(self, offer: Offer) -> None:
        """Have it found by its number, or by what it says."""
        number = offer.values["number"]
        if number is not None:
            self.numbered.setdefault(number, []).append(offer)
            return
        for version in offer.versions:
            self.unnumbered.setdefault(version.sha256, offer)

    def record_of(self, version: Version) -> str:
        """A version's record."""
        if version.record is None:
            query = select(versions.c.record).where(versions.c.id == version.id)
            version.record = str(self._connection.execute(query).scalar_one())
        return version.record

    def add_offer(self, values: dict[str, Any], number: str | None) -> Offer:
        """A new offer, without versions."""
        self._offer += 1
        given = {"id": self._offer, "number": None, "version": 1, "versions": 0}
        given |= {"first_run": self._run, "run": self._run, "vanished_run": None}
        offer = Offer(given | values, is_new=True)
        self.name(offer, number)
        self.offers[offer.id] = offer
        self._rows["offers"].append(offer.values)
        return offer

    def name(self, offer: Offer, number: str | None) -> None:
        """Give an offer its number, and the key that no other has."""
        if known := offer.values["number"]:
            self.numbered[known].remove(offer)
        is_first = number is not None and not self.numbered.get(number)
        offer.values["number"] = number
        offer.values["key"] = number if is_first else f"{number or ''}#{offer.id}"
        self.index(offer)
        self.touch(offer)

    def add_version(self, offer: Offer, values: dict[str, Any], slot: Slot) -> Version:
        """A new version of an offer, the last in number; `values` are the columns that its posting decides."""
        self._version += 1
        number = len(offer.versions) + 1
        given = {"id": self._version, "offer_id": offer.id, "number": number, "run": self._run}
        self._rows["versions"].append(given | values | {"document_id": slot.document, "posting": slot.posting})
        told = (values[name] for name in ("deadline", "modified", "fingerprint", "record"))
        version = Version(self._version, number, values["sha256"], slot, *told)
        offer.versions.append(version)
        offer.values["versions"] = number
        if offer.values["number"] is None:
            self.unnumbered.setdefault(version.sha256, offer)
        self.touch(offer)
        return version

    def correct(self, version: Version, values: dict[str, Any], slot: Slot) -> None:
        """Another reading of the bytes that a version came from takes the place of the first."""
        place = {"document_id": slot.document, "posting": slot.posting}
        self._corrected.append({"id": version.id, "run": self._run} | place | values)
        version.sha256, version.record, version.deadline = values["sha256"], values["record"], values["deadline"]
        version.slot, version.fingerprint = slot, values["fingerprint"]

    def touch(self, offer: Offer) -> None:
        """Have its row written."""
        if not offer.is_new:
            offer.values["run"] = self._run
            self._changed[offer.id] = offer

    def say(self, offer: Offer, folded: str) -> None:
        """What the search finds it by."""
        (self._new_texts if offer.is_new else self._texts)[offer.id] = folded

    def show(self, slot: Slot, offer: Offer, version: Version) -> None:
        """A version stands in a document."""
        known = self.shown.get(slot)
        if known and known[1] is version:
            return
        is_new = known is None or slot in self._new_slots
        (self._new_slots if is_new else self._slots)[slot] = version.id
        self.shown[slot] = offer, version

    def hide(self, slot: Slot) -> None:
        """A document no longer has so many postings."""
        del self.shown[slot]
        self._gone.append(slot)

    def note_changes(self, version: Version, found: Iterable["Change"]) -> None:
        """What a version changed."""
        self._rows["changes"].extend({"version_id": version.id} | change._asdict() for change in found)

    def note_findings(self, version: Version, found: Iterable[Told]) -> None:
        """What is wrong with a version."""
        self._rows["findings"].extend(
            {"version_id": version.id, "number": number, "of_store": False} | told._asdict()
            for number, told in enumerate(found)
        )

    def write(self) -> None:
        """All that is new or changed, in the order that references need."""
        put, connection = rows.put, self._connection
        put(connection, offers, self._rows["offers"])
        rows.change(connection, offers, ["id"], (offer.values for offer in self._changed.values()))
        corrected = [row["id"] for row in self._corrected]
        rows.remove(connection, findings.c.version_id, corrected)
        rows.change(connection, versions, ["id"], self._corrected)
        put(connection, versions, self._rows["versions"])
        for slot in self._gone:
            gone = (postings.c.document_id == slot.document) & (postings.c.posting == slot.posting)
            connection.execute(postings.delete().where(gone))
        slots = [{"document_id": slot[0], "posting": slot[1], "version_id": one} for slot, one in self._slots.items()]
        rows.change(connection, postings, ["document_id", "posting"], slots)
        slots = [
            {"document_id": slot[0], "posting": slot[1], "version_id": one} for slot, one in self._new_slots.items()
        ]
        put(connection, postings, slots)
        put(connection, changes, self._rows["changes"])
        put(connection, findings, self._rows["findings"])
        put(connection, texts, [{"offer_id": offer, "folded": folded} for offer, folded in self._new_texts.items()])
        spoken = [{"offer_id": offer, "folded": folded} for offer, folded in self._texts.items()]
        rows.change(connection, texts, ["offer_id"], spoken)
        self.clear()
