"""The facts that the checks look at, from the records: the compiled report, and what it leaves out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter

from rapporteur.base.core.database.consistent import consistent_reads
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.failures import Fault
from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.base.words.catalogues import LANGUAGES
from rapporteur.base.words.fields import FieldName
from rapporteur.base.words.say import in_each_language
from rapporteur.documents.preflight.check import check_renderable
from rapporteur.documents.preflight.problems import EMPTY_FAULTS
from rapporteur.proof.checks.fetch import More, fetch_more
from rapporteur.proof.checks.models import CheckWaiver
from rapporteur.proof.checks.texts import check_texts, plain_texts, statement_record
from rapporteur.proof.rules import facts as f
from rapporteur.proof.rules.finding import Record
from rapporteur.proof.rules.rulebook import Checked, apply_waivers, run_checks
from rapporteur.proof.rules.subject import Cover, Fact, Subject
from rapporteur.records.activities.enums import DatePrecision
from rapporteur.report.compile.fetch import fetch_records
from rapporteur.report.compile.report import Compilation
from rapporteur.report.compile.rows import Records
from rapporteur.report.translating.texts import PeriodText, printed_texts
from rapporteur.report.value import data as d


@dataclass(frozen=True)
class PeriodRead:
    """The records of a period read once: what is checked, how its texts stand, the report as a value, are made of it.

    `texts` are those that the report prints, the empty ones too.
    """

    period: Period
    records: Records
    more: More
    texts: tuple[PeriodText, ...]
    data: d.ReportData

    def subject(self) -> Subject:
        """Return the facts of the report."""
        return subject_of(self.data, self.records, self.more, self.texts)

    def checked(self) -> Checked:
        """Return what the checks find; waivers are applied: one query."""
        return apply_waivers(run_checks(self.subject()), CheckWaiver.objects.order_by("at", "id"))


def read_period(period: Period, as_of: date | None = None) -> PeriodRead:
    """Read the records of `period` as its report would print them: 27 queries at most. Raises NoAssociation."""
    as_of = as_of or period.last_day
    with consistent_reads():
        records = fetch_records(period, as_of)
        more, texts = fetch_more(period, as_of, records), printed_texts(records, as_of)
    return PeriodRead(period, records, more, texts, Compilation(period, as_of, records).report())


def check_period(period: Period, as_of: date | None = None) -> Checked:
    """Check the records of `period` as its report would print them; waivers are applied: 30 queries at most."""
    return read_period(period, as_of).checked()


def what_blocks(period: Period, as_of: date | None = None) -> tuple[Fault, ...]:
    """Return what keeps the report of `period` from being frozen: where it is, what is wrong and what mends it."""
    return tuple(
        Fault(
            Message("{place}: {message} {mend}"),
            place=f"{finding.record.type} {finding.record.slug}, {finding.field}",
            values={"message": finding.message, "mend": finding.cure},
        )
        for finding in check_period(period, as_of).blocking
    )


def compile_subject(period: Period, as_of: date | None = None) -> Subject:
    """Return the facts of the report of `period`, as the records are. Raises NoAssociation."""
    return read_period(period, as_of).subject()


def subject_of(data: d.ReportData, records: Records, more: More, translated: Sequence[PeriodText]) -> Subject:
    """Return the facts of a compiled report and of what it leaves out."""
    slug = data.period.code.lower().replace("..", "-to-")
    report = Record("reports.report", slug, LocalizedText.same(data.period.code, data.association.languages))
    texts = tuple(check_texts(translated, data, report))
    unknown_codes, photos = _unknown_codes(records), _photos(records)
    editorial = next((text for text in texts if text.field == "editorial_text"), None)
    return Subject(
        record=report,
        knows=frozenset(Fact),
        start=data.period.start,
        end=data.period.end,
        as_of=data.as_of,
        languages=data.association.languages,
        source_language=data.association.source_language,
        seat=data.association.seat,
        activities=tuple(
            _activity(activity, unknown_codes.get(activity.slug, ()), photos.get(activity.slug, ()))
            for activity in data.activities
        ),
        organisations=more.organisations,
        activated=tuple(member.slug for member in data.activated_members),
        regions=_regions(data),
        seats=_seats(records),
        nodes=_nodes(data),
        quarters=max(1, len(data.period.months) // 3),
        previous=more.previous,
        meetings=_meetings(records, data),
        mentions=tuple(
            f.MentionFacts(slug=row.slug, month=mention.month, outlet=mention.outlet, subject=mention.subject)
            for row, mention in zip(records.mentions, data.media, strict=True)
        ),
        events=more.events,
        agreements=more.agreements,
        calls=more.calls.calls,
        applications=more.calls.applications,
        courses=more.courses,
        publications=more.publications,
        requests=more.admissions.requests,
        prospects=more.admissions.prospects,
        parity=more.parity,
        body_meetings=more.bodies.meetings,
        decisions=more.bodies.decisions,
        accounts=more.bodies.accounts,
        figures=tuple(_figures(data, records, more)),
        statement=_statement(records),
        ledger=tuple(_ledger(data.period.end.year, records, more)),
        texts=texts,
        editorial=editorial,
        cover=_cover(records) if "cover" in data.sections else None,
        counts=_counts(data),
        drafts=more.drafts,
        left_out=(f.LeftOut(report, (FieldName("editorial_text"),)),) if records.report_is_draft else (),
        unrenderable=tuple(_unrenderable(data, records, report)),
    )


def _regions(data: d.ReportData) -> tuple[f.RegionFacts, ...]:
    return tuple(
        f.RegionFacts(
            slug=region.slug,
            name=region.name,
            secretaries=tuple(person.name for person in region.secretaries),
            focal_points=tuple(person.name for person in region.focal_points),
        )
        for region in data.regions
    )


def _nodes(data: d.ReportData) -> tuple[f.NodeFacts, ...]:
    return tuple(
        f.NodeFacts(code=node.code, parent=node.parent, title=node.title, listed=node.listed)
        for node in (data.plan.nodes if data.plan else ())
    )


def _meetings(records: Records, data: d.ReportData) -> tuple[f.MeetingFacts, ...]:
    return tuple(
        f.MeetingFacts(
            slug=row.slug,
            month=meeting.month,
            place=_place(meeting.place),
            members=tuple(ref.slug for ref in meeting.members),
            prospects=tuple(ref.slug for ref in meeting.prospects),
            activity=meeting.activity,
            days=Dates(row.start_date, row.end_date) if row.precision == DatePrecision.DAY else None,
        )
        for row, meeting in zip(records.meetings, data.bilateral_meetings, strict=True)
    )


def _place(place: d.PlaceData) -> f.Place:
    return f.Place(name=place.name, organisation=place.organisation, country=place.country)


def _activity(
    activity: d.ActivityData, unknown_codes: tuple[str, ...], photos: tuple[f.Photo, ...]
) -> f.ActivityFacts:
    return f.ActivityFacts(
        slug=activity.slug,
        title=activity.title,
        line=activity.line,
        start=activity.start,
        end=activity.end,
        month=activity.month,
        places=tuple(map(_place, activity.places)),
        online=activity.online,
        codes=activity.deliverables,
        unknown_codes=unknown_codes,
        members=tuple(f.ActivationFacts(member.slug, member.role) for member in activity.members),
        text=plain_texts(activity.text),
        photos=photos,
    )


def _unknown_codes(records: Records) -> dict[str, tuple[str, ...]]:
    """Codes per activity that are not among the published nodes of the plan in force."""
    known = {node.id for node in records.nodes}
    slugs = {row.id: row.slug for row in records.activities}
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in records.deliverables:
        if row.node not in known:
            found[slugs[row.activity]] += (row.code,)
    return found


def _photos(records: Records) -> dict[str, tuple[f.Photo, ...]]:
    """The photographs per activity, those that may not be printed included."""
    slugs = {row.id: row.slug for row in records.activities}
    found: dict[str, tuple[f.Photo, ...]] = defaultdict(tuple)
    for photo in records.photos:
        found[slugs[photo.activity_id]] += (f.Photo(photo.position, photo.alt, photo.credit, photo.consent),)
    return found


def _cover(records: Records) -> Cover | None:
    """The photograph on the cover, one that may not be printed included."""
    report = records.report
    if report is None or report.cover_image is None:
        return None
    image = report.cover_image
    return Cover(
        report.cover_alt, report.cover_credit, report.cover_rights, report.cover_consent,
        (image.width, image.height),
    )  # fmt: skip


def _seats(records: Records) -> tuple[f.SeatFacts, ...]:
    """The seats of every body, body by body, with their holders."""
    return tuple(
        f.SeatFacts(
            slug=row.slug,
            body=row.body,
            body_name=row.body_name,
            body_kind=row.body_kind,
            function=row.mandate_function or row.function,
            organisation=row.organisation_slug,
            person=row.person,
            person_name=row.name or "",
        )
        for row in sorted(records.seats, key=attrgetter("body"))
    )


def _ledger(year: int, records: Records, more: More) -> Iterator[f.LedgerItem]:
    """Yield what each member owes for the year, has paid and was let off."""
    names = {organisation.slug: organisation.name for organisation in more.organisations}
    for row in records.ledger:
        yield f.LedgerItem(
            record=Record("dues.duesitem", f"{year}/{row.slug}"),
            name=names.get(row.slug, LocalizedText({"und": row.slug})),
            due=row.due,
            paid=row.paid or Decimal(0),
            paid_by_statement=row.paid_by_statement or Decimal(0),
            waived=row.waived or Decimal(0),
            currency=row.currency,
        )


def _statement(records: Records) -> f.Statement | None:
    row = records.statement
    if row is None:
        return None
    return f.Statement(
        record=statement_record(row),
        amount=row.amount,
        currency=row.currency,
        payers=row.payers,
        members=row.members,
        as_of=row.as_of_date,
    )


MEMBERS_STATED = Message("Members in the statement of dues")


def _figures(data: d.ReportData, records: Records, more: More) -> Iterator[f.Figure]:
    """Yield the numbers that are stored rather than counted."""
    row = records.statement
    if row is not None:
        counted = sum(1 for each in more.organisations if each.is_counted_on(row.as_of_date))
        yield f.Figure(
            statement_record(row), "members", in_each_language(MEMBERS_STATED), row.members, counted
        )


def _counts(data: d.ReportData) -> dict[str, frozenset[int]]:
    """Every number that is true of members, activities and bilateral meetings in the report."""
    summary = data.summary
    members = {summary.members, summary.members_activated, len(data.members)}
    members |= {len(region.members) for region in data.regions}
    members |= {len(region.activated) for region in data.regions}
    members |= {data.dues.payers, data.dues.members} if data.dues else set()
    activities = {summary.activities, *summary.activities_by_line.values()}
    activities |= {*summary.activities_by_month.values(), *summary.activities_by_kind.values()}
    months = {sum(1 for each in data.bilateral_meetings if each.month == m) for m in data.period.months}
    return {
        "members": frozenset(members),
        "activities": frozenset(activities),
        "meetings": frozenset({summary.bilateral_meetings, *months}),
    }


_KINDS = {
    "activity": "activities.activity",
    "plan node": "plan.node",
    "plan level": "plan.level",
    "region": "members.region",
    "member": "members.organisation",
}


def _unrenderable(data: d.ReportData, records: Records, report: Record) -> Iterator[f.Unrenderable]:
    """Yield what the layout cannot print. What is merely empty is left to the rules on texts and photographs."""
    names: dict[tuple[str, str], LocalizedText] = {}
    names |= {("activities.activity", each.slug): each.title for each in data.activities}
    names |= {(report.type, report.slug): report.name}
    names |= {("members.organisation", each.slug): each.name for each in data.members}
    numbered = {"media mention": ("activities.mediamention", [row.slug for row in records.mentions])}
    numbered["bilateral meeting"] = ("activities.bilateralmeeting", [row.slug for row in records.meetings])
    for problem in check_renderable(data, data.association.languages):
        kind, _, key = problem.record.rpartition(" ")
        field = problem.field
        if problem.fault in EMPTY_FAULTS:
            continue
        if problem.record == "cover":
            type_, key, field = report.type, report.slug, f"cover_{field.removeprefix('photo.')}"
        elif kind in numbered:
            type_, slugs = numbered[kind]
            key = slugs[int(key) - 1]
        else:
            type_ = _KINDS.get(kind, kind.replace(" ", "_") or key)
        yield f.Unrenderable(
            Record(type_, key, names.get((type_, key), EMPTY)),
            field,
            problem.language,
            LocalizedText({language: problem.wrong(language) for language in LANGUAGES}),
            LocalizedText({language: problem.cure(language) for language in LANGUAGES}),
        )
