"""Reading what the sections on agreements, joint statements and bodies are of."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import F, Q

from rapporteur.base.core.database.together import AskedRecords
from rapporteur.base.values.periods import Period
from rapporteur.records.activities.models import Activity
from rapporteur.records.agreements.enums import AgreementStage
from rapporteur.records.agreements.models import Agreement, AgreementParty, Signatory
from rapporteur.records.agreements.queries import mandates_of, offices_of
from rapporteur.records.meetings.enums import MeetingState
from rapporteur.records.meetings.models import AgendaItem, BodyMeeting, Decision, FinancialReport
from rapporteur.records.meetings.queries import BodyCounts, parts_of_counts
from rapporteur.report.compile.chosen.reading import Reader, grouped

EXPIRES_SOON = timedelta(days=90)
"""How long before its end an agreement is told to expire: the time in which a check asks to renew it."""


def agreements(period: Period, as_of: date) -> Reader:
    """Agreements that were signed or that ended in the period, wait for their signature, or expire soon."""
    ends = Q(end__gt=period.start, end__lte=as_of + EXPIRES_SOON)
    waits = Q(announced_date__lte=as_of) & (Q(signed_date__isnull=True) | Q(signed_date__gt=as_of))
    signed = Q(signed_date__gte=period.start, signed_date__lte=min(as_of, period.last_day))
    rows = Agreement.objects.filter(signed | waits | ends).select_related("activity", "replaces")
    rows = rows.exclude(stage=AgreementStage.ENDED, end__lte=period.start).distinct()
    found = list(rows.order_by("slug"))
    parties = AgreementParty.objects.filter(agreement__in=[one.pk for one in found])
    others = ("organisation__slug", "body__slug", "body__name")
    (read,) = yield [AskedRecords(parties, others)]
    return {"agreements": found, "parties": grouped(read, "agreement_id", "pk")}


def statements(period: Period, as_of: date) -> Reader:
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
    (mandates,) = yield [mandates_of(signatories)]
    return {"signatories": signatories, "offices": offices_of(signatories, mandates)}


def bodies(period: Period, as_of: date) -> Reader:
    """Meetings of bodies and decisions of the period, and accounts of which it tells anything."""
    rows = BodyMeeting.objects.filter(start_date__gte=period.start, start_date__lte=period.last_day)
    rows = rows.exclude(state=MeetingState.CANCELLED).select_related("body", "place_organisation")
    meetings = list(rows.order_by("start_date", "slug"))
    decided = Decision.objects.filter(
        decided_date__gte=period.start, decided_date__lte=min(as_of, period.last_day)
    )
    decisions = list(decided.select_related("body", "meeting").order_by("body__slug", "year", "number"))
    counted = {one.pk: one for one in (*meetings, *(d.meeting for d in decisions if d.meeting))}
    agenda, accounts, *rows_of_counts = yield [
        AskedRecords(AgendaItem.objects.filter(meeting__in=[one.pk for one in meetings])),
        _accounts(period, as_of),
        *parts_of_counts(list(counted.values()), [one.body_id for one in decisions]),
    ]
    counts = BodyCounts(*rows_of_counts)
    return {
        "meetings": meetings,
        "agenda": grouped(agenda, "meeting_id", "pk"),
        "quorums": {one.pk: counts.quorum(one) for one in meetings},
        "decisions": decisions,
        "outcomes": {one.pk: counts.outcome(one) for one in decisions},
        "accounts": sorted(accounts, key=lambda one: (one.year, one.half or 0, one.kind, one.slug)),
    }


def _accounts(period: Period, as_of: date) -> AskedRecords[FinancialReport]:
    """Return what is to be read of accounts that were audited, laid before a body or approved in the period."""
    within = (period.start, min(as_of, period.last_day))
    rows = FinancialReport.objects.filter(
        Q(audited_date__range=within)
        | Q(meeting__start_date__range=within, meeting__state=MeetingState.HELD)
        | Q(decision__decided_date__range=within)
    )
    others = ("body__slug", "body__name", "meeting__start_date", "meeting__state", "decision__decided_date")
    return AskedRecords(rows, others)
