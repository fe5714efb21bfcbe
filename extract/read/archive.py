"""Archives (ZIP, tar, and a tar or one file packed by gzip, bzip2 or xz) -> their members, in the order of their paths.

The sizes that an archive declares are looked at before anything is unpacked, and no more than that is unpacked, since
they may be lies. Nothing is written under a member's name. One member is held at a time.
"""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, Any

from ..errors import EncryptedFile, LimitExceeded, OffresError, UnreadableFile
from . import sniff
from .files import LARGEST_FILE, MOST_MEMBERS, Source, most_unpacked, refuse_large, size_of, too_large
from .member_names import decoded, in_order
from .reader import Member

SHORT = 10_000_000  # bytes that a member may unpack to at any ratio
STEEPEST = 200  # times its packed size that a larger one may unpack to; text has about 4, a blank scan some 50
IN_MEMORY = 50_000_000  # bytes of an unpacked tar that are held in memory; more go to a file without a name

_AGAIN = "Get it again, or unpack it and pack it anew"
_DISTRUST = "Unpack it yourself if you trust where it came from"
_UTF_8, _ENCRYPTED = 0x800, 0x1  # flags of a member of a ZIP
_DAMAGED = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
)
_PIECE = 1 << 20  # bytes unpacked at a time
_GZIP_HEADER, _GZIP_FLAGS, _GZIP_NAMED, _GZIP_EXTRA, _LONGEST_HEADER = 10, 3, 0x08, 0x04, 300


