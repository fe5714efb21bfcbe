"""Who reads the files of chunks: one guarded worker, kept from chunk to chunk."""

from collections.abc import Callable, Generator, Iterable, Iterator
from threading import Lock
from types import TracebackType
from typing import Self

from ..find import File
from ..guard import Task
from ..run import Pool, Stopped
from ..work import Outcome
from .job import Job, prepare

AT_ONCE = 64  # files that the worker is handed


class Reader:
    """Reads files through one worker process, started when it is needed first.

    The worker ends with the thread that needed it first. Several threads may read, one after the other, as long as that
    one lives.
    """

    def __init__(self, job: Job, on_file: Callable[[], object] | None = None) -> None:
        """`on_file` is called after each file. Raises OtherCode where this process is not fit for the job."""
        prepare(job)
        self._limits, self._on_file = job.limits, on_file
        self._turn = Lock()
        self._pool = self._new()
        self._stopped = False

    def read(self, files: Iterable[File]) -> Generator[tuple[Task, Outcome], None, None]:
        """The outcomes of the files in their order, each with its task; raises NoWorker, Stopped."""
        with self._turn:
            ended = False
            try:
                yield from self._each(files)
                ended = True
            finally:
                if not ended:  # the worker is somewhere in these files
                    self._pool.close()
                    self._pool = self._new()

    def stop(self) -> None:
        """Have those who read stop; any thread may call it."""
        self._stopped = True
        self._pool.stop()

    def close(self) -> None:
        """End the worker."""
        self._pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _each(self, files: Iterable[File]) -> Iterator[tuple[Task, Outcome]]:
        last = None
        for task, outcome in self._pool.tasks(files):
            if self._stopped:
                raise Stopped
            if task is not last and self._on_file:
                self._on_file()
            last = task
            yield task, outcome

    def _new(self) -> Pool:
        return Pool(1, self._limits, chunk=AT_ONCE)
