"""The records that chosen sections are compiled from: those that the report has, in at most eleven queries for all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import F, Prefetch, Q

from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.records.activities.models import Activity
from rapporteur.records.agreements.enums import AgreementStage
from rapporteur.records.agreements.models import Agreement, AgreementParty, Signatory
from rapporteur.records.agreements.queries import offices_of
from rapporteur.records.meetings.enums import MeetingState
from rapporteur.records.meetings.majority import DecisionOutcome
from rapporteur.records.meetings.models import BodyMeeting, Decision, FinancialReport
from rapporteur.records.meetings.queries import BodyCounts
from rapporteur.records.meetings.quorum import Quorum
from rapporteur.report.compile.chosen.ahead import Ahead, fetch_ahead

EXPIRES_SOON = timedelta(days=90)
"""How long before its end an agreement is told to expire: the time in which a check asks to renew it."""


@dataclass(frozen=True)
class ChosenRecords:
    """The records of chosen sections; of a section that the report has not there are none.

    `quorums` are by the keys of meetings, `outcomes` by those of decisions, `offices` by those of signatories.
    """

    agreements: Sequence[Agreement] = ()
    signatories: Sequence[Signatory] = ()
    offices: Mapping[int, LocalizedText] = field(default_factory=dict)
    meetings: Sequence[BodyMeeting] = ()
    quorums: Mapping[int, Quorum] = field(default_factory=dict)
    decisions: Sequence[Decision] = ()
    outcomes: Mapping[int, DecisionOutcome] = field(default_factory=dict)
    accounts: Sequence[FinancialReport] = ()
    ahead: Ahead = field(default_factory=Ahead)

    def organisations(self) -> set[int]:
        """Return the keys of the organisations that the report will name because of them."""
        named = {party.organisation_id for one in self.agreements for party in one.parties.all()}
        named |= {row.organisation_id for row in self.signatories}
        named |= {meeting.place_organisation_id for meeting in self.meetings}
        named |= set(self.ahead.organisations())
        return {key for key in named if key is not None}


def fetch_chosen(period: Period, as_of: date, sections: Collection[str]) -> ChosenRecords:
    """Read what the chosen ones of `sections` tell of a period, as it was on the day `as_of`."""
    parts = {
        "agreements": _agreements,
        "joint_statements": _statements,
        "governance": _bodies,
        "next_quarter": _ahead,
    }
    found: dict[str, object] = {}
    for section, fetch in parts.items():
        if section in sections:
            found |= fetch(period, as_of)
    return ChosenRecords(**found)  # type: ignore[arg-type]  # each by the name of its field


def _ahead(period: Period, as_of: date) -> dict[str, object]:
    """What lies ahead: one query."""
    return {"ahead": fetch_ahead(period, as_of)}


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
