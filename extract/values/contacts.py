"""Contacts: e-mail addresses, telephone numbers, and who is who in a contact section.

In: the text of the section and the offsets of its lines. Out: one `Read` for each person or office, with spans.
A telephone number or an e-mail address belongs to the name before it, until the next name or office; an address whose
local part is a person's surname belongs to that person wherever it stands. A function is what stands after the name
behind a comma, dash or bracket, alone on the next line, or before the name; it counts where its first word is known.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from ..fold import fold
from .clauses import only, whom_to_ask
from .persons import Person, find_persons
from .phones import Found, find_phones
from .vocabulary import words

__all__ = ["Found", "Read", "find_emails", "find_phones", "read_contacts"]

_Kind = Literal["name", "phone", "email", "end", "start"]


@dataclass(frozen=True, slots=True)
class Read:
    """A value and where its parts stand: paths relative to the value (`phones[0]`) -> offsets into the text."""

    value: dict[str, Any]
    spans: dict[str, tuple[int, int]]


@dataclass(slots=True)
class _Draft:
    """A contact in the making."""

    name: Person | None = None
    role: Found | None = None
    phones: list[Found] = field(default_factory=list)
    emails: list[Found] = field(default_factory=list)

    @property
    def bare(self) -> bool:
        """Whether it has no telephone number and no address yet."""
        return not self.phones and not self.emails

    @property
    def is_person(self) -> bool:
        """Whether its name is certain: announced, or followed by a function."""
        if self.name is None:
            return False
        return self.name.announced or (self.role is not None and self.role.start > self.name.end)


_EMAIL = re.compile(
    r"(?<![\w.%+@-])(?P<local>[\w.%+-]{1,64})@"
    r"(?P<domain>(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,6}(?:[a-z]{2,24}|[A-Z]{2,24}))(?![\w@-])"
)
_LEAD_IN = re.compile(
    r"(?:\b(?:contacts?(?: rh| drh)?|personnes?(?: ressources?)?|renseignements?(?: complementaires?)?|information"
    r"|informations?(?: complementaires?)?) ?:"
    r"|\bpersonnes? a (?:contacter|joindre)(?: est| sont)?\b|\b(?:contacter|contactez|appele[rz]|joindre)\b"
    r"|\bs'adresser\b|\baupres (?=d)|\ba l'attention\b|\bcomplementaires?\b)[ :]{0,3}"
)
_HEAD = re.compile(
    r"(?:[\s,;:.()/\-*•·▪●◦>|]|(?:ou|et|puis|soit)\b|(?:monsieur|madame|m\.|mme)(?= l)"
    r"|(?:l[ea]s?|un|une|des?|du|aux?|a)\b|[ld]')"
)
_CUT = re.compile(
    r"[;:()|\n]| - |,(?! ?(?:des?|du|et)\b| ?d')|\. |\b(?:tel|telephone|mob|mobile|fax|mail|e-mail|courriel)\b"
)
_FIRST_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_TAIL = re.compile(
    r"(?:\b(?:tel|au|par|mail|e-mail|courriel|email|ou|et|a|l'adresse|suivante?|directement)|[\s,;:(/\-.°])$"
)
_BRACKET = re.compile(r" ?\( ?(?:(?:m|mr|mme|mlle)\b\.?|monsieur|madame)? ?")
_APPLYING = re.compile(r"\bcandidat|\bpostul|\bdossiers?\b")
_MAX_ROLE = 120
_MIN_SURNAME = 3


def find_emails(text: str) -> list[Found]:
    """The e-mail addresses of `text`, as printed, in order."""
    found = []
    for match in _EMAIL.finditer(text):
        local = match["local"].lstrip(".-%+")
        if local and local.isascii() and not local.endswith(".") and ".." not in local:
            start = match.end("local") - len(local)
            found.append(Found(start, match.end(), text[start : match.end()]))
    return found


def read_contacts(text: str, lines: Sequence[tuple[int, int]], region: str, *, heading: str = "") -> list[Read]:
    """The persons and offices of a contact section, in order; `lines` are the offsets of its lines or paragraphs.

    `heading` is the section's heading, where `text` does not hold it: `Contact RH` says what the first words are.
    """
    folded = fold(text)
    tokens: list[tuple[_Kind, Found]] = [("name", found) for found in find_persons(text, folded, fold(heading))]
    tokens += [("phone", found) for found in find_phones(text, region, contact_context=True)]
    tokens += [("email", found) for found in find_emails(text)]
    tokens.sort(key=lambda token: token[1].start)
    reader = _Reader(text, folded)
    rest = iter(tokens)
    token = next(rest, None)
    for start, end in lines:
        reader.begin_line(start)
        while token is not None and token[1].start < end:
            if token[1].start >= start:
                reader.take(*token)
            token = next(rest, None)
        reader.take_gap(end, "end")
    drafts = [draft for draft in reader.drafts if not draft.bare or draft.is_person]
    _give_back(drafts)
    return [_read(draft) for draft in drafts]


def read_said_contacts(text: str, lines: Sequence[tuple[int, int]], region: str, *, heading: str = "") -> list[Read]:
    """The same of a section that is about something else: the clauses that say whom to ask, and no others."""
    said = whom_to_ask(text, fold(text), lines, fold(heading))
    return read_contacts(only(text, said), said, region) if said else []


class _Reader:
    """Goes along the section and opens a draft at each name and office."""

    def __init__(self, text: str, folded: str) -> None:
        self.text, self.folded = text, folded
        self.drafts: list[_Draft] = []
        self.position = 0
        self.last: _Kind = "start"

    def begin_line(self, start: int) -> None:
        """Go to the start of a line."""
        self.position, self.last = start, "start"

    def take(self, kind: _Kind, found: Found) -> None:
        """Take the next name, number or address, and what stands before it."""
        if found.start < self.position:
            return
        gap = self.folded[self.position : found.start]
        self.take_gap(found.start, kind)
        if isinstance(found, Person):
            self._take_name(found, gap)
        else:
            draft = self._current()
            (draft.phones if kind == "phone" else draft.emails).append(found)
        self.position, self.last = found.end, kind

    def take_gap(self, end: int, before: _Kind) -> None:
        """Look for a function or an office between two tokens, or at a line's end."""
        role = _role(self.text, self.folded, self.position, end)
        if role is None:
            if before == "email" and _APPLYING.search(self.folded, self.position, end):
                self.drafts.append(_Draft())
            return
        current = self.drafts[-1] if self.drafts else None
        if current and current.name and not current.role and self._belongs(current, role, before):
            current.role = role
        elif current is None or before != "end" or not self._office_below(current, role):
            self.drafts.append(_Draft(role=role))

    def _belongs(self, current: _Draft, role: Found, before: _Kind) -> bool:
        """Whether `role` is the function of the person named last."""
        if self.last == "name":
            return self.folded[self.position : role.start].lstrip()[:1] in (",", "(", "-", ":", "")
        if self.last in ("phone", "email"):
            return before == "end" and self.folded[self.position : role.start].lstrip()[:1] in (",", "(")
        return before == "end" and current.bare and not _is_office(role)

    def _office_below(self, current: _Draft, role: Found) -> bool:
        """An office alone on the line under a name that waits for its numbers is where the person works."""
        return self.last == "start" and current.name is not None and current.bare and _is_office(role)

    def _take_name(self, found: Person, gap: str) -> None:
        current = self.drafts[-1] if self.drafts else None
        if current and current.name is None and (current.bare or (_BRACKET.fullmatch(gap) and not current.role)):
            current.name = found
        elif (known := self._known(found)) is not None:
            self.drafts.remove(known)
            self.drafts.append(known)
        else:
            self.drafts.append(_Draft(name=found))

    def _known(self, found: Found) -> _Draft | None:
        """The person that a name names again, in full or by the surname."""
        said = fold(found.value)
        for draft in self.drafts:
            if draft.name and (fold(draft.name.value) == said or _surname(draft.name.value) == said):
                return draft
        return None

    def _current(self) -> _Draft:
        if not self.drafts:
            self.drafts.append(_Draft())
        return self.drafts[-1]


