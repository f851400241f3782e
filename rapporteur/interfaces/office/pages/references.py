"""Which kinds of records refer to which, and how many records of each do: as far as whoever looks may see them.

Read from the models: whatever refers to a kind, by itself or by a row that belongs to it, is found without being named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from modelcluster.fields import ParentalKey

from rapporteur.base.core.permissions import Actor, can
from rapporteur.base.core.reach import within_reach
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.records.dues.models import DuesCall, Payment, Waiver
from rapporteur.records.governance.models import Body, Mandate
from rapporteur.records.members.models import Organisation

ABOUT = "about"
"""What lists are asked by, to show what refers to one record."""
FURTHER: Mapping[type[models.Model], Mapping[type[models.Model], str]] = {
    Organisation: {
        Mandate: "seat__organisation",
        Payment: "item__organisation",
        Waiver: "item__organisation",
    },
    Body: {Mandate: "seat__body"},
    DuesCall: {Payment: "item__call", Waiver: "item__call"},
}
"""What refers to a kind by a record between, and is asked for all the same: who has paid, who sits for whom."""


@dataclass(frozen=True)
class Reference:
    """A kind of record that refers to another, by which lookups of its own."""

    listed: type[models.Model]
    paths: tuple[str, ...]

    def to(self, record: models.Model, by: Actor) -> QuerySet[Any]:
        """Return the records that refer to `record`, of those that `by` may see."""
        # Each way by its own index, and put together: asked at once, all records would be read with all their rows.
        first, *others = (
            self.listed._base_manager.filter(**{path: record.pk}).values("pk") for path in self.paths
        )
        keys = first.union(*others) if others else first
        seen = within_reach(self.listed._default_manager.all(), by, DOORS[self.listed].view)
        return seen.filter(pk__in=keys)

    def to_anything(self, record: models.Model) -> bool:
        """Tell whether anything refers to a record, shown to somebody or not."""
        return any(self.listed._base_manager.filter(**{path: record.pk}).exists() for path in self.paths)

    def address(self, record: models.Model) -> str:
        """Return where they are listed."""
        asked = QueryDict(mutable=True)
        asked[ABOUT] = f"{record._meta.label_lower}-{record.pk}"
        viewset: Any = self.listed.snippet_viewset  # type: ignore[attr-defined]  # Wagtail keeps it there
        return f"{reverse(viewset.get_url_name('list'))}?{asked.urlencode()}"


@cache
def references_to(model: type[models.Model]) -> tuple[Reference, ...]:
    """Return what refers to a kind of record, in the order of the menu."""
    paths: dict[type[models.Model], list[str]] = {}
    for relation in model._meta.related_objects:
        source: Any = relation.related_model
        field: Any = relation.field
        if source in DOORS:
            paths.setdefault(source, []).append(field.name)
        for parent in _parents(source):
            if parent.related_model in DOORS and parent.related_model is not model:
                path = f"{parent.remote_field.get_accessor_name()}__{field.name}"
                paths.setdefault(parent.related_model, []).append(path)
    for source, path in FURTHER.get(model, {}).items():
        paths.setdefault(source, []).append(path)
    return tuple(Reference(kind, tuple(paths[kind])) for kind in DOORS if kind in paths)


def _parents(model: type[models.Model]) -> list[Any]:
    return [one for one in model._meta.concrete_fields if isinstance(one, ParentalKey)]


def references_visible(model: type[models.Model], by: Actor) -> tuple[Reference, ...]:
    """Return those whose kind `by` may see at all."""
    return tuple(one for one in references_to(model) if can(by, DOORS[one.listed].view))


def record_meant(value: str) -> models.Model | None:
    """Return the record that a list is asked about, None where there is none (any more)."""
    kind, _, key = value.rpartition("-")
    model = next((one for one in DOORS if one._meta.label_lower == kind), None)
    if model is None or not key.isdecimal() or len(key) > len(str(2**63)):
        return None
    found: models.Model | None = (
        model._default_manager.filter(pk=int(key)).first() if int(key) < 2**63 else None
    )
    return found
