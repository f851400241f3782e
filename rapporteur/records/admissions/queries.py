"""Questions to requests for admission, and to the meetings at which prospects were met."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from rapporteur.base.core.searching import SearchQuerySet
from rapporteur.base.values.periods import Period
from rapporteur.records.activities.models import BilateralMeeting
from rapporteur.records.admissions.enums import AdmissionOutcome
from rapporteur.records.admissions.models import AdmissionRequest
from rapporteur.records.meetings.enums import MeetingState
from rapporteur.records.meetings.models import BodyMeeting
from rapporteur.records.members.models import Membership, Organisation, Prospect


def requests_of(period: Period, as_of: date) -> SearchQuerySet[AdmissionRequest]:
    """Return the requests that a period tells of: those that were to be decided at its end, or decided within it."""
    received = AdmissionRequest.objects.filter(received_date__lte=min(as_of, period.last_day))
    found: SearchQuerySet[AdmissionRequest] = received.filter(
        Q(decided_date__isnull=True) | Q(decided_date__gte=period.start)
    )
    return found


def pending_requests(as_of: date) -> SearchQuerySet[AdmissionRequest]:
    """Return the requests that are to be decided, and were received by a day."""
    found: SearchQuerySet[AdmissionRequest] = AdmissionRequest.objects.filter(
        outcome=AdmissionOutcome.PENDING, received_date__lte=as_of
    )
    return found


def meetings_meanwhile(as_of: date) -> QuerySet[BodyMeeting]:
    """Return the meetings that bodies with requests to decide have held since they received the first of them."""
    waiting = pending_requests(as_of).filter(body=OuterRef("body"), received_date__lt=OuterRef("start_date"))
    held = BodyMeeting.objects.filter(state=MeetingState.HELD, end_date__lte=as_of)
    return held.filter(Exists(waiting))


def never_asked(as_of: date, *, met: int) -> QuerySet[Organisation]:
    """Return the prospects that the network met at least `met` times by a day, as `times`, and that never asked."""
    meetings = BilateralMeeting.participants.through._default_manager.filter(
        organisation=OuterRef("pk"), bilateralmeeting__start_date__lte=as_of
    )
    counted = meetings.order_by().values("organisation").annotate(count=Count("pk"))
    count = counted.values("count")  # type: ignore[misc]  # counted in the line before
    own = {"organisation": OuterRef("pk")}
    return Organisation.objects.annotate(
        times=Coalesce(Subquery(count, output_field=IntegerField()), 0)
    ).filter(
        Exists(Prospect.objects.in_force(as_of).filter(**own)),
        ~Exists(Membership.objects.in_force(as_of).filter(**own)),
        ~Exists(AdmissionRequest.objects.filter(**own, received_date__lte=as_of)),
        times__gte=met,
    )
