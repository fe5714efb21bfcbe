"""What a run of `offres ingest` leaves for those who watch it: JSON, metrics, a page.

In: the run's summary as a plain mapping (`summary.RunSummary` describes its keys). Out: up to three files, each written
aside, synced and renamed, so that who reads one sees a whole one, the old or the new. `summary` checks the mapping and
writes JSON, `openmetrics` what node_exporter's textfile collector reads, `report` one HTML page. None of them opens the
store: what they tell is what the run told.
"""

import sys
from collections.abc import Callable, Mapping
from typing import Any, Literal

Lang = Literal["en", "fr"]
Status = Literal["done", "failed", "refused"]


def write(
    summary: Mapping[str, Any],
    *,
    summary_file: str | None = None,
    metrics_file: str | None = None,
    report_file: str | None = None,
    lang: Lang = "en",
) -> None:
    """Write the files that are wanted. All are tried; then OutputFailed names those that could not be written.

    `-` as `summary_file` is standard output.

    Of a run that published nothing (`failed`, `refused`) the summary needs status, store, sources, started, finished
    and message; `last_success` where the store could be asked.
    """
    from ..convert import OutputFailed
    from . import openmetrics, report
    from .summary import as_json, checked

    run = checked(summary)
    writers: list[tuple[str | None, Callable[[str], None]]] = [
        (summary_file, lambda path: _print(as_json(run)) if path == "-" else put_bytes(path, as_json(run))),
        (metrics_file, lambda path: openmetrics.put(path, run)),
        (report_file, lambda path: put_bytes(path, report.page(run, lang).encode())),
    ]
    failed = []
    for path, put in writers:
        if not path:
            continue
        try:
            put(path)
        except OSError as error:
            failed.append(f"cannot write {path}: {error.strerror or error}")
    if failed:
        raise OutputFailed("; ".join(failed))


def put_bytes(path: str, data: bytes) -> None:
    """Write a file whole or not at all."""
    from ...output.atomic import replacing

    with replacing(path) as stream:
        stream.write(data)


def _print(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
