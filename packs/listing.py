"""Packs for a person to read: all in a table, or one in full."""

from collections.abc import Iterator, Mapping, Sequence

from ..extract.errors import PatternError
from ..patterns.found import shipped_packs
from ..patterns.pack import HeadingEntry, LabelEntry, Pack, inherited, near_name

HEAD = ("name", "threshold", "labels", "headings", "evidence", "from", "title")


def table(packs: Mapping[str, Pack]) -> str:
    """One line a pack: its name, its threshold, how many entries it has, where it comes from, what it is for."""
    rows = [HEAD, *(_row(pack) for pack in packs.values())]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return "".join("  ".join(map(str.ljust, row, widths)).rstrip() + "\n" for row in rows)


def _row(pack: Pack) -> tuple[str, ...]:
    counts = (pack.threshold or "-", len(pack.label), len(pack.heading), len(pack.evidence))
    return (pack.name, *map(str, counts), origin(pack), pack.title)


def origin(pack: Pack) -> str:
    """Where a pack comes from: `offres`, or its file."""
    return "offres" if shipped_packs().get(pack.name) is pack else pack.file()


def pack_of(packs: Mapping[str, Pack], name: str) -> Pack:
    """The pack of a name; raises PatternError with the nearest name where there is none."""
    if name not in packs:
        raise PatternError(f"no pack{near_name(name, list(packs))}")
    return packs[name]


def described(pack: Pack, packs: Mapping[str, Pack]) -> str:
    """A pack in full: how it is recognised, what it adds, what it asks for, what it inherits."""
    return "".join(f"{line}\n".lstrip(" ") if line.isspace() else f"{line}\n" for line in _described(pack, packs))


def _described(pack: Pack, packs: Mapping[str, Pack]) -> Iterator[str]:
    yield f"{pack.name} · {pack.title or 'without a title'}"
    yield f"from {origin(pack)}" + (f" ({pack.file()})" if origin(pack) == "offres" else "")
    above = [other.name for other in inherited(pack.name, packs)][1:]
    yield f"inherits from {', then '.join(above)}" if above else "inherits from no pack"
    yield f"a complete posting has: {', '.join(pack.required) or 'nothing in particular'}"
    yield f"telephone numbers without a country code are at home in {pack.region}"
    yield from _recognition(pack)
    yield from _titled("Labels", [_label(pack, n, entry) for n, entry in enumerate(pack.label)])
    yield from _titled("Headings", [_heading(pack, n, entry) for n, entry in enumerate(pack.heading)])
    yield from _titled("Forms of numbers", [_number(pack, n) for n in range(len(pack.reference))])
    yield from _titled("Values in sentences", [_prose(pack, n) for n in range(len(pack.prose))])
    yield from _titled("Structured data", [_property(pack, n) for n in range(len(pack.property))])
    yield from _titled("Vocabularies", [f"{name}: {', '.join(words)}" for name, words in pack.vocabulary.items()])


def _titled(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield title
        yield from (f"  {line}" for line in lines)


def _recognition(pack: Pack) -> Iterator[str]:
    if not pack.evidence:
        return
    last = ", only where no other family reaches its own" if pack.fallback else ""
    yield from _titled(
        f"Recognised from a weight of {pack.threshold}{last}",
        [f"{entry.weight:+3}  {entry.told()}  ({pack.place('evidence', n)})" for n, entry in enumerate(pack.evidence)],
    )


def _label(pack: Pack, number: int, entry: LabelEntry) -> str:
    tails = f"; wrapped before {_forms(entry.tails)}" if entry.tails else ""
    return f"{entry.field}: {_forms(entry.forms)}{tails}  ({pack.place('label', number)})"


def _heading(pack: Pack, number: int, entry: HeadingEntry) -> str:
    inline = f"; a short text behind it is {entry.inline}" if entry.inline else ""
    return f"{entry.kind}: {_forms(entry.forms)}{inline}  ({pack.place('heading', number)})"


def _number(pack: Pack, number: int) -> str:
    entry = pack.reference[number]
    damaged = "damaged: " if entry.damaged else ""
    return f"{damaged}{entry.pattern}, such as {entry.examples[0]}  ({pack.place('reference', number)})"


def _prose(pack: Pack, number: int) -> str:
    entry = pack.prose[number]
    return f"{entry.where}: {entry.examples[0]}  ({pack.place('prose', number)})"


def _property(pack: Pack, number: int) -> str:
    entry = pack.property[number]
    return f"{entry.field} ({entry.shape}): {', '.join(entry.names)}  ({pack.place('property', number)})"


def _forms(forms: Sequence[str]) -> str:
    return ", ".join(f"«{form}»" for form in forms)
