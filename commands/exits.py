"""Exit codes, and what a command raises -> a message on standard error and one of them.

0 done, 1 some files failed or something was found (or the output cannot be written), 2 wrong usage, 75 another run
holds the store or writes there, 130 interrupted, 141 nobody reads the output any more, 143 terminated.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import TextIO

import typer

FAILED, WRONG_USAGE, HELD, BROKEN_PIPE, TERMINATED = 1, 2, 75, 141, 143


@contextlib.contextmanager
def exits() -> Iterator[None]:
    """What a command raises -> a message on standard error and an exit code."""
    from ..config import ConfigError
    from ..evaluate.errors import EvaluationError
    from ..extract.errors import OffresError, PatternError
    from ..ingest.convert import Busy, NothingListed, OutputFailed, WrongUsage
    from ..ingest.run import NoWorker
    from ..ingest.store.errors import StoreError, StoreHeld, WrongStore

    try:
        yield
        sys.stdout.flush()
    except (ConfigError, PatternError, WrongStore) as error:
        _silence(sys.stdout)
        say(str(error))
        raise typer.Exit(WRONG_USAGE) from None
    except (EvaluationError, WrongUsage) as error:
        say(f"Wrong usage: {error}")
        raise typer.Exit(WRONG_USAGE) from None
    except (Busy, StoreHeld) as error:
        _silence(sys.stdout)
        say(str(error))
        raise typer.Exit(HELD) from None
    except (OffresError, NothingListed, OutputFailed, NoWorker, StoreError) as error:
        _silence(sys.stdout)
        say(str(error))
        raise typer.Exit(FAILED) from None
    except BrokenPipeError:
        _silence(sys.stdout)
        raise typer.Exit(BROKEN_PIPE) from None
    except OSError as error:
        _silence(sys.stdout)
        say(f"cannot write to standard output: {error.strerror}")
        raise typer.Exit(FAILED) from None


def say(message: str) -> None:
    """A message on standard error."""
    from ..output.terminal import printable

    typer.echo(printable(message), err=True)


def _silence(stream: TextIO) -> None:
    """What is left in the buffer of a stream that cannot be written goes nowhere, instead of failing again at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
