"""A batch on Dask Distributed: chunks go to its workers, receipts come back, in any order.

A worker does with a chunk what a thread of the local run does: it reads the documents in a guarded process, which it
keeps, and writes the chunk's part itself. So a chunk that is read twice, because a worker died, changes nothing. Files
and output must be where every worker sees them, and every worker must be of the same code: what is not is told.
"""

import logging
import multiprocessing
import os
import pickle
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from ...extract.read.url import is_url
from ..find import File
from ..guard import interrupts_held
from ..place import place
from ..run import NoWorker
from .chunks import Chunk
from .job import Job, OtherCode
from .reader import Reader
from .receipts import Receipt
from .run import Engine
from .task import read_chunk

if TYPE_CHECKING:
    from distributed import Client, Future, LocalCluster

AHEAD = 3  # chunks on the way for each thread of the workers
RETRIES = 2  # of a chunk whose files or output could not be reached
TO_CONNECT = 30  # seconds

_MISSING = "--engine dask needs distributed, which is not installed here. pip install 'offres[dask]'"
_DAEMONIC = (
    "its process may not start another one, and the limits of a document need that. Start workers with "
    "DASK_DISTRIBUTED__WORKER__DAEMON=False in their environment, or with dask worker --no-nanny."
)
_GO_ON = "What was read so far is kept: go on with --resume."
_SHARE = "Workers elsewhere need a folder that all of them share, or a URL such as s3://bucket/folder/"
_LOCAL: dict[str, Any] = {
    "distributed.worker.daemon": False,  # each starts the process that reads
    "distributed.worker.profile.enabled": False,  # looking at itself takes a fifth of the time of texts
    "distributed.admin.tick.interval": "500ms",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.worker.http.routes": [],  # and nothing is served but the work
    "distributed.scheduler.http.routes": [],
    "distributed.comm.timeouts.connect": TO_CONNECT,
}


class Unfit(Exception):
    """A worker cannot do the work, and no other one of its kind could; the message says why."""


class Unseen(Exception):
    """None of the files of a chunk is there for this worker; the argument is one of them."""


