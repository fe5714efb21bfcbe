"""The typed errors: each has the code of the finding it becomes, names file and cause, and says what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

Stage = Literal["list", "open", "read", "parse", "write"]  # of what is done with a file, in this order


@contextmanager
def at(stage: Stage) -> Iterator[None]:
    """Whatever is raised in the block bears the stage at which it was; `stage_of` tells it."""
    try:
        yield
    except Exception as error:
        vars(error).setdefault("stage", stage)
        raise


def stage_of(error: BaseException) -> Stage:
    """The stage at which an error was raised; reading, where nothing says another."""
    stage: Stage = vars(error).get("stage", "read")
    return stage


class OffresError(Exception):
    """Base of all errors that the tool raises on purpose.

    `code` is the finding's code (OF9xx), `uri` the file concerned, `cause` what is wrong, `remedy` what to do.
    """

    code = "OF901"
    name = "unreadable-file"

    def __init__(self, cause: str, *, uri: str | None = None, remedy: str = "") -> None:
        self.cause = cause
        self.uri = uri
        self.remedy = remedy
        super().__init__(cause)

    def __str__(self) -> str:
        place = f"{self.uri}: " if self.uri else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.code} {self.name}: {self.cause}.{remedy}"


class UnreadableFile(OffresError):
    """The file is corrupt, empty, missing, or of a type that is not supported."""


class EncryptedFile(OffresError):
    """A password is needed."""

    code = "OF902"
    name = "encrypted-file"


class LimitExceeded(OffresError):
    """A limit of time, memory, size, pages or unpacked size was exceeded."""

    code = "OF903"
    name = "limit-exceeded"


class NoText(OffresError):
    """There is nothing to read in the file."""

    code = "OF904"
    name = "no-text"


class MissingTool(UnreadableFile):
    """A library or a program that this type of file needs is not installed; the remedy is the command that does it.

    `tool` names it; a batch says so once.
    """

    def __init__(self, tool: str, needed_for: str, remedy: str) -> None:
        self.tool = tool
        super().__init__(f"{needed_for} needs {tool}, which is not installed here", remedy=remedy)

    def __reduce__(self) -> tuple[object, ...]:
        """So that it can travel between processes: its arguments are not those of the base."""
        return type(self), (self.tool, self.cause.partition(" needs ")[0], self.remedy), {"uri": self.uri}


class PatternError(Exception):
    """A pattern file is wrong; the message names the file, the entry and the key."""
