"""The page, piece by piece: its head, the postings' data, the list, the plots, the program."""

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from . import Address, Advice, Lang, Picture, Posting
from .plots import Told, plots
from .posting import posting_data
from .safe import as_json, escaped
from .words import Words, words_of

if TYPE_CHECKING:
    from ...extract.record import Record

_SLOT = re.compile(r"\{\{\w+\}\}|\[\[\w+\]\]")
SEVERITIES = ("error", "warning", "info")
SIGNS = {"error": "✕", "warning": "▲", "info": "●"}  # nothing is told by its colour alone


class Row(NamedTuple):
    """A line of the list: what stays in memory of a posting."""

    title: str | None
    employer: str | None
    reference: str | None
    location: str | None
    published: str | None
    deadline: str | None
    uri: str | None
    posting: int
    findings: Sequence[tuple[str, str, str]]  # code, name, severity


def chunks(postings: Iterable[Posting], advice: Mapping[str, Advice], lang: Lang) -> Iterator[str]:
    """The page's text in the order in which it stands."""
    words = words_of(lang)
    style, script = _asset("review.css"), _asset("review.js")
    yield _head(words, style, script)
    rows: list[Row] = []
    shown: Sequence[Picture] = ()
    at = -1  # the pictures that were written last
    led_to: dict[Address, int] = {}  # postings that findings of others lead to, and their numbers among these
    for posting in postings:
        record = _parsed(posting.record)
        if posting.pictures and posting.pictures is not shown and tuple(posting.pictures) != tuple(shown):
            at += 1
            yield _data(f"pages{at}", [_picture(picture) for picture in posting.pictures])
        shown = posting.pictures
        data = posting_data(record, posting.text, words, posting.boxes) | {"pages": at if shown else -1}
        for finding, others in zip(data["findings"], posting.others, strict=False):
            finding.append([led_to.setdefault(other, len(led_to)) for other in others])
        yield _data(f"posting{len(rows)}", data)
        rows.append(_row(record))
    yield _body(rows, words)
    known = {code for row in rows for code, _, _ in row.findings}
    told = {code: list(advice[code]) for code in sorted(known & advice.keys())}
    index = {"words": words.texts, "signs": SIGNS, "advice": told, "rows": _filtered(rows)}
    yield _data("index", index | {"others": _others(led_to, rows, words)})
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _parsed(record: "Record | Mapping[str, Any]") -> Mapping[str, Any]:
    if isinstance(record, Mapping):
        return record
    parsed: dict[str, Any] = json.loads(record.model_dump_json())
    return parsed


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _head(words: Words, style: str, script: str) -> str:
    policy = (
        f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{words.lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escaped(words['page'])}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _data(name: str, value: Any) -> str:
    return f'<script type="application/json" id="{name}">{as_json(value)}</script>\n'


def _picture(picture: Picture) -> list[Any]:
    url = f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}"
    return [picture.number, picture.width, picture.height, url]


def _row(record: Mapping[str, Any]) -> Row:
    offer = record["offer"] or {}
    reference = offer.get("reference") or {}
    return Row(
        title=offer.get("title"),
        employer=offer.get("employer"),
        reference=reference.get("number"),
        location=offer.get("location"),
        published=offer.get("published"),
        deadline=offer.get("deadline"),
        uri=record["source"].get("uri"),
        posting=record["source"].get("posting", 0),
        findings=[(finding["code"], finding["name"], finding["severity"]) for finding in record["findings"]],
    )


def _filtered(rows: Sequence[Row]) -> list[list[Any]]:
    """What the filters ask of each posting: codes, severities, the place of its employer among all of them."""
    places = {name: place for place, name in enumerate(sorted({row.employer for row in rows if row.employer}))}
    return [
        [
            sorted({code for code, _, _ in row.findings}),
            sorted({kind for _, _, kind in row.findings}),
            places.get(row.employer or ""),
        ]
        for row in rows
    ]


def _others(led_to: Mapping[Address, int], rows: Sequence[Row], words: Words) -> list[list[Any]]:
    """Where the postings that findings lead to stand in the list, and what they are called; -1 where they do not."""
    places = {(row.uri, row.posting): place for place, row in enumerate(rows)} if led_to else {}
    return [
        [places.get((uri, number), -1), f"{uri} ({words['posting']} {number})" if number else uri]
        for uri, number in led_to
    ]


def _body(rows: Sequence[Row], words: Words) -> str:
    counted = Counter(kind for row in rows for _, _, kind in row.findings)
    total = ", ".join(
        [words.counted(len(rows), "posting"), *(words.counted(counted[kind], kind) for kind in SEVERITIES)]
    )
    told = (Told([found[:2] for found in row.findings], row.employer, row.published, row.deadline) for row in rows)
    parts = {
        "filters": _filters(rows, words),
        "list": "".join(_item(number, row, words) for number, row in enumerate(rows)),
        "plots": plots(told, words),
        "total": escaped(total),
    }
    made = {f"{{{{{name}}}}}": escaped(text) for name, text in words.texts.items()}
    made |= {f"[[{name}]]": part for name, part in parts.items()}
    return _SLOT.sub(lambda slot: made[slot[0]], _asset("review.html"))  # in one go: what is filled in has no slots


def _filters(rows: Sequence[Row], words: Words) -> str:
    codes = Counter(pair for row in rows for pair in {(code, name) for code, name, _ in row.findings})
    kinds = Counter(kind for row in rows for kind in {kind for _, _, kind in row.findings})
    clean = sum(not row.findings for row in rows)
    employers = Counter(row.employer for row in rows if row.employer)
    known = sorted(employers.items())
    severities = [(kind, f"{SIGNS[kind]} {words[kind]} ({kinds[kind]})") for kind in SEVERITIES if kinds[kind]]
    return (
        _select("code", words, [(code, f"{code} {name} ({n})") for (code, name), n in sorted(codes.items())])
        + _select("severity", words, [*severities, *([("clean", f"{words['clean']} ({clean})")] if clean else [])])
        + _select("employer", words, [(str(at), f"{name} ({count})") for at, (name, count) in enumerate(known)])
    )


def _select(name: str, words: Words, options: Iterable[tuple[str, str]]) -> str:
    told = "".join(f'<option value="{escaped(value)}">{escaped(label)}</option>' for value, label in options)
    head = f'<option value="">{escaped(words["all"])}</option>'
    return f'<label>{escaped(words[name])}<select id="by-{name}">{head}{told}</select></label>'


def _item(number: int, row: Row, words: Words) -> str:
    codes: dict[str, str] = {code: kind for code, _, kind in row.findings}
    marks = "".join(
        f'<span class="code {kind}"><span aria-hidden="true">{SIGNS[kind]}</span> '
        f'<span class="sr">{escaped(words[kind])} </span>{escaped(code)}</span>'
        for code, kind in sorted(codes.items(), key=lambda pair: (SEVERITIES.index(pair[1]), pair[0]))
    )
    about = " · ".join(filter(None, (row.employer, row.reference)))
    until = f' <span class="until">{escaped(words["deadline"])} {escaped(row.deadline)}</span>' if row.deadline else ""
    title = escaped(row.title or words["untitled"])
    return (
        f'<li><button type="button" id="row{number}"><span class="title">{title}</span>'
        f'<span class="meta">{escaped(about or row.uri or "-")}{until}</span><span class="codes">{marks}</span>'
        "</button></li>"
    )