@dataclass(slots=True)
class _Entry:
    """What an archive declares of a member, and how to open it; `error` says why it cannot be read."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]
    error: OffresError | None


def members(data: Source) -> Iterator[Member]:
    """The members of an archive; raises UnreadableFile where it is damaged, LimitExceeded where it is too much."""
    stream: IO[bytes] = io.BytesIO(data) if isinstance(data, bytes) else data
    kind = sniff.kind_of(stream)
    try:
        if kind == sniff.ZIP:
            yield from _of_zip(stream, size_of(data))
        elif kind == sniff.TAR:
            yield from _of_tar(stream, size_of(data))
        else:
            yield from _of_packed(stream, kind, size_of(data))
    except (*_DAMAGED, NotImplementedError) as error:
        raise _damaged(error) from error


def _of_zip(stream: IO[bytes], size: int) -> Iterator[Member]:
    with zipfile.ZipFile(stream) as archive:
        found = [info for info in archive.infolist() if not info.is_dir()]
        if sum(info.compress_size for info in found) > size:
            raise LimitExceeded("its members share their bytes, as in a zip bomb", remedy=_DISTRUST)
        entries = [_Entry(_zip_name(i), i.file_size, partial(archive.open, i), _zip_refusal(i)) for i in found]
        yield from _read_all(entries, size)


def _zip_name(info: zipfile.ZipInfo) -> str:
    name = info.orig_filename.partition("\0")[0]
    return name if info.flag_bits & _UTF_8 else decoded(name.encode("cp437"))


def _zip_refusal(info: zipfile.ZipInfo) -> OffresError | None:
    if info.flag_bits & _ENCRYPTED:
        return EncryptedFile("it is behind a password in its archive", remedy="Unpack it with its password")
    if info.file_size > max(SHORT, STEEPEST * info.compress_size):
        cause = f"it unpacks from {info.compress_size:,} bytes to {info.file_size:,}, over {STEEPEST} times as many"
        return LimitExceeded(cause, remedy=_DISTRUST)
    return None


def _of_tar(stream: IO[bytes], size: int, broken: Exception | None = None) -> Iterator[Member]:
    """The members of a tar, those that are whole also where it breaks off; `broken` where that is known already."""
    entries: list[_Entry] = []
    with tarfile.open(fileobj=stream, mode="r:", encoding="utf-8", errors="surrogateescape") as archive:
        try:
            for info in archive:
                refuse_large(len(entries), "members", largest=MOST_MEMBERS)
                if not info.isdir():
                    entries.append(
                        _Entry(_tar_name(info), info.size, partial(_open_tar, archive, info), _tar_refusal(info))
                    )
            stream.seek(archive.offset)
            if stream.read(tarfile.BLOCKSIZE).strip(b"\0"):
                broken = tarfile.ReadError("no header where one should stand")
        except _DAMAGED as error:
            broken = error
        yield from _read_all(entries, size)
    if broken:
        raise broken


def _open_tar(archive: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    stream = archive.extractfile(info)
    assert stream is not None  # of a regular file
    return stream


def _tar_name(info: tarfile.TarInfo) -> str:
    return decoded(info.name.encode("utf-8", "surrogateescape"))


def _tar_refusal(info: tarfile.TarInfo) -> OffresError | None:
    if info.isreg():
        return None
    kind = "a link" if info.issym() or info.islnk() else "a device or a pipe"
    return UnreadableFile(f"it is {kind} in its archive, and no file", remedy="Pack the file itself")


def _of_packed(stream: IO[bytes], kind: str, size: int) -> Iterator[Member]:
    """The members of a packed tar, or the one file that is packed."""
    name = _gzip_name(stream) if kind == sniff.GZIP else ""
    with _unpacker(stream, kind) as unpacked:
        if sniff.kind_of(unpacked) != sniff.TAR:
            data = unpacked.read(LARGEST_FILE + 1)
            refuse_large(len(data), "bytes unpacked", largest=LARGEST_FILE)
            yield from (Member(path, data) for path, _ in in_order([(name or "content", None)]))
            return
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as tar:
            broken = _copy(unpacked, tar, most_unpacked(size))
            yield from _of_tar(tar, most_unpacked(size), broken)


def _unpacker(stream: IO[bytes], kind: str) -> io.BufferedReader:
    module: Any = {sniff.GZIP: gzip, sniff.BZIP2: bz2, sniff.XZ: lzma}[kind]
    opened: io.BufferedReader = module.open(stream)
    return opened


def _copy(packed: io.BufferedReader, tar: IO[bytes], most: int) -> Exception | None:
    """Unpack a tar; what is wrong with it, if it breaks off."""
    try:
        while piece := packed.read1(_PIECE):  # `read` would lose what stands before a fault
            tar.write(piece)
            refuse_large(tar.tell(), "bytes unpacked", largest=most)
    except _DAMAGED as error:
        return error
    finally:
        tar.seek(0)
    return None


def _gzip_name(stream: IO[bytes]) -> str:
    """The name that a gzip's header keeps of its file; "" where it keeps none."""
    header = stream.read(_LONGEST_HEADER)
    stream.seek(0)
    if not header[_GZIP_FLAGS] & _GZIP_NAMED or header[_GZIP_FLAGS] & _GZIP_EXTRA:
        return ""
    return decoded(header[_GZIP_HEADER:].partition(b"\0")[0]).rpartition("/")[2]


def _read_all(entries: list[_Entry], size: int) -> Iterator[Member]:
    """The members one by one, unless there are too many or they declare too much for an archive of this size."""
    refuse_large(len(entries), "members", largest=MOST_MEMBERS)
    for entry in entries:
        entry.error = entry.error or too_large(entry.size, "bytes unpacked", largest=LARGEST_FILE)
    refuse_large(sum(e.size for e in entries if not e.error), "bytes unpacked", largest=most_unpacked(size))
    for path, entry in in_order((entry.name, entry) for entry in entries):
        yield _read(path, entry)


def _read(path: str, entry: _Entry) -> Member:
    if entry.error:
        return Member(path, error=entry.error)
    try:
        with entry.open() as stream:
            data = stream.read(entry.size + 1)
    except (*_DAMAGED, RuntimeError) as error:  # a RuntimeError: no password, or a way of packing that is not known
        return Member(path, error=_damaged(error))
    if len(data) != entry.size:
        return Member(path, error=_damaged(EOFError("it has not the size that its archive declares")))
    return Member(path, data)


def _damaged(error: Exception) -> UnreadableFile:
    if isinstance(error, NotImplementedError):
        return UnreadableFile(f"it is packed in a way that is not read ({error})", remedy="Pack it anew as ZIP")
    return UnreadableFile(f"it is damaged or breaks off ({error})", remedy=_AGAIN)
