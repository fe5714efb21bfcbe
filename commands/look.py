"""`offres show`, `text`, `explain`, `review`: postings for a person to look at."""

import os
import sys
from enum import StrEnum
from typing import Annotated

import typer

from .exits import FAILED, exits
from .options import (
    Config,
    InLanguage,
    Jobs,
    Memory,
    OnePath,
    OwnPacks,
    Paths,
    Timeout,
    folders,
    know_packs,
    print_text,
)


class Format(StrEnum):
    """Of what `explain` prints."""

    text = "text"
    json = "json"


def show(path: OnePath, patterns: OwnPacks = None, config: Config = None) -> None:
    """Show the postings of one file, readable in a terminal."""
    with exits():
        from ..ingest.find import file_of
        from ..ingest.work import load
        from ..output.show import show as render

        know_packs(patterns, config)
        render(load(file_of(path)), sys.stdout)


def text(path: OnePath) -> None:
    """Print the text that spans point into, and nothing else."""
    with exits():
        from ..ingest.find import file_of
        from ..ingest.work import text_of

        sys.stdout.buffer.write(text_of(file_of(path)).encode())


def explain(
    path: OnePath,
    form: Annotated[Format, typer.Option("--format", help="For a person, or for a program.")] = Format.text,
    patterns: OwnPacks = None,
    config: Config = None,
) -> None:
    """Say of each line what it was taken for, by which pattern, and what else was considered."""
    with exits():
        from ..explain.commands import explained

        print_text(explained(path, folders(patterns, config), form.value))


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
    with exits():
        from ..findings.review import review as run
        from ..findings.settings import language
        from ..ingest.guard import Limits

        know_packs(patterns, config)
        summary = run(paths, out, jobs, Limits(timeout, memory), lang.value if lang else language(os.environ))
    if summary.failed or summary.unlisted:
        raise typer.Exit(FAILED)
