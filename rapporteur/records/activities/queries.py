"""Questions to activities that more than one page asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Exists, F, OuterRef, Subquery

from rapporteur.base.core.models import RoleAssignment
from rapporteur.base.core.permissions import Right
from rapporteur.base.core.queries import accounts_with
from rapporteur.base.values.spans import Span
from rapporteur.records.activities.approvals import Remit
from rapporteur.records.activities.models import Activation, Activity, ActivityPlace
from rapporteur.records.members.models import Membership, Organisation, OrganisationQuerySet


def members_asleep(since: date, until: date) -> OrganisationQuerySet:
    """Return the members on the day `until` whom no published activity activated from `since` up to, without, `until`.

    `last_activated` is the first day of the last activity before that, None where there is none; those come first who
    sleep longest.
    """
    members = Organisation.objects.filter(
        Exists(Membership.objects.in_force(until).filter(organisation=OuterRef("pk")))
    )
    # asked once for all: of each member by itself it would be as many questions as members have activities
    lately = Activity.objects.published().filter(start_date__lt=until, end_date__gte=since)
    active = Activation.objects.filter(activity__in=lately.values("pk"))
    asleep = members.exclude(pk__in=active.values("organisation"))
    before = Activation.objects.filter(
        organisation=OuterRef("pk"), activity__live=True, activity__start_date__lt=until
    )
    last = before.order_by("-activity__start_date").values("activity__start_date")[:1]
    ordered = asleep.annotate(last_activated=Subquery(last))
    found: OrganisationQuerySet = ordered.order_by(F("last_activated").asc(nulls_first=True), "slug")
    return found


def readers_of(activities: Collection[Activity]) -> Mapping[int, frozenset[int]]:
    """Return by activity the accounts in whose remit it lies: those that may approve, and read for its region or line.

    A regional secretary who may approve reads for that region. Four queries, however many activities.
    """
    may = accounts_with(Right.PUBLISH_ACTIVITIES).values("pk")
    of_region: dict[str, set[int]] = defaultdict(set)
    of_line: dict[int | None, set[int]] = defaultdict(set)
    for account, region, line in Remit.objects.filter(account__in=may).values_list(
        "account", "region__slug", "line"
    ):
        (of_region[region] if region else of_line[line]).add(account)
    bound = RoleAssignment.objects.filter(user__in=may).exclude(region_code="")
    for account, region in bound.values_list("user", "region_code"):
        of_region[region].add(account)
    lies_in = _regions_on_its_day(activities) if of_region else {}
    return {
        one.pk: frozenset(of_line.get(one.line_id, ())).union(
            *(of_region.get(region, ()) for region in lies_in.get(one.pk, ()))
        )
        for one in activities
    }


def _regions_on_its_day(activities: Collection[Activity]) -> Mapping[int, set[str]]:
    """Return by activity the regions of whom it activates and of its places, as they were on its first day."""
    days = {one.pk: one.start_date for one in activities}
    found: dict[int, set[str]] = defaultdict(set)
    placed = "organisation__affiliations"
    for model in (ActivityPlace, Activation):
        rows = model._default_manager.filter(activity__in=days, **{f"{placed}__isnull": False})
        for key, region, start, end in rows.values_list(
            "activity", f"{placed}__region__slug", f"{placed}__start", f"{placed}__end"
        ):
            if Span(start, end).holds_on(days[key]):
                found[key].add(region)
    return found
