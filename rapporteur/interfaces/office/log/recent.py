"""What somebody named of late, and what the period names most: first in the lists to choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count

from rapporteur.base.core.models import AuditEntry
from rapporteur.interfaces.office.log.desk import Desk
from rapporteur.records.activities.models import Activation, Activity, ActivityDeliverable, ActivityPlace

LOOKED_THROUGH = 60
"""Entries of the trail in which somebody's last activities are found: some twenty activities."""
OFFERED = 8
"""More than six, which a start page of a neighbouring system was asked for where it had three."""


def own_activities(desk: Desk) -> list[int]:
    """Return the keys of the activities that whoever logs wrote last, the newest first."""
    entries = AuditEntry.objects.filter(by=desk.by.name, record_type=Activity._meta.label_lower)
    slugs = list(dict.fromkeys(entries.order_by("-pk").values_list("record", flat=True)[:LOOKED_THROUGH]))
    keys = dict(Activity.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    return [keys[slug] for slug in slugs if slug in keys]


def recent_organisations(desk: Desk) -> list[str]:
    """Return the slugs of members and places that whoever logs named last, then of those that the period names most."""
    own = own_activities(desk)
    named = [
        *Activation.objects.filter(activity__in=own)
        .order_by("pk")
        .values_list("activity", "organisation__slug"),
        *ActivityPlace.objects.filter(activity__in=own, organisation__isnull=False)
        .order_by("pk")
        .values_list("activity", "organisation__slug"),
    ]
    usual = (
        Activation.objects.filter(activity__in=Activity.objects.in_period(desk.period))
        .values_list("organisation__slug")
        .annotate(times=Count("pk"))
        .order_by("-times", "organisation__slug")[:OFFERED]
    )
    return _first(_by_activity(named, own), (slug for slug, _ in usual))


def recent_deliverables(desk: Desk) -> list[str]:
    """Return the slugs of deliverables that whoever logs named last, then of those that the period names most."""
    own = own_activities(desk)
    rows = ActivityDeliverable.objects.filter(activity__in=own).order_by("position")
    usual = (
        ActivityDeliverable.objects.filter(activity__in=Activity.objects.in_period(desk.period))
        .values_list("node__slug")
        .annotate(times=Count("pk"))
        .order_by("-times", "node__slug")[:OFFERED]
    )
    return _first(_by_activity(rows.values_list("activity", "node__slug"), own), (slug for slug, _ in usual))


def _by_activity(rows: Iterable[tuple[int, str]], own: list[int]) -> list[str]:
    """Return slugs by how often and how lately they were named: of the newest activity first."""
    named = list(rows)
    times = Counter(slug for _, slug in named)
    newest = {
        slug: own.index(activity) for activity, slug in sorted(named, key=lambda row: -own.index(row[0]))
    }
    return sorted(times, key=lambda slug: (newest[slug], -times[slug], slug))


def _first(own: list[str], usual: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*own[:OFFERED], *usual]))[: 2 * OFFERED]
