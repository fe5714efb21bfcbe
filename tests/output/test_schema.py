"""The schema describes and asks for every key."""

import jsonschema
import pytest

from offres.extract.record import Offer, Record, Source
from offres.output.schema import DIALECT, schema, schema_text

SCHEMA = schema()
MODELS = {"Record": SCHEMA, **SCHEMA["$defs"]}


def test_it_is_a_schema_of_its_dialect():
    assert SCHEMA["$schema"] == DIALECT
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert schema_text().endswith("}\n")


@pytest.mark.parametrize("name", MODELS)
def test_every_key_is_described_and_required(name):
    keys = MODELS[name]["properties"]
    assert [key for key, value in keys.items() if not value.get("description")] == []
    assert MODELS[name]["required"] == list(keys)
    assert MODELS[name]["additionalProperties"] is False


def test_it_refuses_a_record_without_a_key():
    record = Record(offer=Offer(), source=Source(sha256="0", bytes=0, extractor="x")).model_dump(mode="json")
    validator = jsonschema.Draft202012Validator(SCHEMA)
    validator.validate(record)
    del record["offer"]["deadline"]
    assert [error.message for error in validator.iter_errors(record)] != []
