"""Packs of a user, for the tests: a family that only a pack of its own tells, and a posting of it."""

import re
from pathlib import Path

VALMER = """\
name = "valmer"
title = "Postings of Valmer"
inherits = "emploi-territorial"
required = ["employer"]
threshold = 3

[[evidence]]
label = "attribute"
form = "Repère interne"
weight = 3
examples = ["Repère interne : PX 12"]
counter = ["Référence : PX-12"]

[[label]]
field = "attribute"
forms = ["Repère interne"]
value = "name"
examples = ["Repère interne : {PX 12}"]
counter = ["Ce repère interne est connu."]

[[heading]]
kind = "missions"
forms = ["Ce qui vous attend"]
examples = ["# Ce qui vous attend"]
counter = ["Voici ce qui vous attend à Valmer."]
"""

POSTING = """\
Jardinier

Repère interne : PX 12
Employeur : Ville de Valmer

# Ce qui vous attend

- tailler les haies du parc.
"""


def pack(folder, text=VALMER, name="valmer"):
    path = Path(folder) / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def unnumbered(text):
    """A text without the line numbers of the packs that ship: they move with every entry above."""
    return re.sub(r"(?<![\w/-])([\w-]+\.toml):\d+", r"\1:N", text)
