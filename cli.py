"""The command line: options in, one call, exit code out. No logic.

Exit codes: 0 done, 1 some files failed or something was found (or the output cannot be written), 2 wrong usage, 130
interrupted, 141 nobody reads the output any more. What a command needs is imported inside it: `offres --help` loads no
more than typer.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, TextIO

import typer

FAILED, WRONG_USAGE, BROKEN_PIPE, TERMINATED = 1, 2, 141, 143

EXAMPLES = """\b
Examples:
  offres convert postings/ -o records.jsonl     all postings of a folder, one record a line
  offres convert a.txt b.md | jq .offer.title   records to standard output
  offres convert 'postings/*.md' -o records/    one JSON file a posting
  offres check postings/                        what is wrong with them, and where
  offres show posting.txt                       one posting, readable
  offres review postings/ -o review.html        a page to look at postings beside their records
  offres schema > record.schema.json            what a record holds
  offres explain posting.txt                    what each line was taken for, and why
  offres evaluate gold/ records.jsonl           how right records are, field by field
  offres patterns test my-packs/                whether every example of your own packs holds
"""

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

patterns_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(patterns_app, name="patterns", help="List, show, test and begin packs: what postings look like, as data.")

OwnPacks = Annotated[
    list[str] | None,
    typer.Option("--patterns", metavar="DIR", help="Know the packs of this folder too.", show_default=False),
]
Config = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Take this instead of the offres.toml here or above.", show_default=False),
]


class Format(StrEnum):
    """Of what `explain` prints."""

    text = "text"
    json = "json"


class CheckFormat(StrEnum):
    """Of what `check` prints."""

    text = "text"
    json = "json"
    sarif = "sarif"
    junit = "junit"
    github = "github"
    csv = "csv"


class Severity(StrEnum):
    """Of findings, and the least that `check` tells."""

    error = "error"
    warning = "warning"
    info = "info"


class Language(StrEnum):
    """Of findings and what is said about them."""

    fr = "fr"
    en = "en"


class RuleFormat(StrEnum):
    """Of what `rule` prints."""

    text = "text"
    json = "json"
    markdown = "markdown"


Paths = Annotated[
    list[str], typer.Argument(metavar="PATH", help="Files, folders (with all below), patterns.", show_default=False)
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        metavar="N",
        help="Worker processes.",
        show_default="1; for over 500 files, one a processor",
    ),
]
Timeout = Annotated[
    float, typer.Option(min=1, metavar="SECONDS", help="Time that a document, or a page in OCR, may take.")
]
Memory = Annotated[int, typer.Option(min=500, metavar="MB", help="Memory that a document may take.")]
InLanguage = Annotated[
    Language | None, typer.Option("--lang", help="Of the messages.", show_default="that of the locale, else en")
]
OnePath = Annotated[str, typer.Argument(metavar="PATH", help="The file.", show_default=False)]


def _version(wanted: bool) -> None:  # noqa: FBT001 typer calls it so
    if wanted:
        from . import __version__

        typer.echo(f"offres {__version__}")
        raise typer.Exit


@app.callback(epilog=EXAMPLES)
def offres(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Turn French public job postings into validated JSON records."""


@app.command()
def convert(  # noqa: PLR0913 one argument an option
    paths: Paths,
    *,
    out: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help="A file for JSON Lines; or a folder (an existing one, or a name ending with /) for one JSON file a "
            "posting. Without it, JSON Lines to standard output.",
            show_default=False,
        ),
    ] = None,
    jobs: Jobs = None,
    timeout: Timeout = 120,
    memory: Memory = 3000,
    patterns: OwnPacks = None,
    config: Config = None,
) -> None:
    """Convert postings into records, in the sorted order of the files."""
    with _exits():
        from .ingest.convert import convert as run
        from .ingest.guard import Limits

        _use_packs(patterns, config)
        summary = run(paths, out, jobs, Limits(timeout, memory), sys.stdout.buffer)
    if summary.failed:
        raise typer.Exit(FAILED)


