"""The records that a report is compiled from, in a number of queries that does not depend on how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Q, Sum

from rapporteur.activities.models import (
    Activation,
    Activity,
    ActivityDeliverable,
    ActivityPhoto,
    ActivityPlace,
    BilateralMeeting,
    MediaMention,
)
from rapporteur.core.localized import LocalizedText
from rapporteur.core.models import joined_in_force
from rapporteur.core.periods import Period
from rapporteur.core.queries import the_association
from rapporteur.dues.models import DuesItem, PublishedStatement
from rapporteur.governance.enums import BodyKind
from rapporteur.governance.models import FocalPoint, Seat
from rapporteur.members.models import Membership, OrganisationName, Region
from rapporteur.plan.models import Level, Node
from rapporteur.reports.drafts import without_drafts
from rapporteur.reports.models import Report
from rapporteur.reports.rows import (
    ActivationRow,
    ActivityRow,
    FocalPointRow,
    LedgerRow,
    MeetingRow,
    MemberRow,
    NodeRow,
    ParticipantRow,
    PlaceRow,
    Records,
    SeatRow,
)

NAMES_AT_ONCE = 20_000  # parameters of one statement: below the limit of both databases


def fetch_records(period: Period, as_of: date) -> Records:
    """Read what the report of `period` is compiled from, the association being as it was on `as_of`.

    Only what is published; `left_out` tells which drafts published records refer to. Nineteen queries, plus one for
    every further 20,000 organisations. Raises NoAssociation.
    """
    association = the_association()
    activities = _activities(period)
    wanted = {"activity__in": _published(period)}
    places = _places(wanted)
    activations = list(
        map(
            ActivationRow._make,
            Activation.objects.filter(**wanted)
            .order_by("activity_id", "id")
            .values_list(
                "activity_id", "organisation_id", "organisation__slug", "role", "organisation__live"
            ),
        )
    )
    members = _members(as_of)
    meetings = _meetings(period)
    participants = _participants(period)
    seats = _seats(as_of)
    named: set[int | None] = {member.organisation for member in members}
    named |= {activation.organisation for activation in activations}
    named |= {participant.organisation for participant in participants}
    named |= {place.organisation for place in places} | {seat.organisation for seat in seats}
    named |= {meeting.place.organisation for meeting in meetings}
    ids = {organisation for organisation in named if organisation is not None}
    levels = _levels(period)
    year = period.last_day.year
    records = Records(
        association=association,
        report=Report.objects.filter(period_start=period.start, period_end=period.end)
        .select_related("signatory")
        .first(),
        levels=levels,
        nodes=_nodes(levels[0].version_id) if levels else [],
        regions=list(Region.objects.order_by("order")),
        members=members,
        names=dict(_names(ids, as_of)),
        seats=seats,
        focal_points=list(
            map(
                FocalPointRow._make,
                FocalPoint.objects.in_force(as_of)
                .order_by("region__order", "person__name", "id")
                .values_list("region__slug", "person__slug", "person__name", "person__live"),
            )
        ),
        activities=activities,
        places=places,
        activations=activations,
        deliverables=list(
            ActivityDeliverable.objects.filter(**wanted)
            .order_by("activity_id", "position", "id")
            .values_list("activity_id", "node_id")
        ),
        photos=list(
            ActivityPhoto.objects.filter(**wanted, consent=True)
            .select_related("image")
            .order_by("activity_id", "position")
        ),
        meetings=meetings,
        participants=participants,
        mentions=list(MediaMention.objects.in_period(period).order_by("start_date", "position", "slug")),
        ledger=_ledger(year, as_of),
        statement=PublishedStatement.objects.filter(year=year, as_of_date__lte=as_of)
        .order_by("-as_of_date")
        .first(),
    )
    return without_drafts(records)


def _published(period: Period) -> Any:
    return Activity.objects.published().in_period(period).values("pk")


def _activities(period: Period) -> list[ActivityRow]:
    rows = (
        Activity.objects.published()
        .in_period(period)
        .order_by("start_date", "slug")
        .values_list(
            "id", "slug", "title", "kind", "online", "start_date", "end_date", "date_precision",
            "line_id", "text", "initiative__slug", "initiative__kind", "initiative__name",
            "initiative__live",
        )
    )  # fmt: skip
    return list(map(ActivityRow._make, rows))


def _places(wanted: dict[str, Any]) -> list[PlaceRow]:
    rows = (
        ActivityPlace.objects.filter(**wanted)
        .order_by("activity_id", "position")
        .values_list(
            "activity_id", "organisation_id", "organisation__slug", "organisation__live", "name",
            "country", "latitude", "longitude", "organisation__country", "organisation__latitude",
            "organisation__longitude",
        )
    )  # fmt: skip
    return [_place(row) for row in rows]


def _place(row: Sequence[Any]) -> PlaceRow:
    owner, organisation, slug, live, name, *rest = row
    own, organisations = rest[:3], rest[3:]
    return PlaceRow(owner, organisation, slug, live, name, *(organisations if organisation else own))


def _members(as_of: date) -> list[MemberRow]:
    rows = (
        Membership.objects.in_force(as_of)
        .annotate(placed=joined_in_force("organisation__affiliations", as_of))
        .order_by("organisation__slug", "id")
        .values_list(
            "organisation_id", "organisation__slug", "organisation__kind", "category",
            "organisation__country", "placed__region__slug", "organisation__latitude",
            "organisation__longitude", "organisation__live",
        )
    )  # fmt: skip
    return list(map(MemberRow._make, rows))


def _names(organisations: Iterable[int], as_of: date) -> Iterator[tuple[int, LocalizedText]]:
    remaining = iter(sorted(organisations))
    while batch := list(islice(remaining, NAMES_AT_ONCE)):
        yield from (
            OrganisationName.objects.in_force(as_of)
            .filter(organisation__in=batch)
            .order_by("id")
            .values_list("organisation_id", "name")
        )


def _seats(as_of: date) -> list[SeatRow]:
    rows = (
        Seat.objects.in_force(as_of)
        .annotate(held=joined_in_force("mandates", as_of))
        .filter(
            body__kind__in=[BodyKind.BOARD, BodyKind.REGIONAL_SECRETARIAT, BodyKind.SECRETARIAT]
        )
        .order_by("order", "slug", "held__id")
        .values_list(
            "body__kind", "body__name", "role", "region__slug", "organisation_id", "organisation__slug",
            "organisation__live", "function", "held__person__slug", "held__person__name",
            "held__person__live", "held__function", "held__acting",
        )
    )  # fmt: skip
    return list(map(SeatRow._make, rows))


def _meetings(period: Period) -> list[MeetingRow]:
    rows = (
        BilateralMeeting.objects.in_period(period)
        .order_by("start_date", "slug")
        .values_list(
            "id", "slug", "start_date", "date_precision", "activity__slug", "activity__live",
            "place_organisation_id", "place_organisation__slug", "place_organisation__live", "place_name",
            "country", "latitude", "longitude", "place_organisation__country",
            "place_organisation__latitude", "place_organisation__longitude",
        )
    )  # fmt: skip
    return [
        MeetingRow(key, slug, start, precision, _place((key, *place)), activity if live else None)
        for key, slug, start, precision, activity, live, *place in rows
    ]


def _participants(period: Period) -> list[ParticipantRow]:
    rows = (
        BilateralMeeting.participants.through.objects.filter(
            bilateralmeeting__in=BilateralMeeting.objects.in_period(period).values("pk")
        )
        .order_by("bilateralmeeting_id", "organisation__slug")
        .values_list("bilateralmeeting_id", "organisation_id", "organisation__slug", "organisation__live")
    )
    return list(map(ParticipantRow._make, rows))


def _levels(period: Period) -> list[Level]:
    """The levels of the newest version in force on the period's last day."""
    newest = (
        Level.objects.filter(
            Q(version__start__isnull=True) | Q(version__start__lte=period.last_day),
            Q(version__end__isnull=True) | Q(version__end__gt=period.last_day),
        )
        .select_related("version__plan")
        .order_by("-version__number", "version_id", "depth")
    )
    levels = list(newest)
    return [level for level in levels if level.version_id == levels[0].version_id]


def _nodes(version: int) -> list[NodeRow]:
    rows = (
        Node.objects.filter(version=version)
        .order_by("position")
        .values_list(
            "id", "parent_id", "code", "level__key", "level__depth", "title", "text", "purpose", "kind",
            "listed", "slug", "live",
        )
    )  # fmt: skip
    return list(map(NodeRow._make, rows))


def _ledger(year: int, as_of: date) -> list[LedgerRow]:
    """What was called for and paid. Money received is counted whoever sent it: the ledger has no drafts."""
    paid = Sum("payments__amount", filter=Q(payments__paid_date__lte=as_of))
    rows = (
        DuesItem.objects.filter(call__year=year)
        .annotate(paid=paid)
        .order_by("organisation__slug")
        .values_list("organisation__slug", "call__currency", "paid")
    )
    return list(map(LedgerRow._make, rows))
