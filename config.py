"""`offres.toml`: what the postings of a folder are read with, where no option says it.

In: a file, or the working directory, in which and above which it is looked for. Out: the folders of the user's packs.
A mistake raises ConfigError naming file, line and key.
"""

import os
import tomllib
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

NAME = "offres.toml"
TABLE, KEY = "offres", "patterns"


class ConfigError(Exception):
    """The configuration is wrong; the message names the file, the line and the key."""


def pack_folders(options: Iterable[str], config: str | None) -> list[str]:
    """The folders of the user's packs, each once: those that the configuration names, then those of the options.

    `config` is a file; without one `offres.toml` is looked for in the working directory and above.
    """
    path = Path(config) if config is not None else _found(Path.cwd())
    seen: dict[str, str] = {}
    for folder in (*(_configured(path) if path else ()), *options):
        seen.setdefault(os.path.realpath(folder), folder)
    return list(seen.values())


def _found(folder: Path) -> Path | None:
    return next((above / NAME for above in (folder, *folder.parents) if (above / NAME).is_file()), None)


def _configured(path: Path) -> Iterator[str]:
    """The folders that the file names, seen from where it stands."""
    text = _text(path)
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}") from error
    _only(path, text, told, TABLE)
    table = told.get(TABLE, {})
    if not isinstance(table, dict):
        raise ConfigError(f"{path}:{_line(text, TABLE)}: {TABLE}: must be a table, [{TABLE}]")
    _only(path, text, table, KEY)
    folders = table.get(KEY, [])
    if not isinstance(folders, list) or not all(isinstance(folder, str) for folder in folders):
        raise ConfigError(f'{path}:{_line(text, KEY)}: {KEY}: must be a list of folders, ["my-packs"]')
    return (os.path.relpath(path.parent / folder) for folder in folders)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8") from error


def _only(path: Path, text: str, table: dict[str, Any], known: str) -> None:
    for key in table:
        if key != known:
            near = f"did you mean {known!r}?" if get_close_matches(key, [known]) else f"known is {known!r}"
            raise ConfigError(f"{path}:{_line(text, key)}: unknown key {key!r}; {near}")


def _line(text: str, key: str) -> int:
    lines = text.splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.strip(" [\t\"'").startswith(key)), 1)
