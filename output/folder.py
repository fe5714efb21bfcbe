"""A folder with one JSON file a posting; each holds the line that JSON Lines would hold.

The name is made from the input's uri and the posting's index alone, and no two postings can have the same one:
`notices/a.txt` gives `notices__a.txt.0.json`. Inside the name `/` is `__`; an underscore that could be mistaken for it,
a leading dot and whatever a file system may refuse is `%` and the hexadecimal code. A name too long for a file system
is cut and closed by `%~` and the uri's SHA-256.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from .atomic import replacing

LONGEST_STEM = 235  # bytes; file systems take 255, the index and `.json` want some
_HEAD = 160  # bytes kept of a longer name, before `%~` and 64 digits
_ESCAPED = re.compile(r"""[\x00-\x1f\x7f%\\:*?"<>|]|^\.|^_|_$|(?<=_)_""")


def stem(uri: str) -> str:
    """The file name of a posting, without its index and `.json`; different for different uris."""
    name = "__".join(_ESCAPED.sub(lambda found: f"%{ord(found[0]):02X}", part) for part in uri.split("/"))
    coded = name.encode()
    if len(coded) <= LONGEST_STEM:
        return name
    return f"{coded[:_HEAD].decode(errors='ignore')}%~{hashlib.sha256(uri.encode()).hexdigest()}"


class Folder:
    """Writes each posting to a file of its own, and removes those that an earlier run wrote and that are no more."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, uri: str, lines: Sequence[bytes]) -> None:
        """Write the records of one file."""
        name = stem(uri)
        for index, line in enumerate(lines):
            with replacing(self._path(name, index)) as stream:
                stream.write(line)
        self._remove_from(name, len(lines))

    def _path(self, name: str, index: int) -> Path:
        return self._folder / f"{name}.{index}.json"

    def _remove_from(self, name: str, index: int) -> None:
        while (old := self._path(name, index)).is_file():
            old.unlink()
            index += 1


@contextmanager
def to_folder(path: str) -> Iterator[Folder]:
    """To a folder, which is made where it is missing."""
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    yield Folder(folder)
