"""`offres patterns`: packs listed, shown, tested, begun."""

from typing import Annotated

import typer

from .exits import FAILED, exits
from .options import Config, OwnPacks, folders, print_text

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_packs(patterns: OwnPacks = None, config: Config = None) -> None:
    """List all packs, with what each holds and where it comes from."""
    with exits():
        from ..packs.commands import listed

        print_text(listed(folders(patterns, config)))


@app.command("show")
def show_pack(
    name: Annotated[str, typer.Argument(help="Of a pack.", show_default=False)],
    patterns: OwnPacks = None,
    config: Config = None,
) -> None:
    """Show one pack: how its postings are recognised, and what it adds to the pack that it inherits from."""
    with exits():
        from ..packs.commands import shown

        print_text(shown(name, folders(patterns, config)))


@app.command("test")
def try_packs(
    folder: Annotated[str | None, typer.Argument(metavar="DIR", help="A folder of packs.", show_default=False)] = None,
    patterns: OwnPacks = None,
    config: Config = None,
) -> None:
    """Try every example and counter-example, and name the forms that no example covers."""
    with exits():
        from ..packs.commands import tested

        own = [folder] if folder else []
        report = tested(own, folders([*(patterns or ()), *own], config))
        print_text(report.text())
    if report.failures:
        raise typer.Exit(FAILED)


@app.command("new")
def new_pack(
    name: Annotated[str, typer.Argument(help="Of the new pack.", show_default=False)],
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Where to write NAME.toml.")] = "patterns",
    patterns: OwnPacks = None,
    config: Config = None,
) -> None:
    """Write a commented pack to begin with."""
    with exits():
        from ..packs.commands import made

        print_text(made(name, folder, folders(patterns, config)))


@app.command("schema")
def pack_schema() -> None:
    """Print the JSON Schema of a pack."""
    with exits():
        from ..packs.commands import schema_text

        print_text(schema_text())
