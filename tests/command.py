"""How the tests run the command: in this process, or as a process of its own; and a posting to run it on."""

import json
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from offres.cli import app

POSTING = """Jardinier du parc botanique
Référence : 3134-31-0042/SR du 3 mars 2031

Employeur : Ville de Sainte-Rose-du-Lagon

Lieu de travail : Sainte-Rose

Date de dépôt de l'offre : Lundi 3 mars 2031

Date limite de candidature : Vendredi 28 mars 2031

# Missions :

- arroser les serres de fougères ;
- tailler les haies du parc.
"""


def write(name, text=POSTING):
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8", newline="")


def many(count, under="many"):
    for number in range(count):
        write(f"{under}/{number:03}.txt", POSTING.replace("0042", f"{number:04}"))


def offres(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def process(*arguments, **options):
    command = [sys.executable, "-m", "offres", *arguments]
    return subprocess.run(command, capture_output=True, check=False, timeout=300, **options)


def records(lines):
    return [json.loads(line) for line in lines.splitlines()]


def uris(lines):
    return [record["source"]["uri"] for record in records(lines)]


def codes(record):
    return [finding["code"] for finding in record["findings"]]
