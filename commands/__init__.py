"""The commands of the command line: options in, one call, exit code out. No logic.

A module a group of commands; `options` and `exits` hold what they share. What a command needs is imported inside it:
`offres --help` loads no more than typer. `cli.py` puts the commands together.
"""
