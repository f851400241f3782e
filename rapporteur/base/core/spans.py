"""What a :class:`rapporteur.base.values.spans.Span` is asked, as conditions on the columns `start` and `end`."""

from __future__ import annotations

from datetime import date

from django.db.models import FilteredRelation, Q

from rapporteur.base.values.spans import Span


def holds_on(day: date, relation: str = "") -> Q:
    """Return the condition that a record, or one that `relation` (`placed__`) leads to, holds on `day`."""
    return _begins(relation, "lte", day) & _ends_after(relation, day)


def has_begun(by: date, relation: str = "") -> Q:
    """Return the condition that a record, or one that `relation` (`seat__`) leads to, has begun by the day `by`."""
    return _begins(relation, "lte", by)


def overlaps(span: Span) -> Q:
    """Return the condition that a record holds on a day of `span`."""
    begins = Q() if span.end is None else _begins("", "lt", span.end)
    return begins & (Q() if span.start is None else _ends_after("", span.start))


def joined_in_force(relation: str, on: date) -> FilteredRelation:
    """Return the records of `relation` that hold on the day `on`, as a join that keeps rows which have none."""
    return FilteredRelation(relation, condition=holds_on(on, f"{relation}__"))


def _begins(relation: str, how: str, day: date) -> Q:
    return Q((f"{relation}start__isnull", True)) | Q((f"{relation}start__{how}", day))


def _ends_after(relation: str, day: date) -> Q:
    return Q((f"{relation}end__isnull", True)) | Q((f"{relation}end__gt", day))
