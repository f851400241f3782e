"""The records that chosen sections are compiled from: those that the report has, in some thirty queries at most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, Count, DateField, F, Prefetch, Q, Value
from django.db.models.functions import Cast, Coalesce

from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.records.activities.models import Activity
from rapporteur.records.agreements.enums import AgreementStage
from rapporteur.records.agreements.models import Agreement, AgreementParty, Signatory
from rapporteur.records.agreements.queries import offices_of
from rapporteur.records.calls.enums import CallRole
from rapporteur.records.calls.models import (
    Application,
    ApplicationPartner,
    CallForApplications,
    CallOrganisation,
)
from rapporteur.records.communication.models import CommunicationItem
from rapporteur.records.communication.queries import items_of, with_deliverables
from rapporteur.records.juries.enums import JurorStage
from rapporteur.records.juries.models import Juror
from rapporteur.records.meetings.enums import MeetingState
from rapporteur.records.meetings.majority import DecisionOutcome
from rapporteur.records.meetings.models import BodyMeeting, Decision, FinancialReport
from rapporteur.records.meetings.queries import BodyCounts
from rapporteur.records.meetings.quorum import Quorum
from rapporteur.records.programmes.enums import InitiativeKind
from rapporteur.records.programmes.models import Initiative, InitiativePartner
from rapporteur.records.publications.models import Publication, PublicationAuthor, PublicationMention
from rapporteur.records.publications.queries import publications_of
from rapporteur.records.training.models import Course
from rapporteur.records.training.queries import attended, registered, rows_of
from rapporteur.records.training.tally import Tally
from rapporteur.report.compile.chosen.admissions import AdmissionRow, admissions_of, parts_of_admissions
from rapporteur.report.compile.chosen.ahead import Ahead, ahead_of, parts_ahead
from rapporteur.report.compile.chosen.together import AskedPart, read_together

EXPIRES_SOON = timedelta(days=90)
"""How long before its end an agreement is told to expire: the time in which a check asks to renew it."""


@dataclass(frozen=True)
class ChosenRecords:
    """The records of chosen sections; of a section that the report has not there are none.

    `quorums` are by the keys of meetings, `outcomes` by those of decisions, `offices` by those of signatories,
    `attended` and `registered` by those of courses; `applications` (how many), `took_part` (organisations, and whether
    they lead) and `jurors` by those of calls; `authors` and `mentions` (medium and day) by those of publications;
    `items` are what was put out, each with the codes that it serves.
    """

    agreements: Sequence[Agreement] = ()
    signatories: Sequence[Signatory] = ()
    offices: Mapping[int, LocalizedText] = field(default_factory=dict)
    meetings: Sequence[BodyMeeting] = ()
    quorums: Mapping[int, Quorum] = field(default_factory=dict)
    decisions: Sequence[Decision] = ()
    outcomes: Mapping[int, DecisionOutcome] = field(default_factory=dict)
    accounts: Sequence[FinancialReport] = ()
    courses: Sequence[Course] = ()
    attended: Mapping[int, Tally] = field(default_factory=dict)
    registered: Mapping[int, Tally] = field(default_factory=dict)
    publications: Sequence[Publication] = ()
    authors: Mapping[int, Sequence[str]] = field(default_factory=dict)
    mentions: Mapping[int, Sequence[tuple[str, date]]] = field(default_factory=dict)
    items: Sequence[tuple[CommunicationItem, Sequence[str]]] = ()
    calls: Sequence[CallForApplications] = ()
    applications: Mapping[int, int] = field(default_factory=dict)
    took_part: Mapping[int, Sequence[tuple[int, bool]]] = field(default_factory=dict)
    jurors: Mapping[int, Sequence[Juror]] = field(default_factory=dict)
    projects: Sequence[Initiative] = ()
    ahead: Ahead = field(default_factory=Ahead)
    admissions: Sequence[AdmissionRow] = ()

    def organisations(self) -> set[int]:
        """Return the keys of the organisations that the report will name because of them."""
        named = {party.organisation_id for one in self.agreements for party in one.parties.all()}
        named |= {row.organisation_id for row in self.signatories}
        named |= {meeting.place_organisation_id for meeting in self.meetings}
        named |= {one.place_organisation_id for one in self.courses}
        named |= {key for one in self.attended.values() for key in one.organisations}
        named |= {one.lead_id for one in self.projects}
        named |= {row.organisation_id for one in self.projects for row in one.partners.all()}
        named |= set(self.ahead.organisations())
        named |= {row.organisation for row in self.admissions}
        return {key for key in named if key is not None}


def fetch_chosen(period: Period, as_of: date, sections: Collection[str]) -> ChosenRecords:
    """Read what the chosen ones of `sections` tell of a period, as it was on the day `as_of`."""
    parts = {
        "agreements": _agreements,
        "joint_statements": _statements,
        "governance": _bodies,
        "training": _courses,
        "publications": _publications,
        "communication": _items,
        "calls": _calls,
        "pilot_projects": _projects,
    }
    found = _together(period, as_of, sections)
    for section, fetch in parts.items():
        if section in sections:
            found |= fetch(period, as_of)
    return ChosenRecords(**found)  # type: ignore[arg-type]  # each by the name of its field


def _together(period: Period, as_of: date, sections: Collection[str]) -> dict[str, object]:
    """What lies ahead, and admissions: one query for both, none where the report has neither."""
    wanted: dict[str, tuple[Sequence[AskedPart[Any]], Callable[[Sequence[Sequence[Any]]], object]]] = {}
    if "next_quarter" in sections:
        wanted["ahead"] = (parts_ahead(period, as_of), ahead_of)
    if "admissions" in sections:
        wanted["admissions"] = (parts_of_admissions(period, as_of), admissions_of)
    rows = iter(read_together([part for parts, _ in wanted.values() for part in parts]))
    return {name: take([next(rows) for _ in parts]) for name, (parts, take) in wanted.items()}


def _agreements(period: Period, as_of: date) -> dict[str, object]:
    """Agreements that were signed or that ended in the period, wait for their signature, or expire soon."""
    ends = Q(end__gt=period.start, end__lte=as_of + EXPIRES_SOON)
    waits = Q(announced_date__lte=as_of) & (Q(signed_date__isnull=True) | Q(signed_date__gt=as_of))
    signed = Q(signed_date__gte=period.start, signed_date__lte=min(as_of, period.last_day))
    rows = Agreement.objects.filter(signed | waits | ends).select_related("activity", "replaces")
    rows = rows.exclude(stage=AgreementStage.ENDED, end__lte=period.start).distinct()
    parties = AgreementParty.objects.select_related("organisation", "body").order_by("pk")
    agreements = rows.prefetch_related(Prefetch("parties", queryset=parties))
    return {"agreements": list(agreements.order_by("slug"))}


def _statements(period: Period, as_of: date) -> dict[str, object]:
    """Signatures of joint statements that became public in the period, or whose activity happened in it."""
    public = Q(
        statement__public_date__gte=period.start, statement__public_date__lte=min(as_of, period.last_day)
    )
    happened = Activity.objects.published().in_period(period).values("pk")
    told = Q(statement__public_date__isnull=True, statement__activity__in=happened)
    rows = Signatory.objects.filter(public | told).filter(
        Q(signed_date__isnull=True) | Q(signed_date__lte=as_of)
    )
    signatories = list(
        rows.select_related("statement__activity", "organisation", "person").order_by(
            F("statement__public_date").asc(nulls_last=True),
            F("statement__activity__start_date").asc(nulls_last=True),
            "statement__slug",
            "pk",
        )
    )
    return {"signatories": signatories, "offices": offices_of(signatories) if signatories else {}}


def _bodies(period: Period, as_of: date) -> dict[str, object]:
    """Meetings of bodies and decisions of the period, and accounts of which it tells anything."""
    rows = BodyMeeting.objects.filter(start_date__gte=period.start, start_date__lte=period.last_day)
    rows = rows.exclude(state=MeetingState.CANCELLED).select_related("body", "place_organisation")
    meetings = list(rows.prefetch_related("agenda").order_by("start_date", "slug"))
    decided = Decision.objects.filter(
        decided_date__gte=period.start, decided_date__lte=min(as_of, period.last_day)
    )
    decisions = list(decided.select_related("body", "meeting").order_by("body__slug", "year", "number"))
    counted = {one.pk: one for one in (*meetings, *(d.meeting for d in decisions if d.meeting))}
    if counted or decisions:
        counts = BodyCounts(list(counted.values()), [one.body_id for one in decisions])
        quorums = {one.pk: counts.quorum(one) for one in meetings}
        outcomes = {one.pk: counts.outcome(one) for one in decisions}
    else:
        quorums, outcomes = {}, {}
    return {
        "meetings": meetings,
        "quorums": quorums,
        "decisions": decisions,
        "outcomes": outcomes,
        "accounts": _accounts(period, as_of),
    }


def _accounts(period: Period, as_of: date) -> list[FinancialReport]:
    """Return the audits and accounts that were audited, laid before a body or approved in the period."""
    within = (period.start, min(as_of, period.last_day))
    rows = FinancialReport.objects.filter(
        Q(audited_date__range=within)
        | Q(meeting__start_date__range=within, meeting__state=MeetingState.HELD)
        | Q(decision__decided_date__range=within)
    )
    return list(rows.select_related("body", "meeting", "decision").order_by("year", "half", "kind"))


def _courses(period: Period, as_of: date) -> dict[str, object]:
    """Courses that began in the period and were not cancelled, with how many registered and came."""
    rows = Course.objects.filter(
        start_date__gte=period.start, start_date__lte=min(as_of, period.last_day), cancelled=False
    )
    in_force = Q(participants__certificate__issued_date__lte=as_of) & (
        Q(participants__certificate__withdrawn_date__isnull=True)
        | Q(participants__certificate__withdrawn_date__gt=as_of)
    )
    rows = rows.annotate(issued=Count("participants__certificate", filter=in_force))
    courses = list(rows.select_related("provider", "activity").order_by("start_date", "slug"))
    took_part = rows_of([one.pk for one in courses]) if courses else {}
    return {
        "courses": courses,
        "attended": {one.pk: attended(took_part.get(one.pk, ())) for one in courses},
        "registered": {one.pk: registered(took_part.get(one.pk, ())) for one in courses},
    }


def _publications(period: Period, as_of: date) -> dict[str, object]:
    """Publications that came out in the period, were launched by an activity of it, or written of in it."""
    rows = publications_of(period, as_of).select_related("series", "activity")
    found = list(rows.order_by(F("published_date").asc(nulls_last=True), "slug"))
    authors, mentions = _authors_and_mentions(found, as_of) if found else ({}, {})
    return {"publications": found, "authors": authors, "mentions": mentions}


def _authors_and_mentions(
    found: Collection[Publication], as_of: date
) -> tuple[dict[int, list[str]], dict[int, list[tuple[str, date]]]]:
    """Return by publication (key) who wrote it, and which media told of it on which day; each in order. One query."""
    nothing, no_day = Value("", CharField()), Cast(Value(None), DateField())
    wrote = PublicationAuthor.objects.filter(publication__in=found).order_by()
    told = PublicationMention.objects.filter(publication__in=found, mention__start_date__lte=as_of).order_by()
    rows = wrote.values_list(
        "publication_id", no_day, "position", Coalesce("person__name", "name"), nothing
    ).union(
        told.values_list(
            "publication_id", "mention__start_date", "mention__position", "mention__outlet", "mention__slug"
        ),
        all=True,
    )
    authors: dict[int, list[str]] = defaultdict(list)
    mentions: dict[int, list[tuple[str, date]]] = defaultdict(list)
    for publication, day, _, name, _ in sorted(rows, key=lambda row: (str(row[1]), row[2], row[4])):
        if day is None:
            authors[publication].append(name)
        else:
            mentions[publication].append((name, day))
    return authors, mentions


def _items(period: Period, as_of: date) -> dict[str, object]:
    """What was put out in the period, and what goes on: one query."""
    return {"items": with_deliverables(items_of(period, as_of))}


def _calls(period: Period, as_of: date) -> dict[str, object]:
    """Calls that opened, closed or were decided in the period, with who took part and their juries."""
    within = (period.start, min(as_of, period.last_day))
    rows = CallForApplications.objects.filter(
        Q(opens_date__range=within) | Q(closes_date__range=within) | Q(decision_date__range=within)
    )
    rows = rows.annotate(received=Count("applications")).select_related("initiative", "activity")
    calls = list(rows.order_by(F("closes_date").asc(nulls_last=True), "slug"))
    if not calls:
        return {}
    took_part: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for call, organisation, role in _taking_part(calls):
        took_part[call].append((organisation, role == CallRole.LEAD))
    jurors: dict[int, list[Juror]] = defaultdict(list)
    seated = Juror.objects.filter(call__in=calls, stage=JurorStage.CHOSEN).select_related("region")
    for one in seated.order_by("pk"):
        jurors[one.call_id].append(one)
    return {
        "calls": calls,
        "applications": {one.pk: one.received for one in calls},
        "took_part": took_part,
        "jurors": jurors,
    }


def _taking_part(calls: Sequence[CallForApplications]) -> Iterator[tuple[int, int, str]]:
    """Yield call, organisation and role: those that stand on the call, and those of applications. One query."""
    standing = CallOrganisation.objects.filter(call__in=calls).order_by()
    leads = Application.objects.filter(call__in=calls).order_by()
    partners = ApplicationPartner.objects.filter(
        application__call__in=calls, confirmed_date__isnull=False
    ).order_by()
    role = Cast(Value(CallRole.LEAD.value), CharField())
    other = Cast(Value(CallRole.PARTNER.value), CharField())
    yield from sorted(
        standing.values_list("call", "organisation", Cast("role", CharField())).union(
            leads.values_list("call", "lead", role),
            partners.values_list("application__call", "organisation", other),
        )
    )


def _projects(period: Period, as_of: date) -> dict[str, object]:
    """Pilot projects that were under way in the period, as far as their days are known."""
    rows = Initiative.objects.filter(kind=InitiativeKind.PILOT_PROJECT).filter(
        Q(start__isnull=True) | Q(start__lte=min(as_of, period.last_day)),
        Q(end__isnull=True) | Q(end__gt=period.start),
    )
    partners = InitiativePartner.objects.order_by("pk")
    found = rows.prefetch_related(Prefetch("partners", queryset=partners))
    return {"projects": list(found.order_by("slug"))}
