"""`offres.toml`, or the table `[tool.offres]` of `pyproject.toml`: what holds in a folder where no option says it.

In: a file, or the working directory, in which and above which it is looked for. Out: the folders of the user's packs,
the settings of `offres check`, and the store. A mistake raises ConfigError naming file, line and key.
"""

import os
import tomllib
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

NAME, PROJECT = "offres.toml", "pyproject.toml"
TABLE, PACKS, CHECK, STORE = "offres", "patterns", "check", "store"
_SQLITE = "sqlite:///"

TEXTS = {"severity": ("error", "warning", "info"), "lang": ("en", "fr"), "format": (), "baseline": ()}
LISTS = ("select", "ignore")


class ConfigError(Exception):
    """The configuration is wrong; the message names the file, the line and the key."""


def pack_folders(options: Iterable[str], config: str | None) -> list[str]:
    """The folders of the user's packs, each once: those that the configuration names, then those of the options.

    `config` is a file; without one it is looked for in the working directory and above, `offres.toml` first.
    """
    path, _, table = _table(config)
    seen: dict[str, str] = {}
    for folder in (*(os.path.relpath(path.parent / folder) for folder in table.get(PACKS, [])), *options):
        seen.setdefault(os.path.realpath(folder), folder)
    return list(seen.values())


def check_settings(config: str | None) -> dict[str, Any]:
    """What `[offres.check]` holds: lists of codes, and texts; the path of the baseline as seen from here."""
    path, text, table = _table(config)
    settings = table.get(CHECK, {})
    if not isinstance(settings, dict):
        raise ConfigError(f"{path}:{_line(text, CHECK)}: {CHECK}: must be a table, [{TABLE}.{CHECK}]")
    _only(path, text, settings, (*LISTS, *TEXTS))
    for key, value in settings.items():
        _refuse_value(f"{path}:{_line(text, key)}: {key}", key, value)
    if "baseline" in settings:
        settings["baseline"] = os.path.relpath(path.parent / settings["baseline"])
    return settings


def store(config: str | None) -> str | None:
    """The URL of the store that the configuration names; a relative path of SQLite's as seen from here."""
    path, text, table = _table(config)
    url = table.get(STORE)
    if url is None:
        return None
    if not isinstance(url, str) or not url:
        raise ConfigError(f'{path}:{_line(text, STORE)}: {STORE}: must be a URL, "{_SQLITE}offres.db"')
    file, mark, options = url.removeprefix(_SQLITE).partition("?")
    if not url.startswith(_SQLITE) or not file or os.path.isabs(file):
        return url
    return f"{_SQLITE}{os.path.relpath(path.parent / file)}{mark}{options}"


def _refuse_value(place: str, key: str, value: object) -> None:
    if key in LISTS:
        if not _are_texts(value):
            raise ConfigError(f'{place}: must be a list of codes, ["OF2"]')
    elif not isinstance(value, str) or (TEXTS[key] and value not in TEXTS[key]):
        raise ConfigError(f"{place}: must be {' or '.join(map(repr, TEXTS[key])) or 'a text'}")


def _table(config: str | None) -> tuple[Path, str, dict[str, Any]]:
    """The file, its text, and the table of ours in it; an empty one where there is no file."""
    path = Path(config) if config is not None else _found(Path.cwd())
    if path is None:
        return Path(), "", {}
    text = _text(path)
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}") from error
    if path.name == PROJECT:
        told = {TABLE: told.get("tool", {}).get(TABLE, {})}
    _only(path, text, told, (TABLE,))
    table = told.get(TABLE, {})
    if not isinstance(table, dict):
        raise ConfigError(f"{path}:{_line(text, TABLE)}: {TABLE}: must be a table, [{TABLE}]")
    _only(path, text, table, (PACKS, CHECK, STORE))
    if not _are_texts(table.get(PACKS, [])):
        raise ConfigError(f'{path}:{_line(text, PACKS)}: {PACKS}: must be a list of folders, ["my-packs"]')
    return path, text, table


def _found(folder: Path) -> Path | None:
    candidates = (above / name for above in (folder, *folder.parents) for name in (NAME, PROJECT))
    return next((path for path in candidates if path.is_file() and (path.name == NAME or _speaks_of_us(path))), None)


def _speaks_of_us(project: Path) -> bool:
    """Whether a pyproject.toml holds our table; one that cannot be read is somebody else's matter."""
    try:
        return TABLE in tomllib.loads(project.read_text("utf-8")).get("tool", {})
    except (OSError, ValueError, AttributeError, TypeError):
        return False


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8") from error


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _only(path: Path, text: str, table: dict[str, Any], known: tuple[str, ...]) -> None:
    for key in table:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known is {', '.join(map(repr, known))}"
            raise ConfigError(f"{path}:{_line(text, key)}: unknown key {key!r}; {hint}")


def _line(text: str, key: str) -> int:
    lines = text.splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.strip(" [\t\"'").startswith(key)), 1)
