"""Values that stand in sentences: announcements without a header, a deadline among the ways to apply.

In: the segments and what was settled from labels. Out: values for fields that no label gave; a label always wins.
"""

import re
from collections.abc import Iterable, Iterator

from ..patterns.forms import Form
from ..patterns.load import Patterns
from .document import Document
from .segments import Entry, Loose, Range, Segments
from .settled import Seen, Settled, Value
from .shapes import HEAD
from .values.dates import DAY_LENGTH, find_dates, read_date
from .values.deadline import is_period
from .values.delays import is_delay

OPENING_PARAGRAPHS = 3
_LONGEST_DAY = 30  # characters of a date behind its first digit
_HOUR = re.compile(r"[\s,(]*(?:à|avant|jusqu'à)?\s*\d{1,2}\s?(?:h|heures?)\s?(?:\d\d)?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_MOVES = ("report", "prorog", "prolong", "repouss")
# `Le délai est repoussé au 18 avril`, wherever it stands; `PROROGÉE AU ...` at the beginning of a line.
_MOVED = re.compile(
    r"(?:\b(?:delai|date limite|date de cloture|cloture|candidatures?)\b[^.!?\n]{0,80}|^[^\w\n]{0,9})"
    r"\b(?:report|prorog|prolong|repouss)ee?s?(?:\s{1,9}du\s[^.!?\n]{4,40})?"
    r"\s{1,9}(?:jusqu'au|au)(?:\s{1,9}plus\s{1,9}tard)?(?:\s{1,9}le)?(?:\s{1,9}[a-z]+di|\s{1,9}dimanche)?\s{1,9}(?P<day>\d)",
    re.MULTILINE,
)
_OPENING = frozenset({"employer", "start", "location", "published"})  # what sentences of the opening may say
# How a paragraph begins that says how to apply, under `Profil` or under no heading.
_APPLY = re.compile(
    r"(?:merci|priere|veuillez|vous pouvez|pour postuler)\b[^.\n]{0,30}?\b(?:candidatures?|cv|dossier|lettre)\b"
    r"|(?:les |votre |vos |dossiers? de )?candidatures?\b|(?:cv|lettre de motivation)\b"
    r"|(?:adresser|envoyer|transmettre) (?:votre |vos |une )?(?:candidatures?|cv|lettre)"
)
_APPLICATION = frozenset({"application", "contact", "notes"})


def add_prose_values(document: Document, segments: Segments, settled: Settled, patterns: Patterns) -> None:
    """Fill the fields that no label gave from the posting's sentences."""
    if _OPENING - settled.values.keys():
        opening = list(_opening(segments))
        announced = [loose for loose, place in opening if _announced(document, settled, patterns, place)]
        _take_off(segments, [loose for loose in announced if loose is not None])
    _deadline(document, segments, settled, patterns)
    _moved_deadline(document, segments, settled)


def bare_reference(text: str, segments: Segments, patterns: Patterns) -> Entry | None:
    """The header line that is a number of a known form, where no label gives one; it is no loose line any more."""
    if any(entry.form.name == "reference" for entry in segments.entries):
        return None
    for loose in segments.loose:
        place = (loose.line.start, loose.line.end)
        head = text[place[0] : min(place[1], place[0] + HEAD)]
        if any(_begins(form.pattern, head) for family in patterns.families for form in family.references):
            segments.loose.remove(loose)
            return Entry(Form("label", "reference", "", "bare number"), (place[0], place[0]), [place])
    return None


def _begins(pattern: re.Pattern[str], value: str) -> bool:
    number = re.sub(r"\s*([-/])\s*", r"\1", re.sub(r"[‐‑‒–−]", "-", value))
    return pattern.match(number) is not None


def _opening(segments: Segments) -> Iterable[tuple[Loose | None, Range]]:
    for loose in list(segments.loose):
        yield loose, (loose.line.start, loose.line.end)
    for section in segments.sections[:1]:
        if section.heading is None:
            yield from ((None, block.span()) for block in section.blocks[:OPENING_PARAGRAPHS])


def _announced(document: Document, settled: Settled, patterns: Patterns, place: Range) -> bool:
    """Whether a line or paragraph announces a post; fills the fields that it gives."""
    folded = document.folded[place[0] : place[1]]
    announcements = [
        found
        for pattern in patterns.prose["opening"]
        if pattern.groupindex.keys() - settled.values.keys() and (found := pattern.search(folded))
    ]
    for found in announcements:
        _fill(document.text, settled, found, place[0])
    return bool(announcements)


def _take_off(segments: Segments, announced: list[Loose]) -> None:
    """A header line that announces is no title."""
    taken = {loose.line.start for loose in announced}
    segments.loose = [loose for loose in segments.loose if loose.line.start not in taken]
    form = Form("label", "employer", "", "announcement")
    for loose in announced:
        place = (loose.line.start, loose.line.end)
        segments.entries.append(Entry(form, (place[0], place[0]), [place]))


def _fill(text: str, settled: Settled, found: re.Match[str], base: int) -> None:
    for name, piece in found.groupdict().items():
        if piece is None or name in settled.values:
            continue
        start, end = base + found.start(name), base + found.end(name)
        settled.values[name] = Value(text[start:end], [(start, end)])
        settled.sentences[name] = found.re.pattern


def _days(text: str, place: Range, stop: re.Match[str] | None) -> dict[str, Value]:
    """The days that a sentence names from a place on."""
    end = stop.start() if stop else place[1]
    return {
        read.value: _with_hour(text, place[0] + read.start, place[0] + read.end, end, read.time)
        for read in find_dates(text[place[0] : max(end, place[1])].replace("\n", " "))
        if read.value and len(read.value) == DAY_LENGTH
    }


def _with_hour(text: str, start: int, stop: int, end: int, time: str | None) -> Value:
    """A day with the hour behind it, where one is read."""
    hour = _HOUR.match(text, stop, end) if time else None
    stop = hour.end() if hour else stop
    return Value(text[start:stop].replace("\n", " "), [(start, stop)])


def _day(settled: Settled) -> str | None:
    """The day that the label of the deadline gives."""
    value = settled.values.get("deadline")
    read = read_date(value.text) if value else None
    return read.value if read and read.value and len(read.value) == DAY_LENGTH else None


def _deadline(document: Document, segments: Segments, settled: Settled, patterns: Patterns) -> None:
    """The one date by which applications must be in, or the delay; none where several dates are named.

    A labelled deadline stays; where the one date named is another day, it is told that the deadline is given twice.
    """
    named: dict[str, tuple[Value, str]] = {}  # by day: its value, and the expression that found it
    delays: list[tuple[Value, str]] = []  # wordings that count the days from the publication
    for found, place, end in _calls(document, segments, patterns):
        if is_delay(found["deadline"]):
            delays.append((Value(document.text[place[0] : place[1]], [place]), found.re.pattern))
            continue
        days = _days(document.text, place, _SENTENCE_END.search(document.text, place[0], end))
        named |= {day: (value, found.re.pattern) for day, value in days.items()}
    named |= _periods(document, segments)
    said = list(named.values()) or delays[:1]
    if len(said) != 1:
        return
    labelled = settled.entries.get("deadline")
    if labelled is None or not labelled.parts:
        settled.values["deadline"], settled.sentences["deadline"] = said[0]
    elif named and (day := _day(settled)) and day not in named:
        value = said[0][0]
        settled.seen.append(Seen("duplicate-field", "deadline", value.whole(), value.text))


def _periods(document: Document, segments: Segments) -> dict[str, tuple[Value, str]]:
    """The last day of what is nothing but a period, under `Dépôt des candidatures` and the like."""
    sections = [section for section in segments.sections if section.form and section.form.inline == "deadline"]
    places = [block.span() for section in sections for block in section.blocks]
    periods = [place for place in places if place[1] - place[0] < HEAD and is_period(document.text[slice(*place)])]
    last = [list(_days(document.text, place, None).items())[-1] for place in periods]
    return {day: (value, "a period") for day, value in last}


def _moved_deadline(document: Document, segments: Segments, settled: Settled) -> None:
    """Tell of a sentence that moves the deadline to a day that its value does not name: then neither is certain."""
    value = settled.values.get("deadline")
    if not any(word in document.folded for word in _MOVES):
        return  # what nearly every posting is
    start, end = segments.extent or (0, len(document.text))
    start = document.text.rfind("\n", 0, start) + 1
    for found in _MOVED.finditer(document.folded, start, end) if value else ():
        place = (found.start("day"), min(found.end("day") + _LONGEST_DAY, end))
        new = next(iter(_days(document.text, place, None).values()), None)
        days = {read.value for read in find_dates(value.text)} if value else set()
        if new is not None and find_dates(new.text)[0].value not in days:
            settled.conflicting.add("deadline")
            settled.seen.append(Seen("duplicate-field", "deadline", new.whole(), new.text))


def _items(document: Document, segments: Segments) -> Iterator[Range]:
    """The paragraphs and items about applying: all of their sections, of others those that begin with it."""
    for section in segments.sections:
        applies = section.kind in _APPLICATION
        for block in section.blocks:
            if applies or (block.kind == "paragraph" and _APPLY.match(document.folded, block.items[0].parts[0][0])):
                yield from ((item.parts[0][0], item.parts[-1][1]) for item in block.items)


def _calls(document: Document, segments: Segments, patterns: Patterns) -> Iterator[tuple[re.Match[str], Range, int]]:
    """The sentences about applying that name a day or a delay: what was found, its place, the end of its paragraph.

    A paragraph or item may be wrapped anywhere, in `au plus / tard` too.
    """
    for start, end in _items(document, segments):
        for pattern in patterns.prose["application"]:
            for found in pattern.finditer(document.folded[start:end].replace("\n", " ")):
                yield found, (start + found.start("deadline"), start + found.end("deadline")), end
