"""The report of a run: one HTML page that needs no other file, no network and no program in it."""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import groupby

from ...checks.registry import RULES
from ...checks.rule import Lang, say
from ...output.review.safe import escaped
from .summary import RunSummary
from .words import words_of

Words = Mapping[str, str]
Cell = tuple[str, str]  # its class, and HTML


def page(run: RunSummary, lang: Lang) -> str:
    """The page in that language; the same for the same run."""
    words = words_of(lang)
    parts = (
        *_head(run, words),
        *_figures(run, words),
        *_alerts(run, words),
        *_deadlines(run, words),
        *_failures(run, words, lang),
        *_new(run, words),
    )
    style = files(__package__).joinpath("report.css").read_text(encoding="utf-8")
    policy = f"default-src 'none'; style-src 'sha256-{_hash(style)}'; base-uri 'none'; form-action 'none'"
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escaped(_title(run, words))}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(parts)
        + "\n</main>\n</body>\n</html>\n"
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _title(run: RunSummary, words: Words) -> str:
    number = "" if run.id is None else f" · {words['run'].format(n=run.id)}"
    return f"{words['page']}{number} · {run.finished:%Y-%m-%d}"


def _head(run: RunSummary, words: Words) -> Iterator[str]:
    whole = not (run.failed or run.suspicious or run.unlisted)
    kind, said = ("bad", run.status) if run.status != "done" else ("good", "done") if whole else ("doubt", "incomplete")
    sign = {"good": "✓", "doubt": "▲", "bad": "✕"}[kind]
    yield f"<h1>{escaped(_title(run, words))}</h1>"
    yield f'<p class="state {kind}"><span aria-hidden="true">{sign}</span> {escaped(words[said])}</p>'
    if run.message:
        yield f'<p class="why">{escaped(run.message)}</p>'
    about = {
        "started": f"{run.started:%Y-%m-%d %H:%M:%S} UTC",
        "finished": f"{run.finished:%Y-%m-%d %H:%M:%S} UTC",
        "took": _took(run, words),
        "last_success": f"{run.last_success:%Y-%m-%d %H:%M:%S} UTC" if run.last_success else words["never"],
        "restarts": _times(run.restarts, words),
        "sources": " · ".join(run.sources),
        "store": run.store,
        "machine": run.host or "",
        "version": " · ".join(filter(None, (run.version, run.fingerprint))),
    }
    told = "".join(f"<dt>{escaped(words[key])}</dt><dd>{escaped(text)}</dd>" for key, text in about.items() if text)
    yield f'<dl class="about">{told}</dl>'


def _took(run: RunSummary, words: Words) -> str:
    minutes, seconds = divmod(round(run.seconds), 60)
    hours, minutes = divmod(minutes, 60)
    form = "hours" if hours else "minutes" if minutes else "seconds"
    took = words[form].format(h=hours, m=minutes, s=seconds)
    return f"{took} · {words['rate'].format(n=round(run.rate))}" if run.rate else took


def _times(count: int, words: Words) -> str:
    return "" if not count else words["once"] if count == 1 else words["times"].format(n=count)


def _figures(run: RunSummary, words: Words) -> Iterator[str]:
    if run.status != "done":
        return
    counts = {key: getattr(run, key) for key in ("seen", "new", "changed", "unchanged", "failed")}
    yield f"<h2>{escaped(words['documents'])}</h2>"
    yield f'<p class="note">{escaped(words["sum"].format(**counts))}</p>'
    shown = {key: counts[key] for key in ("new", "changed", "unchanged")} | {"in_failure": run.failed}
    others = {"reread": run.reread or None, "vanished": run.vanished, "returned": run.returned}
    yield _tiles(shown | others, words)
    yield f"<h2>{escaped(words['offers'])}</h2>"
    offers = {key: getattr(run, key) for key in ("offers_new", "versions_new", "deadlines_changed", "open_offers")}
    yield _tiles({**offers, "open_failures": sum(run.open_failures.values())}, words)


def _tiles(counts: Mapping[str, int | None], words: Words) -> str:
    told = (
        f"<li><b>{count}</b><span>{escaped(words[key])}</span></li>"
        for key, count in counts.items()
        if count is not None
    )
    return f'<ul class="figures">{"".join(told)}</ul>'


