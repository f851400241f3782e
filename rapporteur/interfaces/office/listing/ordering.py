"""The order of a list by what its records are called in the reader's language, as far as the database can tell.

The database knows a name that stands in a column or in dated rows of the record, or of a record that it refers to. What
is called by several things together (an activity, a meeting) stays in the order of its list: by day.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from rapporteur.base.core.database.collation import in_order_of, text_in
from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.queries import association_languages
from rapporteur.base.core.spans import joined_in_force

BY_NAME = "called_order"
"""What a list is ordered by that is ordered by names."""
_JOINED = "called_now"


def with_order(records: QuerySet[Any], path: str, language: str, on: date) -> QuerySet[Any]:
    """Return records that can be ordered by `BY_NAME`: by the name that `path` leads to, in a language, on a day."""
    languages, model = (language, *association_languages()), records.model
    *relations, last = path.split("__")
    for relation in relations:
        model = model._meta.get_field(relation).related_model
    field = model._meta.get_field(last)
    if field.one_to_many:
        records = records.annotate(**{_JOINED: joined_in_force(path, on)})
        name: Any = text_in(f"{_JOINED}__name", languages)
    elif isinstance(field, LocalizedTextField):
        name = text_in(path, languages)
    else:
        name = path
    ordered: QuerySet[Any] = records.annotate(**{BY_NAME: in_order_of(name, language)})
    return ordered
