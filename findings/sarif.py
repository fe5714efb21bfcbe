"""Findings as SARIF 2.1.0: rules with their help in both languages, regions, digests of the files, fingerprints.

A page of a paged source has no lines that a viewer could open: there the location's properties say page and box, and
the snippet what stands there.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, BinaryIO
from urllib.parse import quote

from .. import __version__
from ..checks import RULES, Rule
from ..checks.document import sections
from ..checks.rule import LANGS, Lang, say
from .located import Found, Place, Posting, fingerprint
from .report import Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
FINGERPRINT = "offresFinding/v1"

_INDEX = {rule.code: number for number, rule in enumerate(RULES)}


def write(report: Report, stream: BinaryIO) -> None:
    """One run; its files and results are written as they come."""
    other = next(lang for lang in LANGS if lang != report.lang)
    run = {
        "tool": {"driver": _component(report.lang)},
        "translations": [_component(other) | {"contents": ["localizedData"], "translationMetadata": {"name": other}}],
        "language": report.lang,
        "columnKind": "unicodeCodePoints",
    }
    head = json.dumps({"$schema": SCHEMA, "version": "2.1.0"}, ensure_ascii=False)[:-1]
    stream.write(f'{head}, "runs": [{json.dumps(run, ensure_ascii=False)[:-1]}, "artifacts": ['.encode())
    _write_each(_artifacts(report), stream)
    stream.write(b'], "results": [')
    _write_each(_results(report), stream)
    stream.write(b"]}]}\n")


def uri_of(uri: str) -> str:
    """A path or a URL as a URI reference."""
    scheme, found, path = uri.partition("://")
    if scheme in ("http", "https"):  # it is one already
        return quote(uri, safe="/!:?&=+$,;@%~*'()[]")
    if found:
        return f"{scheme}://{quote(path, safe='/!')}"
    told = quote(uri.encode("utf-8", "surrogatepass"), safe="/!")
    return f"file://{told}" if told.startswith("/") else told


def _write_each(objects: Iterable[dict[str, Any]], stream: BinaryIO) -> None:
    stream.writelines(
        ((",\n" if number else "\n") + json.dumps(one, ensure_ascii=False)).encode("utf-8", "replace")
        for number, one in enumerate(objects)
    )


def _component(lang: Lang) -> dict[str, Any]:
    rules = [_rule(rule, lang) for rule in RULES]
    return {"name": "offres", "version": __version__, "language": lang, "rules": rules}


def _rule(rule: Rule, lang: Lang) -> dict[str, Any]:
    what, why, instead = (say(text, lang) for text in (rule.what, rule.why, rule.instead))
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": what},
        "fullDescription": {"text": f"{what} {why}"},
        "help": {"text": f"{what} {why}\n\n{rule.example}\n\n{instead}", "markdown": sections([rule], lang)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _documents(report: Report) -> Iterator[tuple[int, list[Posting]]]:
    for number, (_, postings) in enumerate(groupby(report.postings(), lambda posting: posting.uri)):
        yield number, list(postings)


def _artifacts(report: Report) -> Iterator[dict[str, Any]]:
    for _, (first, *_) in _documents(report):
        about: dict[str, Any] = {"location": {"uri": uri_of(first.uri)}, "hashes": {"sha-256": first.sha256}}
        yield about | ({"mimeType": first.media_type} if first.media_type else {})


def _results(report: Report) -> Iterator[dict[str, Any]]:
    for number, postings in _documents(report):
        seen: Counter[str] = Counter()
        for posting in postings:
            for found in posting.findings:
                mark = fingerprint(posting.uri, found)
                seen[mark] += 1
                yield _result(posting, found, number, f"{mark}:{seen[mark]}")


def _result(posting: Posting, found: Found, artifact: int, mark: str) -> dict[str, Any]:
    location = {"artifactLocation": {"uri": uri_of(posting.uri), "index": artifact}}
    about: dict[str, Any] = {"posting": posting.number} | ({"field": found.field} if found.field else {})
    return {
        "ruleId": found.code,
        "ruleIndex": _INDEX[found.code],
        "level": LEVELS[found.severity],
        "message": {"text": found.message},
        "locations": [{"physicalLocation": location | _region(found.place), **_page(found.place)}],
        "partialFingerprints": {FINGERPRINT: mark},
        "properties": about,
    }


def _region(place: Place | None) -> dict[str, Any]:
    if place is None or place.page is not None:
        return {}
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": place.start,
        "charLength": place.end - place.start,
        "snippet": {"text": place.text},
    }
    return {"region": region}


def _page(place: Place | None) -> dict[str, Any]:
    if place is None or place.page is None:
        return {}
    return {"properties": {"page": place.page, "bbox": place.bbox, "text": place.text}}
