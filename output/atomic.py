"""Writing aside and renaming: what stands under a file's name is whole, or is what stood there before."""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_ASIDE = re.compile(r"\.offres-[0-9a-f]{16}\.part")


@contextmanager
def replacing(path: str | Path) -> Iterator[BinaryIO]:
    """A binary stream whose bytes take the place of `path` if the block ends well, and vanish otherwise.

    The bytes are on the disk before the name is. A symbolic link is followed; a device or a pipe is written directly.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    aside = target.with_name(aside_name())
    try:
        with aside.open("xb") as stream:
            yield stream
            _settle(stream, target)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(target.parent)


def aside_name() -> str:
    """A name that nothing has, for what is being written."""
    return f".offres-{secrets.token_hex(8)}.part"


def is_aside(name: str) -> bool:
    """Whether a file of this name, without its folders, is one that was being written; a killed run leaves it."""
    return _ASIDE.fullmatch(name) is not None


def _settle(stream: BinaryIO, target: Path) -> None:
    """Bring the bytes to the disk, and give them the permissions of the file that they will replace."""
    stream.flush()
    if target.exists():
        Path(stream.name).chmod(target.stat().st_mode & 0o7777)
    os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Bring a renaming to the disk, where the system can do that for a folder."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows cannot open a folder
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
