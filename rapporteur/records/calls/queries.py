"""Questions to calls: whom they activated through their activities, how many applications there were."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Case, CharField, Expression, Model, QuerySet, Value, When

from rapporteur.records.activities.enums import ActivationRole
from rapporteur.records.calls.enums import CallRole
from rapporteur.records.calls.models import (
    Application,
    ApplicationPartner,
    CallForApplications,
    CallOrganisation,
)

APPLICANT, PARTNER = ActivationRole.APPLICANT.value, ActivationRole.PARTNER.value


class TakingPart(NamedTuple):
    """Rows that activate somebody: by which paths they lead to activity and organisation, as what (ActivationRole)."""

    rows: QuerySet[Model]
    activity: str
    organisation: str
    role: Expression


def taking_part() -> list[TakingPart]:
    """Return who took part in calls, and as what.

    Who leads an application is an applicant. A partner of one is a partner from the day on which it confirmed.
    """
    role = Case(
        When(role=CallRole.LEAD, then=Value(APPLICANT)), default=Value(PARTNER), output_field=CharField()
    )
    return [
        TakingPart(CallOrganisation.objects.all(), "call__activity", "organisation", role),
        TakingPart(Application.objects.all(), "call__activity", "lead", Value(APPLICANT)),
        TakingPart(
            ApplicationPartner.objects.filter(confirmed_date__isnull=False),
            "application__call__activity",
            "organisation",
            Value(PARTNER),
        ),
    ]


def count_applications(call: CallForApplications) -> int | None:
    """Return how many applications a call had: those on record, else as it is stated; None where nobody knows."""
    return call.applications.count() or call.application_count
