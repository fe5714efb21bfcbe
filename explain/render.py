"""Accounts as text for a person, or as JSON."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from ..output.terminal import printable
from .account import Considered, DocumentAccount, FamilyAccount, LineAccount, PostingAccount, Taken

_WIDE = 24  # characters of what a line was taken for; a longer one pushes the line to the right


def as_json(accounts: Iterable[DocumentAccount]) -> str:
    """A list of documents, with all that is known."""
    return json.dumps([asdict(account) for account in accounts], ensure_ascii=False, indent=1) + "\n"


def as_text(accounts: Iterable[DocumentAccount]) -> str:
    """One line of the posting after the other, what it was taken for before it, why below it."""
    return "".join(f"{printable(line).rstrip()}\n" for account in accounts for line in _document(account))


def _document(account: DocumentAccount) -> Iterator[str]:
    yield f"{account.uri or '-'} · {account.media_type or 'unknown type'}, read as {account.reader or 'nothing'}"
    if account.failure:
        yield f"  {account.failure}"
    for posting in account.postings:
        yield from _posting(posting)
    yield ""


def _posting(posting: PostingAccount) -> Iterator[str]:
    yield ""
    yield f"posting {posting.posting} · family {posting.family or 'unknown'}"
    for family in posting.families:
        if family.signs:
            yield from _family(family)
    yield from (f"  {finding}" for finding in posting.findings)
    yield ""
    for line in posting.lines:
        yield from _line(line)


def _family(family: FamilyAccount) -> Iterator[str]:
    last = ", only where no other family reaches its own" if family.fallback else ""
    yield f"  {family.name}: {family.score} of {family.threshold}{last}"
    yield from (f"    {sign.weight:+3}  {sign.what}  ({sign.by})" for sign in family.signs)


def _line(line: LineAccount) -> Iterator[str]:
    what = " + ".join(
        f"{taken.role} {taken.name}".strip() if taken.role != "title" else "title" for taken in line.taken
    )
    page = f"p{line.page} " if line.page is not None else ""
    yield f"{page}{line.number:>5}  {what:<{_WIDE}}  {line.text}"
    margin = " " * (len(page) + _WIDE + 9)
    for told in (*_reasons(line.taken), *_values(line), *map(_lost, line.considered), *line.findings):
        yield f"{margin}{told}"


def _reasons(taken: Iterable[Taken]) -> Iterator[str]:
    for one in taken:
        form = f"«{one.form}» " if one.form else ""
        if one.by:
            yield f"by {form}{one.by}" + (f"; {one.note}" if one.note else "")


def _values(line: LineAccount) -> Iterator[str]:
    return (f"= {path}: {_value(value)}" for path, value in line.values.items())


def _value(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _lost(one: Considered) -> str:
    return f"not {one.role} {one.name} «{one.form}» ({one.by}): {one.reason}"
