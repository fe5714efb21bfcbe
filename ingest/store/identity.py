"""Which offer of the store a posting belongs to; None where it is one that the store does not have.

Under one number it is the offer that says the same, or that is not a different posting by the measure of OF302. Without
a number it is the offer that says exactly the same, or the one that stood in its place in the document, unless that is
a different posting. To put together what is not certain would lose a posting.
"""

import json
from typing import TYPE_CHECKING

from ...checks.duplicate_reference import TOLD_APART, Bearer, described, different
from ...extract.record import Record

if TYPE_CHECKING:
    from .board import Board, Offer
    from .form import Posting

Read = tuple["Posting", str]  # with its record


class Identity:
    """Compares postings with the offers of a board."""

    def __init__(self, board: "Board") -> None:
        self._board = board
        self._bearers: dict[int, tuple[str, Bearer]] = {}  # of the versions in force, and which these are

    def offer_of(self, read: Read, before: "Offer | None") -> "Offer | None":
        """The posting's offer; `before` is the one that stood in its place."""
        posting, _ = read
        if posting.number is None:
            return self._without_number(read, before)
        bearing = self._board.numbered.get(posting.number, [])
        if before in bearing:
            bearing = [before, *(offer for offer in bearing if offer is not before)]
        same = next((offer for offer in bearing if offer.version_of(posting.sha256)), None)
        same = same or self._first_like(read, bearing)
        if same is None and before and before.values["number"] is None and self._are_one(read, before):
            if self.number_of(posting) is not None:
                self._board.name(before, posting.number)  # it has been given its number
            return before
        return same

    def number_of(self, posting: "Posting") -> str | None:
        """The number of a new offer; None under a number that is none, as so many different postings bear it."""
        bearing = self._board.numbered.get(posting.number or "", ())
        return None if len(bearing) >= TOLD_APART else posting.number

    def _without_number(self, read: Read, before: "Offer | None") -> "Offer | None":
        if before and before.version_of(read[0].sha256):
            return before
        same = self._board.unnumbered.get(read[0].sha256)
        return same or (before if before and self._are_one(read, before) else None)

    def _first_like(self, read: Read, bearing: "list[Offer]") -> "Offer | None":
        if len(bearing) >= TOLD_APART:
            bearing = bearing[:1]
        return next((offer for offer in bearing if self._are_one(read, offer)), None)

    def _are_one(self, read: Read, offer: "Offer") -> bool:
        return not different(bearer_of(read[1]), self.bearer(offer))

    def bearer(self, offer: "Offer") -> Bearer:
        """What there is to know of the offer's version in force."""
        sha256, known = self._bearers.get(offer.id, ("", None))
        if known is None or sha256 != offer.current.sha256:
            known = bearer_of(self._board.record_of(offer.current))
            self._bearers[offer.id] = offer.current.sha256, known
        return known

    def clear(self) -> None:
        """Forget the offers."""
        self._bearers.clear()


def bearer_of(record: str) -> Bearer:
    """What there is to know of a record's posting."""
    read = Record.model_validate(json.loads(record))
    assert read.offer
    return described(read, read.offer, ())