@app.command()
def check(  # noqa: PLR0913 one argument an option
    paths: Paths,
    *,
    form: Annotated[
        CheckFormat | None, typer.Option("--format", help="For a person or a program.", show_default="text")
    ] = None,
    out: Annotated[
        str | None,
        typer.Option("-o", "--out", metavar="FILE", help="Write here, not to standard output.", show_default=False),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Tell these only: codes or their beginnings (OF2).", show_default=False),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Leave these out.", show_default=False)
    ] = None,
    severity: Annotated[
        Severity | None, typer.Option(help="Tell these and worse ones.", show_default="warning")
    ] = None,
    lang: InLanguage = None,
    statistics: Annotated[bool, typer.Option("--statistics", help="Print how often each code was found.")] = False,
    baseline: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Leave out the findings that this file knows.", show_default=False),
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write all findings to the baseline as known ones.")
    ] = False,
    jobs: Jobs = None,
    timeout: Timeout = 120,
    memory: Memory = 3000,
    patterns: OwnPacks = None,
    config: Config = None,
) -> None:
    """Say what is wrong with postings, and where. Exit code 1: something is."""
    with _exits():
        from .findings.check import check as run
        from .findings.settings import request
        from .ingest.guard import Limits

        _use_packs(patterns, config)
        options: dict[str, object] = {
            "paths": paths,
            "form": form,
            "out": out,
            "select": select,
            "ignore": ignore,
            "severity": severity,
        }
        options |= {"lang": lang, "statistics": statistics, "baseline": baseline, "write_baseline": write_baseline}
        options |= {"jobs": jobs, "limits": Limits(timeout, memory)}
        found = run(request(options, config, os.environ), sys.stdout.buffer)
    if found:
        raise typer.Exit(FAILED)


@app.command()
def rule(
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="Such as OF203.", show_default=False)] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
    form: Annotated[RuleFormat, typer.Option("--format", help="json holds both languages.")] = RuleFormat.text,
    lang: InLanguage = None,
) -> None:
    """Say what a finding means, why it matters, and what to write instead."""
    with _exits():
        from .findings.rules import told
        from .findings.settings import language

        _print(told(code, form.value, lang.value if lang else language(os.environ), every=every))


@app.command()
def show(path: OnePath, patterns: OwnPacks = None, config: Config = None) -> None:
    """Show the postings of one file, readable in a terminal."""
    with _exits():
        from .ingest.find import file_of
        from .ingest.work import load
        from .output.show import show as render

        _use_packs(patterns, config)
        render(load(file_of(path)), sys.stdout)


@app.command()
def review(  # noqa: PLR0913 one argument an option
    paths: Paths,
    *,
    out: Annotated[str, typer.Option("-o", "--out", metavar="FILE", help="The page to write.")] = "review.html",
    lang: InLanguage = None,
    jobs: Jobs = None,
    timeout: Timeout = 120,
    memory: Memory = 3000,
    patterns: OwnPacks = None,
    config: Config = None,
) -> None:
    """Write one HTML page to look at postings: source and record beside each other, findings, statistics."""
    with _exits():
        from .findings.settings import language
        from .ingest.guard import Limits
        from .ingest.review import review as run

        _use_packs(patterns, config)
        summary = run(paths, out, jobs, Limits(timeout, memory), lang.value if lang else language(os.environ))
    if summary.failed:
        raise typer.Exit(FAILED)


@app.command()
def text(path: OnePath) -> None:
    """Print the text that spans point into, and nothing else."""
    with _exits():
        from .ingest.find import file_of
        from .ingest.work import text_of

        sys.stdout.buffer.write(text_of(file_of(path)).encode())


@app.command()
def explain(
    path: OnePath,
    form: Annotated[Format, typer.Option("--format", help="For a person, or for a program.")] = Format.text,
    patterns: OwnPacks = None,
    config: Config = None,
) -> None:
    """Say of each line what it was taken for, by which pattern, and what else was considered."""
    with _exits():
        from .explain.commands import explained

        _print(explained(path, _folders(patterns, config), form.value))


@app.command()
def schema(
    *, of_check: Annotated[bool, typer.Option("--check", help="Of what `offres check --format json` prints.")] = False
) -> None:
    """Print the JSON Schema of a record."""
    with _exits():
        if of_check:
            from .findings.listed import schema_text
        else:
            from .output.schema import schema_text

        _print(schema_text())


