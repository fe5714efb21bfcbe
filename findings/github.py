"""Findings as workflow commands, which GitHub shows as annotations on the lines of a change."""

import re
from typing import BinaryIO

from ..output.terminal import printable
from .located import Found, Posting
from .report import Report
from .text import summary

LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def write(report: Report, stream: BinaryIO) -> None:
    """One command a finding, and the summary as a notice."""
    for posting in report.postings():
        stream.writelines(f"{_command(posting, found)}\n".encode() for found in posting.findings)
    stream.write(f"::notice title=offres check::{_data(summary(report))}\n".encode())


def _command(posting: Posting, found: Found) -> str:
    where = {"file": posting.uri}
    place, message = found.place, found.message
    if place and place.page is not None:
        message = f"(page {place.page}) {message}"
    elif place:
        where |= {"line": str(place.line), "endLine": str(place.end_line)}
        if place.line == place.end_line:  # columns of two lines are refused
            where |= {"col": str(place.column), "endColumn": str(place.end_column)}
    where["title"] = f"{found.code} {found.name}"
    told = ",".join(f"{key}={_property(value)}" for key, value in where.items())
    return f"::{LEVELS[found.severity]} {told}::{_data(message)}"


def _data(text: str) -> str:
    return re.sub(r"[%\r\n]", lambda char: f"%{ord(char[0]):02X}", printable(text))


def _property(text: str) -> str:
    return re.sub("[:,]", lambda char: f"%{ord(char[0]):02X}", _data(text))
