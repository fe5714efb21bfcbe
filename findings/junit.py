"""Findings as a JUnit report: a case for each finding, which fails or, without one, for each posting, which passes.

An information is no failure: it is a case that was skipped.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any, BinaryIO

from lxml import etree

from ..output.terminal import printable
from .located import Found, Posting
from .report import Report
from .text import where

_REFUSED = re.compile("[\ufffe\uffff]")  # by XML, besides what `printable` takes


def write(report: Report, stream: BinaryIO) -> None:
    """One suite a document."""
    totals = report.totals.severities
    failures = totals["error"] + totals["warning"]
    clean = sum(not posting.findings for posting in report.postings())
    told = {"name": "offres check", "tests": str(totals.total() + clean), "failures": str(failures)}
    with etree.xmlfile(stream, encoding="utf-8") as out:
        out.write_declaration()
        with out.element("testsuites", told):
            for uri, postings in groupby(report.postings(), lambda posting: posting.uri):
                out.write("\n", _suite(uri, list(postings), report))
            out.write("\n")
    stream.write(b"\n")


def _suite(uri: str, postings: list[Posting], report: Report) -> Any:
    cases = [case for posting in postings for case in _cases(posting, report)]
    failed = sum(case.find("failure") is not None for case in cases)
    skipped = sum(case.find("skipped") is not None for case in cases)
    counts = {"tests": str(len(cases)), "failures": str(failed), "errors": "0", "skipped": str(skipped)}
    suite = etree.Element("testsuite", {"name": _text(uri), **counts})
    suite.extend(cases)
    return suite


def _cases(posting: Posting, report: Report) -> Iterator[Any]:
    about = {"classname": _text(posting.uri)}
    if not posting.findings:
        yield etree.Element("testcase", {**about, "name": f"posting {posting.number}"})
    for found in posting.findings:
        yield _case(posting, found, report, about)


def _case(posting: Posting, found: Found, report: Report, about: dict[str, str]) -> Any:
    place = where(posting, found, report.lang)
    case = etree.Element("testcase", {**about, "name": _text(f"{found.code} {found.name} ({place})")})
    if found.severity == "info":
        etree.SubElement(case, "skipped", {"message": _text(found.message)})
        return case
    failure = etree.SubElement(case, "failure", {"type": found.severity, "message": _text(found.message)})
    failure.text = _text(f"{place}: {found.message}" + (f"\n{found.place.text}" if found.place else ""))
    return case


def _text(text: str) -> str:
    return _REFUSED.sub("\ufffd", printable(text))
