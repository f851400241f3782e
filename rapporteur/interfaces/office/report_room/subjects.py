"""What findings are about: records that a check knows by several columns, or by nothing that people call them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from rapporteur.proof.rules.finding import Finding
from rapporteur.records.names.called import with_names

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "dues.publishedstatement": ("year", "as_of_date"),
    "dues.duesitem": ("call__year", "organisation__slug"),
    "governance.mandate": ("seat__slug", "person__slug"),
}
"""By which columns, between strokes, the checks know a record of a kind that has no slug."""
BESIDES: Mapping[str, tuple[str, ...]] = {"dues.duesitem": ("call",)}
"""What the names of a kind need besides."""


def subjects_of(findings: Iterable[Finding]) -> dict[tuple[str, str], models.Model]:
    """Return by kind and key the records of findings that have no slug, or no name: two queries per kind, and names."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for one in findings:
        if one.record.type in COLUMNS or not one.record.name:
            wanted[one.record.type].add(one.record.slug)
    found: dict[tuple[str, str], models.Model] = {}
    for kind, keys in wanted.items():
        model = kind_called(kind)
        if model is None:
            continue
        columns = COLUMNS.get(kind, ("slug",))
        pairs = (
            model._default_manager.filter(_record_of(columns, keys))
            .order_by("pk")
            .values_list("pk", *columns)
        )
        key_of = {pk: "/".join(map(str, values)) for pk, *values in pairs}
        records = with_names(model._default_manager.filter(pk__in=key_of))
        records = records.select_related(*BESIDES.get(kind, ()))
        found |= {(kind, key_of[record.pk]): record for record in records.order_by("pk")}
    return found


def kind_called(kind: str) -> type[models.Model] | None:
    """Return the kind of record that checks call so, where it has a form and is found by a key of theirs."""
    label, _, name = kind.partition(".")
    try:
        model = apps.get_model(label, name)
        if kind not in COLUMNS:
            model._meta.get_field("slug")
        reverse(model.snippet_viewset.get_url_name("list"))
    except (LookupError, ValueError, AttributeError, NoReverseMatch, FieldDoesNotExist):
        return None
    return model


def _record_of(columns: tuple[str, ...], keys: Iterable[str]) -> Q:
    """Return the condition that the columns of a record say one of the keys."""
    found = Q(pk__in=())
    for key in keys:
        parts = key.split("/")
        if len(parts) == len(columns):
            found |= Q(**dict(zip(columns, parts, strict=True)))
    return found
