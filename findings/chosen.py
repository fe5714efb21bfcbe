"""Which findings count: by code, by severity, and those that a baseline knows already do not."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from ..checks import RULES
from ..ingest.convert import WrongUsage
from ..output.atomic import replacing
from .located import Found, Posting, fingerprint

SEVERITIES = ("info", "warning", "error")  # from the lightest
VERSION = 1  # of the baseline's form


@dataclass
class Choice:
    """What the user wants to hear of."""

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    severity: str = "warning"
    known: Counter[str] = field(default_factory=Counter)

    def of(self, postings: Iterable[Posting]) -> Iterator[Posting]:
        """The postings with the findings that count, less those that the baseline knows."""
        left = self.known.copy()
        for posting in postings:
            kept = tuple(found for found in posting.findings if self._counts(found) and not _take(left, posting, found))
            yield posting._replace(findings=kept)

    def _counts(self, found: Found) -> bool:
        if SEVERITIES.index(found.severity) < SEVERITIES.index(self.severity):
            return False
        if self.select and not found.code.startswith(tuple(self.select)):
            return False
        return not found.code.startswith(tuple(self.ignore))


def codes(given: Iterable[str], option: str) -> tuple[str, ...]:
    """Codes and beginnings of codes, with commas between them or not; raises WrongUsage for one that no rule has."""
    wanted = tuple(part.strip().upper() for text in given for part in text.split(",") if part.strip())
    for one in wanted:
        if not any(rule.code.startswith(one) for rule in RULES):
            near = get_close_matches(one, [rule.code for rule in RULES], n=1)
            told = f"did you mean {near[0]}?" if near else "offres rule --all lists them"
            raise WrongUsage(f"{option}: no finding's code begins with {one!r}; {told}")
    return wanted


def read_baseline(path: str) -> Counter[str]:
    """How often each finding is known; raises WrongUsage where the file is no baseline."""
    try:
        with open(path, encoding="utf-8") as stream:
            told = json.load(stream)
        if told["version"] != VERSION:
            raise WrongUsage(f"{path}: is a baseline of version {told['version']!r}, and {VERSION} is known")
        return Counter({str(each["fingerprint"]): int(each["count"]) for each in told["findings"]})
    except OSError as error:
        raise WrongUsage(f"{path}: cannot be read: {error.strerror or error}; --write-baseline makes it") from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise WrongUsage(f"{path}: is no baseline; --write-baseline makes one") from error


def write_baseline(path: str, postings: Iterable[Posting]) -> int:
    """Write the findings as known ones, in a stable order; how many they are."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for posting in postings:
        counts.update((posting.uri, found.code, fingerprint(posting.uri, found)) for found in posting.findings)
    known = [
        {"fingerprint": mark, "count": count, "code": code, "uri": uri}
        for (uri, code, mark), count in sorted(counts.items())
    ]
    with replacing(path) as stream:
        stream.write(
            (json.dumps({"version": VERSION, "findings": known}, ensure_ascii=False, indent=1) + "\n").encode()
        )
    return counts.total()


def _take(left: Counter[str], posting: Posting, found: Found) -> bool:
    """Whether the baseline knows it; each time that it is known counts for one."""
    if not left:
        return False
    mark = fingerprint(posting.uri, found)
    if left[mark] <= 0:
        return False
    left[mark] -= 1
    return True