@app.command()
def evaluate(  # noqa: PLR0913 one argument an option
    gold: Annotated[str, typer.Argument(help="A folder of NAME.json; or JSON Lines.", show_default=False)],
    records: Annotated[str, typer.Argument(help="What `offres convert` wrote: a file or folder.", show_default=False)],
    *,
    compare: Annotated[
        str | None, typer.Option(metavar="OTHER", help="Print what changed from these records to RECORDS.")
    ] = None,
    errors: Annotated[int, typer.Option(min=0, metavar="N", help="Print so many of the values that differ.")] = 0,
    floor: Annotated[str | None, typer.Option(metavar="FILE", help="Fail if a figure is under its minimum.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    strict_set: Annotated[bool, typer.Option("--strict-set", help="Score records without gold as wrong.")] = False,
) -> None:
    """Say how right records are: precision, recall and F1 of each field and family against golden postings."""
    with _exits():
        from .evaluate.run import Request
        from .evaluate.run import evaluate as run

        missed = run(Request(gold, records, compare, errors, floor, as_json, strict_set), sys.stdout.buffer)
    for miss in missed:
        _say(f"Under its floor: {miss}")
    if missed:
        raise typer.Exit(FAILED)


@patterns_app.command("list")
def list_packs(patterns: OwnPacks = None, config: Config = None) -> None:
    """List all packs, with what each holds and where it comes from."""
    with _exits():
        from .packs.commands import listed

        _print(listed(_folders(patterns, config)))


@patterns_app.command("show")
def show_pack(
    name: Annotated[str, typer.Argument(help="Of a pack.", show_default=False)],
    patterns: OwnPacks = None,
    config: Config = None,
) -> None:
    """Show one pack: how its postings are recognised, and what it adds to the pack that it inherits from."""
    with _exits():
        from .packs.commands import shown

        _print(shown(name, _folders(patterns, config)))


@patterns_app.command("test")
def try_packs(
    folder: Annotated[str | None, typer.Argument(metavar="DIR", help="A folder of packs.", show_default=False)] = None,
    patterns: OwnPacks = None,
    config: Config = None,
) -> None:
    """Try every example and counter-example, and name the forms that no example covers."""
    with _exits():
        from .packs.commands import tested

        own = [folder] if folder else []
        report = tested(own, _folders([*(patterns or ()), *own], config))
        _print(report.text())
    if report.failures:
        raise typer.Exit(FAILED)


@patterns_app.command("new")
def new_pack(
    name: Annotated[str, typer.Argument(help="Of the new pack.", show_default=False)],
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Where to write NAME.toml.")] = "patterns",
    patterns: OwnPacks = None,
    config: Config = None,
) -> None:
    """Write a commented pack to begin with."""
    with _exits():
        from .packs.commands import made

        _print(made(name, folder, _folders(patterns, config)))


@patterns_app.command("schema")
def pack_schema() -> None:
    """Print the JSON Schema of a pack."""
    with _exits():
        from .packs.commands import schema_text

        _print(schema_text())


def _print(text: str) -> None:
    sys.stdout.buffer.write(text.encode())


def _folders(options: list[str] | None, config: str | None) -> list[str]:
    from .config import pack_folders

    return pack_folders(options or (), config)


def _use_packs(folders: list[str] | None, config: str | None) -> None:
    """Know the user's own packs: those that the options name and those of the configuration."""
    from .patterns.load import use_packs

    use_packs(_folders(folders, config))


@contextlib.contextmanager
def _exits() -> Iterator[None]:
    """What a command raises -> a message on standard error and an exit code."""
    from .config import ConfigError
    from .evaluate.errors import EvaluationError
    from .extract.errors import OffresError, PatternError
    from .ingest.convert import OutputFailed, WrongUsage
    from .ingest.run import NoWorker

    try:
        yield
        sys.stdout.flush()
    except (ConfigError, PatternError) as error:
        _silence(sys.stdout)
        _say(str(error))
        raise typer.Exit(WRONG_USAGE) from None
    except (EvaluationError, WrongUsage) as error:
        _say(f"Wrong usage: {error}")
        raise typer.Exit(WRONG_USAGE) from None
    except (OffresError, OutputFailed, NoWorker) as error:
        _silence(sys.stdout)
        _say(str(error))
        raise typer.Exit(FAILED) from None
    except BrokenPipeError:
        _silence(sys.stdout)
        raise typer.Exit(BROKEN_PIPE) from None
    except OSError as error:
        _silence(sys.stdout)
        _say(f"cannot write to standard output: {error.strerror}")
        raise typer.Exit(FAILED) from None


def _say(message: str) -> None:
    from .output.terminal import printable

    typer.echo(printable(message), err=True)


def _silence(stream: TextIO) -> None:
    """What is left in the buffer of a stream that cannot be written goes nowhere, instead of failing again at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _terminated(*_: object) -> None:
    raise SystemExit(TERMINATED)


def _opened() -> None:
    """Put something where a stream was closed (`2>&-`): messages go nowhere, but records lost are an error."""
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: SIM115 open until the end
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 the same


def main() -> None:
    """The program `offres`."""
    _opened()
    signal.signal(signal.SIGTERM, _terminated)  # so that a half-written output is removed
    app()
