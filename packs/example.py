"""One example of a pack, tried: what a posting that holds it is read as.

In: an entry and one of its examples or counter-examples. Out: None where it holds, else what was read instead. An
example of a label stands in a header, one of a heading in a body; braces hold the value that must be read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..extract.document import Document
from ..extract.evidence import read_fact
from ..extract.family import Signs
from ..extract.fold import fold
from ..extract.read.text import read_lines
from ..extract.segment import segment
from ..extract.segments import Entry, SectionDraft, Segments
from ..extract.settled import Settled
from ..patterns.load import Patterns, compile_evidence
from ..patterns.pack import EvidenceEntry, HeadingEntry, LabelEntry, PropertyEntry, ProseEntry, ReferenceEntry

_NUMBERED = "Agent polyvalent\n\nRéférence : 3134-27-0456/SR\n\n"
_EMPLOYED = "Agent polyvalent\n\nEmployeur : Ville de Roquesane\n\n"
_BODY = "\n\n# Missions :\n\n- tenir l'accueil ;\n"
_ABOVE = f"{_NUMBERED}# Avantages\n\nUn cadre agréable.\n\n"
_BELOW = "\n\nDe quoi faire.\n"
_BRACES = re.compile(r"\{(.*)\}", re.DOTALL)
NO_BRACES = "braces must hold the value that is to be read: `Label : {value}`"


@dataclass(frozen=True, slots=True)
class Read:
    """A small posting around an example, read; `start` and `end` are where the example stands."""

    document: Document
    segments: Segments
    start: int
    end: int

    def entries(self) -> Iterator[Entry]:
        """The labelled values of the example's lines."""
        return (entry for entry in self.segments.entries if self.start <= entry.label[0] < self.end)

    def value(self, entry: Entry) -> str:
        """The text of a value."""
        return " ".join(self.document.text[start:end] for start, end in entry.parts)

    def section(self) -> SectionDraft | None:
        """The section that a heading among the example's lines opens."""
        opened = (s for s in self.segments.sections if s.heading and self.start <= s.heading[0] < self.end)
        return next(opened, None)


def label(entry: LabelEntry, line: str, patterns: Patterns) -> str | None:
    """An example of a label: its field has the value in braces, and no other."""
    wanted = _BRACES.search(line)
    if wanted is None:
        return NO_BRACES
    read = in_header(line, patterns)
    values = [read.value(found) for found in read.entries() if found.form.name == entry.field]
    if len(values) == 1 and values[0].startswith(" ".join(wanted[1].split("\n"))):
        return None
    return f"{entry.field} = {wanted[1]!r} expected, read as {_taken(read)}"


def no_label(entry: LabelEntry, line: str, patterns: Patterns) -> str | None:
    """A counter-example of a label: its field has no value."""
    read = in_header(line, patterns)
    taken = any(found.form.name == entry.field for found in read.entries())
    return f"no {entry.field} expected, read as {_taken(read)}" if taken else None


def heading(entry: HeadingEntry, line: str, patterns: Patterns) -> str | None:
    """An example of a heading: it opens a section of its kind."""
    read = in_body(f"# {line.strip('*')}" if line.startswith("**") else line, patterns)
    section = read.section()
    opened = section is not None and section.kind == entry.kind
    return None if opened else f"a section of {entry.kind} expected, read as {_taken(read)}"


def no_heading(_entry: HeadingEntry, line: str, patterns: Patterns) -> str | None:
    """A counter-example of a heading: it opens no section."""
    read = in_body(line, patterns)
    return None if read.section() is None else f"no section expected, read as {_taken(read)}"


def evidence(entry: EvidenceEntry, line: str, patterns: Patterns) -> str | None:
    """An example of evidence: a posting that holds it shows the sign."""
    read = _shown(line, patterns)
    return None if _shows(read, entry) else f"the sign is not seen; read as {_taken(read)}"


