"""The civil-service corps and its specialities.

In: the value of a `Corps / Domaine` label and the vocabulary of corps. Out: the corps, and the specialities after it
with their places. Alternatives between corps (`rédacteur ou adjoint administratif`) stay together: they are one value.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..fold import fold

_SEPARATOR = re.compile(r"\s+[-–—]\s*|\s*[-–—]\s+|\s*/\s*")
_SPLIT = re.compile(r"\s+ou\s+|\s*[,/]\s*")
_LEAD = re.compile(r"(?:specialites?|domaines?|option)\s*:?\s+(?:de la |de l'|d[ue]s? )?")


@dataclass(frozen=True, slots=True)
class CorpsRead:
    """The corps, and the specialities, each with its offsets into the value."""

    corps: tuple[int, int]
    domains: tuple[tuple[int, int], ...]


def read_corps(value: str, starts: Mapping[str, re.Pattern[str]]) -> CorpsRead:
    """Where the corps ends and which specialities follow it."""
    folded = fold(value)
    for separator in _SEPARATOR.finditer(folded):
        if separator.start() == 0 or ("(" in folded[: separator.start()] and ")" not in folded[: separator.start()]):
            continue
        end = separator.end()
        if end >= len(folded):
            return CorpsRead((0, separator.start()), ())
        slash = "/" in separator.group()
        if starts["not_domains"].match(folded, end) or (slash and starts["corps"].match(folded, end)):
            continue  # a pay scale, or another corps: no speciality
        same = folded[: separator.start()]
        domains = [
            place for place in _domains(folded, end) if folded[slice(*place)] != same
        ]  # `ingénieur /A ou ingénieur /B`
        if slash and any(starts["corps"].match(folded, start) for start, _ in domains[1:]):
            return CorpsRead((0, len(value)), (domains[0],))
        return CorpsRead((0, separator.start()), tuple(domains))
    return CorpsRead((0, len(value)), ())


def _domains(folded: str, start: int) -> list[tuple[int, int]]:
    found, begin = [], start
    for cut in [*_SPLIT.finditer(folded, start), None]:
        end = cut.start() if cut else len(folded)
        if begin == start and (lead := _LEAD.match(folded, begin, end)):
            begin = lead.end()
        if folded[begin:end].strip(" .;"):
            found.append((begin, begin + len(folded[begin:end].rstrip(" .;"))))
        begin = cut.end() if cut else end
    return found
