"""When two values are the same, strictly and softly."""

import pytest

from offres.evaluate.fields import FIELDS
from offres.evaluate.values import Kind, folded, liken, plain
from offres.extract.record import Offer

TEXT, EXACT = Kind.TEXT, Kind.EXACT


@pytest.mark.parametrize(
    ("kind", "gold", "said", "strict", "soft"),
    [
        (TEXT, "Nouméa", "Nouméa", True, True),
        (TEXT, "port  de\nNouméa ", "port de\u202fNouméa", True, True),  # white space
        (TEXT, "Nouméa", "NOUMEA", False, True),  # case and accents
        (TEXT, "l'eau, vive", "L’eau vive.", False, True),  # punctuation
        (TEXT, "Chef d'œuvre", "chef d oeuvre", False, True),
        (TEXT, "responsable de la capitainerie", "responsahle de la capitainerie", False, True),
        (TEXT, "Ville de Koné", "Ville de Païta", False, False),
        (TEXT, "2 agents du service des eaux", "3 agents du service des eaux", False, False),  # other digits
        (TEXT, "2 000 € brut par mois", "2000 € brut par mois", False, True),
        (TEXT, "/", "-", False, False),  # nothing is left of either
        (TEXT, "Nouméa", "", False, False),
        (TEXT, "Nouméa", None, False, False),
        (EXACT, "2031-03-28", "2031-03-28", True, True),
        (EXACT, "2031-03-28", "2031-03-29", False, False),
        (EXACT, "3134-31-0042/SR", "3134-31-0042/sr", False, False),
        (EXACT, 35, 35.0, True, True),
        (EXACT, 35.5, 35.0, False, False),
        (EXACT, True, False, False, False),
        (EXACT, ["+687256104"], ["+687256104"], True, True),
        (EXACT, ["+687256104"], ["+687256104", "+687256105"], False, False),
    ],
)
def test_two_parts(kind, gold, said, strict, soft):
    likeness = liken((kind,), (plain(gold),), (plain(said),))
    assert (likeness.strict, likeness.soft) == (strict, soft)


@pytest.mark.parametrize(
    ("gold", "said", "strict", "soft"),
    [
        (("Tailler les haies", None), ("Tailler les haies", None), True, True),
        (("Tailler les haies", None), ("tailler les haies", None), False, True),
        (("Tailler les haies", "Au parc :"), ("tailler les haies", "Au parc"), False, True),
        (("Tailler les haies", "Au parc :"), ("Tailler les haies", None), False, False),
        (("Tailler les haies", "Au parc :"), ("Tailler les haies", "En ville :"), False, False),
    ],
)
def test_a_value_is_right_when_all_its_parts_are(gold, said, strict, soft):
    likeness = liken((TEXT, TEXT), gold, said)
    assert (likeness.strict, likeness.soft) == (strict, soft)


def test_parts_that_both_leave_out_make_nothing_nearer():
    assert liken((TEXT, TEXT), ("abc", None), ("xyz", None)).nearness == 0
    assert liken((TEXT, TEXT), ("abc", "same"), ("xyz", "same")).nearness == 500


def test_a_paragraph_is_strictly_no_list_of_one_item():
    paragraph, items = plain([{"type": "paragraph", "text": "a  b"}]), plain([{"type": "list", "items": ["a b"]}])
    assert (paragraph, items) == (("a b",), (("a b",),))
    assert liken((TEXT,), (paragraph,), (items,))[:2] == (False, True)


def test_folding():
    assert folded("  L’Été à Nouméa_(N° 3) ½ ") == "l ete a noumea n 3 1 2"


# Fields


def leaves(model, path=""):
    """The paths of all scalars and lists of a model, with whether their items are models."""
    for name, field in model.model_fields.items():
        inner = [each for each in (field.annotation, *getattr(field.annotation, "__args__", ())) if fields_of(each)]
        if inner and "list" not in str(field.annotation):
            yield from leaves(inner[0], f"{path}{name}.")
        else:
            yield f"{path}{name}", tuple(fields_of(inner[0])) if inner else ()


def fields_of(annotation):
    return getattr(annotation, "model_fields", None)


def test_every_key_of_the_offer_is_scored_in_its_order():
    scored = [field for field in FIELDS if not field.path]
    body = [field.name for field in scored if field.group == "body"]
    assert sorted((field.name, field.keys) for field in scored) == sorted(leaves(Offer))
    assert body == [name for name, _ in leaves(Offer) if name in body]


@pytest.mark.parametrize(
    ("name", "offer", "values"),
    [
        ("title", {}, []),
        ("title", {"title": None}, []),
        ("title", {"title": ""}, []),
        ("title", {"title": " a  b"}, [("a b",)]),
        ("reference.number", {"reference": None}, []),
        ("reference.number", {"reference": {"number": "7"}}, [("7",)]),
        ("reference.also", {"reference": {"also": ["8", "9"]}}, [("8",), ("9",)]),
        ("domains", {"domains": []}, []),
        ("salary.gross", {"salary": {"gross": False}}, [(False,)]),
        ("salary.min", {"salary": {"min": 0.0}}, [(0.0,)]),
        ("missions", {"missions": [{"text": "a", "group": None}]}, [("a", None)]),
        ("contacts", {"contacts": [{"name": "A", "phones": ["+1"]}]}, [("A", None, ("+1",), None)]),
        ("sections.kind", {"sections": [{"kind": "notes"}, {"kind": "other"}]}, [("notes",), ("other",)]),
    ],
)
def test_the_values_of_a_field(name, offer, values):
    (field,) = [field for field in FIELDS if field.name == name]
    assert field.values(offer) == values
