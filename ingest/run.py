"""Many files -> their outcomes, in the order of the files, by one process or several.

Files go to the workers in chunks, and only a few chunks are on the way at a time: memory does not grow with the number
of files. When a worker dies (killed, out of memory, a fault in a C library), every chunk that was on the way is read
again in a process of its own, and if that dies too, file by file: only the file that does it fails, with the signal or
exit code in its record.
"""

import itertools
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import Connection

from ..extract.errors import UnreadableFile
from .find import File
from .work import Outcome, convert_file, failed

CHUNK = 32  # files a chunk at most: some 30 ms of work, against well under 1 ms to hand it over
ROUNDS = 4  # chunks that each worker gets at least, so that none is left waiting at the end
AHEAD = 3  # chunks on the way for each worker
MANY = 500  # files from which more than one worker is worth its start

Chunk = Sequence[File]
Tell = Callable[[str], None]


def workers(files: int, wanted: int | None) -> int:
    """How many processes: as wanted, else one for few files and one a processor for many; never more than files."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(wanted or (available if files > MANY else 1), files)


def run(files: Sequence[File], jobs: int, tell: Tell) -> Iterator[Outcome]:
    """The outcomes, in the order of the files; `tell` takes a message for the user."""
    if jobs <= 1:
        return itertools.chain.from_iterable(map(convert_file, files))
    return itertools.chain.from_iterable(_in_parallel(files, jobs, tell))


def _in_parallel(files: Sequence[File], jobs: int, tell: Tell) -> Iterator[list[Outcome]]:
    size = max(1, min(CHUNK, len(files) // (jobs * ROUNDS)))
    chunks = (files[start : start + size] for start in range(0, len(files), size))
    waiting: deque[tuple[Chunk, Future[list[Outcome]]]] = deque()
    pool = _Pool(jobs)
    try:
        for chunk in chunks:
            waiting.append((chunk, pool.submit(chunk)))
            if len(waiting) >= jobs * AHEAD:
                yield _result(*waiting.popleft(), tell)
        while waiting:
            yield _result(*waiting.popleft(), tell)
    finally:
        pool.close()


def _result(chunk: Chunk, future: "Future[list[Outcome]]", tell: Tell) -> list[Outcome]:
    try:
        return future.result()
    except BrokenProcessPool:
        return list(_alone(chunk, tell))


class _Pool:
    """A pool of workers that is made anew after one of them died."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool = self._made()

    def _made(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._jobs, mp_context=multiprocessing.get_context("spawn"))

    def submit(self, chunk: Chunk) -> "Future[list[Outcome]]":
        with _interrupts_held():
            try:
                return self._pool.submit(_convert_all, chunk)
            except BrokenProcessPool:
                self.close()
                self._pool = self._made()
                return self._pool.submit(_convert_all, chunk)

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Processes started here never see Ctrl-C: it is the parent that ends a run, and says so once."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _convert_all(chunk: Iterable[File]) -> list[Outcome]:
    return [outcome for file in chunk for outcome in convert_file(file)]


def _alone(chunk: Chunk, tell: Tell) -> Iterator[Outcome]:
    """The outcomes of a chunk that was on the way when a worker died."""
    outcomes, exit_code = _in_own_process(chunk)
    if outcomes is not None:
        yield from outcomes
    elif len(chunk) == 1:
        cause = f"the process that read it ended with {_named(exit_code)}"
        remedy = "Run it alone to see whether memory or the file is the cause, and report the file."
        yield failed(
            UnreadableFile(cause, remedy=remedy), {"uri": chunk[0].uri, "sha256": "", "bytes": 0, "extractor": ""}
        )
    else:
        tell(
            f"A worker ended with {_named(exit_code)} on one of the {len(chunk)} files from {chunk[0].uri} to "
            f"{chunk[-1].uri}; they are read again one by one."
        )
        for file in chunk:
            yield from _alone([file], tell)


def _in_own_process(chunk: Chunk) -> tuple[list[Outcome] | None, int | None]:
    """The outcomes, or None and the exit code of a process that died over it."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send_all, args=(theirs, chunk))
    with _interrupts_held():
        process.start()
    theirs.close()
    try:
        outcomes: list[Outcome] | None = ours.recv()
    except EOFError:
        outcomes = None
    process.join()
    return outcomes, process.exitcode


def _send_all(connection: "Connection[list[Outcome], None]", chunk: Chunk) -> None:
    connection.send(_convert_all(chunk))


def _named(exit_code: int | None) -> str:
    if exit_code is None or exit_code >= 0:
        return f"exit code {exit_code}"
    try:
        return f"signal {signal.Signals(-exit_code).name}"
    except ValueError:
        return f"signal {-exit_code}"
