"""A mistake in a pattern file is told by file, line, key and the nearest known name."""

import re

import pytest

from offres.extract.errors import PatternError
from offres.patterns.found import shipped_packs
from offres.patterns.load import compile_packs
from offres.patterns.pack import Pack, read_pack

GOOD = """\
name = "mine"
inherits = "common"
required = ["reference"]
threshold = 1

[[evidence]]
label = "employer"
weight = 1
examples = ["Employeur : Ville"]
counter = ["L'employeur"]

[[label]]
field = "employer"
forms = ["Institution"]
examples = ["Institution : {x}"]
counter = ["x"]

[[property]]
names = ["jobTitle"]
field = "title"
shape = "name"
examples = ["{x}"]
counter = ["-"]

[[label]]
field = "service"
forms = ["Atelier"]
examples = ["Atelier : {x}"]
counter = ["x"]
"""


def test_a_good_pack_is_read():
    pack = read_pack(GOOD, "mine.toml")
    assert [entry.field for entry in pack.label] == ["employer", "service"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('name = "mine"', 'name = "Mine"', "mine.toml:1: name: "),
        ('name = "mine"', 'name = "mine', "mine.toml: "),
        ('required = ["reference"]', 'required = ["référence"]', "mine.toml:3: required 1: unknown name 'référence'; did you mean 'reference'?"),
        ("threshold = 1", 'threshold = "1"', "mine.toml:4: threshold: "),
        ("threshold = 1", "treshold = 1", "mine.toml:4: treshold: unknown table 'treshold'; did you mean 'threshold'?"),
        ("weight = 1\n", "", "mine.toml:6: evidence 1: weight: is missing"),
        ("[[evidence]]", "[[evidences]]", "mine.toml:6: evidences: unknown table 'evidences'; did you mean 'evidence'?"),
        ('field = "service"', 'field = "servise"', "mine.toml:26: label 2: field: unknown name 'servise'; did you mean 'service'?"),
        ('field = "service"\n', "", "mine.toml:25: label 2: field: is missing; known keys are "),
        ('forms = ["Atelier"]', "forms = []", "mine.toml:27: label 2: forms: must hold at least one entry"),
        ('forms = ["Atelier"]', 'forms = "Atelier"', "mine.toml:27: label 2: forms: "),
        ('forms = ["Atelier"]', 'forms = ["Atelier[ de"]', "mine.toml:27: label 2: forms: a bracket of the form 'Atelier[ de' is not closed"),
        ('forms = ["Atelier"]', 'forms = ["Atelier"]\nbear = "date"', "mine.toml:28: label 2: bear: unknown key 'bear'; did you mean 'bare'?"),
        ('forms = ["Atelier"]', 'forms = ["Atelier"]\nvalue = "nom"', "mine.toml:28: label 2: value: unknown name 'nom'"),
        ('shape = "name"', 'shape = "day"', "mine.toml:21: property 1: shape: unknown name 'day'"),
        ('names = ["jobTitle"]', 'names = "jobTitle"', "mine.toml:19: property 1: names: "),
        ('counter = ["L\'employeur"]', 'counter = ["x"]\nvalue = "("', "mine.toml:11: evidence 1: value: is no regular expression"),
    ],
)  # fmt: skip
def test_mistakes_are_named(old, new, told):
    assert GOOD.count(old) == 1
    with pytest.raises(PatternError, match=re.escape(told)):
        read_pack(GOOD.replace(old, new), "mine.toml")


def test_all_mistakes_are_named_at_once():
    broken = GOOD.replace("threshold", "treshold").replace('"service"', '"servise"')
    with pytest.raises(PatternError) as caught:
        read_pack(broken, "mine.toml")
    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.parametrize(
    ("name", "inherits", "told"),
    [
        ("mine", "comon", "mine.toml:1: inherits: no pack 'comon'; did you mean 'common'?"),
        ("mine", "mine", "inherits in a circle"),
    ],
)
def test_inheritance_is_checked(name, inherits, told):
    packs = {**shipped_packs(), name: Pack(name=name, inherits=inherits)}
    with pytest.raises(PatternError, match=re.escape(told)):
        compile_packs(packs)
