"""The records that a report is compiled from, in a number of queries that does not depend on how many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db.models import DecimalField, OuterRef, Subquery, Sum

from rapporteur.base.core.queries import the_association
from rapporteur.base.core.spans import joined_in_force
from rapporteur.base.values.periods import Period
from rapporteur.records.activities.models import (
    Activity,
    ActivityDeliverable,
    ActivityPhoto,
    ActivityPlace,
    BilateralMeeting,
    MediaMention,
)
from rapporteur.records.agreements.queries import activations_of
from rapporteur.records.dues.models import DuesItem, Payment, PublishedStatement, Waiver
from rapporteur.records.governance.models import FocalPoint, Seat
from rapporteur.records.members.models import Membership, OrganisationName, Region
from rapporteur.records.plan.models import Level, PlanVersion
from rapporteur.records.reports.models import Report
from rapporteur.report.compile.chosen.fetch import fetch_chosen
from rapporteur.report.compile.plan_nodes import fetch_nodes
from rapporteur.report.compile.rows import (
    ActivityRow,
    EvidenceRow,
    FocalPointRow,
    LedgerRow,
    MeetingRow,
    MemberRow,
    NameRow,
    ParticipantRow,
    PlaceRow,
    Records,
    SeatRow,
)

NAMES_AT_ONCE = 20_000  # parameters of one statement: below the limit of both databases


def fetch_records(period: Period, as_of: date) -> Records:
    """Read what the report of `period` is compiled from, the association being as it was on `as_of`.

    Of activities and the report only what is published. Nineteen queries, at most eleven more where all chosen
    sections are printed, and one for every further 20,000 organisations. This is the one place that decides what
    of the records a report is made of: texts and checks derive theirs from it. Raises NoAssociation.
    """
    association = the_association()
    activities, wanted = _activities(period), {"activity__in": _published(period)}
    places, activations = _places(wanted), activations_of(_published(period))
    members, seats = _members(as_of), _seats(as_of)
    meetings, participants = _meetings(period), _participants(period)
    report = _report(period)
    sections = report.sections if report and report.live else association.report_sections
    chosen = fetch_chosen(period, as_of, sections)
    rows = (members, seats, activations, participants, places, [meeting.place for meeting in meetings])
    named = {row.organisation for some in rows for row in some if row.organisation is not None}
    names = list(_names(named | chosen.organisations()))
    levels, statement = _levels(period), _statement(period, as_of)
    deliverables = _deliverables(wanted)
    served = {row.node for row in deliverables} | {row.line for row in activities if row.line}
    return Records(
        association=association,
        report=report if report and report.live else None,
        report_is_draft=report is not None and not report.live,
        levels=levels,
        nodes=fetch_nodes(levels[0].version_id, begins=period.start, served=served) if levels else [],
        regions=list(Region.objects.order_by("order", "slug")),
        members=members,
        names={row.organisation: row.name for row in names if row.span.holds_on(as_of)},
        all_names=names,
        seats=seats,
        focal_points=_focal_points(as_of),
        activities=activities,
        places=places,
        activations=activations,
        deliverables=deliverables,
        photos=_photos(wanted),
        meetings=meetings,
        participants=participants,
        mentions=list(MediaMention.objects.in_period(period).order_by("start_date", "position", "slug")),
        ledger=_ledger(period.last_day.year, as_of, statement.as_of_date if statement else as_of),
        statement=statement,
        chosen=chosen,
    )


def fetch_frame(period: Period) -> Records:
    """Read what a report of `period` says of itself whatever happened: whose it is, and the plan. Three queries.

    What is made of one activity alone needs no more of it. Raises NoAssociation.
    """
    levels = _levels(period)
    return Records(
        association=the_association(),
        report=None,
        levels=levels,
        nodes=fetch_nodes(levels[0].version_id) if levels else [],
        regions=(),
        members=(),
        names={},
        all_names=(),
        seats=(),
        focal_points=(),
        activities=(),
        places=(),
        activations=(),
        deliverables=(),
        photos=(),
        meetings=(),
        participants=(),
        mentions=(),
        ledger=(),
        statement=None,
    )


def _report(period: Period) -> Report | None:
    """Return the report's own record, published or not."""
    reports = Report.objects.filter(period_start=period.start, period_end=period.end)
    return reports.select_related("signatory", "cover_image").first()


def _statement(period: Period, as_of: date) -> PublishedStatement | None:
    """Return the last statement of the dues of the year that was published by then."""
    statements = PublishedStatement.objects.filter(year=period.last_day.year, as_of_date__lte=as_of)
    return statements.order_by("-as_of_date").first()


def _focal_points(as_of: date) -> list[FocalPointRow]:
    rows = (
        FocalPoint.objects.in_force(as_of)
        .order_by("region__order", "person__name", "id")
        .values_list("region__slug", "person__slug", "person__name")
    )
    return list(map(FocalPointRow._make, rows))


def _deliverables(wanted: dict[str, Any]) -> list[EvidenceRow]:
    rows = (
        ActivityDeliverable.objects.filter(**wanted)
        .order_by("activity_id", "position", "id")
        .values_list("activity_id", "node_id", "node__code")
    )
    return list(map(EvidenceRow._make, rows))


