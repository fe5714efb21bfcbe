"""Postings that were read -> offers and versions: which is new, which is another edition, which is in force."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from .board import Board, Offer, Slot, Version
from .changes import changes
from .editions import Edition, is_newer
from .form import Posting
from .identity import Identity
from .staging import Document, End

if TYPE_CHECKING:
    from sqlalchemy import Connection

Read = tuple[Posting, str]


class Origin(NamedTuple):
    """The document from which postings were read."""

    id: int
    modified: datetime | None
    fingerprint: str
    again: bool  # its bytes were read before, by other code


class Moved(NamedTuple):
    """A deadline that is another than before the run."""

    reference: str | None
    title: str | None
    before: date | None
    after: date | None


class Postings:
    """Takes the postings of documents, chunk by chunk."""

    def __init__(self, connection: "Connection", run: int) -> None:
        self.board = Board(connection, run)
        self.counts: Counter[str] = Counter()
        self.moved: dict[int, Moved] = {}  # by offer
        self.shared: set[str] = set()  # numbers that several offers bear
        self.left: set[int] = set()  # offers that a document no longer shows
        self.found: set[int] = set()  # offers that had vanished, and are shown again
        self.corrected: set[int] = set()  # versions that other code reads otherwise
        self._run = run
        self._identity = Identity(board=self.board)

    def load(self, documents: Iterable[int], chunk: "Iterable[Document | End]") -> None:
        """Look up what these documents show, and the offers that their postings may belong to."""
        read = (posting for one in chunk if isinstance(one, Document) for posting, _ in one.postings)
        self.board.load(documents, read)

    def owns(self, origin: Origin, count: int) -> bool:
        """Whether all that the document showed was read from it, and from no copy of it."""
        slots = (Slot(origin.id, number) for number in range(count))
        return all(slot not in self.board.shown or self.board.shown[slot][1].slot == slot for slot in slots)

    def take(self, origin: Origin, read: list[Read]) -> None:
        """All postings that a document has now."""
        for number, one in enumerate(read):
            self._take(origin, Slot(origin.id, number), one)
        for slot in [slot for slot in self.board.shown if slot.document == origin.id and slot.posting >= len(read)]:
            self.left.add(self.board.shown[slot][0].id)
            self.board.hide(slot)

    def write(self) -> None:
        """Write what was taken, and forget it."""
        self.board.write()
        self._identity.clear()

    def _take(self, origin: Origin, slot: Slot, read: Read) -> None:
        before = self.board.shown.get(slot)
        posting, _ = read
        offer = self._identity.offer_of(read, before[0] if before else None)
        if offer is None and before and origin.again and self._is_alone(before, slot):
            offer = before[0]  # other code reads another number in the same bytes
            if offer.values["number"] is not None:
                self.shared.add(offer.values["number"])  # perhaps no longer
            self.board.name(offer, posting.number)
        if offer is None:
            offer, shown = self._add_offer(origin, slot, read)
        else:
            shown = self._edition(origin, slot, read, offer)
        if before and before[0] is not offer:
            self.left.add(before[0].id)
        if offer.values["vanished_run"] is not None:
            self.found.add(offer.id)
        if offer.values["number"] is not None and len(self.board.numbered[offer.values["number"]]) > 1:
            self.shared.add(offer.values["number"])
        self.board.show(slot, offer, shown)

    def _is_alone(self, before: tuple[Offer, Version], slot: Slot) -> bool:
        offer, version = before
        return len(offer.versions) == 1 and version.slot == slot

    def _add_offer(self, origin: Origin, slot: Slot, read: Read) -> tuple[Offer, Version]:
        posting, _ = read
        offer = self.board.add_offer(_in_force(posting), self._identity.number_of(posting))
        version = self._add_version(offer, origin, slot, read, late=False, previous=None)
        self.board.say(offer, posting.folded)
        self.counts["offers_new"] += 1
        return offer, version

    def _edition(self, origin: Origin, slot: Slot, read: Read, offer: Offer) -> Version:
        """The version that the posting is, of an offer that is known."""
        posting, _ = read
        version = offer.version_of(posting.sha256)
        before = self.board.shown.get(slot)
        if version is None and origin.again and before and before[0] is offer and _is_due(before[1], origin, slot):
            self._correct(origin, before[1], read, offer, slot)
            return before[1]
        if version and (version.slot == slot or (origin.again and _is_due(version, origin, slot))):
            self._correct(origin, version, read, offer, slot)  # the same offer, perhaps with other findings
        if version is offer.current or (version is not None and before is not None and version is before[1]):
            return version
        in_place = before is not None and before[1] is offer.current
        # what takes the place of the version in force was put there on purpose, whatever the time of its file
        of_file = origin._replace(modified=None) if in_place else origin
        newer = self._is_newer(of_file, read, offer, otherwise=in_place or (version is None and not origin.again))
        if version is None:
            previous = offer.current.id if newer else None
            version = self._add_version(offer, origin, slot, read, late=not newer, previous=previous)
            if newer:
                self._note_changes(version, self.board.record_of(offer.current), read[1])
            self.counts["versions_new"] += 1
        if newer:
            self._put_in_force(offer, version, posting)
        return version

    def _add_version(
        self, offer: Offer, origin: Origin, slot: Slot, read: Read, *, late: bool, previous: int | None
    ) -> Version:
        posting, _ = read
        values = _columns(origin, read) | {"late": late, "previous": previous}
        version = self.board.add_version(offer, values, slot)
        self.board.note_findings(version, posting.findings)
        return version

    def _correct(self, origin: Origin, version: Version, read: Read, offer: Offer, slot: Slot) -> None:
        posting, _ = read
        if version.sha256 != posting.sha256:
            self.corrected.add(version.id)
        self.board.correct(version, _columns(origin, read), slot)
        self.board.note_findings(version, posting.findings)
        if version is offer.current:
            self._put_in_force(offer, version, posting)

    def _put_in_force(self, offer: Offer, version: Version, posting: Posting) -> None:
        before = offer.values["deadline"]
        offer.values.update(_in_force(posting), version=version.number)
        self.board.touch(offer)
        self.board.say(offer, posting.folded)
        if offer.values["first_run"] == self._run:
            return
        first = self.moved[offer.id].before if offer.id in self.moved else before
        self.moved[offer.id] = Moved(offer.values["reference"], offer.values["title"], first, offer.values["deadline"])

    def _note_changes(self, version: Version, before: str, after: str) -> None:
        self.board.note_changes(version, changes(json.loads(before)["offer"], json.loads(after)["offer"]))

    def _is_newer(self, origin: Origin, read: Read, offer: Offer, *, otherwise: bool) -> bool:
        posting, _ = read
        one = Edition(posting.published, posting.deadline, posting.initial, posting.issued, origin.modified)
        told = json.loads(self.board.record_of(offer.current))["offer"]
        issued = (told["reference"] or {}).get("issued")
        other = Edition(told["published"], told["deadline"], told["initial_deadline"], issued, offer.current.modified)
        return is_newer(one, other, otherwise=otherwise)


def _is_due(version: Version, origin: Origin, slot: Slot) -> bool:
    """Whether a version is corrected by what stands there: it was read there, or nobody has read it by this code."""
    return version.slot == slot or version.fingerprint != origin.fingerprint


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _in_force(posting: Posting) -> dict[str, Any]:
    """The columns of an offer that its version in force decides."""
    return posting.offer | {"published": _day(posting.published), "deadline": _day(posting.deadline)}


def _columns(origin: Origin, read: Read) -> dict[str, Any]:
    """The columns of a version that its posting decides."""
    posting, record = read
    return {
        "sha256": posting.sha256,
        "published": _day(posting.published),
        "deadline": _day(posting.deadline),
        "modified": origin.modified,
        "record": record,
        "fingerprint": origin.fingerprint,
    }
