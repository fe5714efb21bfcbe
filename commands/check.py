"""`offres check` and `offres rule`: what is wrong with postings, and what that means."""

import os
import sys
from enum import StrEnum
from typing import Annotated

import typer

from .exits import FAILED, exits
from .options import Config, InLanguage, Jobs, Memory, OwnPacks, Paths, Timeout, know_packs, print_text


class CheckFormat(StrEnum):
    """Of what `check` prints."""

    text = "text"
    json = "json"
    sarif = "sarif"
    junit = "junit"
    github = "github"
    csv = "csv"
    html = "html"


class Severity(StrEnum):
    """Of findings, and the least that `check` tells."""

    error = "error"
    warning = "warning"
    info = "info"


class RuleFormat(StrEnum):
    """Of what `rule` prints."""

    text = "text"
    json = "json"
    markdown = "markdown"


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
    with exits():
        from ..findings.check import check as run
        from ..findings.settings import request
        from ..ingest.guard import Limits

        know_packs(patterns, config)
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


def rule(
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="Such as OF203.", show_default=False)] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
    form: Annotated[RuleFormat, typer.Option("--format", help="json holds both languages.")] = RuleFormat.text,
    lang: InLanguage = None,
) -> None:
    """Say what a finding means, why it matters, and what to write instead."""
    with exits():
        from ..findings.rules import told
        from ..findings.settings import language

        print_text(told(code, form.value, lang.value if lang else language(os.environ), every=every))
