"""The order of names as a database has it, in the language of whoever reads.

PostgreSQL sorts by its collations of ICU for the language; SQLite asks `sort_key` of base.values.collation for each
name that it compares, which is the order of everything that is sorted in Python. The two agree on letters and accents,
and not on signs within names. A PostgreSQL without ICU keeps the order of its database.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from typing import Any

from django.db import connection
from django.db.models import F, JSONField, TextField
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Collate

from rapporteur.base.values.collation import sort_key
from rapporteur.base.words.catalogues import LANGUAGES

_OURS = "rapporteur_{}"
_ICU = "{}-x-icu"


def teach_order(connection: Any, **_: object) -> None:
    """Let an SQLite connection sort by the rules of each language of the program."""
    if connection.vendor == "sqlite":
        for language in LANGUAGES:
            connection.connection.create_collation(_OURS.format(language), partial(_compare, language))


def _compare(language: str, one: str, other: str) -> int:
    key = sort_key(language)
    before, after = key(one), key(other)
    return (before > after) - (before < after)


@cache
def _collations() -> frozenset[str]:
    """Return the collations that this PostgreSQL has for the languages of the program."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT collname FROM pg_collation WHERE collname LIKE '%-x-icu'")
        return frozenset(str(name) for (name,) in cursor.fetchall())


def in_order_of(text: Combinable | str, language: str) -> Combinable:
    """Return what sorts by a text, or the name of a column, by the rules of a language."""
    expression: Any = F(text) if isinstance(text, str) else text
    if connection.vendor == "sqlite":
        return Collate(expression, _OURS.format(language)) if language in LANGUAGES else expression
    name = _ICU.format(language)
    return Collate(expression, name) if name in _collations() else expression


def text_in(column: str, languages: Sequence[str]) -> Combinable:
    """Return the text of a localized column in the first of the languages that it has."""
    localized = Cast(column, JSONField())
    texts: list[Any] = [KeyTextTransform(language, localized) for language in dict.fromkeys(languages)]
    return Coalesce(*texts, output_field=TextField()) if len(texts) > 1 else Cast(texts[0], TextField())
