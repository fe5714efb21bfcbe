"""Settled values -> the offer, as plain data, with the place of each value.

In: `Settled` and the sections of one posting. Out: `Draft`: a dictionary shaped like `Offer`, the spans by path
(offsets into the document's text), and what was observed on the way. Each field's parser is in `values/`.
"""

import re
from collections.abc import Sequence
from typing import Any

from ..patterns.load import Family, Patterns
from .document import Document, ObservationKind
from .draft import Draft
from .fold import fold
from .offer_body import add_body
from .segments import Entry, Range, Segments
from .settled import Seen, Settled, Value, join
from .values.category import read_category
from .values.contract import KINDS, read_contract
from .values.corps import read_corps
from .values.dates import DAY_LENGTH, DateRead, is_whole_day, read_date
from .values.deadline import read_deadline, second_day
from .values.delays import last_day
from .values.openings import read_openings_title, read_openings_value
from .values.references import OTHERS_NUMBER, ReferenceRead, read_reference
from .values.residency import read_residency
from .values.salary import read_salary
from .values.start import read_start
from .values.working_time import read_working_time

# `Direction : de la Vie Citoyenne`, `Direction : générale des services`: what follows asks for the label's word.
_BARE_REST = re.compile(
    r"(?:de la|de l'|des|du|de|d')(?=\s|\w|$)|(?:generale?|provinciale?|territoriale?|juridique|technique|adjointe?)\b"
)
_COUNT = re.compile(r"\d{1,2}(?: postes?\b|$)")
_NEEDS_LABEL = re.compile(r"ouvert|duree")
_STATUS = re.compile(r"statut\b")  # of the person, where it says nothing of the contract
_CATEGORY = re.compile(r"categorie ([abc])\+?")  # under `Corps / Catégorie`
_NO_NAME = re.compile(r"(?:direction|service)(?: d(?:e|es|u|e la|e l'))?")  # a name whose rest was lost
_CODE = re.compile(r"[A-N]\d{4}(?:-\d{1,2})?")


def build(document: Document, settled: Settled, segments: Segments, family: Family | None, patterns: Patterns) -> Draft:
    """The offer of one posting."""
    return _Builder(document, settled, segments, family, patterns).run()