def no_evidence(entry: EvidenceEntry, line: str, patterns: Patterns) -> str | None:
    """A counter-example of evidence: a posting that holds it does not show the sign."""
    read = _shown(line, patterns)
    return f"the sign is seen; read as {_taken(read)}" if _shows(read, entry) else None


def reference(entry: ReferenceEntry, number: str, _patterns: Patterns) -> str | None:
    """An example of a number: the expression takes all of it."""
    return None if re.fullmatch(entry.pattern, number) else "the expression does not take the whole number"


def no_reference(entry: ReferenceEntry, number: str, _patterns: Patterns) -> str | None:
    """A counter-example of a number: the expression does not take all of it."""
    return "the expression takes the number" if re.fullmatch(entry.pattern, number) else None


def prose(entry: ProseEntry, sentence: str, _patterns: Patterns) -> str | None:
    """An example of a sentence: the groups of the expression hold what the braces do."""
    found = re.search(entry.pattern, fold(re.sub(r"[{}]", "", sentence)))
    wanted = [fold(piece) for piece in re.findall(r"\{([^}]*)\}", sentence)]
    if not wanted:
        return NO_BRACES
    groups = {name: value for name, value in found.groupdict().items() if value} if found else {}
    if set(wanted) <= set(groups.values()):
        return None
    told = ", ".join(f"{name} = {value!r}" for name, value in groups.items())
    return f"{' and '.join(map(repr, wanted))} expected, read as {told or 'nothing'}"


def no_prose(entry: ProseEntry, sentence: str, _patterns: Patterns) -> str | None:
    """A counter-example of a sentence: the expression is not in it."""
    found = re.search(entry.pattern, fold(sentence))
    return f"the expression takes {found[0]!r}" if found else None


def property_(entry: PropertyEntry, text: str, patterns: Patterns) -> str | None:
    """An example of a property's value: it is read as the braces hold it."""
    wanted = _BRACES.search(text)
    if wanted is None:
        return NO_BRACES
    read = read_fact(entry.shape, re.sub(r"[{}]", "", text), patterns.vocabulary["nothing"])
    if read and read[0] == wanted[1]:
        return None
    return f"{wanted[1]!r} expected, read as {read[0]!r}" if read else f"{wanted[1]!r} expected, nothing read"


def no_property(entry: PropertyEntry, text: str, patterns: Patterns) -> str | None:
    """A counter-example of a property's value: nothing is read."""
    read = read_fact(entry.shape, text, patterns.vocabulary["nothing"])
    return f"nothing expected, read as {read[0]!r}" if read else None


# ---- the small postings ---------------------------------------------------------------------------------------------


def in_header(line: str, patterns: Patterns) -> Read:
    """A posting whose header ends with the line."""
    before = _EMPLOYED if "Référence" in line.split(":", maxsplit=1)[0] else _NUMBERED
    return _read(before, re.sub(r"[{}]", "", line).replace("**", ""), _BODY, patterns)


def in_body(line: str, patterns: Patterns) -> Read:
    """A posting in whose body the line stands."""
    return _read(_ABOVE, line, _BELOW, patterns)


def _shown(line: str, patterns: Patterns) -> Read:
    return _read("Agent polyvalent\n\nVille de Roquesane\n\n", line, "\n\nUn agent est attendu.\n", patterns)


def _read(before: str, line: str, after: str, patterns: Patterns) -> Read:
    document = Document(before + line + after, before + line + after)
    return Read(document, segment(document, read_lines(document), patterns), len(before), len(before + line))


def _shows(read: Read, entry: EvidenceEntry) -> bool:
    return Signs(read.document, read.segments, Settled()).show(compile_evidence(entry))


def _taken(read: Read) -> str:
    """What the example's lines were taken for."""
    told = [f"{entry.form.name} = {read.value(entry)!r} ({entry.form.pattern})" for entry in read.entries()]
    if (section := read.section()) is not None:
        told.append(f"a section of {section.kind}")
    return ", ".join(told) or "text without a label or heading"