class _Readers:
    """The readers of a worker: of each job one for two threads, so that one writes while the other has files read."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._of: dict[Job, dict[int, Reader]] = {}  # by thread

    def of(self, job: Job) -> Reader:
        """The reader of this thread, kept from chunk to chunk."""
        thread = threading.get_ident()
        with self._lock:
            readers = self._of.setdefault(job, {})
            if thread not in readers:
                shared = list(readers.values())
                readers[thread] = shared[-1] if len(shared) % 2 else Reader(job)
            return readers[thread]

    def forget(self, job: Job) -> None:
        """End those of a job that is done."""
        with self._lock:
            for reader in self._of.pop(job, {}).values():
                reader.close()


_readers = _Readers()


def engine(scheduler: str | None, jobs: int) -> Engine:
    """What has chunks read: the workers of a scheduler, else so many that are started here."""

    def read(chunks: Iterator[Chunk], job: Job, on_file: Callable[[], object]) -> Iterator[Receipt]:
        first = next(chunks, None)
        if first is None:
            return
        with _connected(scheduler) if scheduler else _started(jobs) as client:
            flight = _Flight(client, _for_elsewhere(job))
            for receipt in flight.receipts(chain([first], chunks)):
                for _ in range(receipt.read):
                    on_file()
                yield receipt
            flight.end()

    return read


class _Flight:
    """Chunks on their way: some for each thread of the workers, however many chunks and workers there are."""

    def __init__(self, client: "Client", job: Job) -> None:
        from distributed import as_completed

        self._client, self._job = client, job
        self._futures = as_completed(loop=client.loop)
        self._chunks: dict[object, Chunk] = {}  # by the key of their future
        self._known: set[str] = set()  # workers that write where we read

    def receipts(self, chunks: Iterator[Chunk]) -> Iterator[Receipt]:
        """The receipts of the chunks, as they come; raises NoWorker."""
        self._fill(chunks)
        for future in self._futures:
            chunk = self._chunks.pop(future.key)
            receipt = self._receipt(future, chunk)
            if receipt:
                yield receipt
            self._fill(chunks)

    def end(self) -> None:
        """Have the workers end the processes that read for this job; they may stay for others."""
        self._client.run(_carrier(), pickle.dumps(partial(forget_here, self._job)), on_error="ignore")

    def _fill(self, chunks: Iterator[Chunk]) -> None:
        """Submit chunks until there are enough on the way."""
        with _told():
            wanted = AHEAD * max(1, sum(self._client.nthreads().values()))
        while len(self._chunks) < wanted and (chunk := next(chunks, None)):
            self._submit(chunk._replace(files=tuple(map(_whole, chunk.files))))

    def _submit(self, chunk: Chunk, *, look: bool = True) -> None:
        packed = pickle.dumps(partial(read_here, chunk, self._job, look))
        future = self._client.submit(_carrier(), packed, pure=False, retries=RETRIES)
        self._chunks[future.key] = chunk
        self._futures.add(future)

    def _receipt(self, future: "Future[Any]", chunk: Chunk) -> Receipt | None:
        """What came of a chunk; None where it is on its way again."""
        worker: str
        receipt: Receipt
        try:
            with _told(chunk.files[0].uri):
                worker, receipt = pickle.loads(future.result())  # noqa: S301 our own workers wrote it
        except Unseen as error:
            if any(os.path.lexists(file.path) for file in chunk.files):
                raise NoWorker(f"A worker of Dask does not see {error}. {_SHARE}") from error
            self._submit(chunk, look=False)  # they are gone here too
            return None
        self._look(worker, receipt)
        return receipt

    def _look(self, worker: str, receipt: Receipt) -> None:
        """Once for each worker: whether what it writes is where we read."""
        if worker in self._known:
            return
        target = place(self._job.out)
        try:
            target.read(receipt.name)
        except FileNotFoundError as error:
            raise NoWorker(f"The worker {worker} wrote to {target.uri}, and nothing of it is here. {_SHARE}") from error
        self._known.add(worker)


@contextmanager
def _told(uri: str = "") -> Iterator[None]:
    """What Dask and its workers raise becomes a NoWorker; Unseen, and OSError of the output, stay."""
    from distributed import CancelledError, KilledWorker
    from distributed.comm.core import CommClosedError

    try:
        yield
    except (Unfit, OtherCode) as error:
        raise NoWorker(f"A worker of Dask: {error}") from error
    except ImportError as error:
        cause = f"A worker of Dask cannot load what this offres sends ({error})"
        raise NoWorker(f"{cause}. Install there what is installed here.") from error
    except KilledWorker as error:
        cause = f"Several workers of Dask died, one after the other, over the chunk with {uri}"
        raise NoWorker(f"{cause}. {_GO_ON}") from error
    except (CancelledError, CommClosedError) as error:
        raise NoWorker(f"The connection to Dask's scheduler was lost. {_GO_ON}") from error


def _carrier() -> Callable[[bytes], bytes]:
    """What workers are sent: a function that scheduler and workers can take without having offres.

    A function of a module would be looked up there when the message is read: a worker without it would die of that, not
    say so, and the run would wait for ever.
    """

    def call(packed: bytes) -> bytes:
        import pickle

        try:
            work = pickle.loads(packed)  # noqa: S301 the command wrote it
        except Exception as error:  # whatever another version makes of it
            raise ImportError(f"{type(error).__name__}: {error}") from error
        return pickle.dumps(work())

    return call


def read_here(chunk: Chunk, job: Job, look: bool) -> tuple[str, Receipt]:  # noqa: FBT001 Dask calls it so
    """What a worker does with a chunk: its own address, and the receipt; raises Unfit, Unseen, OtherCode, OSError."""
    from distributed import get_worker

    if multiprocessing.current_process().daemon:
        raise Unfit(_DAEMONIC)
    listed = [file.path for file in chunk.files if file.size is not None and not is_url(file.path)]
    if look and listed and not any(map(os.path.lexists, listed)):
        raise Unseen(listed[0])
    return get_worker().address, read_chunk(chunk, job, _readers.of(job))


def forget_here(job: Job) -> None:
    """What a worker does when a job is done."""
    _readers.forget(job)


@contextmanager
def _connected(scheduler: str) -> "Iterator[Client]":
    """A client of a scheduler that is there, by its address or its scheduler file; its workers stay what they are."""
    client_of = _client_class()
    for library in ("distributed", "distributed.client", "tornado", "asyncio"):
        logging.getLogger(library).setLevel(logging.CRITICAL)  # what is wrong is raised too
    try:
        where = {"scheduler_file": scheduler} if os.path.isfile(scheduler) else {"address": scheduler}
        client = client_of(**where, timeout=TO_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoWorker(f"Dask's scheduler {scheduler} cannot be reached: {error}. Start one: dask scheduler") from error
    with client:
        if not client.nthreads():
            sys.stderr.write(f"{scheduler} has no workers yet: waiting for the first.\n")
        yield client


@contextmanager
def _started(jobs: int) -> "Iterator[Client]":
    """A client of workers that are started here, for this run alone: nobody else can reach them."""
    client_of = _client_class()
    import dask

    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="offres-"))
        stack.enter_context(dask.config.set({**_LOCAL, "temporary-directory": folder}))
        cluster = stack.enter_context(_cluster(jobs))
        yield stack.enter_context(client_of(cluster, set_as_default=False))


def _cluster(jobs: int) -> "LocalCluster":
    from distributed import LocalCluster

    try:
        with interrupts_held():  # for its threads too, and the processes that these start
            return LocalCluster(
                n_workers=jobs,
                threads_per_worker=2,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
                worker_dashboard_address=None,
                memory_limit=0,  # the process that reads has its own
                security=True,  # keys made for this run: any account here can reach a port
                silence_logs=logging.CRITICAL,
            )
    except (OSError, RuntimeError) as error:
        raise NoWorker(f"Dask's workers cannot be started here: {error.__cause__ or error}. {_GO_ON}") from error


def _client_class() -> "type[Client]":
    try:
        from distributed import Client
    except ImportError as error:
        raise NoWorker(_MISSING) from error
    return Client


def _for_elsewhere(job: Job) -> Job:
    """With whole paths, as those of files: a worker has another current folder."""
    return replace(job, packs=tuple(map(os.path.abspath, job.packs)))


def _whole(file: File) -> File:
    return file if is_url(file.path) else file._replace(path=os.path.abspath(file.path))