def _photos(wanted: dict[str, Any]) -> list[ActivityPhoto]:
    photos = ActivityPhoto.objects.filter(**wanted).select_related("image")
    return list(photos.order_by("activity_id", "position", "id"))


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
        )
    )  # fmt: skip
    return list(map(ActivityRow._make, rows))


def _places(wanted: dict[str, Any]) -> list[PlaceRow]:
    rows = (
        ActivityPlace.objects.filter(**wanted)
        .order_by("activity_id", "position", "id")
        .values_list(
            "id", "activity_id", "organisation_id", "organisation__slug", "name",
            "country", "latitude", "longitude", "organisation__country", "organisation__latitude",
            "organisation__longitude",
        )
    )  # fmt: skip
    keys: dict[int, list[int]] = defaultdict(list)
    for key, owner, *_ in sorted(rows):
        keys[owner].append(key)
    return [_place(row)._replace(number=keys[row[0]].index(key)) for key, *row in rows]


def _place(row: Sequence[Any]) -> PlaceRow:
    owner, organisation, slug, name, *rest = row
    own, organisations = rest[:3], rest[3:]
    return PlaceRow(owner, organisation, slug, name, *(organisations if organisation else own))


def _members(as_of: date) -> list[MemberRow]:
    rows = (
        Membership.objects.in_force(as_of)
        .annotate(placed=joined_in_force("organisation__affiliations", as_of))
        .order_by("organisation__slug", "id")
        .values_list(
            "organisation_id", "organisation__slug", "organisation__kind", "category",
            "organisation__country", "placed__region__slug", "organisation__latitude",
            "organisation__longitude",
        )
    )  # fmt: skip
    return list(map(MemberRow._make, rows))


def _names(organisations: Iterable[int]) -> Iterator[NameRow]:
    remaining = iter(sorted(organisations))
    while batch := list(islice(remaining, NAMES_AT_ONCE)):
        rows = (
            OrganisationName.objects.filter(organisation__in=batch)
            .order_by("id")
            .values_list("organisation_id", "organisation__slug", "name", "start", "end")
        )
        yield from map(NameRow._make, rows)


def _seats(as_of: date) -> list[SeatRow]:
    rows = (
        Seat.objects.in_force(as_of)
        .annotate(held=joined_in_force("mandates", as_of))
        .order_by("order", "slug", "held__id")
        .values_list(
            "slug", "body__slug", "body__kind", "body__name", "role", "region__slug", "organisation_id",
            "organisation__slug", "function", "held__person__slug", "held__person__name",
            "held__id", "held__function", "held__acting",
        )
    )  # fmt: skip
    return list(map(SeatRow._make, rows))


def _meetings(period: Period) -> list[MeetingRow]:
    rows = (
        BilateralMeeting.objects.in_period(period)
        .order_by("start_date", "slug")
        .values_list(
            "id", "slug", "start_date", "end_date", "date_precision", "activity__slug", "activity__live",
            "place_organisation_id", "place_organisation__slug", "place_name",
            "country", "latitude", "longitude", "place_organisation__country",
            "place_organisation__latitude", "place_organisation__longitude",
        )
    )  # fmt: skip
    return [
        MeetingRow(key, slug, start, end, precision, _place((key, *place)), activity if live else None)
        for key, slug, start, end, precision, activity, live, *place in rows
    ]


def _participants(period: Period) -> list[ParticipantRow]:
    rows = (
        BilateralMeeting.participants.through.objects.filter(
            bilateralmeeting__in=BilateralMeeting.objects.in_period(period).values("pk")
        )
        .order_by("bilateralmeeting_id", "organisation__slug")
        .values_list("bilateralmeeting_id", "organisation_id", "organisation__slug")
    )
    return list(map(ParticipantRow._make, rows))


def _levels(period: Period) -> list[Level]:
    """The levels of the plan in force on the period's last day."""
    plan = PlanVersion.objects.newest_in_force(period.last_day).values("pk")
    return list(
        Level.objects.filter(version__in=plan).select_related("version__plan").order_by("depth", "id")
    )


def _ledger(year: int, as_of: date, stated: date) -> list[LedgerRow]:
    """What was called for and paid. Money received is counted whoever sent it: the ledger has no drafts."""
    rows = (
        DuesItem.objects.filter(call__year=year)
        .annotate(
            paid=_sum(Payment.objects.filter(paid_date__lte=as_of)),
            paid_by_statement=_sum(Payment.objects.filter(paid_date__lte=stated)),
            waived=_sum(Waiver.objects.filter(decided_date__lte=as_of)),
        )
        .order_by("organisation__slug", "id")
        .values_list("organisation__slug", "call__currency", "amount", "paid", "paid_by_statement", "waived")
    )
    return [LedgerRow(*row[:3], *map(_plain, row[3:])) for row in rows]


def _plain(total: Decimal | None) -> Decimal | None:
    """Return a sum as both databases give it: PostgreSQL keeps the zeros of what it adds up, SQLite does not."""
    if total is None:
        return None
    return total.quantize(Decimal(1)) if total == total.to_integral_value() else total.normalize()


def _sum(rows: Any) -> Subquery:
    """The sum of the amounts of `rows` that belong to the item of the outer query: joins would multiply them."""
    of_item = rows.filter(item=OuterRef("pk")).order_by().values("item").annotate(total=Sum("amount"))
    return Subquery(of_item.values("total"), output_field=DecimalField(max_digits=14, decimal_places=2))
