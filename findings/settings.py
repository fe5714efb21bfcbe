"""What the options of `offres check` leave open: the configuration says it, then the environment, then the default."""

from collections.abc import Mapping
from typing import Any

from ..checks.rule import Lang
from ..config import check_settings
from .check import Request

LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set says which language the user reads


def request(options: Mapping[str, Any], config: str | None, environment: Mapping[str, str]) -> Request:
    """The request: options that are None or empty are left open."""
    settings = {("form" if key == "format" else key): value for key, value in check_settings(config).items()}
    given = {key: value for key, value in options.items() if value not in (None, [])}
    return Request(**{"lang": language(environment), **settings, **given})


def language(environment: Mapping[str, str]) -> Lang:
    """The language of the user's locale."""
    told = next((environment[name] for name in LOCALE if environment.get(name)), "")
    return "fr" if told.lower().startswith("fr") else "en"
