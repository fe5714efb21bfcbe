"""The unit of work of a batch: a chunk in, its part and its receipt written, the receipt out.

It is the same for a thread of this machine and for a task of an engine. Running it twice changes nothing: what it
writes depends on the files, the code, the packs and the limits alone, and stands there whole or not at all.
"""

from collections.abc import Iterator
from contextlib import closing
from itertools import groupby

from ..find import File
from ..guard import Task
from ..place import Place, place
from ..work import Facts, Outcome
from .before import Before
from .chunks import Chunk
from .job import Job
from .parts import Damaged, Parts
from .reader import Reader
from .receipts import Entry, Failed, Receipt, Told, dumped, name_of

_Read = tuple[Task, Iterator[tuple[Task, Outcome]]]


def read_chunk(chunk: Chunk, job: Job, reader: Reader) -> Receipt:
    """Read the files of a chunk that are new, changed or not known; take the records of the others from their parts.

    Raises OSError where something cannot be written, NoWorker, Stopped.
    """
    target = place(job.out)
    before = Before(target, job, chunk.before)
    try:
        return _Writing(target, job, before).write(chunk, reader)
    except Damaged:
        return _Writing(target, job, Before(target, job, ())).write(chunk, reader)


class _Writing:
    """One chunk on its way."""

    def __init__(self, target: Place, job: Job, before: Before) -> None:
        self._target, self._job, self._before = target, job, before
        self._parts = Parts(target, job.form)
        self._told: list[Told] = []
        self._gave = 0

    def write(self, chunk: Chunk, reader: Reader) -> Receipt:
        known = [self._before.entry_of(file) for file in chunk.files]
        new = [file for file, entry in zip(chunk.files, known, strict=True) if entry is None]
        name = name_of(chunk.name)
        receipt = None if new else self._before.whole(name, known)
        if receipt is None:
            with closing(reader.read(new)) as outcomes:
                read = groupby(outcomes, key=lambda pair: pair[0])
                pairs = zip(chunk.files, known, strict=True)
                inputs = tuple(self._taken(entry) if entry else self._read(file, next(read)) for file, entry in pairs)
                next(read, None)  # the reader has come to its end
            read_now = (len(new), self._gave, tuple(self._told))
            receipt = Receipt(name, self._job.key, self._parts.close(), inputs, *read_now)
        if not self._before.holds(receipt):
            self._target.write(name, dumped(receipt))
        return receipt

    def _taken(self, entry: Entry) -> Entry:
        """The records of a file that is as it was."""
        self._parts.add(self._before.lines_of(entry))
        return entry

    def _read(self, file: File, read: _Read) -> Entry:
        """The records of a file that is read now."""
        task, outcomes = read
        records, failed = 0, []
        for _, outcome in outcomes:
            if outcome.error is None:
                records += self._parts.add(outcome.lines)
            else:
                failed.append(Failed(outcome.uri, *outcome.error))
                self._told.append(Told(outcome.failure or "", outcome.tool))
        self._gave += records + len(failed)
        facts = task.facts or Facts("", file.size or 0, None)
        attempts = self._before.attempts(file, facts) if failed else 1
        return Entry(file.uri, facts.size, file.stamp, facts.sha256, facts.media_type, records, tuple(failed), attempts)
