"""What `offres convert` is asked to write: its options in, a run that writes that."""

from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

from ..extract.read.url import is_url
from ..output import is_folder
from .batch.dask import engine
from .batch.job import PartFormat
from .batch.run import Request, batch
from .convert import Summary, WrongUsage, convert
from .guard import Limits
from .run import processors

_OF_FILES = {".parquet": "parquet"}
EXAMPLE = "offres convert archive/ --format jsonl -o records/ --resume"


class Wanted(NamedTuple):
    """Where records are to be written, in which format, whether that goes on with what is there, and who reads.

    `engine` is `local` or `dask`; `scheduler` the address of Dask's, without which its workers are started here.
    """

    out: str | None
    form: str | None
    resume: bool = False
    retry: bool = False
    engine: str = "local"
    scheduler: str | None = None


def write(paths: Sequence[str], wanted: Wanted, jobs: int | None, limits: Limits, stdout: BinaryIO) -> Summary:
    """Convert the files that `paths` mean; raises WrongUsage, Busy, OutputFailed, as `convert` and `batch` do."""
    form = _batch_format(wanted)
    if wanted.scheduler and wanted.engine == "local":
        raise WrongUsage("--scheduler is that of --engine dask: give both")
    if form is None:
        return convert(paths, wanted.out, jobs, limits, stdout)
    assert wanted.out is not None
    request = Request(paths, wanted.out, form, limits, jobs, wanted.resume or wanted.retry, wanted.retry)
    return batch(request, None if wanted.engine == "local" else engine(wanted.scheduler, jobs or processors()))


def _batch_format(wanted: Wanted) -> PartFormat | None:
    """The format of the parts where a batch is wanted; None for one output; raises WrongUsage."""
    folder = wanted.out is not None and (is_url(wanted.out) or is_folder(wanted.out))
    if folder and wanted.form in {"jsonl", "parquet"}:
        return "jsonl" if wanted.form == "jsonl" else "parquet"
    if wanted.resume or wanted.retry:
        raise WrongUsage(f"only a batch, into a folder, can be gone on with: {EXAMPLE}")
    if wanted.engine != "local":
        raise WrongUsage(f"only a batch, into a folder, is read by {wanted.engine}: {EXAMPLE}")
    if folder:
        if is_url(wanted.out or ""):
            raise WrongUsage("a URL takes a batch: add --format jsonl or --format parquet, and let it end with /")
        return None
    _refuse_other(wanted)
    return None


def _refuse_other(wanted: Wanted) -> None:
    """Raise WrongUsage where a file or standard output is to take another format than it does."""
    usual = "parquet" if (wanted.out or "").endswith(".parquet") else "jsonl"
    if wanted.form in {None, usual}:
        return
    if wanted.form == "json":
        raise WrongUsage("--format json writes one file a posting: let -o name a folder, ending with /")
    raise WrongUsage(
        f"{wanted.out or 'standard output'} takes {usual}; for a batch let -o name a folder, ending with /"
    )
