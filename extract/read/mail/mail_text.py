"""A mail's plain text: bytes in, a Document out, as of a text file; its head and what frames a posting are furniture.

The head (sender, subject, ...) ends with the first blank line, as `letter.py` writes it. Marks of quoting (`> `) before
a line are not part of it.
"""

import re
from dataclasses import replace

from ...document import Document, Line, Reading
from ..clean import clean
from ..files import refuse_large
from ..text import by_looks, read_lines, with_plain_line_ends
from .mail_note import Said, note_lines

_QUOTED = re.compile(r"(?:>[ \t\u00a0]*)+")


def read(data: bytes) -> Document:
    """The document of a mail's text in UTF-8."""
    refuse_large(len(data), "bytes")
    text = data.decode("utf-8", "replace")
    document = with_plain_line_ends(replace(clean(text), reading=Reading(reader="mail", encoding="utf-8")))
    lines = [seen for line in read_lines(document) for seen in _unquoted(document.text, line)]
    head = 0 if text.startswith("\n") else next((n for n, line in enumerate(lines) if n and line.blank), len(lines))
    said = [Said(document.text[line.start : line.end], line.blank) for line in lines[head:]]
    for number in [*range(head), *(head + number for number in note_lines(said))]:
        lines[number].kind = "rule"
    document.lines = lines
    return document


def _unquoted(text: str, line: Line) -> list[Line]:
    """The line behind its marks of quoting, looked at again; a mark alone stays, as nothing to read."""
    begin = text.rfind("\n", 0, line.start) + 1
    marks = _QUOTED.match(text, begin, line.end)
    if marks is None or line.kind == "cell":
        return [line]
    if marks.end() == line.end:
        return [Line(begin, line.end, "rule", line.blank)]
    return by_looks(
        text, Line(marks.end(), line.end, "plain", line.blank or text[begin - 3 : begin].strip(" \n") == ">")
    )
