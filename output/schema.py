"""The JSON Schema of a record, made from the models: there is no second definition."""

import json
from typing import Any

from ..extract.record import Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The JSON Schema, dialect 2020-12: every key described, and required, as a record has them all."""
    made = Record.model_json_schema(mode="serialization")
    for model in (made, *made["$defs"].values()):
        model["required"] = list(model["properties"])
        for of_key in model["properties"].values():
            of_key.pop("title", None)  # pydantic repeats the key's name there
            if "$ref" in of_key:  # and leaves out a description that is that of the model
                of_key.setdefault("description", made["$defs"][of_key["$ref"].rpartition("/")[2]]["description"])
    return {"$schema": DIALECT, **made}


def schema_text() -> str:
    """The same as text, closed by a newline."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
