"""What a run says on standard error: messages, and a progress bar where that is a terminal."""

import re
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """A text from outside without the characters that could steer a terminal; tab and newline stay."""
    return _CONTROL.sub("\ufffd", text)


class Report:
    """Says messages while a bar runs; without `bar` only the messages."""

    def __init__(self, total: int, *, bar: bool) -> None:
        self._progress = _bar(total) if bar else None

    def __enter__(self) -> Self:
        if self._progress:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress:
            self._progress.stop()

    def say(self, message: str) -> None:
        """A message, on a line of its own."""
        if self._progress:
            self._progress.console.print(printable(message), markup=False, highlight=False, soft_wrap=True)
        else:
            sys.stderr.write(printable(message) + "\n")

    def expect(self, total: int) -> None:
        """There are so many files to read."""
        if self._progress:
            self._progress.update(self._progress.task_ids[0], total=total)

    def advance(self, files: int = 1) -> None:
        """So many files more are done."""
        if self._progress and files:
            self._progress.advance(self._progress.task_ids[0], files)


def _bar(total: int) -> "Progress":
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            """Files a second, lately."""
            return Text(f"{task.speed:,.0f}/s" if task.speed else "", style="progress.data.speed")

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    progress.add_task("Reading", total=total)
    return progress
