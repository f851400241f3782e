"""The columns that a list offers: what it comes with, the other fields of its records, and lists that they hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.admin.ui.tables import Column

from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.permissions import Actor, can
from rapporteur.base.core.queries import association_languages
from rapporteur.base.values.formatting.numbers import format_money
from rapporteur.base.values.money import Money
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.listing.words import SPECIAL
from rapporteur.interfaces.office.pages.spans import day_to_show
from rapporteur.interfaces.office.typed import ends_the_day_before
from rapporteur.interfaces.office.words import FIELDS, field_label
from rapporteur.records.activities.models import Activity
from rapporteur.records.names.called import name_of

KNOWN = frozenset(message.text.replace(" ", "_") for message in FIELDS)
FOR_WRITERS = frozenset({"note"})
"""Fields "for the secretariat": whoever only reads a kind of record has no form in which they stand."""
Offered = dict[str, str | Column]


class ListedColumn(Column):
    """What a record holds several of, in one cell; fetched for all rows of a page at once."""

    def __init__(self, name: str, accessor: Callable[[Any], str], *fetched: str, label: Any = None) -> None:
        super().__init__(name, label=label or SPECIAL[name], accessor=accessor)
        self.fetched = fetched


class MoneyColumn(Column):
    """An amount as the reader's language prints it, in its currency; files hold the number."""

    def __init__(self, name: str, currency: Callable[[Any], str], *, label: Any = None) -> None:
        super().__init__(name, label=label or field_label(name), accessor=name, sort_key=name)
        self.currency = currency

    def printed(self, record: Any, language: str) -> str:
        """Return what stands in the cell."""
        return format_money(Money(self.get_value(record), self.currency(record)), language)


def reading(record: Any) -> tuple[str, ...]:
    """Return the languages in which a row is read: the reader's first, then the association's."""
    languages = getattr(record, "_languages", None) or association_languages()  # a list asks once for all
    return ((get_language() or ENGLISH).partition("-")[0], *languages)


def localized_column(name: str) -> Column:
    """Return a column of a text in the reader's language, else in one of the association's."""
    return Column(name, label=field_label(name), accessor=lambda one: getattr(one, name).best(reading(one)))


def last_day_column(column: Any) -> Column:
    """Return a column of the last day on which something holds, of a field with the first day without."""

    def last_day(record: Any) -> date | None:
        day: date | None = getattr(record, column.name)
        return day_to_show(column, day) if day else None

    return Column(column.name, label=field_label(column.name), accessor=last_day, sort_key=column.name)


def _called(organisation: Any, record: Any) -> str:
    return name_of(organisation, reading(record), timezone.localdate())


def _members(record: Any) -> str:
    named = dict.fromkeys(_called(one.organisation, record) for one in record.activations.all())
    return ", ".join(named)


def _places(record: Any) -> str:
    places = sorted(record.places.all(), key=lambda one: one.position)
    return ", ".join(
        _called(one.organisation, record) if one.organisation else one.name.best(reading(record))
        for one in places
    )


def _codes(record: Any) -> str:
    rows = sorted(record.deliverables.all(), key=lambda one: one.position)
    return ", ".join(one.node.code for one in rows)


SEVERAL: dict[type[models.Model], tuple[ListedColumn, ...]] = {
    Activity: (
        ListedColumn("members", _members, "activations__organisation__names"),
        ListedColumn("deliverables", _codes, "deliverables__node"),
        ListedColumn("places", _places, "places__organisation__names"),
    ),
}


def offered_columns(model: Any, by: Actor) -> Offered:
    """Return what somebody may choose of beside the first column, by name, those with which the list comes first."""
    coming = {
        one if isinstance(one, str) else one.name: one for one in model.snippet_viewset.list_display[1:]
    }
    found: Offered = dict(coming)
    writes = can(by, DOORS[model].write)
    first = model.snippet_viewset.list_display[0]
    for column in model._meta.concrete_fields:
        name = column.name
        if name in found or name in {first, "slug", "key"} or name not in KNOWN or not column.editable:
            continue
        if name in FOR_WRITERS and not writes:
            continue
        if isinstance(column, LocalizedTextField):
            if not column.rich and name not in getattr(model, "called_by", ()):
                found[name] = localized_column(name)
        elif not (column.is_relation and column.related_model not in DOORS):
            found[name] = name
    found |= {one.name: one for one in SEVERAL.get(model, ())}
    last_days = {one.name: one for one in model._meta.concrete_fields if ends_the_day_before(one)}
    return found | {name: last_day_column(one) for name, one in last_days.items() if name in found}


def coming_columns(model: Any) -> list[str]:
    """Return the names of the columns with which a list comes, but for the first."""
    return [one if isinstance(one, str) else one.name for one in model.snippet_viewset.list_display[1:]]


def kept_columns(names: Sequence[str], offered: Offered) -> list[str]:
    """Return those of `names` that are offered, each once."""
    return [name for name in dict.fromkeys(names) if name in offered]


def column_label(model: Any, one: str | Column) -> str:
    """Return what a column is called."""
    if isinstance(one, Column):
        return str(one.label)
    return (
        str(model._meta.get_field(one).verbose_name)[:1].upper()
        + str(model._meta.get_field(one).verbose_name)[1:]
    )