class _Builder:
    def __init__(
        self, document: Document, settled: Settled, segments: Segments, family: Family | None, patterns: Patterns
    ) -> None:
        self.document = document
        self.text = document.text
        self.settled = settled
        self.segments = segments
        self.family = family
        self.patterns = patterns
        self.out = Draft(seen=list(settled.seen))

    def run(self) -> Draft:
        self._title()
        self._reference()
        self._plain("employer")
        self._plain("location")
        self._occupation()
        self._named_unit("department")
        self._named_unit("service")
        self._corps()
        self._residency()
        self._dates()
        self._parsed()
        self._attributes()
        add_body(self.document, self.segments, self.family.region if self.family else "FR", self.out)
        return self.out

    # ---- helpers ------------------------------------------------------------------------------------------------

    def _set(self, path: str, value: Any, place: Range) -> None:
        self.out.offer[path] = value
        self.out.spans[path] = place

    def _plain(self, name: str) -> None:
        value = self.settled.values.get(name)
        if value is not None:
            text = self._without_logo(_plain_name(value.text))
            if is_whole_day(text):
                self.out.seen.append(Seen("empty-field", name, value.whole()))  # the value of another label
            elif text:
                self._set(name, text, value.whole())

    def _without_logo(self, text: str) -> str:
        """A name without the logo's text or the web address that was read at its end."""
        words = text.split(" ")
        while len(words) > 1 and (fold(words[-1]) in self.patterns.vocabulary["logos"] or words[-1].startswith("www.")):
            words.pop()
        return " ".join(words)

    # ---- header -------------------------------------------------------------------------------------------------

    def _title(self) -> None:
        if not self.settled.title:
            return
        title = join(self.text, self.settled.title).rstrip(" :;,")
        self._set("title", title, (self.settled.title[0][0], self.settled.title[-1][1]))
        if (count := read_openings_title(title)) is not None:
            self._set("openings", count, self.out.spans["title"])

    def _reference(self) -> None:
        """The posting's number: the first that is not said to be another's; where all are, the first."""
        forms = self.family.references if self.family else ()
        reads = []
        for entry, value in self.settled.references:
            others = OTHERS_NUMBER.search(fold(entry.form.text)) is not None
            if (read := read_reference(value.text, forms, self.patterns.references)) is not None:
                reads.append((others, read, value))
        reads.sort(key=lambda pair: pair[0])
        for number, (others, read, value) in enumerate(reads):
            if number == 0:
                self._first_reference(read, value)
            elif read.number is not None:
                self._further_reference(read, value, others=others)

    def _first_reference(self, read: ReferenceRead, value: Value) -> None:
        reference: dict[str, Any] = {"number": read.number, **read.parts, "also": []}
        if read.number is not None:
            self.out.spans["reference.number"] = value.place(read.start, read.end)
        if read.issued is not None:
            reference["issued"] = self._date("reference.issued", read.issued, value)
        self.out.offer["reference"] = reference
        self.out.regular_reference = read.regular
        if read.regular is False:
            place = value.place(read.start, read.end) if read.end > read.start else value.whole()
            self.out.seen.append(Seen("malformed-reference", "reference.number", place, read.number or ""))

    def _further_reference(self, read: ReferenceRead, value: Value, *, others: bool) -> None:
        reference = self.out.offer["reference"]
        if read.number in (reference["number"], *reference["also"]):
            return
        place = value.place(read.start, read.end)
        if others:
            self.out.spans[f"reference.also[{len(reference['also'])}]"] = place
            reference["also"].append(read.number)
        else:
            self.out.seen.append(Seen("duplicate-field", "reference.number", place, read.number or ""))

    def _named_unit(self, name: str) -> None:
        """A directorate or service; `Direction : de la Culture` gets its first word back."""
        value = self.settled.values.get(name)
        if value is None:
            return
        text = _plain_name(value.text)
        start, end = value.whole()
        entry = self.settled.entries.get(name)
        if entry is not None and not entry.kept and _BARE_REST.match(fold(text)) and text[:1].islower():
            word = self.text[entry.label[0] : entry.label[1]].strip(" :\n#*")
            text, start = f"{word} {text}", entry.label[0]
        if _NO_NAME.fullmatch(fold(text)):
            self.out.seen.append(Seen("empty-field", name, (start, end)))
        elif text:
            self._set(name, text, (start, end))

    def _corps(self) -> None:
        value = self.settled.values.get("corps")
        if value is not None and (category := _CATEGORY.fullmatch(fold(value.text).strip())):
            self._set("category", [category[1].upper()], value.whole())
        elif value is not None:
            read = read_corps(value.text, self.patterns.starts)
            corps = " ".join(value.text[read.corps[0] : read.corps[1]].split()).strip(" ;,/.:")
            if corps:
                self._set("corps", corps, value.place(*read.corps))
                self._domains([(value.text[a:b], value.place(a, b)) for a, b in read.domains])
        if not self.out.offer.get("domains") and (value := self.settled.values.get("domains")) is not None:
            self._domains(_split(value, r"\s+ou\s+|\s*[,/;]\s*"))
        if (value := self.settled.values.get("grades")) is not None:
            lines = [Value(self.text[start:end], [(start, end)]) for start, end in value.parts]
            pieces = [piece for line in lines for piece in _split(line, r"\s*[;,/]\s*")]
            self.out.offer["grades"] = [text for text, _ in pieces]
            self.out.spans.update({f"grades[{n}]": place for n, (_, place) in enumerate(pieces)})
        if (value := self.settled.values.get("category")) is not None and (letters := read_category(value.text)):
            self._set("category", letters, value.whole())

    def _domains(self, pieces: Sequence[tuple[str, Range]]) -> None:
        self.out.offer["domains"] = [" ".join(text.split()) for text, _ in pieces]
        self.out.spans.update({f"domains[{n}]": place for n, (_, place) in enumerate(pieces)})

    def _residency(self) -> None:
        entry = self.settled.entries.get("residency")
        if entry is None:
            return
        label = self.text[entry.label[0] : entry.label[1]]
        value = self.settled.values.get("residency")
        pieces = _by_line(self.text, value.parts) if value else []
        place = value.whole() if value else entry.label
        self._set("residency", read_residency(label, pieces), place)

    # ---- dates --------------------------------------------------------------------------------------------------

    def _dates(self) -> None:
        for name in ("published", "initial_deadline", "deadline"):
            value = self.settled.values.get(name)
            if value is None or name in self.settled.conflicting:
                continue  # of two dates under one label neither is certain
            if name == "deadline":
                self._deadline(value)
            elif (read := read_date(value.text)) is None:
                self._no_date(name, value)
            else:
                self._day(name, read, value)

    def _deadline(self, value: Value) -> None:
        """The last day to apply; the day before it where the value says that it was moved."""
        if (day := self._reckoned(value)) is not None:
            self._set("deadline", day, value.whole())
        elif (read := read_deadline(value.text, self._label("deadline"))) is None:
            self._no_deadline(value)
        else:
            if read.initial is not None and "initial_deadline" not in self.out.offer:
                self._day("initial_deadline", read.initial, value)
            if self._day("deadline", read.day, value) and read.day.time:
                self._set("deadline_time", read.day.time, value.whole())

    def _no_deadline(self, value: Value) -> None:
        """Of two days that differ neither is certain; else what stands there is no day to apply by."""
        if (other := second_day(value.text)) is None:
            self._no_date("deadline", value)
        else:
            place = value.place(other.start, other.end)
            self.out.seen.append(Seen("duplicate-field", "deadline", place, value.text[other.start : other.end]))

    def _no_date(self, name: str, value: Value) -> None:
        self.out.seen.append(Seen("no-day", name, value.whole(), " ".join(value.text.split())))

    def _day(self, name: str, read: DateRead, value: Value) -> bool:
        """Set the day of a date; False where none is certain."""
        if (day := self._date(name, read, value)) is not None:
            self.out.offer[name] = day
        return day is not None

    def _reckoned(self, value: Value) -> str | None:
        """The deadline that a delay after the publication gives, where the publication's day is printed."""
        published = self.out.offer.get("published")
        return last_day(value.text, published) if published else None

    def _date(self, path: str, read: DateRead, value: Value) -> str | None:
        """The day read, with its place; what is wrong with it is observed. None where no certain day is printed."""
        place = value.place(read.start, read.end)
        printed = " ".join(value.text[read.start : read.end].split())
        if read.value is None or len(read.value) < DAY_LENGTH:
            self.out.seen.append(Seen(_why_no_day(read), path, place, printed))
            return None
        self.out.spans[path] = place
        if read.problem == "two-digit-year":
            self.out.seen.append(Seen("ambiguous-date", path, place, printed))
        elif read.problem == "misread-digits":
            self.out.seen.append(Seen("repaired", path, place, printed))
        return read.value

    # ---- values with parsers of their own -------------------------------------------------------------------------

    def _parsed(self) -> None:
        self._start()
        if (value := self.settled.values.get("openings")) is not None and (count := read_openings_value(value.text)):
            self._set("openings", count, value.whole())
        if "openings" not in self.out.offer and (value := self.settled.values.get("start")) is not None:
            self._openings_of_start(value)
        self._contract()
        for name, read in (("working_time", read_working_time), ("salary", read_salary)):
            value = self.settled.values.get(name)
            if value is not None and (parsed := read(value.text, label=self._label(name))) is not None:
                self._set(name, parsed, value.whole())

    def _openings_of_start(self, value: Value) -> None:
        """`Poste à pourvoir : 2 postes susceptibles d'être vacants`, `Postes à pourvoir : 3`."""
        count = read_openings_value(value.text) if _COUNT.match(fold(value.text).strip()) else None
        if count is not None:
            self._set("openings", count, value.whole())

    def _label(self, name: str) -> str:
        """The label's own text, which says a part of some values (`Salaire brut`)."""
        label = self.settled.entries[name].label if name in self.settled.entries else (0, 0)
        return self.text[label[0] : label[1]]

    def _start(self) -> None:
        value = self.settled.values.get("start")
        start = read_start(value.text) if value is not None else None
        if value is None or start is None:
            return
        self._set("start", start.value, value.whole())
        place = value.place(*start.date_span) if start.date_span else value.whole()
        if start.value["date"]:
            self.out.spans["start.date"] = place
        if start.problem is not None:
            impossible = start.problem == "impossible"
            kind: ObservationKind = "invalid-date" if impossible else "ambiguous-date"
            printed = value.text[slice(*start.date_span)] if impossible and start.date_span else value.text
            self.out.seen.append(Seen(kind, "start.date", place, " ".join(printed.split())))

    def _occupation(self) -> None:
        """The job and its code in the register: `M1203`, or `M1203 - Comptabilité`."""
        value = self.settled.values.get("occupation")
        if (printed := self.settled.values.get("occupation_code")) is not None:
            self._set("occupation_code", printed.text.strip(), printed.whole())
        code = _CODE.search(value.text) if value is not None else None
        if value is None or code is None:
            self._plain("occupation")
            return
        self._set("occupation_code", code.group(), value.place(code.start(), code.end()))
        rest = (value.text[: code.start()] + value.text[code.end() :]).strip(" -–:()\n")
        if rest:
            self._set("occupation", " ".join(rest.split()), value.whole())

    def _contract(self) -> None:
        """The contract: what its labels say together (`Type de contrat : CDD`, `Durée du contrat : 18 mois`).

        What says nothing of one (`Statut : Agent de maîtrise`) is a fact of its own label.
        """
        told, plain = list[tuple[Value, dict[str, Any]]](), list[tuple[Entry, Value]]()
        for entry, value in self.settled.contracts:
            read = self._read_contract(entry, value)
            if read and (read["kinds"] or read["duration_months"]):
                told.append((value, read))
            elif read:
                plain.append((entry, value))
        own = next((pair for pair in plain if not _STATUS.match(fold(pair[0].form.text))), None)
        if own and not told:
            told.append((own[1], {"kinds": [], "duration_months": None}))
            plain.remove(own)
        if told:
            kinds = [kind for kind in KINDS if any(kind in read["kinds"] for _, read in told)]
            months = next((read["duration_months"] for _, read in told if read["duration_months"]), None)
            value = told[0][0]
            contract = {"kinds": kinds, "duration_months": months, "text": " ".join(value.text.split())}
            self._set("contract", contract, value.whole())
        self.settled.attributes += plain

    def _read_contract(self, entry: Entry, value: Value) -> dict[str, Any] | None:
        label = self.text[entry.label[0] : entry.label[1]]
        asks = _NEEDS_LABEL.search(fold(label)) is not None  # `Oui` means something with its label only
        return read_contract(f"{label} {value.text}" if asks else value.text)

    def _attributes(self) -> None:
        attributes = []
        facts = sorted(self.settled.attributes, key=lambda fact: fact[0].label)  # those that others left come last
        for number, (entry, value) in enumerate(facts):
            label = " ".join(self.text[entry.label[0] : entry.label[1]].split()).strip(" :#*|")
            attributes.append({"label": label, "value": " ".join(value.text.split())})
            self.out.spans[f"attributes[{number}].value"] = value.whole()
        self.out.offer["attributes"] = attributes


