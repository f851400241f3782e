"""The records that passports are compiled from, in a number of queries that does not depend on how many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from rapporteur.base.core.models import Association
from rapporteur.base.core.queries import the_association
from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.records.activities.models import Activity, ActivityPlace, BilateralMeeting
from rapporteur.records.agenda.models import PlannedEvent
from rapporteur.records.agenda.queries import events_to_come
from rapporteur.records.agreements.queries import activations_of
from rapporteur.records.calls.models import CallForApplications
from rapporteur.records.dues.models import DuesItem
from rapporteur.records.dues.queries import with_balance
from rapporteur.records.governance.models import FocalPoint, Mandate, Seat
from rapporteur.records.members.models import Membership, OrganisationName, Region, RegionalAffiliation
from rapporteur.records.programmes.models import Initiative


class ActivityStart(NamedTuple):
    """When an activity began, and what initiative it belongs to."""

    start: date
    initiative: int | None


class PlaceOf(NamedTuple):
    """A place of an activity: an organisation, or a name of its own."""

    organisation: int | None
    name: LocalizedText


@dataclass(frozen=True)
class PassportRecords:
    """What was read; keys are those of organisations and activities."""

    association: Association
    members: dict[int, Membership]
    """The members in force on the day, with their organisations."""
    joined: dict[int, date | None]
    """The first day of the earliest membership, None where it is older than the records."""
    regions: dict[int, Region]
    names: dict[int, LocalizedText]
    happened: dict[int, ActivityStart]
    """Every published activity that began before the end of the period."""
    roles: dict[int, dict[int, str]]
    """By organisation, what it was in each activity."""
    told: dict[int, Activity]
    """The activities of the year, which passports list."""
    places: dict[int, list[PlaceOf]]
    seats: dict[int, list[Seat]]
    holders: dict[int, str]
    focal_points: dict[int, list[str]]
    initiatives: dict[int, Initiative]
    calls: list[CallForApplications]
    events: list[PlannedEvent]
    dues: dict[int, list[Any]]
    meetings: dict[int, list[BilateralMeeting]]


def fetch(period: Period, as_of: date, wanted: Collection[int] | None, *, staff: bool) -> PassportRecords:
    """Read what the passports of the members `wanted` (organisations; None: all) are compiled from.

    The others are counted with their regions. Fifteen queries, for staff three more. Raises NoAssociation.
    """
    year = date(period.last_day.year, 1, 1)
    published = Activity.objects.published().filter(start_date__lt=period.end)
    told = published.filter(start_date__gte=min(year, period.start))
    memberships = Membership.objects.in_force(as_of).select_related("organisation").order_by("pk")
    members = {row.organisation_id: row for row in memberships}
    keys = list(members if wanted is None else wanted)
    places = _places(told)
    events = list(events_to_come(as_of))
    named = {*members, *(one.organisation for rows in places.values() for one in rows if one.organisation)}
    named |= {one.place_organisation_id for one in events if one.place_organisation_id}
    return PassportRecords(
        association=the_association(),
        members=members,
        joined=_joined(members),
        regions=_regions(as_of),
        names=_names(as_of, named),
        happened={
            key: ActivityStart(start, initiative)
            for key, start, initiative in published.values_list(
                "pk", "start_date", "initiative_id"
            ).order_by()
        },
        roles=_roles(published, members),
        told=told.defer("text").in_bulk(),
        places=places,
        seats=_seats(as_of, keys),
        holders=dict(Mandate.objects.in_force(as_of).values_list("seat_id", "person__name").order_by("pk")),
        focal_points=_focal_points(as_of),
        initiatives=Initiative.objects.in_bulk(),
        calls=_calls(as_of),
        events=events,
        dues=_dues(as_of, keys) if staff else {},
        meetings=_meetings(period, keys) if staff else {},
    )


def _joined(members: Collection[int]) -> dict[int, date | None]:
    found: dict[int, date | None] = {}
    rows = Membership.objects.order_by(F("start").asc(nulls_first=True), "pk")
    for organisation, start in rows.values_list("organisation_id", "start"):
        if organisation in members:
            found.setdefault(organisation, start)
    return found


def _regions(as_of: date) -> dict[int, Region]:
    rows = RegionalAffiliation.objects.in_force(as_of).select_related("region").order_by("pk")
    return {row.organisation_id: row.region for row in rows}


def _names(as_of: date, named: Collection[int]) -> dict[int, LocalizedText]:
    rows = OrganisationName.objects.in_force(as_of).order_by("pk").values_list("organisation_id", "name")
    return {key: name for key, name in rows if key in named}


def _roles(published: QuerySet[Activity], members: Collection[int]) -> dict[int, dict[int, str]]:
    """Return what members were in activities; in the first of several roles: an activity counts once."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for row in activations_of(published.only("pk")):
        if row.organisation in members:
            found[row.organisation].setdefault(row.activity, row.role)
    return found


def _places(told: QuerySet[Activity]) -> dict[int, list[PlaceOf]]:
    found: dict[int, list[PlaceOf]] = defaultdict(list)
    rows = ActivityPlace.objects.filter(activity__in=told.values("pk")).order_by("position", "id")
    for activity, organisation, name in rows.values_list("activity_id", "organisation_id", "name"):
        found[activity].append(PlaceOf(organisation, name or EMPTY))
    return found


def _seats(as_of: date, keys: Collection[int]) -> dict[int, list[Seat]]:
    found: dict[int, list[Seat]] = defaultdict(list)
    rows = Seat.objects.in_force(as_of).filter(organisation__isnull=False).select_related("body")
    wanted = set(keys)
    for seat in rows.order_by("order", "slug"):
        if seat.organisation_id in wanted:
            found[seat.organisation_id].append(seat)
    return found


def _focal_points(as_of: date) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = FocalPoint.objects.in_force(as_of).order_by("person__name", "pk")
    for region, name in rows.values_list("region_id", "person__name"):
        found[region].append(name)
    return found


def _calls(as_of: date) -> list[CallForApplications]:
    """Return the calls that take applications on the day: opened, and closing on no earlier one."""
    rows = CallForApplications.objects.filter(
        opens_date__lte=as_of, closes_date__gte=as_of, outcome="PENDING"
    )
    return list(rows.order_by("closes_date", "slug"))


def _dues(as_of: date, keys: Collection[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    wanted = set(keys)
    rows: Any = with_balance(DuesItem.objects.filter(call__year__lte=as_of.year), as_of)
    for item in rows.select_related("call").order_by("-call__year"):
        if item.organisation_id in wanted:
            found[item.organisation_id].append(item)
    return found


def _meetings(period: Period, keys: Collection[int]) -> dict[int, list[BilateralMeeting]]:
    """Return the bilateral meetings up to the end of the period, the newest first."""
    meetings = BilateralMeeting.objects.filter(start_date__lt=period.end)
    whole = meetings.select_related("place_organisation").in_bulk()
    found: dict[int, list[BilateralMeeting]] = defaultdict(list)
    through = BilateralMeeting.participants.through.objects.filter(bilateralmeeting__in=meetings.values("pk"))
    rows = through.order_by("-bilateralmeeting__start_date", "bilateralmeeting_id", "organisation_id")
    wanted = set(keys)
    for meeting, organisation in rows.values_list("bilateralmeeting_id", "organisation_id"):
        if organisation in wanted:
            found[organisation].append(whole[meeting])
    return found
