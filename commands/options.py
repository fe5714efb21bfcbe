"""Options that several commands have, and what they do first."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

OwnPacks = Annotated[
    list[str] | None,
    typer.Option("--patterns", metavar="DIR", help="Know the packs of this folder too.", show_default=False),
]
Config = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Take this instead of the offres.toml here or above.", show_default=False),
]


class Language(StrEnum):
    """Of findings and what is said about them."""

    fr = "fr"
    en = "en"


DEFAULT_STORE = "sqlite:///offres.db"

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Files, folders (with all below), patterns, URLs.", show_default=False),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        metavar="N",
        help="Worker processes.",
        show_default="1; for over 500 files, one a processor",
    ),
]
Timeout = Annotated[
    float, typer.Option(min=1, metavar="SECONDS", help="Time that a document, or a page in OCR, may take.")
]
Memory = Annotated[int, typer.Option(min=500, metavar="MB", help="Memory that a document may take.")]
Pages = Annotated[
    int | None,
    typer.Option(min=1, metavar="N", help="Pages that a document may have.", show_default="PDF 1000, TIFF 200"),
]
Unpacked = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="MB",
        help="Size that a file may unpack to.",
        show_default="2000, or 20 times the archive's size",
    ),
]
InLanguage = Annotated[
    Language | None, typer.Option("--lang", help="Of the messages.", show_default="that of the locale, else en")
]
OnePath = Annotated[str, typer.Argument(metavar="PATH", help="The file.", show_default=False)]

Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="URL",
        envvar="OFFRES_STORE",
        help="sqlite:///FILE or postgresql://USER@HOST/NAME.",
        show_default="that of offres.toml, else sqlite:///offres.db",
    ),
]


def print_text(text: str) -> None:
    """Text to standard output, as UTF-8 whatever the locale."""
    sys.stdout.buffer.write(text.encode())


def folders(options: list[str] | None, config: str | None) -> list[str]:
    """The folders of the user's own packs."""
    from ..config import pack_folders

    return pack_folders(options or (), config)


def know_packs(options: list[str] | None, config: str | None) -> None:
    """Know the user's own packs: those that the options name and those of the configuration."""
    from ..patterns.load import use_packs

    use_packs(folders(options, config))


def store_url(option: str | None, config: str | None) -> str:
    """The URL of the store: that of the option or of OFFRES_STORE, else of the configuration, else a file here."""
    from ..config import store

    return option or store(config) or DEFAULT_STORE
