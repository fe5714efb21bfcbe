"""What the reading commands ask: options as typed and a store's URL in, rows or records to standard output.

Raises WrongUsage for options that cannot be meant, StoreError where the store cannot be read or has no such offer.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from ....extract.read.url import is_url
from ....output import is_folder, listing
from ....output.terminal import printable
from ...convert import OutputFailed, WrongUsage
from ...guard import Limits
from ..datasette import metadata_text
from ..errors import StoreError
from ..open import reading, refuse_missing, shown
from ..words import MOST_TERMS, terms, words
from . import export as exporting
from . import failures as failing
from . import history as becoming
from . import offers as offering
from . import runs as running

__all__ = ["ExportAsked", "OffersAsked", "export", "failures", "history", "metadata_text", "offers", "retry", "runs"]

SHOWN_CHARS = 60  # of a number that is not there

Form = Literal["table", "json", "csv"]


@dataclass(frozen=True, slots=True)
class OffersAsked:
    """The options of `offres offers`, as typed."""

    is_open: bool = False
    vanished: bool = False
    doubtful: bool = False
    employer: str | None = None
    family: str | None = None
    since: str | None = None
    search: str | None = None
    on: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class ExportAsked:
    """The options of `offres export`, as typed."""

    to: str | None = None
    form: exporting.Format | None = None
    is_open: bool = False
    all_versions: bool = False
    on: str | None = None


def runs(url: str, limit: int, form: Form) -> None:
    """The last runs."""
    with reading(url) as connection:
        _write(list(running.rows(connection, limit)), running.COLUMNS, running.SHOWN, form, "No runs.")


def offers(url: str, asked: OffersAsked, form: Form) -> None:
    """The offers asked for; where the limit leaves some out, how many there are."""
    wanted = offering.Wanted(
        on=_today(asked.on),
        open=asked.is_open,
        vanished=asked.vanished,
        doubtful=asked.doubtful,
        employer=_employer(asked.employer),
        family=None if asked.family is None else asked.family.encode(errors="replace").decode(),
        since=None if asked.since is None else _day("--since", asked.since),
        terms=_terms(asked.search),
        limit=asked.limit,
    )
    with reading(url) as connection:
        found = list(offering.rows(connection, wanted))
        _write(found, offering.COLUMNS, offering.SHOWN, form, "No such offers.")
        if len(found) == wanted.limit and (count := offering.count(connection, wanted)) > len(found):
            _say(f"{len(found)} of {count} offers; --limit sets how many.")


def history(url: str, reference: str | None, offer: int | None, form: Form) -> None:
    """What became of the offers of a number, or of the offer of an id."""
    if (reference is None) == (offer is None):
        raise WrongUsage("name either a number, or --id N with an id that offres offers lists")
    with reading(url) as connection:
        if offer is not None:
            found, hint = becoming.of_offer(connection, offer), "offres offers lists them."
        else:
            found, hint = _of_reference(connection, reference or "")
    if not found:
        asked = offer if reference is None else repr(_cut(reference))
        raise StoreError(f"{shown(url)}: there is no offer {asked}. {hint}")
    if form == "table":
        sys.stdout.buffer.write(becoming.text(found).encode(errors="replace"))
    elif form == "csv":
        listing.write_csv(becoming.rows(found), becoming.COLUMNS, sys.stdout.buffer)
    else:
        listing.write_json(found, tuple(found[0]), sys.stdout.buffer)


def failures(url: str, form: Form) -> None:
    """The documents that cannot be read."""
    with reading(url) as connection:
        _write(list(failing.rows(connection)), failing.COLUMNS, failing.SHOWN, form, "No failures.")


def retry(url: str, jobs: int | None, limits: Limits, wait: float) -> None:
    """Read the documents again that could not be read: a run of its own."""
    from ...nightly import Request, ingest

    refuse_missing(url)
    ingest(Request(url, jobs=jobs, limits=limits, retry=True, wait=wait))


def export(url: str, asked: ExportAsked) -> None:
    """Records to a file, a folder, or standard output; with a file or folder, how many."""
    form = asked.form or exporting.format_of(asked.to)
    _refuse_target(asked.to, form)
    wanted = exporting.Wanted(_today(asked.on), asked.to, form, asked.is_open, asked.all_versions)
    with reading(url) as connection:
        try:
            count = exporting.export(connection, wanted, sys.stdout.buffer)
        except BrokenPipeError:
            raise
        except OSError as error:
            target = asked.to or "to standard output"
            raise OutputFailed(f"cannot write {target}: {error.strerror or error}") from error
    if asked.to is not None:
        _say(f"{count} {'record' if count == 1 else 'records'}, written to {asked.to}")


def _of_reference(connection: Any, reference: str) -> tuple[list[dict[str, Any]], str]:
    """The offers of a number; where there are none, what may be meant."""
    found = becoming.of_reference(connection, reference)
    near = [] if found else becoming.near(connection, reference)
    return found, f"Did you mean {' or '.join(near)}?" if near else "offres offers lists what there is."


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN_CHARS else text[:SHOWN_CHARS] + "…"


def _refuse_target(to: str | None, form: exporting.Format) -> None:
    if to == "":
        raise WrongUsage("--to: the name of the output is empty")
    if to is not None and is_url(to):
        raise WrongUsage(f"{to}: --to takes a file or a folder on this machine")
    folder = to is not None and is_folder(to)
    if form == "json" and not folder:
        raise WrongUsage("--format json writes one file an offer: let --to name a folder, ending with /")
    if form != "json" and folder:
        raise WrongUsage(f"{to}: is a folder; --format {form} writes one file: name it, --to offers.{form}")


def _today(on: str | None) -> date:
    """The day that counts as today: that of whoever asks, unless another is named."""
    return date.today() if on is None else _day("--on", on)  # noqa: DTZ011 it has no other time zone


def _day(option: str, text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise WrongUsage(f"{option} {text}: is no day; write it as 2031-07-04")
    return found


def _employer(text: str | None) -> str | None:
    if text is not None and not words(text):
        raise WrongUsage("--employer: there is no word in it")
    return text


def _terms(text: str | None) -> Sequence[Any]:
    if text is None:
        return ()
    found = terms(text)
    if not found:
        raise WrongUsage('--search: there is no word in it; write words, "a phrase" or the beginning* of a word')
    if len(found) > MOST_TERMS:
        raise WrongUsage(f"--search: it has {len(found)} words and phrases; {MOST_TERMS} are looked for at most")
    return found


def _write(rows: Sequence[Any], columns: Sequence[str], headings: Mapping[str, str], form: Form, none: str) -> None:
    if form == "json":
        listing.write_json(rows, columns, sys.stdout.buffer)
    elif form == "csv":
        listing.write_csv(rows, columns, sys.stdout.buffer)
    elif rows:
        listing.write_table(rows, headings, sys.stdout)
    else:
        _say(none)


def _say(message: str) -> None:
    sys.stderr.write(printable(message) + "\n")
