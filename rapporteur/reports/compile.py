"""Compile a period's records into ReportData: every list, total and share is derived here and nowhere else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property

from rapporteur.activities.enums import DatePrecision
from rapporteur.core.html import blocks_from_html
from rapporteur.core.localized import EMPTY, LocalizedText
from rapporteur.core.periods import Period
from rapporteur.core.richtext import Block
from rapporteur.governance.enums import BodyKind
from rapporteur.members.enums import MembershipCategory
from rapporteur.reports import data as d
from rapporteur.reports.execution import PlanCompiler
from rapporteur.reports.fetch import fetch_records
from rapporteur.reports.photos import photo_data
from rapporteur.reports.rows import ActivityRow, PlaceRow, Records, SeatRow


def compile_report(period: Period, as_of: date | None = None) -> d.ReportData:
    """Compile the report of `period` from the published records.

    Members, regions, board, focal points and dues are those of the day `as_of`, by default the period's last day; the
    plan is the one in force on the period's last day. An activity belongs to the period in which it began. At most
    twenty queries, however many activities. Raises NoAssociation.
    """
    as_of = as_of or period.last_day
    return Compilation(period, as_of, fetch_records(period, as_of)).report()


class Compilation:
    """One compilation: pure functions of the records that were fetched."""

    def __init__(self, period: Period, as_of: date, records: Records) -> None:
        self.period = period
        self.as_of = as_of
        self.records = records

    def report(self) -> d.ReportData:
        """Put the parts together."""
        report = self.records.report
        return d.ReportData(
            association=self.association(),
            period=d.PeriodData(
                code=self.period.code,
                kind=self.period.kind.value,
                start=self.period.start,
                end=self.period.last_day,
                months=tuple(self.period.months()),
            ),
            as_of=self.as_of,
            sections=tuple(report.sections) if report else d.SECTIONS,
            editorial=self.editorial(),
            summary=self.summary(),
            plan=self.plan,
            activities=self.activities,
            media=self.media(),
            bilateral_meetings=self.meetings,
            members=self.members,
            activated_members=self.activated_members,
            dues=self.dues(),
            regions=self.regions,
            seats=tuple(map(self._seat, self._seats(BodyKind.BOARD, None))),
            staff=tuple(
                self._person(seat) for seat in self._seats(BodyKind.SECRETARIAT, None) if seat.person
            ),
        )

    def association(self) -> d.AssociationData:
        """Whose report it is."""
        association = self.records.association
        return d.AssociationData(
            name=association.name,
            short_name=association.short_name,
            seat=association.seat,
            address=tuple(association.address),
            phone=association.phone,
            email=association.email,
            website=association.website,
            hashtag=association.hashtag,
            languages=tuple(association.languages),
            source_language=association.source_language,
            colours=d.Colours(own=association.colour, lines=tuple(association.line_colours)),
            report_name=association.report_name,
        )

    def editorial(self) -> d.EditorialData | None:
        """The editorial, where the report has one."""
        report = self.records.report
        if report is None or not report.editorial_text:
            return None
        signatory = report.signatory if report.signatory and report.signatory.live else None
        return d.EditorialData(
            title=report.editorial_title,
            text=_blocks(report.editorial_text),
            signatory=signatory
            and d.PersonRef(slug=signatory.slug, name=signatory.name, function=report.signatory_function),
        )

    # --- members -----------------------------------------------------------------------------

    def _ref(self, organisation: int, slug: str) -> d.OrganisationRef:
        return d.OrganisationRef(slug=slug, name=self._name(organisation, slug))

    def _name(self, organisation: int, slug: str) -> LocalizedText:
        name = self.records.names.get(organisation)
        return name or LocalizedText.same(slug, self.records.association.languages)

    @cached_property
    def members(self) -> tuple[d.MemberData, ...]:
        """The members in force, honorary ones included."""
        return tuple(
            d.MemberData(
                slug=row.slug,
                name=self._name(row.organisation, row.slug),
                kind=row.kind,
                category=row.category,
                country=row.country,
                region=row.region,
                latitude=row.latitude,
                longitude=row.longitude,
            )
            for row in self.records.members
        )

    @cached_property
    def full_members(self) -> dict[str, d.MemberData]:
        """The members that are counted, by slug: those that are not honorary."""
        full = MembershipCategory.FULL
        return {member.slug: member for member in self.members if member.category == full}

    @cached_property
    def activated_members(self) -> tuple[d.ActivatedMemberData, ...]:
        """The members that activities of the period activated: each once, with those activities.

        Counted are activities, not roles: host and speaker of one activity is one activation.
        """
        by_member: dict[str, list[str]] = defaultdict(list)
        for activity in self.activities:
            for slug in dict.fromkeys(member.slug for member in activity.members):
                if slug in self.full_members:
                    by_member[slug].append(activity.slug)
        return tuple(
            d.ActivatedMemberData(
                slug=slug,
                name=self.full_members[slug].name,
                region=self.full_members[slug].region,
                activations=len(activities),
                activities=tuple(activities),
            )
            for slug, activities in sorted(by_member.items())
        )

    # --- activities --------------------------------------------------------------------------

    @cached_property
    def activities(self) -> tuple[d.ActivityData, ...]:
        """The activities by line in the plan's order, then first day; month-only ones end their month."""
        order = {node.id: position for position, node in enumerate(self.records.nodes)}
        rows = sorted(
            self.records.activities,
            key=lambda row: (
                order.get(row.line or 0, len(order)),
                row.end_date if row.precision == DatePrecision.MONTH else row.start_date,
                row.precision,
                row.slug,
            ),
        )
        return tuple(self._activity(row) for row in rows)

    def _activity(self, row: ActivityRow) -> d.ActivityData:
        month_only = row.precision == DatePrecision.MONTH
        return d.ActivityData(
            slug=row.slug,
            title=row.title,
            kind=row.kind,
            line=self._codes.get(row.line or 0),
            start=None if month_only else row.start_date,
            end=None if month_only else row.end_date,
            month=f"{row.start_date:%Y-%m}",
            places=tuple(self._place(place) for place in self._places_of.get(row.id, ())),
            online=row.online,
            initiative=d.InitiativeRef(
                slug=row.initiative,
                kind=row.initiative_kind or "",
                name=row.initiative_name or EMPTY,
            )
            if row.initiative
            else None,
            deliverables=tuple(self._codes_of.get(row.id, ())),
            members=tuple(self._activated_in.get(row.id, ())),
            text=_blocks(row.text),
            photo=self._photos_of.get(row.id),
        )

    def _place(self, row: PlaceRow) -> d.PlaceData:
        name = row.name
        if row.organisation is not None and not name:
            name = self._name(row.organisation, row.organisation_slug or "")
        return d.PlaceData(
            name=name,
            country=row.country,
            latitude=row.latitude,
            longitude=row.longitude,
            organisation=row.organisation_slug,
        )

    @cached_property
    def _places_of(self) -> dict[int, list[PlaceRow]]:
        found: dict[int, list[PlaceRow]] = defaultdict(list)
        for row in self.records.places:
            found[row.owner].append(row)
        return found

    @cached_property
    def _codes(self) -> dict[int, str]:
        """The codes of the plan in force; nodes of a plan that is no longer, or not yet, in force have none."""
        return {node.id: node.code for node in self.records.nodes}

    @cached_property
    def _codes_of(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for activity, node in self.records.deliverables:
            if node in self._codes:
                found[activity].append(self._codes[node])
        return found

    @cached_property
    def _activated_in(self) -> dict[int, list[d.ActivatedIn]]:
        found: dict[int, list[d.ActivatedIn]] = defaultdict(list)
        for row in self.records.activations:
            ref = self._ref(row.organisation, row.slug)
            found[row.activity].append(d.ActivatedIn(slug=ref.slug, name=ref.name, role=row.role))
        return found

    @cached_property
    def _photos_of(self) -> dict[int, d.PhotoData]:
        first: dict[int, d.PhotoData] = {}
        for photo in self.records.photos:
            if photo.activity_id not in first:
                first[photo.activity_id] = photo_data(photo)
        return first

    @cached_property
    def plan(self) -> d.PlanData | None:
        """The plan in force with what the period did for it."""
        if not self.records.levels:
            return None
        return PlanCompiler(self.records.levels, self.records.nodes, self.activities).plan()

    # --- what else happened ------------------------------------------------------------------

    def media(self) -> tuple[d.MediaMentionData, ...]:
        """The mentions in the media, in the order in which they were recorded within a month."""
        return tuple(
            d.MediaMentionData(
                month=f"{row.start_date:%Y-%m}",
                day=row.start_date if row.date_precision == DatePrecision.DAY else None,
                outlet=row.outlet,
                subject=row.subject,
                channels=tuple(row.channels),
                link=row.link,
            )
            for row in self.records.mentions
        )

    @cached_property
    def meetings(self) -> tuple[d.BilateralMeetingData, ...]:
        """The bilateral meetings; who is no member on the as-of date is a prospect."""
        members = {member.slug for member in self.members}
        participants: dict[int, list[d.OrganisationRef]] = defaultdict(list)
        for row in self.records.participants:
            participants[row.meeting].append(self._ref(row.organisation, row.slug))
        return tuple(
            d.BilateralMeetingData(
                month=f"{row.start_date:%Y-%m}",
                day=row.start_date if row.precision == DatePrecision.DAY else None,
                place=self._place(row.place),
                members=tuple(ref for ref in participants[row.id] if ref.slug in members),
                prospects=tuple(ref for ref in participants[row.id] if ref.slug not in members),
                activity=row.activity,
            )
            for row in self.records.meetings
        )

    def dues(self) -> d.DuesData | None:
        """Dues received for the year in which the period ends: the ledger's where one is kept.

        The ledger's members are those in force and those called who have left since: none who paid is left out.
        """
        statement, year = self.records.statement, self.period.last_day.year
        members = len(self.full_members.keys() | {row.slug for row in self.records.ledger})
        published = (
            d.PublishedTotals(
                amount=statement.amount,
                payers=statement.payers,
                members=statement.members,
                as_of=statement.as_of_date,
            )
            if statement
            else None
        )
        if self.records.ledger:
            paid = [row.paid for row in self.records.ledger if row.paid]
            return d.DuesData(
                amount=sum(paid, Decimal(0)),
                currency=self.records.ledger[0].currency,
                payers=len(paid),
                members=members,
                as_of=self.as_of,
                year=year,
                source="LEDGER",
                share=_share(len(paid), members),
                published=published,
            )
        if statement is None:
            return None
        return d.DuesData(
            amount=statement.amount,
            currency=statement.currency,
            payers=statement.payers,
            members=statement.members,
            as_of=statement.as_of_date,
            year=year,
            source="STATEMENT",
            share=_share(statement.payers, statement.members),
            source_text=statement.source,
        )

    # --- regions and people ------------------------------------------------------------------

    @cached_property
    def regions(self) -> tuple[d.RegionData, ...]:
        """The regions in the association's order, each with members, activations and people."""
        return tuple(self._region(region.slug, region.name) for region in self.records.regions)

    def _region(self, slug: str, name: LocalizedText) -> d.RegionData:
        of_region = [member for member in self.members if member.region == slug]
        full = tuple(member.slug for member in of_region if member.slug in self.full_members)
        activated = [member for member in self.activated_members if member.region == slug]
        return d.RegionData(
            slug=slug,
            name=name,
            members=full,
            honorary=tuple(member.slug for member in of_region if member.slug not in self.full_members),
            activated=tuple(member.slug for member in activated),
            activations=sum(member.activations for member in activated),
            share=_share(len(activated), len(full)),
            secretaries=tuple(
                self._person(seat) for seat in self._seats(BodyKind.REGIONAL_SECRETARIAT, slug) if seat.person
            ),
            focal_points=tuple(
                d.PersonRef(slug=row.person, name=row.name, function=self._functions.get(row.person, EMPTY))
                for row in self.records.focal_points
                if row.region == slug
            ),
            seats=tuple(map(self._seat, self._seats(BodyKind.BOARD, slug))),
        )

    def _seats(self, kind: BodyKind, region: str | None) -> Iterable[SeatRow]:
        return (seat for seat in self.records.seats if seat.body_kind == kind and (seat.region == region))

    @cached_property
    def _functions(self) -> dict[str, LocalizedText]:
        """What people do in the secretariat."""
        return {
            seat.person: seat.mandate_function or EMPTY
            for seat in self.records.seats
            if seat.person and seat.body_kind == BodyKind.SECRETARIAT
        }

    def _person(self, seat: SeatRow) -> d.PersonRef:
        return d.PersonRef(
            slug=seat.person or "",
            name=seat.name or "",
            function=seat.mandate_function or EMPTY,
            organisation=self._organisation(seat),
        )

    def _organisation(self, seat: SeatRow) -> d.OrganisationRef | None:
        if seat.organisation is None:
            return None
        return self._ref(seat.organisation, seat.organisation_slug or "")

    def _seat(self, seat: SeatRow) -> d.SeatData:
        return d.SeatData(
            role=seat.role,
            holder=self._person(seat) if seat.person else None,
            function=seat.mandate_function or seat.function,
            organisation=self._organisation(seat),
            acting=bool(seat.acting),
        )

    # --- figures -----------------------------------------------------------------------------

    def summary(self) -> d.SummaryData:
        """The period in figures."""
        lines = [node.code for node in self.plan.lines] if self.plan else []
        by_line = Counter(activity.line for activity in self.activities if activity.line)
        by_month = Counter(activity.month for activity in self.activities)
        execution = self.plan.execution if self.plan else ()
        activated = len(self.activated_members)
        return d.SummaryData(
            activities=len(self.activities),
            activities_by_line={line: by_line[line] for line in lines},
            activities_by_month={month: by_month[month] for month in self.period.months()},
            activities_by_kind=dict(sorted(Counter(activity.kind for activity in self.activities).items())),
            weeks=tuple(self._week(week, lines) for week in self.period.weeks()),
            activations=sum(member.activations for member in self.activated_members),
            members=len(self.full_members),
            members_activated=activated,
            members_activated_share=_share(activated, len(self.full_members)),
            regions=len(self.regions),
            regions_activated=sum(1 for region in self.regions if region.activated),
            deliverables=sum(line.deliverables for line in execution),
            deliverables_with_evidence=sum(line.deliverables_with_evidence for line in execution),
            bilateral_meetings=len(self.meetings),
            media_mentions=len(self.records.mentions),
        )

    def _week(self, week: Period, lines: list[str]) -> d.WeekData:
        began = Counter(
            activity.line
            for activity in self.activities
            if activity.start and activity.line and activity.start in week
        )
        return d.WeekData(
            start=week.start,
            end=week.last_day,
            activities_by_line={line: began[line] for line in lines},
        )


def _blocks(text: LocalizedText) -> dict[str, tuple[Block, ...]]:
    return {language: blocks_from_html(source) for language, source in sorted(text.items())}


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
