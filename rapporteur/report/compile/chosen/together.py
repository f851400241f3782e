"""Rows of several small tables read in one query: each row as JSON, its texts and days become what they are again.

All sections of a report together have thirty queries (ADR 27). What a section needs of a few rows here and there is
asked together, whatever their columns: every row of the answer says of which part it is, and is read as that part's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec
from django.db.models import IntegerField, QuerySet, Value
from django.db.models.functions import JSONObject

from rapporteur.base.values.localized import LocalizedText

R = TypeVar("R", bound=msgspec.Struct)


class AskedPart(NamedTuple, Generic[R]):
    """Rows of one table: what each becomes, where they are, and by which path each of its values is reached."""

    row: type[R]
    rows: QuerySet[Any]
    paths: Mapping[str, str]


def read_together(parts: Sequence[AskedPart[Any]]) -> list[list[Any]]:
    """Return the rows of every part, in no order, in one query; none of no parts."""
    if not parts:
        return []
    asked = [
        part.rows.order_by()
        .annotate(of_part=Value(number, output_field=IntegerField()), told=JSONObject(**part.paths))
        .values_list("of_part", "told")
        for number, part in enumerate(parts)
    ]
    found: list[list[Any]] = [[] for _ in parts]
    for number, told in asked[0].union(*asked[1:], all=True):
        found[number].append(msgspec.convert(told, parts[number].row, strict=False, dec_hook=_text))
    return found


def _text(kind: type, value: object) -> LocalizedText:
    """Return a text per language; SQLite gives one within a row as it stores it."""
    if kind is not LocalizedText:
        raise NotImplementedError(f"a {kind.__name__} is no value of a row")
    given: Any = json.loads(value) if isinstance(value, str) else value
    return LocalizedText(given or {})
