"""Many files -> the outcomes of their documents, in the order of the files, by one process or several.

What is no plain text is read by a guarded worker (`guard.py`), which may die; text is read here where there is one
worker only. Workers get files in chunks, when they have none left, and only a few chunks are on the way at a time:
memory does not grow with the number of files, nor with that of the documents in one. When a worker dies or takes too
long, the document at hand fails, and another worker goes on behind it; over one that was killed from outside the
document is tried again, once.
"""

import os
import stat
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby, islice
from multiprocessing.connection import wait

from ..extract.errors import OffresError
from ..extract.read.url import is_url
from .find import File
from .guard import GLANCE, Limits, Task, Worker, named
from .work import RECORDS, Form, Outcome, convert_file, failed, source_of_file

CHUNK = 32  # files a chunk at most: some 30 ms of work, against well under 1 ms to hand it over
ROUNDS = 4  # chunks that each worker gets at least, so that none is left waiting at the end
AHEAD = 3  # chunks on the way for each worker
MANY, MUCH = 500, 20_000_000  # files, and bytes of them, from which more than one worker is worth its start
FULL = 32_000_000  # bytes of records that wait for those before them, until only these are taken in
STARTS = 3  # times that a worker may die before it is there

Read = tuple[File, Outcome]


class NoWorker(Exception):
    """Worker processes cannot be started here."""


class Stopped(Exception):
    """Somebody else has ended the workers."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def workers(files: Sequence[File], wanted: int | None) -> int:
    """How many processes: as wanted, else one for few files and one a processor for many; never more than files."""
    are_many = len(files) > MANY or sum(file.size or 0 for file in files) > MUCH
    return min(wanted or (processors() if are_many else 1), len(files))


def run(files: Sequence[File], jobs: int, limits: Limits, form: Form = RECORDS) -> Iterator[Read]:
    """The outcomes with their file, in the order of the files; raises NoWorker."""
    pool = Pool(jobs, limits, form, max(1, min(CHUNK, len(files) // (jobs * ROUNDS))))
    try:
        if jobs > 1:
            yield from pool.read(files)
            return
        here = partial(_read_here, form=form)
        for plain, group in groupby(files, _is_plain):
            read = here if plain else pool.read
            yield from read(group)
    finally:
        pool.close()


def _read_here(files: Iterable[File], form: Form) -> Iterator[Read]:
    return ((file, outcome) for file in files for outcome in convert_file(file, form=form))


def _is_plain(file: File) -> bool:
    """Whether it is text, or no file that can be opened twice; what is fetched may be anything."""
    from ..extract.read import sniff

    if is_url(file.path):
        return False
    try:
        if not stat.S_ISREG(os.stat(file.path).st_mode):
            return True
        with open(file.path, "rb") as stream:
            return sniff.kind_of(stream) in (sniff.TEXT, sniff.EMPTY)
    except OSError:
        return True  # reading it says what is wrong


class Pool:
    """Workers, each started when there is something for it, and replaced when it dies.

    It belongs to the thread that uses it, with which its workers end; another one may `stop` it.
    """

    def __init__(self, jobs: int, limits: Limits, form: Form = RECORDS, chunk: int = CHUNK) -> None:
        self._jobs, self._limits, self._form, self._chunk = jobs, limits, form, chunk
        self._workers: list[Worker] = []
        self._held = 0  # bytes of outcomes that nobody has taken yet
        self._failed_starts = 0
        self._stopped = False

    def read(self, files: Iterable[File]) -> Iterator[Read]:
        """The outcomes of the files."""
        return ((task.file, outcome) for task, outcome in self.tasks(files))

    def tasks(self, files: Iterable[File]) -> Iterator[tuple[Task, Outcome]]:
        """The outcomes of the files, each with the task that it is of; raises NoWorker, Stopped."""
        tasks = map(Task, files)
        waiting: deque[Task] = deque()
        while self._feed(tasks, waiting):
            head = waiting[0]
            while head.outcomes:
                outcome = head.outcomes.popleft()
                self._held -= _size(outcome)
                yield head, outcome
            if head.ended:
                waiting.popleft()
            else:
                self._listen(head)

    def close(self) -> None:
        """End all workers, also those that are busy."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def stop(self) -> None:
        """Have whoever reads stop; only this may be called by another thread."""
        self._stopped = True
        for worker in tuple(self._workers):
            worker.kill()

    def _feed(self, tasks: Iterator[Task], waiting: deque[Task]) -> bool:
        """Give files to workers that have none; whether there is still something to wait for."""
        self._refuse_if_stopped()
        while len(waiting) < self._jobs * AHEAD * self._chunk and (self._idle() or len(self._workers) < self._jobs):
            chunk = list(islice(tasks, self._chunk))
            if not chunk:
                break
            waiting.extend(chunk)
            (self._idle() or self._started()).give(chunk)
        return bool(waiting)

    def _idle(self) -> Worker | None:
        """A worker that has nothing to do; one that died meanwhile is let go."""
        for worker in [worker for worker in self._workers if not worker.tasks]:
            if worker.is_alive():
                return worker
            worker.end()
            self._workers.remove(worker)
        return None

    def _started(self) -> Worker:
        self._refuse_if_stopped()
        self._workers.append(Worker(self._limits, self._form))
        self._refuse_if_stopped()
        return self._workers[-1]

    def _refuse_if_stopped(self) -> None:
        if self._stopped:
            raise Stopped

    def _listen(self, head: Task) -> None:
        """Wait for what workers say; while much waits to be taken, for the one that reads `head` only."""
        busy = [worker for worker in self._workers if worker.tasks]
        heard = [worker for worker in busy if worker.tasks[0] is head or self._held < FULL]
        speaking = wait([worker.connection for worker in heard], GLANCE)
        for worker in busy:
            if worker not in heard:
                worker.begin_time()
            elif worker.connection in speaking:
                self._hear(worker)
            elif worker.is_late():
                self._replace(worker, late=True)

    def _hear(self, worker: Worker) -> None:
        try:
            outcomes = worker.receive()
        except EOFError:
            self._replace(worker, late=False)
        else:
            self._held += sum(map(_size, outcomes))

    def _replace(self, worker: Worker, *, late: bool) -> None:
        """End a worker that died or is late; the document at hand fails, and another worker goes on behind it."""
        exit_code = worker.end()
        self._workers.remove(worker)
        self._refuse_if_stopped()
        self._failed_starts = 0 if worker.ready else self._failed_starts + 1
        if self._failed_starts == STARTS:
            raise NoWorker(f"a process that reads files ended with {named(exit_code)} before it began")
        blameless = worker.ready and worker.may_be_blameless(exit_code, late=late)
        if worker.ready and not blameless and (error := worker.why(exit_code, late=late)):
            self._held += _size(_fail(worker.at_hand(), error, self._form))
        if rest := [task for task in worker.tasks if not task.ended]:
            self._started().give(rest)


def _fail(task: Task, error: OffresError, form: Form) -> Outcome:
    """Give a task the outcome of the document over which its worker died: of the file, where none was begun."""
    source, whole = task.begun or (source_of_file(task.file), True)
    outcome = failed(error, source, whole=whole, form=form)
    task.take(outcome)
    return outcome


def _size(outcome: Outcome) -> int:
    return sum(map(len, outcome.lines))
