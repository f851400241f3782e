"""Compile a period's records into ReportData: every list, total and share is derived here and nowhere else."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from functools import cached_property

from msgspec import UNSET

from rapporteur.base.core.models import Association
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.records.activities.enums import DatePrecision
from rapporteur.records.members.enums import MembershipCategory
from rapporteur.report.compile.activities import ActivityCompiler, rich_text
from rapporteur.report.compile.chosen.admissions import AdmissionCompiler
from rapporteur.report.compile.chosen.agreements import AgreementCompiler
from rapporteur.report.compile.chosen.ahead import AheadCompiler
from rapporteur.report.compile.chosen.communication import compile_items
from rapporteur.report.compile.chosen.governance import GovernanceCompiler
from rapporteur.report.compile.chosen.parity import ParityCompiler
from rapporteur.report.compile.chosen.programmes import ProgrammeCompiler
from rapporteur.report.compile.chosen.training import TrainingCompiler
from rapporteur.report.compile.dues import compile_dues
from rapporteur.report.compile.execution import PlanCompiler
from rapporteur.report.compile.fetch import fetch_records
from rapporteur.report.compile.figures import share, summarise
from rapporteur.report.compile.people import PeopleCompiler
from rapporteur.report.compile.photos import cover_data
from rapporteur.report.compile.rows import Records
from rapporteur.report.value import data as d
from rapporteur.report.value.admissions import AdmissionsData
from rapporteur.report.value.ahead import NextQuarterData
from rapporteur.report.value.parity import ParityData
from rapporteur.report.value.programmes import CourseData
from rapporteur.report.value.registers import GovernanceData


def compile_report(period: Period, as_of: date | None = None) -> d.ReportData:
    """Compile the report of `period` from the published records.

    Members, regions, board, focal points and dues are those of the day `as_of`, by default the period's last day; the
    plan is the one in force on the period's last day. An activity belongs to the period in which it began. At most
    twenty queries, thirty with all sections, however many activities. Raises NoAssociation.
    """
    as_of = as_of or period.last_day
    return Compilation(period, as_of, fetch_records(period, as_of)).report()


def association_data(association: Association) -> d.AssociationData:
    """Return the association as a report has it."""
    return d.AssociationData(
        name=association.name,
        short_name=association.short_name,
        seat=association.seat,
        country=association.seat_country or UNSET,
        address=tuple(association.address),
        phone=association.phone,
        email=association.email,
        website=association.website,
        hashtag=association.hashtag,
        languages=tuple(association.languages),
        source_language=association.source_language,
        colours=d.Colours(own=association.colour, lines=tuple(association.line_colours)),
        report_name=association.report_name,
        licence=association.licence or UNSET,
    )


class Compilation:
    """One compilation: pure functions of the records that were fetched."""

    def __init__(self, period: Period, as_of: date, records: Records) -> None:
        self.period = period
        self.as_of = as_of
        self.records = records
        self.people = PeopleCompiler(records, self._ref)
        self.happened = ActivityCompiler(records, self._ref)

    def report(self) -> d.ReportData:
        """Put the parts together."""
        chosen = self._chosen()
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
            sections=self.sections,
            editorial=self.editorial(),
            summary=summarise(
                self.period,
                activities=self.activities,
                plan=self.plan,
                members=len(self.full_members),
                activated=self.activated_members,
                regions=self.regions,
                meetings=len(self.meetings),
                mentions=len(self.records.mentions),
            ),
            plan=self.plan,
            activities=self.activities,
            media=self.media(),
            bilateral_meetings=self.meetings,
            members=self.members,
            activated_members=self.activated_members,
            dues=compile_dues(
                self.records, members=self.full_members, year=self.period.last_day.year, as_of=self.as_of
            ),
            regions=self.regions,
            seats=self.people.board(),
            staff=self.people.staff(),
            agreements=chosen.agreements(self._slugs) if "agreements" in self.sections else UNSET,
            joint_statements=chosen.statements(self._slugs, self.full_members)
            if "joint_statements" in self.sections
            else UNSET,
            governance=self._governance() if "governance" in self.sections else UNSET,
            pilot_projects=self._programmes().projects(self.activities)
            if "pilot_projects" in self.sections
            else UNSET,
            calls=self._programmes().calls(self._slugs) if "calls" in self.sections else UNSET,
            publications=self._programmes().publications(self._slugs)
            if "publications" in self.sections
            else UNSET,
            communication=compile_items(self.records.chosen.items, self._slugs, self.as_of)
            if "communication" in self.sections
            else UNSET,
            training=self._training() if "training" in self.sections else UNSET,
            admissions=self._admissions() if "admissions" in self.sections else UNSET,
            parity=self._parity() if "parity" in self.sections else UNSET,
            next_quarter=self._next_quarter() if "next_quarter" in self.sections else UNSET,
            cover=self.cover() or UNSET,
        )

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """The sections that were chosen for the report, or the usual ones."""
        report = self.records.report
        return tuple(report.sections) if report else self.records.association.report_sections

    def _chosen(self) -> AgreementCompiler:
        own = LocalizedText.same(self.records.association.short_name, self.records.association.languages)
        return AgreementCompiler(self.records.chosen, self.period, self.as_of, own=own, named=self._name)

    def _governance(self) -> GovernanceData:
        return GovernanceCompiler(self.records.chosen, self.as_of, named=self._name).governance()

    def _training(self) -> tuple[CourseData, ...]:
        compiler = TrainingCompiler(self.records.chosen, named=self._name_by_key, full=self._full_by_key)
        return compiler.courses(self._slugs)

    def _programmes(self) -> ProgrammeCompiler:
        return ProgrammeCompiler(
            self.records.chosen, self.as_of, named=self._name_by_key, full=self._full_by_key
        )

    @cached_property
    def _full_by_key(self) -> dict[int, str]:
        return {row.organisation: row.slug for row in self.records.members if row.slug in self.full_members}

    def _name_by_key(self, organisation: int) -> LocalizedText:
        return self._name(organisation, self._full_by_key.get(organisation, "–"))

    def _next_quarter(self) -> NextQuarterData:
        codes = frozenset(node.code for node in self.plan.nodes) if self.plan else frozenset()
        rows = self.records.chosen.ahead
        return AheadCompiler(rows, self.period, codes=codes, named=self._name).next_quarter()

    def _admissions(self) -> AdmissionsData:
        rows = self.records.chosen.admissions
        compiler = AdmissionCompiler(rows, self.period, self.as_of, named=self._name, activities=self._slugs)
        return compiler.admissions(self.meetings)

    def _parity(self) -> ParityData:
        held = Counter(row.body for row in self.records.seats if row.person)
        return ParityCompiler(self.records.chosen.counted, self.activities, held).parity()

    @cached_property
    def _slugs(self) -> frozenset[str]:
        return frozenset(activity.slug for activity in self.activities)

    def association(self) -> d.AssociationData:
        """Whose report it is."""
        return association_data(self.records.association)

    def editorial(self) -> d.EditorialData | None:
        """The editorial, where the report has one."""
        report = self.records.report
        if report is None or not report.editorial_text:
            return None
        signatory = None
        if by := report.signatory:
            signatory = d.PersonRef(slug=by.slug, name=by.name, function=report.signatory_function)
        return d.EditorialData(
            title=report.editorial_title, text=rich_text(report.editorial_text), signatory=signatory
        )

    def cover(self) -> d.CoverData | None:
        """The photograph on the cover, where the report has one that may be printed."""
        report = self.records.report
        return cover_data(report) if report is not None and "cover" in self.sections else None

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

    # --- what happened -----------------------------------------------------------------------

    @cached_property
    def activities(self) -> tuple[d.ActivityData, ...]:
        """The activities by line in the plan's order, then first day; month-only ones end their month."""
        return self.happened.activities()

    @cached_property
    def plan(self) -> d.PlanData | None:
        """The plan in force with what the period did for it."""
        if not self.records.levels:
            return None
        return PlanCompiler(self.records.levels, self.records.nodes, self.activities).plan()

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
                place=self.happened.place(row.place),
                members=tuple(ref for ref in participants[row.id] if ref.slug in members),
                prospects=tuple(ref for ref in participants[row.id] if ref.slug not in members),
                activity=row.activity,
            )
            for row in self.records.meetings
        )

    # --- regions -----------------------------------------------------------------------------

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
            share=share(len(activated), len(full)),
            secretaries=self.people.secretaries(slug),
            focal_points=self.people.focal_points(slug),
            seats=self.people.board(slug),
        )
