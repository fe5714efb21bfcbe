"""A process that reads files for another one, and may die over them.

It has a limit of memory (where the system lets a process have one), it is killed when its parent dies, and the parent
kills it, with all that it started, when a document takes too long. It says what it is at before it begins: when it
dies, the parent knows over which document. Of plain texts, which take a millisecond, it sends several outcomes at
once, and counts the files that it has begun where the parent can see it.
"""

import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from ..extract.errors import LimitExceeded, OffresError, UnreadableFile
from .find import File
from .work import MORE_MEMORY, RECORDS, Facts, Form, Outcome, convert_file

TO_START, TO_END = 60.0, 10.0  # seconds that a worker may take to be there, and to be gone when it says no more
GLANCE = 0.25  # seconds between looks at the memory of a worker that says nothing
MUCH = 0.5  # of the limit: a worker that had so much when it died of a signal died of the limit
AT_ONCE, LULL = 16, 0.02  # outcomes of texts that are sent together, and seconds that one of them may wait
WORN = 75  # exit code of a worker that has run out of memory, has said so, and is of no more use

_DEATH_SIGNAL = 1  # Linux's PR_SET_PDEATHSIG

READY, PAGE, ENDED = "ready", "page", "ended"  # a worker is there; a page is read; a file has no further document


class Limits(NamedTuple):
    """What reading a document may take: time, anew for each page read by OCR, and address space; pages, unpacked size.

    Where these two are None, each reader has a bound of its own.
    """

    seconds: float
    megabytes: int
    pages: int | None = None
    unpacked: int | None = None  # megabytes


class Begun(NamedTuple):
    """A document that is read now: what its records will say of where it comes from."""

    source: dict[str, Any]
    whole: bool


@dataclass(eq=False, slots=True)
class Task:
    """A file to read, and what came of it up to now."""

    file: File
    done: int = 0  # documents
    deaths: int = 0  # of workers over the document at hand, for which it may not be to blame
    begun: Begun | None = None
    facts: Facts | None = None  # of the file
    outcomes: deque[Outcome] = field(default_factory=deque)  # that nobody has taken yet
    ended: bool = False

    def take(self, outcome: Outcome) -> None:
        """Note the outcome of the document at hand."""
        self.outcomes.append(outcome)
        self.done += 1
        self.begun = None
        self.deaths = 0
        self.ended = outcome.whole
        if outcome.whole:
            self.facts = outcome.facts


class Worker:
    """A process that reads, as its parent sees it."""

    def __init__(self, limits: Limits, form: Form = RECORDS) -> None:
        self._limits = limits
        self.tasks: deque[Task] = deque()  # at hand, the first one first
        self.ready = False
        self._is_gone = False  # it has closed its end
        self._ended = 0  # files that it has told the outcomes of
        self.begin_time()
        from ..patterns.load import packs_in_use

        context = multiprocessing.get_context("spawn")  # a forked one would outlive its parent, and have its locks
        self.connection, theirs = context.Pipe()
        self._begun = context.RawValue("Q", 0)  # files, as it counts them
        given = (theirs, self._begun, limits, os.getpid(), packs_in_use(), form)
        self._process = context.Process(target=_work, args=given, daemon=True)
        with interrupts_held():
            self._process.start()
        theirs.close()

    def give(self, tasks: Sequence[Task]) -> None:
        """Hand over files to read; only to a worker that has none."""
        self.tasks.extend(tasks)
        self.begin_time()
        with suppress(OSError):  # where it is dead, receiving will show it
            self.connection.send([(task.file, task.done) for task in tasks])

    def receive(self) -> Sequence[Outcome]:
        """The next message, noted; outcomes are given back as well. Raises EOFError where the worker is dead."""
        try:
            message = self.connection.recv()
        except (EOFError, OSError) as error:
            self._is_gone = True
            raise EOFError from error
        self.begin_time()
        if message == READY:
            self.ready = True
        elif isinstance(message, Begun):
            self.tasks[0].begun = message
        elif isinstance(message, Facts):
            self.tasks[0].facts = message
        elif message == ENDED:
            self._end_task()
        elif isinstance(message, list):
            self._take(message)
            return message
        return ()

    def _take(self, outcomes: Sequence[Outcome]) -> None:
        for outcome in outcomes:
            self.tasks[0].take(outcome)
            if outcome.whole:
                self._end_task()

    def _end_task(self) -> None:
        self.tasks.popleft().ended = True
        self._ended += 1

    def at_hand(self) -> Task:
        """The file over which it is, or was when it died; what it read before and had not sent yet is read again."""
        lost = self._begun.value - self._ended - 1
        return self.tasks[max(0, min(lost, len(self.tasks) - 1))]

    def is_alive(self) -> bool:
        """Whether the process is there."""
        return self._process.is_alive()

    def begin_time(self) -> None:
        """Count the time of the document at hand from now on."""
        self._since = time.monotonic()
        self._looked = 0.0  # seconds after which its memory was looked at last
        self._most = 0  # bytes of memory seen since

    def is_late(self) -> bool:
        """Whether the document at hand has taken more than its time."""
        taken = time.monotonic() - self._since
        if taken > self._looked + GLANCE:
            self._looked = taken
            self._most = max(self._most, _memory_of(self._process.pid))
        return taken > (self._limits.seconds if self.ready else max(self._limits.seconds, TO_START))

    def end(self) -> int | None:
        """End it, with all that it started; its exit code, negative for a signal."""
        assert self._process.pid
        if self._is_gone:
            self._process.join(TO_END)
        self.kill()
        self._process.join()
        self.connection.close()
        return self._process.exitcode

    def kill(self) -> None:
        """Kill it, with all that it started."""
        assert self._process.pid
        if hasattr(os, "killpg"):
            with suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()

    def may_be_blameless(self, exit_code: int | None, *, late: bool) -> bool:
        """Whether it was killed from outside over a document that has not seen that before: it may be tried again."""
        task = self.at_hand() if self.tasks else None
        if late or task is None or exit_code != -signal.SIGKILL or task.deaths or self._has_much():
            return False
        task.deaths += 1
        task.begun = None
        return True

    def _has_much(self) -> bool:
        return self._most > MUCH * self._limits.megabytes * 10**6

    def why(self, exit_code: int | None, *, late: bool) -> OffresError | None:
        """The error of the document at hand when it ended; None where it is not the document's."""
        if late:
            cause = f"reading it took over {self._limits.seconds:g} seconds"
            return LimitExceeded(cause, remedy="Split it, or give it more time with --timeout.")
        if exit_code == WORN:
            return None
        if self._has_much() and (exit_code or 0) < 0:
            cause = f"reading it took more than {self._limits.megabytes:,} MB of memory ({named(exit_code)})"
            return LimitExceeded(cause, remedy=MORE_MEMORY)
        remedy = "Run it alone to see whether memory or the file is the cause, and report the file."
        return UnreadableFile(f"the process that read it ended with {named(exit_code)}", remedy=remedy)


