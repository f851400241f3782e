"""Values: what is made once, never changes, and is the same as JSON.

A value is a :class:`msgspec.Struct`. Reading one from JSON (:func:`from_json`) or from plain dictionaries and lists
(:func:`from_plain`) holds it to its types and bounds; making one in Python is left to the type checker. To change a
field make another value: ``msgspec.structs.replace(value, field=…)``.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from rapporteur.base.values.localized import LocalizedText

T = TypeVar("T")

_DECODERS: dict[type, msgspec.json.Decoder[Any]] = {}
"""Making one reads the annotations of all its parts: once for each kind."""


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value that does not change once made, and refuses what it does not know."""


class Shape(Value, frozen=True, kw_only=True):
    """What a verb takes of one record, and what files, tables, forms and the API read and write of it.

    Other records are named by their slugs: the verb finds them. A field that is UNSET says nothing: in a new record it
    gets its default, in one that is there it stays as it is.
    """


def given(shape: Shape) -> dict[str, Any]:
    """Return the fields that a shape says something of, by name."""
    fields = {name: getattr(shape, name) for name in shape.__struct_fields__}
    return {name: value for name, value in fields.items() if value is not msgspec.UNSET}


def to_json(value: object) -> bytes:
    """Return `value` as JSON: UTF-8, fields in their order, no spaces."""
    return msgspec.json.encode(value, enc_hook=_plain)


def from_json(content: bytes | str, kind: type[T]) -> T:
    """Read a `kind` from JSON; raise msgspec.DecodeError, a ValidationError that names the place where it is one."""
    if kind not in _DECODERS:
        _DECODERS[kind] = msgspec.json.Decoder(kind, dec_hook=_typed)
    found: T = _DECODERS[kind].decode(content)
    return found


def to_plain(value: object) -> Any:
    """Return `value` as JSON would hold it: dictionaries, lists, texts (also dates and amounts) and numbers."""
    return msgspec.json.decode(to_json(value))


def from_plain(value: object, kind: type[T]) -> T:
    """Read a `kind` from what :func:`to_plain` returns; raise msgspec.ValidationError, which names the place."""
    return msgspec.convert(value, kind, dec_hook=_typed)


def json_schema(kind: type[Value]) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a value."""
    return msgspec.json.schema(kind, schema_hook=_schema)


def _plain(value: object) -> object:
    """Return what JSON holds of a type that msgspec does not know."""
    if isinstance(value, LocalizedText):
        return value.as_dict()
    if isinstance(value, str):  # a notice, which is kept as its English text
        return str(value)
    raise NotImplementedError(f"a {type(value).__name__} cannot be written as JSON")


def _typed(kind: type, value: object) -> object:
    """Read a type that msgspec does not know from what JSON holds of it."""
    if kind is not LocalizedText:
        raise NotImplementedError(f"a {kind.__name__} cannot be read from JSON")
    if not (isinstance(value, dict) and all(isinstance(text, str) for text in value.values())):
        raise TypeError(f"Expected a text per language, got {value!r:.60}")
    return LocalizedText(value)


def _schema(kind: type) -> dict[str, Any]:
    """Return the JSON Schema of a type that msgspec does not know."""
    if kind is not LocalizedText:
        raise NotImplementedError(f"a {kind.__name__} has no JSON Schema")
    return {
        "type": "object",
        "description": "language code → text; a language without a text is absent",
        "additionalProperties": {"type": "string", "minLength": 1},
    }