def _role(text: str, folded: str, start: int, end: int) -> Found | None:
    """The function or office that `text[start:end]` names."""
    for match in _LEAD_IN.finditer(folded, start, end):
        start = match.end()
    while start < end and (head := _HEAD.match(folded, start, end)):
        start = head.end()
    first = _FIRST_WORD.match(folded, start, end)
    if first is None or not _is_known(first[0]):
        return None
    cut = _CUT.search(folded, start, min(end, start + _MAX_ROLE + 1))
    stop = cut.start() if cut else min(end, start + _MAX_ROLE + 40)
    while stop > start and (tail := _TAIL.search(folded, max(start, stop - 12), stop)):
        stop = tail.start()
    if not start < stop <= start + _MAX_ROLE:
        return None
    return Found(start, stop, " ".join(text[start:stop].split()))


def _is_known(word: str) -> bool:
    lists = words("contacts", "functions") | words("contacts", "offices")
    return word in lists


def _is_office(role: Found) -> bool:
    first = _FIRST_WORD.match(fold(role.value))
    return first is not None and first[0] in words("contacts", "offices")


def _surname(name: str) -> str:
    """The surname, folded: the words in capitals, else the last word."""
    parts = name.split()
    capitals = [part for part in parts if part.isupper() and len(part) > 1]
    return fold(" ".join(capitals) if capitals else parts[-1])


def _give_back(drafts: list[_Draft]) -> None:
    """Give each address whose local part is the surname of one person to that person."""
    surnames = [(draft, re.sub(r"[^a-z]", "", _surname(draft.name.value))) for draft in drafts if draft.name]
    for draft in drafts:
        for email in list(draft.emails):
            local = fold(email.value.partition("@")[0])
            owners = [owner for owner, surname in surnames if _is_of(local, surname)]
            if len(owners) == 1 and owners[0] is not draft:
                draft.emails.remove(email)
                owners[0].emails.append(email)


def _is_of(local: str, surname: str) -> bool:
    parts = re.split(r"[^a-z]+", local)
    joined = "".join(parts)
    if len(surname) < _MIN_SURNAME:
        return False
    return surname in parts or (joined.endswith(surname) if len(parts) > 1 else joined[1:] == surname)


def _read(draft: _Draft) -> Read:
    value: dict[str, Any] = {"name": None, "role": None, "phones": [], "emails": []}
    spans: dict[str, tuple[int, int]] = {}
    for key, found in (("name", draft.name), ("role", draft.role)):
        if found is not None:
            value[key] = found.value
            spans[key] = (found.start, found.end)
    for key, several in (("phones", draft.phones), ("emails", draft.emails)):
        seen: set[str] = set()
        for found in several:
            if found.value.lower() not in seen:
                seen.add(found.value.lower())
                spans[f"{key}[{len(value[key])}]"] = (found.start, found.end)
                value[key].append(found.value)
    return Read(value, spans)