def named(exit_code: int | None) -> str:
    """An exit code for a message."""
    if exit_code is None or exit_code >= 0:
        return f"exit code {exit_code}"
    try:
        return f"signal {signal.Signals(-exit_code).name}"
    except ValueError:
        return f"signal {-exit_code}"


def _memory_of(pid: int | None) -> int:
    """The bytes of address space that a process has; 0 where the system does not say."""
    with suppress(OSError, ValueError, IndexError), open(f"/proc/{pid}/status", encoding="ascii") as status:
        return int(status.read().split("VmSize:")[1].split()[0]) * 1024
    return 0


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Processes started here never see Ctrl-C: it is the parent that ends a run, and says so once."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # where multiprocessing starts it, Ctrl-C is let through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Outbox:
    """What a worker tells its parent."""

    def __init__(self, parent: "Connection[Any, Any]", begun: "Any") -> None:
        self._parent, self._begun = parent, begun
        self._waiting: list[Outcome] = []
        self._since = 0.0

    def begin(self) -> None:
        """A file is begun; what has waited for long does not wait for it."""
        if self._waiting and time.monotonic() - self._since > LULL:
            self.flush()
        self._begun.value += 1

    def add(self, outcome: Outcome) -> None:
        """An outcome, sent soon."""
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append(outcome)
        if len(self._waiting) == AT_ONCE or not outcome.whole:
            self.flush()

    def send(self, message: object) -> None:
        """A message, sent behind all that waits."""
        self.flush()
        self._parent.send(message)

    def flush(self) -> None:
        """Send what waits."""
        if self._waiting:
            self._parent.send(self._waiting)
            self._waiting = []


def _work(
    parent: "Connection[Any, Any]",
    begun: "Any",
    limits: Limits,
    parent_id: int,
    packs: Sequence[str],
    form: Form = RECORDS,
) -> None:
    """What a worker does: read files as they come, until the parent is gone."""
    from ..extract import pipeline  # noqa: F401 the time that this takes is no document's
    from ..extract.read.bounds import bound
    from ..extract.read.pace import on_page
    from ..patterns.load import use_packs

    _bind(limits, parent_id)
    with suppress(OSError):
        os.dup2(2, 1)  # what a library prints is no record
    outbox = _Outbox(parent, begun)
    on_page(lambda: outbox.send(PAGE))
    with suppress(EOFError, ConnectionError):
        use_packs(packs)
        bound(limits.pages, None if limits.unpacked is None else limits.unpacked * 10**6)
        outbox.send(READY)
        while True:
            for file, done in parent.recv():
                _read(file, done, outbox, form)
            outbox.flush()


def _read(file: File, done: int, outbox: _Outbox, form: Form) -> None:
    outbox.begin()
    whole = worn = False
    for outcome in convert_file(file, done, lambda *begun: outbox.send(Begun(*begun)), form, outbox.send):
        outbox.add(outcome)
        whole, worn = outcome.whole, outcome.worn
        if worn:
            break
    if worn:
        outbox.flush()
        sys.exit(WORN)
    if not whole:
        outbox.send(ENDED)


def _bind(limits: Limits, parent_id: int) -> None:
    """Set the limit of memory, and die with the parent, where the system can do that."""
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)  # so that it can be killed with the programs that it runs
    if not sys.platform.startswith("linux"):
        return
    import ctypes
    import resource

    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent_id:
        sys.exit(1)
    most = limits.megabytes * 10**6
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
