"""The facts that the checks look at, from the records: the compiled report, and what it leaves out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from rapporteur.core.consistent import consistent_reads
from rapporteur.core.localized import EMPTY, LocalizedText
from rapporteur.core.periods import Period
from rapporteur.reports import data as d
from rapporteur.reports.check_fetch import More, fetch_more
from rapporteur.reports.check_texts import check_texts, plain_texts, statement_record
from rapporteur.reports.checking import facts as f
from rapporteur.reports.checking.finding import Record
from rapporteur.reports.checking.wording import FieldName
from rapporteur.reports.checking.words import LANGUAGES
from rapporteur.reports.checks import Checked, Subject, apply_waivers, run_checks
from rapporteur.reports.compile import Compilation
from rapporteur.reports.fetch import fetch_records
from rapporteur.reports.models import CheckWaiver
from rapporteur.reports.period_texts import PeriodText, period_texts
from rapporteur.reports.preflight import EMPTY_FAULTS, check_renderable
from rapporteur.reports.rows import Records


def check_period(period: Period, as_of: date | None = None) -> Checked:
    """Check the records of `period` as its report would print them; waivers are applied: 47 queries at most."""
    return apply_waivers(run_checks(compile_subject(period, as_of)), CheckWaiver.objects.order_by("at", "id"))


def blocking_sentences(period: Period, as_of: date | None = None) -> tuple[str, ...]:
    """Return what keeps the report of `period` from being frozen: what is wrong and what mends it, in English."""
    return tuple(
        f"{finding.record.type} {finding.record.slug}, {finding.field}: {finding.message('en')} {finding.mend('en')}"
        for finding in check_period(period, as_of).blocking
    )


def compile_subject(period: Period, as_of: date | None = None) -> Subject:
    """Return the facts of the report of `period`, as the records are. Raises NoAssociation."""
    as_of = as_of or period.last_day
    with consistent_reads():
        records = fetch_records(period, as_of)
        more, texts = fetch_more(period, as_of, records), period_texts(period, as_of)
    return subject_of(Compilation(period, as_of, records).report(), records, more, texts)


def subject_of(data: d.ReportData, records: Records, more: More, translated: Sequence[PeriodText]) -> Subject:
    """Return the facts of a compiled report and of what it leaves out."""
    slug = data.period.code.lower().replace("..", "-to-")
    report = Record("reports.report", slug, LocalizedText.same(data.period.code, data.association.languages))
    ledger = {row.slug: row.name for row in more.organisations}
    texts = tuple(check_texts(translated, data, report))
    photos: dict[str, list[f.Photo]] = defaultdict(list)
    for row in more.activities:
        if row.position is not None:
            photos[row.slug].append(
                f.Photo(row.position, row.alt or EMPTY, row.credit or "", bool(row.consent))
            )
    editorial = next((text for text in texts if text.field == "editorial_text"), None)
    return Subject(
        record=report,
        knows=frozenset(f.Fact),
        start=data.period.start,
        end=data.period.end,
        as_of=data.as_of,
        languages=data.association.languages,
        source_language=data.association.source_language,
        seat=data.association.seat,
        activities=tuple(_activity(activity, more, photos) for activity in data.activities),
        organisations=more.organisations,
        activated=tuple(member.slug for member in data.activated_members),
        regions=tuple(
            f.Region(
                slug=region.slug,
                name=region.name,
                secretaries=tuple(person.name for person in region.secretaries),
                focal_points=tuple(person.name for person in region.focal_points),
            )
            for region in data.regions
        ),
        seats=more.seats,
        nodes=tuple(
            f.Node(code=node.code, parent=node.parent, title=node.title, listed=node.listed)
            for node in (data.plan.nodes if data.plan else ())
        ),
        quarters=max(1, len(data.period.months) // 3),
        previous=more.previous,
        meetings=tuple(
            f.Meeting(
                slug=row.slug,
                month=meeting.month,
                place=_place(meeting.place),
                members=tuple(ref.slug for ref in meeting.members),
                prospects=tuple(ref.slug for ref in meeting.prospects),
                activity=meeting.activity,
            )
            for row, meeting in zip(records.meetings, data.bilateral_meetings, strict=True)
        ),
        mentions=tuple(
            f.Mention(slug=row.slug, month=mention.month, outlet=mention.outlet, subject=mention.subject)
            for row, mention in zip(records.mentions, data.media, strict=True)
        ),
        figures=tuple(_figures(data, records, more)),
        statement=_statement(records),
        ledger=tuple(
            f.LedgerItem(**{**vars(item), "name": ledger.get(item.record.slug.split("/")[1], item.name)})
            for item in more.ledger
        ),
        texts=texts,
        editorial=editorial,
        counts=_counts(data),
        drafts=tuple(
            f.Draft(Record("activities.activity", slug, title), live)
            for slug, title, live in dict.fromkeys(
                (row.slug, row.title, row.live) for row in more.activities if row.changed or not row.live
            )
        ),
        left_out=tuple(
            f.LeftOut(
                Record(draft.type, draft.slug, draft.name),
                tuple(FieldName(use) if isinstance(use, str) else use for use in draft.uses),
            )
            for draft in records.left_out
        ),
        unrenderable=tuple(_unrenderable(data, records)),
    )


def _place(place: d.PlaceData) -> f.Place:
    return f.Place(name=place.name, organisation=place.organisation, country=place.country)


def _activity(activity: d.ActivityData, more: More, photos: dict[str, list[f.Photo]]) -> f.Activity:
    return f.Activity(
        slug=activity.slug,
        title=activity.title,
        line=activity.line,
        start=activity.start,
        end=activity.end,
        month=activity.month,
        places=tuple(map(_place, activity.places)),
        online=activity.online,
        codes=activity.deliverables,
        unknown_codes=more.unknown_codes.get(activity.slug, ()),
        members=tuple(f.Activation(member.slug, member.role) for member in activity.members),
        text=plain_texts(activity.text),
        photos=tuple(photos.get(activity.slug, ())),
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


MEMBERS_STATED = LocalizedText(
    {
        "fr": "Membres d'après l'état des cotisations",
        "en": "Members in the statement of dues",
        "es": "Miembros según el estado de las cuotas",
    }
)


def _figures(data: d.ReportData, records: Records, more: More) -> Iterator[f.Figure]:
    """Yield the numbers that are stored rather than counted."""
    row = records.statement
    if row is not None:
        counted = sum(1 for each in more.organisations if each.is_counted_on(row.as_of_date))
        yield f.Figure(statement_record(row), "members", MEMBERS_STATED, row.members, counted)


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


def _unrenderable(data: d.ReportData, records: Records) -> Iterator[f.Unrenderable]:
    """Yield what the layout cannot print. What is merely empty is left to the rules on texts and photographs."""
    names: dict[tuple[str, str], LocalizedText] = {}
    names |= {("activities.activity", each.slug): each.title for each in data.activities}
    names |= {("members.organisation", each.slug): each.name for each in data.members}
    numbered = {"media mention": ("activities.mediamention", [row.slug for row in records.mentions])}
    numbered["bilateral meeting"] = ("activities.bilateralmeeting", [row.slug for row in records.meetings])
    for problem in check_renderable(data, data.association.languages):
        kind, _, key = problem.record.rpartition(" ")
        if problem.fault in EMPTY_FAULTS:
            continue
        if kind in numbered:
            type_, slugs = numbered[kind]
            key = slugs[int(key) - 1]
        else:
            type_ = _KINDS.get(kind, kind.replace(" ", "_") or key)
        yield f.Unrenderable(
            Record(type_, key, names.get((type_, key), EMPTY)),
            problem.field,
            problem.language,
            LocalizedText({language: problem.wrong(language) for language in LANGUAGES}),
            LocalizedText({language: problem.cure(language) for language in LANGUAGES}),
        )
