"""Values of records in the words of whoever reads: as they are now, and as the trail has kept them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from modelcluster.models import get_all_child_relations
from wagtail.documents.models import Document
from wagtail.utils.text import text_from_html

from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import AuditEntry, check_link
from rapporteur.base.core.permissions import Actor, can
from rapporteur.base.core.queries import association_languages
from rapporteur.base.core.searching import SEARCH_TEXT
from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.values.formatting.languages import country, language_named, time_zone
from rapporteur.base.values.formatting.numbers import format_amount
from rapporteur.base.values.links import link_target
from rapporteur.base.values.messages import Message
from rapporteur.base.values.typography import listed, with_colon
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.choices import named
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.spans import day_to_show
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import label
from rapporteur.records.activities.enums import Channel
from rapporteur.records.activities.models import MediaMention
from rapporteur.records.names.called import with_names

NOTHING = "–"
YES, NO = Message("yes", context="record page"), Message("no", context="record page")
GONE = Message("{name} (no longer on record)", context="record page")
NOT_FOR_YOU = Message("(not shown to you)", context="record page")
LEFT_OUT = frozenset({SEARCH_TEXT, "position"})
"""Columns that say nothing to people: one is derived from the others, the order is seen."""
TIME_ZONE = "time_zone"
COUNTRIES = frozenset({"country", "seat_country"})
LANGUAGES = frozenset({"language", "source_language", "languages"})
CODES: Mapping[tuple[type[models.Model], str], Any] = {(MediaMention, "channels"): Channel.choices}
"""Lists of codes, by what they are called in forms."""
Names = Mapping[tuple[type[models.Model], str], str]
"""What records are called, by kind and by the slug or key that the trail has kept of them."""


def column_of(model: type[models.Model], name: str) -> Any:
    """Return the field or list of rows of this name, None where the kind has none (any more)."""
    for relation in get_all_child_relations(model):
        if relation.get_accessor_name() == name:
            return relation
    known = {one.name: one for one in (*model._meta.concrete_fields, *model._meta.many_to_many)}
    return known.get(name)


def is_list(column: Any) -> bool:
    """Tell whether a column is a list of rows that belong to a record."""
    return isinstance(column, models.ManyToOneRel)


def name_of_column(model: type[models.Model] | None, name: str) -> str:
    """Return what a field or a list of rows is called."""
    column = column_of(model, name) if model else None
    if column is None:
        return name.replace("_", " ")
    if is_list(column):
        return str(column.related_model._meta.verbose_name_plural)
    return str(column.verbose_name)


def in_words(column: Any, value: Any, names: Names | None = None) -> SafeString | str:
    """Return a value of a column, as it is or as the trail keeps it; `names` has what records are called."""
    if value is None or value in ("", [], {}, ()):
        return NOTHING
    if column is None:
        return _of_unknown(value)
    if is_list(column):
        return _rows(column.related_model, value, names or {})
    if isinstance(column, models.URLField):
        return _link(str(value))
    if isinstance(value, Document):
        return format_html('<a href="{}">{}</a>', value.url, value.title)
    if column.is_relation:
        given = value if isinstance(value, list) else [value]
        return format_html_join(
            "; ", "{}", ((_record(column.related_model, one, names or {}),) for one in given)
        )
    if isinstance(column, LocalizedTextField):
        return _text(column, value)
    return _plain(column, value)


def _link(address: str) -> SafeString | str:
    """Return an address to be followed, as long as it leads to the web: the trail keeps what others held."""
    try:
        check_link(address)
    except ValidationError:
        return address
    return format_html('<a href="{}" rel="noreferrer">{}</a>', link_target(address), address)


def _plain(column: Any, value: Any) -> str:
    language = reader()
    choices = CODES.get((column.model, column.name))
    if choices or isinstance(value, list):
        known = dict(named(choices or ()))
        parts = (language_named(str(one), language) if column.name in LANGUAGES else one for one in value)
        return ", ".join(str(known.get(one, one)) for one in parts)
    if column.flatchoices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, bool):
        return say(YES if value else NO, language)
    if isinstance(column, models.DateField) and not isinstance(column, models.DateTimeField):
        day = value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
        return format_day(day_to_show(column, day), language)
    if isinstance(column, models.DecimalField):
        return _amount(value, language)
    if isinstance(column, models.TimeField):
        return str(value)[:8].removesuffix(":00") if str(value).count(":") > 1 else str(value)
    if column.name == TIME_ZONE:
        return time_zone(str(value), language)
    if column.name in COUNTRIES:
        return country(str(value), language)
    if column.name in LANGUAGES:
        return NOTHING if value == "und" else language_named(str(value), language)
    return str(value)


def _amount(value: Any, language: str) -> str:
    try:
        return format_amount(Decimal(str(value)), language)
    except InvalidOperation:
        return str(value)


def in_one_language(column: Any, text: str) -> str:
    """Return a text in languages as it reads in one of them, without marks."""
    return text_from_html(text) if column.rich else text


def _text(column: Any, value: Any) -> SafeString | str:
    if not isinstance(value, Mapping):
        return str(value)
    parts = [
        (language_named(language, reader()), language, in_one_language(column, text))
        for language, text in value.items()
        if text
    ]
    return format_html_join("; ", '{}: <span lang="{}">{}</span>', ((a, b, c) for a, b, c in parts))


def _record(model: type[models.Model], value: Any, names: Names) -> str:
    if isinstance(value, models.Model):
        return called(value)
    if known := names.get((model, str(value))):
        return known
    return say(GONE, reader(), name=str(value).replace("-", " "))


def _rows(model: type[models.Model], rows: Any, names: Names) -> SafeString | str:
    lines = [(row_in_words(model, row, names),) for row in rows if isinstance(row, Mapping)]
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", lines)) if lines else NOTHING


def row_in_words(model: type[models.Model], row: Mapping[str, Any], names: Names) -> SafeString:
    """Return a row of a list: each of its values with what it is."""
    parts = []
    for name, value in row.items():
        if name in LEFT_OUT or value in (None, "", [], {}):
            continue
        parts.append((name_of_column(model, name), in_words(column_of(model, name), value, names)))
    return _pairs(parts)


def _pairs(parts: Iterable[tuple[Any, Any]]) -> SafeString:
    """Return values with what each of them is, in the typography of whoever reads."""
    each = [format_html("{} {}", with_colon(name, reader()), value) for name, value in parts]
    return mark_safe(listed(each, reader()))  # noqa: S308  # each is escaped, and only marks stand between


def _of_unknown(value: Any) -> SafeString:
    if isinstance(value, Mapping):
        pairs = ((name, _of_unknown(one)) for name, one in value.items() if one not in (None, "", [], {}))
        return _pairs(pairs)
    if isinstance(value, list):
        return format_html(
            "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((_of_unknown(one),) for one in value))
        )
    return format_html("{}", value)


# --- what records are called that the trail names --------------------------------------------------


def names_in(model: type[models.Model] | None, entries: Iterable[AuditEntry], by: Actor) -> Names:
    """Return what the records are called that entries on a kind of record name: a query or two for each kind.

    Those of a kind that is not shown to `by` are not named.
    """
    keys: dict[type[models.Model], set[str]] = {}
    for entry in entries if model else ():
        for name, value in entry.changes.items():
            for one in value if isinstance(value, list) and len(value) == 2 else (value,):
                _collect(column_of(model, name), one, keys)  # type: ignore[arg-type]  # a model, in the loop
    languages = association_languages() if keys else ()
    names: dict[tuple[type[models.Model], str], str] = {}
    for related, wanted in keys.items():
        if related in DOORS and not can(by, DOORS[related].view):
            names |= {(related, key): str(label(NOT_FOR_YOU)) for key in wanted}
            continue
        key = "slug" if any(one.name == "slug" for one in related._meta.concrete_fields) else "pk"
        usable = wanted if key == "slug" else {one for one in wanted if one.isdecimal()}
        for record in with_names(related._default_manager.filter(**{f"{key}__in": usable})):
            record._languages = languages  # type: ignore[attr-defined]  # asked once for all
            names[related, str(getattr(record, key))] = called(record)
    return names


def _collect(column: Any, value: Any, keys: dict[type[models.Model], set[str]]) -> None:
    if column is None or value in (None, "", [], {}):
        return
    if is_list(column):
        for row in value if isinstance(value, list) else ():
            for name, one in row.items() if isinstance(row, Mapping) else ():
                _collect(column_of(column.related_model, name), one, keys)
    elif column.is_relation:
        given = value if isinstance(value, list) else [value]
        keys.setdefault(column.related_model, set()).update(str(one) for one in given)