def _alerts(run: RunSummary, words: Words) -> Iterator[str]:
    told = [("doubt", source, words["suspicious"]) for source in run.suspicious]
    told += [("bad", one.source, f"{one.code} {one.message} {words['unlisted']}") for one in run.unlisted]
    if not told:
        return
    yield f"<h2>{escaped(words['look'])}</h2>"
    items = (f'<li class="{kind}"><b>{escaped(source)}</b>{escaped(text)}</li>' for kind, source, text in told)
    yield f'<ul class="alerts">{"".join(items)}</ul>'


def _deadlines(run: RunSummary, words: Words) -> Iterator[str]:
    if not run.deadline_changes:
        return
    yield f"<h2>{escaped(words['deadlines'])}</h2>"
    yield from _first(len(run.deadline_changes), run.deadlines_changed, words["first"])
    rows = [
        [
            ("day", _text(one.reference, words)),
            ("long", escaped(one.title or words["untitled"])),
            ("day", _text(one.before, words)),
            ("day", f"<b>{_text(one.after, words)}</b>{_direction(one.before, one.after, words)}"),
        ]
        for one in run.deadline_changes
    ]
    yield _table(("reference", "title", "before", "after"), rows, words)


def _direction(before: str | None, after: str | None, words: Words) -> str:
    if not before or not after or before == after:
        return ""
    return " " + escaped(f"({words['later' if after > before else 'sooner']})")  # ISO dates sort as texts


def _failures(run: RunSummary, words: Words, lang: Lang) -> Iterator[str]:
    if not run.failures:
        return
    yield f"<h2>{escaped(words['failures'])}</h2>"
    yield from _first(len(run.failures), run.failed, words["first_documents"])
    yield f'<p class="note">{escaped(words["retry"])}</p>'
    rules = {rule.code: rule for rule in RULES}
    rows = [
        [
            ("day", f"{escaped(one.code)} {escaped(rules[one.code].name) if one.code in rules else ''}"),
            ("long", escaped(one.uri)),
            ("long", escaped(one.message)),
            ("long", escaped(say(rules[one.code].instead, lang)) if one.code in rules else ""),
        ]
        for one in run.failures
    ]
    yield _table(("code", "document", "cause", "instead"), rows, words)


def _new(run: RunSummary, words: Words) -> Iterator[str]:
    if run.new_employers:
        yield f"<h2>{escaped(words['employers'])}</h2>"
        counts = [
            [("long", _text(one.employer, words, "no_employer")), ("day", str(one.offers))] for one in run.new_employers
        ]
        yield _table(("employer", "count"), counts, words)
    if run.new_offers:
        yield f"<h2>{escaped(words['new_offers'])}</h2>"
        yield from _first(len(run.new_offers), run.offers_new, words["first"])
        yield _table(("title", "reference", "deadline", "document"), list(_by_employer(run, words)), words)


def _by_employer(run: RunSummary, words: Words) -> Iterator[list[Cell]]:
    offers = sorted(run.new_offers, key=lambda one: (one.employer is None, one.employer or ""))
    for employer, group in groupby(offers, key=lambda one: one.employer):
        yield [("group", _text(employer, words, "no_employer"))]
        for one in group:
            title = escaped(one.title or words["untitled"])
            days = (("day", _text(one.reference, words)), ("day", _text(one.deadline, words)))
            yield [("long", title), *days, ("long", _text(one.uri, words))]


def _first(shown: int, total: int, form: str) -> Iterator[str]:
    if shown < total:
        yield f'<p class="note">{escaped(form.format(n=shown, all=total))}</p>'


def _text(value: str | None, words: Words, instead: str = "none") -> str:
    return escaped(value or words[instead])


def _table(columns: Sequence[str], rows: Sequence[Sequence[Cell]], words: Words) -> str:
    """A table; a row of one cell is a heading of those below."""
    head = "".join(f'<th scope="col">{escaped(words[column])}</th>' for column in columns)
    body = "".join(_row(row, len(columns)) for row in rows)
    return f'<div class="wide" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _row(cells: Sequence[Cell], columns: int) -> str:
    if len(cells) == 1:
        return f'<tr class="group"><td colspan="{columns}">{cells[0][1]}</td></tr>'
    told = "".join(f'<td class="{kind}">{text}</td>' for kind, text in cells)
    return f"<tr>{told}</tr>"
