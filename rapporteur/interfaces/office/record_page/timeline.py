"""What became of a record: what refers to it and has days, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils.text import capfirst

from rapporteur.base.core.models import Dated
from rapporteur.base.core.permissions import Actor
from rapporteur.base.values.formatting.days import format_dates, format_day
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.references import Reference
from rapporteur.interfaces.office.pages.spans import say_span
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.activities.models import Happened
from rapporteur.records.names.called import names_of_relations, with_names

MOST = 20
"""Entries of a timeline: what is older is in the lists, a page that says everything is read by nobody."""
DAYS = ("start_date", "start", "paid_date", "received_date", "decided_date")


@dataclass(frozen=True)
class TimelineEntry:
    """Something that became of a record: when, of which kind, what it is called, where its page is."""

    day: date
    when: str
    kind: str
    name: str
    address: str


def happenings(
    record: models.Model, references: tuple[Reference, ...], by: Actor, languages: Any
) -> list[TimelineEntry]:
    """Return the newest happenings: a query for each kind, whatever their number, and one for each kind of name."""
    found = [one for reference in references for one in _of(reference, record, by, languages)]
    return sorted(found, key=lambda one: (one.day, one.name), reverse=True)[:MOST]


def _of(reference: Reference, record: models.Model, by: Actor, languages: Any) -> list[TimelineEntry]:
    model = reference.listed
    columns = {one.name for one in model._meta.concrete_fields}
    day = next((name for name in DAYS if name in columns), None)
    if day is None:
        return []
    referring = reference.to(record, by).order_by(F(day).desc(nulls_last=True), "-pk")[:MOST]
    links = _links_shown(model, record)
    named = with_names(model._default_manager.filter(pk__in=[one.pk for one in referring]))
    named = named.select_related(*links).prefetch_related(
        *(one for link in links for one in names_of_relations(model, link))
    )
    known = [one for one in named if isinstance(one, Dated) or getattr(one, day) is not None]
    return [_happening(one, day, links, languages) for one in known]


def _links_shown(model: type[models.Model], record: models.Model) -> list[str]:
    """Return which other records tell a dated one from its like: the seat of a mandate, the region of a focal point."""
    if not issubclass(model, Dated):
        return []
    return [
        one.name
        for one in model._meta.concrete_fields
        if one.is_relation
        and hasattr(one.related_model, "called_by")
        and one.related_model is not type(record)
        and not one.null
    ]


def _happening(one: Any, day: str, links: list[str], languages: Any) -> TimelineEntry:
    one._languages = languages
    others = []
    for link in links:
        getattr(one, link)._languages = languages
        others.append(called(getattr(one, link)))
    own = called(one)
    names = list(dict.fromkeys([*others, own])) if links else [own]
    choice = next((c.name for c in one._meta.concrete_fields if c.name in ("category", "stage")), None)
    if choice:
        names = [str(getattr(one, f"get_{choice}_display")())]
    if isinstance(one, Happened):
        when = format_dates(one.dates, reader())
    elif isinstance(one, Dated):
        when = say_span(one.span)
    else:
        when = format_day(getattr(one, day), reader())
    viewset = type(one).snippet_viewset
    return TimelineEntry(
        getattr(one, day) or date.min,
        when,
        capfirst(str(one._meta.verbose_name)),
        ", ".join(names),
        reverse(viewset.get_url_name("inspect"), args=[one.pk]),
    )
