"""Values that the columns of a flattened table tore apart: the end of the corps, read into the directorate below it.

`Corps : ingénieur /Equipement` and `Direction de l'eau` stand side by side; where the corps wraps, its second line
comes after the directorate's first: `Direction de l'eau ou ingénieur /Economie rurale (DE)`.
"""

import re

from .segments import Range
from .settled import Settled, Value

_ALTERNATIVE = re.compile(r" ou ")
_DOMAIN = re.compile(r"\s?/\s?[a-z]+(?: [a-z]+)?(?=\s*\(|$)")
_ACRONYM = re.compile(r"\s*(?P<name>\([A-Z]{2,}\))$")
_LAST_WORDS = re.compile(r" (\S+(?: \S+){0,2})$")


def mend_torn_corps(settled: Settled, folded: str, known: re.Pattern[str]) -> None:
    """Give the corps back what was read into an unlabelled directorate; `known` matches a corps in folded text."""
    department, corps = settled.values.get("department"), settled.values.get("corps")
    entry = settled.entries.get("department")
    if department is None or corps is None or entry is None or len(department.parts) > 1:
        return
    if len(corps.parts) > 1 and "(" not in department.text and (acronym := _ACRONYM.search(corps.text)):
        _give_acronym(settled, department, corps, acronym)
        return
    start, end = department.parts[0]
    before_it = " ".join(folded[a:b] for a, b in corps.parts)
    torn = (
        _torn(folded[start:end], before_it, known) if entry.kept else _last_words(folded[start:end], before_it, known)
    )
    if torn is None:
        return
    before, after = (start, start + torn[0]), (start + torn[1], end)
    place = (start + torn[0], start + torn[1])
    settled.values["department"] = _value(department, [before, after])
    settled.values["corps"] = Value(
        f"{corps.text} {_cut(department, place)}", [*corps.parts, _stripped(department, place)]
    )


def _give_acronym(settled: Settled, department: Value, corps: Value, acronym: re.Match[str]) -> None:
    """`ou ingénieur /Economie rurale (DE)`, below `Direction de l'eau`: the acronym is the directorate's."""
    start, end = corps.place(acronym.start("name"), acronym.end("name"))
    settled.values["department"] = Value(f"{department.text} {acronym['name']}", [*department.parts, (start, end)])
    before, last = corps.parts[:-1], corps.parts[-1]
    cut = corps.place(acronym.start() - 1, acronym.start())[1]
    settled.values["corps"] = Value(corps.text[: acronym.start()], [*before, (last[0], cut)])


def _torn(name: str, corps: str, known: re.Pattern[str]) -> Range | None:
    """Where in the directorate's name the piece of the corps stands."""
    for alternative in _ALTERNATIVE.finditer(name):
        if known.match(name, alternative.end()):
            bracket = name.find("(", alternative.end())
            return alternative.start(), bracket if bracket > 0 else len(name)
    if "/" not in corps and (domain := _DOMAIN.search(name)) and domain.start() > 0:
        return domain.span()
    return _last_words(name, corps, known)


def _last_words(name: str, corps: str, known: re.Pattern[str]) -> Range | None:
    """`Direction des finances administratif`, beside the corps `Adjoint`."""
    words = _LAST_WORDS.search(name)
    while words is not None:
        whole = known.match(f"{corps} {words[1]}")
        if whole is not None and whole.end() > len(corps):
            return words.start(), len(name)
        shorter = re.compile(r" (\S+)$") if " " in words[1] else None
        words = shorter.search(name) if shorter else None
    return None


def _value(value: Value, places: list[Range]) -> Value:
    parts = [_stripped(value, place) for place in places]
    parts = [(start, end) for start, end in parts if start < end]
    return Value(" ".join(_cut(value, part) for part in parts), parts)


def _cut(value: Value, place: Range) -> str:
    """The text of a stretch of a value that has one part."""
    begin = value.parts[0][0]
    return value.text[place[0] - begin : place[1] - begin].strip()


def _stripped(value: Value, place: Range) -> Range:
    begin = value.parts[0][0]
    piece = value.text[place[0] - begin : place[1] - begin]
    return place[0] + len(piece) - len(piece.lstrip()), place[1] - len(piece) + len(piece.rstrip())
