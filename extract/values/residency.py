"""The length of residence that New Caledonia's notices ask for.

In: the label's text, and the value's pieces (one a line, bullet or cell). Out: a dictionary shaped like `Residency`;
its numbers are None where the value is empty, `/` or says that there is no condition.
"""

import re
from collections.abc import Sequence

from ..fold import fold

_ROUTE = re.compile(r"recrutement (sur titre|direct|sans concours)|\b(sur titre|sans concours)\b")
_YEARS = r"\s?an(?:nee)?s?\b"
_CONDITION = re.compile(
    r"(?P<least>au moins|superieure?(?: ou egale?)?|minimum(?: de)?)\s*(?:egale?s?)?\s*(?:a|de)?\s*"
    rf"(?P<min>\d{{1,2}}){_YEARS}"
    rf"|(?P<most>inferieure?s?|moins de)\s*(?:egale?s?)?\s*(?:a|de)?\s*(?P<max>\d{{1,2}}){_YEARS}"
    rf"|(?:egale? a )?(?<!\d)(?<!\d a )(?<!\d et )(?<!\d ou )(?<!\d-)(?P<bare>\d{{1,2}}){_YEARS}"
)
_AFTER = re.compile(r"\s*pour (?:les?|une?|la|l')?\s*")
_NOT_CORPS = re.compile(r"pour le recrutement|recrutement|duree")


def read_residency(label: str, pieces: Sequence[str]) -> dict[str, object]:
    """The residence condition, as a whole or corps by corps."""
    pieces = _with_values(pieces)
    found = [condition for piece in pieces for condition in _conditions(piece)]
    listed = [condition for condition in found if condition["corps"]]
    route = _route(" ".join(pieces)) or _route(label)
    value: dict[str, object] = {"min_years": None, "max_years": None, "route": route, "by_corps": listed}
    if not listed and len(found) == 1:
        value["min_years"], value["max_years"] = found[0]["min_years"], found[0]["max_years"]
    return value


def _route(text: str) -> str | None:
    found = _ROUTE.search(fold(" ".join(text.split())))
    return (found[1] or found[2]) if found else None


def _with_values(pieces: Sequence[str]) -> list[str]:
    """Pieces such as `Ingénieur :` joined with the one that holds their value (two cells of a table row)."""
    joined: list[str] = []
    for piece in pieces:
        if joined and joined[-1].rstrip().endswith(":"):
            joined[-1] = f"{joined[-1]} {piece}"
        else:
            joined.append(piece)
    return joined


def _conditions(piece: str) -> list[dict[str, object]]:
    """The conditions of one piece, each with the corps printed before it (`X : ...`) or after it (`... pour X`)."""
    folded = fold(piece)
    found = list(_CONDITION.finditer(folded))
    conditions: list[dict[str, object]] = []
    for index, match in enumerate(found):
        begin = found[index - 1].end() if index else 0
        end = found[index + 1].start() if index + 1 < len(found) else len(piece)
        corps = _corps_before(piece[begin : match.start()]) or _corps_after(piece, folded, match.end(), end)
        conditions.append({"corps": corps, **_years(match)})
    return conditions


def _years(match: re.Match[str]) -> dict[str, object]:
    least = match["min"] or match["bare"]
    return {"min_years": int(least) if least else None, "max_years": int(match["max"]) if match["max"] else None}


def _corps_before(text: str) -> str | None:
    head, colon, _ = text.rpartition(":")
    name = re.sub(r"^\(\d\)", "", " ".join(head.split()).strip(" -–•,;./|")).strip()
    if not colon or not name or _NOT_CORPS.match(fold(name)):
        return None
    return name


def _corps_after(piece: str, folded: str, start: int, end: int) -> str | None:
    found = _AFTER.match(folded, start, end)
    if found is None:
        return None
    name = re.sub(r"\s+(?:ou|et)$", "", " ".join(piece[found.end() : end].split()).strip(" .,;"))
    return None if _NOT_CORPS.match(fold(name)) else name or None
