"""Questions to activities that more than one page asks."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, Subquery

from rapporteur.records.activities.models import Activation
from rapporteur.records.members.models import Membership, Organisation, OrganisationQuerySet


def members_asleep(since: date, until: date) -> OrganisationQuerySet:
    """Return the members on the day `until` whom no published activity activated from `since` up to, without, `until`.

    `last_activated` is the first day of the last activity before that, None where there is none; those come first who
    sleep longest.
    """
    activated = Activation.objects.filter(organisation=OuterRef("pk"), activity__live=True)
    before = activated.filter(activity__start_date__lt=until)
    members = Organisation.objects.filter(
        Exists(Membership.objects.in_force(until).filter(organisation=OuterRef("pk")))
    )
    asleep = members.exclude(Exists(before.filter(activity__end_date__gte=since)))
    last = before.order_by("-activity__start_date").values("activity__start_date")[:1]
    ordered = asleep.annotate(last_activated=Subquery(last))
    found: OrganisationQuerySet = ordered.order_by(F("last_activated").asc(nulls_first=True), "slug")
    return found
