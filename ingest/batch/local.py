"""The chunks of a batch read on this machine: `jobs` worker processes, and threads that hand them files."""

import threading
from collections.abc import Callable, Iterator
from queue import SimpleQueue

from .chunks import Chunk
from .job import Job
from .reader import Reader
from .receipts import Receipt
from .task import read_chunk

TURNS = 2  # threads for each worker: while one writes what was read, the other has its files read
TO_STOP = 10.0  # seconds that threads may take to stop


def read_here(
    chunks: Iterator[Chunk], job: Job, jobs: int, on_file: Callable[[], object] | None = None
) -> Iterator[Receipt]:
    """The receipts of the chunks, in the order in which they are done; `on_file` is called by several threads."""
    crew = _Crew(chunks, job, jobs, on_file)
    try:
        yield from crew.receipts()
    finally:
        crew.stop()


class _Crew:
    """Threads that read chunks; a worker ends with the thread that began it, so that all of them end together."""

    def __init__(self, chunks: Iterator[Chunk], job: Job, jobs: int, on_file: Callable[[], object] | None) -> None:
        self._chunks, self._job = chunks, job
        self._readers = [Reader(job, on_file) for _ in range(jobs)]
        self._next, self._over = threading.Lock(), threading.Event()
        self._said: SimpleQueue[Receipt | BaseException | None] = SimpleQueue()  # None: a thread has no more to do
        self._threads = [
            threading.Thread(target=self._work, args=(reader,), daemon=True)
            for _ in range(TURNS)
            for reader in self._readers
        ]

    def receipts(self) -> Iterator[Receipt]:
        for thread in self._threads:
            thread.start()
        busy = len(self._threads)
        while busy:
            said = self._said.get()
            if said is None:
                busy -= 1
            elif isinstance(said, BaseException):
                raise said
            else:
                yield said

    def stop(self) -> None:
        self._over.set()
        for reader in self._readers:
            reader.stop()
        for thread in self._threads:
            if thread.ident:
                thread.join(TO_STOP)
        for reader in self._readers:
            reader.close()

    def _work(self, reader: Reader) -> None:
        try:
            while (chunk := self._given()) is not None:
                self._said.put(read_chunk(chunk, self._job, reader))
        except BaseException as error:  # noqa: BLE001 whatever it is, the main thread raises it
            self._said.put(error)
        self._said.put(None)
        self._over.wait()

    def _given(self) -> Chunk | None:
        with self._next:
            return None if self._over.is_set() else next(self._chunks, None)
