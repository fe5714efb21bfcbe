"""Records as Arrow tables, and back: the schema is made from the models, there is no second definition.

A column is a key of the record, nested as the record is; dates are dates. Two things stand in another form than in the
JSON: `spans`, whose keys are any number of paths, is a list of structs, each with its `path`; and the paragraphs and
lists of a section are structs of one type, in which what belongs to the other kind is null. `lines_of` gives back the
lines, byte for byte, that `table_of` was given.
"""

import types
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import from_json, to_json

from ..extract.record import Record

if TYPE_CHECKING:
    import pyarrow as pa

MISSING = "pyarrow is not installed here, and Arrow and Parquet need it: pip install 'offres[parquet]'"
PATH = "path"  # the key of a span in its struct
_KIND = "type"  # the key that tells a paragraph from a list

_Change = Callable[[Any], Any]


class _Form(NamedTuple):
    """How a value of the record stands in Arrow; a change that is None changes nothing."""

    type: "pa.DataType"
    pack: _Change | None = None  # the JSON's value -> what pyarrow takes
    unpack: _Change | None = None  # what pyarrow gives -> the JSON's value
    optional: bool = False


@cache
def schema() -> "pa.Schema":
    """The Arrow schema of a record; raises ImportError with what to install."""
    form = _record()
    return _pyarrow().schema(list(form.type))


def table_of(lines: Iterable[bytes]) -> "pa.Table":
    """A table of records, which come as their canonical JSON lines."""
    pack = _record().pack or _same
    return _pyarrow().Table.from_pylist([pack(from_json(line)) for line in lines], schema=schema())


def lines_of(table: "pa.Table | pa.RecordBatch") -> Iterator[bytes]:
    """The canonical JSON lines of a table's records; further columns are left out."""
    unpack = _record().unpack or _same
    for row in table.select(schema().names).to_pylist():
        yield to_json(unpack(row)) + b"\n"


def _pyarrow() -> Any:
    try:
        import pyarrow as pa
    except ImportError as error:
        raise ImportError(MISSING) from error
    return pa


def _same(value: Any) -> Any:
    return value


@cache
def _record() -> _Form:
    return _of_model(Record)


def _form(annotation: Any) -> _Form:
    """The form of what a model says that a value is."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _form(inner[0])
    if origin in (Union, types.UnionType):
        return _of_union([kind for kind in inner if kind is not types.NoneType], optional=types.NoneType in inner)
    if origin in (list, tuple):
        return _of_list(_form(inner[0]))
    if origin is dict:
        return _of_mapping(_form(inner[1]))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _of_model(annotation)
    return _of_scalar(str if origin is Literal else annotation)


def _of_scalar(kind: type) -> _Form:
    pa = _pyarrow()
    if kind is date:
        return _Form(pa.date32(), date.fromisoformat)
    return _Form({str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[kind])


def _of_union(kinds: list[Any], *, optional: bool) -> _Form:
    if len(kinds) == 1:
        return _form(kinds[0])._replace(optional=optional)
    return _of_variants(kinds)._replace(optional=optional)


def _of_list(item: _Form) -> _Form:
    pa = _pyarrow()
    return _Form(pa.list_(_field("item", item)), _each(item.pack), _each(item.unpack))


def _of_mapping(value: _Form) -> _Form:
    """A mapping of paths: a list of structs, in the same order."""
    pa = _pyarrow()
    struct = pa.struct([pa.field(PATH, pa.string(), nullable=False), *value.type])
    pack, unpack = value.pack or _same, value.unpack or _same
    return _Form(
        pa.list_(pa.field("item", struct, nullable=False)),
        lambda found: [{PATH: path, **pack(item)} for path, item in found.items()],
        lambda found: {item.pop(PATH): unpack(item) for item in found},
    )


def _of_model(model: type[BaseModel]) -> _Form:
    forms = {name: _form(field.annotation) for name, field in model.model_fields.items()}
    fields = [_field(name, form) for name, form in forms.items()]
    packs = {name: form.pack for name, form in forms.items() if form.pack}
    unpacks = {name: form.unpack for name, form in forms.items() if form.unpack}
    return _Form(_pyarrow().struct(fields), _keys(packs), _keys(unpacks))


def _of_variants(models: list[type[BaseModel]]) -> _Form:
    """Models that their key `type` tells apart: one struct, with the keys of all; a key that is not of all is null."""
    pa = _pyarrow()
    forms = [_of_model(model) for model in models]
    if any(form.pack or form.unpack for form in forms):
        raise NotImplementedError(f"a value of {models} that Arrow takes in another form than JSON")
    keys = {model.model_fields[_KIND].default: tuple(model.model_fields) for model in models}
    found = {field.name: field for form in forms for field in form.type}
    shared = set.intersection(*map(set, keys.values()))
    struct = pa.struct([field.with_nullable(name not in shared) for name, field in found.items()])
    return _Form(struct, None, lambda value: {key: value[key] for key in keys[value[_KIND]]})


def _field(name: str, form: _Form) -> "pa.Field":
    return _pyarrow().field(name, form.type, nullable=form.optional)


def _each(change: _Change | None) -> _Change | None:
    return (lambda items: [change(item) for item in items]) if change else None


def _keys(changes: dict[str, _Change]) -> _Change | None:
    """The change of some of a mapping's values, in place."""
    if not changes:
        return None

    def change(found: dict[str, Any]) -> dict[str, Any]:
        for key, of_value in changes.items():
            if found.get(key) is not None:
                found[key] = of_value(found[key])
        return found

    return change
