"""`offres patterns new`: a commented pack to begin with, whose examples hold.

In: a name and a folder. Out: the file. What stands in the way raises PatternError.
"""

import re
from collections.abc import Collection
from pathlib import Path

from ..extract.errors import PatternError
from ..patterns.pack import NAME


def new_pack(name: str, folder: str, taken: Collection[str]) -> Path:
    """Write the skeleton of a pack into the folder, which is made where it is missing; `taken`: names of others."""
    path = Path(folder) / f"{name}.toml"
    if not re.fullmatch(NAME, name):
        raise PatternError(f"{name!r} is no name of a pack: small letters, digits and hyphens, such as ville-de-valmer")
    if name in taken:
        raise PatternError(f"{name!r} is the name of a pack that there is already; give it another")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(SKELETON.replace("NAME", name))
    except FileExistsError:
        raise PatternError(f"{path.as_posix()}: is there already; it is left as it is") from None
    except OSError as error:
        raise PatternError(f"{path.as_posix()}: cannot be written: {error.strerror or error}") from error
    return path


SKELETON = """\
# A family of postings: how it is recognised, and what its postings print that no other pack knows.
#
# `offres patterns show common` prints what is known already: a label or heading that stands there needs no entry here.
# Every entry has examples (lines that it must take; of a label, braces hold the value) and counter-examples (lines that
# it must not take). After each change: offres patterns test FOLDER, and offres explain POSTING --patterns FOLDER.
# Capitals, accents and apostrophes of labels and headings do not matter. docs/patterns.md describes every key.

name = "NAME"
title = "Postings of ..."
inherits = "common"
# What a complete posting holds, of reference, deadline, employer and location. What is missing is a finding.
required = ["employer"]

# A posting belongs to the family where the weights of the evidence that stands in it add up to the threshold.
threshold = 3

# Take what only these postings print: a label, its form, a value of its own. What others print too weighs 1.
[[evidence]]
label = "attribute"
form = "Repère interne"
weight = 3
examples = ["Repère interne : PX 12"]
counter = ["Référence : PX-12"]

# A line of the header that says nothing with a label: a regular expression over small letters without accents.
# [[evidence]]
# text = 'notre maison recrute'
# weight = 2
# examples = ["Notre maison recrute une archiviste."]
# counter = ["Notre maison a cent ans."]

# A label: the field that it names, and its forms as printed. `[...]` is optional, `(s)` an optional ending.
[[label]]
field = "attribute"
forms = ["Repère interne"]
value = "name"
examples = ["Repère interne : {PX 12}"]
counter = ["Ce repère interne est connu de tous."]

# A heading: the kind of section that it opens.
# [[heading]]
# kind = "missions"
# forms = ["Ce qui vous attend"]
# examples = ["# Ce qui vous attend"]
# counter = ["Voici ce qui vous attend à Valmer."]

# A form of reference number; named groups (issuer, year, sequence, suffix) become parts of the reference.
# [[reference]]
# pattern = '(?P<issuer>VAL)-(?P<year>\\d{4})-(?P<sequence>\\d{3})'
# examples = ["VAL-2031-042"]
# counter = ["VAL-31-042"]

# Lines of the page that are no part of the posting.
# [vocabulary]
# furniture = ["Ensemble pour Valmer"]
"""
