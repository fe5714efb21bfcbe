"""The format of a pack as Markdown, key by key, from the models that validate it: what docs/patterns.md holds."""

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..patterns.pack import (
    Entry,
    EvidenceEntry,
    FieldName,
    HeadingEntry,
    KindName,
    LabelEntry,
    Pack,
    PropertyEntry,
    ProseEntry,
    ReferenceEntry,
)

_TABLES: dict[str, type[BaseModel]] = {
    "evidence": EvidenceEntry,
    "label": LabelEntry,
    "heading": HeadingEntry,
    "reference": ReferenceEntry,
    "prose": ProseEntry,
    "property": PropertyEntry,
}
_PLAIN: dict[Any, str] = {
    str: "text", int: "number", bool: "true or false", FieldName: "a field", KindName: "a kind of section",
}  # fmt: skip


def reference() -> str:
    """All keys of a pack and of its entries, in tables."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield from _keys("### The pack", Pack, set(Pack.model_fields) - set(_TABLES))
    every = set(Entry.model_fields)
    for table, model in _TABLES.items():
        yield ""
        yield from _keys(f"### `[[{table}]]`", model, set(model.model_fields) - every)
    yield ""
    yield from _keys("### Every entry", Entry, every)
    yield ""
    yield "### Fields and kinds of sections"
    yield ""
    yield f"A field is one of {_list(get_args(FieldName))}."
    yield ""
    yield f"A kind of section is one of {_list(get_args(KindName))}."


def _keys(title: str, model: type[BaseModel], names: set[str]) -> Iterator[str]:
    yield title
    yield ""
    yield str(model.__doc__).strip()
    yield ""
    yield "| key | value | without it | what |"
    yield "|---|---|---|---|"
    for name, field in model.model_fields.items():
        if name in names:
            told = " ".join((field.description or "").split()).replace("|", "\\|")
            yield f"| `{name}` | {_value(field.annotation)} | {_default(field)} | {told} |"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "must be there"
    if field.default in (None, "", [], {}):
        return ""
    return f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"


def _value(annotation: Any) -> str:
    """The type of a key in words."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (None, Literal) and annotation in _PLAIN:
        return _PLAIN[annotation]
    if origin is Literal:
        return _list(args)
    if origin is list:
        inner = _value(args[0])
        return f"list of {'texts' if inner == 'text' else inner}"
    if origin is dict:
        return f"table of {_value(args[1])}"
    return _value(next(arg for arg in args if arg is not type(None)))  # of a union, or annotated


def _list(names: tuple[Any, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
