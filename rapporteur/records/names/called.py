"""What a record of the database is called on a day, in the language of whoever reads.

A model says in `called_by` by which of its fields or relations: the first that has a text is taken. An organisation
is called by the name in force, a membership by its organisation, what has no name by what it says of itself. What is
called by several things together (a meeting) says its name itself, in `name_in`, and in `called_with` what it needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import models

from rapporteur.base.values.localized import EMPTY, LocalizedText

Q = TypeVar("Q", bound="models.QuerySet[Any]")


class SaysItsName:
    """A record that puts its name together from several of its fields and relations."""

    def name_in(self, languages: Sequence[str], on: date) -> str:
        """Return what it is called on a day, in the first of the languages."""
        raise NotImplementedError


def name_of(record: models.Model, languages: Sequence[str], on: date) -> str:
    """Return what `record` is called on the day `on`, in the first of `languages` that has a name, else in any.

    Asks the database for what :func:`with_names` has not fetched.
    """
    if isinstance(record, SaysItsName):
        if record.pk is not None:  # one question for all whom it names
            models.prefetch_related_objects([record], *_relations(type(record)))
        return record.name_in(languages, on)
    for source in getattr(record, "called_by", ()):
        value = getattr(record, source)
        if isinstance(value, models.Manager):
            value = _in_force(value.all(), on)
        if isinstance(value, models.Model):
            value = name_of(value, languages, on)
        elif isinstance(value, LocalizedText):
            value = value.best(languages)
        if value:
            return str(value)
    return str(record)


def with_names(records: Q) -> Q:
    """Return `records` with what :func:`name_of` needs, in a number of queries that does not depend on theirs."""
    return records.prefetch_related(*_relations(records.model))


def names_of_relations(model: type[models.Model], relation: str = "") -> tuple[str, ...]:
    """Return what to prefetch for the names of records of `model`, or of what they refer to by `relation`."""
    if not relation:
        return tuple(_relations(model))
    related: Any = model._meta.get_field(relation).related_model
    return tuple(f"{relation}__{one}" for one in _relations(related))


def _in_force(names: models.QuerySet[Any], on: date) -> LocalizedText:
    in_force = (name.name for name in names if name.span.holds_on(on))
    return next(in_force, EMPTY)


def _relations(model: type[models.Model]) -> Iterator[str]:
    for source in (*getattr(model, "called_by", ()), *getattr(model, "called_with", ())):
        field = model._meta.get_field(source)
        if field.is_relation:
            yield source
            related: Any = field.related_model
            if not field.one_to_many:
                yield from (f"{source}__{further}" for further in _relations(related))