def _by_line(text: str, parts: Sequence[Range]) -> list[str]:
    """The pieces of a value, the cells of one line, or of one row, joined as `corps : condition`."""
    pieces: list[str] = []
    for number, (start, end) in enumerate(parts):
        beside = number > 0 and "\n" not in text[parts[number - 1][1] : start]
        if beside:
            pieces[-1] = f"{pieces[-1].rstrip(' :')} : {text[start:end]}"
        else:
            pieces.append(text[start:end].replace("|", ":"))
    return pieces


def _why_no_day(read: DateRead) -> ObservationKind:
    """Why a date gives no day: its year is not printed, no day is, or what is printed is none of the calendar."""
    if read.problem == "no-year":
        return "ambiguous-date"
    return "invalid-date" if read.value is None else "no-day"


def _plain_name(printed: str) -> str:
    """A name with single spaces, without the dash, comma, full stop or footnote's mark that it ends with."""
    text = " ".join(printed.split()).strip(" ;,/|").rstrip(" -–:⁰¹²³⁴⁵⁶⁷⁸⁹")
    ends_sentence = text.endswith(").") or (text.endswith(".") and text.count(".") == 1 and text[-2:-1].islower())
    return text[:-1] if ends_sentence else text


def _split(value: Value, separator: str) -> list[tuple[str, Range]]:
    """The pieces of a list value, with their places."""
    pieces, begin = [], 0
    for cut in [*re.finditer(separator, value.text), None]:
        end = cut.start() if cut else len(value.text)
        piece = value.text[begin:end].strip(" .;")
        if piece:
            at = begin + value.text[begin:end].index(piece[0])
            pieces.append((" ".join(piece.split()), value.place(at, at + len(piece))))
        begin = cut.end() if cut else end
    return pieces
